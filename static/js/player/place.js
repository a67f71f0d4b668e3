/** Where a listener stopped in each episode, kept on this device for the last hundred of them. */

import { keep, recall } from "./store.js";

const MOST = 100;
const WORTH_KEEPING = 10;
const NEARLY_OVER = 30;
const EVERY = 5;

/** @param {string} guid @returns {number | null} in seconds */
export function placeIn(guid) {
  const found = places().find(([known]) => known === guid);
  return found ? found[1] : null;
}

/**
 * Keep the place from now on while `playback` plays, whenever it stops, and when the page is left.
 * @param {import("./playback.js").Playback} playback
 */
export function keepPlace(playback) {
  const { guid } = playback.episode;
  let kept = playback.position;
  const save = () => {
    if (!playback.started) return;
    kept = playback.position;
    remember(guid, kept, playback.duration);
  };
  playback.addEventListener("change", () => {
    if (playback.paused || Math.abs(playback.position - kept) >= EVERY) save();
  });
  addEventListener("pagehide", save);
}

function remember(guid, seconds, duration) {
  const others = places().filter(([known]) => known !== guid);
  const over = duration && seconds > duration - Math.min(NEARLY_OVER, duration * 0.1);
  const worth = seconds >= WORTH_KEEPING && !over;
  keep("places", worth ? [[guid, Math.floor(seconds)], ...others].slice(0, MOST) : others);
}

/** @returns {[string, number][]} the latest first */
function places() {
  const kept = recall("places", []);
  return Array.isArray(kept) ? kept.filter((entry) => Array.isArray(entry) && Number.isFinite(entry[1])) : [];
}
