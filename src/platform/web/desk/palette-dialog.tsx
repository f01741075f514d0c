import { useEffect, useId, useMemo, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { wordsOf } from '../shared/conditions.tsx';
import { useModal } from './dialog.tsx';
import { KeyLayer } from './keys.tsx';
import type { PaletteItem, PaletteSource } from './palette.tsx';

interface Found {
  readonly source: string;
  readonly items: readonly PaletteItem[];
}

/** Finds matters, people and commands by a few letters; arrows choose, Enter goes. */
export default function PaletteDialog({ sources, onClose }: { sources: readonly PaletteSource[]; onClose: () => void }) {
  const { dialog } = useModal(onClose);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const { found, busy, failed } = useFound(sources, text);
  const items = useMemo(() => found.flatMap((one) => one.items), [found]);
  useEffect(() => {
    // In braces: newer browsers answer scrolling with a promise, which React would take for the effect's cleanup.
    dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [dialog, at]);
  const take = (item: PaletteItem | undefined) => {
    if (!item) return;
    onClose();
    item.act();
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((now) => (now + step + items.length) % Math.max(1, items.length));
    else if (event.key === 'Enter') take(items[at]);
    else return;
    event.preventDefault();
  };
  const write = (next: string) => {
    setText(next);
    setAt(0);
  };
  return (
    <dialog ref={dialog} className="dialog palette" aria-label="找件、找人或命令">
      <KeyLayer>
        <input
          className="palette-input"
          placeholder="编号、标题、人名，或输入命令；人名、命令可用拼音首字母"
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={press}
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={items[at] ? `${list}-${at}` : undefined}
          aria-label="找件、找人或命令"
        />
        <Results
          id={list}
          found={found}
          at={at}
          onPoint={setAt}
          onTake={take}
          none={busy ? '正在找' : (failed ?? '没有找到。换几个字，或只输编号、姓名首字母。')}
        />
        <p className="palette-foot s">
          <kbd>↑</kbd> <kbd>↓</kbd> 选，<kbd>Enter</kbd> 打开，<kbd>Esc</kbd> 关闭
        </p>
      </KeyLayer>
    </dialog>
  );
}

interface ResultsProps {
  readonly id: string;
  readonly found: readonly Found[];
  readonly at: number;
  readonly onPoint: (index: number) => void;
  readonly onTake: (item: PaletteItem) => void;
  /** Shown where nothing is listed. */
  readonly none: string;
}

function Results({ id, found, at, onPoint, onTake, none }: ResultsProps) {
  const items = found.flatMap((one) => one.items);
  return (
    <div className="palette-list" id={id} role="listbox" aria-label="结果">
      {found.map((one) => (
        <div key={one.source} role="group" aria-label={one.source}>
          <h3>{one.source}</h3>
          {one.items.map((item) => {
            const index = items.indexOf(item);
            return (
              <button
                key={item.id}
                id={`${id}-${index}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className="palette-item"
                onClick={() => onTake(item)}
                onMouseMove={() => onPoint(index)}
              >
                <span className="cut">{item.title}</span>
                {item.note && <span className="s cut">{item.note}</span>}
              </button>
            );
          })}
        </div>
      ))}
      {items.length === 0 && <p className="m palette-none">{none}</p>}
    </div>
  );
}

function useFound(sources: readonly PaletteSource[], text: string): { found: readonly Found[]; busy: boolean; failed: string | null } {
  const [remote, setRemote] = useState<{ wanted: string; found: readonly Found[]; failed: string | null }>({
    wanted: '',
    found: [],
    failed: null,
  });
  const wanted = text.trim();
  useEffect(() => {
    if (!wanted) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(
      () => void askAll(sources, wanted, stop.signal).then((answer) => !stop.signal.aborted && setRemote({ wanted, ...answer })),
      160,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [sources, wanted]);
  const local = useMemo(() => localItems(sources, wanted), [sources, wanted]);
  const busy = wanted !== '' && remote.wanted !== wanted;
  return { found: wanted ? [...remote.found, ...local] : local, busy, failed: busy ? null : remote.failed };
}

async function askAll(
  sources: readonly PaletteSource[],
  wanted: string,
  signal: AbortSignal,
): Promise<{ found: readonly Found[]; failed: string | null }> {
  const asked = sources.flatMap((source) =>
    source.search ? [source.search(wanted, signal).then((items) => ({ source: source.name, items }))] : [],
  );
  const answers = await Promise.allSettled(asked);
  const refused = answers.find((answer) => answer.status === 'rejected');
  return {
    found: answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.items.length > 0 ? [answer.value] : [])),
    failed: refused ? wordsOf(refused.reason) : null,
  };
}

function localItems(sources: readonly PaletteSource[], wanted: string): readonly Found[] {
  return sources.flatMap((source) => {
    const items = (source.items ?? []).filter(
      (item) => !wanted || item.title.includes(wanted) || item.initials?.startsWith(wanted.toLowerCase()),
    );
    return items.length > 0 ? [{ source: source.name, items: items.slice(0, wanted ? 8 : 30) }] : [];
  });
}
