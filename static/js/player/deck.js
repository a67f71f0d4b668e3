/** The small player at the foot of the pages that have no player for what is heard. */

import { onEveryPage } from "../pages.js";
import { actionsOn } from "./actions.js";
import { chapterAt } from "./chapters.js";
import { heard } from "./heard.js";
import { putPicture } from "./pictures.js";
import { formatClock, formatLeft } from "./time.js";
import { rename, write } from "./words.js";

/** @param {HTMLElement} deck is on every page, and stays when pages change */
export function setUpDeck(deck) {
  const part = (name) => deck.querySelector(`[data-deck-${name}]`);
  const image = Object.assign(new Image(96, 96), { sizes: "4.5rem" });
  const actions = () => actionsOn(heard.playback);
  part("play").addEventListener("click", () => actions().toggle());
  part("back").addEventListener("click", () => actions().back());
  part("forward").addEventListener("click", () => actions().forward());
  part("stop").addEventListener("click", () => {
    heard.stop();
    document.querySelector("main").focus({ preventScroll: true });
  });

  function render() {
    const { playback } = heard;
    const needed = Boolean(playback) && playback !== heard.shown;
    deck.hidden = !needed;
    document.documentElement.classList.toggle("has-deck", needed);
    if (needed) show(playback);
  }

  function show({ episode, position, duration, paused, failed, waiting }) {
    const chapter = chapterAt(episode.chapters, position);
    const link = part("link");
    if (link.getAttribute("href") !== episode.address) link.setAttribute("href", episode.address);
    showPictureOf(chapter?.picture ?? episode.picture);
    write(part("title"), episode.title);
    write(part("chapter"), failed ? deck.dataset.failed : (chapter?.title ?? episode.show));
    write(part("position"), formatClock(position));
    write(part("left"), formatLeft(position, duration));
    rename(part("play"), paused ? part("play").dataset.namePlay : part("play").dataset.namePause);
    deck.classList.toggle("is-playing", !paused);
    deck.classList.toggle("is-waiting", waiting && !paused);
    deck.style.setProperty("--at", duration ? Math.min(1, position / duration) : 0);
  }

  /** It says nothing that does not stand beside it. */
  function showPictureOf(picture) {
    if (!picture) image.remove();
    else if (!image.isConnected) part("picture").append(image);
    if (picture) putPicture(image, { ...picture, alt: "" });
  }

  heard.addEventListener("change", render);
  onEveryPage(render);
}
