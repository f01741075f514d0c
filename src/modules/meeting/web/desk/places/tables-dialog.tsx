import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import { assignTables } from '../../../contract/places/routes.ts';

/** Seats everybody at tables by group; special kitchens get tables of their own. Tables given before are given anew. */
export function TablesDialog({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const { say } = useUndo();
  const [hall, setHall] = useState('一号餐厅');
  const [seats, setSeats] = useState(10);
  const [categories, setCategories] = useState<readonly AttendeeCategory[]>(['member']);
  const assign = useWrite(assignTables, {
    onDone: ({ assigned, tables }) => {
      say(`${assigned} 人分到 ${tables} 桌`);
      onClose();
    },
  });
  return (
    <DeskDialog
      title="自动分桌"
      note="清真、素食的人单独成桌；已有的桌号会重新分"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button
            filled
            busy={assign.isPending}
            blocked={!hall.trim() ? '请填餐厅' : categories.length === 0 ? '请选人员' : null}
            onPress={() => assign.mutate({ params: { meetingId }, body: { hall, seats, categories: [...categories] } })}
          >
            分桌
          </Button>
        </>
      }
    >
      <div className="field-row">
        <label className="field">
          <span className="name">餐厅</span>
          <input className="input" value={hall} maxLength={40} onChange={(event) => setHall(event.target.value)} />
        </label>
        <label className="field">
          <span className="name">每桌几人</span>
          <input
            className="input"
            type="number"
            min={2}
            max={30}
            value={seats}
            onChange={(event) => setSeats(Math.max(2, Math.min(30, Number(event.target.value))))}
          />
        </label>
      </div>
      <div className="row wrap">
        {(Object.keys(attendeeCategories) as AttendeeCategory[]).map((category) => (
          <label key={category} className="row">
            <Checkbox
              checked={categories.includes(category)}
              label={attendeeCategories[category]}
              onChange={() =>
                setCategories(categories.includes(category) ? categories.filter((one) => one !== category) : [...categories, category])
              }
            />
            {attendeeCategories[category]}
          </label>
        ))}
      </div>
      {assign.error && <p className="over-words">{wordsOf(assign.error)}</p>}
    </DeskDialog>
  );
}
