import { useState } from 'react';
import { usePathMember } from '#platform/web/mobile/address.ts';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Choices } from '#platform/web/mobile/fields.tsx';
import { More } from '#platform/web/mobile/list.tsx';
import { Page } from '#platform/web/mobile/page.tsx';
import { Line, Section } from '#platform/web/mobile/parts.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Empty, OfflineChip, Reading } from '#platform/web/shared/conditions.tsx';
import { IconPhone } from '#platform/web/shared/icons.tsx';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { readMeeting } from '../../../contract/arrangement/routes.ts';
import type { AttendeeRow } from '../../../contract/people/people.ts';
import { listAttendees, readPeopleSummary } from '../../../contract/people/routes.ts';
import type { PeopleWords } from '../../../contract/people/words.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import './people.css';

/** 参会人员: my group with whom to call, and everybody by name. */
export default function PeoplePage() {
  const meetingId = usePathMember('meetingId');
  const meeting = useRead(readMeeting, { params: { meetingId } });
  return (
    <Page title="参会人员" parent={`/meeting/${meetingId}`} tools={<OfflineChip updatedAt={meeting.dataUpdatedAt} />}>
      <Reading result={meeting} rows={6}>
        {(view) => <People meeting={view} />}
      </Reading>
    </Page>
  );
}

function People({ meeting }: { meeting: MeetingView }) {
  const words = peopleWords(meeting.bodyKind);
  const mine = meeting.own?.groupId ?? null;
  const [scope, setScope] = useState<'mine' | 'all'>(mine ? 'mine' : 'all');
  const [typed, setTyped] = useState('');
  const query = { limit: 100, ...(scope === 'mine' && mine ? { groupId: mine } : {}), ...(typed ? { words: typed } : {}) };
  const people = usePages(
    listAttendees,
    { params: { meetingId: meeting.id }, query },
    { keepPrevious: true, topics: [`meeting:${meeting.id}`] },
  );
  const speaks = meeting.own?.posts.some((post) => ['convenor', 'deputyConvenor', 'liaison'].includes(post.post)) ?? false;
  return (
    <>
      {mine && (
        <div className="section">
          <Choices
            label="看谁"
            even
            value={scope}
            onChoose={(value) => setScope(value === 'mine' ? 'mine' : 'all')}
            options={[
              { value: 'mine', label: `本${words.group === '界别' ? '界别' : '团'}` },
              { value: 'all', label: '全部人员' },
            ]}
          />
        </div>
      )}
      {scope === 'mine' && mine && <Contacts meetingId={meeting.id} groupId={mine} words={words} speaks={speaks} />}
      <div className="section">
        <SearchBox label="姓名、首字母、单位" value={typed} onChange={setTyped} />
      </div>
      <Reading
        result={people}
        rows={8}
        isEmpty={() => people.items.length === 0}
        empty={<Empty title="没有找到">换个姓名或首字母试试。</Empty>}
      >
        {() => (
          <>
            <div className="section card flush">
              {people.items.map((one) => (
                <PersonRow key={one.id} one={one} words={words} groups={scope === 'all'} />
              ))}
            </div>
            <More {...people} />
          </>
        )}
      </Reading>
    </>
  );
}

/** Whom to call in my group: the convenor and the liaison. */
function Contacts({ meetingId, groupId, words, speaks }: { meetingId: string; groupId: string; words: PeopleWords; speaks: boolean }) {
  const summary = useRead(readPeopleSummary, { params: { meetingId } }, { topics: [`meeting:${meetingId}`] });
  const group = summary.data?.groups.find((one) => one.id === groupId);
  if (!group) return null;
  const heads = group.posts.filter((post) => post.post !== 'member');
  return (
    <Section title={group.name} note={<Line words={[`${group.people} 人`, group.place]} />}>
      {heads.length > 0 && (
        <div className="card flush">
          {heads.map((one) => (
            <div key={one.attendeeId} className="row">
              <span className="row-words wrap">
                {one.name}
                <span className="label">{words.posts[one.post]}</span>
              </span>
              <Call name={one.name} phone={one.phone} />
            </div>
          ))}
        </div>
      )}
      {speaks && (
        <div className="btns group-open">
          <LinkButton look="edge" to={`/meeting/${meetingId}/group`}>
            看谁到了、批请假
          </LinkButton>
        </div>
      )}
    </Section>
  );
}

function PersonRow({ one, words, groups }: { one: AttendeeRow; words: PeopleWords; groups: boolean }) {
  const me = useMe().person.id;
  const told = [one.unit, one.title].filter(Boolean).join(' ');
  const held = one.posts.map((post) =>
    post.groupId === one.groupId ? words.posts[post.post] : `${post.groupName}${words.posts[post.post]}`,
  );
  return (
    <div className="row">
      <span className="row-words wrap">
        <span>
          {one.name}
          {held.length > 0 && <span className="second"> {held.join('、')}</span>}
        </span>
        <span className="label">
          <Line words={[groups && one.groupName, one.category !== 'member' && words.categories[one.category], told]} />
        </span>
      </span>
      <Call name={one.name} phone={one.personId === me ? null : one.phone} />
    </div>
  );
}

/** Calls by tapping; nothing where one has no need to know the number. */
export function Call({ name, phone }: { name: string; phone: string | null }) {
  if (!phone) return null;
  return (
    <a className="tool call-tool" href={`tel:${phone}`} aria-label={`打电话给${name}`}>
      <IconPhone />
    </a>
  );
}
