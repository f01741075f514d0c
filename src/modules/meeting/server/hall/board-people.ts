import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Board } from '../../contract/hall/board.ts';
import type { MeetingRow } from '../core/find.ts';
import type { AllTables } from './tables.ts';

/** Whom to ask about a group, by group: its liaison, else its convenor, else his deputy. */
export async function contactsOfGroups(tx: Tx, meeting: MeetingRow): Promise<Map<string, { name: string; phone: string }>> {
  const { rows } = await sql<{ group_id: string; name: string; phone: string }>`
    select distinct on (p.group_id) p.group_id, a.name, v.phone
    from attendee_post p
    join attendee a on a.body_id = p.body_id and a.id = p.attendee_id and a.left_at is null
    join attendee_private v on v.body_id = a.body_id and v.attendee_id = a.id
    where p.body_id = ${meeting.body_id} and p.meeting_id = ${meeting.id} and p.post in ('liaison', 'convenor', 'deputyConvenor')
    order by p.group_id, array_position(array['liaison', 'convenor', 'deputyConvenor'], p.post), p.position, a.id`.execute(
    tables<AllTables>(tx),
  );
  return new Map(rows.map((row) => [row.group_id, { name: row.name, phone: row.phone }]));
}

/** A scanner that has said nothing for so long is without the server. */
const awayMilliseconds = 90_000;

/** How many scanners are with the server, how many are not, and how many scans they last said that they still keep. */
export async function scannersOf(tx: Tx, meeting: MeetingRow): Promise<Board['scanners']> {
  const rows = await tables<AllTables>(tx)
    .selectFrom('scanner')
    .select(['last_seen_at', 'queued'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('enrolled_at', 'is not', null)
    .where('ended_at', 'is', null)
    .execute();
  const online = rows.filter((row) => row.last_seen_at !== null && tx.now.getTime() - row.last_seen_at.getTime() < awayMilliseconds).length;
  return { online, away: rows.length - online, queued: rows.reduce((sum, row) => sum + row.queued, 0) };
}
