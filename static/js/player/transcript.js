/** The transcript: it follows what is heard until the listener reads elsewhere, and its lines play at a press. */

import { setUpFind } from "./find.js";
import { keep, recall } from "./store.js";

/** Scrolling further than this many screens at once is no help to the eye. */
const FAR = 1.5;
const SCROLLING_KEYS = ["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "];

/**
 * @param {HTMLElement} section
 * @param {import("./playback.js").Playback} playback
 * @param {(line: HTMLElement) => void} share
 * @param {AbortSignal} signal
 */
export function setUpTranscript(section, playback, share, signal) {
  const fold = section.querySelector("[data-transcript-fold]");
  const frame = section.querySelector("[data-lines]");
  const back = section.querySelector("[data-follow]");
  const lines = frame.querySelectorAll(".line");
  let current = null;
  let following = true;

  function render() {
    const now = lastNotAfter(lines, playback.position);
    if (now !== current) {
      if (current) mark(current, false);
      if (now) mark(now, true);
      current = now;
      if (following) show(current);
    }
    back.hidden = following || !playback.started || !current;
  }

  /** @param {HTMLElement | null} line */
  function show(line) {
    if (!line || !fold.open) return;
    const way = distanceTo(line);
    const far = Math.abs(way) > frame.clientHeight * FAR;
    const still = far || matchMedia("(prefers-reduced-motion: reduce)").matches;
    frame.scrollBy({ top: way, behavior: still ? "instant" : "smooth" });
    // What had not been laid out was guessed: once it is, the line may be somewhere else.
    if (far) requestAnimationFrame(() => frame.scrollBy({ top: distanceTo(line), behavior: "instant" }));
  }

  /** To where a line is read best: after a third of the frame. */
  function distanceTo(line) {
    return line.getBoundingClientRect().top - frame.getBoundingClientRect().top - frame.clientHeight / 3;
  }

  function follow(yes) {
    following = yes;
    if (yes) show(current);
    render();
  }

  /** The words of a line are as good as its time; those who select some of them want to copy. */
  function press({ target }) {
    const line = target.closest(".line");
    if (!line) return;
    if (!target.closest("a, button") && getSelection().isCollapsed) {
      playback.seek(startOf(line));
      playback.play();
    }
    if (!target.closest("button")) follow(true);
  }

  frame.addEventListener("click", press);
  const readElsewhere = () => playback.started && follow(false);
  frame.addEventListener("wheel", readElsewhere, { passive: true });
  frame.addEventListener("touchmove", readElsewhere, { passive: true });
  frame.addEventListener("pointerdown", ({ target }) => target === frame && readElsewhere()); // its scroll bar
  frame.addEventListener("keydown", ({ key }) => SCROLLING_KEYS.includes(key) && readElsewhere());
  frame.addEventListener("keyup", ({ key }) => key === "Tab" && readElsewhere()); // from line to line
  back.addEventListener("click", () => {
    follow(true);
    current.querySelector("a")?.focus({ preventScroll: true });
  });

  setUpFind(section, lines, (line) => {
    follow(false);
    show(line);
  });
  setUpSharing(section, frame, share);
  openWhereMeant(fold, frame, signal);
  fold.addEventListener("toggle", () => {
    keep("transcript", fold.open);
    if (following && !frame.querySelector(".is-meant")) show(current);
  });
  playback.addEventListener("change", render, { signal });
  render();
}

/** One button for all lines: it stands in the one that is pointed at, or has the focus. */
function setUpSharing(section, frame, share) {
  const button = section.querySelector("template").content.firstElementChild.cloneNode(true);
  const comeTo = ({ target }) => {
    const line = target.closest(".line");
    if (line && button.parentElement !== line) line.append(button);
  };
  frame.addEventListener("pointerover", comeTo);
  frame.addEventListener("focusin", comeTo);
  button.addEventListener("click", () => share(button.closest(".line")));
}

/** Open for who has it open always, and for an address that names a line. */
function openWhereMeant(fold, frame, signal) {
  const meant = () => location.hash.startsWith("#line") && document.getElementById(location.hash.slice(1));
  const open = () => {
    const line = meant();
    frame.querySelector(".is-meant")?.classList.remove("is-meant");
    if (!line || !frame.contains(line)) return;
    fold.open = true;
    if (line.matches(".line")) line.classList.add("is-meant");
    line.scrollIntoView({ block: "center", behavior: "instant" });
  };
  if (recall("transcript", false)) fold.open = true;
  addEventListener("hashchange", open, { signal });
  open();
}

function mark(line, isCurrent) {
  line.classList.toggle("is-current", isCurrent);
  const link = line.querySelector("a");
  if (isCurrent) link?.setAttribute("aria-current", "true");
  else link?.removeAttribute("aria-current");
}

/** In seconds: its anchor says it in milliseconds. @param {HTMLElement} line */
export function startOf({ id }) {
  return parseInt(id.slice("line_".length), 10) / 1000;
}

/**
 * The last of the lines, in their order, that does not begin after `seconds`; null before the first.
 * @param {NodeListOf<HTMLElement>} lines some thousand: few of them are looked at
 */
function lastNotAfter(lines, seconds) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(lines[middle]) <= seconds + 0.05) low = middle + 1;
    else high = middle;
  }
  return lines[low - 1] ?? null;
}
