import { useState } from 'react';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { seatName } from '../../../contract/places/hall.ts';
import { GroupMark } from '../../shared/places/group-mark.tsx';
import type { Seating } from './seating-state.ts';

/** Finds somebody by name or its initials, number of his badge, or seat. */
export function FindPersonDialog({
  seating,
  onPick,
  onClose,
}: {
  seating: Seating;
  onPick: (personId: string) => void;
  onClose: () => void;
}) {
  const [words, setWords] = useState('');
  const nameOf = (id: string) => {
    const seat = seating.hall.byKey.get(seating.seatOf.get(id) ?? '');
    return seat ? seatName(seat) : '没有座位';
  };
  const typed = words.trim();
  const isMeant = (person: Seating['view']['people'][number]) =>
    person.name.includes(typed) ||
    person.initials.startsWith(typed.toLowerCase()) ||
    person.certificate === typed ||
    nameOf(person.id).includes(typed);
  const found = typed === '' ? [] : seating.view.people.filter(isMeant).slice(0, 12);
  return (
    <DeskDialog title="找人" note="输入姓名、首字母、证号或座位，如“7排19座”" onClose={onClose} width={460}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0]) onPick(found[0].id);
        }}
      >
        <input
          className="input"
          autoFocus
          value={words}
          onChange={(event) => setWords(event.target.value)}
          aria-label="姓名、首字母、证号或座位"
        />
      </form>
      <div className="people-list" style={{ marginTop: 8 }}>
        {found.map((person) => (
          <div key={person.id}>
            <GroupMark index={seating.lookIndex(person)} />
            <button type="button" className="lk b" onClick={() => onPick(person.id)}>
              {person.name}
            </button>
            <span className="s cut">{seating.view.groups.find((one) => one.id === person.groupId)?.name}</span>
            <span className="right m">{nameOf(person.id)}</span>
          </div>
        ))}
        {typed !== '' && found.length === 0 && <Empty words="没有找到" hint="请核对姓名，或看看是不是还没有录入参会人员。" />}
      </div>
    </DeskDialog>
  );
}
