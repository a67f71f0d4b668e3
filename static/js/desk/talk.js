/* Comments and preview links are kept without leaving the form above them: what is typed there stays as it is. */
import { copy } from "../clipboard.js";

const replace = (panel, html) => {
  const { id } = panel;
  panel.outerHTML = html;
  const fresh = document.getElementById(id);
  offerCopies(fresh);
  return fresh;
};

const offerCopies = (place) => {
  for (const button of place.querySelectorAll("[data-copy]")) button.hidden = false;
};

const show = (form, { html, sentence }) => {
  const place = form.querySelector("[role=alert]");
  if (sentence && place) {
    place.textContent = sentence;
    place.hidden = false;
    form.querySelector("textarea").focus();
    return;
  }
  const fresh = replace(form.closest("section"), html);
  const wrong = fresh.querySelector(".desk-talk-wrong:not([hidden])");
  (wrong?.parentElement.querySelector("input") ?? fresh).focus();
};

addEventListener("submit", async (event) => {
  const form = event.target.closest?.("form[data-talk]");
  if (!form) return;
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      redirect: "error",
    });
    show(form, await answer.json());
  } catch {
    // Signed out, or no line: as it goes without scripts, which says what is the matter.
    form.submit();
  }
  button.disabled = false;
});

addEventListener("click", async ({ target }) => {
  const button = target.closest?.("[data-copy]");
  if (button && (await copy(button.dataset.copy))) button.textContent = button.dataset.copied;
});

offerCopies(document);
