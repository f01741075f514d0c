import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { MyMeeting, listMyMeetings as route } from '../../contract/words/day.ts';
import { inSight, lineColumns } from '../core/find.ts';
import type { WordsTables } from './tables.ts';

/**
 * The actor's meetings: those that are on today, the one that goes on first before the others; the next five, the last five. Own attendance first; the
 * office also sees its body's others.
 */
export async function listMyMeetings(tx: Tx): Promise<AnswerOf<typeof route>> {
  const today = dayOf(tx.now);
  const [now, coming, past] = await Promise.all([
    found(tx)
      .where('meeting.opens_on', '<=', today)
      .where('meeting.closes_on', '>=', today)
      .where('meeting.state', '<>', 'ended')
      .orderBy('attends', 'desc')
      .orderBy(nextEntry(tx.now), sql`asc nulls last`)
      .orderBy('meeting.id')
      .limit(10)
      .execute(),
    found(tx).where('meeting.opens_on', '>', today).where('meeting.state', '<>', 'ended').orderBy('meeting.opens_on').limit(5).execute(),
    found(tx)
      .where((or) => or.or([or('meeting.closes_on', '<', today), or('meeting.state', '=', 'ended')]))
      .orderBy('meeting.closes_on', 'desc')
      .limit(5)
      .execute(),
  ]);
  const bodies = await organisationsByIds(tx, [...new Set([...now, ...coming, ...past].map((row) => row.body_id))]);
  const shaped = (rows: typeof now): MyMeeting[] =>
    rows.map((row) => ({
      id: row.id,
      bodyId: row.body_id,
      bodyName: bodies.get(row.body_id)?.shortName ?? '',
      kind: row.kind,
      title: row.title,
      place: row.place,
      opensOn: row.opens_on,
      closesOn: row.closes_on,
      state: row.state,
      attends: row.attends,
    }));
  return { today, now: shaped(now), coming: shaped(coming), past: shaped(past) };
}

/** When the entry begins that is on in the meeting or comes next. */
const nextEntry = (
  now: Date,
) => sql<Date>`(select min(s.starts_at) from sitting s where s.body_id = meeting.body_id and s.meeting_id = meeting.id
  and not s.hidden and s.state in ('planned', 'running') and s.ends_at > ${now})`;

function found(tx: Tx) {
  return tables<WordsTables>(tx)
    .selectFrom('meeting')
    .where(inSight(tx))
    .select(lineColumns)
    .select(
      sql<boolean>`exists (select from attendee a where a.body_id = meeting.body_id and a.meeting_id = meeting.id and a.person_id = ${tx.actor.personId} and a.left_at is null)`.as(
        'attends',
      ),
    )
    .where('meeting.state', '<>', 'draft');
}
