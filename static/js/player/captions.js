/** What is said now, under the dial, for those who cannot or would rather not hear it; loaded when it is wanted. */

import { keep, recall } from "./store.js";
import { write } from "./words.js";

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} place where the words stand
 * @param {import("./playback.js").Playback} playback
 * @param {AbortSignal} signal
 */
export function setUpCaptions(button, place, playback, signal) {
  const track = playback.captions;
  if (!track) return;
  const show = () => write(place, [...(track.activeCues ?? [])].map(wordsOf).join(" "));

  function turn(on) {
    button.setAttribute("aria-pressed", String(on));
    place.hidden = !on;
    track.mode = on ? "hidden" : "disabled"; // we draw them ourselves
    if (on) show();
  }

  button.hidden = false;
  button.addEventListener("click", () => {
    const on = place.hidden;
    keep("captions", on);
    turn(on);
  });
  track.addEventListener("cuechange", show, { signal });
  turn(recall("captions", false));
}

/** Without the names and marks that WebVTT writes between the words. */
function wordsOf(cue) {
  return cue.getCueAsHTML().textContent;
}
