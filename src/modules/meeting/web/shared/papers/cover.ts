import type { FirstPicture } from './early.ts';
import { gap } from './layout.ts';
import { keptLook } from './look.ts';

/** Laid over the list that a paper was opened from, until the reader has taken the page over. */
let cover: HTMLElement | null = null;
/** A reader that has not taken it by then has another reason to be looked at, in milliseconds. */
const patience = 3_000;

/**
 * Shows a page that was drawn early at once, at the very place where the reader will show it: building the reader takes a slow phone as long as drawing
 * the page did, and the page is what was pressed for. The reader takes the picture out of it ({@link fits} in early.ts) and calls {@link uncover}.
 */
export function coverWith(picture: FirstPicture, title: string): void {
  uncover();
  const sheet = element('sheet-picture', picture.canvas);
  const page = element('paper-sheet', sheet);
  page.style.top = `${gap}px`;
  const sheets = element('reader-sheets', page);
  sheets.style.width = `${picture.width}px`;
  const name = document.createElement('h1');
  name.textContent = title;
  const head = element('reader-head', element('reader-tool'), name);
  const reader = element(keptLook().night ? 'reader night' : 'reader', head, element('reader-body', element('reader-pages', sheets)));
  const laid = element('paper-room paper-cover', reader);
  laid.ariaHidden = 'true';
  document.body.append(laid);
  cover = laid;
  // Whoever goes back meanwhile is shown where he comes from.
  addEventListener('popstate', uncover, { once: true });
  setTimeout(() => {
    if (cover === laid) uncover();
  }, patience);
}

/** Takes the cover away, if there is one. */
export function uncover(): void {
  removeEventListener('popstate', uncover);
  cover?.remove();
  cover = null;
}

/** Whether it is the cover that shows the picture, so that the reader may have it. */
export function isCover(canvas: HTMLCanvasElement): boolean {
  return cover?.contains(canvas) ?? false;
}

function element(name: string, ...within: Node[]): HTMLElement {
  const made = document.createElement('div');
  made.className = name;
  made.append(...within);
  return made;
}
