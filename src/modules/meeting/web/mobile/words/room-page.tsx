import { useContext, useState } from 'react';
import { Choices } from '#platform/web/mobile/fields.tsx';
import { Frame, TabBarContext } from '#platform/web/mobile/page.tsx';
import { Line, Row, Section } from '#platform/web/mobile/parts.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { dayAndWeekday, dayWords, daysBetween } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import type { MyMeeting } from '../../../contract/words/day.ts';
import { listMyMeetings } from '../../../contract/words/day.ts';
import { meetingStates } from '../../../contract/meeting.ts';
import { DayContent } from './day-content.tsx';
import { CodeAct } from './code-act.tsx';
import { IconMeeting } from './icons.tsx';
import './words.css';

/** The room 会议: the day of the meeting that is on; where several are on one chooses; where none is, what comes and what was. */
export default function RoomPage() {
  const tabs = useContext(TabBarContext);
  const mine = useRead(listMyMeetings);
  const [picked, setPicked] = useState<string | null>(null);
  const now = mine.data?.now ?? [];
  const meeting = now.find((one) => one.id === picked) ?? now[0] ?? null;
  return (
    <Frame
      title="会议"
      head={<Head meeting={meeting} today={mine.data?.today} updatedAt={mine.dataUpdatedAt} />}
      foot={
        <>
          {meeting?.attends && <CodeAct meetingId={meeting.id} />}
          {tabs}
        </>
      }
    >
      <Reading result={mine} rows={5}>
        {(data) =>
          meeting ? (
            <>
              {now.length > 1 && (
                <div className="day-meetings">
                  <Choices
                    label="今天的会议"
                    value={meeting.id}
                    onChoose={setPicked}
                    options={now.map((one) => ({ value: one.id, label: one.title }))}
                  />
                </div>
              )}
              <DayContent key={meeting.id} meetingId={meeting.id} day={data.today} />
              <Others title="接下来的会议" meetings={data.coming} />
            </>
          ) : (
            <NoMeeting coming={data.coming} past={data.past} today={data.today} />
          )
        }
      </Reading>
    </Frame>
  );
}

function Head({
  meeting,
  today,
  updatedAt,
}: {
  readonly meeting: MyMeeting | null;
  readonly today: string | undefined;
  readonly updatedAt: number;
}) {
  return (
    <header className="top">
      <div className="top-in day-head">
        <h1>
          {today ? dayAndWeekday(today) : '会议'}
          {meeting && today && (
            <small>
              {meeting.closesOn !== meeting.opensOn && `第 ${daysBetween(meeting.opensOn, today) + 1} 天，`}
              {meeting.title}
            </small>
          )}
        </h1>
        <OfflineChip updatedAt={updatedAt} />
      </div>
    </header>
  );
}

function NoMeeting({
  coming,
  past,
  today,
}: {
  readonly coming: readonly MyMeeting[];
  readonly past: readonly MyMeeting[];
  readonly today: string;
}) {
  const next = coming[0];
  return (
    <>
      <div className="section card">
        <Empty icon={IconMeeting} title="今天没有会议">
          {next
            ? `下一次：${next.title}，${dayAndWeekday(next.opensOn)}开始，还有 ${daysBetween(today, next.opensOn)} 天。`
            : '有新的会议会马上通知您。'}
        </Empty>
      </div>
      <Others title="接下来" meetings={coming} />
      <Others title="最近开过的" meetings={past} />
    </>
  );
}

function Others({ title, meetings }: { readonly title: string; readonly meetings: readonly MyMeeting[] }) {
  if (meetings.length === 0) return null;
  return (
    <Section title={title}>
      <div className="card flush">
        {meetings.map((meeting) => (
          <Row
            key={meeting.id}
            icon={IconMeeting}
            to={`/meeting/${meeting.id}`}
            note={<Line words={[spanWords(meeting), meeting.place, meeting.state === 'ended' && meetingStates.ended]} />}
          >
            {meeting.title}
          </Row>
        ))}
      </div>
    </Section>
  );
}

/** `1月20日至24日`. */
export function spanWords({ opensOn, closesOn }: Pick<MyMeeting, 'opensOn' | 'closesOn'>): string {
  if (opensOn === closesOn) return dayAndWeekday(opensOn);
  const close = opensOn.slice(0, 7) === closesOn.slice(0, 7) ? `${Number(closesOn.slice(8))}日` : dayWords(closesOn);
  return `${dayWords(opensOn)}至${close}`;
}
