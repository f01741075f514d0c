import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { MatterLine } from '../../contract/views.ts';
import type { MatterTables } from '../tables.ts';

/** The page with where each of its matters is, for maps: one statement for all of them. Matters without a point carry none. */
export async function withPoints<Page extends { items: MatterLine[] }>(tx: Tx, page: Page): Promise<Page> {
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['id', 'lon', 'lat'])
    .where(
      sql<boolean>`(body_id, id) in (select * from unnest(${page.items.map((line) => line.bodyId)}::uuid[], ${page.items.map((line) => line.id)}::uuid[]))`,
    )
    .where('lon', 'is not', null)
    .where('lat', 'is not', null)
    .execute();
  const points = new Map(rows.map((row) => [row.id, { lon: row.lon!, lat: row.lat! }]));
  return { ...page, items: page.items.map((line) => ({ ...line, point: points.get(line.id) ?? null })) };
}
