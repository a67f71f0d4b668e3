/* The page of looks: copies the item; links of the shown page open beside it, and not in its frame. */
import { copy } from "../../clipboard.js";

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = button.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (await copy(document.getElementById(button.dataset.copy).textContent)) words.textContent = button.dataset.copied;
  });
}

const frame = document.querySelector(".looks-frame");

/* A second of the page is played; every other address opens in a tab of its own. */
const follow = (event) => {
  const link = event.target.closest?.("a[href]");
  const address = link?.getAttribute("href") ?? "#";
  if (event.defaultPrevented || address.startsWith("#")) return;
  event.preventDefault();
  const second = Number(new URLSearchParams(link.search).get("t"));
  const audio = frame.contentDocument.querySelector("audio");
  if (!address.startsWith("?")) open(link.href, "_blank", "noopener");
  else if (audio && Number.isFinite(second)) {
    audio.currentTime = second;
    audio.play();
  }
};

const listen = () => frame.contentDocument?.addEventListener("click", follow);

if (frame) {
  frame.addEventListener("load", listen);
  listen();
}
