/* "Move", then the arrow keys, as the view lies: days beside or below one another, hours, weeks. Enter puts it there. */

import { cellOf, DAY, HOUR, inWords, moved, tomorrow } from "./place.js";
import { move, say, whisper, words } from "./sending.js";

const WEEK = 7 * DAY;

/* By view, how far a key to the side and one up or down goes. */
const STEPS = { month: [DAY, WEEK], week: [DAY, HOUR], agenda: [HOUR, DAY] };

const stepOf = (key, view) => {
  const [aside, down] = STEPS[view];
  return { ArrowLeft: -aside, ArrowRight: aside, ArrowUp: -down, ArrowDown: down, PageUp: -WEEK, PageDown: WEEK }[key];
};

export const dressForKeys = (root) => {
  const bar = document.querySelector(".cal-moving");
  let held = null;

  const show = () => {
    const moment = inWords(held.to, held.card.dataset.clock);
    const sentence = words("moving", { title: held.card.dataset.title, moment });
    document.getElementById("cal-moving-words").textContent = sentence;
    whisper(sentence);
    root.querySelectorAll(".cal-over").forEach((cell) => cell.classList.remove("cal-over"));
    const cell = cellOf(root, held.to);
    cell?.classList.add("cal-over");
    cell?.scrollIntoView({ block: "nearest" });
  };
  const take = (card) => {
    held = { card, to: card.dataset.at || tomorrow() };
    document.querySelector(".cal-toast").hidden = true;
    card.classList.add("cal-ghost");
    bar.hidden = false;
    root.classList.add("cal-choosing");
    show();
  };
  const let_go = () => {
    held.card.classList.remove("cal-ghost");
    root.querySelectorAll(".cal-over").forEach((cell) => cell.classList.remove("cal-over"));
    root.classList.remove("cal-choosing");
    bar.hidden = true;
    held = null;
  };

  root.addEventListener("click", (event) => {
    const handle = event.target.closest(".cal-move");
    const card = handle?.closest("[data-move]");
    // A press by the mouse, or with a modifier, opens the form as it does without scripts.
    if (!card || event.detail !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (!held) take(card);
  });
  root.addEventListener("keydown", (event) => {
    if (!held) {
      const card = event.key === " " && event.target.closest(".cal-move")?.closest("[data-move]");
      if (!card) return;
      event.preventDefault();
      take(card);
      return;
    }
    const step = stepOf(event.key, root.dataset.view);
    if (step) {
      held.to = moved(held.to, step);
      show();
    } else if (event.key === "Enter") {
      const { card, to } = held;
      let_go();
      move(card, to);
    } else if (event.key === "Escape") {
      const { title } = held.card.dataset;
      let_go();
      say(words("left", { title }));
    } else if (event.key !== "Tab") {
      return;
    } else {
      let_go();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
};
