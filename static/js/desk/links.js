/* Rows of links: what is pasted as a list becomes rows; an address is asked what its page is called, and whether it is there. */
import { fieldOf, freeRow, write } from "./row-fields.js";

const AT_ONCE = 4;
const SIGNS = { asking: "hourglass_empty", alive: "check_circle", dead: "link_off", unsure: "help", missing: "add_link" };

/* --- Asking the server ------------------------------------------------------------------------ */

const post = async (address, fields) => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
  const response = await fetch(address, { method: "POST", body });
  return { ok: response.ok, ...(await response.json()) };
};

/* A few at once, and no more: the server has somebody else to answer, too. */
const turns = (() => {
  let busy = 0;
  const waiting = [];
  const next = () => {
    if (busy >= AT_ONCE || !waiting.length) return;
    busy += 1;
    waiting.shift()().finally(() => {
      busy -= 1;
      next();
    });
  };
  return (work) => {
    waiting.push(work);
    next();
  };
})();

/* A field that is left by pressing something must not move that thing away before the press is over. */
const afterThePress = (() => {
  let pressed = false;
  const waiting = [];
  document.addEventListener("pointerdown", () => (pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => {
      pressed = false;
      // The click comes after this event.
      setTimeout(() => waiting.splice(0).forEach((work) => work()));
    }, true);
  }
  return (work) => (pressed ? waiting.push(work) : work());
})();

/* --- A row ------------------------------------------------------------------------------------ */

const isAddress = (text) => /^https?:\/\/[^\s/]+\.[^\s/]+|^https?:\/\/(localhost|[\d.:[\]a-f]+)/i.test(text);

const noteOf = (row) => {
  const cell = row.querySelector(".desk-cell-url");
  let note = cell.querySelector(".desk-link-note");
  if (!note) {
    note = document.createElement("p");
    note.className = "desk-link-note";
    note.setAttribute("role", "status");
    cell.append(note);
  }
  return note;
};

const say = (row, state, text) => {
  const note = noteOf(row);
  note.dataset.state = state;
  note.replaceChildren();
  if (!text) return note;
  const sign = document.createElement("span");
  sign.className = "material-symbols-outlined";
  sign.setAttribute("aria-hidden", "true");
  sign.textContent = SIGNS[state];
  const words = document.createElement("span");
  words.textContent = text;
  note.append(sign, words);
  return note;
};

const offer = (row, title, words) => {
  const label = fieldOf(row, "label");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "desk-link-use";
  button.textContent = `${words} “${title}”`;
  button.addEventListener("click", () => {
    write(label, title);
    button.remove();
    label.focus();
  });
  noteOf(row).append(button);
};

