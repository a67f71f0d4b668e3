/* The place in a portrait that every square of it is cropped around: pressed, or moved by arrow keys. */
const clamp = (value) => Math.min(Math.max(Math.round(value), 0), 100);

/* `fields` are the number inputs for percent from the left and from the top. */
export const point = (stage, { fields, label }) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "picture-point";
  button.setAttribute("aria-label", label);
  stage.append(button);

  const show = () => {
    const [x, y] = fields.map((field) => clamp(Number(field.value || 50)));
    Object.assign(button.style, { left: `${x}%`, top: `${y}%` });
  };
  const set = (values) => {
    values.forEach((value, at) => {
      fields[at].value = clamp(value);
      fields[at].dispatchEvent(new Event("input", { bubbles: true }));
    });
    show();
  };

  stage.onclick = (event) => {
    if (event.target === button) return;
    const { left, top, width, height } = stage.getBoundingClientRect();
    set([((event.clientX - left) / width) * 100, ((event.clientY - top) / height) * 100]);
    button.focus();
  };
  button.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? 10 : 2;
    const [right, down] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[event.key] ?? [];
    if (right === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [x, y] = fields.map((field) => Number(field.value || 50));
    set([x + right, y + down]);
  });
  fields.forEach((field) => field.addEventListener("input", show));
  show();
};
