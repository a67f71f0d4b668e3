{% load static %}// Says that there is no connection, in place of the browser. It keeps that one page and what it is made of, and never
// anything that could become old: every other answer comes from the site.
const offline = "{{ offline }}";
const kept = [offline, "{% static 'css/site.css' %}", "{% static 'vendor/archivo-5.3.0/archivo-latin.woff2' %}", "{% static 'vendor/newsreader-5.3.0/newsreader-latin.woff2' %}"];
const name = "offline-{{ version }}";

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(name).then((cache) => cache.addAll(kept)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    Promise.all([
      caches.keys().then((names) => Promise.all(names.filter((each) => each !== name).map((each) => caches.delete(each)))),
      self.registration.navigationPreload?.enable(),
      self.clients.claim(),
    ]),
  );
});

self.addEventListener("fetch", (event) => {
  const path = new URL(event.request.url).pathname;
  if (event.request.method !== "GET" || path.startsWith("{{ desk }}")) return;
  if (event.request.mode === "navigate") {
    event.respondWith(fromTheSite(event).catch(() => caches.match(offline)));
  } else if (kept.includes(path) && path !== offline) {
    event.respondWith(fetch(event.request).catch(() => caches.match(path)));
  }
});

async function fromTheSite(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}
