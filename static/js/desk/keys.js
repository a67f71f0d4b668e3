/* Unfold's menus listen to clicks alone: give what can be clicked a tab stop, a role and the keys of a button. */
(() => {
  const CLICKABLE = "a:not([href]), div[x-on\\:click], span[x-on\\:click], h2[x-on\\:click]";
  const mayStand = (element) => !element.hasAttribute("tabindex") && !element.querySelector("button, a[href], input");
  const dress = (root) => {
    for (const element of root.querySelectorAll(CLICKABLE)) {
      if (!element.hasAttribute("x-on:click") || !mayStand(element)) continue;
      element.tabIndex = 0;
      element.setAttribute("role", "button");
    }
  };
  document.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key) || !event.target.matches("[role=button]:not(button)")) return;
    event.preventDefault();
    event.target.click();
  });
  document.addEventListener("DOMContentLoaded", () => dress(document));
  document.addEventListener("formset:added", (event) => dress(event.target));
})();
