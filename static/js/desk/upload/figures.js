/* Amounts, rates and times as the page's language writes them. */
const language = document.documentElement.lang || undefined;
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte"];

export const amount = (bytes) => {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1000 ** step;
  const maximumFractionDigits = step > 1 && value < 100 ? 1 : 0;
  return new Intl.NumberFormat(language, {
    style: "unit", unit: UNITS[step], unitDisplay: "short", maximumFractionDigits,
  }).format(value);
};

export const span = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
};

export const worded = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/* Bytes a second over the last ten seconds: steady enough to read, quick enough to be true. */
export class Rate {
  #marks = [];

  restart() {
    this.#marks = [];
  }

  at(offset, now = performance.now()) {
    this.#marks.push([now, offset]);
    while (this.#marks.length > 2 && now - this.#marks[0][0] > 10_000) this.#marks.shift();
    const [then, before] = this.#marks[0];
    return now - then < 500 ? null : ((offset - before) / (now - then)) * 1000;
  }
}
