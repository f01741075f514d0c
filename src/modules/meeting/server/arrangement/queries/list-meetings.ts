import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '#platform/contract/paging.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day } from '#platform/contract/instant.ts';
import type { listMeetings as listRoute } from '../../../contract/arrangement/routes.ts';
import { inSight, lineColumns } from '../../core/find.ts';
import type { MeetingTables } from '../../tables.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** The meetings that the transaction may see, the latest opening first. Row-level security says which; the office's list is that of its body. */
export async function listMeetings(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let found = db(tx)
    .selectFrom('meeting')
    .select(lineColumns)
    .select(({ selectFrom }) => [
      selectFrom('attendee as a')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('a.body_id', '=', 'meeting.body_id')
        .whereRef('a.meeting_id', '=', 'meeting.id')
        .where('a.left_at', 'is', null)
        .as('people'),
      selectFrom('sitting as s')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('s.body_id', '=', 'meeting.body_id')
        .whereRef('s.meeting_id', '=', 'meeting.id')
        .as('sittings'),
    ])
    .where(inSight(tx));
  if (tx.actor.scope === 'office') found = found.where('meeting.body_id', '=', tx.actor.bodyId);
  if (query.kind) found = found.where('meeting.kind', '=', query.kind);
  if (query.state) found = found.where('meeting.state', '=', query.state);
  if (query.year)
    found = found.where('meeting.opens_on', '>=', `${query.year}-01-01`).where('meeting.opens_on', '<=', `${query.year}-12-31`);
  if (query.words) found = found.where(sql<boolean>`strpos(meeting.title, ${query.words}) > 0`);
  if (query.cursor) {
    const [opensOn, id] = dayCursor(query.cursor);
    found = found.where(sql<boolean>`(meeting.opens_on, meeting.id) < (${opensOn}::date, ${id}::uuid)`);
  }
  const rows = await found
    .orderBy('meeting.opens_on', 'desc')
    .orderBy('meeting.id', 'desc')
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => ({
      id: row.id,
      bodyId: row.body_id,
      kind: row.kind,
      title: row.title,
      place: row.place,
      opensOn: row.opens_on,
      closesOn: row.closes_on,
      state: row.state,
      people: row.people ?? 0,
      sittings: row.sittings ?? 0,
    })),
    next: rows.length > shown.length && last ? encodeCursor([last.opens_on, last.id]) : null,
  };
}

function dayCursor(cursor: string): [day: string, id: string] {
  const parsed = z.tuple([day, uuid]).safeParse(decodeCursor(cursor));
  if (!parsed.success) throw platformProblem('request.cursor');
  return parsed.data;
}
