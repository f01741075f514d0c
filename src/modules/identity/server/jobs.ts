import { z } from 'zod';
import { recordAct, noBody, tables } from '#platform/server/database.ts';
import { defineJob } from '#platform/server/jobs/jobs.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { IdentityTables } from './tables.ts';

const day = 86_400_000;
/** Ended sessions stay listed for the audit of who was signed in where; the audit log itself keeps signing in for longer. */
const sessionsKept = 180 * day;

/** Clears away what no longer means anything: old sessions, codes, counted failures, half-done sign-ins. */
export const clearExpired = defineJob({
  name: 'identity.clear-expired',
  data: z.object({}),
  schedule: '17 3 * * *',
  handle: async (database) => {
    await database.transact(
      systemActor,
      async (tx) => {
        const db = tables<IdentityTables>(tx);
        const before = (milliseconds: number) => new Date(tx.now.getTime() - milliseconds);
        const sessions = await db.deleteFrom('account_session').where('expires_at', '<', before(sessionsKept)).executeTakeFirst();
        await db
          .deleteFrom('one_time_code')
          .where('made_at', '<', before(2 * day))
          .execute();
        await db
          .deleteFrom('sign_in_guard')
          .where('last_at', '<', before(2 * day))
          .execute();
        await db.deleteFrom('sign_in_step').where('expires_at', '<', tx.now).execute();
        recordAct(tx, {
          bodyId: noBody,
          act: 'identity.clear-expired',
          subjectKind: 'account_session',
          subjectId: noBody,
          detail: { sessions: Number(sessions.numDeletedRows) },
        });
      },
      { access: 'worker' },
    );
  },
});
