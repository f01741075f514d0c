import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { CoachLine } from '../../../contract/places/routes.ts';
import { deleteCoach, saveCoach } from '../../../contract/places/routes.ts';
import { AttendeePick } from './attendee-pick.tsx';
import { NumberField, TextField } from './fields.tsx';

const empty = { number: '', plate: '', driver: '', driverPhone: '', places: 45 };

/** One coach: number, plate, driver, places, and who goes along as its liaison. */
export function CoachDialog({ meetingId, coach, onClose }: { meetingId: string; coach: CoachLine | null; onClose: () => void }) {
  const [id] = useState(() => coach?.id ?? newId());
  const [{ number, plate, driver, driverPhone, places }, setTold] = useState<typeof empty>(coach ?? empty);
  const [liaison, setLiaison] = useState(coach?.liaison ?? null);
  const set = (part: Partial<typeof empty>) => setTold((told) => ({ ...told, ...part }));
  const save = useWrite(saveCoach, { onDone: onClose });
  const drop = useWrite(deleteCoach, { onDone: onClose });
  const params = { meetingId, coachId: id };
  const body = { number, plate, driver, driverPhone, places, liaisonId: liaison?.id ?? null };
  const refusal = save.error ?? drop.error;
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
          <Button filled busy={save.isPending} blocked={number.trim() ? null : '请填车号'} onPress={() => save.mutate({ params, body })}>
            保存
          </Button>
        </>
      }
    >
      <div className="field-row">
        <TextField label="车号" value={number} most={20} onChange={(value) => set({ number: value })} />
        <TextField label="车牌" value={plate} most={20} onChange={(value) => set({ plate: value })} />
        <TextField label="司机" value={driver} most={20} onChange={(value) => set({ driver: value })} />
        <TextField label="司机电话" value={driverPhone} most={20} onChange={(value) => set({ driverPhone: value })} />
        <NumberField label="座数" value={places} least={1} most={200} onChange={(value) => set({ places: value })} />
        <div className="field">
          <span className="name">联络员</span>
          <AttendeePick meetingId={meetingId} picked={liaison} onPick={setLiaison} />
        </div>
      </div>
      {refusal && <p className="over-words">{wordsOf(refusal)}</p>}
    </DeskDialog>
  );
}
