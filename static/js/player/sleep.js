/** The sleep timer: what is heard stops after some minutes, or where the chapter or the episode ends. */

import { chapterAt } from "./chapters.js";
import { heard } from "./heard.js";

/** A step of the needle that is longer than this, or goes back, was the listener's. */
const LONGEST_STEP = 10;

/** Fires `change` when it is set, when it has run out, and each second while minutes run. */
class Sleep extends EventTarget {
  /** @type {"" | "chapter" | "episode" | `${number}`} what was chosen; minutes as a number */
  choice = "";
  #until = 0;
  #timer = 0;
  #chapter = null;
  #position = 0;

  constructor() {
    super();
    heard.addEventListener("change", () => this.choice === "chapter" && this.#watch());
  }

  /** @param {string} choice */
  set(choice) {
    clearInterval(this.#timer);
    this.choice = choice;
    const minutes = Number(choice);
    if (choice && Number.isFinite(minutes)) {
      this.#until = Date.now() + minutes * 60_000;
      this.#timer = setInterval(() => this.#tick(), 1000);
    }
    this.#chapter = choice === "chapter" ? this.#now() : null;
    this.#position = heard.playback?.position ?? 0;
    this.dispatchEvent(new Event("change"));
  }

  /** In seconds, where minutes run; null otherwise. */
  get left() {
    return this.choice && Number.isFinite(Number(this.choice)) ? Math.max(0, (this.#until - Date.now()) / 1000) : null;
  }

  /** Whether nothing is to follow an episode that has just ended; asked once, it is over. */
  endsEpisode() {
    const ends = this.choice === "episode" || this.choice === "chapter";
    if (ends) this.set("");
    return ends;
  }

  #tick() {
    if (this.left > 0) this.dispatchEvent(new Event("change"));
    else this.#stop();
  }

  #watch() {
    const { playback } = heard;
    if (!playback) return;
    const step = playback.position - this.#position;
    const now = this.#now();
    this.#position = playback.position;
    const passed = now !== this.#chapter && this.#chapter && step > 0 && step < LONGEST_STEP;
    this.#chapter = now;
    if (passed && !playback.paused) this.#stop();
  }

  #now() {
    const { playback } = heard;
    return playback ? chapterAt(playback.episode.chapters, playback.position) : null;
  }

  #stop() {
    this.set("");
    heard.playback?.pause();
  }
}

export const sleep = new Sleep();
