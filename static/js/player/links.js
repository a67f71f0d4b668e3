/** Addresses that lead to a moment: reading them, making them. */

import { parseTime } from "./time.js";

/**
 * @typedef {object} Moment
 * @property {number} start in seconds
 * @property {number | null} end where playing stops, in seconds
 */

/**
 * The moment an address of this page leads to: `#t=877`, `#t=1:35:52,1:42:16`, `#<chapter-slug>`, `?t=14m37s`.
 * @param {URL | Location} address
 * @param {import("./chapters.js").Chapter[]} chapters
 * @returns {Moment | null}
 */
export function momentOf(address, chapters) {
  return fragmentMoment(address.hash.slice(1), chapters) ?? interval(new URLSearchParams(address.search).get("t"));
}

/** The moment that the part after `#` alone leads to, or null. */
export function fragmentMoment(fragment, chapters) {
  const chapter = chapters.find(({ slug }) => slug === fragment);
  if (chapter) return { start: chapter.start, end: null };
  return interval(new URLSearchParams(fragment).get("t"));
}

/** `start` or `start,end`, as Media Fragments 1.0 has it. */
function interval(text) {
  const [from, to = ""] = (text ?? "").replace(/^npt:/, "").split(",");
  const end = parseTime(to);
  const start = parseTime(from) ?? (from === "" && end !== null ? 0 : null);
  return start === null ? null : { start, end: end > start ? end : null };
}

/**
 * The address of a moment of this page. It works without scripts as well, and finds its moment even after the
 * chapter has been given another name.
 * @param {number} seconds
 * @param {string} [slug] of the chapter that begins there
 */
export function addressOf(seconds, slug) {
  const moment = Number(seconds.toFixed(3));
  // What the page calls itself: shown on the desk before it is public, it is somewhere else.
  const { href } = document.querySelector("link[rel=canonical]") ?? { href: location.origin + location.pathname };
  return `${href}?t=${moment}${slug ? `#${slug}` : ""}`;
}

/** An address as it is kept: what is on this host as a path, however the page writes it; "" stays. */
export function pathOf(address) {
  const { origin, pathname, search } = new URL(address, location.href);
  return address && origin === location.origin ? pathname + search : address;
}

/** Whether a link was pressed plainly: not to open it in a new tab, and not dealt with by something else. */
export function isPlainPress(event) {
  const { defaultPrevented, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  return !(defaultPrevented || button || metaKey || ctrlKey || shiftKey || altKey);
}
