/** The "copy link" button of each chapter. */

import { copy } from "../clipboard.js";
import { rowOf } from "./chapters.js";
import { addressOf } from "./links.js";
import { formatClock } from "./time.js";

const SHOWN_FOR = 2500;

/**
 * @param {HTMLElement} player
 * @param {import("./playback.js").Playback} playback
 */
export function setUpCopying(player, playback) {
  const said = player.querySelector("[data-said]");

  async function copyLink(button, seconds, slug) {
    const address = addressOf(seconds, slug);
    const copied = await copy(address);
    const words = copied ? said.dataset.copied : said.dataset.notCopied;
    said.textContent = words.replace("{time}", formatClock(seconds)).replace("{address}", address);
    said.classList.toggle("is-needed", !copied);
    if (copied) flash(button);
  }

  for (const chapter of playback.episode.chapters) {
    const button = rowOf(chapter).querySelector("[data-copy-chapter]");
    button.hidden = false;
    button.addEventListener("click", () => copyLink(button, chapter.start, chapter.slug));
  }
}

function flash(button) {
  button.classList.add("is-done");
  setTimeout(() => button.classList.remove("is-done"), SHOWN_FOR);
}
