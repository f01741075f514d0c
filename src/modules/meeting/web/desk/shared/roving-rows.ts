import { useEffect, useRef } from 'react';
import type { KeyboardEvent, RefObject } from 'react';

const controls = 'a[href], button, input, select, textarea';

interface RovingRows {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: { readonly target: EventTarget }) => void;
}

/**
 * Makes a list of rows with controls one stop of the Tab key: only the controls of one row are reached by it, those of the others by 上下左右, Home and End. A row
 * is what bears `data-row`; first it is the one marked `aria-current`, then that in which one was last.
 */
export function useRovingRows(): RovingRows {
  const ref = useRef<HTMLDivElement>(null);
  const last = useRef<string | null>(null);
  const rowsOf = () => [...(ref.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const open = () => {
    const rows = rowsOf();
    const here =
      rows.find((row) => row.dataset['row'] === last.current) ?? rows.find((row) => row.getAttribute('aria-current') === 'true') ?? rows[0];
    for (const row of rows) for (const one of controlsOf(row)) one.tabIndex = row === here ? 0 : -1;
  };
  // Rows come, go and change places with any rendering.
  useEffect(open);
  return {
    ref,
    onFocus: ({ target }) => {
      last.current = (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset['row'] ?? last.current;
      open();
    },
    onKeyDown: (event) => {
      const from = event.target as HTMLElement;
      const row = from.closest<HTMLElement>('[data-row]');
      // What is typed into, and what has choices of its own, needs the keys itself.
      if (!row || from.matches('input, select, textarea') || event.altKey || event.ctrlKey || event.metaKey) return;
      const to = reached(event.key, from, row, rowsOf());
      if (!to) return;
      event.preventDefault();
      to.focus();
      to.scrollIntoView({ block: 'nearest' });
    },
  };
}

/** A row may be a control itself. */
const controlsOf = (row: HTMLElement) => (row.matches(controls) ? [row] : [...row.querySelectorAll<HTMLElement>(controls)]);

/** The control that a key leads to: the one at the same place of another row, or the next of the same; undefined where the key leads nowhere. */
function reached(key: string, from: HTMLElement, row: HTMLElement, rows: readonly HTMLElement[]): HTMLElement | undefined {
  const own = controlsOf(row);
  const [at, place] = [own.indexOf(from), rows.indexOf(row)];
  if (key === 'ArrowLeft') return own[at - 1];
  if (key === 'ArrowRight') return own[at + 1];
  const places: Readonly<Record<string, number>> = { ArrowUp: place - 1, ArrowDown: place + 1, Home: 0, End: rows.length - 1 };
  const next = rows[places[key] ?? -1];
  return next && controlsOf(next)[at];
}
