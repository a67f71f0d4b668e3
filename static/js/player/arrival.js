/** Where listening begins: the moment of the address, else the place where the listener stopped. */

import { fragmentMoment, isPlainPress, momentOf } from "./links.js";
import { placeIn } from "./place.js";
import { wasPressed } from "./press.js";
import { formatClock } from "./time.js";

/**
 * @param {HTMLElement} notice a sentence and a button, for the way not taken
 * @param {import("./playback.js").Playback} playback
 * @param {import("./chapters.js").Chapter[]} chapters
 * @param {string} guid
 * @returns {boolean} whether it begins anywhere but at the beginning by default
 */
export function arrive(notice, playback, chapters, guid) {
  const asked = momentOf(location, chapters);
  const place = placeIn(guid);
  const pressed = wasPressed();
  if (asked) playback.seek(asked.start, asked.end);
  else if (place !== null) playback.seek(place);
  if (place !== null) offer(notice, playback, place, asked ? place : 0);
  if (asked && pressed) playback.play();

  addEventListener("hashchange", () => {
    const moment = fragmentMoment(location.hash.slice(1), chapters);
    if (moment) playback.seek(moment.start, moment.end);
  });
  return Boolean(asked) || place !== null;
}

/** Say where the listener stopped, with a button that leads to `other`, until playing starts. */
function offer(notice, playback, place, other) {
  const button = notice.querySelector("button");
  notice.querySelector("[data-notice-text]").textContent = notice.dataset.stopped.replace("{time}", formatClock(place));
  button.textContent = other ? notice.dataset.resume : notice.dataset.restart;
  notice.hidden = false;
  button.addEventListener("click", () => {
    playback.seek(other);
    playback.play();
  });
  playback.addEventListener("change", () => {
    if (playback.started) notice.hidden = true;
  });
}

/**
 * Every link to a moment of this page, in the chapter list, the notes or the transcript, plays it without a reload.
 * @param {import("./playback.js").Playback} playback
 * @param {import("./chapters.js").Chapter[]} chapters
 */
export function playLinkedMoments(playback, chapters) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.hasAttribute("download") || !isPlainPress(event)) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    const moment = momentOf(link, chapters);
    if (!moment) return;
    event.preventDefault();
    const chapter = chapters.find(({ row, start }) => row.contains(link) && start === moment.start);
    history.replaceState(history.state, "", chapter ? `?t=${chapter.start}#${chapter.slug}` : `?t=${moment.start}`);
    playback.seek(moment.start, moment.end);
    playback.play();
  });
}
