import { platformProblem } from '#platform/contract/problem.ts';
import type { Tx } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import type { BodyStanding } from '../contract/parameter.ts';

/** What profile needs to know of a body: its standing decides the presets, its region decides the calendar. */
export interface Body extends BodyStanding {
  readonly id: string;
  readonly shortName: string;
  readonly regionCode: string;
}

const bodies = new WeakMap<Tx, Map<string, Promise<Body>>>();

/** The body `bodyId`, asked once in a transaction. Throws where the id names no body, which only a fault of ours can cause. */
export function bodyOf(tx: Tx, bodyId: string): Promise<Body> {
  const known = bodies.get(tx) ?? new Map<string, Promise<Body>>();
  bodies.set(tx, known);
  const asked = known.get(bodyId) ?? findBody(tx, bodyId);
  known.set(bodyId, asked);
  return asked;
}

/** The body in whose office or membership the actor acts. */
export async function actorBody(tx: Tx): Promise<Body> {
  if (!tx.actor.bodyId) throw platformProblem('actor.forbidden');
  return await bodyOf(tx, tx.actor.bodyId);
}

async function findBody(tx: Tx, bodyId: string): Promise<Body> {
  const found = (await organisationsByIds(tx, [bodyId])).get(bodyId);
  if (found?.kind !== 'congress' && found?.kind !== 'cppcc') throw new Error(`${bodyId} is no body`);
  return { id: found.id, kind: found.kind, level: found.level, shortName: found.shortName, regionCode: found.regionCode };
}
