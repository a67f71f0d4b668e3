/* Nothing that is typed is lost: it is kept on the server as it is typed, in this browser while that cannot be reached,
   and offered when the form is opened again. Two tabs and two people are told of each other. */
import { forgetMade } from "../pasted.js";
import { chooseBetween } from "./both.js";
import { read, same, write } from "./fields.js";
import { Local } from "./local.js";
import { watchReadiness } from "./readiness.js";
import { Works } from "./works.js";

const PAUSE = 800;
const HEARTBEAT = 20_000;

class Unsaved {
  constructor(box, form) {
    this.box = box;
    this.form = form;
    this.data = box.dataset;
    this.notices = box.querySelector(".desk-notices");
    this.line = box.querySelector(".desk-unsaved-state");
    this.local = new Local(this.data.owner, this.data.form);
    this.tab = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    this.stored = read(form);
    this.sent = this.stored;
    this.taken = new Set();
    this.leaving = false;
    this.#carry(this.tab);
    this.form.addEventListener("input", () => this.soon());
    this.form.addEventListener("change", () => this.soon());
    this.form.addEventListener("click", () => this.soon());
    this.form.addEventListener("submit", () => this.submitted());
    this.works = new Works(box, form, {
      notice: () => this.#notice("found"),
      withdraw: () => this.#withdraw("found"),
      take: (work, only) => this.#take(work, only),
      throwAway: (work) => this.#throw(work),
    });
    document.addEventListener("desk:signing-out", () => this.leave());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden && this.keep());
    addEventListener("online", () => this.keep({ always: true }));
    setInterval(() => this.keep({ always: true }), HEARTBEAT);
    this.#meetOtherTabs();
    this.open();
  }

  get typed() {
    return !same(read(this.form), this.stored);
  }

  /* The form says, when it is saved, whose work that was. */
  #carry(tab) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "unsaved_tab", value: tab });
    this.form.append(input);
  }

  // --- Notices ---

  #notice(name, key = name) {
    const there = this.notices.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (there) return there;
    const notice = this.box.querySelector(`.desk-unsaved-${name}`).content.firstElementChild.cloneNode(true);
    notice.dataset.key = key;
    this.notices.append(notice);
    return notice;
  }

  #withdraw(...keys) {
    for (const key of keys) this.notices.querySelector(`[data-key="${CSS.escape(key)}"]`)?.remove();
  }

  #say(words) {
    const now = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { timeStyle: "short" });
    this.line.hidden = !words;
    this.line.textContent = words ? words.replace("{when}", now.format(new Date())) : "";
  }

  // --- Keeping ---

  soon() {
    clearTimeout(this.timer);
    if (this.typed) this.local.put(this.tab, read(this.form)); // at once: the next second may be the last
    this.timer = setTimeout(() => this.keep(), PAUSE);
  }

  submitted() {
    clearTimeout(this.timer);
    if (this.typed) this.local.put(this.tab, read(this.form));
    this.leave();
  }

  leave() {
    this.leaving = true;
    // An answer that never comes leaves the page here.
    setTimeout(() => (this.leaving = false), 10_000);
  }

  flush() {
    if (this.leaving) return;
    if (this.typed && !same(read(this.form), this.sent)) this.local.put(this.tab, read(this.form));
    this.channel?.postMessage({ gone: this.tab });
  }

  async keep({ always = false } = {}) {
    if (this.leaving || this.busy) return;
    const fields = read(this.form);
    const typed = !same(fields, this.stored);
    const news = !same(fields, this.sent) || this.failed;
    if (!news && !always) return;
    this.busy = true;
    const body = { ...this.#mine(), tabs: this.works.tabs };
    if (news) body.fields = typed ? fields : [];
    const answer = await this.#ask(body);
    this.busy = false;
    if (!answer) {
      if (typed) this.#say(this.local.put(this.tab, fields) ? this.line.dataset.local : "");
      return;
    }
    if (news) {
      this.sent = fields;
      if (same(read(this.form), fields)) this.local.drop(this.tab);
      this.#say(typed ? this.line.dataset.kept : "");
    }
    this.#hearOf(answer);
  }

  async #ask(body, method = "POST") {
    const address = `${this.data.address}?form=${encodeURIComponent(this.data.form)}`;
    let response;
    try {
      response = await fetch(address, {
        method,
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify(body),
      });
    } catch {
      this.failed = true;
      this.#notice("away");
      return null;
    }
    if (response.status === 204) return {};
    const answer = await response.json().catch(() => ({}));
    this.#withdraw("away", "signed-out", "refused");
    if (response.ok) {
      this.failed = false;
      return answer;
    }
    this.failed = true;
    if (response.status === 401 || response.status === 403 && !answer.sentence) {
      const back = encodeURIComponent(location.pathname + location.search);
      this.#notice("signed-out").querySelector("a").href = `${answer.sign_in ?? "/admin/login/"}?next=${back}`;
    } else if (answer.sentence) this.#notice("refused").querySelector(".sentence").textContent = answer.sentence;
    else this.#notice("away");
    return null;
  }

  #hearOf({ others = [], changed, done = [] }) {
    if (others.length) {
      const notice = this.#notice("others");
      const words = others.map(({ name, since, typing }) => {
        const item = notice.querySelector("template").content.firstElementChild.cloneNode(true);
        item.querySelector(".name").textContent = name;
        item.querySelector(".since").textContent = since;
        item.querySelector(".typing").hidden = !typing;
        return item;
      });
      const list = notice.querySelector("ul");
      // Said again only when it is something else.
      if (list.textContent !== words.map(({ textContent }) => textContent).join("")) list.replaceChildren(...words);
    } else this.#withdraw("others");
    if (changed) this.#notice("overtaken");
    for (const tab of done) {
      this.local.drop(tab);
      this.works.drop(tab);
    }
  }

  // --- Coming back ---

  async open() {
    const kept = this.local.all();
    const answer = await this.#ask({ opening: true, tabs: kept.map(({ tab }) => tab), ...this.#mine() });
    const done = new Set(answer?.done ?? []);
    const works = new Map((answer?.unsaved ?? []).map((work) => [work.tab, work]));
    for (const work of kept) {
      if (done.has(work.tab)) continue;
      const there = works.get(work.tab);
      if (!there || Date.parse(there.typed_at) < Date.parse(work.typed_at)) {
        const when = new Date(work.typed_at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
        works.set(work.tab, { ...work, when });
      }
    }
    if (answer) this.#hearOf(answer);
    // After a mistake the page holds what was sent: that work goes on here.
    const came = new Set(this.data.came.split(" ").filter(Boolean));
    came.forEach((tab) => this.#adopt(tab));
    for (const work of works.values()) {
      if (this.alive?.has(work.tab) || came.has(work.tab)) continue;
      if (same(work.fields, this.stored)) this.#throw(work); // saved already
      else this.works.offer(work);
    }
    if (came.size) this.stored = [];
    this.box.dataset.ready = "yes";
  }

  #mine() {
    return { tab: this.tab, seen: this.form.elements.seen?.value ?? "" };
  }

  #adopt(tab) {
    if (this.taken.has(tab)) return;
    this.taken.add(tab);
    this.#carry(tab);
  }

  /* Put `work` into the form, or of it the fields that `only` names. */
  #take(work, only) {
    const replaced = read(this.form);
    const wasTyped = this.typed;
    write(this.form, work.fields, only);
    if (!this.alive?.has(work.tab)) {
      this.works.drop(work.tab);
      this.#adopt(work.tab);
    }
    if (wasTyped && !same(replaced, read(this.form))) {
      // What stood here was typed too: it becomes what can be taken up.
      const tab = `${this.tab.slice(0, 30)}-${Date.now().toString(36)}`.slice(0, 40);
      const when = new Date().toLocaleTimeString(document.documentElement.lang || undefined, { timeStyle: "short" });
      this.local.put(tab, replaced);
      this.works.offer({ tab, fields: replaced, when });
      this.#adopt(tab); // and is none any more once this form is saved
    }
    this.soon();
    this.form.querySelector("[name=title]")?.focus();
  }

  async #throw(work) {
    this.local.drop(work.tab);
    if (await this.#ask({ tab: work.tab }, "DELETE")) this.works.drop(work.tab);
  }

  // --- Other tabs ---

  #meetOtherTabs() {
    if (!("BroadcastChannel" in window)) return;
    this.alive = new Set();
    this.channel = new BroadcastChannel(`desk-unsaved:${this.data.owner}:${this.data.form}`);
    this.channel.onmessage = ({ data: { here, hello, gone } }) => {
      if (gone) this.alive.delete(gone);
      if (here || hello) {
        this.alive.add(here ?? hello);
        this.works.drop(here ?? hello);
      }
      if (hello) this.channel.postMessage({ here: this.tab });
      if (this.alive.size) this.#notice("other-tab").querySelector(".look").onclick = () => this.#lookAtOtherTab();
      else this.#withdraw("other-tab");
    };
    this.channel.postMessage({ hello: this.tab });
  }

  async #lookAtOtherTab() {
    const answer = await this.#ask({ opening: true, ...this.#mine() });
    const there = answer?.unsaved.find(({ tab }) => this.alive.has(tab));
    this.works.look(there ?? { tab: [...this.alive][0], fields: this.stored, when: "" });
  }
}

const start = () => {
  const form = document.getElementById("episode_form");
  const box = document.querySelector(".desk-unsaved");
  if (!form || !box) return;
  forgetMade(box.dataset.owner);
  // After the rows have been put in order and the moment has its zone.
  setTimeout(() => {
    new Unsaved(box, form);
    chooseBetween(form);
  });
  watchReadiness(form, box.dataset);
};
if (document.readyState === "complete") start();
else addEventListener("load", start);
