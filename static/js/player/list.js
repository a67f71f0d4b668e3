/** The chapter list: the current row is marked, shows how far it is, and stays in view for those who follow it. */

import { chapterAt } from "./chapters.js";
import { formatClock } from "./time.js";

/**
 * @param {import("./playback.js").Playback} playback
 * @param {import("./chapters.js").Chapter[]} chapters
 */
export function setUpList(playback, chapters) {
  let current = null;

  function render() {
    const now = chapterAt(chapters, playback.position);
    if (now !== current) {
      const following = current && isInView(current.row);
      if (current) unmark(current);
      if (now) mark(now);
      if (now && following && playback.started) bringIntoView(now.row);
      current = now;
    }
    if (now) showProgress(now, playback);
  }

  playback.addEventListener("change", render);
  render();
}

function mark({ row }) {
  row.classList.add("is-current");
  row.querySelector("a").setAttribute("aria-current", "true");
}

function unmark({ row }) {
  row.classList.remove("is-current");
  row.querySelector("a").removeAttribute("aria-current");
  const length = row.querySelector("[data-chapter-length]");
  if (length) length.textContent = length.dataset.chapterLength;
}

function showProgress({ row, start, end }, { position, duration }) {
  const last = Math.min(end, duration || Infinity);
  if (!Number.isFinite(last)) return;
  row.style.setProperty("--progress", Math.min(1, (position - start) / (last - start)));
  const length = row.querySelector("[data-chapter-length]");
  if (length) length.textContent = `−${formatClock(Math.ceil(last - position))}`;
}

/** Somebody whose last chapter is on the screen follows the list; everybody else has scrolled away and is left alone. */
function isInView(row) {
  const { top, bottom } = row.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

function bringIntoView(row) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  row.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}
