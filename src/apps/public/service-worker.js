// Shows what is pushed to a citizen's browser, and opens the page that it is about. It keeps nothing and changes no request.
self.addEventListener('push', (event) => {
  const { title = '您订阅的事项有变化', words = '', link = '/', tag } = event.data?.json() ?? {};
  event.waitUntil(
    self.registration.showNotification(title, {
      body: words,
      tag,
      lang: 'zh-CN',
      icon: '/m/icon-192.png',
      badge: '/m/icon-192.png',
      data: { link },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(`/p${event.notification.data?.link ?? '/'}`));
});

async function show(address) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find((one) => new URL(one.url).pathname === address);
  return open ? open.focus() : self.clients.openWindow(address);
}
