/** Which episode is heard: one on the whole site, wherever the listener is. */

import { actionsOn } from "./actions.js";
import { keepPlace } from "./place.js";
import { endSession, setUpSession } from "./session.js";

/** Fires `change` when another episode is heard, or shown by the page, and whenever anything of the one heard changes; `ended` at its end. */
class Heard extends EventTarget {
  /** @type {import("./playback.js").Playback | null} what plays, or has played last */
  playback = null;
  /** @type {import("./playback.js").Playback | null} what the player of this page shows; mostly the same */
  shown = null;

  #known = new WeakSet();
  #tell = ({ type } = { type: "change" }) => this.dispatchEvent(new Event(type));

  /** This is what is heard from now on; what was heard before pauses. */
  take(playback) {
    if (playback === this.playback) return;
    const before = this.playback;
    this.#letGo();
    this.playback = playback;
    if (before !== this.shown) before?.discard();
    for (const type of ["change", "ended"]) playback.addEventListener(type, this.#tell);
    if (!this.#known.has(playback)) keepPlace(playback);
    this.#known.add(playback);
    setUpSession(playback, actionsOn(playback));
    this.#tell();
  }

  /** Nothing is heard any more. */
  stop() {
    const before = this.playback;
    this.#letGo();
    this.playback = null;
    if (before !== this.shown) before?.discard();
    endSession();
    this.#tell();
  }

  /** The player of this page shows `playback`, until `signal` ends with the page. */
  show(playback, signal) {
    this.shown = playback;
    playback.addEventListener("play", () => this.take(playback), { signal });
    signal.addEventListener("abort", () => {
      this.shown = null;
      if (this.playback !== playback) playback.discard();
    });
    this.#tell();
  }

  #letGo() {
    for (const type of ["change", "ended"]) this.playback?.removeEventListener(type, this.#tell);
    this.playback?.pause();
  }
}

export const heard = new Heard();
