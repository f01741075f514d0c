import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import type { listVersions as route } from '../../contract/routes.ts';
import { calendarFor } from '../calendar.ts';
import { yearNeededFrom } from '../calendar-reach.ts';
import { actorBody } from '../standing.ts';
import { versionsOf } from '../versions.ts';

/** The timeline of the rules desk: published versions, the draft, and how far the calendar is known. */
export async function listVersions(tx: Tx): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const [versions, calendar] = await Promise.all([versionsOf(tx, body.id, body), calendarFor(tx, body.id)]);
  const parameters = versions.find((version) => version.line.current)?.parameters ?? null;
  return {
    items: versions.map((version) => version.line),
    today: dayOf(tx.now),
    standing: { kind: body.kind, level: body.level },
    bodyName: body.shortName,
    lastKnownYear: calendar.lastKnownYear,
    yearNeeded: yearNeededFrom(dayOf(tx.now), parameters, body),
  };
}
