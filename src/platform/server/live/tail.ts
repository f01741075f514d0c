import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { noBody, tables } from '../database.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import { readableBelow } from '../outbox/horizon.ts';
import type { Position } from './position.ts';

/** Of an event only what live updates tell. */
export interface TailEvent extends Position {
  readonly type: string;
  readonly subject: string;
  readonly topics: readonly string[];
}

const batchSize = 500;

/** The next events behind `position`, in order; `more` where there may be further ones. */
export async function tailAfter(database: Database, position: Position): Promise<{ events: TailEvent[]; more: boolean }> {
  return await database.read(
    systemActor,
    async (tx) => {
      const horizon = await readableBelow(tx);
      const { rows } = await sql<TailEvent>`
      select txid::text as txid, id, type, subject, topics from outbox
      where (outbox.txid, id) > (${position.txid}::xid8, ${position.id}::uuid) and outbox.txid < ${horizon}::xid8
      order by outbox.txid, id limit ${batchSize}`.execute(tables(tx));
      return { events: rows, more: rows.length === batchSize };
    },
    { access: 'worker' },
  );
}

/** The end of what can be read now. */
export async function latestPosition(database: Database): Promise<Position> {
  return await database.read(
    systemActor,
    async (tx) => {
      const horizon = await readableBelow(tx);
      const { rows } = await sql<Position>`
      select txid::text as txid, id from outbox where outbox.txid < ${horizon}::xid8
      order by outbox.txid desc, id desc limit 1`.execute(tables(tx));
      return rows[0] ?? { txid: '0', id: noBody };
    },
    { access: 'worker' },
  );
}
