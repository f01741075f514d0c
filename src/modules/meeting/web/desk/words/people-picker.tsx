import { useDeferredValue, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { listAttendees } from '../../../contract/people/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

export interface PickedPerson {
  readonly id: string;
  readonly name: string;
}

interface PeoplePickerProps {
  readonly label: string;
  readonly picked: readonly PickedPerson[];
  readonly onPick: (picked: PickedPerson[]) => void;
}

/** Finds people of the meeting by name, pinyin or unit and collects them; Enter takes the first one found. */
export function PeoplePicker({ label, picked, onPick }: PeoplePickerProps) {
  const meeting = useMeeting();
  const [typed, setTyped] = useState('');
  const words = useDeferredValue(typed.trim());
  const query = { words, limit: 12 };
  const found = useRead(listAttendees, { params: { meetingId: meeting.id }, query }, { enabled: words !== '', keepPrevious: true });
  const offered = words === '' ? [] : (found.data?.items ?? []).filter((one) => !picked.some((person) => person.id === one.id));
  const take = (person: PickedPerson) => {
    onPick([...picked, { id: person.id, name: person.name }]);
    setTyped('');
  };
  return (
    <div className="field">
      <label>
        <span className="name">{label}</span>
        <input
          className="input"
          value={typed}
          placeholder="姓名、拼音首字母或单位"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (offered[0]) take(offered[0]);
          }}
        />
      </label>
      {words !== '' && offered.length === 0 && found.data && <p className="s">名单里没有“{words}”</p>}
      <div className="words-found">
        {offered.map((one) => (
          <Button key={one.id} small onPress={() => take(one)}>
            {one.name}　{one.groupName || one.unit}
          </Button>
        ))}
      </div>
      {picked.length > 0 && (
        <div className="chips">
          {picked.map((person) => (
            <button
              key={person.id}
              type="button"
              className="chip"
              aria-label={`去掉${person.name}`}
              onClick={() => onPick(picked.filter((one) => one.id !== person.id))}
            >
              {person.name} ×
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
