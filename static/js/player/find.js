/** Finding words in the transcript: every place is coloured without touching the text, and one after the other shown. */

const PAUSE_MS = 150;

/**
 * @param {HTMLElement} section
 * @param {NodeListOf<HTMLElement>} lines
 * @param {(line: HTMLElement) => void} show
 */
export function setUpFind(section, lines, show) {
  const part = (name) => section.querySelector(`[data-${name}]`);
  const form = part("find-form");
  const field = part("find");
  let places = [];
  let which = -1;
  let timer = 0;

  function look() {
    places = field.value.trim() ? placesOf(field.value.trim(), lines) : [];
    which = -1;
    go(1);
  }

  function go(step) {
    clearTimeout(timer);
    which = places.length ? (which + step + places.length) % places.length : -1;
    colour(places, which);
    for (const name of ["find-previous", "find-next"]) part(name).disabled = !places.length;
    part("found").value = words();
    if (places.length) show(lines[places[which].line]);
  }

  function words() {
    const { none, count } = part("found").dataset;
    if (!field.value.trim()) return "";
    return places.length ? count.replace("{which}", which + 1).replace("{all}", places.length) : none;
  }

  form.hidden = false;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE_MS);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    go(-1);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(1);
  });
  part("find-previous").addEventListener("click", () => go(-1));
}

/** @returns {{line: number, range: StaticRange}[]} every place, in the order of the lines */
function placesOf(words, lines) {
  const wanted = new RegExp(RegExp.escape ? RegExp.escape(words) : words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "giu");
  return [...lines].flatMap((line, index) => {
    const text = line.querySelector(".line__words").firstChild;
    return [...(text?.data ?? "").matchAll(wanted)].map(({ index: from, 0: found }) => ({
      line: index,
      range: new StaticRange({
        startContainer: text,
        startOffset: from,
        endContainer: text,
        endOffset: from + found.length,
      }),
    }));
  });
}

/** Browsers without highlights still scroll to each place. */
function colour(places, which) {
  if (!CSS.highlights) return;
  CSS.highlights.set("found", new Highlight(...places.map(({ range }) => range)));
  CSS.highlights.set("found-now", new Highlight(...(places[which] ? [places[which].range] : [])));
}
