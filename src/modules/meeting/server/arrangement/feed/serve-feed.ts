import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { nobody } from '#platform/contract/actor.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { tables } from '#platform/server/database.ts';
import { arrangementProblem } from '../../../contract/arrangement/problems.ts';
import type { readFeed } from '../../../contract/arrangement/routes.ts';
import type { FeedRow } from './calendar-text.ts';

/**
 * The programme of the holder of a feed's secret as an iCalendar file (RFC 5545). Nobody is signed in here: one function of the database finds him by the
 * secret and gives only what he is due at. Unchanged, it answers 304. Throws `meeting.feed`.
 */
export async function serveFeed(call: RawCall<typeof readFeed>): Promise<unknown> {
  const token = call.params.file.slice(0, -'.ics'.length);
  const rows = await call.database.read(
    nobody,
    async (tx) => (await sql<FeedRow>`select * from meeting_feed(${token})`.execute(tables(tx))).rows,
    {
      requestId: call.request.id,
    },
  );
  if (rows.length === 0) throw arrangementProblem('meeting.feed');
  const { calendarText } = await import('./calendar-text.ts');
  const text = calendarText(rows);
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 24)}"`;
  // Who holds the address must get what stands now, not what a proxy kept of it.
  const reply = call.reply.header('cache-control', 'private, no-cache').header('etag', tag).header('x-content-type-options', 'nosniff');
  if (call.request.headers['if-none-match'] === tag) return await reply.code(304).send();
  return await reply.type('text/calendar; charset=utf-8').send(text);
}
