import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../database.ts';
import { tables } from '../database.ts';
import { defineJob } from '../jobs/jobs.ts';
import { systemActor } from './dispatcher.ts';

/** How long events can be replayed, and answers repeated, in days. */
const eventDays = 90;
const answerDays = 7;
const batchSize = 5_000;

/** Every night: removes events that all subscribers handled long ago, and stored answers that nobody will ask for again. */
export const pruneJob = defineJob({
  name: 'platform.prune',
  data: z.object({}),
  schedule: '15 3 * * *',
  handle: async (database, _data, run) => {
    for (const prune of [pruneEvents, pruneAnswers]) {
      while (!run.signal.aborted && (await database.transact(systemActor, prune, { access: 'worker' })) === batchSize);
    }
  },
});

/** Events of a parked subscriber are kept until an operator has decided about them. */
async function pruneEvents(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from outbox where (body_id, id) in (
      select o.body_id, o.id from outbox o
      where o.at < ${daysBefore(tx, eventDays)}
        and (o.txid, o.id) <= (select s.txid, s.event_id from subscription s where s.name <> 'audit.seal' order by s.txid, s.event_id limit 1)
        and not exists (select from parked_event p where p.body_id = o.body_id and p.event_id = o.id)
      order by o.txid, o.id limit ${batchSize})`.execute(tables(tx));
  return Number(numAffectedRows ?? 0);
}

async function pruneAnswers(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from request_record where (account_id, key) in (
      select account_id, key from request_record where at < ${daysBefore(tx, answerDays)} limit ${batchSize})`.execute(tables(tx));
  return Number(numAffectedRows ?? 0);
}

function daysBefore(tx: Tx, days: number): Date {
  return new Date(tx.now.getTime() - days * 86_400_000);
}
