/* The calendar by mouse, finger and keys. Without this every move is a form. */

import { dressForDragging } from "./drag.js";
import { send } from "./sending.js";
import { dressForTaking } from "./taking.js";

const ownClock = (root) => {
  const select = root.querySelector("select[name=zone]");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...select.options].find((option) => option.value === zone);
  if (!known) return;
  const first = known.cloneNode(true);
  first.textContent = select.dataset.own.replace("{zone}", zone);
  known.remove();
  select.options[0].after(first);
};

const dress = () => {
  const root = document.getElementById("calendar");
  if (!root) return;
  dressForDragging(root);
  dressForTaking(root);
  ownClock(root);
  root.querySelectorAll(".cal-with-scripts").forEach((each) => {
    each.hidden = false;
  });
  root.querySelector(".cal-filters")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
  root.querySelector(".cal-last")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.currentTarget;
    send(form.action, Object.fromEntries(new FormData(form)), { focus: "#cal-undo, .cal-move" });
  });
};

document.addEventListener("keydown", (event) => {
  const undo = event.key === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
  if (!undo || event.target.closest("input, textarea, select")) return;
  const button = document.getElementById("cal-undo");
  if (!button) return;
  event.preventDefault();
  button.click();
});
document.addEventListener("calendar:fresh", dress);
dress();
