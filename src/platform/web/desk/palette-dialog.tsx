import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { KeyLayer } from './keys.tsx';
import type { PaletteItem, PaletteSource } from './palette.tsx';

interface Found {
  readonly source: string;
  readonly items: readonly PaletteItem[];
}

/** Finds matters, people and commands by a few letters; arrows choose, Enter goes. */
export default function PaletteDialog({ sources, onClose }: { sources: readonly PaletteSource[]; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const list = useId();
  const { found, busy, failed } = useFound(sources, text);
  const items = useMemo(() => found.flatMap((one) => one.items), [found]);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => setAt(0), [text]);
  useEffect(() => dialog.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }), [at]);
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
  return (
    <dialog
      ref={dialog}
      className="dialog palette"
      aria-label="找件、找人或命令"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <KeyLayer>
        <input
          className="palette-input"
          autoFocus
          placeholder="编号、标题、人名，或输入命令；人名、命令可用拼音首字母"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={items[at] ? `${list}-${at}` : undefined}
          aria-label="找件、找人或命令"
        />
        <div className="palette-list" id={list} role="listbox" aria-label="结果">
          {found.map((one) => (
            <div key={one.source} role="group" aria-label={one.source}>
              <h3>{one.source}</h3>
              {one.items.map((item) => {
                const index = items.indexOf(item);
                return (
                  <div
                    key={item.id}
                    id={`${list}-${index}`}
                    role="option"
                    aria-selected={index === at}
                    className="palette-item"
                    onClick={() => take(item)}
                    onMouseMove={() => setAt(index)}
                  >
                    <span className="cut">{item.title}</span>
                    {item.note && <span className="s cut">{item.note}</span>}
                  </div>
                );
              })}
            </div>
          ))}
          {items.length === 0 && (
            <p className="m palette-none">{busy ? '正在找' : (failed ?? '没有找到。换几个字，或只输编号、姓名首字母。')}</p>
          )}
        </div>
        <p className="palette-foot s">
          <kbd>↑</kbd> <kbd>↓</kbd> 选，<kbd>Enter</kbd> 打开，<kbd>Esc</kbd> 关闭
        </p>
      </KeyLayer>
    </dialog>
  );
}

function useFound(sources: readonly PaletteSource[], text: string): { found: readonly Found[]; busy: boolean; failed: string | null } {
  const [remote, setRemote] = useState<readonly Found[]>([]);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const wanted = text.trim();
  useEffect(() => {
    if (!wanted) {
      setRemote([]);
      return undefined;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => void ask(), 160);
    setBusy(true);
    async function ask(): Promise<void> {
      const asked = sources.flatMap((source) =>
        source.search ? [source.search(wanted, stop.signal).then((items) => ({ source: source.name, items }))] : [],
      );
      const answers = await Promise.allSettled(asked);
      if (stop.signal.aborted) return;
      const refused = answers.find((answer) => answer.status === 'rejected');
      setFailed(refused ? (refused.reason instanceof Error ? refused.reason.message : '没有查到，请重试。') : null);
      setRemote(answers.flatMap((answer) => (answer.status === 'fulfilled' && answer.value.items.length > 0 ? [answer.value] : [])));
      setBusy(false);
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [sources, wanted]);
  const local = useMemo(
    () =>
      sources.flatMap((source) => {
        const items = (source.items ?? []).filter(
          (item) => !wanted || item.title.includes(wanted) || item.initials?.startsWith(wanted.toLowerCase()),
        );
        return items.length > 0 ? [{ source: source.name, items: items.slice(0, wanted ? 8 : 30) }] : [];
      }),
    [sources, wanted],
  );
  return { found: wanted ? [...remote, ...local] : local, busy, failed };
}
