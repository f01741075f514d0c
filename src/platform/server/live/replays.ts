import { sql } from 'kysely';
import type { Database } from '../database.ts';
import { tables } from '../database.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { Position } from './position.ts';
import { timeOf } from './position.ts';
import type { TailEvent } from './tail.ts';

const most = { events: 200, looked: 5_000, milliseconds: 24 * 3_600_000, atOnce: 4 } as const;

/** Finds what clients missed. After a restart all of them ask at once, so few are looked after at a time. */
export class Replays {
  private readonly database: Database;
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(database: Database) {
    this.database = database;
  }

  /** The events about `topics` behind `since` up to and with `until`; null where they are too many or too long ago to tell one by one. */
  async between(since: Position, until: Position, topics: readonly string[]): Promise<TailEvent[] | null> {
    // Txid 0 is the position of an empty outbox.
    if (since.txid !== '0' && timeOf(since) < this.database.clock().getTime() - most.milliseconds) return null;
    if (this.running >= most.atOnce) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.running += 1;
    try {
      return await this.look(since, until, topics);
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private async look(since: Position, until: Position, topics: readonly string[]): Promise<TailEvent[] | null> {
    return await this.database.read(
      systemActor,
      async (tx) => {
        const { rows } = await sql<{ looked: number; events: TailEvent[] }>`
        with missed as (
          select txid, id, type, subject, topics from outbox
          where (txid, id) > (${since.txid}::xid8, ${since.id}::uuid) and (txid, id) <= (${until.txid}::xid8, ${until.id}::uuid)
          order by txid, id limit ${most.looked + 1}
        )
        select (select count(*)::int from missed) as looked, coalesce((
          select jsonb_agg(jsonb_build_object('txid', txid::text, 'id', id, 'type', type, 'subject', subject, 'topics', topics) order by txid, id)
          from missed where topics && ${topics}::text[]), '[]') as events`.execute(tables(tx));
        const { looked, events } = rows[0]!;
        return looked > most.looked || events.length > most.events ? null : events;
      },
      { access: 'worker' },
    );
  }
}
