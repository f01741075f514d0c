import { sql } from 'kysely';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { listNearby as nearbyRoute } from '../../contract/routes.ts';
import type { MatterTables } from '../tables.ts';
import { lineColumns, lineParts, matterLines } from './matter-lines.ts';

/** How far around a point a report may be the same spot, in metres. */
const reach = 250;
const metresPerDegree = 111_320;

/**
 * Open reports of the body within {@link reach} of a point, of the same category where one is given, nearest first: offered for following
 * instead of a second report (FIELD §1, FixMyStreet). The box is looked up by index, the distance is computed on its few rows.
 */
export async function listNearby(tx: Tx, query: QueryOf<typeof nearbyRoute>): Promise<AnswerOf<typeof nearbyRoute>> {
  const { lon, lat, category } = query;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const [dLat, dLon] = [reach / metresPerDegree, reach / (metresPerDegree * Math.max(0.05, shrink))];
  const metres = sql<number>`round(sqrt(power((lon - ${lon}) * ${shrink}, 2) + power(lat - ${lat}, 2)) * ${metresPerDegree})::int`;
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select([...lineColumns, ...lineParts, metres.as('metres')])
    .where('body_id', '=', tx.actor.bodyId)
    .where('kind', '=', 'report')
    .where('closed_at', 'is', null)
    .where('submitted_at', 'is not', null)
    .where('lon', '>=', lon - dLon)
    .where('lon', '<=', lon + dLon)
    .where('lat', '>=', lat - dLat)
    .where('lat', '<=', lat + dLat)
    .$if(category !== undefined, (found) => found.where('category', '=', category!))
    .orderBy(metres)
    .limit(5)
    .execute();
  const near = rows.filter((row) => row.metres <= reach);
  const lines = await matterLines(tx, near);
  return { items: lines.map((matter, index) => ({ matter, metres: near[index]!.metres })) };
}
