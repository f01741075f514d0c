import { sql } from 'kysely';
import { z } from 'zod';
import type { Database, Tx } from '../database.ts';
import { recordAct, tables } from '../database.ts';
import type { JobDefinition } from '../jobs/jobs.ts';
import { defineJob } from '../jobs/jobs.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { PlatformTables } from '../tables.ts';
import type { FileRoom } from './file-room.ts';
import { thumbnailKey } from './file-room.ts';
import { FolderStore } from './folder-store.ts';

/** How long an upload may lie about before it is attached, and a removed file before its bytes go. */
const looseDays = 2;
const deletedDays = 1;

/** Every night: forgets uploads that were never attached, and removes the bytes of files that are gone. */
export function sweepJob(room: FileRoom): JobDefinition {
  return defineJob({
    name: 'file.sweep',
    data: z.object({}),
    schedule: '30 3 * * *',
    handle: async (database, _data, run) => {
      await forgetLoose(database);
      while (!run.signal.aborted && (await sweepSome(database, room)));
      if (room.store instanceof FolderStore) await room.store.clearIncoming();
      await room.clearAside();
    },
  });
}

async function forgetLoose(database: Database): Promise<void> {
  await database.transact(
    systemActor,
    async (tx) => {
      const before = new Date(tx.now.getTime() - looseDays * 86_400_000);
      await tables<PlatformTables>(tx)
        .updateTable('stored_file')
        .set({ deleted_at: tx.now })
        .where('subject_id', 'is', null)
        .where('deleted_at', 'is', null)
        .where('stored_at', '<', before)
        .execute();
    },
    { access: 'worker' },
  );
}

/** Removes the bytes of some contents that only removed files name; true when there may be more. */
async function sweepSome(database: Database, room: FileRoom): Promise<boolean> {
  const before = new Date(database.clock().getTime() - deletedDays * 86_400_000);
  const keys = await database.read(
    systemActor,
    async (tx) => {
      const rows = await tables<PlatformTables>(tx)
        .selectFrom('stored_file')
        .select('content_key')
        .distinct()
        .where('deleted_at', '<', before)
        .limit(200)
        .execute();
      return rows.map((row) => row.content_key);
    },
    { access: 'worker' },
  );
  for (const key of keys) await database.transact(systemActor, (tx) => sweepContent(tx, room, key, before), { access: 'worker' });
  return keys.length === 200;
}

/** Under the content's lock, which inserting takes too: nobody can come to rely on the bytes while they go. */
async function sweepContent(tx: Tx, room: FileRoom, key: string, before: Date): Promise<void> {
  const db = tables<PlatformTables>(tx);
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db);
  const removed = await db
    .deleteFrom('stored_file')
    .where('content_key', '=', key)
    .where('deleted_at', '<', before)
    .returning(['body_id', 'id'])
    .execute();
  const others = await db.selectFrom('stored_file').select('id').where('content_key', '=', key).limit(1).executeTakeFirst();
  for (const row of removed) recordAct(tx, { bodyId: row.body_id, act: 'file.sweep', subjectKind: 'file', subjectId: row.id, detail: {} });
  if (others) return;
  await room.store.remove(key);
  await room.store.remove(thumbnailKey(key));
}
