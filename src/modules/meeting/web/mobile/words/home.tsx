import { Link } from '@tanstack/react-router';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { daysBetween, timeWords } from '#platform/web/shared/dates.ts';
import { IconForward } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { StateSay } from '#platform/web/shared/state.tsx';
import { useNow } from '#platform/web/shared/now.ts';
import { listMyMeetings, readDay, type MyMeeting } from '../../../contract/words/day.ts';
import { leaves, rideAt, standingAt, untilWords } from './day-standing.ts';

/** 今天的会: what is on today for this person, with what is next of it. Nothing where nothing is on. */
export function MeetingToday() {
  const can = useCan();
  const mine = useRead(listMyMeetings, {}, { enabled: can('meeting.day') });
  const now = (mine.data?.now ?? []).filter((meeting) => meeting.attends).slice(0, 3);
  if (now.length === 0 || !mine.data) return null;
  return (
    <Section title="今天的会" {...(now.length > 1 ? { count: now.length } : {})}>
      {now.map((meeting) => (
        <MeetingCard key={meeting.id} meeting={meeting} today={mine.data.today} />
      ))}
    </Section>
  );
}

function MeetingCard({ meeting, today }: { readonly meeting: MyMeeting; readonly today: string }) {
  const now = useNow();
  const day = useRead(readDay, { params: { meetingId: meeting.id, day: today } }, { topics: [`meeting:${meeting.id}`] }).data;
  const { entry, runs } = standingAt(day?.entries ?? [], now);
  const ride = rideAt(day?.rides ?? [], now);
  const urgent = day?.toConfirm.length ?? 0;
  return (
    <Link className="card" style={{ display: 'block' }} to={`/meeting/${meeting.id}`}>
      <p className="second">
        <Line words={[meeting.title, meeting.closesOn !== meeting.opensOn && `第 ${daysBetween(meeting.opensOn, today) + 1} 天`]} />
      </p>
      <h3 className="spread">
        <span>{entry ? `${timeWords(entry.startsAt)} ${entry.title}` : day ? '今天的安排已经结束' : '正在读取今天的安排'}</span>
        <IconForward size={20} />
      </h3>
      {entry && (
        <p className="second">
          <Line
            words={[
              runs ? '正在进行' : untilWords(now, Date.parse(entry.startsAt)),
              entry.place,
              entry.seat?.name,
              ride && !ride.boardedAt && `${timeWords(leaves(ride))} ${ride.coach} 车`,
            ]}
          />
        </p>
      )}
      {urgent > 0 && <StateSay state="overdue">{urgent} 条紧急通知等您确认</StateSay>}
    </Link>
  );
}
