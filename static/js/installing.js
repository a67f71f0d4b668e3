// The page that stands in for all others when there is no connection; see templates/worker.js.
addEventListener("load", () => {
  navigator.serviceWorker?.register(document.querySelector("link[rel=manifest]").dataset.worker).catch(() => {});
});
