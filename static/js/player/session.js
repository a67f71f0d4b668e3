/** The lock screen, headphones and car: what plays there, and what their buttons do. */

import { chapterAt } from "./chapters.js";

/**
 * The chapter stands as the title, the episode and the show in the lines under it.
 * @param {import("./playback.js").Playback} playback
 * @param {import("./chapters.js").Chapter[]} chapters
 * @param {{title: string, show: string, artwork: MediaImage[]}} episode
 * @param {import("./actions.js").Actions} actions
 */
export function setUpSession(playback, chapters, episode, actions) {
  const session = navigator.mediaSession;
  if (!session) return;
  let shown;

  playback.addEventListener("change", () => {
    if (!playback.started) return;
    const chapter = chapterAt(chapters, playback.position);
    if (chapter !== shown) session.metadata = describe(chapter, episode);
    shown = chapter;
    session.playbackState = playback.paused ? "paused" : "playing";
    tellPosition(session, playback);
  });

  handle(session, "play", () => playback.play());
  handle(session, "pause", () => playback.pause());
  handle(session, "seekto", ({ seekTime }) => playback.seek(seekTime));
  handle(session, "seekbackward", ({ seekOffset }) => actions.back(seekOffset));
  handle(session, "seekforward", ({ seekOffset }) => actions.forward(seekOffset));
  if (chapters.length) {
    handle(session, "previoustrack", actions.previousChapter);
    handle(session, "nexttrack", actions.nextChapter);
  }
}

function describe(chapter, { title, show, artwork }) {
  if (!chapter) return new MediaMetadata({ title, artist: show, album: show, artwork });
  return new MediaMetadata({ title: chapter.title, artist: title, album: show, artwork });
}

function tellPosition(session, { position, duration, rate }) {
  if (duration) session.setPositionState?.({ duration, position: Math.min(position, duration), playbackRate: rate });
}

function handle(session, action, handler) {
  try {
    session.setActionHandler(action, handler);
  } catch {
    // An action that this browser does not know.
  }
}
