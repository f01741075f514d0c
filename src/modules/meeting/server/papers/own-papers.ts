import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import type { OwnPaper, OwnReading } from '../../contract/papers/paper.ts';
import type { AttendeeRow } from '../core/find.ts';
import { papersDb } from './find-paper.ts';
import type { Returning } from './return-rules.ts';
import { isClosed, leavesAt } from './return-rules.ts';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly class: OwnPaper['class'];
  readonly agenda_item_id: string | null;
  readonly sitting_id: string | null;
  readonly position: number;
  readonly version: number;
  readonly pages: number;
  readonly bytes: number;
  readonly change_words: string;
  readonly issued_at: Date;
  readonly read_version: number | null;
  readonly downloaded_at: Date | null;
  readonly opened_at: Date | null;
  readonly last_read_at: Date | null;
  readonly page: number | null;
  readonly furthest_page: number | null;
  readonly returned_at: Date | null;
  readonly notes: number;
}

/**
 * The issued papers that are for `attendee`, in the office's order, with how far he is. For the day page and for the list of papers; a paper is unread
 * until the version in force was opened: {@link isUnread}. Reads what row-level security shows: his own in his own name.
 */
export async function ownPapers(tx: Tx, attendee: Pick<AttendeeRow, 'body_id' | 'id' | 'meeting_id'>): Promise<OwnPaper[]> {
  const db = papersDb(tx);
  const meeting = await db
    .selectFrom('meeting')
    .select(['state', 'closes_on', 'papers_until', 'ended_at'])
    .where('body_id', '=', attendee.body_id)
    .where('id', '=', attendee.meeting_id)
    .executeTakeFirst();
  if (!meeting) return [];
  const { rows } = await sql<Row>`
    select p.id, p.title, p.class, p.agenda_item_id, p.sitting_id, p.position, p.version, v.pages, v.bytes::float8 as bytes, v.change_words, p.issued_at,
      r.version as read_version, r.downloaded_at, r.opened_at, r.last_read_at, r.page, r.furthest_page, r.returned_at,
      (select count(*)::int from paper_note n where n.body_id = p.body_id and n.paper_id = p.id and n.attendee_id = ${attendee.id} and not n.deleted) as notes
    from attendee a
    join paper p on p.body_id = a.body_id and p.meeting_id = a.meeting_id and p.state = 'issued'
    join paper_version v on v.body_id = p.body_id and v.paper_id = p.id and v.version = p.version
    left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
    where a.body_id = ${attendee.body_id} and a.id = ${attendee.id} and a.left_at is null and a.category = any(p.categories)
      and (p.group_ids = '{}' or a.group_id = any(p.group_ids) or exists (
        select from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id and o.group_id = any(p.group_ids)))
    order by p.position, p.id`.execute(db);
  return rows.map((row) => shaped(row, meeting, tx.now));
}

/** True where the version in force was never opened. */
export function isUnread(paper: Pick<OwnPaper, 'version' | 'reading' | 'closed'>): boolean {
  return !paper.closed && (paper.reading === null || paper.reading.openedAt === null || paper.reading.version < paper.version);
}

function shaped(row: Row, meeting: Returning, now: Date): OwnPaper {
  return {
    id: row.id,
    title: row.title,
    class: row.class,
    agendaItemId: row.agenda_item_id,
    sittingId: row.sitting_id,
    position: row.position,
    version: row.version,
    pages: row.pages,
    bytes: row.bytes,
    changeWords: row.change_words,
    issuedAt: row.issued_at.toISOString(),
    until: leavesAt(row.class, meeting)?.toISOString() ?? null,
    closed: isClosed(row.class, meeting, now),
    reading:
      row.read_version === null
        ? null
        : readingOf({ ...row, version: row.read_version, page: row.page!, furthest_page: row.furthest_page! }),
    notes: row.notes,
  };
}

/** A row of paper_reading as it travels. */
export function readingOf(row: {
  readonly version: number;
  readonly downloaded_at: Date | null;
  readonly opened_at: Date | null;
  readonly last_read_at: Date | null;
  readonly page: number;
  readonly furthest_page: number;
  readonly returned_at: Date | null;
}): OwnReading {
  return {
    version: row.version,
    downloadedAt: row.downloaded_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    page: row.page,
    furthestPage: row.furthest_page,
    returnedAt: row.returned_at?.toISOString() ?? null,
  };
}
