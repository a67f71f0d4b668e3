/** The chapter list: the current row is marked, shows how far it is, and stays in view for those who follow it. */

import { chapterAt, rowOf } from "./chapters.js";
import { formatClock } from "./time.js";

/**
 * @param {import("./playback.js").Playback} playback
 * @param {AbortSignal} signal
 */
export function setUpList(playback, signal) {
  let current = null;

  function render() {
    const now = chapterAt(playback.episode.chapters, playback.position);
    if (now !== current) {
      const following = current && isInView(rowOf(current));
      if (current) unmark(rowOf(current));
      if (now) mark(rowOf(now));
      if (now && following && playback.started) bringIntoView(rowOf(now));
      current = now;
    }
    if (now) showProgress(now, playback);
  }

  playback.addEventListener("change", render, { signal });
  render();
  // The page is laid out then in any case.
  const row = current && rowOf(current);
  if (row) requestAnimationFrame(() => showInFrame(row));
}

/** A long list moves within a frame of its own; on arrival it shows what is current, and leaves the page where it is. */
function showInFrame(row) {
  const list = row.parentElement;
  if (list.scrollHeight <= list.clientHeight) return;
  const way = row.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 3;
  list.scrollBy({ top: way, behavior: "instant" });
}

function mark(row) {
  row.classList.add("is-current");
  row.querySelector("a").setAttribute("aria-current", "true");
}

function unmark(row) {
  row.classList.remove("is-current");
  row.querySelector("a").removeAttribute("aria-current");
  const length = row.querySelector("[data-chapter-length]");
  if (length) length.textContent = length.dataset.chapterLength;
}

function showProgress(chapter, { position, duration }) {
  const { start, end } = chapter;
  const row = rowOf(chapter);
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
