/** An episode is heard without its page being opened: its page is read all the same, for it alone knows what is true. */

import { readEpisode } from "./episode.js";
import { heard } from "./heard.js";
import { placeIn } from "./place.js";
import { Playback } from "./playback.js";
import { queue } from "./queue.js";
import { sleep } from "./sleep.js";
import { recall } from "./store.js";

/**
 * Play an episode from where the listener stopped.
 * @param {import("./queue.js").Entry} entry
 * @param {() => HTMLAudioElement} [audio] gives the element to play on: some browsers let only one go on that has played
 * @returns {Promise<boolean>} whether it is there to be heard
 */
export async function playEntry(entry, audio = () => document.createElement("audio")) {
  const playback = playbackAtHand(entry) ?? (await fetched(entry, audio));
  if (!playback) return false;
  heard.take(playback);
  playback.play();
  return true;
}

function playbackAtHand({ guid }) {
  return [heard.playback, heard.shown].find((playback) => playback?.episode.guid === guid);
}

async function fetched({ guid, address }, giveAudio) {
  let page;
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return null; // no connection
  }
  const episode = readEpisode(page);
  if (!episode) return null; // withdrawn, or not what it was
  const its = page.querySelector("[data-player] audio");
  const audio = giveAudio();
  audio.preload = "none";
  audio.replaceChildren(...its.querySelectorAll("track"));
  audio.src = its.getAttribute("src").split("#")[0];
  document.querySelector("[data-deck]").append(audio);
  const playback = new Playback(audio, episode);
  playback.rate = recall("rate", 1);
  playback.volume = recall("volume", 1);
  const place = placeIn(guid);
  if (place !== null) playback.seek(place);
  return playback;
}

/** When an episode has ended, the next of the queue is heard; one that is not there any more is passed over. */
export function playTheNext() {
  heard.addEventListener("ended", async () => {
    if (sleep.endsEpisode()) return;
    for (let entry = queue.next(); entry; entry = queue.next()) {
      if (await playEntry(entry, () => heard.playback.handOver())) return;
    }
  });
}
