import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { DeskLink } from '#platform/web/desk/link.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { HallLine, SeatingLine } from '../../../contract/places/routes.ts';
import { createSeating } from '../../../contract/places/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

interface NewSeatingDialogProps {
  readonly meetingId: string;
  readonly halls: readonly HallLine[];
  readonly versions: readonly SeatingLine[];
  readonly onClose: (id?: string) => void;
}

/** A new version: on which hall, for which sittings, and from which earlier one people are taken over. */
export function NewSeatingDialog({ meetingId, halls, versions, onClose }: NewSeatingDialogProps) {
  const meeting = useMeeting();
  const last = versions.find((one) => one.state === 'published') ?? versions[0];
  const [hallId, setHall] = useState(last?.hallId ?? halls[0]?.id ?? '');
  const [name, setName] = useState(last?.name ?? '全体会议');
  const [from, setFrom] = useState(last?.id ?? '');
  const [sittingIds, setSittings] = useState<readonly string[]>(last?.sittingIds ?? []);
  const create = useWrite(createSeating, { onDone: (line) => onClose(line.id) });
  const plenary = meeting.sittings.filter((one) => one.state !== 'cancelled' && one.kind !== 'meal' && one.kind !== 'registration');
  const start = () =>
    create.mutate({ params: { meetingId, seatingId: newId() }, body: { hallId, name, sittingIds: [...sittingIds], from: from || null } });
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
            onPress={start}
            busy={create.isPending}
            blocked={hallId ? (name.trim() ? null : '请填座次名称') : '先建一个会场座位图'}
          >
            新建
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="name">会场</span>
        {halls.length > 0 ? (
          <select className="pick" value={hallId} onChange={(event) => setHall(event.target.value)}>
            {halls.map((hall) => (
              <option key={hall.id} value={hall.id}>
                {hall.name}（{hall.seats} 座）
              </option>
            ))}
          </select>
        ) : (
          <span className="m">还没有会场座位图。</span>
        )}
        <span className="s">
          <DeskLink to="/halls" className="lk">
            新建、修改会场座位图
          </DeskLink>
        </span>
      </label>
      <label className="field">
        <span className="name">名称</span>
        <input className="input" value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        <span className="name">座位和规则取自</span>
        <select className="pick" value={from} onChange={(event) => setFrom(event.target.value)}>
          <option value="">从空座开始</option>
          {versions.map((one) => (
            <option key={one.id} value={one.id}>
              第 {one.number} 版 {one.name}（{one.seated} 人）
            </option>
          ))}
        </select>
      </label>
      <fieldset className="field" style={{ border: 0, padding: 0, margin: 0 }}>
        <legend className="name">
          用于哪些会 <span className="s">都不选就用于各次全体会议</span>
        </legend>
        <div style={{ maxHeight: 160, overflow: 'auto' }}>
          {plenary.map((one) => (
            <label key={one.id} className="row" style={{ minHeight: 26 }}>
              <Checkbox
                checked={sittingIds.includes(one.id)}
                label={one.title}
                onChange={() =>
                  setSittings(sittingIds.includes(one.id) ? sittingIds.filter((id) => id !== one.id) : [...sittingIds, one.id])
                }
              />
              <span className="cut">{one.title}</span>
              <span className="s">{momentWords(one.startsAt)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {create.error && <p className="over-words">{wordsOf(create.error)}</p>}
    </DeskDialog>
  );
}
