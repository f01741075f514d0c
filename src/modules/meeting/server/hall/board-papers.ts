import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Board } from '../../contract/hall/board.ts';
import type { MeetingRow } from '../core/find.ts';
import { isFor } from '../papers/find-paper.ts';
import type { AllTables } from './tables.ts';

export interface PaperReadRow {
  readonly id: string;
  readonly title: string;
  readonly group_id: string | null;
  readonly group_name: string | null;
  readonly due: number;
  readonly read: number;
}

/**
 * Issued papers by group: how many people each is for and how many of them have opened the version in force.
 */
export async function paperReadings(tx: Tx, meeting: Pick<MeetingRow, 'body_id' | 'id'>): Promise<PaperReadRow[]> {
  const { rows } = await sql<PaperReadRow>`
    select p.id, p.title, a.group_id, g.name as group_name, count(*)::int as due,
      (count(*) filter (where r.opened_at is not null and r.version >= p.version))::int as read
    from paper p
    join attendee a on a.body_id = p.body_id and a.meeting_id = p.meeting_id and ${isFor}
    left join paper_reading r on r.body_id = p.body_id and r.paper_id = p.id and r.attendee_id = a.id
    left join meeting_group g on g.body_id = a.body_id and g.id = a.group_id
    where p.body_id = ${meeting.body_id} and p.meeting_id = ${meeting.id} and p.state = 'issued'
    group by p.id, p.title, p.position, a.group_id, g.name order by p.position, p.id`.execute(tables<AllTables>(tx));
  return rows;
}

/** Papers that somebody has not read yet, the most unread first; with the three groups in which most have not. */
export async function unreadPapers(tx: Tx, meeting: MeetingRow): Promise<Board['papers']> {
  const byPaper = Map.groupBy(await paperReadings(tx, meeting), (row) => row.id);
  return [...byPaper.values()]
    .map((rows) => ({
      id: rows[0]!.id,
      title: rows[0]!.title,
      due: rows.reduce((sum, row) => sum + row.due, 0),
      unread: rows.reduce((sum, row) => sum + row.due - row.read, 0),
      groups: rows
        .map((row) => ({ name: row.group_name ?? '未分组', unread: row.due - row.read }))
        .filter((group) => group.unread > 0)
        .toSorted((one, other) => other.unread - one.unread)
        .slice(0, 3),
    }))
    .filter((paper) => paper.unread > 0)
    .toSorted((one, other) => other.unread - one.unread);
}
