/** The head of one page turned into that of another. */

const SHEET = "link[rel=stylesheet]";

/**
 * Load the styles that `next` has and this page has not. Return what does the rest, at the moment the page changes:
 * title, descriptions and addresses are the new page's, and the styles of the old one alone go.
 * @param {HTMLHeadElement} next
 * @param {AbortSignal} signal
 */
export async function mergeHead(next, signal) {
  const old = [...document.head.children];
  const wanted = [...next.children];
  const isIn = (list, element) => list.some((each) => each.isEqualNode(element));
  const fresh = wanted.filter((element) => !isIn(old, element));
  const gone = old.filter((element) => !isIn(wanted, element));
  const sheets = fresh.filter((element) => element.matches(SHEET));
  await Promise.all(sheets.map(load));
  if (signal.aborted) sheets.forEach((sheet) => sheet.remove());
  signal.throwIfAborted();
  return () => {
    gone.forEach((element) => element.remove());
    document.head.append(...fresh.filter((element) => !sheets.includes(element)));
  };
}

/** A style that does not come is no reason to show nothing. */
function load(sheet) {
  return new Promise((resolve) => {
    sheet.addEventListener("load", resolve, { once: true });
    sheet.addEventListener("error", resolve, { once: true });
    document.head.append(sheet);
  });
}
