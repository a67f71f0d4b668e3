/* Who signs out leaves nothing behind in this browser: what is not saved goes to the server, for its owner alone. */
(() => {
  const MOST_MS = 5000;

  /* Whether the server has it now. The key is `desk-unsaved:<owner>:<form>:<tab>`. */
  const send = async (page, start, key, token) => {
    const [form, tab] = key.slice(start.length).split(/:(?=[^:]*$)/);
    const { fields, typed_at } = JSON.parse(localStorage.getItem(key));
    const response = await fetch(`${page.dataset.unsaved}?form=${encodeURIComponent(form)}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify({ tab, fields, typed_at }),
      signal: AbortSignal.timeout(MOST_MS),
    });
    if (!response.ok) throw new Error(response.statusText);
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    const page = document.getElementById("page");
    if (!page?.dataset.owner || !/\/logout\/$/.test(new URL(form.action).pathname)) return;
    const start = `desk-unsaved:${page.dataset.owner}:`;
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(start));
    if (!keys.length) return;
    event.preventDefault();
    const sent = await Promise.allSettled(keys.map((key) => send(page, start, key, form.elements.csrfmiddlewaretoken.value)));
    if (sent.some(({ status }) => status === "rejected") && !confirm(page.dataset.unsent)) return;
    document.dispatchEvent(new Event("desk:signing-out"));
    for (const key of keys) localStorage.removeItem(key);
    form.submit();
  });
})();
