/* The checklist beside the form: in step with what is typed, each entry a way to its field. */
import { read } from "./fields.js";

const PAUSE = 600;
const ROOM = 58; // rem, as in desk-safety.css

const goTo = (link) => {
  const panel = link.hash.replace("#panel-", "");
  document.getElementById(`tab-${panel}`)?.click();
  const { field } = link.dataset;
  const group = document.getElementById(field);
  const target =
    document.querySelector(`#episode_form [name="${field}"]:not([type=hidden])`) ??
    group?.querySelector("input:not([type=hidden]), select, textarea, .desk-add") ??
    document.getElementById(`tab-${panel}`);
  target?.scrollIntoView({ block: "center" });
  target?.focus();
};

/* Open where there is room for it beside the form, unless somebody has folded it up there. */
const standBeside = (box) => {
  const FOLDED = "desk-ready-folded";
  const column = box.parentElement;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  let beside = null;
  new ResizeObserver(() => {
    const room = column.clientWidth >= ROOM * rem;
    if (room === beside) return;
    beside = room;
    box.open = beside && !localStorage.getItem(FOLDED);
  }).observe(column);
  box.addEventListener("click", (event) => {
    if (!beside || !event.target.closest("summary")) return;
    // Asked before it opens or closes by itself.
    if (box.open) localStorage.setItem(FOLDED, "yes");
    else localStorage.removeItem(FOLDED);
  });
};

export function watchReadiness(form, { readiness, form: name }) {
  const box = document.getElementById("desk-ready");
  if (!box) return;
  standBeside(box);
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-field]");
    if (!link) return;
    event.preventDefault();
    goTo(link);
  });
  let timer;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const body = new FormData();
    for (const [field, value] of read(form)) body.append(field, value);
    body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    try {
      const response = await fetch(`${readiness}?form=${encodeURIComponent(name)}`, { method: "POST", body });
      if (!response.ok || mine !== asked) return;
      const { html } = await response.json();
      const focused = box.contains(document.activeElement) && document.activeElement.dataset.field;
      box.innerHTML = html;
      if (focused) box.querySelector(`[data-field="${focused}"]`)?.focus();
    } catch {
      /* away: the list stays as it was */
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("formset:added", soon);
}
