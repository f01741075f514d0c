import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { TripLine } from '../../../contract/places/routes.ts';
import { setTripState } from '../../../contract/places/routes.ts';
import { fieldOf, instantOf } from './moment-field.ts';

/** A coach is late: when it is expected, and why; everybody who rides in it is told. */
export function LateDialog({ meetingId, trip, onClose }: { meetingId: string; trip: TripLine; onClose: () => void }) {
  const [at, setAt] = useState(fieldOf(trip.expectedAt ?? new Date(Date.parse(trip.departsAt) + 15 * 60_000).toISOString()));
  const [note, setNote] = useState(trip.note);
  const save = useWrite(setTripState, { onDone: onClose });
  const tell = (expectedAt: string | null) =>
    save.mutate({ params: { meetingId, tripId: trip.id }, body: { state: trip.state, expectedAt, note } });
  return (
    <DeskDialog
      title={`${trip.coach} 晚点`}
      note={`会告诉乘这辆车的 ${trip.people} 人`}
      onClose={onClose}
      width={420}
      foot={
        <>
          {trip.expectedAt && (
            <Button busy={save.isPending} onPress={() => tell(null)}>
              恢复正点
            </Button>
          )}
          <Button filled busy={save.isPending} blocked={at ? null : '请填预计时间'} onPress={() => tell(instantOf(at))}>
            告诉乘客
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="name">{trip.state === 'departed' ? '预计到达' : '预计发车'}</span>
        <input className="input" type="datetime-local" value={at} onChange={(event) => setAt(event.target.value)} />
      </label>
      <label className="field">
        <span className="name">原因</span>
        <input className="input" value={note} maxLength={60} placeholder="如：前方拥堵" onChange={(event) => setNote(event.target.value)} />
      </label>
      {save.error && <p className="over-words">{wordsOf(save.error)}</p>}
    </DeskDialog>
  );
}
