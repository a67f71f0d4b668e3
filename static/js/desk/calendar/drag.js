/* Drag an episode to another day, which keeps its hour, or in a week to another hour; into the tray, off the calendar. */

import { momentOn, TARGETS } from "./place.js";
import { move } from "./sending.js";

export const dressForDragging = (root) => {
  let held = null;
  const clear = () => root.querySelectorAll(".cal-over").forEach((cell) => cell.classList.remove("cal-over"));

  root.addEventListener("dragstart", (event) => {
    held = event.target.closest?.("[data-move]") ?? null;
    if (!held) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.title);
    held.classList.add("cal-held");
    // Not within the event: what moves the thing that is dragged ends the dragging.
    requestAnimationFrame(() => root.classList.toggle("cal-choosing", held !== null));
  });
  root.addEventListener("dragover", (event) => {
    const cell = held && event.target.closest(TARGETS);
    clear();
    if (!cell) return;
    event.preventDefault();
    cell.classList.add("cal-over");
  });
  root.addEventListener("dragend", () => {
    clear();
    root.classList.remove("cal-choosing");
    held?.classList.remove("cal-held");
    held = null;
  });
  root.addEventListener("drop", (event) => {
    const cell = held && event.target.closest(TARGETS);
    if (!cell) return;
    event.preventDefault();
    const to = momentOn(cell, held);
    if (to !== null) move(held, to);
  });
};
