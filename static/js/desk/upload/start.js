/* The place where audio is dropped: idle, running, broken, checked, done or refused, while the form is filled in. */
import { amount, Rate, span, worded } from "./figures.js";
import * as offers from "./offers.js";
import { forget, list, Refusal, upload } from "./sending.js";

const SPOKEN_EVERY = 10_000;

class Zone {
  #box;
  #words;
  #run = null;
  #rate = new Rate();
  #spokenAt = 0;
  #pending = null;

  constructor(box) {
    this.#box = box;
    this.#words = box.dataset;
    this.input = box.querySelector("input[type=file]");
    this.kept = document.querySelector("input[name=audio_kept]");
    this.#find("lead").hidden = false;
    this.input.addEventListener("change", () => {
      const files = [...this.input.files];
      this.input.value = ""; // it goes by itself: the form is not to carry it once more
      if (files.length) this.take(files);
    });
    this.#find("cancel").addEventListener("click", () => this.cancel());
    this.#find("other").addEventListener("click", () => this.another());
    this.#listenForDrops();
    addEventListener("beforeunload", (event) => {
      if (this.#run) event.preventDefault();
    });
    addEventListener("submit", (event) => {
      if (this.#run && event.target === this.input.form) this.#wait(event);
    }, true);
    const known = document.getElementById("audio-kept-result");
    if (known) this.#finish(JSON.parse(known.textContent));
    else {
      const said = document.getElementById("audio-offers");
      if (said) offers.show(JSON.parse(said.textContent), this.#words);
      this.#showWaiting();
    }
  }

  #find(name) {
    return this.#box.querySelector(`.upload-${name}`);
  }

  #show(state) {
    this.#box.dataset.state = state;
    this.#find("zone").hidden = !["idle", "refused"].includes(state);
    this.#find("run").hidden = !["running", "broken", "checking"].includes(state);
    this.#find("done").hidden = state !== "done";
    this.#find("wrong").hidden = state !== "refused";
  }

  #say(text) {
    this.#find("said").textContent = text;
  }

  /* Anywhere on the page: who drops beside the frame meant it too, and would otherwise leave the page for the file. */
  #listenForDrops() {
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const elsewhere = (event) => event.target.closest?.(".markdownx-editor, .picture-input");
    let depth = 0;
    const over = (on) => this.#box.classList.toggle("upload-over", on);
    // On the window and on the way down: the notes' editor keeps files from everybody further in.
    const listen = (type, heard) => addEventListener(type, heard, true);
    listen("dragenter", (event) => {
      if (!carriesFiles(event)) return;
      depth += 1;
      over(!elsewhere(event));
    });
    listen("dragleave", (event) => {
      if (!carriesFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (!depth) over(false);
    });
    listen("dragover", (event) => {
      if (carriesFiles(event) && !elsewhere(event)) event.preventDefault();
    });
    listen("drop", (event) => {
      depth = 0;
      over(false);
      if (!carriesFiles(event) || event.defaultPrevented || elsewhere(event)) return;
      event.preventDefault();
      this.take([...event.dataTransfer.files]);
      if (this.#box.closest("[hidden]")) document.getElementById("tab-audio")?.click();
    });
  }

  /* A form that is sent too early would leave its audio behind: it goes when the audio is there. */
  #wait(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#pending = { submitter: event.submitter };
    this.#find("pending").hidden = false;
    document.getElementById("tab-audio")?.click();
    this.#find("cancel").focus();
  }

