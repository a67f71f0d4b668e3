/* Looks at what stands in the form: sends it to the page of looks, in a tab that is used again, and stays here.
   Without scripts the button does it by itself, in a new tab each time. */
const button = document.querySelector("[data-preview]");

button?.addEventListener("click", (event) => {
  event.preventDefault();
  const { form } = button;
  const were = ["action", "target"].map((name) => [name, form.getAttribute(name)]);
  form.setAttribute("action", button.getAttribute("formaction"));
  form.setAttribute("target", button.dataset.preview);
  // Not by `requestSubmit`: whoever waits for the form to be saved would take this for it.
  HTMLFormElement.prototype.submit.call(form);
  for (const [name, value] of were) {
    if (value === null) form.removeAttribute(name);
    else form.setAttribute(name, value);
  }
});
