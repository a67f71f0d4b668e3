/** Where a listener stopped in each episode, kept on this device for the last hundred of them. */

import { keep, recall } from "./store.js";

const MOST = 100;
const WORTH_KEEPING = 10;
const NEARLY_OVER = 30;
const EVERY = 5;

/**
 * @typedef {object} Place
 * @property {string} guid
 * @property {number} seconds
 * @property {number} duration in seconds; 0 where nobody knows
 * @property {import("./queue.js").Entry | null} entry null where the episode was heard in confidence
 */

/** @param {string} guid @returns {number | null} in seconds */
export function placeIn(guid) {
  return places().find((place) => place.guid === guid)?.seconds ?? null;
}

/** @param {string} guid whether it has been heard to its end */
export function isHeard(guid) {
  return recall("heard", []).includes?.(guid) ?? false;
}

/** @returns {Place[]} the latest first */
export function places() {
  return entries().map(([guid, seconds, more]) => ({
    guid,
    seconds,
    duration: more?.duration || 0,
    entry: more?.address ? { guid, title: more.title, show: more.show, address: more.address } : null,
  }));
}

/** @param {string} guid */
export function forgetPlace(guid) {
  keep("places", othersThan(guid));
}

/**
 * Keep the place from now on while `playback` plays, whenever it stops, and when the page is left.
 * @param {import("./playback.js").Playback} playback
 */
export function keepPlace(playback) {
  let kept = playback.position;
  const save = () => {
    if (!playback.started) return;
    kept = playback.position;
    remember(playback.episode, kept, playback.duration);
  };
  playback.addEventListener("change", () => {
    if (playback.paused || Math.abs(playback.position - kept) >= EVERY) save();
  });
  addEventListener("pagehide", save);
}

function remember({ guid, title, show, address }, seconds, duration) {
  const over = duration && seconds > duration - Math.min(NEARLY_OVER, duration * 0.1);
  const worth = seconds >= WORTH_KEEPING && !over;
  const more = address ? [{ title, show, address, duration: Math.ceil(duration) }] : [];
  keep("places", worth ? [[guid, Math.floor(seconds), ...more], ...othersThan(guid)].slice(0, MOST) : othersThan(guid));
  const heard = recall("heard", []).filter?.((known) => known !== guid) ?? [];
  if (over || isHeard(guid)) keep("heard", (over ? [guid, ...heard] : heard).slice(0, MOST));
}

function othersThan(guid) {
  return entries().filter(([known]) => known !== guid);
}

/** @returns {[string, number, object?][]} as they are kept, the latest first */
function entries() {
  const kept = recall("places", []);
  return Array.isArray(kept) ? kept.filter((entry) => Array.isArray(entry) && Number.isFinite(entry[1])) : [];
}
