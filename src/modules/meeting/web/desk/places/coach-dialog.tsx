import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { CoachLine } from '../../../contract/places/routes.ts';
import { deleteCoach, saveCoach } from '../../../contract/places/routes.ts';
import { AttendeePick } from './attendee-pick.tsx';

/** One coach: number, plate, driver, places, and who goes along as its liaison. */
export function CoachDialog({ meetingId, coach, onClose }: { meetingId: string; coach: CoachLine | null; onClose: () => void }) {
  const [id] = useState(() => coach?.id ?? newId());
  const [told, setTold] = useState({
    number: coach?.number ?? '',
    plate: coach?.plate ?? '',
    driver: coach?.driver ?? '',
    driverPhone: coach?.driverPhone ?? '',
    places: coach?.places ?? 45,
  });
  const [liaison, setLiaison] = useState(coach?.liaison ?? null);
  const save = useWrite(saveCoach, { onDone: onClose });
  const drop = useWrite(deleteCoach, { onDone: onClose });
  const params = { meetingId, coachId: id };
  const text = (label: string, key: 'number' | 'plate' | 'driver' | 'driverPhone') => (
    <label className="field">
      <span className="name">{label}</span>
      <input className="input" value={told[key]} maxLength={20} onChange={(event) => setTold({ ...told, [key]: event.target.value })} />
    </label>
  );
  return (
    <DeskDialog
      title={coach ? `修改${coach.number}` : '加一辆车'}
      onClose={onClose}
      foot={
        <>
          {coach && (
            <Button busy={drop.isPending} onPress={() => drop.mutate({ params })}>
              删除这辆车
            </Button>
          )}
          <Button
            filled
            busy={save.isPending}
            blocked={told.number.trim() ? null : '请填车号'}
            onPress={() => save.mutate({ params, body: { ...told, liaisonId: liaison?.id ?? null } })}
          >
            保存
          </Button>
        </>
      }
    >
      <div className="field-row">
        {text('车号', 'number')}
        {text('车牌', 'plate')}
        {text('司机', 'driver')}
        {text('司机电话', 'driverPhone')}
        <label className="field">
          <span className="name">座数</span>
          <input
            className="input"
            type="number"
            min={1}
            max={200}
            value={told.places}
            onChange={(event) => setTold({ ...told, places: Number(event.target.value) })}
          />
        </label>
        <div className="field">
          <span className="name">联络员</span>
          <AttendeePick meetingId={meetingId} picked={liaison} onPick={setLiaison} />
        </div>
      </div>
      {(save.error ?? drop.error) && <p className="over-words">{wordsOf(save.error ?? drop.error)}</p>}
    </DeskDialog>
  );
}
