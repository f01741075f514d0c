import type { Database } from '../database.ts';
import { recordAct, tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';
import type { OutboxEvent, Subscriber } from './dispatcher.ts';
import { systemActor } from './dispatcher.ts';

const worker = { access: 'worker' } as const;

/** An event that a subscriber could not take after all its tries. */
export interface ParkedEvent {
  readonly subscriber: string;
  readonly eventId: string;
  readonly bodyId: string;
  readonly type: string;
  readonly error: string;
  readonly parkedAt: Date;
}

export async function listParked(database: Database): Promise<ParkedEvent[]> {
  return await database.read(
    systemActor,
    async (tx) =>
      await tables<PlatformTables>(tx)
        .selectFrom('parked_event as p')
        .innerJoin('outbox as o', (on) => on.onRef('o.body_id', '=', 'p.body_id').onRef('o.id', '=', 'p.event_id'))
        .select(['p.subscriber', 'p.event_id as eventId', 'p.body_id as bodyId', 'o.type', 'p.error', 'p.parked_at as parkedAt'])
        .orderBy('p.parked_at')
        .execute(),
    worker,
  );
}

/** Hands a subscriber its parked events once more, each in a transaction of its own, oldest first; stops at the first that fails again. */
export async function replayParked(database: Database, subscriber: Subscriber): Promise<number> {
  for (let done = 0; ; done += 1) {
    const more = await database.transact(
      systemActor,
      async (tx) => {
        const db = tables<PlatformTables>(tx);
        const event = await db
          .selectFrom('parked_event as p')
          .innerJoin('outbox as o', (on) => on.onRef('o.body_id', '=', 'p.body_id').onRef('o.id', '=', 'p.event_id'))
          .select(['o.body_id as bodyId', 'o.id', 'o.type', 'o.subject', 'o.topics', 'o.at', 'o.payload', 'o.actor'])
          .where('p.subscriber', '=', subscriber.name)
          .orderBy('o.txid')
          .orderBy('o.id')
          .limit(1)
          .forUpdate('p')
          .executeTakeFirst();
        if (!event) return false;
        await subscriber.handle(tx, [event satisfies OutboxEvent]);
        await db
          .deleteFrom('parked_event')
          .where('body_id', '=', event.bodyId)
          .where('subscriber', '=', subscriber.name)
          .where('event_id', '=', event.id)
          .execute();
        return true;
      },
      worker,
    );
    if (!more) return done;
  }
}

/** Gives an event up for a subscriber; false where there is no such parked event. */
export async function dropParked(database: Database, subscriber: string, eventId: string): Promise<boolean> {
  return await database.transact(
    systemActor,
    async (tx) => {
      const gone = await tables<PlatformTables>(tx)
        .deleteFrom('parked_event')
        .where('subscriber', '=', subscriber)
        .where('event_id', '=', eventId)
        .returning('body_id')
        .executeTakeFirst();
      if (gone)
        recordAct(tx, {
          bodyId: gone.body_id,
          act: 'platform.drop-event',
          subjectKind: 'event',
          subjectId: eventId,
          detail: { subscriber },
        });
      return gone !== undefined;
    },
    worker,
  );
}
