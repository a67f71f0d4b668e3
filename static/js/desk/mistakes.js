/* From the list of mistakes to the field, whichever tab it is on. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".desk-mistakes a[data-panel]");
  if (!link) return;
  event.preventDefault();
  document.getElementById(`tab-${link.dataset.panel}`)?.click();
  const place = document.getElementById(link.hash.slice(1)) ?? document.getElementById(`panel-${link.dataset.panel}`);
  const field = place?.matches("input, select, textarea") ? place : place?.querySelector("input:not([type=hidden]), select, textarea");
  (field ?? place)?.scrollIntoView({ block: "center" });
  field?.focus();
});
