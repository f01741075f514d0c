import { useEffect, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import { useKeys } from './keys.tsx';

export interface SearchFieldProps {
  readonly value: string;
  readonly onSearch: (text: string) => void;
  /** What can be typed, e.g. `姓名、拼音首字母`. */
  readonly hint: string;
}

/** The filter of a list by words. The key / goes to it, Esc leaves it; the list follows while one types, not while one spells pinyin. */
export function SearchField({ value, onSearch, hint }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  const composing = useRef(false);
  const [text, setText] = useState(value);
  const report = useRef(onSearch);
  useEffect(() => {
    report.current = onSearch;
  });
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value || composing.current) return undefined;
    const timer = setTimeout(() => report.current(text.trim()), 220);
    return () => clearTimeout(timer);
  }, [text, value]);
  useKeys([{ keys: '/', label: '筛选', act: () => field.current?.focus() }]);
  return (
    <label className="search-in">
      <Icon name="find" />
      <input
        ref={field}
        type="search"
        placeholder={hint}
        aria-label={`搜索：${hint}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onCompositionStart={() => {
          composing.current = true;
        }}
        onCompositionEnd={(event) => {
          composing.current = false;
          setText(event.currentTarget.value);
          report.current(event.currentTarget.value.trim());
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape' || (event.key === 'Enter' && !event.nativeEvent.isComposing)) {
            if (event.key === 'Enter') report.current(text.trim());
            event.currentTarget.blur();
          }
        }}
      />
      {!text && <kbd>/</kbd>}
    </label>
  );
}
