/** The episode page: the player takes over from the browser's own controls. */

import { actionsOn } from "./player/actions.js";
import { arrive, playLinkedMoments } from "./player/arrival.js";
import { readChapters } from "./player/chapters.js";
import { setUpCopying } from "./player/copying.js";
import { setUpDock } from "./player/dock.js";
import { setUpFace } from "./player/face.js";
import { setUpKeys } from "./player/keys.js";
import { setUpList } from "./player/list.js";
import { keepPlace } from "./player/place.js";
import { Playback } from "./player/playback.js";
import { setUpSeekbar } from "./player/seekbar.js";
import { setUpSession } from "./player/session.js";

/** @param {HTMLElement} player */
function setUp(player) {
  const { guid, duration, title, show } = player.dataset;
  const part = (name) => player.querySelector(`[data-${name}]`);
  const chapters = readChapters(document);
  const playback = new Playback(player.querySelector("audio"), Number(duration) || 0);
  const actions = actionsOn(playback, chapters);

  setUpFace(player, playback, chapters, actions);
  setUpSeekbar(part("dial"), playback, chapters);
  setUpCopying(player, playback, chapters);
  setUpKeys(actions, part("keys"), part("keys-opener"));
  setUpSession(playback, chapters, { title, show, artwork: artworkOf(player) }, actions);
  const sentHere = arrive(part("notice"), playback, chapters, guid);
  setUpList(playback, chapters);
  playLinkedMoments(playback, chapters);
  keepPlace(playback, guid);
  setUpDock(part("slot"), part("controls"), playback, () => sentHere || playback.started);

  player.querySelector("audio").controls = false;
  part("face").hidden = false;
  player.classList.add("is-ready");
}

/** The square covers of `data-artwork`, written as `srcset` is. @returns {MediaImage[]} */
function artworkOf(player) {
  const sources = player.dataset.artwork?.split(", ") ?? [];
  return sources.map((source) => {
    const [src, width] = source.split(" ");
    const edge = parseInt(width, 10);
    return { src: new URL(src, document.baseURI).href, sizes: `${edge}x${edge}`, type: "image/webp" };
  });
}

document.querySelectorAll("[data-player]").forEach(setUp);
