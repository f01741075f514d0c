import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { listCoaches, TripLine } from '../../../contract/places/routes.ts';
import { deleteTrip, saveTrip } from '../../../contract/places/routes.ts';
import { fieldOf, instantOf } from './moment-field.ts';

interface TripDialogProps {
  readonly meetingId: string;
  readonly trip: TripLine | null;
  readonly data: AnswerOf<typeof listCoaches>;
  readonly onClose: () => void;
}

/** A ride of one coach, or of many at once: to which sitting, where it stops and when. */
export function TripDialog({ meetingId, trip, data, onClose }: TripDialogProps) {
  const [id] = useState(() => trip?.id ?? newId());
  const [title, setTitle] = useState(trip?.title ?? '去会场');
  const [sittingId, setSitting] = useState(trip?.sittingId ?? '');
  const [coachIds, setCoaches] = useState<readonly string[]>(trip ? [trip.coachId] : data.coaches.map((coach) => coach.id));
  const [stops, setStops] = useState(() =>
    trip
      ? trip.stops.map((stop) => ({ place: stop.place, at: fieldOf(stop.at) }))
      : [
          { place: '', at: '' },
          { place: '', at: '' },
        ],
  );
  const save = useWrite(saveTrip, { onDone: onClose });
  const drop = useWrite(deleteTrip, { onDone: onClose });
  const params = { meetingId, tripId: id };
  const pickSitting = (picked: string) => {
    setSitting(picked);
    const sitting = data.sittings.find((one) => one.id === picked);
    // Half an hour before it begins is where most rides start; both fields stay open to change.
    if (sitting && stops.every((stop) => stop.at === ''))
      setStops(
        stops.map((stop, index) => ({
          ...stop,
          at: fieldOf(new Date(Date.parse(sitting.startsAt) - (index === 0 ? 50 : 25) * 60_000).toISOString()),
        })),
      );
  };
  const wrong =
    coachIds.length === 0
      ? '请选车辆'
      : !title.trim()
        ? '请填班次名称'
        : stops.some((stop) => !stop.place.trim() || !stop.at)
          ? '请填每一站的地点和时间'
          : null;
  return (
    <DeskDialog
      title={trip ? `${trip.coach} ${trip.title}` : '排一趟车'}
      note="每辆车有自己的上车名单，联络员用手机扫码点名"
      onClose={onClose}
      width={560}
      foot={
        <>
          {trip && (
            <Button busy={drop.isPending} onPress={() => drop.mutate({ params })}>
              取消这趟车
            </Button>
          )}
          <Button
            filled
            busy={save.isPending}
            blocked={wrong}
            onPress={() =>
              save.mutate({
                params,
                body: {
                  coachIds: [...coachIds],
                  sittingId: sittingId || null,
                  title,
                  stops: stops.map((stop) => ({ place: stop.place, at: instantOf(stop.at) })),
                },
              })
            }
          >
            保存
          </Button>
        </>
      }
    >
      <div className="field-row">
        <label className="field">
          <span className="name">班次名称</span>
          <input className="input" value={title} maxLength={40} onChange={(event) => setTitle(event.target.value)} />
        </label>
        <label className="field">
          <span className="name">为哪次会</span>
          <select className="pick" value={sittingId} onChange={(event) => pickSitting(event.target.value)}>
            <option value="">不限</option>
            {data.sittings.map((one) => (
              <option key={one.id} value={one.id}>
                {momentWords(one.startsAt)} {one.title}
              </option>
            ))}
          </select>
        </label>
      </div>
      {stops.map((stop, index) => (
        <div key={String(index)} className="inline-form">
          <label>
            {index === 0 ? '上车点' : index === stops.length - 1 ? '到达' : '停靠'}
            <input
              className="input"
              value={stop.place}
              maxLength={40}
              onChange={(event) => setStops(stops.with(index, { ...stop, place: event.target.value }))}
            />
          </label>
          <label>
            时间
            <input
              className="input"
              type="datetime-local"
              value={stop.at}
              onChange={(event) => setStops(stops.with(index, { ...stop, at: event.target.value }))}
            />
          </label>
          {stops.length > 1 && (
            <Button small onPress={() => setStops(stops.toSpliced(index, 1))}>
              去掉
            </Button>
          )}
        </div>
      ))}
      <Button small onPress={() => setStops(stops.toSpliced(Math.max(1, stops.length - 1), 0, { place: '', at: stops[0]?.at ?? '' }))}>
        加一站
      </Button>
      {!trip && (
        <fieldset className="field" style={{ border: 0, padding: 0, margin: '12px 0 0' }}>
          <legend className="name">车辆</legend>
          <div className="row wrap">
            {data.coaches.map((coach) => (
              <label key={coach.id} className="row">
                <Checkbox
                  checked={coachIds.includes(coach.id)}
                  label={coach.number}
                  onChange={() =>
                    setCoaches(coachIds.includes(coach.id) ? coachIds.filter((one) => one !== coach.id) : [...coachIds, coach.id])
                  }
                />
                {coach.number}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {(save.error ?? drop.error) && <p className="over-words">{wordsOf(save.error ?? drop.error)}</p>}
    </DeskDialog>
  );
}
