/** The audio element with a memory: it can be sent to a moment before anything has been loaded. */

const HAVE_METADATA = 1;
const SHORTEST_RATE = 0.5;
const LONGEST_RATE = 3;

/** Fires `change` whenever anything that it tells has changed, `play` when playing begins, `ended` at the end. */
export class Playback extends EventTarget {
  #audio;
  #attached = new AbortController();
  #wanted = null;
  #stopAt = null;

  /** Playing has been asked for at least once. */
  started = false;
  /** Playing has been asked for, and no sound can come yet. */
  waiting = false;
  /** The audio could not be loaded. */
  failed = false;

  /**
   * @param {HTMLAudioElement} audio
   * @param {import("./episode.js").Episode} episode whose duration counts until the audio tells its own
   */
  constructor(audio, episode) {
    super();
    this.#audio = audio;
    this.episode = episode;
    // The moment of `?t=` is kept here from now on; in the address of the audio it would come back at every load.
    const [address, fragment] = audio.getAttribute("src").split("#");
    if (fragment) audio.src = address;
    this.#listen();
  }

  get position() {
    return this.#wanted ?? this.#audio.currentTime;
  }

  get duration() {
    const { duration } = this.#audio;
    return Number.isFinite(duration) && duration > 0 ? duration : this.episode.duration;
  }

  get paused() {
    return this.#audio.paused;
  }

  get rate() {
    return this.#audio.playbackRate;
  }

  set rate(value) {
    const rate = Math.min(LONGEST_RATE, Math.max(SHORTEST_RATE, Number(value) || 1));
    this.#audio.defaultPlaybackRate = rate;
    this.#audio.playbackRate = rate;
  }

  get volume() {
    return this.#audio.muted ? 0 : this.#audio.volume;
  }

  set volume(value) {
    this.#audio.muted = false;
    this.#audio.volume = Math.min(1, Math.max(0, Number(value)));
  }

  toggleMute() {
    this.#audio.muted = !this.#audio.muted;
  }

  async play() {
    this.started = true;
    if (this.failed) this.#tryAgain();
    try {
      await this.#audio.play();
    } catch {
      // Paused again, or not allowed yet: the button still says "play". A real failure fires `error`.
    }
  }

  pause() {
    this.#audio.pause();
  }

  toggle() {
    if (this.paused) this.play();
    else this.pause();
  }

  /**
   * @param {number} seconds
   * @param {number | null} [end] where to stop, in seconds
   */
  seek(seconds, end = null) {
    const last = this.duration || Infinity;
    const moment = Math.min(Math.max(0, seconds), last);
    this.#stopAt = end;
    // Before anything is loaded this is where playing will start, by the HTML standard; `#arrive` sees to it that it does.
    this.#audio.currentTime = moment;
    this.#wanted = this.#audio.readyState < HAVE_METADATA ? moment : null;
    this.#changed();
  }

  /** The text of what is said, where there is one. @returns {TextTrack | undefined} */
  get captions() {
    return this.#audio.textTracks[0];
  }

  /** Give the audio element away, to something that goes on playing on it; what is left begins anew on another. */
  handOver() {
    const audio = this.#audio;
    this.#attached.abort();
    this.#attached = new AbortController();
    this.#audio = audio.cloneNode(true);
    audio.before(this.#audio);
    this.started = false;
    this.#listen();
    this.#changed();
    return audio;
  }

  /** Be of no more use: without a trace in the page. */
  discard() {
    this.pause();
    this.#attached.abort();
    this.#audio.remove();
  }

  skip(seconds) {
    this.seek(this.position + seconds);
  }

  #listen() {
    const set = (state) => () => {
      Object.assign(this, state);
      this.#changed();
    };
    const { signal } = this.#attached;
    const on = (names, listener) =>
      names.split(" ").forEach((name) => this.#audio.addEventListener(name, listener, { signal }));
    on("waiting", set({ waiting: true }));
    on("playing canplay pause ended", set({ waiting: false }));
    on("play", set({ started: true }));
    on("play ended", ({ type }) => this.dispatchEvent(new Event(type)));
    on("error", () => this.#fail());
    on("loadedmetadata", () => this.#arrive());
    on("timeupdate", () => this.#stopWhereAsked());
    on("timeupdate seeked durationchange ratechange volumechange", () => this.#changed());
  }

  #arrive() {
    const wanted = this.#wanted;
    this.#wanted = null;
    if (wanted !== null && Math.abs(this.#audio.currentTime - wanted) > 0.1) this.#audio.currentTime = wanted;
  }

  #stopWhereAsked() {
    if (this.#stopAt === null || this.position < this.#stopAt) return;
    this.#stopAt = null;
    this.pause();
  }

  #fail() {
    this.#wanted = this.position;
    this.failed = true;
    this.waiting = false;
    this.pause();
    this.#changed();
  }

  #tryAgain() {
    const moment = this.position;
    this.failed = false;
    this.#audio.load();
    this.seek(moment);
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
