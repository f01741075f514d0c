import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { Choices } from '#platform/web/mobile/fields.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { momentWords, timeWords } from '#platform/web/shared/dates.ts';
import { IconPeople } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { StateSay } from '#platform/web/shared/state.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import type { SittingLine } from '../../../contract/meeting.ts';
import { listLeaves, readSittingPeople } from '../../../contract/people/routes.ts';
import { ToDecide } from './leave-page.tsx';
import { Call } from './people-page.tsx';
import './people.css';

/** The page of whoever speaks for a group: leaves to decide, who of it is here, who is missing and how to reach him. */
export default function GroupPage() {
  const meetingId = usePathMember('meetingId');
  const meeting = useRead(readMeeting, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  return (
    <Page title="我负责的组" parent={`/meeting/${meetingId}`} tools={<OfflineChip updatedAt={meeting.dataUpdatedAt} />}>
      <Reading result={meeting} rows={6}>
        {(view) => <Group meeting={view} />}
      </Reading>
    </Page>
  );
}

function Group({ meeting }: { meeting: MeetingView }) {
  const waiting = useRead(listLeaves, { params: { meetingId: meeting.id }, query: { of: 'toDecide' } });
  const posts = meeting.own?.posts.filter((post) => ['convenor', 'deputyConvenor', 'liaison'].includes(post.post)) ?? [];
  const groups = meeting.groups.filter((group) => posts.some((post) => post.groupId === group.id));
  const sittings = sittingsOf(
    meeting,
    groups.map((group) => group.id),
  );
  const [picked, setPicked] = useState<string | null>(null);
  const here = sittings.find((one) => one.id === picked) ?? currentOf(sittings);
  if (groups.length === 0)
    return (
      <Empty icon={IconPeople} title="您没有负责的组">
        团长、召集人和联络员在这里看本组到会情况、批请假。
      </Empty>
    );
  return (
    <>
      {(waiting.data?.items.length ?? 0) > 0 && (
        <Section title="等我批的请假" count={waiting.data!.items.length} unit="份">
          {waiting.data!.items.map((leave) => (
            <ToDecide key={leave.id} meetingId={meeting.id} leave={leave} />
          ))}
        </Section>
      )}
      <Section title={groups.map((group) => group.name).join('、')} note={`${groups.reduce((sum, group) => sum + group.members, 0)} 人`}>
        <div className="filters">
          <Choices
            label="哪次会议"
            value={here?.id ?? null}
            onChoose={setPicked}
            options={sittings.map((one) => ({ value: one.id, label: `${momentWords(one.startsAt)} ${one.title}` }))}
          />
        </div>
      </Section>
      {here ? <Presence meetingId={meeting.id} sitting={here} /> : <Empty title="还没有安排会议">日程定了以后，在这里看谁到了。</Empty>}
    </>
  );
}

/** The sittings to which people of the groups are asked. */
function sittingsOf(meeting: MeetingView, groups: readonly string[]): SittingLine[] {
  return meeting.sittings
    .filter((one) => !['meal', 'other'].includes(one.kind) && one.state !== 'cancelled')
    .filter((one) => one.dueGroups.length === 0 || one.dueGroups.some((id) => groups.includes(id)))
    .toSorted((one, other) => one.startsAt.localeCompare(other.startsAt));
}

/** What is on, else what comes next, else what was last. */
function currentOf(sittings: readonly SittingLine[]): SittingLine | undefined {
  return sittings.find((one) => one.state === 'running') ?? sittings.find((one) => one.state === 'planned') ?? sittings.at(-1);
}

/** What somebody is called who is not in: nobody is late for what has not begun, and only a closed sitting makes him absent. */
const missingWords = {
  planned: { title: '未签到' },
  cancelled: { title: '未签到' },
  running: { title: '未到', mark: 'soon' },
  ended: { title: '缺席', mark: 'overdue' },
} as const;

type People = AnswerOf<typeof readSittingPeople>;

function Presence({ meetingId, sitting }: { meetingId: string; sitting: SittingLine }) {
  const people = useRead(readSittingPeople, { params: { meetingId, sittingId: sitting.id } }, { topics: [`meeting:${meetingId}`] });
  const missing = missingWords[sitting.state];
  return (
    <Reading result={people} rows={6} isEmpty={(data) => data.people.length === 0} empty={<Empty title="这次会议没有本组的人" />}>
      {({ count, people: all }) => (
        <>
          <div className="section card group-count">
            <Count words="应到" value={count.due} />
            <Count words="实到" value={count.present} />
            <Count words="请假" value={count.onLeave} />
            <Count words={missing.title} value={count.missing} />
          </div>
          <Some {...missing} people={all.filter((one) => one.state === 'missing')} />
          <Some title="请假" people={all.filter((one) => one.state === 'onLeave')} mark="running" />
          <Some title="已到" people={all.filter((one) => one.state === 'present')} mark="done" />
        </>
      )}
    </Reading>
  );
}

function Count({ words, value }: { words: string; value: number }) {
  return (
    <div>
      <b>{value}</b>
      <span className="label">{words}</span>
    </div>
  );
}

function Some({ title, people, mark }: { title: string; people: People['people']; mark?: 'overdue' | 'soon' | 'running' | 'done' }) {
  if (people.length === 0) return null;
  return (
    <Section title={title} count={people.length} unit="人">
      <div className="card flush">
        {people.map((one) => (
          <div key={one.attendeeId} className="row">
            <span className="row-words wrap">
              {one.name}
              <span className="label">
                <Line words={[one.title]} />
              </span>
            </span>
            {mark && <StateSay state={mark}>{one.at ? timeWords(one.at) : title}</StateSay>}
            <Call name={one.name} phone={one.phone} />
          </div>
        ))}
      </div>
    </Section>
  );
}
