/** Results while somebody types, and lines that play at one press. Without this the form is sent as forms are. */

import { onEveryPage } from "./pages.js";
import { isPlainPress } from "./player/links.js";
import { remember } from "./player/press.js";

const PAUSE_MS = 250;

/** @param {HTMLFormElement} form @param {AbortSignal} signal */
function setUp(form, signal) {
  const results = document.querySelector("[data-results]");
  let timer = 0;
  let running = new AbortController();

  /** The address of what the form says now, without what it leaves empty. */
  function address() {
    const asked = new URLSearchParams(new FormData(form));
    [...asked].filter(([, value]) => !value.trim()).forEach(([name]) => asked.delete(name));
    return asked.size ? `${form.action}?${asked}` : form.action;
  }

  async function search() {
    running.abort();
    running = new AbortController();
    results.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address(), { signal: running.signal });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const found = page.querySelector("[data-results]");
      if (!found) throw new TypeError("not a page of results");
      results.replaceChildren(...found.childNodes);
      document.title = page.title;
      // While somebody is on the way to another page, a new address would end that.
      if (!window.navigation?.transition) history.replaceState(history.state, "", response.url);
    } catch (error) {
      if (error.name === "AbortError") return;
      // The line is down: sending the form lets the browser say so.
    }
    results.setAttribute("aria-busy", "false");
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  });
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    running.abort();
  });
  results.addEventListener("click", (event) => {
    const line = event.target.closest("[data-moment]");
    if (line && isPlainPress(event)) remember(line);
  });
}

onEveryPage((signal) => document.querySelectorAll("[data-search]").forEach((form) => setUp(form, signal)));
