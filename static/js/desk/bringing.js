/* Shows how far an import is, without the whole page being loaded again; what can be pressed is left alone until there is
   something else to press. */
const EVERY = 2000;
const live = document.getElementById("bring-live");
let last = live.innerHTML;

const look = async () => {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, redirect: "error" });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return page.getElementById("bring-live");
};

const again = () => setTimeout(step, EVERY);

const step = async () => {
  if (document.hidden) return again();
  try {
    const fresh = await look();
    const moved = fresh.dataset.state !== live.dataset.state;
    if (moved || "moves" in fresh.dataset !== "moves" in live.dataset) return location.reload();
    if (fresh.innerHTML !== last) {
      last = fresh.innerHTML;
      live.replaceChildren(...fresh.childNodes);
    }
  } catch {
    // No line, or signed out: what is shown stays, and the next look may tell.
  }
  again();
};

again();
