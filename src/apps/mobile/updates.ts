let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

/** Registers the service worker that opens the terminal without a network, and looks for a newer version once an hour. */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return;
  addEventListener('load', () => {
    navigator.serviceWorker
      .register('/m/service-worker.js', { scope: '/m/' })
      .then(watch)
      .catch(() => undefined);
  });
}

/** The newer version that waits to be taken into use, or null. */
export function waitingVersion(): ServiceWorker | null {
  return waiting;
}

export function onVersion(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes the newer version into use; the page loads anew when it is there. */
export function takeNewVersion(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting?.postMessage('take over');
}

function watch(registration: ServiceWorkerRegistration): void {
  const found = () => {
    // Without a controller this is the first visit: nothing older is in use.
    if (!registration.waiting || !navigator.serviceWorker.controller) return;
    waiting = registration.waiting;
    for (const listener of listeners) listener();
  };
  found();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', found));
  setInterval(() => void registration.update().catch(() => undefined), 3_600_000);
}
