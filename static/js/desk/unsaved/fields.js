/* The fields of a form: read as `[name, value, label]`, compared, and put back. Files, tokens and buttons are none. */
const NOT_TYPED = new Set(["csrfmiddlewaretoken", "seen", "base", "unsaved_tab", "audio_file"]);
// A choice between two versions is none of the fields of either.
const CHOICE = /^both-/;
const isTyped = ({ name, type }) => name && !NOT_TYPED.has(name) && !CHOICE.test(name) && !["file", "submit", "button"].includes(type);
const WAITED_FOR = /-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;

/** @returns {string[][]} in the order of the form; a select's third part is what is read in it */
export function read(form) {
  const found = [];
  for (const element of form.elements) {
    const { name, type } = element;
    if (!isTyped(element)) continue;
    if (["checkbox", "radio"].includes(type)) {
      if (element.checked) found.push([name, element.value]);
    } else if (element.tagName === "SELECT") {
      for (const option of element.selectedOptions) found.push([name, option.value, option.text]);
    } else found.push([name, element.value]);
  }
  return found;
}

export function same(one, other) {
  const plain = (fields) => JSON.stringify(fields.filter(([name]) => !WAITED_FOR.test(name)).map(([n, v]) => [n, v]));
  return plain(one) === plain(other);
}

const grouped = (fields) => {
  const by = new Map();
  for (const [name, value, label] of fields) by.set(name, [...(by.get(name) ?? []), [value, label]]);
  return by;
};

const labelOf = (form, name) => {
  const element = form.elements[name];
  const first = element instanceof RadioNodeList ? element[0] : element;
  const label = first?.labels?.[0]?.textContent.trim().replace(/\s+/g, " ").replace(/ ?\*$/, "");
  const row = name.match(/-(\d+)-/);
  return (label || name) + (row ? ` ${Number(row[1]) + 1}` : "");
};

/** Where two readings differ: `{label, here, there}`, in words. */
export function differences(form, here, there) {
  const [one, other] = [grouped(here), grouped(there)];
  const said = (values) => (values ?? []).map(([value, label]) => label ?? value).join(", ");
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((name) => !WAITED_FOR.test(name) && !/-(id|position)$/.test(name) && name !== "audio_kept")
    .map((name) => ({ name, label: labelOf(form, name), here: said(one.get(name)), there: said(other.get(name)) }))
    .filter(({ here, there }) => here !== there);
}

const changed = (element) => {
  element.dispatchEvent(new Event("input", { bubbles: true }));
  element.dispatchEvent(new Event("change", { bubbles: true }));
  if (element.matches("select.admin-autocomplete")) window.django?.jQuery?.(element).trigger("change");
};

function select(element, values) {
  for (const [value, label] of values) {
    if (![...element.options].some((option) => option.value === value)) element.add(new Option(label ?? value, value));
  }
  for (const option of element.options) option.selected = values.some(([value]) => value === option.value);
}

/** Put `fields` into the form, with as many rows as they need; what they do not name is emptied, or left where `only` names others. */
export function write(form, fields, only) {
  const wanted = grouped(fields);
  for (const [name, [[total]]] of wanted) {
    if (!name.endsWith("-TOTAL_FORMS")) continue;
    const box = document.getElementById(`${name.replace("-TOTAL_FORMS", "")}-group`);
    const count = form.elements[name];
    while (count && box?.querySelector(".desk-add") && Number(count.value) < Number(total)) {
      const before = count.value;
      box.querySelector(".desk-add").click();
      if (count.value === before) break;
    }
  }
  for (const element of [...form.elements]) {
    const { name, type } = element;
    if (!isTyped(element) || WAITED_FOR.test(name) || /-id$/.test(name) || (only && !only.has(name))) continue;
    const values = wanted.get(name) ?? [];
    const before = JSON.stringify(element.tagName === "SELECT" ? [...element.selectedOptions].map((o) => o.value) : [element.value, element.checked]);
    if (["checkbox", "radio"].includes(type)) element.checked = values.some(([value]) => value === element.value);
    else if (element.tagName === "SELECT") select(element, values);
    else if (values.length) [[element.value]] = values;
    else element.value = "";
    const after = JSON.stringify(element.tagName === "SELECT" ? [...element.selectedOptions].map((o) => o.value) : [element.value, element.checked]);
    if (before !== after) changed(element);
  }
}
