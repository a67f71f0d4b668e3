/**
 * What scripts do on a page, done again on every page that takes its place. A page that is left takes its listeners
 * along: they go by the signal that each set-up gets.
 */

/** @typedef {(signal: AbortSignal, arrival: {isReturn: boolean}) => void} SetUp */

/** @type {Set<SetUp>} */
const setUps = new Set();
let page = new AbortController();
let arrival = { isReturn: false };

/**
 * Do it on this page, in a task of its own, and on those to come. `signal` ends with the page; `isReturn` says that the
 * listener came by "back" or "forward", and not by an address that asks for something.
 * @param {SetUp} setUp
 */
export function onEveryPage(setUp) {
  setUps.add(setUp);
  const { signal } = page;
  afterwards(signal, () => setUp(signal, arrival));
}

/**
 * Do it in a task of its own, when what is under way is done: in between the browser can answer the listener. Not at
 * all where the page has been left by then.
 * @param {AbortSignal} signal that of the page
 * @param {() => void} act
 */
export function afterwards(signal, act) {
  setTimeout(() => signal.aborted || act());
}

/** End what has been set up for the page that is shown. */
export function leavePage() {
  page.abort();
  page = new AbortController();
}

/** Set up the page that has been put in place. */
export function enterPage(by) {
  arrival = by;
  setUps.forEach((setUp) => setUp(page.signal, arrival));
}
