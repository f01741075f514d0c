/** Asks the system not to switch the screen off while the wall is shown. Systems that cannot are set up by hand (docs/operations.md). */
export function keepAwake(): void {
  const ask = () => {
    if (document.visibilityState === 'visible') void navigator.wakeLock?.request('screen').catch(() => undefined);
  };
  ask();
  document.addEventListener('visibilitychange', ask);
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
