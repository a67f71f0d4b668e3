/* Chapters by ear: hear the audio beside the rows, mark where a chapter starts, move a start, hear it from there. */
import { fieldOf, freeRow, write } from "../row-fields.js";
import { format, parse, tenth } from "./clock.js";
import { drawable, paint, peaksOf, sourceOfAddress, sourceOfFile } from "./wave.js";

const TYPES = { "audio/mpeg": "audio/mpeg", "audio/mp3": "audio/mpeg" };

class Ear {
  #stored;
  #source = null;
  #chosen = null;
  #wave = { peaks: [], share: 0 };
  #drawing = 0;

  constructor(box) {
    this.box = box;
    this.ear = box.querySelector(".desk-ear");
    this.words = this.ear.dataset;
    this.audio = this.ear.querySelector("audio");
    this.canvas = this.ear.querySelector("canvas");
    this.body = box.querySelector("tbody");
    this.#stored = this.audio.getAttribute("src") ?? "";
    this.mayChange = Boolean(this.ear.querySelector(".desk-ear-nudges"));
    this.#listen();
    this.rows().forEach((row) => this.#dress(row));
    this.#useStored();
  }

  rows() {
    return [...this.body.querySelectorAll(":scope > .desk-row")];
  }

  #find(name) {
    return this.ear.querySelector(`.desk-ear-${name}`);
  }

