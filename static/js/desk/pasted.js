/* Pasted notes that are not an episode yet: kept in this browser from the first letter on, offered when the page is
   opened again, forgotten once the episode is made. */
import { read, same, write } from "./unsaved/fields.js";
import { Local } from "./unsaved/local.js";

const MADE = "desk-pasted-made";
const KEY = "pasted";

/** The form of an episode was reached right after its notes were sent: they are saved. */
export function forgetMade(owner) {
  const sent = sessionStorage.getItem(MADE);
  sessionStorage.removeItem(MADE);
  if (sent) new Local(owner, KEY).drop(sent);
}

export function keepPasted(form) {
  const local = new Local(form.dataset.owner, KEY);
  const place = location.pathname.replaceAll(/[^a-z0-9]+/gi, "-").slice(-40);
  const box = form.querySelector("textarea[name=source]:not([hidden])");
  const notice = form.querySelector(".paste-kept");
  const stored = read(form);
  sessionStorage.removeItem(MADE);

  const kept = local.all().find(({ tab }) => tab === place);
  const source = (fields) => fields.find(([name]) => name === "source")?.[1].trim() ?? "";
  const keep = () => {
    const fields = read(form);
    // Corrections that were typed on the next page belong to these notes: they are kept until it is reached again.
    if (box && kept && source(kept.fields) === source(fields)) return;
    if (source(fields)) local.put(place, fields);
  };
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    keep();
    if (event.submitter?.name === "_make") sessionStorage.setItem(MADE, place);
  });

  if (!kept || !source(kept.fields) || form.querySelector(".desk-error")) return;
  const here = form.elements.source.value.trim();
  const isOfThisPage = box ? !here : here === source(kept.fields) && kept.fields.some(([name]) => name === "notes");
  if (!isOfThisPage || same(kept.fields, stored)) return;
  notice.hidden = false;
  notice.querySelector(".when").textContent = new Date(kept.typed_at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });
  notice.querySelector(".take").addEventListener("click", () => {
    if (box) {
      box.value = kept.fields.find(([name]) => name === "source")[1];
      box.focus();
    } else write(form, kept.fields);
    notice.hidden = true;
  });
  notice.querySelector(".throw").addEventListener("click", () => {
    local.drop(place);
    notice.hidden = true;
  });
}
