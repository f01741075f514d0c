import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { telling } from '#platform/web/mobile/toast.tsx';
import { Reading } from '#platform/web/shared/conditions.tsx';
import { timeWords } from '#platform/web/shared/dates.ts';
import { IconPhone } from '#platform/web/shared/icons.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { StateChip } from '#platform/web/shared/state.tsx';
import { tripStates } from '../../../contract/places/own-places.ts';
import type { TripView } from '../../../contract/places/routes.ts';
import { readTrip, setTripState } from '../../../contract/places/routes.ts';
import './places.css';

/** The liaison's page of one ride: how many are in, who is not, their telephones, and the coach's state. */
export default function CoachPage() {
  const [meetingId, tripId] = [usePathMember('meetingId'), usePathMember('tripId')];
  const trip = useRead(readTrip, { params: { meetingId, tripId } }, { topics: [`meeting:${meetingId}`] });
  return (
    <Page title="乘车点名" parent={`/meeting/${meetingId}/ride`} acts={trip.data && <TripActs meetingId={meetingId} trip={trip.data} />}>
      <Reading result={trip} empty={null} isEmpty={() => false}>
        {(view) => <Boarding view={view} />}
      </Reading>
    </Page>
  );
}

const looks = { planned: 'soon', boarding: 'running', departed: 'running', arrived: 'done', cancelled: 'closed' } as const;

function Boarding({ view }: { view: TripView }) {
  const missing = view.passengers.filter((one) => one.boardedAt === null);
  return (
    <>
      <Count view={view} missing={missing.length} />
      <Section title="还没上车" count={missing.length} unit="人">
        <div className="card">
          {missing.length === 0 && <p className="second">都上车了，可以发车。</p>}
          {missing.map((one) => (
            <Missing key={one.id} person={one} />
          ))}
        </div>
      </Section>
      <Section title="已上车" count={view.boarded} unit="人">
        <div className="card">
          {view.boarded === 0 && <p className="second">还没有人上车。用会务发的扫码设备扫签到码或证件码，人数会自己变。</p>}
          {view.passengers
            .filter((one) => one.boardedAt !== null)
            .map((one) => (
              <div key={one.id} className="row">
                <span className="row-words">
                  {one.name} <span className="label">{one.groupName}</span>
                </span>
                <span className="label">{timeWords(one.boardedAt!)}</span>
              </div>
            ))}
        </div>
      </Section>
    </>
  );
}

/** How many are not on yet: the figure that the liaison looks for. */
function Count({ view, missing }: { view: TripView; missing: number }) {
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
    </section>
  );
}

function Missing({ person }: { person: TripView['passengers'][number] }) {
  return (
    <div className="row">
      <span className="row-words wrap">
        {person.name}
        <span className="label">
          <Line words={[person.groupName, person.stop]} />
        </span>
      </span>
      {person.phone ? (
        <a className="call" href={`tel:${person.phone}`} aria-label={`打电话给${person.name}`}>
          <IconPhone size={20} />
          打电话
        </a>
      ) : (
        <span className="label">没有电话</span>
      )}
    </div>
  );
}

function TripActs({ meetingId, trip }: { meetingId: string; trip: TripView }) {
  const [late, setLate] = useState(false);
  const set = useWrite(setTripState);
  const put = (state: TripView['state'], expectedAt: string | null, words: string) =>
    void telling(set.mutateAsync({ params: { meetingId, tripId: trip.id }, body: { state, expectedAt, note: trip.note } }), words);
  const next = {
    planned: ['boarding', '开始上车'],
    boarding: ['departed', '发车'],
    departed: ['arrived', '到达'],
    arrived: null,
    cancelled: null,
  } as const;
  const step = next[trip.state];
  if (!step) return null;
  return (
    <>
      <Button look="edge" onClick={() => setLate(true)}>
        晚点
      </Button>
      <Button
        look="fill"
        busy={set.isPending}
        onClick={() => put(step[0], step[0] === 'arrived' ? null : trip.expectedAt, `${trip.coach}：${step[1]}`)}
      >
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
                  put(
                    trip.state,
                    new Date(Math.max(Date.now(), Date.parse(trip.departsAt)) + minutes * 60_000).toISOString(),
                    `已告诉乘客晚 ${String(minutes)} 分钟`,
                  );
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
