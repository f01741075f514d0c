import type { Tx } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';

/** The one series that every body numbers its bulletins in. */
export const bulletinSeries = '信息';

/** What a bulletin is called: 明州政协信息 2026 年第 8 期. */
export async function bulletinName(tx: Tx, bodyId: string, year: number, number: number | null): Promise<string> {
  const body = (await organisationsByIds(tx, [bodyId])).get(bodyId);
  return `${body?.shortName ?? ''}${bulletinSeries} ${year} 年${number === null ? '（未编号）' : `第 ${number} 期`}`;
}
