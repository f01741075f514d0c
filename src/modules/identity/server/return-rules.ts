/** A path of this site to send the browser to, or `/` where `wanted` is anything else: no other site can be named by any spelling. */
export function safeReturn(wanted: string | undefined): string {
  if (!wanted || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(wanted)) return '/';
  try {
    const here = 'https://here.invalid';
    const url = new URL(wanted, here);
    // Resolving `/.//x` gives `//x`, which a browser takes for another host: look at the outcome, too.
    return url.origin === here && !url.pathname.startsWith('//') ? `${url.pathname}${url.search}${url.hash}` : '/';
  } catch {
    return '/';
  }
}

/** The sign-in page of the terminal that `returnTo` lies in, saying what went wrong where something did. */
export function signInPage(returnTo: string, problem: string | null): string {
  const terminal = /^\/(m|desk|screen)(\/|$)/.exec(returnTo)?.[1] ?? 'm';
  return `/${terminal}/sign-in?${new URLSearchParams({ ...(problem === null ? {} : { problem }), returnTo }).toString()}`;
}