  #settle() {
    const pending = this.#pending;
    this.#pending = null;
    this.#find("pending").hidden = true;
    return pending;
  }

  async take(files) {
    if (this.#run) return;
    if (files.length > 1) {
      this.#refuse(this.#words.one);
      return;
    }
    const [file] = files;
    const stop = new AbortController();
    this.#run = { file, stop, address: null };
    this.#find("name").textContent = file.name;
    this.#find("waiting").hidden = true;
    this.#rate.restart();
    this.#hear({ state: "running", offset: 0 }, file);
    document.dispatchEvent(new CustomEvent("audio:chosen", { detail: { file } }));
    try {
      const { addresses, episode } = this.#words;
      const onState = (state) => this.#hear(state, file);
      const known = await upload(file, { addresses, episode, signal: stop.signal, onState });
      this.#run = null;
      if (known) this.#finish(known, file);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#run = null;
      this.#refuse(error.message);
    }
  }

  #hear({ state, offset, resumed, address, sentence }, file) {
    if (!this.#run) return;
    if (address) this.#run.address = address;
    this.#show(state);
    const bar = this.#find("bar");
    if (state === "checking") bar.removeAttribute("value");
    else bar.value = file.size ? offset / file.size : 0;
    const amounts = { done: amount(offset), size: amount(file.size) };
    if (state !== "running" || resumed) this.#rate.restart();
    const text = this.#worded(state, amounts, offset, file.size, sentence);
    this.#find("figures").textContent = text;
    if (resumed) this.#say(worded(this.#words.resumed, amounts));
    else if (state !== "running") this.#say(text);
    else if (performance.now() - this.#spokenAt > SPOKEN_EVERY) {
      this.#spokenAt = performance.now();
      this.#say(text);
    }
  }

  #worded(state, amounts, offset, size, sentence) {
    if (state === "checking") return this.#words.checking;
    if (state === "broken") return [sentence, worded(this.#words.resuming, amounts)].filter(Boolean).join(" ");
    const rate = this.#rate.at(offset);
    if (!rate) return worded(this.#words.starting, amounts);
    return worded(this.#words.running, { ...amounts, rate: amount(rate), left: span((size - offset) / rate) });
  }

  #finish(known, file = null) {
    const { name, result } = known;
    this.#box.dataset.address = known.address;
    this.#set(result.kept);
    this.#find("title").textContent = name;
    this.#find("facts").textContent = result.facts;
    this.#find("twins").replaceChildren(...result.twins.map((sentence) => {
      const row = document.createElement("li");
      row.textContent = sentence;
      return row;
    }));
    this.#find("hint").textContent = offers.hint(result.offers, this.#words);
    this.#show("done");
    this.#say([name, result.facts, ...result.twins].join(". "));
    offers.show(result.offers, this.#words);
    document.dispatchEvent(new CustomEvent("audio:uploaded", { detail: { file, ...known } }));
    const pending = this.#settle();
    if (pending) this.input.form.requestSubmit(pending.submitter);
  }

  #refuse(sentence) {
    this.#settle();
    this.#find("wrong").textContent = sentence;
    this.#show("refused");
  }

  #set(token) {
    this.kept.value = token;
    this.kept.dispatchEvent(new Event("change", { bubbles: true }));
  }

  cancel() {
    const { file, stop, address } = this.#run;
    this.#run = null;
    this.#settle();
    stop.abort();
    if (address) forget(address).catch(() => {}); // what nobody comes back for goes by itself some days later
    this.#show("idle");
    this.#say(worded(this.#words.cancelled, { name: file.name }));
    this.input.focus();
  }

  another() {
    const { address } = this.#box.dataset;
    if (address) forget(address).catch(() => {});
    this.#set("");
    offers.withdraw();
    this.#show("idle");
    this.input.focus();
    document.dispatchEvent(new CustomEvent("audio:dropped"));
  }

  /* What broke off with an earlier page: the browser has no right to read the file again, but its person has. */
  async #showWaiting() {
    const rows = await list(this.#words.addresses).catch(() => []);
    if (this.#run || this.#box.dataset.state === "done" || !rows.length) return;
    const box = this.#find("waiting");
    box.replaceChildren(...rows.filter(({ offset }) => offset).map(({ name, offset, size, address }) => {
      const row = this.#box.querySelector(".upload-waiting-row").content.cloneNode(true).firstElementChild;
      row.querySelector("span").textContent = worded(this.#words.waiting, {
        name, done: amount(offset), size: amount(size),
      });
      row.querySelector("button").addEventListener("click", async () => {
        await forget(address);
        row.remove();
        box.hidden = !box.children.length;
        this.input.focus();
      });
      return row;
    }));
    box.hidden = !box.children.length;
  }
}

for (const box of document.querySelectorAll(".audio-input")) new Zone(box);
