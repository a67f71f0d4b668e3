/** What the page of an episode says of it, for players on this page and on others. */

import { readChapters } from "./chapters.js";
import { pathOf } from "./links.js";

/**
 * @typedef {object} Episode
 * @property {string} guid
 * @property {string} title
 * @property {string} show
 * @property {string} address of its page; empty while it is shown in confidence
 * @property {number} duration in seconds; 0 where nobody knows
 * @property {import("./pictures.js").Picture | null} picture
 * @property {import("./chapters.js").Chapter[]} chapters
 */

/**
 * @param {ParentNode} root this page, or one that has been fetched
 * @returns {Episode | null} null where nothing is to be heard
 */
export function readEpisode(root) {
  const player = root.querySelector("[data-player]");
  if (!player) return null;
  const { guid, title, show, page = "", duration } = player.dataset;
  const picture = player.dataset.picture ? { srcset: player.dataset.picture, alt: "" } : null;
  return { guid, title, show, address: pathOf(page), duration: Number(duration) || 0, picture, chapters: readChapters(root) };
}
