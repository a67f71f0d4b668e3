/** The share sheet: this episode, this chapter, this second, this line; copied, or given to the system's own sheet. */

import { copy } from "../clipboard.js";
import { chapterAt } from "./chapters.js";
import { addressOf } from "./links.js";
import { formatClock } from "./time.js";
import { startOf } from "./transcript.js";

/**
 * @param {HTMLElement} player
 * @param {import("./playback.js").Playback} playback
 * @returns {(line?: HTMLElement | null) => void} opens it; with a line, for that line
 */
export function setUpShare(player, playback) {
  const dialog = player.querySelector("[data-share]");
  const part = (name) => dialog.querySelector(`[data-share-${name}]`);
  const field = part("address");
  const said = part("said");
  let moment;

  function open(line = null) {
    const chapter = chapterAt(playback.episode.chapters, playback.position);
    moment = { chapter, second: Math.floor(playback.position), line: line ?? document.querySelector(".line.is-current") };
    part("chapter").hidden = !chapter;
    part("line").hidden = !moment.line;
    part("chapter-title").textContent = chapter?.title ?? "";
    part("clock").textContent = formatClock(moment.second);
    part("words").textContent = moment.line?.querySelector(".line__words").textContent ?? "";
    choose(line ? "line" : "episode");
    part("system").hidden = !navigator.share;
    dialog.showModal();
  }

  function choose(what) {
    dialog.querySelector(`[value=${what}]`).checked = true;
    field.value = addressFor(what, moment);
    said.textContent = "";
  }

  dialog.addEventListener("change", ({ target }) => target.name === "what" && choose(target.value));
  part("copy").addEventListener("click", async () => {
    const copied = await copy(field.value);
    said.textContent = copied ? said.dataset.copied : said.dataset.notCopied;
    if (!copied) field.select();
  });
  part("system").addEventListener("click", async () => {
    try {
      await navigator.share({ title: playback.episode.title, url: field.value });
      dialog.close();
    } catch {
      // Thought better of it.
    }
  });
  player.querySelector("[data-share-opener]").addEventListener("click", () => open());
  return open;
}

function addressFor(what, { chapter, second, line }) {
  if (what === "chapter") return addressOf(chapter.start, chapter.slug);
  if (what === "second") return addressOf(second);
  if (what === "line") return addressOf(startOf(line), line.id);
  return addressOf(0).replace(/\?.*$/, "");
}
