import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Facts, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { dayAndWeekday, timeWords } from '#platform/web/shared/dates.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { CoachLine, TripLine } from '../../../contract/places/routes.ts';
import { assignCoaches, listCoaches, readTrip, setTripState } from '../../../contract/places/routes.ts';
import { tripStates } from '../../../contract/places/own-places.ts';
import { boardPassenger, unboardPassenger } from '../../../contract/presence/boarding.ts';
import { scanStatuses } from '../../../contract/presence/words.ts';
import { MeetingPage } from '../shared/meeting-page.tsx';
import { CoachDialog } from './coach-dialog.tsx';
import { CoachPeople } from './coach-people.tsx';
import { LateDialog } from './late-dialog.tsx';
import { PrintDialog } from './print-dialog.tsx';
import { useOfficeTopics } from './seating-page.tsx';
import { TripDialog } from './trip-dialog.tsx';
import './places.css';

type Coaches = AnswerOf<typeof listCoaches>;
type Open =
  | { readonly kind: 'coach'; readonly coach: CoachLine | null }
  | { readonly kind: 'trip'; readonly trip: TripLine | null }
  | { readonly kind: 'print' }
  | null;

/** Coaches of a meeting: trips of the day with who is in, and every coach with its people. */
export default function CoachesPage() {
  const { meetingId = '' }: { readonly meetingId?: string } = useParams({ strict: false });
  const topics = useOfficeTopics(meetingId);
  const coaches = useRead(listCoaches, { params: { meetingId } }, { topics });
  const [open, setOpen] = useState<Open>(null);
  return (
    <MeetingPage
      part="coaches"
      tools={
        <>
          <Button onPress={() => setOpen({ kind: 'print' })}>导出、打印</Button>
          <Button onPress={() => setOpen({ kind: 'coach', coach: null })}>加一辆车</Button>
          <Button
            filled
            onPress={() => setOpen({ kind: 'trip', trip: null })}
            blocked={coaches.data?.coaches.length === 0 ? '先加车辆' : null}
          >
            排一趟车
          </Button>
        </>
      }
    >
      <Read of={coaches} rows={12}>
        {(data) => <CoachesDesk meetingId={meetingId} data={data} topics={topics} onOpen={setOpen} />}
      </Read>
      {open?.kind === 'coach' && <CoachDialog meetingId={meetingId} coach={open.coach} onClose={() => setOpen(null)} />}
      {open?.kind === 'trip' && coaches.data && (
        <TripDialog meetingId={meetingId} trip={open.trip} data={coaches.data} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'print' && <PrintDialog meetingId={meetingId} onClose={() => setOpen(null)} />}
    </MeetingPage>
  );
}

interface DeskProps {
  readonly meetingId: string;
  readonly data: Coaches;
  readonly topics: readonly string[];
  readonly onOpen: (open: Open) => void;
}

function CoachesDesk({ meetingId, data, topics, onOpen }: DeskProps) {
  const [address, change] = useAddress();
  const [today] = useState(() => chinaDayOf(new Date().toISOString()));
  const soon = data.days.find((one) => one >= today) ?? data.days.at(-1) ?? '';
  const day = address['day'] ?? soon;
  const trips = data.trips.filter((trip) => chinaDayOf(trip.departsAt) === day);
  const picked = trips.find((trip) => trip.id === address['trip']) ?? mostUrgent(trips);
  const coach = data.coaches.find((one) => one.id === address['coach']);
  const pick = (by: 1 | -1) => {
    const next = trips[trips.findIndex((trip) => trip.id === picked?.id) + by];
    if (next) change({ trip: next.id, coach: undefined });
  };
  useKeys([
    { keys: 'j', label: '下一趟', act: () => pick(1) },
    { keys: 'k', label: '上一趟', act: () => pick(-1) },
  ]);
  if (data.coaches.length === 0) return <NoCoaches onAdd={() => onOpen({ kind: 'coach', coach: null })} />;
  return (
    <>
      {data.days.length > 0 && (
        <FilterTabs label="哪一天" filters={daysOf(data)} picked={day} onPick={(id) => change({ day: id, trip: undefined })} />
      )}
      <Panes columns="300px minmax(0, 1fr) 372px">
        <Pane label="车辆">
          <CoachList meetingId={meetingId} data={data} picked={coach?.id} onPick={(id) => change({ coach: id })} onOpen={onOpen} />
        </Pane>
        <Pane label="班次" toRead>
          {trips.length === 0 ? (
            <Empty words="这一天没有班次" hint="点“排一趟车”，选车辆、站点和时间。" />
          ) : (
            <TripTable trips={trips} picked={coach ? undefined : picked?.id} onPick={(id) => change({ trip: id, coach: undefined })} />
          )}
        </Pane>
        <Pane label="乘车人" as="aside">
          {coach ? (
            <CoachPeople key={coach.id} meetingId={meetingId} coach={coach} topics={topics} />
          ) : (
            picked && <TripAside key={picked.id} meetingId={meetingId} trip={picked} topics={topics} onOpen={onOpen} />
          )}
        </Pane>
      </Panes>
    </>
  );
}

/** What somebody at the desk wants to see first: a coach that is boarding, else the next one. */
function mostUrgent(trips: readonly TripLine[]): TripLine | undefined {
  return trips.find((trip) => trip.state === 'boarding') ?? trips.find((trip) => trip.state === 'planned') ?? trips[0];
}

function daysOf(data: Coaches) {
  return data.days.map((day) => ({
    id: day,
    label: dayAndWeekday(day),
    count: data.trips.filter((trip) => chinaDayOf(trip.departsAt) === day).length,
  }));
}

function NoCoaches({ onAdd }: { onAdd: () => void }) {
  return (
    <Pane label="车辆">
      <Empty
        words="还没有车辆"
        hint="先加车辆和座数，再按代表团或住地自动分配乘车人，最后排班次。"
        act={
          <Button filled onPress={onAdd}>
            加一辆车
          </Button>
        }
      />
    </Pane>
  );
}

const chinaDayOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10);

