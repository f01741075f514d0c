import { useCallback, useState } from 'react';
import type { FormEvent } from 'react';
import { seatInUse } from '../shared/call.ts';
import { Icon } from './icon.tsx';
import { Button } from './button.tsx';
import { DeskDialog } from './dialog.tsx';
import { useKeys } from './keys.tsx';

/** One way to see a list. */
export interface Filter {
  readonly id: string;
  readonly label: string;
  /** How many items it shows; left out where the server did not count them. */
  readonly count?: number | undefined;
}

export interface FiltersProps {
  readonly label: string;
  readonly filters: readonly Filter[];
  readonly picked: string;
  readonly onPick: (id: string) => void;
  /** Saved filters of this list; with it, the filter in force can be saved. */
  readonly saved?: SavedFilters;
}

/** Filters as a row of tabs, keys 1 to 9. */
export function FilterTabs({ label, filters, picked, onPick, saved, right }: FiltersProps & { right?: React.ReactNode }) {
  const all = useDigits(filters, saved, onPick);
  return (
    <nav className="tabs" aria-label={label}>
      <div className="tabs-list">
        {all.map((filter, index) => (
          <button
            key={filter.id}
            type="button"
            className={filter.id === picked ? 'tab on' : 'tab'}
            aria-current={filter.id === picked ? 'true' : undefined}
            onClick={() => onPick(filter.id)}
          >
            {index < 9 && <kbd>{index + 1}</kbd>}
            {filter.label}
            {filter.count !== undefined && <b>{filter.count}</b>}
          </button>
        ))}
        {saved && <SaveFilter saved={saved} />}
      </div>
      {right && <span className="right row">{right}</span>}
    </nav>
  );
}

/** Filters as a rail at the left, keys 1 to 9 for the first group. */
export function FilterRail({
  label,
  groups,
  picked,
  onPick,
  saved,
}: {
  label: string;
  groups: readonly { readonly title: string; readonly filters: readonly Filter[] }[];
  picked: string;
  onPick: (id: string) => void;
  saved?: SavedFilters;
}) {
  useDigits(groups[0]?.filters ?? [], undefined, onPick);
  const all = saved ? [...groups, { title: '保存的筛选', filters: saved.filters }] : groups;
  return (
    <nav className="flt" aria-label={label}>
      {all.map((group, place) => (
        <div key={group.title}>
          {group.filters.length > 0 && <h2>{group.title}</h2>}
          {group.filters.map((filter, index) => (
            <button
              key={filter.id}
              type="button"
              className={filter.id === picked ? 'on' : undefined}
              aria-current={filter.id === picked ? 'true' : undefined}
              onClick={() => onPick(filter.id)}
            >
              {place === 0 && index < 9 && <kbd>{index + 1}</kbd>}
              <span className="cut">{filter.label}</span>
              {filter.count !== undefined && <b>{filter.count}</b>}
            </button>
          ))}
          {saved && place === all.length - 1 && <SaveFilter saved={saved} />}
        </div>
      ))}
    </nav>
  );
}

function useDigits(filters: readonly Filter[], saved: SavedFilters | undefined, onPick: (id: string) => void): readonly Filter[] {
  const all = saved ? [...filters, ...saved.filters] : filters;
  const last = Math.min(9, all.length);
  useKeys([
    last > 0 && {
      keys: last > 1 ? `1-${last}` : '1',
      label: '换筛选',
      act: (event) => {
        const filter = all[Number(event.key) - 1];
        if (filter) onPick(filter.id);
      },
    },
  ]);
  return all;
}

/** Filters that a person named for one list. */
export interface SavedFilters {
  /** Where they are kept, in words: on this computer, or with the account. */
  readonly keptWhere: string;
  readonly filters: readonly Filter[];
  /** The query of the saved filter `id`, or undefined where it is none of them. */
  readonly queryOf: (id: string) => Readonly<Record<string, string>> | undefined;
  readonly save: (label: string) => void;
  readonly remove: (id: string) => void;
  /** The filter in force is worth a name: it narrows the list and is not saved yet. */
  readonly savable: boolean;
}

/** Saved filters of `list`, kept in this browser for the seat. `now` is the query in force. A list whose module keeps filters on the server uses those instead. */
export function useSavedFilters(list: string, now: Readonly<Record<string, string>>): SavedFilters {
  const key = `filters:${list}:${seatInUse() ?? ''}`;
  const [saved, setSaved] = useState<readonly Saved[]>(() => readSaved(key));
  const put = useCallback(
    (next: readonly Saved[]) => {
      localStorage.setItem(key, JSON.stringify(next));
      setSaved(next);
    },
    [key],
  );
  const text = JSON.stringify(now);
  return {
    keptWhere: '只保存在这台电脑上，换电脑要重新保存。',
    filters: saved.map(({ id, label }) => ({ id, label })),
    queryOf: (id) => saved.find((one) => one.id === id)?.query,
    save: (label) => put([...saved, { id: `saved-${Date.now()}`, label, query: now }]),
    remove: (id) => put(saved.filter((one) => one.id !== id)),
    savable: Object.keys(now).length > 0 && !saved.some((one) => JSON.stringify(one.query) === text),
  };
}

interface Saved {
  readonly id: string;
  readonly label: string;
  readonly query: Readonly<Record<string, string>>;
}

function readSaved(key: string): readonly Saved[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(parsed) ? (parsed as Saved[]) : [];
  } catch {
    return [];
  }
}

function SaveFilter({ saved }: { saved: SavedFilters }) {
  const [open, setOpen] = useState(false);
  if (!saved.savable && saved.filters.length === 0) return null;
  return (
    <>
      <button type="button" className="tab m" onClick={() => setOpen(true)}>
        <Icon name="plus" />
        {saved.savable ? '保存当前筛选' : '管理保存的筛选'}
      </button>
      {open && <SaveFilterDialog saved={saved} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveFilterDialog({ saved, onClose }: { saved: SavedFilters; onClose: () => void }) {
  const [label, setLabel] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!label.trim()) return;
    saved.save(label.trim());
    onClose();
  };
  return (
    <DeskDialog title="保存的筛选" note={saved.keptWhere} onClose={onClose} width={420}>
      {saved.savable ? (
        <form className="inline-form" onSubmit={save}>
          <label>
            给当前筛选起个名字
            <input className="input" autoFocus maxLength={12} value={label} onChange={(event) => setLabel(event.target.value)} />
          </label>
          <Button submit filled onPress={() => undefined}>
            保存筛选
          </Button>
        </form>
      ) : (
        <p className="m">先在列表里选好条件（例如类别、单位、关键词），再来保存。</p>
      )}
      {saved.filters.map((filter) => (
        <div key={filter.id} className="line-item">
          <span>{filter.label}</span>
          <Button small onPress={() => saved.remove(filter.id)}>
            删除
          </Button>
        </div>
      ))}
    </DeskDialog>
  );
}
