/* What django-markdownx does to a page that it should not, undone; and pictures sent with an answer that is shown.
   It keeps Tab and some letters for itself, swallows every file dropped anywhere, and writes its errors into the text. */
(() => {
  const editorOf = (event) => event.target.closest?.(".markdownx-editor");
  const KEPT = ["Tab", "d", "D", "[", "]"];
  addEventListener("keydown", (event) => {
    if (KEPT.includes(event.key) && editorOf(event)) event.stopPropagation();
  }, true);

  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  for (const type of ["dragenter", "dragover", "drop"]) {
    addEventListener(type, (event) => {
      if (!carriesFiles(event)) return;
      event.stopPropagation();
      const editor = editorOf(event);
      if (!editor) return;
      event.preventDefault();
      if (type === "drop") sendAll(editor, event.dataTransfer.files);
    }, true);
  }
  addEventListener("paste", (event) => {
    const editor = editorOf(event);
    if (!editor || !event.clipboardData.files.length) return;
    event.stopPropagation();
    event.preventDefault();
    sendAll(editor, event.clipboardData.files);
  }, true);

  const say = (editor, text) => {
    editor.closest(".desk-notes").querySelector(".desk-notes-status").textContent = text;
  };

  const sendAll = async (editor, files) => {
    for (const file of files) {
      say(editor, `${file.name} …`);
      say(editor, await send(editor, file));
    }
  };

  const send = async (editor, file) => {
    const body = new FormData();
    body.append("image", file);
    body.append("csrfmiddlewaretoken", document.querySelector("input[name=csrfmiddlewaretoken]").value);
    try {
      const response = await fetch(editor.dataset.markdownxUploadUrlsPath, { method: "POST", body });
      const answer = await response.json();
      if (!response.ok) return [answer.image ?? answer.error].flat().join(" ");
      editor.setRangeText(answer.image_code, editor.selectionStart, editor.selectionEnd, "end");
      editor.dispatchEvent(new Event("input", { bubbles: true }));
      return "";
    } catch (error) {
      return String(error);
    }
  };
})();
