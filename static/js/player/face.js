/** The controls that are seen: buttons, times, speed, and the sentences about what goes on. */

import { chapterAt } from "./chapters.js";
import { keep, recall } from "./store.js";
import { formatClock } from "./time.js";

/**
 * @param {HTMLElement} player
 * @param {import("./playback.js").Playback} playback
 * @param {import("./chapters.js").Chapter[]} chapters
 * @param {import("./actions.js").Actions} actions
 */
export function setUpFace(player, playback, chapters, actions) {
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
  setUpVolume(part("volume"), playback);

  function render() {
    const { position, duration, paused, waiting, failed } = playback;
    player.classList.toggle("is-playing", !paused);
    player.classList.toggle("is-waiting", waiting && !paused);
    player.classList.toggle("is-failed", failed);
    rename(play, paused ? play.dataset.namePlay : play.dataset.namePause);
    write(part("now"), chapterAt(chapters, position)?.title ?? player.dataset.title);
    write(part("position"), formatClock(position));
    write(part("duration-text"), duration ? formatClock(duration) : "–:––");
    part("error").hidden = !failed;
  }

  playback.addEventListener("change", render);
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

function setUpVolume(input, playback) {
  input.addEventListener("input", () => (playback.volume = input.value));
  const render = () => (input.value = String(playback.volume));
  playback.addEventListener("change", render);
  render();
}

/** Leave what is right already alone: writing it anew makes some screen readers repeat it. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function rename(button, name) {
  if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
}
