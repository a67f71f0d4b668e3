/** What is there to be taken along, an address or some code: copied by a press. */

import { copy } from "./clipboard.js";
import { onEveryPage } from "./pages.js";

/** @param {HTMLElement} address */
function setUp(address) {
  const field = address.querySelector("input, textarea");
  const button = address.querySelector("[data-copy]");
  const said = address.querySelector("[data-said]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const copied = await copy(field.value);
    said.textContent = copied ? said.dataset.copied : said.dataset.notCopied;
    if (!copied) field.select();
  });
}

onEveryPage(() => document.querySelectorAll("[data-address]").forEach(setUp));
