/* A move goes to the server; then the calendar is fetched anew, so that gaps, clashes and the way back are the server's. */

const said = () => document.getElementById("cal-said");

/* For eyes and for ears. What was refused stays until the next thing is said. */
export const say = (sentence, { refused = false } = {}) => {
  const toast = document.querySelector(".cal-toast");
  toast.textContent = sentence;
  toast.classList.toggle("cal-refused", refused);
  toast.hidden = false;
  said().textContent = sentence;
};

export const whisper = (sentence) => {
  said().textContent = sentence;
};

export const words = (name, values) =>
  Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), said().dataset[name]);

const token = () => document.cookie.match(/(?:^|;\s*)csrftoken=([^;]+)/)?.[1] ?? formToken();
const formToken = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

export const refresh = async (focus) => {
  const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok || answer.redirected) return window.location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("calendar");
  if (!fresh) return window.location.reload();
  document.getElementById("calendar").replaceWith(fresh);
  document.dispatchEvent(new CustomEvent("calendar:fresh"));
  (focus && document.querySelector(focus))?.focus();
};

/* Send `fields` to `address`; true when it was done. A hour that a person has to choose is chosen in the form. */
export const send = async (address, fields, { title = "", focus = "" } = {}) => {
  let answer;
  let told;
  try {
    answer = await fetch(address, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRFToken": token() },
      body: new URLSearchParams(fields),
    });
    told = await answer.json();
  } catch {
    say(words("failed", { title }), { refused: true });
    return false;
  }
  if (told.form) {
    const query = new URLSearchParams({ ...fields, next: window.location.pathname + window.location.search });
    window.location.assign(`${told.form}?${query}`);
    return false;
  }
  await refresh(focus);
  say(told.sentence, { refused: !answer.ok });
  return answer.ok;
};

export const move = (card, naive) =>
  send(
    card.dataset.move,
    { moment: naive, clock: card.dataset.clock, seen: card.dataset.seen },
    { title: card.dataset.title, focus: `#${card.id} .cal-move` },
  );
