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
 * @returns {Promise<"plays" | "gone" | "unreached">} gone: not there to be heard any more; unreached: nobody can say now
 */
export async function playEntry(entry, audio = () => document.createElement("audio")) {
  let playback = playbackAtHand(entry);
  if (!playback) {
    const page = await fetched(entry);
    if (!page) return "unreached";
    playback = playbackOn(page, entry, audio);
    if (!playback) return "gone";
  }
  heard.take(playback);
  playback.play();
  return "plays";
}

function playbackAtHand({ guid }) {
  return [heard.playback, heard.shown].find((playback) => playback?.episode.guid === guid);
}

/** Its page, also one that says that there is none any more; null without a connection, or while the site is down. */
async function fetched({ address }) {
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } });
    return response.status < 500 ? new DOMParser().parseFromString(await response.text(), "text/html") : null;
  } catch {
    return null;
  }
}

function playbackOn(page, { guid }, giveAudio) {
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

/**
 * When an episode has ended, the next of the queue is heard; one that is not there any more is passed over. What cannot
 * be reached stays in the queue, and all that comes after it.
 */
export function playTheNext() {
  heard.addEventListener("ended", async () => {
    queue.remove(heard.playback.episode.guid); // it waits no longer, from wherever it was begun
    if (sleep.endsEpisode()) return;
    for (let [entry] = queue.entries; entry; [entry] = queue.entries) {
      const outcome = await playEntry(entry, () => heard.playback.handOver());
      if (outcome === "unreached") return;
      queue.remove(entry.guid);
      if (outcome === "plays") return;
    }
  });
}