  #say(words, ms) {
    this.#find("said").textContent = words.replace("{time}", format(ms ?? 0));
  }

  /* --- Which audio ------------------------------------------------------------------------------ */

  #use(address) {
    if (this.audio.src.startsWith("blob:")) URL.revokeObjectURL(this.audio.src);
    this.#drawing += 1;
    this.#wave = { peaks: [], share: 0 };
    this.canvas.hidden = true;
    this.#say("");
    this.#find("empty").hidden = Boolean(address);
    this.#find("player").hidden = !address;
    if (address) this.audio.src = address;
    else this.audio.removeAttribute("src");
    this.box.classList.toggle("desk-heard", Boolean(address));
  }

  /* What is saved, or else the address that is being typed. */
  #useStored() {
    const typed = document.getElementById("id_audio_url")?.value.trim() ?? "";
    const elsewhere = /^https:\/\/[^\s/]+\/\S*$/.test(typed) ? typed : "";
    const { bytes, type } = this.audio.dataset;
    if (this.audio.getAttribute("src") !== (this.#stored || elsewhere) || !this.#source) this.#use(this.#stored || elsewhere);
    this.#source = this.#stored && drawable(type, Number(bytes)) ? sourceOfAddress(this.#stored, { bytes: Number(bytes), type }) : null;
    this.#find("draw").hidden = !this.#source;
  }

  #useFile(file) {
    delete this.audio.dataset.duration;
    this.#use(URL.createObjectURL(file));
    this.#find("draw").hidden = true;
    const type = TYPES[file.type] ?? (/\.mp3$/i.test(file.name) ? "audio/mpeg" : file.type);
    this.#source = drawable(type, file.size) ? sourceOfFile(file) : null;
    if (this.#source) this.draw();
  }

  get duration() {
    const known = Number(this.audio.dataset.duration) / 1000;
    return Number.isFinite(this.audio.duration) ? this.audio.duration : known || this.#wave.peaks.length / 10 || 1;
  }

  /* --- Playing ---------------------------------------------------------------------------------- */

  toggle() {
    if (this.audio.paused) this.#play();
    else this.audio.pause();
  }

  #play() {
    this.audio.play().catch((error) => {
      if (error.name !== "AbortError") this.#say(this.words.failed);
    });
  }

  seek(seconds) {
    this.audio.currentTime = Math.max(0, seconds);
    this.#paint();
  }

  playRow(row) {
    const start = parse(fieldOf(row, "start_ms").value);
    if (Number.isNaN(start)) return;
    this.choose(row);
    this.seek(start / 1000);
    this.#play();
  }

  /* --- Marking and moving ------------------------------------------------------------------------ */

  mark() {
    if (!this.#find("mark")) return;
    const start = tenth(this.audio.currentTime);
    const there = this.rows().find((row) => parse(fieldOf(row, "start_ms").value) === start);
    const row = there ?? this.#rowAt(start);
    this.choose(row);
    fieldOf(row, "title").focus();
    this.#say(there ? this.words.there : this.words.marked, start);
    this.#paint();
  }

  #rowAt(start) {
    const row = freeRow(this.box, ["start_ms", "title"]);
    write(fieldOf(row, "start_ms"), format(start));
    const next = this.rows().find((other) => other !== row && parse(fieldOf(other, "start_ms").value) > start);
    if (next) next.before(row);
    return row;
  }

  nudge(by) {
    const row = this.#chosen?.isConnected ? this.#chosen : null;
    const input = row && fieldOf(row, "start_ms");
    const start = input ? parse(input.value) : NaN;
    if (Number.isNaN(start)) {
      this.#say(this.words.none);
      return;
    }
    const moved = Math.max(0, start + by);
    write(input, format(moved));
    this.seek(moved / 1000);
    this.#say(this.words.moved, moved);
  }

  choose(row) {
    this.#chosen?.classList.remove("desk-row-chosen");
    this.#chosen = row;
    row.classList.add("desk-row-chosen");
    this.#paint();
  }

  /* --- The picture ------------------------------------------------------------------------------- */

  async draw() {
    const turn = (this.#drawing += 1);
    this.#find("draw").hidden = true;
    this.canvas.hidden = false;
    try {
      await peaksOf(
        this.#source,
        (peaks, share) => {
          this.#wave = { peaks, share };
          this.#say(share < 1 ? this.words.drawing.replace("{percent}", Math.round(share * 100)) : "");
          this.#paint();
        },
        () => turn !== this.#drawing,
      );
      if (turn === this.#drawing) this.#say("");
    } catch {
      if (turn !== this.#drawing) return;
      this.canvas.hidden = true;
      this.#say(this.words.undrawn);
    }
  }

  #paint() {
    if (this.canvas.hidden || !this.#wave.peaks.length) return;
    const starts = (row) => parse(fieldOf(row, "start_ms").value) / 1000;
    const marks = this.rows().filter((row) => !row.classList.contains("desk-row-gone")).map(starts);
    paint(this.canvas, {
      ...this.#wave,
      marks: marks.filter((mark) => mark <= this.duration),
      chosen: this.#chosen && starts(this.#chosen),
      now: this.audio.currentTime,
      duration: this.duration,
    });
  }

  /* --- Hands -------------------------------------------------------------------------------------- */

  #dress(row) {
    const input = fieldOf(row, "start_ms");
    if (!input || row.querySelector(".desk-hear")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "desk-hear";
    button.title = this.words.play;
    button.innerHTML = '<span class="material-symbols-outlined" aria-hidden="true">play_arrow</span>';
    button.append(Object.assign(document.createElement("span"), { className: "desk-unseen", textContent: this.words.play }));
    button.addEventListener("click", () => this.playRow(row));
    input.after(button);
  }

  #listen() {
    document.addEventListener("audio:chosen", (event) => this.#useFile(event.detail.file));
    document.addEventListener("audio:dropped", () => this.#useStored());
    document.getElementById("id_audio_url")?.addEventListener("change", () => this.#stored || this.#useStored());
    document.addEventListener("formset:added", (event) => {
      if (event.target.parentElement === this.body) this.#dress(event.target);
    });
    this.body.addEventListener("focusin", (event) => this.choose(event.target.closest(".desk-row")));
    this.body.addEventListener("input", () => this.#paint());
    this.body.addEventListener("change", () => this.#paint());
    // Before the rows' own keys: there Enter goes on to the next row.
    this.body.addEventListener("keydown", (event) => this.#whileTyping(event), true);
    this.ear.addEventListener("keydown", (event) => this.#atPlayer(event));
    this.#find("mark")?.addEventListener("click", () => this.mark());
    this.#find("draw").addEventListener("click", () => this.draw());
    for (const button of this.ear.querySelectorAll("[data-nudge]")) {
      button.addEventListener("click", () => this.nudge(Number(button.dataset.nudge)));
    }
    for (const type of ["timeupdate", "seeked", "durationchange"]) this.audio.addEventListener(type, () => this.#paint());
    this.audio.addEventListener("error", () => this.audio.getAttribute("src") && this.#say(this.words.failed));
    this.canvas.addEventListener("click", (event) => this.seek((event.offsetX / this.canvas.clientWidth) * this.duration));
    new ResizeObserver(() => this.#paint()).observe(this.canvas);
  }

  #whileTyping(event) {
    if (event.isComposing || event.altKey || event.metaKey) return;
    const here = event.target.matches("input[name$='-start_ms']") && this.mayChange;
    const work = {
      "ctrl+Enter": () => this.mark(),
      "ctrl+ ": () => this.toggle(),
      ArrowUp: here && (() => this.nudge(event.shiftKey ? 1000 : 100)),
      ArrowDown: here && (() => this.nudge(event.shiftKey ? -1000 : -100)),
    }[`${event.ctrlKey ? "ctrl+" : ""}${event.key}`];
    this.#do(work, event);
  }

  #atPlayer(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const work = {
      m: () => this.mark(),
      k: () => this.toggle(),
      j: () => this.seek(this.audio.currentTime - 5),
      l: () => this.seek(this.audio.currentTime + 5),
      ",": () => this.seek(this.audio.currentTime - 0.1),
      ".": () => this.seek(this.audio.currentTime + 0.1),
    }[event.key.toLowerCase()];
    this.#do(work, event);
  }

  #do(work, event) {
    if (!work || this.#find("player").hidden) return;
    event.preventDefault();
    event.stopPropagation();
    work();
  }
}

document.querySelectorAll(".desk-chapters").forEach((box) => new Ear(box));
