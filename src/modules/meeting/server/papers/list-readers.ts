import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '#platform/contract/paging.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import type { ReaderLine } from '../../contract/papers/paper.ts';
import type { listReaders as readersRoute } from '../../contract/papers/routes.ts';
import { isFor, papersDb } from './find-paper.ts';
import { officeMeeting, officePapers } from './list-papers.ts';
import { papersProblem } from '../../contract/papers/problems.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly category: ReaderLine['category'];
  readonly group_id: string | null;
  readonly group_name: string | null;
  readonly group_position: number;
  readonly position: number;
  readonly title: string;
  readonly version: number | null;
  readonly downloaded_at: Date | null;
  readonly opened_at: Date | null;
  readonly last_read_at: Date | null;
  readonly furthest_page: number | null;
  readonly returned_at: Date | null;
}

/** SQL conditions of the states by which the list is asked: `r` is the reading, `p` the paper. */
const states = {
  unread: sql`(r.opened_at is null or r.version < p.version)`,
  read: sql`(r.opened_at is not null and r.version = p.version)`,
  older: sql`(r.opened_at is not null and r.version < p.version)`,
  kept: sql`(r.downloaded_at is not null and r.returned_at is null)`,
} as const;

/** Everybody whom the paper is for, group by group in the office's order, with what his devices reported. */
export async function listReaders(
  tx: Tx,
  params: { meetingId: string; paperId: string },
  query: QueryOf<typeof readersRoute>,
): Promise<AnswerOf<typeof readersRoute>> {
  const meeting = await officeMeeting(tx, params.meetingId);
  const [paper] = await officePapers(tx, meeting, params.paperId);
  if (!paper) throw papersProblem('meeting.paper-not-found');
  const after = query.cursor === undefined ? null : placeIn(query.cursor);
  const { rows } = await sql<Row>`
    select a.id, a.name, a.category, a.group_id, g.name as group_name, coalesce(g.position, 100000) as group_position, a.position, a.title,
      r.version, r.downloaded_at, r.opened_at, r.last_read_at, r.furthest_page, r.returned_at
    from paper p
    join attendee a on a.body_id = p.body_id and a.meeting_id = p.meeting_id and ${isFor}
    left join meeting_group g on g.body_id = a.body_id and g.id = a.group_id
    left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
    where p.body_id = ${meeting.body_id} and p.id = ${paper.id}
      and (${query.groupId ?? null}::uuid is null or a.group_id = ${query.groupId ?? null}::uuid)
      and ${query.state ? states[query.state] : sql`true`}
      and ${after ? sql`(coalesce(g.position, 100000), a.position, a.id) > (${after[0]}::int, ${after[1]}::int, ${after[2]}::uuid)` : sql`true`}
    order by group_position, a.position, a.id
    limit ${query.limit + 1}`.execute(papersDb(tx));
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const next = rows.length > query.limit && last ? encodeCursor([last.group_position, last.position, last.id]) : null;
  return { items: items.map(readerLine), next };
}

function placeIn(cursor: string): [number, number, string] {
  const [group, position, id] = decodeCursor(cursor) ?? [];
  const parsed = uuid.safeParse(id);
  const whole = (value: unknown): value is number => Number.isSafeInteger(value) && Math.abs(value as number) < 2 ** 31;
  if (!whole(group) || !whole(position) || !parsed.success) throw platformProblem('request.cursor');
  return [group, position, parsed.data];
}

function readerLine(row: Row): ReaderLine {
  return {
    attendeeId: row.id,
    name: row.name,
    category: row.category,
    groupId: row.group_id,
    groupName: row.group_name ?? '未分组',
    title: row.title,
    version: row.version,
    downloadedAt: row.downloaded_at?.toISOString() ?? null,
    openedAt: row.opened_at?.toISOString() ?? null,
    lastReadAt: row.last_read_at?.toISOString() ?? null,
    furthestPage: row.opened_at === null ? 0 : (row.furthest_page ?? 0),
    returnedAt: row.returned_at?.toISOString() ?? null,
  };
}
