import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Section } from '#platform/web/mobile/parts.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { chinaDay, dayAndWeekday, momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { IconDown, IconSoon } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import type { AgendaItem, MeetingChange } from '../../../contract/arrangement/routes.ts';
import { listChanges, readAgenda, readMeeting } from '../../../contract/arrangement/routes.ts';
import { sittingStates } from '../../../contract/meeting.ts';
import './programme.css';

type Sitting = MeetingView['sittings'][number];

/** A change is marked on the programme for so long. */
const marked = 3 * 86_400_000;

/** 日程: all days of a meeting; what one is due at stands out, agendas unfold, and what changed lately is marked. */
export default function ProgrammePage() {
  const meetingId = usePathMember('meetingId');
  const following = { topics: [`meeting:${meetingId}`] };
  const input = { params: { meetingId } };
  const meeting = useRead(readMeeting, input, following);
  const agenda = useRead(readAgenda, input, following);
  const changes = useRead(listChanges, { ...input, query: { limit: 100 } }, following);
  return (
    <Page
      title="会议日程"
      parent={`/meeting/${meetingId}`}
      tools={<OfflineChip updatedAt={meeting.dataUpdatedAt} />}
      acts={
        meeting.data?.own ? (
          <>
            <LinkButton to={`/meeting/${meetingId}/changes`}>看变动</LinkButton>
            <LinkButton look="edge" to={`/meeting/${meetingId}/calendar`}>
              加到手机日历
            </LinkButton>
          </>
        ) : null
      }
    >
      <Reading
        result={meeting}
        rows={6}
        isEmpty={(data) => data.sittings.length === 0}
        empty={<Empty title="日程还没有排好">排好以后会在这里，也会通知您。</Empty>}
      >
        {(data) => <Days meeting={data} agenda={agenda.data?.items ?? []} changes={recent(changes.data?.items ?? [])} />}
      </Reading>
    </Page>
  );
}

function recent(changes: readonly MeetingChange[]): readonly MeetingChange[] {
  return changes.filter((one) => Date.now() - Date.parse(one.at) < marked);
}

interface DaysProps {
  readonly meeting: MeetingView;
  readonly agenda: readonly AgendaItem[];
  readonly changes: readonly MeetingChange[];
}

function Days({ meeting, agenda, changes }: DaysProps) {
  const [mine, setMine] = useState(meeting.own !== null);
  const shown = meeting.sittings.filter((one) => !one.hidden && (!mine || isMine(meeting, one)));
  return (
    <>
      {meeting.own && (
        <div className="programme-whose" role="group" aria-label="看谁的日程">
          {[true, false].map((own) => (
            <button key={String(own)} type="button" aria-pressed={mine === own} onClick={() => setMine(own)}>
              {own ? '我的日程' : '全部日程'}
            </button>
          ))}
        </div>
      )}
      {shown.length === 0 && <Empty title="这次会议没有您要参加的场次">点“全部日程”看会议的全部安排。</Empty>}
      {[...Map.groupBy(shown, (one) => chinaDay(one.startsAt))].map(([day, entries]) => (
        <Section key={day} title={dayAndWeekday(day)} note={day === chinaDay(new Date().toISOString()) ? '今天' : undefined}>
          <ol className="card flush programme-day">
            {entries.map((one) => (
              <Entry
                key={one.id}
                sitting={one}
                agenda={agenda.filter((item) => item.sittingId === one.id)}
                change={changes.find((change) => change.subjectId === one.id)}
              />
            ))}
          </ol>
        </Section>
      ))}
    </>
  );
}

/** Whether the reader is due: by his category and, where only some groups are, by his own group and those in which he holds a post. */
function isMine({ own }: MeetingView, sitting: Sitting): boolean {
  if (!own || !sitting.dueCategories.includes(own.category)) return false;
  const groups = [own.groupId, ...own.posts.map((post) => post.groupId)];
  return sitting.dueGroups.length === 0 || groups.some((id) => id !== null && sitting.dueGroups.includes(id));
}

function Entry({ sitting, agenda, change }: { sitting: Sitting; agenda: readonly AgendaItem[]; change: MeetingChange | undefined }) {
  return (
    <li className={`programme-entry ${sitting.state}`}>
      <span className="programme-time">
        <b>{timeWords(sitting.startsAt)}</b>
        <span className="label">{timeWords(sitting.endsAt)}</span>
      </span>
      <div className="programme-what">
        <b className="programme-title">{sitting.title}</b>
        {sitting.place && <span className="second">{sitting.place}</span>}
        {sitting.state !== 'planned' && <span className={`programme-state ${sitting.state}`}>{sittingStates[sitting.state]}</span>}
        {change && (
          <span className="programme-change">
            <IconSoon size={16} />
            <span>
              {momentWords(change.at)}变动：{change.words}
            </span>
          </span>
        )}
        {agenda.length > 0 && sitting.state !== 'cancelled' && <Agenda items={agenda} />}
      </div>
    </li>
  );
}

/** The agenda, folded until asked for; what is on now stands open. */
function Agenda({ items }: { items: readonly AgendaItem[] }) {
  return (
    <details className="programme-agenda" open={items.some((one) => one.state === 'now')}>
      <summary>
        议程 {items.filter((one) => one.depth === 0).length} 项
        <IconDown size={20} />
      </summary>
      <ol>
        {items.map((item) => (
          <li
            key={item.id}
            className={item.state}
            style={{ paddingInlineStart: `${item.depth}em` }}
            aria-current={item.state === 'now' ? 'step' : undefined}
          >
            <span className="nr">{item.number}</span>
            <span>
              {item.title}
              {item.presenter && <span className="label">　{item.presenter}</span>}
              {item.state === 'now' && <b className="programme-now">正在进行</b>}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
