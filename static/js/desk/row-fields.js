/* What scripts do with rows besides moving them: find a field, find or make a row that nobody has typed in, write. */

export const fieldOf = (row, name) => row.querySelector(`[name$="-${name}"]`);

/* As if it had been typed, so that everybody who listens for that hears of it. */
export const write = (field, value) => {
  if (field.value === value) return;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

/* The first row of `box` whose fields `names` are all empty, or a new one at the end. */
export const freeRow = (box, names) => {
  const rows = () => [...box.querySelectorAll("tbody > .desk-row")];
  const free = rows().find(
    (row) => !row.classList.contains("desk-row-gone") && names.every((name) => !fieldOf(row, name).value.trim()),
  );
  if (free) return free;
  const focused = document.activeElement;
  box.querySelector(".desk-rows .desk-add").click();
  focused?.focus();
  return rows().at(-1);
};
