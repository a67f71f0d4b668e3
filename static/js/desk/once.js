/* Two presses of one button are one wish: what is sent again within a moment is not sent. */
(() => {
  const MOMENT = 1500;
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.timeStamp - (sent.get(form) ?? -Infinity) < MOMENT) event.preventDefault();
    else if (!event.defaultPrevented) sent.set(form, event.timeStamp);
  });
})();
