// The service worker keeps the terminal's own files, so that it opens without a network, and shows push messages. It never keeps data:
// that is the device store's work, which knows whose data it is.
import type { Fetching, NotificationPressed, Pushed, ServiceWorkerSelf, Waiting } from './service-worker-types.ts';

const worker = self as unknown as ServiceWorkerSelf;
/** Filled in by the build: every file of the terminal with its revision. */
const files = (self as unknown as { readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[] })
  .__WB_MANIFEST;
const prefix = 'luzhitong-m-';
const shelf = prefix + fingerprint(files.map((file) => `${file.url} ${file.revision ?? ''}`).join('\n'));
const shell = '/m/index.html';

worker.addEventListener('install', (event: Waiting) => event.waitUntil(keepFiles()));
worker.addEventListener('activate', (event: Waiting) => event.waitUntil(dropOlderShelves()));
worker.addEventListener('message', (event: MessageEvent) => {
  if (event.data === 'take over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event: Fetching) => {
  const address = new URL(event.request.url);
  if (event.request.method !== 'GET' || address.origin !== worker.location.origin || !address.pathname.startsWith('/m/')) return;
  if (event.request.mode === 'navigate') event.respondWith(fromShelf(shell, event.request));
  else event.respondWith(fromShelf(address.pathname, event.request));
});

worker.addEventListener('push', (event: Pushed) => {
  const message = readPush(event.data);
  event.waitUntil(
    worker.registration.showNotification(message.title, {
      body: message.words,
      icon: '/m/icon-192.png',
      badge: '/m/icon-192.png',
      tag: message.link,
      data: { link: message.link },
      lang: 'zh-CN',
    }),
  );
});

worker.addEventListener('notificationclick', (event: NotificationPressed) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.link ?? '/'));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(shelf);
  await cache.addAll(files.map((file) => new Request(`/m/${file.url}`, { cache: 'reload' })));
}

async function dropOlderShelves(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== shelf).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function fromShelf(path: string, request: Request): Promise<Response> {
  const kept = await (await caches.open(shelf)).match(path, { ignoreVary: true });
  // Parts that a page has put aside for times without a network (those of the reader of papers) lie in caches of their own.
  return kept ?? (await caches.match(path, { ignoreVary: true })) ?? fetch(request);
}

async function open(link: string): Promise<void> {
  const address = `/m${link.startsWith('/') ? link : `/${link}`}`;
  const windows = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const mine = windows.find((one) => new URL(one.url).pathname.startsWith('/m/'));
  if (!mine) {
    await worker.clients.openWindow(address);
    return;
  }
  await mine.focus();
  mine.postMessage({ open: link });
}

function readPush(data: Pushed['data']): { title: string; words: string; link: string } {
  try {
    const { title, words, link } = (data?.json() ?? {}) as Partial<Record<'title' | 'words' | 'link', string>>;
    return { title: title ?? '履职通', words: words ?? '', link: link ?? '/messages' };
  } catch {
    return { title: '履职通', words: '您有一条新消息', link: '/messages' };
  }
}

function fingerprint(text: string): string {
  let hash = 5381;
  for (let index = 0; index < text.length; index += 1) hash = ((hash * 33) ^ text.charCodeAt(index)) >>> 0;
  return hash.toString(36);
}
