import { keptLook } from './look.ts';

let waiting: (() => void)[] = [];

/** The page being read is drawn: what can wait for it may begin. */
export function tellDrawn(): void {
  const now = waiting;
  waiting = [];
  for (const begin of now) begin();
}

/**
 * Resolves when the page being read is drawn, so that words, notes and reports do not keep it waiting; at once where there is no page to draw
 * (large print), and after a second and a half in any case.
 */
export function afterFirstPage(): Promise<void> {
  if (keptLook().large) return Promise.resolve();
  return new Promise((resolve) => {
    waiting.push(resolve);
    setTimeout(resolve, 1_500);
  });
}
