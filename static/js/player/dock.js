/** Once in use, the controls stay within the thumb's reach: at the bottom of the screen while their place is out of it. */

/** The share of the controls that must be seen for them to be of use where they are. */
const ENOUGH = 0.6;

/**
 * @param {HTMLElement} slot keeps the controls' place on the page
 * @param {HTMLElement} controls
 * @param {import("./playback.js").Playback} playback
 * @param {() => boolean} inUse
 * @param {AbortSignal} signal
 */
export function setUpDock(slot, controls, playback, inUse, signal) {
  let away = false;

  function render() {
    const docked = away && inUse();
    if (docked === controls.classList.contains("is-docked")) return;
    slot.style.setProperty("--slot", docked ? `${slot.offsetHeight}px` : "auto");
    controls.classList.toggle("is-docked", docked);
    document.documentElement.classList.toggle("has-dock", docked);
  }

  const observer = new IntersectionObserver(
    (entries) => {
      away = entries.at(-1).intersectionRatio < ENOUGH;
      render();
    },
    { threshold: ENOUGH },
  );
  observer.observe(slot);
  signal.addEventListener("abort", () => observer.disconnect());
  playback.addEventListener("change", render, { signal });
}
