/* "Move" takes an episode up. The arrow keys carry it, as the view lies: days beside or below one another, hours, weeks.
   Enter puts it there. So does a finger, or the mouse, on the day itself. */

import { cellOf, DAY, HOUR, inWords, momentOn, moved, TARGETS, tomorrow } from "./place.js";
import { move, say, whisper, words } from "./sending.js";

const WEEK = 7 * DAY;

/* By view, how far a key to the side and one up or down goes. */
const STEPS = { month: [DAY, WEEK], week: [DAY, HOUR], agenda: [HOUR, DAY] };

const stepOf = (key, view) => {
  const [aside, down] = STEPS[view];
  return { ArrowLeft: -aside, ArrowRight: aside, ArrowUp: -down, ArrowDown: down, PageUp: -WEEK, PageDown: WEEK }[key];
};

export const dressForTaking = (root) => {
  const bar = root.querySelector(".cal-moving");
  let held = null;
  let byMouse = false;

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
    bar.querySelector(".cal-type").href = card.querySelector(".cal-move").href;
    bar.hidden = false;
    card.classList.add("cal-ghost");
    root.classList.add("cal-choosing");
    show();
  };
  const letGo = () => {
    const { card } = held;
    card.classList.remove("cal-ghost");
    root.querySelectorAll(".cal-over").forEach((cell) => cell.classList.remove("cal-over"));
    root.classList.remove("cal-choosing");
    bar.hidden = true;
    held = null;
    return card;
  };
  const leave = () => {
    const card = letGo();
    card.scrollIntoView({ block: "nearest" });
    say(words("left", { title: card.dataset.title }));
  };
  const putOn = (cell) => {
    const to = momentOn(cell, held.card);
    if (to === null) leave();
    else move(letGo(), to);
  };

  root.addEventListener("pointerdown", (event) => {
    byMouse = event.pointerType === "mouse";
  });
  root.addEventListener("click", (event) => {
    if (held) {
      if (event.target.closest(".cal-type")) return;
      event.preventDefault();
      const cell = event.target.closest(TARGETS);
      if (cell) putOn(cell);
      else if (event.target.closest(".cal-leave")) leave();
      return;
    }
    const card = event.target.closest(".cal-move")?.closest("[data-move]");
    // A press by the mouse, which can drag, or with a modifier opens the form as it does without scripts.
    const byPointer = event.detail !== 0;
    if (!card || (byPointer && byMouse) || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    take(card);
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
      const { to } = held;
      move(letGo(), to);
    } else if (event.key === "Escape") {
      leave();
    } else {
      if (event.key === "Tab") letGo();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
};
