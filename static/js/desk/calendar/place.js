/* Moments as the page counts them: what a clock shows, without a zone ("2026-12-01T06:00"). The server knows the zones. */

const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

const asUtc = (naive) => Date.parse(`${naive}Z`);
const asNaive = (instant) => new Date(instant).toISOString().slice(0, 16);

export const moved = (naive, by) => asNaive(asUtc(naive) + by);
const dayOf = (naive) => naive.slice(0, 10);
const hourOf = (naive) => Number(naive.slice(11, 13));

/* The same hour on another day; another hour, with the minutes kept. */
const onDay = (naive, day) => `${day}T${naive.slice(11, 16)}`;
const atHour = (naive, hour) => `${naive.slice(0, 11)}${String(hour).padStart(2, "0")}${naive.slice(13, 16)}`;

/* In the order in which the desk writes days. */
const words = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

export const inWords = (naive, clock) => `${words.format(asUtc(naive))} ${clock}`;

/* Where a draft without a slot would go first: tomorrow, early. */
export const tomorrow = () => `${asNaive(Date.now() + DAY).slice(0, 10)}T06:00`;

/* The cell of a moment, or none where the page does not show it. */
export const cellOf = (root, naive) =>
  root.querySelector(`td[data-day="${dayOf(naive)}"][data-hour="${hourOf(naive)}"]`) ??
  root.querySelector(`[data-day="${dayOf(naive)}"]:not([data-hour])`);

/* What an episode can be put on: a day, an hour of a day, or the tray, which takes it off the calendar. */
export const TARGETS = "[data-day], [data-drop]";

/* The moment of a card that is put on `cell`: a day keeps its hour. "" in the tray, null where it is already. */
export const momentOn = (cell, card) => {
  if (cell.dataset.drop) return card.dataset.seen ? "" : null;
  const { day, hour } = cell.dataset;
  const from = card.dataset.at || tomorrow();
  const to = hour === undefined ? onDay(from, day) : atHour(onDay(from, day), Number(hour));
  const stays = card.dataset.seen && dayOf(from) === day && (hour === undefined || to === from);
  return stays ? null : to;
};
