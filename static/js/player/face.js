/** The controls that are seen: buttons, times, speed, and the sentences about what goes on. */

import { chapterAt } from "./chapters.js";
import { keep, recall } from "./store.js";
import { formatClock, formatLeft } from "./time.js";
import { rename, write } from "./words.js";

/**
 * @param {HTMLElement} player
 * @param {import("./playback.js").Playback} playback
 * @param {import("./actions.js").Actions} actions
 * @param {AbortSignal} signal
 */
export function setUpFace(player, playback, actions, signal) {
  const part = (name) => player.querySelector(`[data-${name}]`);
  const play = part("play");
  const previous = part("previous-chapter");
  const next = part("next-chapter");

  play.addEventListener("click", actions.toggle);
  part("back").addEventListener("click", () => actions.back());
  part("forward").addEventListener("click", () => actions.forward());
  previous?.addEventListener("click", actions.previousChapter);
  next?.addEventListener("click", actions.nextChapter);
  setUpRate(part("rate"), playback);
  setUpVolume(part("volume"), playback, signal);

  function render() {
    const { position, duration, paused, waiting, failed } = playback;
    player.classList.toggle("is-playing", !paused);
    player.classList.toggle("is-waiting", waiting && !paused);
    player.classList.toggle("is-failed", failed);
    rename(play, paused ? play.dataset.namePlay : play.dataset.namePause);
    write(part("now"), chapterAt(playback.episode.chapters, position)?.title ?? playback.episode.title);
    write(part("position"), formatClock(position));
    write(part("left"), formatLeft(position, duration));
    write(part("duration-text"), duration ? formatClock(duration) : "–:––");
    part("error").hidden = !failed;
  }

  playback.addEventListener("change", render, { signal });
  render();
}

function setUpRate(select, playback) {
  const kept = String(recall("rate", 1));
  if ([...select.options].some(({ value }) => value === kept)) select.value = kept;
  playback.rate = select.value;
  select.addEventListener("change", () => {
    playback.rate = select.value;
    keep("rate", Number(select.value));
  });
}

function setUpVolume(input, playback, signal) {
  if (!playback.started) playback.volume = recall("volume", 1);
  input.addEventListener("input", () => {
    playback.volume = input.value;
    keep("volume", playback.volume);
  });
  const render = () => (input.value = String(playback.volume));
  playback.addEventListener("change", render, { signal });
  render();
}
