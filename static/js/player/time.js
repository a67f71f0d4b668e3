/** Moments: what addresses and people write ⇄ seconds. */

const UNITS = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+(?:\.\d+)?)s)?$/;
const CLOCK = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/;

/** @type {Map<string, Intl.NumberFormat>} by language and unit */
const speakers = new Map();

/**
 * Seconds for `877`, `14:37`, `1:02:03.5`, `14m37s`; null for anything else.
 * @param {string} text
 * @returns {number | null}
 */
export function parseTime(text) {
  const found = text && (CLOCK.exec(text) ?? UNITS.exec(text.toLowerCase()));
  if (!found) return null;
  const [hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  return (hours * 60 + minutes) * 60 + seconds;
}

/**
 * `0:04`, `14:37`, `1:02:03`; parts of a second are dropped.
 * @param {number} seconds
 */
export function formatClock(seconds) {
  const [hours, minutes, rest] = split(seconds);
  const two = (number) => String(number).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * What is left of `duration` at `seconds`, so that both together are what is written of the whole: `−30:38`.
 * @param {number} seconds
 * @param {number} duration 0 where nobody knows: then nothing
 */
export function formatLeft(seconds, duration) {
  return duration ? `−${formatClock(Math.floor(duration) - Math.floor(seconds))}` : "";
}

/**
 * `14 minutes 38 seconds`, in the language given: for those who hear the page.
 * @param {number} seconds
 * @param {string} language BCP 47 tag
 */
export function spokenTime(seconds, language) {
  const [hours, minutes, rest] = split(seconds);
  const say = (value, unit) => speaker(language, unit).format(value);
  const parts = [hours && say(hours, "hour"), minutes && say(minutes, "minute"), say(rest, "second")];
  return parts.filter(Boolean).join(" ");
}

/**
 * What a browser reads when it is first asked for anything of a language takes it as long as all the rest of a player:
 * half of it is read here, the other half by the first `spokenTime`, which so can have tasks of their own.
 * @param {string} language BCP 47 tag
 */
export function readUpOn(language) {
  new Intl.Collator(language || undefined);
}

/** Made once for each, since making one takes far longer than using it. */
function speaker(language, unit) {
  const key = `${language} ${unit}`;
  if (!speakers.has(key)) {
    speakers.set(key, new Intl.NumberFormat(language || undefined, { style: "unit", unit, unitDisplay: "long" }));
  }
  return speakers.get(key);
}

function split(seconds) {
  const whole = Math.max(0, Math.floor(seconds || 0));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
}
