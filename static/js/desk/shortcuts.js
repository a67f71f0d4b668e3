/* The list of keys, by `?` or by its button. */
(() => {
  const TYPED_IN = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";

  const start = () => {
    const dialog = document.querySelector(".desk-keys");
    const opener = document.querySelector(".desk-keys-opener");
    if (!dialog) return;
    // A window that an editor opens for a new person has the keys, but no header for the button.
    if (opener) {
      opener.hidden = false;
      opener.addEventListener("click", () => dialog.showModal());
    }
    const hear = (event) => {
      if (event.key !== "?" || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.target.closest?.(TYPED_IN)) return;
      // Before Unfold hears it, which has a list of its own.
      event.stopImmediatePropagation();
      event.preventDefault();
      if (dialog.open) dialog.close();
      else if (!document.querySelector("dialog[open]")) dialog.showModal();
    };
    addEventListener("keydown", hear, true);
  };

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
