/** The keyboard, wherever the focus is, except where keys have a meaning already. */

import { keep, recall } from "./store.js";

const TEXT = "textarea, select, [contenteditable]:not([contenteditable='false']), input:not([type=range], [type=checkbox])";
const PRESSED_BY_SPACE = "button, summary, input, [role=button]";
const MOVED_BY_ARROWS = "input[type=range], audio";

/**
 * @param {import("./actions.js").Actions} actions
 * @param {HTMLDialogElement} dialog with the list of keys and a checkbox that turns them off
 * @param {HTMLElement} opener the button that shows it
 * @param {AbortSignal} signal
 */
export function setUpKeys(actions, dialog, opener, signal) {
  const enabled = dialog.querySelector("[data-keys-enabled]");
  enabled.checked = recall("keys", true);
  enabled.addEventListener("change", () => keep("keys", enabled.checked));
  opener.addEventListener("click", () => dialog.showModal());

  function press(event) {
    const { key, target } = event;
    if (!enabled.checked || isTaken(event) || document.querySelector("dialog[open]")) return;
    if (key === " " && target.closest(PRESSED_BY_SPACE)) return;
    if (key.startsWith("Arrow") && !event.shiftKey && target.closest(MOVED_BY_ARROWS)) return;
    const act = key === "?" ? () => dialog.showModal() : meaning(event, actions);
    if (!act) return;
    event.preventDefault();
    act();
  }

  document.addEventListener("keydown", press, { signal });
}

function isTaken({ defaultPrevented, ctrlKey, altKey, metaKey, target }) {
  return defaultPrevented || ctrlKey || altKey || metaKey || !target.closest || target.closest(TEXT);
}

/** @returns {(() => void) | undefined} */
function meaning({ key, shiftKey }, actions) {
  if (/^[0-9]$/.test(key)) return () => actions.chapter(Number(key));
  if (shiftKey && key === "ArrowLeft") return actions.previousChapter;
  if (shiftKey && key === "ArrowRight") return actions.nextChapter;
  if (shiftKey) return undefined;
  const keys = {
    " ": actions.toggle,
    k: actions.toggle,
    j: () => actions.back(),
    ArrowLeft: () => actions.back(),
    l: () => actions.forward(),
    ArrowRight: () => actions.forward(),
    p: actions.previousChapter,
    n: actions.nextChapter,
    m: actions.mute,
  };
  return keys[key.length === 1 ? key.toLowerCase() : key];
}
