/** Asks the system not to switch the screen off while the wall is shown. Systems that cannot are set up by hand (docs/operations.md). */
export function keepAwake(): void {
  const ask = () => {
    if (document.visibilityState === 'visible') void navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  ask();
  document.addEventListener('visibilitychange', ask);
}

/** Lets the page start again without a network; see public/service-worker.js. Browsers allow it over https and on this very computer. */
export function startWithoutNetwork(): void {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  if (!import.meta.env.PROD || !serviceWorker) return;
  // The first worker comes after the first page: what that page loaded before is asked for once more, so that the worker has it, too.
  if (!serviceWorker.controller) serviceWorker.addEventListener('controllerchange', () => setTimeout(askAgain, 5_000), { once: true });
  void serviceWorker.register('/screen/service-worker.js', { scope: '/screen/' }).catch(() => undefined);
}

function askAgain(): void {
  const loaded = performance.getEntriesByType('resource').map((entry) => entry.name);
  for (const name of loaded) if (new URL(name).pathname.startsWith('/screen/assets/')) void fetch(name).catch(() => undefined);
}

/** Nobody ever reloads a wall: it does so itself once a night, so that a new version of the product reaches it. Not while the server is away. */
export function startAnewAtNight(): void {
  const loaded = Date.now();
  setInterval(() => {
    const isNight = new Date().getHours() === 3;
    if (!isNight || Date.now() - loaded < 2 * 3_600_000) return;
    fetch('/api/alive', { cache: 'no-store' })
      .then((answer) => answer.ok && location.reload())
      .catch(() => undefined);
  }, 10 * 60_000);
}
