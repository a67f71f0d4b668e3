/** The picture of the chapter that is heard, in the place of the cover. */

import { chapterAt } from "./chapters.js";
import { pictureIn, putPicture } from "./pictures.js";

/**
 * @param {import("./playback.js").Playback} playback
 * @param {AbortSignal} signal
 */
export function setUpCover(playback, signal) {
  const images = [...document.querySelectorAll("[data-heard-picture] img")];
  const covers = images.map(pictureIn);

  function render() {
    const chapter = playback.started ? chapterAt(playback.episode.chapters, playback.position) : null;
    images.forEach((image, place) => putPicture(image, chapter?.picture ?? covers[place]));
  }

  playback.addEventListener("change", render, { signal });
  render();
}
