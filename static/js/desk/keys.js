/* Unfold's menus listen to clicks alone: give what can be clicked a tab stop, a role and the keys of a button. */
(() => {
  /* A letter with Alt presses what wears it as `accesskey`. The browser's own way needs other keys from one to the next,
     and is no press to it: a tab that is opened by it may be kept shut. */
  addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    const letter = event.key.toLowerCase();
    const meant = /^[a-z]$/.test(letter) && document.querySelector(`[accesskey="${letter}"]`);
    if (!meant || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    meant.click();
  });

  /* The frame shows itself late, and what is not shown cannot be focused by `autofocus`. */
  for (const moment of ["alpine:initialized", "load"]) {
    addEventListener(moment, () => {
      if (document.activeElement === document.body) document.querySelector("[autofocus]")?.focus();
    });
  }

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
  /* select2 puts boxes of its own in the place of a labelled field, and they have no name. */
  const name = (root) => {
    for (const select of root.querySelectorAll("select.admin-autocomplete")) {
      const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.trim();
      const box = select.parentElement.querySelector(".select2-container");
      if (!label || !box) continue;
      const selection = box.querySelector(".select2-selection--single");
      selection?.removeAttribute("aria-labelledby");
      selection?.setAttribute("aria-label", `${label}: ${select.selectedOptions[0]?.text ?? ""}`);
      box.querySelector(".select2-selection--single .select2-selection__rendered")?.setAttribute("aria-label", label);
      box.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
      // The cross that takes all away stands in the list of what is chosen.
      box.querySelector("ul > .select2-selection__clear")?.setAttribute("role", "listitem");
    }
  };
  const prepare = (root) => {
    dress(root);
    name(root);
  };
  addEventListener("load", () => prepare(document));
  document.addEventListener("formset:added", (event) => setTimeout(() => prepare(event.target)));
  addEventListener("load", () => {
    // select2 speaks of changes to jQuery alone.
    window.django?.jQuery?.(document).on("change", "select.admin-autocomplete", () => name(document));
  });
})();
