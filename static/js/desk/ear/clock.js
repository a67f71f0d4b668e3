/* Times as the rows have them: `14:38.5` ⇄ milliseconds. */

/* NaN for what is no time. */
export const parse = (text) => {
  const found = /^(?:(?:(\d{1,3}):)?(\d{1,4}):)?(\d{1,7})(?:[.,](\d{1,3}))?$/.exec(text.trim());
  if (!found) return NaN;
  const [, hours = 0, minutes = 0, seconds, fraction = ""] = found;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, "0"));
};

const two = (number) => String(number).padStart(2, "0");

export const format = (ms) => {
  const [hours, minutes, seconds] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60];
  const fraction = String(ms % 1000).padStart(3, "0").replace(/0+$/, "");
  const clock = hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
  return fraction ? `${clock}.${fraction}` : clock;
};

export const tenth = (seconds) => Math.round(seconds * 10) * 100;
