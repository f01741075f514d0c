import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import { Line, Row, Section, Thread } from '#platform/web/mobile/parts.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { agoWords, dayAndWeekday, momentWords, timeWords } from '#platform/web/shared/dates.ts';
import {
  IconBell,
  IconDone,
  IconOverdue,
  IconPaper,
  IconPeople,
  IconSoon,
  IconSpeakOut,
  IconTick,
  IconWrite,
} from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import { useNow } from '#platform/web/shared/now.ts';
import { standings } from '../../../contract/standing.ts';
import type { DayEntry, DayTask, DayView } from '../../../contract/words/day.ts';
import { readDay } from '../../../contract/words/day.ts';
import { ConfirmReceipt } from './confirm-receipt.tsx';
import { DayPapers } from './day-papers.tsx';
import { NextCard } from './next-card.tsx';
import { IconBed, IconCoach, IconHand, IconLeave, IconMeal, IconMeeting } from './icons.tsx';
import { standingAt } from './day-standing.ts';

/** Everything of one day of a meeting for whoever looks: urgent notices, what is next, tasks, papers, the programme, where one sleeps and eats. */
export function DayContent({ meetingId, day }: { readonly meetingId: string; readonly day: string }) {
  const view = useRead(readDay, { params: { meetingId, day } }, { topics: [`meeting:${meetingId}`] });
  return (
    <Reading result={view} rows={6}>
      {(data) => <Day view={data} />}
    </Reading>
  );
}

function Day({ view }: { readonly view: DayView }) {
  const now = useNow();
  const today = dayOf(new Date(now));
  const standing = standingAt(view.entries, now);
  return (
    <>
      {view.days.length > 1 && <Days view={view} today={today} />}
      {view.meeting.state === 'ended' && <p className="day-over second">这次会议已经结束，以下是当天的记录。</p>}
      {view.me && view.me.category !== 'member' && <p className="day-over second">{standingWords[view.me.category]}</p>}
      {view.toConfirm.map((notice) => (
        <Urgent key={notice.id} meetingId={view.meeting.id} notice={notice} />
      ))}
      {view.day >= today && view.meeting.state !== 'ended' && <NextCard view={view} standing={standing} now={now} today={today} />}
      {view.tasks.length > 0 && <Tasks tasks={view.tasks} />}
      {view.papers.length > 0 && <DayPapers meetingId={view.meeting.id} papers={view.papers} />}
      <Programme view={view} next={view.day === today ? standing.entry : null} today={today} now={now} />
      <Lodging view={view} />
      <MoreRooms view={view} />
      {view.changes.length > 0 && <Changes view={view} />}
    </>
  );
}

/** As what somebody is there who is no member: he must not think that he is counted or votes. */
const standingWords = {
  nonVoting: '您列席这次会议，不计入应到，不参加表决。',
  observer: '您旁听这次会议，不发言，不参加表决。',
  staff: '您是这次会议的工作人员。',
  press: '您采访这次会议。',
  guest: '您应邀参加这次会议。',
} as const;

/** The days of the meeting, one press each. */
function Days({ view, today }: { readonly view: DayView; readonly today: string }) {
  const row = useRef<HTMLElement>(null);
  // Of a long meeting the day that is shown must not lie outside the screen.
  useEffect(() => {
    const shown = row.current?.querySelector<HTMLElement>('[aria-current]');
    if (row.current && shown) row.current.scrollLeft = shown.offsetLeft - (row.current.clientWidth - shown.offsetWidth) / 2;
  }, [view.day]);
  return (
    <nav ref={row} className="day-days" aria-label="会议各天">
      {view.days.map(({ day, entries }) => (
        <Link key={day} to={`/meeting/${view.meeting.id}/day/${day}`} replace aria-current={day === view.day ? 'date' : undefined}>
          <b>{day === today ? '今天' : `${Number(day.slice(8))}日`}</b>
          <span>{dayAndWeekday(day).split(' ')[1]?.replace('星期', '周')}</span>
          {entries === 0 && <span className="unseen">没有安排</span>}
        </Link>
      ))}
    </nav>
  );
}

/** An urgent notice stands on top until it is confirmed. */
function Urgent({ meetingId, notice }: { readonly meetingId: string; readonly notice: DayView['toConfirm'][number] }) {
  return (
    <section className="section card urgent" aria-label="紧急通知">
      <div className="lead">
        <StateSay state="overdue" icon={IconBell}>
          紧急通知
        </StateSay>
        <span className="kind">{agoWords(notice.sentAt)}</span>
      </div>
      <h2>{notice.title}</h2>
      <p className="prose second">{notice.words}</p>
      <ConfirmReceipt meetingId={meetingId} notice={notice} />
    </section>
  );
}

const taskIcons = {
  confirm: IconBell,
  signIn: IconTick,
  speak: IconSpeakOut,
  read: IconPaper,
  leave: IconLeave,
  sign: IconWrite,
  brief: IconWrite,
  notice: IconBell,
} as const satisfies Record<DayTask['kind'], unknown>;

function Tasks({ tasks }: { readonly tasks: readonly DayTask[] }) {
  return (
    <Section title="等我办" count={tasks.length}>
      <div className="card flush">
        {tasks.map((task) => (
          <Row key={`${task.kind} ${task.words}`} icon={taskIcons[task.kind]} to={task.link} note={task.words}>
            {task.title}
          </Row>
        ))}
      </div>
    </Section>
  );
}

