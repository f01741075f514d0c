import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import type { OfficePaper } from '../../contract/papers/paper.ts';
import type { countReaders as countRoute, listPapers as listRoute } from '../../contract/papers/routes.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf } from '../core/find.ts';
import { isFor, isOffice, papersDb } from './find-paper.ts';
import { papersDueOn } from './return-rules.ts';

/** All papers of the office's meeting, in its order, with how far those are whom they are for. */
export async function listPapers(tx: Tx, meetingId: string, convertsDocuments: boolean): Promise<AnswerOf<typeof listRoute>> {
  const meeting = await officeMeeting(tx, meetingId);
  const papers = await officePapers(tx, meeting);
  return { papers, due: dueOf(meeting, papers, tx.now), convertsDocuments };
}

/** The meeting, where the actor works at its office. Throws `meeting.paper-not-found` for people of other bodies who only attend it. */
export async function officeMeeting(tx: Tx, meetingId: string): Promise<MeetingRow> {
  const meeting = await meetingOf(tx, meetingId);
  if (!isOffice(tx, meeting)) throw papersProblem('meeting.paper-not-found');
  return meeting;
}

interface Row {
  readonly id: string;
  readonly title: string;
  readonly class: OfficePaper['class'];
  readonly state: OfficePaper['state'];
  readonly agenda_item_id: string | null;
  readonly sitting_id: string | null;
  readonly group_ids: string[];
  readonly categories: OfficePaper['categories'];
  readonly position: number;
  readonly version: number;
  readonly pages: number | null;
  readonly bytes: number | null;
  readonly change_words: string | null;
  readonly issued_at: Date | null;
  readonly changed_at: Date;
  readonly withdrawn_words: string;
  readonly due: number;
  readonly downloaded: number;
  readonly read: number;
  readonly returned: number;
}

/** Papers of the meeting as the office lists them; all, or the one named. */
export async function officePapers(
  tx: Tx,
  meeting: Pick<MeetingRow, 'body_id' | 'id'>,
  paperId: string | null = null,
): Promise<OfficePaper[]> {
  const { rows } = await sql<Row>`
    select p.id, p.title, p.class, p.state, p.agenda_item_id, p.sitting_id, p.group_ids, p.categories, p.position, p.version, v.pages, v.bytes::float8 as bytes,
      v.change_words, p.issued_at, p.changed_at, p.withdrawn_words, c.*
    from paper p
    left join paper_version v on v.body_id = p.body_id and v.paper_id = p.id and v.version = p.version,
    lateral (
      select count(*)::int as due, count(*) filter (where r.downloaded_at is not null and r.version = p.version)::int as downloaded,
        count(*) filter (where r.opened_at is not null and r.version = p.version)::int as read, count(*) filter (where r.returned_at is not null)::int as returned
      from attendee a
      left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
      where a.body_id = p.body_id and a.meeting_id = p.meeting_id and ${isFor}) c
    where p.body_id = ${meeting.body_id} and p.meeting_id = ${meeting.id} and (${paperId}::uuid is null or p.id = ${paperId}::uuid)
    order by p.position, p.id`.execute(papersDb(tx));
  return rows.map(officePaper);
}

function officePaper(row: Row): OfficePaper {
  return {
    id: row.id,
    title: row.title,
    class: row.class,
    state: row.state,
    agendaItemId: row.agenda_item_id,
    sittingId: row.sitting_id,
    groupIds: row.group_ids,
    categories: row.categories,
    position: row.position,
    version: row.version,
    pages: row.pages ?? 0,
    bytes: row.bytes ?? 0,
    changeWords: row.change_words ?? '',
    issuedAt: row.issued_at?.toISOString() ?? null,
    changedAt: row.changed_at.toISOString(),
    withdrawnWords: row.withdrawn_words,
    count: { due: row.due, downloaded: row.downloaded, read: row.read, returned: row.returned },
  };
}

/** The day by which papers should have gone out, as the rules say that the meeting took over when it was announced; null where they name none. */
function dueOf(meeting: MeetingRow, papers: readonly OfficePaper[], now: Date): AnswerOf<typeof listRoute>['due'] {
  const daysAhead = meeting.rules['paperDays'];
  if (meeting.kind !== 'plenarySession' || typeof daysAhead !== 'number' || daysAhead <= 0) return null;
  const on = papersDueOn(meeting.opens_on, daysAhead);
  const late = papers.some((paper) => paper.state === 'draft' || (paper.issuedAt !== null && dayOf(new Date(paper.issuedAt)) > on));
  return { on, daysAhead, missed: late && dayOf(now) > on };
}

/** How far the people are whom a paper is for, together and by group. */
export async function countReaders(tx: Tx, params: { meetingId: string; paperId: string }): Promise<AnswerOf<typeof countRoute>> {
  const meeting = await officeMeeting(tx, params.meetingId);
  const [paper] = await officePapers(tx, meeting, params.paperId);
  if (!paper) throw papersProblem('meeting.paper-not-found');
  const { rows } = await sql<{
    group_id: string | null;
    name: string | null;
    due: number;
    downloaded: number;
    read: number;
    returned: number;
  }>`
    select a.group_id, g.name, count(*)::int as due, count(*) filter (where r.downloaded_at is not null and r.version = p.version)::int as downloaded,
      count(*) filter (where r.opened_at is not null and r.version = p.version)::int as read, count(*) filter (where r.returned_at is not null)::int as returned
    from paper p
    join attendee a on a.body_id = p.body_id and a.meeting_id = p.meeting_id and ${isFor}
    left join meeting_group g on g.body_id = a.body_id and g.id = a.group_id
    left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
    where p.body_id = ${meeting.body_id} and p.id = ${paper.id}
    group by a.group_id, g.name, g.position
    order by g.position nulls last, g.name`.execute(papersDb(tx));
  return {
    total: paper.count,
    groups: rows.map(({ group_id: groupId, name, ...count }) => ({ groupId, name: name ?? '未分组', count })),
  };
}
