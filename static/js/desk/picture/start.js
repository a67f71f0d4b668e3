/* Pictures: dropped or chosen, shown at once; a cover with a frame over the part to show, a portrait with its focus. */
import { frame } from "./frame.js";
import { point } from "./point.js";

const worded = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

const dress = (box) => {
  const find = (what) => box.querySelector(what);
  const [input, stage, image, said] = ["input[type=file]", ".picture-stage", ".picture-shown", ".picture-said"].map(find);
  const square = box.classList.contains("picture-input-square");
  const words = box.dataset;
  find(".picture-lead").hidden = false;
  if (square) find(".picture-crop").hidden = true;

  const say = (text, wrong = false) => {
    said.textContent = text;
    said.classList.toggle("desk-error", wrong);
  };

  const crop = (width, height) => {
    const fields = ["x", "y", "side"].map((part) => find(`[name$="-crop_${part}"]`));
    find(".picture-middle").hidden = true;
    find(".picture-crop").hidden = false;
    const smallest = Number(words.smallest);
    const first = worded(words.notSquare, { width, height });
    frame(stage, { width, height, fields, label: words.frame, onChange: (side, moved) => {
      const size = worded(side < smallest ? words.small : words.part, { side, smallest });
      say(moved ? size : `${first} ${size}`, side < smallest);
    } });
  };

  /* `fresh` pictures come from this page, others were sent before: their true size is written beside them. */
  const show = (fresh) => {
    const width = Number(words.width) || image.naturalWidth;
    const height = Number(words.height) || image.naturalHeight;
    stage.querySelectorAll("button").forEach((each) => each.remove());
    if (square) {
      find(".picture-crop").hidden = true;
      find(".picture-crop").querySelectorAll("input[type=number]").forEach((each) => { each.value = ""; });
    }
    if (square && width !== height) crop(width, height);
    else if (fresh) say(worded(square ? words.square : words.plain, { width, height }));
    if (square && width === height && width < Number(words.smallest)) {
      say(worded(words.small, { side: width, smallest: words.smallest }), true);
    }
    if (words.focusX) {
      const fields = [words.focusX, words.focusY].map((name) => document.querySelector(`[name="${name}"]`));
      if (fresh) fields.forEach((field) => { field.value = 50; });
      if (fields.every(Boolean)) point(stage, { fields, label: words.point });
    }
  };

  const take = (file) => {
    find("[name$='-kept']").value = "";
    find(".picture-kept")?.remove();
    delete words.width;
    delete words.height;
    const address = URL.createObjectURL(file);
    image.addEventListener("load", () => {
      URL.revokeObjectURL(address);
      stage.hidden = false;
      show(true);
    }, { once: true });
    image.addEventListener("error", () => {
      URL.revokeObjectURL(address);
      stage.hidden = true;
      input.value = "";
      say(worded(words.notRead, { name: file.name }), true);
    }, { once: true });
    image.src = address;
  };

  input.addEventListener("change", () => {
    if (input.files.length) take(input.files[0]);
  });

  // On the window and on the way down: the notes' editor keeps files from everybody further in.
  const mine = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files") && box.contains(event.target);
  addEventListener("dragover", (event) => {
    const over = mine(event);
    box.classList.toggle("picture-over", over);
    if (over) event.preventDefault();
  }, true);
  addEventListener("dragleave", (event) => {
    if (!box.contains(event.relatedTarget)) box.classList.remove("picture-over");
  }, true);
  addEventListener("drop", (event) => {
    box.classList.remove("picture-over");
    if (!mine(event) || !event.dataTransfer.files.length) return;
    event.preventDefault();
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, true);

  if (stage.hidden) return;
  const sent = () => {
    if (words.width || words.focusX) show(false);
  };
  if (image.complete && image.naturalWidth) sent();
  else image.addEventListener("load", sent, { once: true });
};

document.querySelectorAll(".picture-input").forEach(dress);
document.addEventListener("formset:added", ({ target }) => target.querySelectorAll(".picture-input").forEach(dress));
