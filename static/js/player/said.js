/** What is said in a chapter, under its row: the lines of the transcript, when they are asked for. */

import { rowOf } from "./chapters.js";

/** @param {import("./chapters.js").Chapter[]} chapters */
export function setUpSaid(chapters) {
  for (const chapter of chapters) {
    const link = rowOf(chapter).querySelector("[data-chapter-lines]");
    if (link && hasLines(chapter)) setUp(chapter, link);
    else link?.remove();
  }
}

/** The link leads to the lines in the transcript; a button in its place brings them here. */
function setUp(chapter, link) {
  const button = document.createElement("button");
  for (const name of ["class", "aria-label", "title"]) button.setAttribute(name, link.getAttribute(name));
  button.type = "button";
  button.setAttribute("aria-expanded", "false");
  button.append(...link.childNodes);
  link.replaceWith(button);
  button.addEventListener("click", () => {
    const isOpen = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!isOpen));
    if (isOpen) rowOf(chapter).querySelector(".chapter__said").remove();
    else rowOf(chapter).append(linesOf(chapter));
  });
}

/** The heading of a chapter in the transcript; one in which nothing is said is followed by the next. */
function headingOf({ slug }) {
  return document.getElementById(`lines_${slug}`);
}

function hasLines(chapter) {
  const next = headingOf(chapter)?.nextElementSibling;
  return Boolean(next) && !next.matches(".turn__chapter");
}

function linesOf(chapter) {
  const box = document.createElement("div");
  box.className = "chapter__said";
  const heading = headingOf(chapter);
  box.lang = heading.closest("[lang]").lang;
  const turns = [...document.querySelectorAll(".turn")];
  const first = turns.indexOf(heading.parentElement);
  const next = turns.findIndex((turn, index) => index > first && turn.querySelector(".turn__chapter"));
  for (const turn of turns.slice(first, next < 0 ? undefined : next)) {
    box.append(...[...turn.children].filter((each) => !each.matches(".turn__chapter")).map(copyOf));
  }
  return box;
}

function copyOf(element) {
  const copy = element.cloneNode(true);
  copy.removeAttribute("id");
  copy.classList.remove("is-current", "is-meant");
  copy.querySelector("[aria-current]")?.removeAttribute("aria-current");
  return copy;
}
