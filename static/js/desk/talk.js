/* Comments are kept without leaving the form above them: what is typed there stays as it is. */
const say = (form, sentence) => {
  const place = form.querySelector("[role=alert]");
  if (!place) return;
  place.textContent = sentence;
  place.hidden = !sentence;
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
    const { html, sentence } = await answer.json();
    if (answer.ok) {
      const panel = form.closest("section");
      const { id } = panel;
      panel.outerHTML = html;
      document.getElementById(id).focus();
      return;
    }
    say(form, sentence);
  } catch {
    // Signed out, or no line: as it goes without scripts, which says what is the matter.
    form.submit();
  }
  button.disabled = false;
});
