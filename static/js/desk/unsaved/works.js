/* Unsaved work that can be taken up: all of it in one notice, the latest first; two versions beside each other. */
import { differences, read } from "./fields.js";

const SHOWN = 1;

export class Works {
  #works = new Map();

  /* `with` has `notice`, `withdraw`, `take` and `throwAway`. */
  constructor(box, form, by) {
    Object.assign(this, { box, form, by, dialog: box.querySelector(".desk-both") });
    this.dialog.querySelector(".close").addEventListener("click", () => this.dialog.close());
  }

  get tabs() {
    return [...this.#works.keys()];
  }

  offer(work) {
    this.#works.set(work.tab, work);
    this.#show();
  }

  drop(tab) {
    if (this.#works.delete(tab)) this.#show();
  }

  #show() {
    if (!this.#works.size) return this.by.withdraw();
    const notice = this.by.notice();
    const [shown, more] = notice.querySelectorAll("ul");
    const latest = [...this.#works.values()].sort((one, other) => String(other.typed_at ?? "~").localeCompare(String(one.typed_at ?? "~")));
    const items = latest.map((work) => this.#item(work));
    shown.replaceChildren(...items.slice(0, SHOWN));
    more.replaceChildren(...items.slice(SHOWN));
    more.parentElement.hidden = items.length <= SHOWN;
    notice.querySelector(".count").textContent = items.length - SHOWN;
  }

  #item(work) {
    const item = this.box.querySelector(".desk-unsaved-work").content.firstElementChild.cloneNode(true);
    item.querySelector(".when").textContent = work.when;
    item.querySelector(".title").textContent = work.fields.find(([name]) => name === "title")?.[1] ?? "";
    item.querySelector(".take").addEventListener("click", () => this.by.take(work));
    item.querySelector(".look").addEventListener("click", () => this.look(work));
    item.querySelector(".throw").addEventListener("click", () => this.by.throwAway(work));
    return item;
  }

  /* Show where `work` differs from what stands in the form; each difference can be taken over. */
  look(work) {
    const rows = differences(this.form, read(this.form), work.fields);
    this.dialog.querySelector("tbody").replaceChildren(...rows.map((row) => this.#row(row)));
    this.dialog.querySelector("table").hidden = !rows.length;
    this.dialog.querySelector(".same").hidden = rows.length > 0;
    this.dialog.querySelector(".when").textContent = work.when;
    const take = this.dialog.querySelector(".take");
    take.hidden = !rows.length;
    take.onclick = () => {
      const ticked = [...this.dialog.querySelectorAll("tbody input:checked")].map(({ value }) => value);
      this.dialog.close();
      if (ticked.length) this.by.take(work, ticked.length < rows.length ? new Set(ticked) : undefined);
    };
    this.dialog.showModal();
  }

  #row({ name, label, here, there }) {
    const row = document.createElement("tr");
    const head = Object.assign(document.createElement("th"), { scope: "row" });
    const choice = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", value: name, checked: true });
    choice.append(tick, ` ${label}`);
    head.append(choice);
    const cells = [here, there].map((text) => {
      const cell = Object.assign(document.createElement("td"), { dir: "auto", textContent: text || this.box.dataset.nothing });
      cell.classList.toggle("desk-none", !text);
      return cell;
    });
    row.append(head, ...cells);
    return row;
  }
}
