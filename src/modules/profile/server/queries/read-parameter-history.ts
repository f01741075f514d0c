import type { AnswerOf, ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { isSameValue } from '../../contract/parameters.ts';
import type { readParameterHistory as route } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { actorBody } from '../standing.ts';
import { versionsOf } from '../versions.ts';

/** The value of one row in every version of the actor's body, the latest first. */
export async function readParameterHistory(tx: Tx, { key }: ParamsOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const versions = await versionsOf(tx, body.id, body);
  const items = versions.map(({ line, parameters, before }) => ({
    version: line,
    value: parameters[key] as SheetRow['value'],
    changed: !isSameValue(key, parameters[key], before[key]),
  }));
  return { items: items.toReversed() };
}
