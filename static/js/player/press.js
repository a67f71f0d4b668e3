/** A press on a moment, on another page of the site: the episode's page plays it when it opens, if the browser lets it. */

const NAME = "podcast:pressed";

/** @param {HTMLAnchorElement} link the link that leads to the moment */
export function remember(link) {
  try {
    sessionStorage.setItem(NAME, link.href);
  } catch {
    // Forbidden by a private window: then it is pressed again there.
  }
}

/** Whether this page was opened by such a press; true once. */
export function wasPressed() {
  try {
    const pressed = sessionStorage.getItem(NAME);
    sessionStorage.removeItem(NAME);
    return pressed === location.href;
  } catch {
    return false;
  }
}
