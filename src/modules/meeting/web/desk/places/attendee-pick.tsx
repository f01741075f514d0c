import { useState } from 'react';
import { useRead } from '#platform/web/shared/queries.ts';
import { listAttendees } from '../../../contract/people/routes.ts';

interface Picked {
  readonly id: string;
  readonly name: string;
}

/** Finds somebody of the meeting as one types; the first ones found are offered below the field. */
export function AttendeePick({
  meetingId,
  picked,
  onPick,
}: {
  meetingId: string;
  picked: Picked | null;
  onPick: (one: Picked | null) => void;
}) {
  const [words, setWords] = useState('');
  const found = useRead(
    listAttendees,
    { params: { meetingId }, query: { words, limit: 6 } },
    { enabled: words.trim().length > 0, keepPrevious: true, topics: [`meeting:${meetingId}`] },
  );
  if (picked)
    return (
      <div className="row">
        <b>{picked.name}</b>
        <button type="button" className="lk s" onClick={() => onPick(null)}>
          换人
        </button>
      </div>
    );
  return (
    <>
      <input
        className="input"
        value={words}
        placeholder="姓名、拼音、证号"
        aria-label="找人"
        onChange={(event) => setWords(event.target.value)}
      />
      {words.trim() && (
        <div className="people-list">
          {(found.data?.items ?? []).map((one) => (
            <div key={one.id}>
              <button
                type="button"
                className="lk b"
                onClick={() => {
                  setWords('');
                  onPick({ id: one.id, name: one.name });
                }}
              >
                {one.name}
              </button>
              <span className="s cut">{one.groupName || one.unit}</span>
            </div>
          ))}
          {found.data?.items.length === 0 && <span className="s">没有找到</span>}
        </div>
      )}
    </>
  );
}
