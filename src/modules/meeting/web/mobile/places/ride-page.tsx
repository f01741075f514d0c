import { usePathMember } from '#platform/web/mobile/address.ts';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { dayAndWeekday, timeWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { StateChip } from '#platform/web/shared/state.tsx';
import type { OwnPlaces, OwnTrip } from '../../../contract/places/own-places.ts';
import { tripStates } from '../../../contract/places/own-places.ts';
import { readOwnPlaces } from '../../../contract/places/routes.ts';
import './places.css';

/** All that is arranged for me besides the sittings: coaches by day, room, table, seat. */
export default function RidePage() {
  const meetingId = usePathMember('meetingId');
  const places = useRead(readOwnPlaces, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const nothing = (answer: OwnPlaces) => answer.trips.length === 0 && !answer.room && !answer.table && !answer.seat;
  return (
    <Page title="乘车、住宿和用餐" parent={`/meeting/${meetingId}`}>
      <Reading result={places} empty={<Empty title="还没有为您安排">安排好车辆、房间和餐桌后，会在这里看到。</Empty>} isEmpty={nothing}>
        {(answer) => (
          <>
            {(answer.room ?? answer.table ?? answer.seat) && (
              <Section title="住宿、用餐和座位">
                <div className="card">
                  {answer.room && (
                    <Row note={answer.room.hotel} end={<b>{answer.room.room}</b>}>
                      房间
                    </Row>
                  )}
                  {answer.table && (
                    <Row note={answer.table.hall} end={<b>{answer.table.table && `${answer.table.table} 桌`}</b>}>
                      餐桌
                    </Row>
                  )}
                  {answer.seat && (
                    <Row
                      note={answer.seat.door ? `走${answer.seat.door}` : answer.seat.hall}
                      end={<b>{answer.seat.name}</b>}
                      to={`/meeting/${meetingId}/seat`}
                    >
                      座位
                    </Row>
                  )}
                </div>
              </Section>
            )}
            {days(answer.trips).map(([day, trips]) => (
              <Section key={day} title={`乘车 ${dayAndWeekday(day)}`}>
                <div className="card">
                  {trips.map((trip) => (
                    <Trip key={trip.tripId} meetingId={meetingId} trip={trip} />
                  ))}
                </div>
              </Section>
            ))}
          </>
        )}
      </Reading>
    </Page>
  );
}

function Trip({ meetingId, trip }: { meetingId: string; trip: OwnTrip }) {
  const late = trip.expectedAt !== null && trip.state !== 'arrived';
  const states = { planned: 'soon', boarding: 'running', departed: 'running', arrived: 'done', cancelled: 'closed' } as const;
  return (
    <Row
      note={
        <>
          <Line words={[`${trip.stop} 上车`, trip.plate]} />
          <br />
          <Line words={[trip.mine ? '我是联络员，点开点名' : trip.liaison && `联络员 ${trip.liaison}`, trip.note]} />
        </>
      }
      end={
        <StateChip state={late ? 'overdue' : states[trip.state]}>
          {late ? `晚点 ${timeWords(trip.expectedAt!)}` : tripStates[trip.state]}
        </StateChip>
      }
      {...(trip.mine ? { to: `/meeting/${meetingId}/coach/${trip.tripId}` } : {})}
    >
      <b>{timeWords(trip.at)}</b>　{trip.coach} {trip.title}
    </Row>
  );
}

function days(trips: readonly OwnTrip[]): [string, OwnTrip[]][] {
  return [...Map.groupBy(trips, (trip) => new Date(Date.parse(trip.at) + 8 * 3_600_000).toISOString().slice(0, 10))];
}
