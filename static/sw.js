// The worker that answers when there is no connection: a page of the house with what it is made of, and nothing else is kept.

const KEPT = "ce-offline";
const PAGE = "/offline";
const PIECES = /(?:href|src)="(\/static\/[^"]+\.(?:css|svg|js)[^"]*)"/g;

async function keep() {
  const page = await fetch(PAGE, { cache: "no-store" });
  if (!page.ok) throw new Error(String(page.status));
  const addresses = [...(await page.clone().text()).matchAll(PIECES)].map((found) => found[1]);
  const pieces = await Promise.all(addresses.map((address) => fetch(address)));
  await caches.delete(KEPT);
  const cache = await caches.open(KEPT);
  await cache.put(PAGE, page);
  await Promise.all(addresses.map((address, place) => cache.put(address, pieces[place])));
}

async function ask(event) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch (lost) {
    return (await caches.match(PAGE)) || Response.error();
  }
}

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => {
  const preload = self.registration.navigationPreload;
  event.waitUntil(Promise.all([self.clients.claim(), preload && preload.enable()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const upload = (request.headers.get("content-type") || "").startsWith("multipart/");
  if (request.mode === "navigate" && !upload) {
    event.respondWith(ask(event));
  } else if (["style", "image", "script"].includes(request.destination)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || Response.error()));
  }
});
