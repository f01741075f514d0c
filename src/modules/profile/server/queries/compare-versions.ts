import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import type { compareVersions as route } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { keysFor } from '../../contract/parameters.ts';
import { profileProblem } from '../../contract/problems.ts';
import { differences } from '../profile-rules.ts';
import { actorBody } from '../standing.ts';
import { versionsOf } from '../versions.ts';

/** The rows in which two versions of the actor's body differ. */
export async function compareVersions(tx: Tx, asked: QueryOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const versions = await versionsOf(tx, body.id, body);
  const [one, other] = [versions.find(({ id }) => id === asked.one), versions.find(({ id }) => id === asked.other)];
  if (!one || !other) throw profileProblem('profile.version-not-found');
  const shown = keysFor(body);
  const items = differences(one.parameters, other.parameters)
    .filter((key) => shown.includes(key))
    .map((key) => ({ key, one: one.parameters[key] as SheetRow['value'], other: other.parameters[key] as SheetRow['value'] }));
  return { one: one.line, other: other.line, items };
}
