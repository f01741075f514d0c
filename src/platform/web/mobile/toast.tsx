import { useEffect, useRef, useSyncExternalStore } from 'react';
import { wordsOf } from '../shared/conditions.tsx';
import { IconDone, IconOverdue } from '../shared/icons.tsx';

interface ToastLine {
  readonly id: number;
  readonly words: string;
  readonly kind: 'done' | 'fault';
}

let lines: readonly ToastLine[] = [];
let last = 0;
const listeners = new Set<() => void>();

/** Says for a few seconds what was done. What went wrong stands longer, and where it can it stands at the field instead. */
export function toast(words: string, kind: ToastLine['kind'] = 'done'): void {
  const line = { id: (last += 1), words, kind };
  lines = [...lines.slice(-1), line];
  tell();
  setTimeout(
    () => {
      lines = lines.filter((one) => one.id !== line.id);
      tell();
    },
    kind === 'done' ? 3_200 : 6_000,
  );
}

/** Says what became of `work`: `words` where it was done, else the refusal. */
export async function telling(work: Promise<unknown>, words: string): Promise<void> {
  try {
    await work;
    toast(words);
  } catch (error) {
    toast(wordsOf(error), 'fault');
  }
}

/** The place where toasts appear; once per terminal. It is a popover, so that it also stands above open sheets. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lines,
  );
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current || !('showPopover' in place.current)) return;
    // Shown anew each time: a sheet that opened since would otherwise stand above it.
    if (place.current.matches(':popover-open')) place.current.hidePopover();
    if (shown.length > 0) place.current.showPopover();
  }, [shown]);
  return (
    <div ref={place} className="toasts" popover="manual" aria-live="polite">
      {shown.map((line) => (
        <div key={line.id} className="toast" role="status">
          {line.kind === 'done' ? <IconDone size={20} /> : <IconOverdue size={20} />}
          {line.words}
        </div>
      ))}
    </div>
  );
}

function tell(): void {
  for (const listener of listeners) listener();
}
