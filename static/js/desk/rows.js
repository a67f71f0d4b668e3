/* Rows of a form: add one, take one away and back, put them in order by button, by Alt and an arrow, by dragging. */
(() => {
  const FIELDS = "input:not([type=hidden]), select, textarea";

  const dress = (box) => {
    const body = box.querySelector("tbody");
    const template = box.querySelector("template");
    const total = box.querySelector("input[name$='-TOTAL_FORMS']");
    const ordered = box.classList.contains("desk-rows-ordered");
    const said = box.querySelector("[aria-live]");
    const rows = () => [...body.querySelectorAll(":scope > .desk-row")];

    const number = () => {
      if (!ordered) return;
      rows().forEach((row, at, all) => {
        row.querySelector(".desk-position").value = at + 1;
        row.querySelector(".desk-up").disabled = at === 0;
        row.querySelector(".desk-down").disabled = at === all.length - 1;
      });
    };

    const mark = (row) => {
      const box = row.querySelector(".desk-remove-label input");
      row.classList.toggle("desk-row-gone", Boolean(box?.checked));
    };

    const add = () => {
      const index = Number(total.value);
      const holder = document.createElement("tbody");
      holder.innerHTML = template.innerHTML.replaceAll("__prefix__", index);
      const row = holder.querySelector(".desk-row");
      body.append(row);
      total.value = index + 1;
      number();
      row.dispatchEvent(
        new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: box.dataset.prefix } }),
      );
      return row;
    };

    const move = (row, by) => {
      const all = rows();
      const at = all.indexOf(row) + by;
      if (at < 0 || at >= all.length) return;
      if (by < 0) all[at].before(row);
      else all[at].after(row);
      number();
      said.textContent = `${at + 1} / ${all.length}`;
    };

    box.querySelector(".desk-add")?.addEventListener("click", () => {
      add().querySelector(FIELDS)?.focus();
    });
    body.addEventListener("change", (event) => {
      if (event.target.matches(".desk-remove-label input")) mark(event.target.closest(".desk-row"));
    });
    // In a table Enter goes on to the next row, as in a spreadsheet; from the last one it makes another.
    body.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[type=text], input[type=url]")) return;
      event.preventDefault();
      const all = rows();
      const row = event.target.closest(".desk-row");
      const next = all[all.indexOf(row) + 1] ?? (box.querySelector(".desk-add") && add());
      next?.querySelector(FIELDS)?.focus();
    });
    rows().forEach(mark);

    if (!ordered) return;
    body.addEventListener("click", (event) => {
      const button = event.target.closest(".desk-up, .desk-down");
      if (!button) return;
      move(button.closest(".desk-row"), button.matches(".desk-up") ? -1 : 1);
      (button.disabled ? button.parentElement.querySelector("button:not(:disabled)") : button)?.focus();
    });
    body.addEventListener("keydown", (event) => {
      if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const focused = event.target;
      const row = focused.closest(".desk-row");
      if (!row) return;
      event.preventDefault();
      event.stopPropagation();
      move(row, event.key === "ArrowUp" ? -1 : 1);
      focused.focus();
    }, true);

    // After a mistake the rows come back as they were sent, by their number in the form: put them as they stood.
    const place = (row) => Number(row.querySelector(".desk-position").value) || Infinity;
    body.append(...rows().sort((one, other) => place(one) - place(other) || 0));

    let dragged = null;
    body.addEventListener("dragstart", (event) => {
      if (!event.target.matches?.(".desk-grip")) return;
      dragged = event.target.closest(".desk-row");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", "");
      event.dataTransfer.setDragImage(dragged, 16, 16);
      dragged.classList.add("desk-row-dragged");
    });
    body.addEventListener("dragover", (event) => {
      const over = dragged && event.target.closest(".desk-row");
      if (!over) return;
      event.preventDefault();
      if (over === dragged) return;
      const { top, height } = over.getBoundingClientRect();
      if (event.clientY < top + height / 2) over.before(dragged);
      else over.after(dragged);
    });
    const drop = (event) => {
      if (!dragged) return;
      event.preventDefault();
      dragged.classList.remove("desk-row-dragged");
      dragged = null;
      number();
    };
    body.addEventListener("drop", drop);
    body.addEventListener("dragend", drop);
    number();
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll(".desk-rows").forEach(dress));
})();
