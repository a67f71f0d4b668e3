/* The next free slot of a cadence, put into the field of the moment by a press. */
(() => {
  const dress = (button) => {
    const input = document.getElementById(button.dataset.for);
    if (!input) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      input.value = button.dataset.moment;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    });
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-moment]").forEach(dress));
})();
