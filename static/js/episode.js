/** The episode page: the player takes over from the browser's own controls. */

import { afterwards, onEveryPage } from "./pages.js";
import { actionsOn } from "./player/actions.js";
import { arrive, playLinkedMoments } from "./player/arrival.js";
import { setUpCaptions } from "./player/captions.js";
import { setUpCopying } from "./player/copying.js";
import { setUpCover } from "./player/cover.js";
import { setUpDock } from "./player/dock.js";
import { readEpisode } from "./player/episode.js";
import { setUpFace } from "./player/face.js";
import { heard } from "./player/heard.js";
import { setUpKeys } from "./player/keys.js";
import { setUpList } from "./player/list.js";
import { setUpPlate } from "./player/plate.js";
import { Playback } from "./player/playback.js";
import { setUpSaid } from "./player/said.js";
import { setUpSeekbar } from "./player/seekbar.js";
import { setUpShare } from "./player/share.js";
import { setUpSleep } from "./player/sleep-choice.js";
import { setUpTranscript } from "./player/transcript.js";

/** @type {import("./pages.js").SetUp} */
function setUp(signal, arrival) {
  const player = document.querySelector("[data-player]");
  if (!player) return;
  const part = (name) => player.querySelector(`[data-${name}]`);
  const playback = playbackOf(player);
  const actions = actionsOn(playback);

  heard.show(playback, signal);
  setUpFace(player, playback, actions, signal);
  setUpSeekbar(part("dial"), playback, signal);
  setUpCopying(player, playback);
  setUpSleep(part("sleep"), part("sleep-left"), signal);
  setUpCaptions(part("captions"), part("caption"), playback, signal);
  const share = setUpShare(player, playback);
  setUpKeys(actions, part("keys"), part("keys-opener"), signal);
  const sentHere = arrive(part("notice"), playback, signal, arrival);
  setUpList(playback, signal);
  setUpCover(playback, signal);
  setUpPlate(signal);
  playLinkedMoments(playback, signal);
  afterwards(signal, () => setUpSaid(playback.episode.chapters));
  const transcript = document.querySelector("[data-transcript]");
  if (transcript) afterwards(signal, () => setUpTranscript(transcript, playback, share, signal));
  const isAlone = () => !heard.playback || heard.playback === playback;
  setUpDock(part("slot"), part("controls"), playback, () => isAlone() && (sentHere || playback.started), signal);

  part("face").hidden = false;
  player.classList.add("is-ready");
}

/** What is heard already, or else the audio of this page: beside the page, since it stops where it is taken out of one. */
function playbackOf(player) {
  const episode = readEpisode(document);
  const audio = player.querySelector("audio");
  audio.controls = false;
  if (heard.playback?.episode.guid === episode.guid) {
    audio.remove();
    return heard.playback;
  }
  document.querySelector("[data-deck]")?.append(audio);
  return new Playback(audio, episode);
}

onEveryPage(setUp);
