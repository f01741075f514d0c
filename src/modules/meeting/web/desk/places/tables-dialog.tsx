import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import { assignTables } from '../../../contract/places/routes.ts';
import { NumberField, TextField, Tick, toggled } from './fields.tsx';

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
  const start = () => assign.mutate({ params: { meetingId }, body: { hall, seats, categories: [...categories] } });
  const wrong = hall.trim() ? (categories.length > 0 ? null : '请选人员') : '请填餐厅';
  return (
    <DeskDialog
      title="自动分桌"
      note="清真、素食的人单独成桌；已有的桌号会重新分"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button filled busy={assign.isPending} blocked={wrong} onPress={start}>
            分桌
          </Button>
        </>
      }
    >
      <div className="field-row">
        <TextField label="餐厅" value={hall} onChange={setHall} />
        <NumberField label="每桌几人" value={seats} least={2} most={30} onChange={setSeats} />
      </div>
      <div className="row wrap">
        {(Object.keys(attendeeCategories) as AttendeeCategory[]).map((category) => (
          <Tick
            key={category}
            label={attendeeCategories[category]}
            checked={categories.includes(category)}
            onChange={() => setCategories(toggled(categories, category))}
          />
        ))}
      </div>
      {assign.error && <p className="over-words">{wordsOf(assign.error)}</p>}
    </DeskDialog>
  );
}
