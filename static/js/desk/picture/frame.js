/* A square frame over a picture that is none: dragged, moved by arrow keys, sized by plus and minus, or by numbers. */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/* `fields` are the number inputs for left, top and side in pixels of the picture, which has `width` × `height`. */
export const frame = (stage, { width, height, fields, label, onChange }) => {
  const most = Math.min(width, height);
  const step = Math.max(1, Math.round(most / 50));
  const part = { x: Math.floor((width - most) / 2), y: Math.floor((height - most) / 2), side: most };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "picture-frame";
  button.setAttribute("aria-label", label);
  stage.append(button);

  const set = ({ x = part.x, y = part.y, side = part.side }, moved = true) => {
    part.side = clamp(Math.round(side), 1, most);
    part.x = clamp(Math.round(x), 0, width - part.side);
    part.y = clamp(Math.round(y), 0, height - part.side);
    [part.x, part.y, part.side].forEach((value, at) => { fields[at].value = value; });
    const percent = (value, of) => `${(value / of) * 100}%`;
    Object.assign(button.style, {
      insetInlineStart: "auto",
      left: percent(part.x, width),
      top: percent(part.y, height),
      width: percent(part.side, width),
      height: percent(part.side, height),
    });
    onChange(part.side, moved);
  };

  button.addEventListener("keydown", (event) => {
    const by = event.shiftKey ? step * 5 : step;
    const grow = (change) => set({ x: part.x - change / 2, y: part.y - change / 2, side: part.side + change });
    const moves = {
      ArrowLeft: () => set({ x: part.x - by }),
      ArrowRight: () => set({ x: part.x + by }),
      ArrowUp: () => set({ y: part.y - by }),
      ArrowDown: () => set({ y: part.y + by }),
      "+": () => grow(by),
      "=": () => grow(by),
      "-": () => grow(-by),
    };
    if (!moves[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    moves[event.key]();
  });

  let grip = null;
  button.addEventListener("pointerdown", (event) => {
    const inside = button.getBoundingClientRect();
    const scale = width / stage.getBoundingClientRect().width;
    const corner = inside.right - event.clientX < 24 && inside.bottom - event.clientY < 24;
    grip = { x: event.clientX, y: event.clientY, scale, corner, start: { ...part } };
    button.setPointerCapture(event.pointerId);
  });
  button.addEventListener("pointermove", (event) => {
    if (!grip) return;
    const [right, down] = [(event.clientX - grip.x) * grip.scale, (event.clientY - grip.y) * grip.scale];
    if (grip.corner) {
      const room = Math.min(width - grip.start.x, height - grip.start.y);
      set({ x: grip.start.x, y: grip.start.y, side: Math.min(room, grip.start.side + Math.max(right, down)) });
    } else set({ x: grip.start.x + right, y: grip.start.y + down });
  });
  for (const type of ["pointerup", "pointercancel"]) button.addEventListener(type, () => { grip = null; });

  fields.forEach((field, at) => {
    field.oninput = () => {
      if (field.value) set({ [["x", "y", "side"][at]]: Number(field.value) });
    };
  });
  set({}, false);
};
