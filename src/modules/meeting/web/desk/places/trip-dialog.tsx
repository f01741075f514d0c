import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { listCoaches, TripLine } from '../../../contract/places/routes.ts';
import { deleteTrip, saveTrip } from '../../../contract/places/routes.ts';
import { PickField, TextField, Tick, toggled } from './fields.tsx';
import { fieldOf, instantOf } from './moment-field.ts';

interface TripDialogProps {
  readonly meetingId: string;
  readonly trip: TripLine | null;
  readonly data: AnswerOf<typeof listCoaches>;
  readonly onClose: () => void;
}

/** A stop as it is typed; `key` only tells the rows apart. */
interface Stop {
  readonly key: string;
  readonly place: string;
  readonly at: string;
}

const stopOf = (place = '', at = ''): Stop => ({ key: newId(), place, at });

function useTrip({ trip, data }: Pick<TripDialogProps, 'trip' | 'data'>) {
  const [title, setTitle] = useState(trip?.title ?? '去会场');
  const [sittingId, setSitting] = useState(trip?.sittingId ?? '');
  const [coachIds, setCoaches] = useState<readonly string[]>(trip ? [trip.coachId] : data.coaches.map((coach) => coach.id));
  const [stops, setStops] = useState<readonly Stop[]>(() =>
    trip ? trip.stops.map((stop) => stopOf(stop.place, fieldOf(stop.at))) : [stopOf(), stopOf()],
  );
  const pickSitting = (picked: string) => {
    setSitting(picked);
    const sitting = data.sittings.find((one) => one.id === picked);
    const before = (minutes: number) => fieldOf(new Date(Date.parse(sitting!.startsAt) - minutes * 60_000).toISOString());
    // Most rides begin about then; the fields stay open to change.
    if (sitting && stops.every((stop) => stop.at === ''))
      setStops(stops.map((stop, index) => ({ ...stop, at: before(index === 0 ? 50 : 25) })));
  };
  const missing = stops.some((stop) => !stop.place.trim() || !stop.at) ? '请填每一站的地点和时间' : null;
  const wrong = coachIds.length === 0 ? '请选车辆' : title.trim() ? missing : '请填班次名称';
  const body = {
    coachIds: [...coachIds],
    sittingId: sittingId || null,
    title,
    stops: wrong ? [] : stops.map((stop) => ({ place: stop.place, at: instantOf(stop.at) })),
  };
  return { title, setTitle, sittingId, pickSitting, coachIds, setCoaches, stops, setStops, wrong, body };
}

/** A ride of one coach, or of many at once: to which sitting, where it stops and when. */
export function TripDialog({ meetingId, trip, data, onClose }: TripDialogProps) {
  const [id] = useState(() => trip?.id ?? newId());
  const told = useTrip({ trip, data });
  const save = useWrite(saveTrip, { onDone: onClose });
  const drop = useWrite(deleteTrip, { onDone: onClose });
  const params = { meetingId, tripId: id };
  const refusal = save.error ?? drop.error;
  const sittings = data.sittings.map((one) => [one.id, `${momentWords(one.startsAt)} ${one.title}`] as const);
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
          <Button filled busy={save.isPending} blocked={told.wrong} onPress={() => save.mutate({ params, body: told.body })}>
            保存
          </Button>
        </>
      }
    >
      <div className="field-row">
        <TextField label="班次名称" value={told.title} onChange={told.setTitle} />
        <PickField label="为哪次会" value={told.sittingId} choices={[['', '不限'], ...sittings]} onChange={told.pickSitting} />
      </div>
      <Stops stops={told.stops} onStops={told.setStops} />
      {!trip && (
        <div className="row wrap coach-ticks">
          {data.coaches.map((coach) => (
            <Tick
              key={coach.id}
              label={coach.number}
              checked={told.coachIds.includes(coach.id)}
              onChange={() => told.setCoaches(toggled(told.coachIds, coach.id))}
            />
          ))}
        </div>
      )}
      {refusal && <p className="over-words">{wordsOf(refusal)}</p>}
    </DeskDialog>
  );
}

function Stops({ stops, onStops }: { stops: readonly Stop[]; onStops: (stops: readonly Stop[]) => void }) {
  const change = (index: number, part: Partial<Stop>) => onStops(stops.map((stop, nth) => (nth === index ? { ...stop, ...part } : stop)));
  const insert = () =>
    onStops([...stops.slice(0, Math.max(1, stops.length - 1)), stopOf('', stops[0]?.at), ...stops.slice(Math.max(1, stops.length - 1))]);
  return (
    <>
      {stops.map((stop, index) => (
        <div key={stop.key} className="inline-form">
          <label>
            {index === 0 ? '上车点' : index === stops.length - 1 ? '到达' : '停靠'}
            <input className="input" value={stop.place} maxLength={40} onChange={(event) => change(index, { place: event.target.value })} />
          </label>
          <label>
            时间
            <input
              className="input"
              type="datetime-local"
              value={stop.at}
              onChange={(event) => change(index, { at: event.target.value })}
            />
          </label>
          {stops.length > 1 && (
            <Button small onPress={() => onStops(stops.filter((one) => one !== stop))}>
              去掉
            </Button>
          )}
        </div>
      ))}
      <Button small onPress={insert}>
        加一站
      </Button>
    </>
  );
}
