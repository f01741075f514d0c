import { Link } from '@tanstack/react-router';
import { Line } from '#platform/web/mobile/parts.tsx';
import { Empty } from '#platform/web/shared/conditions.tsx';
import { dayAndWeekday, timeWords } from '#platform/web/shared/dates.ts';
import { IconDone, IconForward, IconSoon } from '#platform/web/shared/icons.tsx';
import { StateChip } from '#platform/web/shared/state.tsx';
import type { DayEntry, DayRide, DayView } from '../../../contract/words/day.ts';
import { SeatExcerpt } from '../places/seat-excerpt.tsx';
import { leaves, rideAt, untilWords, type Standing } from './day-standing.ts';
import { IconCoach, IconHand, IconSeat } from './icons.tsx';

interface NextCardProps {
  readonly view: DayView;
  readonly standing: Standing;
  readonly now: number;
  readonly today: string;
}

/** What is next or on: when, where, how I get there and where I sit. Once the day is over it says when it goes on. */
export function NextCard({ view, standing, now, today }: NextCardProps) {
  const { entry, runs } = standing;
  const ride = rideAt(view.rides, now);
  if (!entry) return <DayOver view={view} ride={ride} now={now} />;
  const soon = view.day === today;
  const when = soon ? untilWords(now, Date.parse(entry.startsAt)) : dayAndWeekday(view.day);
  return (
    <section className="section card next-card" aria-label={runs ? '正在进行' : '下一场'}>
      <p className="second">
        <Line words={[runs ? '正在进行' : '下一场', !runs && when]} />
      </p>
      <div className="figure next-time">{timeWords(entry.startsAt)}</div>
      <h2>{entry.title}</h2>
      <p className="second">
        <Line words={[entry.place, runs ? `${timeWords(entry.endsAt)} 结束` : asksToBeEarly(entry) && '请提前 15 分钟入场']} />
      </p>
      {entry.checkedInAt && (
        <div className="next-line">
          <IconDone />
          <div>
            <b>{timeWords(entry.checkedInAt)} 已签到</b>
          </div>
        </div>
      )}
      {ride && <Ride ride={ride} meetingId={view.meeting.id} now={now} soon={soon} />}
      <SeatAndFloor entry={entry} meetingId={view.meeting.id} />
    </section>
  );
}

function asksToBeEarly(entry: DayEntry): boolean {
  return entry.due && !['meal', 'registration', 'other', 'activity'].includes(entry.kind);
}

function SeatAndFloor({ entry, meetingId }: { readonly entry: DayEntry; readonly meetingId: string }) {
  return (
    <>
      {entry.seat && (
        <Link className="next-line" to={`/meeting/${meetingId}/seat`} search={{ sitting: entry.id }}>
          <IconSeat />
          <div>
            <b>{entry.seat.name}</b>
            <p className="second">
              <Line words={[entry.seat.block, entry.seat.door && `${entry.seat.door}进`, '看座位图']} />
            </p>
          </div>
          <IconForward size={20} />
        </Link>
      )}
      {entry.seat && (
        <Link className="next-picture" to={`/meeting/${meetingId}/seat`} search={{ sitting: entry.id }}>
          <SeatExcerpt meetingId={meetingId} seat={entry.seat} />
        </Link>
      )}
      {entry.floorOpen && (
        <Link className="next-line" to={`/meeting/${meetingId}/floor/${entry.id}`}>
          <IconHand />
          <div>
            <b>要求发言</b>
            <p className="second">主持人已开放发言</p>
          </div>
          <IconForward size={20} />
        </Link>
      )}
    </>
  );
}

function Ride({
  ride,
  meetingId,
  now,
  soon,
}: {
  readonly ride: DayRide;
  readonly meetingId: string;
  readonly now: number;
  readonly soon: boolean;
}) {
  const at = Date.parse(leaves(ride));
  const near = soon && at - now < 40 * 60_000;
  return (
    <Link className="next-line" to={ride.mine ? `/meeting/${meetingId}/coach/${ride.tripId}` : `/meeting/${meetingId}/ride`}>
      <IconCoach />
      <div>
        <b>
          <Line words={[timeWords(leaves(ride)), `${ride.coach.replace(/号车?$/, '')} 号车`]} />
        </b>
        <p className="second">
          <Line
            words={[
              ride.stop && `${ride.stop}上车`,
              ride.expectedAt && ride.expectedAt !== ride.at && `原定 ${timeWords(ride.at)}`,
              ride.mine && '点名',
            ]}
          />
        </p>
      </div>
      {ride.boardedAt ? (
        <StateChip state="done">已上车</StateChip>
      ) : ride.state === 'boarding' ? (
        <StateChip state="soon">正在上车</StateChip>
      ) : (
        near && (
          <StateChip state="soon" icon={IconSoon}>
            {at <= now ? '即将发车' : `${untilWords(now, at)}发车`}
          </StateChip>
        )
      )}
    </Link>
  );
}

function DayOver({ view, ride, now }: { readonly view: DayView; readonly ride: DayRide | null; readonly now: number }) {
  const later = view.days.find((one) => one.day > view.day && one.entries > 0);
  return (
    <section className="section card next-card" aria-label="接下来">
      <Empty icon={IconDone} title={view.entries.length === 0 ? '这一天没有您参加的安排' : '这一天的安排已经结束'}>
        {later ? (
          <Link className="textual" to={`/meeting/${view.meeting.id}/day/${later.day}`}>
            看 {dayAndWeekday(later.day)} 的安排
          </Link>
        ) : (
          '会议的安排到此结束，返程请留意车辆时间。'
        )}
      </Empty>
      {ride && <Ride ride={ride} meetingId={view.meeting.id} now={now} soon />}
    </section>
  );
}
