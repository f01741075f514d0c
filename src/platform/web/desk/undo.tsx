import { createContext, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useNow } from '../shared/now.ts';
import { Icon } from './icon.tsx';

/** The last act that can still be taken back. */
export interface Undoable {
  /** What was done, e.g. `受理 3 件`. */
  readonly words: string;
  readonly undo: () => Promise<void>;
  /** The moment (ms) at which the server stops accepting the undo; without it the offer lasts until the next act. */
  readonly until?: number;
}

interface Undo {
  readonly offer: Undoable | null;
  readonly taking: boolean;
  /** Words of the last act, undone or not undoable, e.g. `已撤销：受理 3 件`. */
  readonly said: string | null;
  readonly put: (offer: Undoable) => void;
  /** Says in the key line what was done where it cannot be undone. */
  readonly say: (words: string) => void;
  readonly take: () => Promise<void>;
}

const UndoContext = createContext<Undo | null>(null);

/** The undo of the desk: one offer at a time, the latest act. */
export function useUndo(): Undo {
  const undo = useContext(UndoContext);
  if (!undo) throw new Error('useUndo needs an UndoRoot above it');
  return undo;
}

/** Keeps the offer across pages, so that an act can be taken back after moving on. */
export function UndoRoot({ children }: { children: ReactNode }) {
  const [offer, setOffer] = useState<Undoable | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [taking, setTaking] = useState(false);
  const put = useCallback((next: Undoable) => {
    setOffer(next);
    setSaid(null);
  }, []);
  const say = useCallback((words: string) => {
    setOffer(null);
    setSaid(words);
  }, []);
  const take = useCallback(async () => {
    if (!offer || taking) return;
    setTaking(true);
    try {
      await offer.undo();
      setSaid(`已撤销：${offer.words}`);
      setOffer(null);
    } catch (error) {
      setSaid(error instanceof Error ? `没有撤销：${error.message}` : '没有撤销，请重试。');
    } finally {
      setTaking(false);
    }
  }, [offer, taking]);
  useEffect(() => {
    if (!offer?.until) return undefined;
    const timer = setTimeout(() => setOffer((now) => (now === offer ? null : now)), Math.max(0, offer.until - Date.now()));
    return () => clearTimeout(timer);
  }, [offer]);
  const value = useMemo(() => ({ offer, taking, said, put, say, take }), [offer, taking, said, put, say, take]);
  return <UndoContext.Provider value={value}>{children}</UndoContext.Provider>;
}

/** The offer as it stands at the right end of the key line. */
export function UndoOffer() {
  const { offer, said, take, taking } = useUndo();
  return (
    <span className="keys-last" role="status">
      {offer ? (
        <>
          刚才：{offer.words}
          <button type="button" className="btn sm" onClick={() => void take()} disabled={taking}>
            <Icon name="undo" />
            撤销 <kbd>Ctrl Z</kbd>
          </button>
          {offer.until && <TimeLeft until={offer.until} />}
        </>
      ) : (
        said
      )}
    </span>
  );
}

/** How long the undo is still taken: seconds when they run out, else the hour. */
function TimeLeft({ until }: { until: number }) {
  const now = useNow(0.5);
  const seconds = Math.max(0, Math.ceil((until - now) / 1_000));
  return <span aria-hidden="true">{seconds <= 120 ? `${seconds} 秒内` : `可撤至 ${new Date(until).toTimeString().slice(0, 5)}`}</span>;
}
