import type { Tx } from '../database.ts';
import { tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';

/** A kept file as those need it who open its bytes: `files.store.open(key)`. */
export interface KeptFile {
  readonly name: string;
  readonly mediaType: string;
  readonly key: string;
}

/** One file of a body, for jobs that work on its content (access `worker`); null where it was deleted. Who may have it is the caller's affair. */
export async function keptFile(tx: Tx, bodyId: string, id: string): Promise<KeptFile | null> {
  const row = await tables<PlatformTables>(tx)
    .selectFrom('stored_file')
    .select(['name', 'media_type', 'content_key'])
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  return row ? { name: row.name, mediaType: row.media_type, key: row.content_key } : null;
}
