import { newId } from '#platform/contract/identifiers.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, noBody, recordAct, tables } from '#platform/server/database.ts';
import { calendarChanged } from '../../contract/events.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { loadYear as route } from '../../contract/routes.ts';
import { strayDays, missingHolidays, idleWorkdays } from '../calendar-file-rules.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';

/**
 * Loads the arrangement of a year for the region of the actor's body and all regions inside it. Earlier loads stay, so that it can be seen
 * by what an old deadline was reckoned; the latest counts.
 */
export async function loadYear(tx: Tx, input: BodyOf<typeof route>): Promise<{ done: true }> {
  const body = await actorBody(tx);
  refuseDays(input);
  const id = newId(tx.now.getTime());
  const days = input.days.toSorted((one, other) => (one.day < other.day ? -1 : 1));
  await tables<ProfileTables>(tx)
    .insertInto('calendar_year')
    .values({
      region_code: body.regionCode,
      year: input.year,
      id,
      days: JSON.stringify(days),
      source: input.source,
      loaded_at: tx.now,
      loaded_by: tx.actor.personId,
      loaded_by_name: tx.actor.name,
      loaded_by_body: body.id,
    })
    .execute();
  recordAct(tx, {
    bodyId: body.id,
    act: 'profile.load-year',
    subjectKind: 'calendar-year',
    subjectId: id,
    detail: { regionCode: body.regionCode, year: input.year, source: input.source, days: days.length },
  });
  // It concerns every body of the region, so the event belongs to none.
  emit(tx, calendarChanged, {
    bodyId: noBody,
    subject: id,
    topics: [`body:${body.id}`],
    payload: { bodyId: null, regionCode: body.regionCode, from: `${input.year}-01-01`, to: `${input.year}-12-31` },
  });
  return { done: true };
}

function refuseDays({ year, days }: BodyOf<typeof route>): void {
  const stray = strayDays(year, days);
  if (stray.length > 0) throw profileProblem('profile.year-mismatch', { count: stray.length, year });
  const idle = idleWorkdays(days);
  if (idle.length > 0) throw profileProblem('profile.workday-on-weekday', { days: idle.join('、') });
  const missing = missingHolidays(days);
  if (missing.length > 0) throw profileProblem('profile.year-short', { names: missing.join('、') });
}
