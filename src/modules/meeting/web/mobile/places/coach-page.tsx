import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { IconPhone } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { StateChip, StateSay } from '#platform/web/shared/state.tsx';
import { tripStates } from '../../../contract/places/own-places.ts';
import type { TripView } from '../../../contract/places/routes.ts';
import { readTrip } from '../../../contract/places/routes.ts';
import type { Boarding } from './use-boarding.ts';
import { useBoarding } from './use-boarding.ts';
import './places.css';

/** The liaison's page of one ride: how many are in, who is not, their telephones, a tap for each who gets on, and the coach's state. Works without signal. */
export default function CoachPage() {
  const [meetingId, tripId] = [usePathMember('meetingId'), usePathMember('tripId')];
  const trip = useRead(readTrip, { params: { meetingId, tripId } }, { topics: [`meeting:${meetingId}`] });
  if (trip.data) return <Ride meetingId={meetingId} told={trip.data} readAt={trip.dataUpdatedAt} />;
  return (
    <Page title="乘车点名" parent={`/meeting/${meetingId}/ride`}>
      <Reading result={trip} empty={null} isEmpty={() => false}>
        {() => null}
      </Reading>
    </Page>
  );
}

const looks = { planned: 'soon', boarding: 'running', departed: 'running', arrived: 'done', cancelled: 'closed' } as const;

function Ride({ meetingId, told, readAt }: { meetingId: string; told: TripView; readAt: number }) {
  const boarding = useBoarding(meetingId, told, readAt);
  return (
    <Page
      title="乘车点名"
      parent={`/meeting/${meetingId}/ride`}
      tools={<OfflineChip updatedAt={readAt} />}
      acts={<TripActs boarding={boarding} />}
    >
      <People boarding={boarding} />
    </Page>
  );
}

function People({ boarding }: { boarding: Boarding }) {
  const { trip, waiting, tap } = boarding;
  const missing = trip.passengers.filter((one) => one.boardedAt === null);
  const boarded = trip.passengers
    .filter((one) => one.boardedAt !== null)
    .toSorted((one, other) => (one.boardedAt! < other.boardedAt! ? 1 : -1));
  const over = trip.state === 'arrived' || trip.state === 'cancelled' || trip.checkListId === null;
  return (
    <>
      <Count view={trip} missing={missing.length} waiting={waiting.size} />
      <Section title="还没上车" count={missing.length} unit="人" note={!over && missing.length > 0 && '点“上车”记下'}>
        <div className="card">
          {trip.people === 0 && <p className="second">还没有给这辆车安排乘车人，请联系会务组。</p>}
          {missing.length === 0 && trip.people > 0 && <p className="second">都上车了{trip.state === 'boarding' && '，可以发车'}。</p>}
          {missing.map((one) => (
            <Missing key={one.id} person={one} {...(over ? {} : { onBoard: () => tap(one, true) })} />
          ))}
        </div>
      </Section>
      <Section title="已上车" count={trip.boarded} unit="人">
        <div className="card">
          {trip.boarded === 0 && <p className="second">还没有人上车。扫码设备扫到的人也会自己出现在这里。</p>}
          {boarded.map((one) => (
            <Boarded key={one.id} person={one} isWaiting={waiting.has(one.id)} {...(over ? {} : { onUndo: () => tap(one, false) })} />
          ))}
        </div>
      </Section>
    </>
  );
}

/** How many are not on yet: the figure that the liaison looks for. */
function Count({ view, missing, waiting }: { view: TripView; missing: number; waiting: number }) {
  const late = view.expectedAt !== null && view.state !== 'arrived';
  return (
    <section className="card">
      <div className="spread">
        <b>
          {view.coach} {view.title}
        </b>
        <StateChip state={late ? 'overdue' : looks[view.state]}>
          {late ? `晚点 ${timeWords(view.expectedAt!)}` : tripStates[view.state]}
        </StateChip>
      </div>
      <p className="second">
        <Line words={[view.plate, ...view.stops.map((stop) => `${timeWords(stop.at)} ${stop.place}`)]} />
      </p>
      <div className="coach-count" aria-live="polite">
        <span>
          <b>{missing}</b> 人没上车
        </span>
        <span className="second">
          已上 {view.boarded}/{view.people}
        </span>
      </div>
      <div className="boarding-bar" aria-hidden="true">
        <i style={{ width: `${String(view.people > 0 ? (100 * view.boarded) / view.people : 0)}%` }} />
      </div>
      {waiting > 0 && (
        <p className="second" role="status">
          <StateSay state="soon">{waiting} 人的记录存在本机</StateSay>，有网络后自动发送
        </p>
      )}
    </section>
  );
}

type Passenger = TripView['passengers'][number];

function Missing({ person, onBoard }: { person: Passenger; onBoard?: () => void }) {
  return (
    <div className="row passenger">
      <span className="row-words wrap">
        {person.name}
        <span className="label">
          <Line words={[person.groupName, person.stop, !person.phone && '没有电话']} />
        </span>
      </span>
      {person.phone && (
        <a className="call" href={`tel:${person.phone}`} aria-label={`打电话给${person.name}`}>
          <IconPhone size={24} />
        </a>
      )}
      {onBoard && (
        <Button look="edge" mini aria-label={`${person.name}上车`} onClick={onBoard}>
          上车
        </Button>
      )}
    </div>
  );
}

function Boarded({ person, isWaiting, onUndo }: { person: Passenger; isWaiting: boolean; onUndo?: () => void }) {
  return (
    <div className="row passenger">
      <span className="row-words wrap">
        {person.name}
        <span className="label">
          <Line words={[person.groupName, `${timeWords(person.boardedAt!)} 上车`, isWaiting && '待发送']} />
        </span>
      </span>
      {onUndo && (
        <Button mini aria-label={`撤销${person.name}的上车记录`} onClick={onUndo}>
          撤销
        </Button>
      )}
    </div>
  );
}

function TripActs({ boarding: { trip, setState } }: { boarding: Boarding }) {
  const [late, setLate] = useState(false);
  const next = {
    planned: ['boarding', '开始上车'],
    boarding: ['departed', '发车'],
    departed: ['arrived', '到达'],
    arrived: null,
    cancelled: null,
  } as const;
  const step = next[trip.state];
  if (!step) return null;
  const lateUntil = (minutes: number) => new Date(Math.max(Date.now(), Date.parse(trip.departsAt)) + minutes * 60_000).toISOString();
  return (
    <>
      <Button look="edge" onClick={() => setLate(true)}>
        晚点
      </Button>
      <Button look="fill" onClick={() => setState(step[0], step[0] === 'arrived' ? null : trip.expectedAt, step[1])}>
        {step[1]}
      </Button>
      {late && (
        <Sheet title="晚多久" onClose={() => setLate(false)}>
          <p className="second">会告诉这辆车的 {trip.people} 位乘客。</p>
          <div className="coach-late">
            {[5, 10, 15, 20, 30].map((minutes) => (
              <Button
                key={minutes}
                look="edge"
                onClick={() => {
                  setLate(false);
                  setState(trip.state, lateUntil(minutes), `晚 ${String(minutes)} 分钟`);
                }}
              >
                {minutes} 分钟
              </Button>
            ))}
          </div>
        </Sheet>
      )}
    </>
  );
}
