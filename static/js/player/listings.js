/** How far each episode has been heard on this device, in lists, and the episodes that wait to be heard on. */

import { onEveryPage } from "../pages.js";
import { heard } from "./heard.js";
import { pathOf } from "./links.js";
import { forgetPlace, isHeard, places } from "./place.js";
import { playEntry } from "./tuning.js";

const MOST_CONTINUED = 4;

export function setUpListings() {
  onEveryPage((signal) => {
    const kept = places();
    document.querySelectorAll("[data-progress]").forEach((element) => showProgress(element, kept));
    document.querySelectorAll("[data-continue]").forEach((section) => setUpContinue(section, signal));
  });
}

/** @param {HTMLElement} element stands in the line of an episode @param {import("./place.js").Place[]} kept */
function showProgress(element, kept) {
  const guid = element.closest("[data-episode]").dataset.episode;
  const place = kept.find((each) => each.guid === guid);
  if (place?.duration) element.textContent = minutesLeft(place, element.dataset.left);
  else if (isHeard(guid)) element.textContent = element.dataset.heard;
}

/** @param {HTMLElement} section whose `data-within` is the address under which the episodes are */
function setUpContinue(section, signal) {
  const list = section.querySelector("ul");
  const template = section.querySelector("template");

  let playing;

  /** What is heard now has its player, and does not wait. */
  function render() {
    playing = heard.playback?.episode.guid;
    const waits = ({ guid, entry, duration }) => entry && duration && guid !== playing && isWithin(entry.address, section);
    const waiting = places().filter(waits);
    list.replaceChildren(...waiting.slice(0, MOST_CONTINUED).map(rowOf));
    section.hidden = !waiting.length;
  }

  function rowOf(place) {
    const { entry, seconds, duration } = place;
    const row = template.content.cloneNode(true).firstElementChild;
    const part = (name) => row.querySelector(`[data-continue-${name}]`);
    part("link").href = entry.address;
    part("link").textContent = entry.title;
    part("show").textContent = entry.show;
    part("left").textContent = minutesLeft(place, part("left").dataset.left);
    row.style.setProperty("--heard", Math.min(1, seconds / duration));
    for (const name of ["play", "forget"]) {
      part(name).setAttribute("aria-label", part(name).dataset.name.replace("{title}", entry.title));
    }
    part("play").addEventListener("click", async () => {
      const outcome = await playEntry(entry);
      if (outcome !== "plays") part("left").textContent = part("left").dataset[outcome];
    });
    part("forget").addEventListener("click", () => {
      forgetPlace(place.guid);
      render();
      (list.querySelector("[data-continue-forget]") ?? document.querySelector("main")).focus();
    });
    return row;
  }

  render();
  heard.addEventListener("change", () => playing !== heard.playback?.episode.guid && render(), { signal });
  addEventListener("pageshow", render, { signal });
}

function isWithin(address, { dataset: { within } }) {
  return address.startsWith(pathOf(within)) && address.startsWith("/") && !address.startsWith("//");
}

function minutesLeft({ seconds, duration }, words) {
  return words.replace("{n}", Math.max(1, Math.round((duration - seconds) / 60)));
}
