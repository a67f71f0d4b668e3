/** The picture of a chapter, large and whole, over the page: what plays goes on. Without this a link leads to it. */

import { isPlainPress } from "./links.js";

/** @param {AbortSignal} signal ends with the page */
export function setUpPlate(signal) {
  const dialog = document.querySelector("[data-plate]");
  const part = (name) => dialog.querySelector(`[data-plate-${name}]`);

  function open(event) {
    const link = event.target.closest?.("[data-chapter-picture]");
    if (!link || !isPlainPress(event)) return;
    event.preventDefault();
    const image = new Image();
    image.src = link.href;
    image.alt = link.querySelector("img").alt;
    part("picture").replaceChildren(image);
    part("title").textContent = link.closest("[data-chapter]").querySelector("[data-chapter-title]").textContent;
    dialog.showModal();
  }

  if (dialog) document.addEventListener("click", open, { signal });
}
