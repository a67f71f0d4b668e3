/** The choice of when to stop, and how long it is until then. */

import { sleep } from "./sleep.js";
import { formatClock } from "./time.js";
import { write } from "./words.js";

/** @param {HTMLSelectElement} select @param {HTMLOutputElement} left @param {AbortSignal} signal */
export function setUpSleep(select, left, signal) {
  function render() {
    select.value = sleep.choice;
    write(left, sleep.left === null ? "" : formatClock(sleep.left));
  }

  select.addEventListener("change", () => sleep.set(select.value));
  sleep.addEventListener("change", render, { signal });
  render();
}
