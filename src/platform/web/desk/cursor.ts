import { useCallback, useMemo, useState } from 'react';

/** The row that the keyboard stands on in one list. */
export interface Cursor {
  readonly id: string | null;
  readonly index: number;
  readonly go: (id: string) => void;
  /** Moves by `steps` rows, staying inside the list. */
  readonly move: (steps: number) => void;
}

/**
 * Keeps the row that the keyboard stands on while the list changes below it: where the row leaves the list (it was accepted, handed on),
 * the cursor stands on the row that took its place, so that a queue can be worked through without a hand on the mouse.
 */
export function useCursor(ids: readonly string[], first?: string | null): Cursor {
  const [at, setAt] = useState<{ id: string | null; place: number }>({ id: first ?? ids[0] ?? null, place: 0 });
  const found = at.id === null ? -1 : ids.indexOf(at.id);
  const index = found >= 0 ? found : Math.min(at.place, ids.length - 1);
  const standing = ids[index] ?? null;
  if (standing !== null && (standing !== at.id || index !== at.place)) setAt({ id: standing, place: index });
  const go = useCallback((id: string) => setAt((before) => ({ ...before, id })), []);
  const move = useCallback(
    (steps: number) => {
      const place = Math.min(Math.max(index + steps, 0), ids.length - 1);
      const id = ids[place];
      if (id !== undefined) setAt({ id, place });
    },
    [ids, index],
  );
  return useMemo(() => ({ id: standing, index, go, move }), [standing, index, go, move]);
}

/** The rows that are ticked for a bulk act. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly has: (id: string) => boolean;
  readonly toggle: (id: string) => void;
  /** Ticks all of `ids`, or clears them where all are ticked. */
  readonly toggleAll: (ids: readonly string[]) => void;
  readonly clear: () => void;
}

/** Ticked rows of one list; rows that leave the list lose their tick. */
export function useSelection(present: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const ids = useMemo(() => {
    const here = new Set(present);
    return new Set([...ticked].filter((id) => here.has(id)));
  }, [ticked, present]);
  return useMemo(
    () => ({
      ids,
      has: (id) => ids.has(id),
      toggle: (id) => setTicked(withToggled(ids, [id], !ids.has(id))),
      toggleAll: (some) => setTicked(withToggled(ids, some, !some.every((id) => ids.has(id)))),
      clear: () => setTicked(new Set()),
    }),
    [ids],
  );
}

function withToggled(ids: ReadonlySet<string>, some: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(ids);
  for (const id of some) {
    if (on) next.add(id);
    else next.delete(id);
  }
  return next;
}
