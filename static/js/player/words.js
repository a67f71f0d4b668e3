/** Words that change while they are shown. What is right already is left alone: some screen readers repeat it otherwise. */

/** @param {HTMLElement} element @param {string} text */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** @param {HTMLElement} element @param {string} name what it is called by those who do not see it */
export function rename(element, name) {
  if (element.getAttribute("aria-label") !== name) element.setAttribute("aria-label", name);
}
