import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { setFloor, type FloorView } from '../../../contract/words/floor.ts';
import { spanWords } from '../../shared/words/floor-clock.ts';
import { Refusal } from '#platform/web/desk/form.tsx';

/** Opens and closes the floor, and sets how long one may speak. */
export function FloorSettings({ floor }: { readonly floor: FloorView }) {
  const { say } = useUndo();
  const [editing, setEditing] = useState(false);
  const set = useWrite(setFloor);
  const params = { meetingId: floor.meetingId, sittingId: floor.sittingId };
  const { firstSeconds, laterSeconds, open } = floor;
  const toggle = () =>
    set.mutate(
      { params, body: { open: !open, firstSeconds, laterSeconds } },
      { onSuccess: () => say(open ? '已停止接受发言要求' : '已开放，手机上可以要求发言') },
    );
  return (
    <>
      <span className="s">
        第一次 {spanWords(firstSeconds)}，再次 {spanWords(laterSeconds)}
      </span>
      <Button onPress={() => setEditing(true)}>改时限</Button>
      <Button filled={!open} busy={set.isPending} onPress={toggle}>
        {open ? '停止接受要求' : '开放要求发言'}
      </Button>
      {editing && <LimitsDialog floor={floor} onClose={() => setEditing(false)} />}
    </>
  );
}

function LimitsDialog({ floor, onClose }: { readonly floor: FloorView; readonly onClose: () => void }) {
  const [first, setFirst] = useState(String(floor.firstSeconds / 60));
  const [later, setLater] = useState(String(floor.laterSeconds / 60));
  const set = useWrite(setFloor, { onDone: onClose });
  const seconds = (minutes: string) => Math.round(Number(minutes) * 60);
  const wrong = [first, later].some((minutes) => !(seconds(minutes) >= 30 && seconds(minutes) <= 7_200));
  const params = { meetingId: floor.meetingId, sittingId: floor.sittingId };
  return (
    <DeskDialog
      title="发言时限"
      note="对之后加入队列的人生效。已经在队列里的可以单独加时间。"
      onClose={onClose}
      width={420}
      foot={
        <Button
          filled
          busy={set.isPending}
          blocked={wrong ? '请填 0.5 到 120 分钟' : null}
          onPress={() => set.mutate({ params, body: { open: floor.open, firstSeconds: seconds(first), laterSeconds: seconds(later) } })}
        >
          保存
        </Button>
      }
    >
      <Minutes label="第一次发言（分钟）" value={first} onType={setFirst} />
      <Minutes label="再次发言（分钟）" value={later} onType={setLater} />
      <Refusal error={set.error} />
    </DeskDialog>
  );
}

function Minutes({ label, value, onType }: { readonly label: string; readonly value: string; readonly onType: (value: string) => void }) {
  return (
    <label className="field">
      <span className="name">{label}</span>
      <input className="input" inputMode="decimal" value={value} onChange={(event) => onType(event.target.value)} />
    </label>
  );
}
