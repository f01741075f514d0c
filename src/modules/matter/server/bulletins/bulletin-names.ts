import type { Tx } from '#platform/server/database.ts';
import { organisationName } from '../engine/surroundings.ts';

/** The one series that every body numbers its bulletins in. */
export const bulletinSeries = '信息';

/** What the bulletins of the actor's body are called: (2026, 8) is 明州政协信息 2026 年第 8 期. */
export async function bulletinNames(tx: Tx): Promise<(year: number, number: number | null) => string> {
  const body = await organisationName(tx, tx.actor.bodyId);
  return (year, number) => `${body}${bulletinSeries} ${year} 年${number === null ? '（未编号）' : `第 ${number} 期`}`;
}
