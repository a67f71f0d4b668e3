/* Two versions of an episode, side by side: the field shows which one is chosen, and what is typed there counts. */
import { read, write } from "./fields.js";

const fieldsOf = (name, values) => (values.length ? values.map((value) => [name, value]) : [[name, ""]]);

export function chooseBetween(form) {
  const box = form.querySelector(".desk-overtaken");
  if (!box) return;
  const values = JSON.parse(document.getElementById("both-values").textContent);
  let writing = false;

  const show = ({ name, value }) => {
    const field = name.replace("both-", "");
    const single = values[field];
    if (!single) {
      // Rows stay as they were typed, out of reach as long as those that were saved are chosen.
      const rows = document.getElementById(`${field}-group`);
      if (rows) rows.inert = value === "theirs";
      return;
    }
    writing = true;
    write(form, fieldsOf(field, single[value]), new Set([field]));
    writing = false;
  };

  box.addEventListener("change", ({ target }) => show(target));
  form.addEventListener("input", ({ target }) => {
    if (writing || box.contains(target) || !values[target.name]) return;
    values[target.name].mine = read(form).filter(([name]) => name === target.name).map(([, value]) => value);
    box.querySelector(`[name="both-${target.name}"][value=mine]`).checked = true;
  });
  // Who chooses another file means it.
  form.addEventListener("change", ({ target }) => {
    const mine = target.type === "file" && box.querySelector(`[name="both-${target.name}"][value=mine]`);
    if (mine) mine.checked = true;
  });
  box.querySelectorAll("[value=theirs]:checked").forEach(show);
}