function Programme({
  view,
  next,
  today,
  now,
}: {
  readonly view: DayView;
  readonly next: DayEntry | null;
  readonly today: string;
  readonly now: number;
}) {
  const title = view.day === today ? '今天全部安排' : `${dayAndWeekday(view.day)}的安排`;
  return (
    <Section title={title}>
      <div className="card">
        {view.entries.length === 0 ? (
          <Empty title={view.me ? '这一天没有您参加的安排' : '这一天没有安排'}>安排有变化会马上更新。</Empty>
        ) : (
          <Thread
            steps={view.entries.map((entry) => ({
              key: entry.id,
              phase: entry.id === next?.id ? 'now' : isOver(entry, view, now) ? 'was' : 'next',
              title: `${timeWords(entry.startsAt)} ${entry.title}`,
              time: <Line words={markOf(entry, view, next, now)} />,
              children: <EntryMore entry={entry} view={view} />,
            }))}
          />
        )}
      </div>
    </Section>
  );
}

function isOver(entry: DayEntry, view: DayView, now: number): boolean {
  return entry.state === 'ended' || view.meeting.state === 'ended' || Date.parse(entry.endsAt) <= now;
}

/** What stands at the right of an entry: that I signed in and when, that I am on leave, that it comes next. */
function markOf(entry: DayEntry, view: DayView, next: DayEntry | null, now: number): (string | false)[] {
  const over = isOver(entry, view, now);
  if (entry.kind === 'meal') return [view.table?.hall || false, entry.checkedInAt ? '已用' : false];
  if (entry.settled === 'absent') return ['缺席'];
  if (entry.checkedInAt) return [`${timeWords(entry.checkedInAt)} 已签到`];
  if (entry.settled === 'present') return ['已到会'];
  if (entry.onLeave || entry.settled === 'onLeave') return ['已请假'];
  if (over) return [entry.due && entry.state === 'ended' ? '未签到' : '已结束'];
  if (entry.state === 'running' || Date.parse(entry.startsAt) <= now) return ['进行中'];
  return [entry.id === next?.id && '下一场'];
}

function EntryMore({ entry, view }: { readonly entry: DayEntry; readonly view: DayView }) {
  const place = entry.kind === 'meal' ? (view.table?.table ? `${view.table.table} 桌` : entry.place) : entry.place;
  return (
    <>
      <p className="second">
        <Line words={[`至 ${timeWords(entry.endsAt)}`, place, !entry.due && view.me !== null && '不要求我参加']} />
      </p>
      {entry.agenda.length > 0 && (
        <details className="day-agenda">
          <summary>议程 {entry.agenda.length} 项</summary>
          <ol>
            {entry.agenda.map((item, index) => (
              <li
                key={`${item.title} ${String(index)}`}
                style={{ paddingInlineStart: `${item.depth}em` }}
                className={item.now ? 'strong' : undefined}
              >
                {item.title}
                {item.presenter && <span className="label">　{item.presenter}</span>}
                {item.now && <span className="label">　正在进行</span>}
              </li>
            ))}
          </ol>
        </details>
      )}
      {entry.floorOpen && (
        <Link className="textual" to={`/meeting/${view.meeting.id}/floor/${entry.id}`}>
          <IconHand size={20} />
          要求发言
        </Link>
      )}
    </>
  );
}

function Lodging({ view: { meeting, room, table } }: { readonly view: DayView }) {
  if (!room && !table) return null;
  const ride = `/meeting/${meeting.id}/ride`;
  return (
    <Section title="住宿和用餐">
      <div className="card flush">
        {room && (
          <Row icon={IconBed} note={room.hotel} to={ride}>
            {room.room} 房间
          </Row>
        )}
        {table && (
          <Row icon={IconMeal} note={table.hall} to={ride}>
            {table.table ? `${table.table} 桌` : '自由就座'}
          </Row>
        )}
      </div>
    </Section>
  );
}

/** The other pages of the meeting for whoever belongs to it: those that are his by what he is there. */
function MoreRooms({ view }: { readonly view: DayView }) {
  const page = `/meeting/${view.meeting.id}`;
  const plenary = view.meeting.kind === 'plenarySession';
  if (!view.me) return null;
  const { category, convenes } = view.me;
  const standing = standings[category];
  return (
    <Section title="这次会议">
      <div className="card flush">
        <Row icon={IconMeeting} to={`${page}/programme`}>
          全部日程
        </Row>
        <Row
          icon={IconBell}
          to={`${page}/notices`}
          end={view.unreadNotices > 0 ? <StateSay state="soon">{view.unreadNotices} 条未读</StateSay> : undefined}
        >
          会议通知
        </Row>
        {plenary && category === 'member' && (
          <Row icon={IconSpeakOut} to={`${page}/speech`}>
            大会发言
          </Row>
        )}
        {(standing.readsBriefs || convenes) && (
          <Row icon={IconPaper} to={`${page}/briefs`}>
            简报
          </Row>
        )}
        {standing.asksLeave && (
          <Row icon={IconLeave} to={`${page}/leave`}>
            请假
          </Row>
        )}
        {standing.knowsPeople && (
          <Row icon={IconPeople} to={`${page}/people`}>
            参会人员和联系人
          </Row>
        )}
        {convenes && (
          <Row icon={IconDone} to={`${page}/group`}>
            我负责的组
          </Row>
        )}
        <Row icon={IconCoach} to={`${page}/ride`}>
          乘车、住宿和用餐
        </Row>
      </div>
    </Section>
  );
}

function Changes({ view }: { readonly view: DayView }) {
  return (
    <Section title="最近的变动" more={{ to: `/meeting/${view.meeting.id}/changes`, words: '看全部' }}>
      <div className="card flush">
        {view.changes.slice(0, 3).map((change) => (
          <Row key={change.id} icon={changedLately(change.at) ? IconOverdue : IconSoon} note={momentWords(change.at)}>
            {change.words}
          </Row>
        ))}
      </div>
    </Section>
  );
}

function changedLately(at: string): boolean {
  return Date.now() - Date.parse(at) < 2 * 3_600_000;
}
