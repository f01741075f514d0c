import { z } from 'zod';
import { dayOf } from '#platform/contract/instant.ts';
import { noBody, recordAct, tables } from '#platform/server/database.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { DirectoryTables } from './tables.ts';

/** Closes seats whose last day is over. They were refused from that day on in any case; this makes lists agree with it. */
export const endSeats = defineJob({
  name: 'directory.end-seats',
  data: z.object({}),
  schedule: '5 0 * * *',
  handle: async (database) => {
    await database.transact(
      systemActor,
      async (tx) => {
        const db = tables<DirectoryTables>(tx);
        const today = dayOf(tx.now);
        const mandates = await db
          .updateTable('mandate')
          .set({ status: 'ended' })
          .where('status', '=', 'active')
          .where('to_day', '<', today)
          .executeTakeFirst();
        const posts = await db
          .updateTable('post')
          .set({ status: 'ended' })
          .where('status', '=', 'active')
          .where('to_day', '<', today)
          .executeTakeFirst();
        const detail = { mandates: Number(mandates.numUpdatedRows), posts: Number(posts.numUpdatedRows) };
        if (detail.mandates + detail.posts > 0)
          recordAct(tx, { bodyId: noBody, act: 'directory.end-seats', subjectKind: 'seat', subjectId: noBody, detail });
      },
      { access: 'worker' },
    );
  },
});
