/** What a listener can do, by whatever means: buttons, keys, the lock screen. */

import { chapterAfter, chapterBefore } from "./chapters.js";

const BACK = 15;
const FORWARD = 30;

/**
 * @typedef {ReturnType<typeof actionsOn>} Actions
 * @param {import("./playback.js").Playback} playback
 */
export function actionsOn(playback) {
  const { chapters } = playback.episode;
  const seekTo = (chapter) => chapter && playback.seek(chapter.start);
  return {
    toggle: () => playback.toggle(),
    back: (seconds) => playback.skip(-(seconds || BACK)),
    forward: (seconds) => playback.skip(seconds || FORWARD),
    previousChapter: () => seekTo(chapterBefore(chapters, playback.position)),
    nextChapter: () => seekTo(chapterAfter(chapters, playback.position)),
    /** @param {number} number from 1; 0 is the very beginning */
    chapter: (number) => (number ? seekTo(chapters[number - 1]) : playback.seek(0)),
    mute: () => playback.toggleMute(),
  };
}
