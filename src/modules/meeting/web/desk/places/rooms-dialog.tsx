import { useMemo, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { LodgingLine } from '../../../contract/places/routes.ts';
import { assignRooms } from '../../../contract/places/routes.ts';
import { NumberField, TextField } from './fields.tsx';
import { roomNumbers } from './room-numbers.ts';

/** Gives rooms to members without one: which hotel, which numbers, how many beds. */
export function RoomsDialog({ meetingId, items, onClose }: { meetingId: string; items: readonly LodgingLine[]; onClose: () => void }) {
  const { say } = useUndo();
  const [hotel, setHotel] = useState(items.find((one) => one.hotel)?.hotel ?? '');
  const [words, setWords] = useState('301-332\n401-432');
  const [beds, setBeds] = useState(2);
  const numbers = useMemo(() => roomNumbers(words), [words]);
  const waiting = items.filter((one) => one.category === 'member' && one.room === '').length;
  const assign = useWrite(assignRooms, {
    onDone: ({ assigned, without, roomsLeft }) => {
      say(`分了 ${assigned} 人${without > 0 ? `，${without} 人没有分到` : ''}，还剩 ${roomsLeft} 间`);
      onClose();
    },
  });
  const rooms = (numbers ?? []).map((number) => ({ number, beds }));
  const start = () => assign.mutate({ params: { meetingId }, body: { hotel, rooms, groupIds: [], categories: ['member'] } });
  const missing = numbers === null ? '房号写法不对' : waiting === 0 ? '没有要分房的人' : null;
  return (
    <DeskDialog
      title="自动分房"
      note={`${String(waiting)} 位正式人员还没有房间；已有房间的不动`}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button filled busy={assign.isPending} blocked={hotel.trim() ? missing : '请填酒店'} onPress={start}>
            分房
          </Button>
        </>
      }
    >
      <TextField label="酒店" value={hotel} onChange={setHotel} />
      <label className="field">
        <span className="name">
          房号 <span className="s">如 301-332、405、501-508，用逗号或换行隔开</span>
        </span>
        <textarea className="area" value={words} onChange={(event) => setWords(event.target.value)} />
        <span className={numbers === null ? 'wrong' : 's'}>
          {numbers === null
            ? '有一段写法不对，或超过 2000 间'
            : `共 ${String(numbers.length)} 间，可住 ${String(numbers.length * beds)} 人`}
        </span>
      </label>
      <NumberField label="每间住几人" value={beds} least={1} most={4} onChange={setBeds} />
      <p className="s">同团组、同性别的住一间；有需要的人先分，排在前面的房号。性别没有登记的单独住。</p>
      {assign.error && <p className="over-words">{wordsOf(assign.error)}</p>}
    </DeskDialog>
  );
}
