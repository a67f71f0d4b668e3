/* Beside a moment that is being typed on a show's clock: how far that clock is from UTC then, and whether it is over. */
(() => {
  const MINUTE = 60_000;
  const DAY = 24 * 60 * MINUTE;

  const clockOf = (zone) =>
    new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      calendar: "iso8601",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });

  /* Milliseconds that `clock` is ahead of UTC at `instant`. */
  const offsetAt = (clock, instant) => {
    const shown = Object.fromEntries(clock.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000;
  };

  /* What `clock` may be ahead of UTC when it shows `typed`: one offset, or in two nights of the year none or two. */
  const offsetsFor = (clock, typed) => {
    const around = new Set([offsetAt(clock, typed - DAY), offsetAt(clock, typed + DAY)]);
    return [...around].filter((offset) => offsetAt(clock, typed - offset) === offset);
  };

  const inWords = (offset) => {
    const minutes = Math.abs(offset) / MINUTE;
    const rest = minutes % 60;
    return `${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest ? `:${String(rest).padStart(2, "0")}` : ""}`;
  };

  const dress = (output) => {
    const input = document.getElementById(output.htmlFor.value);
    if (!input) return;
    const { zone, words, never, twice, past } = output.dataset;
    const clock = clockOf(zone);
    const said = (typed) => {
      if (Number.isNaN(typed)) return words.replace("{offset}", inWords(offsetAt(clock, Date.now())));
      const offsets = offsetsFor(clock, typed);
      if (offsets.length !== 1) return offsets.length ? twice : never;
      return (typed - offsets[0] <= Date.now() ? past : words).replace("{offset}", inWords(offsets[0]));
    };
    const show = () => {
      output.textContent = said(Date.parse(`${input.value}Z`));
    };
    input.addEventListener("input", show);
    show();
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("output[data-zone]").forEach(dress));
})();
