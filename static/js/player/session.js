/** The lock screen, headphones and car: what plays there, and what their buttons do. */

import { chapterAt } from "./chapters.js";
import { artworkOf } from "./pictures.js";

let forget = new AbortController();

/**
 * The chapter stands as the title, the episode and the show in the lines under it.
 * @param {import("./playback.js").Playback} playback what is heard from now on, until it is called for another
 * @param {import("./actions.js").Actions} actions
 */
export function setUpSession(playback, actions) {
  const session = navigator.mediaSession;
  if (!session) return;
  const { episode } = playback;
  let shown;

  forget.abort();
  forget = new AbortController();
  playback.addEventListener(
    "change",
    () => {
      const chapter = chapterAt(episode.chapters, playback.position);
      if (chapter !== shown) session.metadata = describe(chapter, episode);
      shown = chapter;
      session.playbackState = playback.paused ? "paused" : "playing";
      tellPosition(session, playback);
    },
    { signal: forget.signal },
  );

  handle(session, "play", () => playback.play());
  handle(session, "pause", () => playback.pause());
  handle(session, "seekto", ({ seekTime }) => playback.seek(seekTime));
  handle(session, "seekbackward", ({ seekOffset }) => actions.back(seekOffset));
  handle(session, "seekforward", ({ seekOffset }) => actions.forward(seekOffset));
  const hasChapters = episode.chapters.length > 0;
  handle(session, "previoustrack", hasChapters ? actions.previousChapter : null);
  handle(session, "nexttrack", hasChapters ? actions.nextChapter : null);
}

/** Nothing is heard any more. */
export function endSession() {
  const session = navigator.mediaSession;
  if (!session) return;
  forget.abort();
  session.metadata = null;
  session.playbackState = "none";
}

function describe(chapter, { title, show, picture }) {
  const artwork = artworkOf(chapter?.picture ?? picture);
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
