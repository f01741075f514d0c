/**
 * Lets the wall start without a network: the page comes from the server where it can be reached and else from the last time, its hashed files
 * from the last time first. Data is kept by the page itself. Plain JavaScript, because browsers load this very file.
 */
const pages = 'wall-pages';
const files = 'wall-files';

self.addEventListener('install', (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(pages).then((cache) => cache.add('/screen/')));
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/screen/assets/')) event.respondWith(file(request));
});

/** The server's page, or the last one where the server is away, answers with an error or takes too long. */
async function page(request) {
  const cache = await caches.open(pages);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(8000) });
    if (!answer.ok) throw new Error(String(answer.status));
    await keep(cache, answer.clone());
    return answer;
  } catch {
    return (await cache.match('/screen/')) ?? Response.error();
  }
}

/** Keeps the page; with a new one, the files of the old one are forgotten. */
async function keep(cache, answer) {
  const [before, text] = [await (await cache.match('/screen/'))?.text(), await answer.clone().text()];
  if (before === text) return;
  await caches.delete(files);
  await cache.put('/screen/', answer);
}

async function file(request) {
  const cache = await caches.open(files);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}
