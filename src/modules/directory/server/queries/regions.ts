import { tables, type Tx } from '#platform/server/database.ts';
import type { Region } from '../../contract/region.ts';
import type { DirectoryTables } from '../tables.ts';

/** Regions directly inside `parent`; provinces where none is named. */
export async function listRegions(tx: Tx, parent: string | undefined): Promise<{ items: Region[] }> {
  const items = await tables<DirectoryTables>(tx)
    .selectFrom('region')
    .select(['code', 'name', 'level', 'parent_code as parentCode'])
    .where('parent_code', parent ? '=' : 'is', parent ?? null)
    .orderBy('code')
    .execute();
  return { items };
}
