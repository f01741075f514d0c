import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { HallLine, SeatingLine } from '../../../contract/places/routes.ts';
import { createSeating } from '../../../contract/places/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { PickField, TextField, Tick, toggled } from './fields.tsx';

interface NewSeatingDialogProps {
  readonly meetingId: string;
  readonly halls: readonly HallLine[];
  readonly versions: readonly SeatingLine[];
  readonly onClose: (id?: string) => void;
}

/** A new version: on which hall, for which sittings, and from which earlier one people are taken over. */
export function NewSeatingDialog({ meetingId, halls, versions, onClose }: NewSeatingDialogProps) {
  const last = versions.find((one) => one.state === 'published') ?? versions[0];
  const [hallId, setHall] = useState(last?.hallId ?? halls[0]?.id ?? '');
  const [name, setName] = useState(last?.name ?? '全体会议');
  const [from, setFrom] = useState(last?.id ?? '');
  const [sittingIds, setSittings] = useState<readonly string[]>(last?.sittingIds ?? []);
  const create = useWrite(createSeating, { onDone: (line) => onClose(line.id) });
  const body = { hallId, name, sittingIds: [...sittingIds], from: from || null };
  const missing = hallId ? (name.trim() ? null : '请填座次名称') : '先建一个会场座位图';
  const sources = versions.map((one) => [one.id, `第 ${String(one.number)} 版 ${one.name}（${String(one.seated)} 人）`] as const);
  return (
    <DeskDialog
      title="新建一版座次"
      note="发布前只有会务人员看得到"
      onClose={() => onClose()}
      foot={
        <>
          <Button onPress={() => onClose()}>取消</Button>
          <Button
            filled
            busy={create.isPending}
            blocked={missing}
            onPress={() => create.mutate({ params: { meetingId, seatingId: newId() }, body })}
          >
            新建
          </Button>
        </>
      }
    >
      <PickField
        label="会场"
        value={hallId}
        choices={halls.map((hall) => [hall.id, `${hall.name}（${String(hall.seats)} 座）`])}
        onChange={setHall}
      />
      <p className="s">
        <DeskLink to="/halls" className="lk">
          新建、修改会场座位图
        </DeskLink>
      </p>
      <TextField label="名称" value={name} onChange={setName} />
      <PickField label="座位和规则取自" value={from} choices={[['', '从空座开始'], ...sources]} onChange={setFrom} />
      <SittingTicks picked={sittingIds} onPick={(id) => setSittings(toggled(sittingIds, id))} />
      {create.error && <p className="over-words">{wordsOf(create.error)}</p>}
    </DeskDialog>
  );
}

function SittingTicks({ picked, onPick }: { picked: readonly string[]; onPick: (id: string) => void }) {
  const { sittings } = useMeeting();
  const choices = sittings.filter((one) => one.state !== 'cancelled' && one.kind !== 'meal' && one.kind !== 'registration');
  return (
    <div className="field">
      <span className="name">
        用于哪些会 <span className="s">都不选就用于各次全体会议</span>
      </span>
      <div className="scroll-box">
        {choices.map((one) => (
          <Tick
            key={one.id}
            label={`${momentWords(one.startsAt)} ${one.title}`}
            checked={picked.includes(one.id)}
            onChange={() => onPick(one.id)}
          />
        ))}
      </div>
    </div>
  );
}
