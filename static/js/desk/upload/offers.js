/* What the file says of itself, beside the fields it could fill; nothing is filled before somebody says so. */
import { worded } from "./figures.js";

const field = (name) => document.querySelector(`.desk-panel [name="${name}"]`);

const set = (input, value) => {
  input.value = value;
  for (const type of ["input", "change"]) input.dispatchEvent(new Event(type, { bubbles: true }));
};

const chip = ({ text, picture, words, take, taken }) => {
  const box = document.createElement("p");
  box.className = "upload-offer";
  if (picture) {
    const image = document.createElement("img");
    Object.assign(image, { src: picture, width: 48, height: 48, alt: "" });
    box.append(image);
  }
  const label = document.createElement("span");
  label.dir = "auto";
  label.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = words.take;
  button.setAttribute("aria-label", `${words.take}: ${text}`);
  button.addEventListener("click", () => {
    take();
    button.textContent = taken ?? words.taken;
    button.removeAttribute("aria-label");
    button.setAttribute("aria-disabled", "true");
  }, { once: true });
  box.append(label, button);
  return box;
};

const place = (input, box) => {
  const holder = input.closest(".field-line, .form-row, .form-rows, td") ?? input.parentElement;
  (input.closest(".desk-file, .picture-input") ?? input).after(box);
  return holder;
};

const withHidden = (form, value) => {
  const input = document.createElement("input");
  Object.assign(input, { type: "hidden", name: "audio_offers", value });
  form.append(input);
};

/* Rows as if somebody had pressed "Add a chapter" and typed; a row that stands empty is used first. */
const addChapters = (chapters) => {
  const group = document.getElementById("chapters-group");
  const cell = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const starts = new Set([...group.querySelectorAll("tbody [name$='-start_ms']")].map((input) => input.value.trim()));
  for (const chapter of chapters.filter(({ start }) => !starts.has(start))) {
    const empty = (row) => !cell(row, "start_ms").value && !cell(row, "title").value;
    let row = [...group.querySelectorAll("tbody .desk-row")].find(empty);
    if (!row) {
      group.querySelector(".desk-add").click();
      row = [...group.querySelectorAll("tbody .desk-row")].at(-1);
    }
    set(cell(row, "start_ms"), chapter.start);
    set(cell(row, "title"), chapter.title);
    if (chapter.url && cell(row, "url")) set(cell(row, "url"), chapter.url);
    if (chapter.end && cell(row, "end_ms")) set(cell(row, "end_ms"), chapter.end);
    const hidden = cell(row, "hidden");
    if (hidden) hidden.checked = chapter.hidden;
  }
};

export const withdraw = () => {
  for (const offer of document.querySelectorAll(".upload-offer, input[type=hidden][name=audio_offers]")) offer.remove();
};

/* Their pictures are in the file, and are taken out of it once the chapters are saved. */
const chaptersSaid = ({ chapters, pictures }, words) =>
  worded(pictures ? words.picturedChapters : words.chapters, { count: chapters.length });

/* One line for who looks at the upload: the fields are on other tabs. */
export const hint = (offers, words) => {
  const parts = [
    offers.title && words.title,
    offers.number && worded(words.number, { number: offers.number }),
    offers.chapters?.length && chaptersSaid(offers, words),
    offers.cover && words.cover,
  ].filter(Boolean);
  return parts.length ? worded(words.hint, { what: parts.join(", ") }) : "";
};

export const show = (offers, words) => {
  withdraw();
  const said = (what) => worded(words.from, { what });
  for (const name of ["title", "number"]) {
    const input = field(name);
    if (!input || offers[name] === undefined || input.value === String(offers[name])) continue;
    const text = said(name === "title" ? `“${offers.title}”` : worded(words.number, { number: offers.number }));
    place(input, chip({ text, words, take: () => set(input, offers[name]) }));
  }
  const cover = field("cover");
  if (cover && offers.cover) {
    const take = () => withHidden(cover.form, "cover");
    place(cover, chip({ text: said(words.cover), picture: offers.cover, words, take, taken: words.takenCover }));
  }
  const group = document.getElementById("chapters-group");
  if (group?.querySelector(".desk-add") && offers.chapters?.length) {
    const take = () => {
      addChapters(offers.chapters);
      if (offers.pictures) withHidden(group.closest("form"), "pictures");
    };
    group.prepend(chip({ text: said(chaptersSaid(offers, words)), words, take }));
  }
};
