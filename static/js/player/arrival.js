/** Where listening begins: the moment of the address, else the place where the listener stopped. */

import { fragmentMoment, isPlainPress, momentOf } from "./links.js";
import { placeIn } from "./place.js";
import { rowOf } from "./chapters.js";
import { wasPressed } from "./press.js";
import { formatClock } from "./time.js";

/**
 * @param {HTMLElement} notice a sentence and a button, for the way not taken
 * @param {import("./playback.js").Playback} playback
 * @param {AbortSignal} signal
 * @param {{isReturn: boolean}} arrival
 * @returns {boolean} whether it begins anywhere but at the beginning by default
 */
export function arrive(notice, playback, signal, { isReturn }) {
  const { chapters, guid } = playback.episode;
  addEventListener(
    "hashchange",
    () => {
      const moment = fragmentMoment(location.hash.slice(1), chapters);
      if (moment) playback.seek(moment.start, moment.end);
    },
    { signal },
  );

  const asked = momentOf(location, chapters);
  const pressed = wasPressed();
  // What plays goes on where it is, though its address, come back to, may still say where it once began.
  if (playback.started && (isReturn || !asked)) return true;
  const place = playback.started ? null : placeIn(guid);
  if (asked) playback.seek(asked.start, asked.end);
  else if (place !== null) playback.seek(place);
  if (place !== null) offer(notice, playback, place, asked ? place : 0, signal);
  if (asked && pressed) playback.play();
  return Boolean(asked) || place !== null;
}

/** Say where the listener stopped, with a button that leads to `other`, until playing starts. */
function offer(notice, playback, place, other, signal) {
  const button = notice.querySelector("button");
  notice.querySelector("[data-notice-text]").textContent = notice.dataset.stopped.replace("{time}", formatClock(place));
  button.textContent = other ? notice.dataset.resume : notice.dataset.restart;
  notice.hidden = false;
  button.addEventListener("click", () => {
    playback.seek(other);
    playback.play();
  });
  playback.addEventListener("change", () => playback.started && (notice.hidden = true), { signal });
}

/**
 * Every link to a moment of this page, in the chapter list, the notes or the transcript, plays it without a reload.
 * @param {import("./playback.js").Playback} playback
 * @param {AbortSignal} signal
 */
export function playLinkedMoments(playback, signal) {
  const { chapters } = playback.episode;

  function follow(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.hasAttribute("download") || !isPlainPress(event)) return;
    if (link.origin !== location.origin || link.pathname !== location.pathname) return;
    const moment = momentOf(link, chapters);
    if (!moment) return;
    event.preventDefault();
    const chapter = chapters.find((each) => each.start === moment.start && rowOf(each).contains(link));
    history.replaceState(history.state, "", chapter ? `?t=${chapter.start}#${chapter.slug}` : `?t=${moment.start}`);
    playback.seek(moment.start, moment.end);
    playback.play();
  }

  document.addEventListener("click", follow, { signal });
}
