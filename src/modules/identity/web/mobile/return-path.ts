/** Where a sign-in leads: to the page that was asked for, or to the one named by a provider's redirect. A path of this site. */
export function returnPath(): string {
  const named = new URLSearchParams(location.search).get('returnTo');
  if (!location.pathname.endsWith('/sign-in')) return location.pathname + location.search;
  return named?.startsWith('/') && !named.startsWith('//') ? named : '/m/';
}

/** A path of this site as a path of the phone terminal's router. */
export function pathInTerminal(path: string): string {
  return path.startsWith('/m/') && !path.startsWith('/m/sign-in') ? path.slice(2) : '/';
}
