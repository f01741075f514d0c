import { sql } from 'kysely';
import type { Tx } from '../database.ts';
import { tables } from '../database.ts';

/**
 * The transaction number below which every transaction of this database is over, so that a statement after this one sees all that was written
 * under such numbers, and nothing can be added to it. Reading up to it in order skips nothing.
 */
export async function readableBelow(tx: Tx): Promise<string> {
  const { rows } = await sql<{ txid: string }>`select readable_below()::text as txid`.execute(tables(tx));
  return rows[0]!.txid;
}