const dress = (box) => {
  const words = box.dataset;
  const text = box.querySelector(".desk-paste textarea");
  const rows = () => [...box.querySelectorAll("tbody > .desk-row")];

  const show = (row, found) => {
    const label = fieldOf(row, "label");
    const state = found.alive === null ? "unsure" : found.alive ? "alive" : "dead";
    if (found.title && !label.value.trim()) {
      write(label, found.title);
      say(row, state, words.named);
      return;
    }
    say(row, state, found.note || words.alive);
    if (found.title && found.title !== label.value.trim()) offer(row, found.title, words.use);
  };

  const ask = async (row, address) => {
    const input = fieldOf(row, "url");
    let found;
    try {
      found = await post(words.lookUp, { address });
      if (!found.ok) found = { alive: null, note: found.error ?? words.failed };
    } catch {
      found = { alive: null, note: words.failed };
    }
    // Meanwhile somebody may have typed another.
    if (input.value.trim() === address) show(row, found);
  };

  const look = (row) => {
    const address = fieldOf(row, "url").value.trim();
    if (!isAddress(address)) {
      const unnamed = !fieldOf(row, "label").value.trim();
      say(row, "missing", address || unnamed ? "" : words.missing);
      return;
    }
    say(row, "asking", words.asking);
    turns(() => ask(row, address));
  };

  const isUrl = (element) => element.matches?.("input[name$='-url']");
  box.addEventListener("change", (event) => {
    if (isUrl(event.target)) afterThePress(() => look(event.target.closest(".desk-row")));
  });
  box.addEventListener("paste", (event) => {
    if (!isUrl(event.target)) return;
    const input = event.target;
    const several = severalOf(event.clipboardData);
    if (several && text) {
      event.preventDefault();
      takeSeveral(several, input.closest(".desk-row"));
      return;
    }
    // The value is there after the event.
    setTimeout(() => isAddress(input.value.trim()) && input.dispatchEvent(new Event("change", { bubbles: true })));
  });
  box.querySelector(".desk-links-check")?.addEventListener("click", () => rows().forEach(look));
  for (const row of rows()) {
    if (fieldOf(row, "label").value.trim() && !fieldOf(row, "url").value.trim()) look(row);
  }

  if (!text) return;
  const mistakes = box.querySelector(".desk-links-mistakes");

  const tell = (sentences) => {
    mistakes.replaceChildren(
      ...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })),
    );
  };

  const take = (links) => {
    const there = new Set(rows().map((row) => `${fieldOf(row, "label").value}\n${fieldOf(row, "url").value}`));
    for (const { label, url } of links) {
      if (there.has(`${label}\n${url}`)) continue;
      const row = freeRow(box, ["label", "url"]);
      write(fieldOf(row, "label"), label);
      write(fieldOf(row, "url"), url);
      look(row);
    }
    write(text, "");
  };

  /* A field has room for one address: the first goes there, the others into rows of their own. */
  const takeSeveral = async (list, row) => {
    text.value = list;
    const url = fieldOf(row, "url");
    const [first] = addressesIn(list);
    const label = fieldOf(row, "label");
    if (!url.value.trim() && label.value.trim() && plainAddresses(list)) {
      text.value = list.slice(list.indexOf(first) + first.length).trim();
      write(url, first);
      look(row);
    }
    await read();
    text.closest("details").open ||= Boolean(mistakes.childElementCount);
  };

  const read = async () => {
    try {
      const answer = await post(words.read, { text: text.value });
      tell(answer.mistakes ?? (answer.links ? [] : [answer.error ?? words.failed]));
      if (answer.links) take(answer.links);
    } catch {
      tell([words.failed]);
    }
  };
  box.querySelector(".desk-links-read").addEventListener("click", read);

  text.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!/<a\s/i.test(html)) return;
    event.preventDefault();
    text.setRangeText(linesOf(html), text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
};

/* --- What was copied from a page or a mail, as lines with Markdown links ----------------------- */

const BLOCKS = "address, article, blockquote, br, dd, div, dl, dt, h1, h2, h3, h4, h5, h6, li, ol, p, section, table, tr, ul";

const addressesIn = (list) => list.match(/\bhttps?:\/\/[^\s<>]+/gi) ?? [];

/* Whether the list is addresses and nothing else. */
const plainAddresses = (list) => list.split(/\s+/).every((word) => isAddress(word));

/* What is copied, as a list with a line for each link; nothing where it has one address, or none. */
const severalOf = (copied) => {
  const html = copied.getData("text/html");
  const plain = copied.getData("text/plain").trim().replaceAll(/[,;]+(?=\s|$)/g, "");
  const list = plainAddresses(plain) ? plain.replaceAll(/\s+/g, "\n") : /<a\s/i.test(html) ? linesOf(html) : plain;
  return addressesIn(list).length > 1 ? list : "";
};

const linesOf = (html) => {
  // Parsed and never shown: nothing in it is run or loaded.
  const page = new DOMParser().parseFromString(html, "text/html");
  for (const unseen of page.querySelectorAll("script, style, template")) unseen.remove();
  for (const anchor of page.querySelectorAll("a[href]")) {
    const href = anchor.getAttribute("href").trim();
    const words = anchor.textContent.replaceAll(/[[\]\s]+/g, " ").trim();
    if (/^https?:\/\/\S+$/i.test(href)) anchor.replaceWith(words ? `[${words}](<${href}>)` : href);
  }
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) walker.currentNode.data = walker.currentNode.data.replaceAll(/\s+/g, " ");
  for (const block of page.body.querySelectorAll(BLOCKS)) {
    block.before("\n");
    block.after("\n");
  }
  return page.body.textContent.replaceAll(/[^\S\n]*\n\s*/g, "\n").trim();
};

document.querySelectorAll(".desk-links").forEach(dress);
