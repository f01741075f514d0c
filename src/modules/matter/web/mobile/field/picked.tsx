import { useCallback, useState } from 'react';
import { IconCross } from '#platform/web/shared/icons.tsx';
import './fields.css';

/** Names that pickers have shown, by id, for as long as the window lives: an id alone tells a person nothing. */
const known = new Map<string, string>();

/** Remembers the names behind picked ids. */
export function useNames(): { readonly of: (id: string) => string; readonly keep: (id: string, name: string) => void } {
  const [, setCount] = useState(0);
  const keep = useCallback((id: string, name: string) => {
    known.set(id, name);
    setCount((count) => count + 1);
  }, []);
  return { of: (id) => known.get(id) ?? '已选', keep };
}

interface PickedProps {
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
  readonly onRemove: (id: string) => void;
}

/** What is picked so far, each with a way to let it go. */
export function Picked({ ids, nameOf, onRemove }: PickedProps) {
  if (ids.length === 0) return null;
  return (
    <div className="picked">
      {ids.map((id) => (
        <button key={id} type="button" className="picked-one" onClick={() => onRemove(id)} aria-label={`去掉${nameOf(id)}`}>
          {nameOf(id)}
          <IconCross size={16} />
        </button>
      ))}
    </div>
  );
}
