/**
 * Another page of the site is put in the place of this one, so that what plays goes on. By the browser's Navigation
 * API: links, forms, "back" and "forward" stay what they are, and where there is no such API pages are loaded as ever.
 * docs/decisions/0019-pages-that-keep-playing.md says why.
 */

import { mergeHead } from "./head.js";
import { enterPage, leavePage } from "./pages.js";

/** What stays when the page changes, and by which a page is known to be one of ours. */
const KEPT = "[data-kept]";

/** The parts of what stays that have words: in attributes, and with `text` or in a template as what they hold. */
const WORDED = "[data-worded]";

/** How far each page had been scrolled when it was left: the browser tells one page of one document badly from another. */
const scrolled = new Map();

export function setUpNavigation() {
  if (!window.navigation || isAlone(document)) return;
  navigation.addEventListener("navigate", (event) => {
    if (!isToAnotherPage(event)) return;
    scrolled.set(navigation.currentEntry.key, scrollY);
    event.intercept({ focusReset: "manual", scroll: "manual", handler: () => open(event) });
  });
}

/** Whether it leads to another page; not to a file, a place on this page, an answer to a form, or the same page anew. */
function isToAnotherPage({ canIntercept, destination, downloadRequest, formData, hashChange, navigationType }) {
  if (!canIntercept || hashChange || formData || downloadRequest !== null || navigationType === "reload") return false;
  // Who writes an address into the bar by script means no page.
  if (destination.sameDocument && navigationType !== "traverse") return false;
  return new URL(destination.url).pathname.endsWith("/");
}

/** @param {NavigateEvent} event */
async function open(event) {
  const { destination, navigationType, signal } = event;
  try {
    const response = await fetch(destination.url, { signal, headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    if (!page.querySelector(KEPT) || isAlone(page)) throw new TypeError("not a page to be put here");
    const scripts = scriptsOf(page); // before its elements move here
    const finishHead = await mergeHead(page.head, signal);
    leavePage();
    finishHead();
    putBody(page);
    if (response.redirected) showAddress(response.url + new URL(destination.url).hash);
    enterPage({ isReturn: navigationType === "traverse" });
    await Promise.all(scripts.map((address) => import(address)));
  } catch (error) {
    // The listener has gone elsewhere, or else the browser may say what is wrong: the address is this one already.
    if (!signal.aborted) location.reload();
    return;
  }
  arriveAt(event);
}

/** A page that others must not be put in the place of, nor it in theirs: one that is seen in confidence. */
function isAlone(page) {
  return page.body.hasAttribute("data-alone");
}

function putBody({ body, documentElement }) {
  const isOfAnotherLanguage = documentElement.lang !== document.documentElement.lang;
  copyAttributes(documentElement, document.documentElement);
  copyAttributes(body, document.body);
  const kept = document.querySelectorAll(KEPT);
  body.querySelectorAll(KEPT).forEach((element, place) => {
    if (isOfAnotherLanguage) takeWords(element, kept[place]);
    element.remove();
  });
  const isOld = (node) => !(node instanceof Element && node.matches(KEPT));
  [...document.body.childNodes].filter(isOld).forEach((node) => node.remove());
  document.body.prepend(...body.childNodes);
  // What was read without a window may load nothing, and has noted that as a failure.
  document.querySelectorAll("main audio").forEach((audio) => audio.load());
}

/** What stays speaks the language of the page that has come; both were made by one template. */
function takeWords(from, to) {
  const [theirs, ours] = [from, to].map((root) => [root, ...root.querySelectorAll(WORDED)]);
  theirs.forEach((element, place) => {
    const own = ours[place];
    for (const { name, value } of element.attributes) {
      if (/^(aria-label|title|data-.+)$/.test(name)) own.setAttribute(name, value);
    }
    if (element.matches("template")) own.content.replaceChildren(...element.content.childNodes);
    else if (element.dataset.worded === "text") own.textContent = element.textContent;
  });
}

function copyAttributes(from, to) {
  for (const { name } of [...to.attributes]) if (!from.hasAttribute(name)) to.removeAttribute(name);
  for (const { name, value } of from.attributes) to.setAttribute(name, value);
}

/** A former address has led to another one, which the bar shows as soon as nothing is under way any more. */
function showAddress(address) {
  navigation.transition?.finished.then(() => history.replaceState(history.state, "", address));
}

function scriptsOf(page) {
  return [...page.querySelectorAll("script[type=module][src]")].map((script) => new URL(script.src, location.href).href);
}

/** As browsers look for it: as it is written, then by what it stands for, which not everything does. */
function elementMeantBy(fragment) {
  const element = document.getElementById(fragment);
  if (element) return element;
  try {
    return document.getElementById(decodeURIComponent(fragment));
  } catch {
    return null;
  }
}

/** Scroll and focus as if the page had been loaded: what it begins with is read out, and Tab goes on from there. */
function arriveAt(event) {
  const meant = elementMeantBy(new URL(event.destination.url).hash.slice(1));
  const before = event.navigationType === "traverse" ? scrolled.get(event.destination.key) : undefined;
  if (before !== undefined) scrollTo({ top: before, behavior: "instant" });
  else if (meant) meant.scrollIntoView({ behavior: "instant" });
  else scrollTo({ top: 0, behavior: "instant" });
  const first = document.querySelector("main [autofocus]") ?? meant ?? document.querySelector("main h1") ?? document.querySelector("main");
  if (first.tabIndex < 0) first.setAttribute("tabindex", "-1");
  first.focus({ preventScroll: true });
}
