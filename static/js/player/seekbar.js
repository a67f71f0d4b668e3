/** The dial: a range input over the chapters drawn as segments, with a needle where we are. */

import { afterwards } from "../pages.js";
import { chapterAt } from "./chapters.js";
import { formatClock, readUpOn, spokenTime } from "./time.js";

const STEPS = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -60, PageUp: 60 };

/**
 * @param {HTMLElement} dial
 * @param {import("./playback.js").Playback} playback
 * @param {AbortSignal} signal
 */
export function setUpSeekbar(dial, playback, signal) {
  const { chapters } = playback.episode;
  const input = dial.querySelector("input");
  const hint = dial.querySelector("[data-hint]");
  const language = document.documentElement.lang;
  let dragging = false;
  let drawnFor = null;
  let speaks = false;

  const titleAt = (seconds) => chapterAt(chapters, seconds)?.title ?? "";
  const share = (seconds) => Math.min(1, seconds / (playback.duration || 1));

  function render() {
    const { duration } = playback;
    if (drawnFor !== duration) drawnFor = drawSegments(dial.querySelector("[data-segments]"), chapters, duration);
    input.disabled = !duration;
    input.max = String(Math.ceil(duration));
    show(dragging ? Number(input.value) : playback.position);
  }

  function show(seconds) {
    if (!dragging) input.value = String(Math.floor(seconds));
    dial.style.setProperty("--at", share(seconds));
    if (speaks) say(seconds);
  }

  function say(seconds) {
    const text = [spokenTime(seconds, language), titleAt(seconds)].filter(Boolean).join(", ");
    if (input.getAttribute("aria-valuetext") !== text) input.setAttribute("aria-valuetext", text);
  }

  function pointAt(seconds) {
    hint.textContent = [formatClock(seconds), titleAt(seconds)].filter(Boolean).join("  ");
    hint.hidden = !playback.duration;
    const half = hint.offsetWidth / 2 / dial.clientWidth;
    hint.style.setProperty("--at", Math.max(half, Math.min(1 - half, share(seconds))));
  }

  input.addEventListener("input", () => {
    dragging = true;
    show(Number(input.value));
    pointAt(Number(input.value));
  });
  input.addEventListener("change", () => {
    dragging = false;
    playback.seek(Number(input.value));
  });
  input.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    playback.skip(step);
    pointAt(playback.position);
  });
  input.addEventListener("focus", () => input.matches(":focus-visible") && pointAt(playback.position));
  input.addEventListener("pointermove", (event) => pointAt(secondsUnder(event, dial, playback.duration)));
  for (const name of ["pointerleave", "blur"]) input.addEventListener(name, () => (hint.hidden = true));

  playback.addEventListener("change", render, { signal });
  render();
  afterwards(signal, () => readUpOn(language));
  afterwards(signal, () => {
    speaks = true;
    render();
  });
}

/** Draw what lies between the chapters as well; without chapters, one segment. Return the duration drawn for. */
function drawSegments(box, chapters, duration) {
  const spans = duration ? spansOf(chapters, duration) : [[0, 1]];
  box.replaceChildren(
    ...spans.map(([from, to, isGap]) => {
      const segment = document.createElement("span");
      segment.className = isGap ? "dial__segment dial__segment--gap" : "dial__segment";
      segment.style.setProperty("--from", from / (duration || 1));
      segment.style.setProperty("--to", to / (duration || 1));
      return segment;
    }),
  );
  return duration;
}

function spansOf(chapters, duration) {
  const spans = [];
  let reached = 0;
  for (const { start, end } of chapters) {
    if (start >= duration) break;
    if (start > reached) spans.push([reached, start, true]);
    reached = Math.min(end, duration, chapters.find((next) => next.start > start)?.start ?? duration);
    spans.push([start, reached, false]);
  }
  if (reached < duration) spans.push([reached, duration, chapters.length > 0]);
  return spans;
}

function secondsUnder(event, dial, duration) {
  const { left, width } = dial.getBoundingClientRect();
  return Math.min(1, Math.max(0, (event.clientX - left) / width)) * duration;
}
