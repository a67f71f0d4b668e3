/** What plays next, on this device: a list of episodes, in the order in which they will be heard. */

import { keep, recall } from "./store.js";

/**
 * @typedef {object} Entry what is to be known of an episode before its page has been read
 * @property {string} guid
 * @property {string} title
 * @property {string} show
 * @property {string} address of its page
 */

/** Fires `change`. */
class Queue extends EventTarget {
  /** @returns {Entry[]} */
  get entries() {
    const kept = recall("queue", []);
    return Array.isArray(kept) ? kept.filter((entry) => entry?.guid && isOurs(entry.address)) : [];
  }

  has(guid) {
    return this.entries.some((entry) => entry.guid === guid);
  }

  /** @param {Entry} entry comes last; where it is in already it stays */
  add({ guid, title, show, address }) {
    if (!this.has(guid)) this.#keep([...this.entries, { guid, title, show, address }]);
  }

  remove(guid) {
    this.#keep(this.entries.filter((entry) => entry.guid !== guid));
  }

  /** @param {string} guid @param {number} step -1: earlier by one, 1: later by one */
  move(guid, step) {
    const entries = this.entries;
    const from = entries.findIndex((entry) => entry.guid === guid);
    const to = from + step;
    if (from < 0 || to < 0 || to >= entries.length) return;
    [entries[from], entries[to]] = [entries[to], entries[from]];
    this.#keep(entries);
  }

  #keep(entries) {
    keep("queue", entries);
    this.dispatchEvent(new Event("change"));
  }
}

/** What is kept on a device may have been written by anybody on it: it leads to pages of this site alone. */
export function isOurs(address) {
  return typeof address === "string" && /^\/(?!\/)/.test(address);
}

export const queue = new Queue();
// Another tab has changed it.
addEventListener("storage", ({ key }) => key?.endsWith(":queue") && queue.dispatchEvent(new Event("change")));
