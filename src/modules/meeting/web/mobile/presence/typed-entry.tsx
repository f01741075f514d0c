import { useMemo, useState, type FormEvent } from 'react';
import { IconSearch } from '#platform/web/shared/icons.tsx';
import type { CarriedPerson, ScannerCopy } from '../../../contract/presence/scanning.ts';

interface TypedEntryProps {
  readonly copy: ScannerCopy;
  readonly listId: string;
  /** A badge's code, or the id of the person who was picked. */
  readonly onEntry: (text: string) => void;
}

const mostShown = 6;

/** For badges that no camera reads and people without one: the code typed, or the name picked. */
export function TypedEntry({ copy, onEntry }: TypedEntryProps) {
  const [text, setText] = useState('');
  const found = useMemo(() => matching(copy.people, text.trim()), [copy, text]);
  const enter = (value: string) => {
    setText('');
    onEntry(value);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (/^[0-9A-Za-z]{6,}$/.test(text.trim())) enter(text.trim().toUpperCase());
    else if (found.length === 1) enter(found[0]!.id);
  };
  return (
    <form className="typed" onSubmit={submit} role="search">
      <label className="typed-field">
        <IconSearch size={20} />
        <span className="unseen">证件码或姓名</span>
        <input
          value={text}
          placeholder="输入证件码或姓名"
          autoComplete="off"
          enterKeyHint="done"
          maxLength={40}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {found.length > 0 && (
        <ul className="typed-found">
          {found.map((person) => (
            <li key={person.id}>
              <button type="button" onClick={() => enter(person.id)}>
                <b>{person.name}</b>
                <small className="cut">{[person.group, person.title].filter(Boolean).join('，')}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      {text.trim().length > 1 && found.length === 0 && !/^[0-9A-Za-z]+$/.test(text.trim()) && (
        <p className="scanner-quiet">名单里没有“{text.trim()}”。</p>
      )}
    </form>
  );
}

function matching(people: readonly CarriedPerson[], words: string): readonly CarriedPerson[] {
  if (!words || /^[0-9A-Za-z]+$/.test(words)) return [];
  const starts = people.filter((person) => person.name.startsWith(words));
  const holds = people.filter((person) => !person.name.startsWith(words) && person.name.includes(words));
  return [...starts, ...holds].slice(0, mostShown);
}
