/** The chapters of the page as data, and which of them is where. */

import { pictureIn } from "./pictures.js";

/** Players land a hair before the moment they were sent to; that is still the chapter meant. */
const HAIR = 0.05;

/** A press on "previous" within these first seconds of a chapter means the one before. */
const JUST_STARTED = 3;

/**
 * @typedef {object} Chapter
 * @property {string} slug  also the id of its row
 * @property {string} title
 * @property {number} start in seconds
 * @property {number} end   in seconds; Infinity where it lasts to an end not known yet
 * @property {import("./pictures.js").Picture | null} picture
 */

/**
 * Read the rows that the server wrote, on this page or on one that has been fetched.
 * @param {ParentNode} root
 * @returns {Chapter[]}
 */
export function readChapters(root) {
  return [...root.querySelectorAll("[data-chapter]")].map((row) => ({
    slug: row.id,
    title: row.querySelector("[data-chapter-title]").textContent.trim(),
    start: Number(row.dataset.start),
    end: row.dataset.end ? Number(row.dataset.end) : Infinity,
    picture: pictureIn(row.querySelector("[data-chapter-picture] img")),
  }));
}

/** The row of a chapter in the list on this page. @param {Chapter} chapter @returns {HTMLElement} */
export function rowOf({ slug }) {
  return document.getElementById(slug);
}

/**
 * The chapter heard at `seconds`, where several overlap the one begun last; null in a gap, before the first, or where
 * there are none.
 * @param {Chapter[]} chapters
 * @param {number} seconds
 */
export function chapterAt(chapters, seconds) {
  return chapters.findLast(({ start, end }) => start <= seconds + HAIR && seconds < end) ?? null;
}

/** The next chapter after `seconds`, or null. */
export function chapterAfter(chapters, seconds) {
  return chapters.find((chapter) => chapter.start > seconds + HAIR) ?? null;
}

/** Where "previous" leads from `seconds`: to the start of this chapter or, there already, of the one before. */
export function chapterBefore(chapters, seconds) {
  return lastBegun(chapters, seconds - JUST_STARTED) ?? chapters[0] ?? null;
}

function lastBegun(chapters, seconds) {
  return chapters.findLast((chapter) => chapter.start <= seconds + HAIR) ?? null;
}
