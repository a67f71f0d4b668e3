/* Rich text pasted into the box comes as Markdown, with its headings, lists and links; Ctrl+Enter goes on. */
import { keepPasted } from "./pasted.js";

const form = document.getElementById("paste-form");
const box = form.querySelector("textarea[name=source]:not([hidden])");
const said = form.querySelector("[data-said]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector(".paste-main"));
  }
});

/** Put `text` where the cursor is, so that undo takes it away again. */
const insert = (text) => {
  box.focus();
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
  }
};

const markdownOf = async (html) => {
  const answer = await fetch(form.dataset.text, {
    method: "POST",
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    body: new URLSearchParams({ html }),
    redirect: "error",
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.text();
};

box?.addEventListener("paste", async (event) => {
  const html = event.clipboardData.getData("text/html");
  if (!html) return;
  const plain = event.clipboardData.getData("text/plain");
  event.preventDefault();
  try {
    insert(await markdownOf(html));
    said.textContent = said.dataset.kept;
  } catch {
    insert(plain);
    said.textContent = said.dataset.plain;
  }
});

keepPasted(form);
