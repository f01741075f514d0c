import { useEffect, useId, useState } from 'react';
import { IconCross, IconSearch } from '../shared/icons.tsx';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  /** Called a moment after the last key, so that not every letter is searched for. */
  readonly onChange: (words: string) => void;
  readonly autoFocus?: boolean;
}

/** A box to search a list with. */
export function SearchBox({ label, value, onChange, autoFocus }: SearchBoxProps) {
  const id = useId();
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  useEffect(() => {
    if (words === value) return undefined;
    const timer = setTimeout(() => onChange(words), 250);
    return () => clearTimeout(timer);
  }, [words, value, onChange]);
  return (
    <div className="boxed" role="search">
      <IconSearch size={20} />
      <label className="unseen" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        enterKeyHint="search"
        placeholder={label}
        value={words}
        autoFocus={autoFocus}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && onChange(words)}
      />
      {words && (
        <button
          type="button"
          className="tool"
          aria-label="清除搜索"
          onClick={() => {
            setWords('');
            onChange('');
          }}
        >
          <IconCross size={20} />
        </button>
      )}
    </div>
  );
}
