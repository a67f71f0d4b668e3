/** The list of what plays next, and the buttons by which something gets into it. */

import { onEveryPage } from "../pages.js";
import { heard } from "./heard.js";
import { pathOf } from "./links.js";
import { isOurs, queue } from "./queue.js";
import { playEntry } from "./tuning.js";

/** @param {HTMLDialogElement} dialog is on every page, and stays when pages change */
export function setUpQueueSheet(dialog) {
  const part = (name) => dialog.querySelector(`[data-queue-${name}]`);
  const said = part("said");

  function render() {
    const entries = queue.entries;
    part("list").replaceChildren(...entries.map((entry, index) => rowOf(entry, index, entries.length)));
    part("empty").hidden = entries.length > 0;
    showCounts(entries.length);
    document.querySelectorAll("[data-queue-add]").forEach(showState);
  }

  function rowOf(entry, index, count) {
    const row = part("row").content.cloneNode(true);
    const link = row.querySelector("a");
    link.href = entry.address;
    link.textContent = entry.title;
    row.querySelector("[data-show]").textContent = entry.show;
    const button = (name, press, disabled = false) => {
      const found = row.querySelector(`[data-${name}]`);
      found.setAttribute("aria-label", found.dataset.name.replace("{title}", entry.title));
      found.disabled = disabled;
      found.addEventListener("click", press);
    };
    button("play", () => playNow(entry));
    button("up", () => change(() => queue.move(entry.guid, -1), entry, "up"), index === 0);
    button("down", () => change(() => queue.move(entry.guid, 1), entry, "down"), index === count - 1);
    button("remove", () => change(() => queue.remove(entry.guid), entry, "remove"));
    return row;
  }

  /** The list is drawn anew: the focus stays on the button that was pressed, or the nearest that can be. */
  function change(act, entry, name) {
    const before = queue.entries.findIndex(({ guid }) => guid === entry.guid);
    act();
    const entries = queue.entries;
    const now = entries.findIndex(({ guid }) => guid === entry.guid);
    const row = part("list").children[now < 0 ? Math.min(before, entries.length - 1) : now];
    const target = row?.querySelector(`[data-${name}]:enabled`) ?? row?.querySelector("button:enabled");
    (target ?? part("close")).focus();
    say(name === "remove" ? said.dataset.removed : said.dataset.moved, entry, now + 1);
  }

  async function playNow(entry) {
    const outcome = await playEntry(entry);
    if (outcome !== "unreached") queue.remove(entry.guid);
    if (outcome === "plays") dialog.close();
    else say(said.dataset[outcome], entry);
  }

  function say(words, { title }, place = 0) {
    said.textContent = words.replace("{title}", title).replace("{place}", place);
  }

  document.addEventListener("click", ({ target }) => {
    if (target.closest?.("[data-queue-opener]")) {
      said.textContent = "";
      dialog.showModal();
    }
    const button = target.closest?.("[data-queue-add]");
    if (!button) return;
    const entry = entryOf(button);
    if (queue.has(entry.guid)) queue.remove(entry.guid);
    else queue.add(entry);
  });
  // A link in it leads away: the list has done its work.
  part("list").addEventListener("click", ({ target }) => target.closest("a") && dialog.close());
  queue.addEventListener("change", render);
  let shown = heard.shown;
  heard.addEventListener("change", () => {
    if (shown === heard.shown) return;
    shown = heard.shown;
    render();
  });
  onEveryPage(render);
}

/** The episode that the button is about: that of its line in a list, or that of the player. */
function entryOf(button) {
  const line = button.closest("[data-episode]");
  if (!line) return heard.shown.episode;
  const link = line.querySelector("[data-episode-link]");
  const { episode: guid, show } = line.dataset;
  return { guid, show, title: link.textContent.trim(), address: pathOf(link.getAttribute("href")) };
}

function showState(button) {
  const line = button.closest("[data-episode]");
  // What is on another host cannot be played from here.
  button.hidden = line !== null && !isOurs(entryOf(button).address);
  const guid = line?.dataset.episode ?? heard.shown?.episode.guid;
  button.setAttribute("aria-pressed", String(queue.has(guid)));
}

function showCounts(count) {
  for (const opener of document.querySelectorAll("[data-queue-opener]")) {
    opener.hidden = false;
    opener.querySelector("[data-queue-count]").textContent = count || "";
  }
}