interface CoachListProps {
  readonly meetingId: string;
  readonly data: Coaches;
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
  readonly onOpen: (open: Open) => void;
}

function CoachList({ meetingId, data, picked, onPick, onOpen }: CoachListProps) {
  return (
    <>
      <Shares meetingId={meetingId} data={data} />
      {data.coaches.map((coach) => (
        <button
          key={coach.id}
          type="button"
          className={coach.id === picked ? 'version-row on' : 'version-row'}
          onClick={() => onPick(coach.id)}
          onDoubleClick={() => onOpen({ kind: 'coach', coach })}
        >
          <span className="grow">
            <b>{coach.number}</b> <span className="s">{coach.plate}</span>
            <br />
            <span className="s">{coach.groups.map((group) => `${group.name} ${String(group.people)}`).join('、') || '还没有人'}</span>
          </span>
          <span className={coach.people > coach.places ? 'over-words' : 'm'}>
            {coach.people}/{coach.places}
          </span>
        </button>
      ))}
    </>
  );
}

/** How many ride, and sharing them out anew. */
function Shares({ meetingId, data }: { meetingId: string; data: Coaches }) {
  const { say } = useUndo();
  const assign = useWrite(assignCoaches, {
    onDone: ({ assigned, without }) => say(`已分配 ${assigned} 人${without > 0 ? `，${without} 人没有座位` : ''}`),
  });
  const sum = (key: 'places' | 'people') => data.coaches.reduce((all, one) => all + one[key], 0);
  const start = (by: 'group' | 'hotel', only: 'all' | 'without') =>
    assign.mutate({ params: { meetingId }, body: { by, only } }, { onError: (error) => say(`没有分配：${wordsOf(error)}`) });
  return (
    <Section title="车辆" note={`${String(data.coaches.length)} 辆，${String(sum('people'))} 人，共 ${String(sum('places'))} 座`}>
      {data.without > 0 && (
        <p>
          <span className="clk soon">
            <Icon name="half" />
            {data.without} 人还没有车
          </span>{' '}
          <button type="button" className="lk s" onClick={() => start('group', 'without')}>
            自动补上
          </button>
        </p>
      )}
      <div className="row wrap acts-row">
        <Button small busy={assign.isPending} onPress={() => start('group', 'all')}>
          按团组重分
        </Button>
        <Button small busy={assign.isPending} onPress={() => start('hotel', 'all')}>
          按住地重分
        </Button>
      </div>
    </Section>
  );
}

