/** What this device keeps, and only this device. A browser that keeps nothing is no error. */

const PREFIX = "podcast:";

/** @param {string} name @param {any} otherwise what stands for nothing kept, or nothing readable */
export function recall(name, otherwise) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {any} value anything JSON can hold */
export function keep(name, value) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Full, or forbidden by a private window: then it is not kept.
  }
}