function TripTable({ trips, picked, onPick }: { trips: readonly TripLine[]; picked: string | undefined; onPick: (id: string) => void }) {
  return (
    <div className="table-scroll">
      <table className="table">
        <thead>
          <tr>
            <th style={{ width: 64 }}>发车</th>
            <th style={{ width: 72 }}>车</th>
            <th>班次</th>
            <th style={{ width: 150 }}>上车</th>
            <th style={{ width: 124 }}>状态</th>
            <th style={{ width: 84 }}>联络员</th>
          </tr>
        </thead>
        <tbody>
          {trips.map((trip) => (
            <tr
              key={trip.id}
              data-row={trip.id}
              className={trip.id === picked ? 'on' : undefined}
              aria-current={trip.id === picked ? 'true' : undefined}
              onClick={() => onPick(trip.id)}
            >
              <td>
                <b>{timeWords(trip.departsAt)}</b>
              </td>
              <td>{trip.coach}</td>
              <td>
                <span className="cut" title={trip.stops.map((stop) => stop.place).join(' → ')}>
                  {trip.title} <span className="s">{trip.stops.map((stop) => stop.place).join(' → ')}</span>
                </span>
              </td>
              <td>
                <span className="boarding" aria-hidden="true">
                  <i style={{ width: `${trip.people > 0 ? (100 * trip.boarded) / trip.people : 0}%` }} />
                </span>{' '}
                {trip.boarded}/{trip.people}
              </td>
              <td>
                <TripClock trip={trip} />
              </td>
              <td className="cut">{trip.liaison}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TripClock({ trip }: { trip: TripLine }) {
  if (trip.expectedAt && trip.state !== 'arrived' && trip.state !== 'cancelled')
    return (
      <span className="clk over">
        <Icon name="late" />
        晚点 {timeWords(trip.expectedAt)}
      </span>
    );
  const look = {
    planned: ['off', 'wait'],
    boarding: ['soon', 'half'],
    departed: ['run', 'clock'],
    arrived: ['done', 'tick'],
    cancelled: ['off', 'close'],
  } as const;
  const [tone, icon] = look[trip.state];
  return (
    <span className={`clk ${tone}`}>
      <Icon name={icon} />
      {tripStates[trip.state]}
    </span>
  );
}

interface TripAsideProps {
  readonly meetingId: string;
  readonly trip: TripLine;
  readonly topics: readonly string[];
  readonly onOpen: (open: Open) => void;
}

function TripAside({ meetingId, trip, topics, onOpen }: TripAsideProps) {
  const view = useRead(readTrip, { params: { meetingId, tripId: trip.id } }, { topics });
  const last = trip.stops.length - 1;
  const stops = trip.stops.map(
    (stop, index) => [index === 0 ? '上车' : index === last ? '到达' : '停靠', `${timeWords(stop.at)} ${stop.place}`] as const,
  );
  return (
    <>
      <div className="sec">
        <h2 className="title-2">
          {trip.coach} {trip.title}
        </h2>
        <Facts pairs={[...stops, ['车牌', trip.plate], ['联络员', trip.liaison || '还没有指定'], ['说明', trip.note]]} />
        <TripActs meetingId={meetingId} trip={trip} onOpen={onOpen} />
      </div>
      <Read of={view} rows={10}>
        {(data) => {
          const [missing, boarded] = [true, false].map((away) => data.passengers.filter((one) => (one.boardedAt === null) === away)) as [
            Passenger[],
            Passenger[],
          ];
          const over = data.state === 'arrived' || data.state === 'cancelled' || data.checkListId === null;
          const tapping = { meetingId, tripId: trip.id, over };
          return (
            <>
              <Section title="还没上车" note={`${String(missing.length)} 人`}>
                {missing.length === 0 ? <p className="done-words">都上车了。</p> : <Passengers people={missing} {...tapping} />}
              </Section>
              <Section title="已上车" note={`${String(boarded.length)} 人`}>
                <Passengers people={boarded} {...tapping} />
              </Section>
            </>
          );
        }}
      </Read>
    </>
  );
}

type Passenger = AnswerOf<typeof readTrip>['passengers'][number];

const nextStep = {
  planned: ['boarding', '开始上车'],
  boarding: ['departed', '发车'],
  departed: ['arrived', '到达'],
  arrived: null,
  cancelled: ['planned', '恢复班次'],
} as const;

function TripActs({ meetingId, trip, onOpen }: Omit<TripAsideProps, 'topics'>) {
  const { say } = useUndo();
  const [late, setLate] = useState(false);
  const set = useWrite(setTripState, { onDone: () => say(`${trip.coach}：已更新`) });
  const step = nextStep[trip.state];
  const go = (state: TripLine['state']) =>
    set.mutate(
      {
        params: { meetingId, tripId: trip.id },
        body: { state, expectedAt: state === 'arrived' ? null : trip.expectedAt, note: trip.note },
      },
      { onError: (error) => say(wordsOf(error)) },
    );
  return (
    <div className="row wrap acts-row">
      {step && (
        <Button small busy={set.isPending} onPress={() => go(step[0])}>
          {step[1]}
        </Button>
      )}
      {trip.state !== 'arrived' && trip.state !== 'cancelled' && (
        <Button small onPress={() => setLate(true)}>
          晚点
        </Button>
      )}
      <Button small onPress={() => onOpen({ kind: 'trip', trip })}>
        改站点、时间
      </Button>
      {late && <LateDialog meetingId={meetingId} trip={trip} onClose={() => setLate(false)} />}
    </div>
  );
}

interface PassengersProps {
  readonly people: readonly Passenger[];
  readonly meetingId: string;
  readonly tripId: string;
  /** The ride is over, or nobody can be let on any more. */
  readonly over: boolean;
}

/** Who rides, with his telephone or when he got on; the office lets on and takes back by name, as the liaison does on his phone. */
function Passengers({ people, meetingId, tripId, over }: PassengersProps) {
  const { say } = useUndo();
  const board = useWrite(boardPassenger, { onDone: ({ letsIn, status }) => letsIn || say(`没有记上：${scanStatuses[status]}`) });
  const unboard = useWrite(unboardPassenger);
  const tap = (one: Passenger) => {
    const params = { meetingId, tripId, attendeeId: one.id };
    const deviceAt = new Date().toISOString();
    const onError = (error: unknown) => say(wordsOf(error));
    if (one.boardedAt) unboard.mutate({ params, body: { deviceAt } }, { onError });
    else board.mutate({ params, body: { nonce: newId(), deviceAt } }, { onError });
  };
  return (
    <div className="people-list">
      {people.map((one) => (
        <div key={one.id}>
          <b>{one.name}</b>
          <span className="s cut">{[one.groupName, one.stop].filter(Boolean).join('，')}</span>
          <span className="right s">
            {one.boardedAt ? (
              timeWords(one.boardedAt)
            ) : one.phone ? (
              <a className="lk" href={`tel:${one.phone}`}>
                {one.phone}
              </a>
            ) : (
              '没有电话'
            )}
          </span>
          {!over && (
            <button
              type="button"
              className="lk tap"
              aria-label={one.boardedAt ? `撤销${one.name}的上车记录` : `${one.name}上车`}
              onClick={() => tap(one)}
            >
              {one.boardedAt ? '撤销' : '上车'}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}
