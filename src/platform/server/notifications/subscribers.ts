import { sql } from 'kysely';
import { tables } from '../database.ts';
import type { Subscriber } from '../outbox/dispatcher.ts';
import { pushRegistered } from './actions.ts';

/**
 * A browser belongs to who registered it last: on a shared tablet nobody else's pushes are shown any more. The registering transaction
 * cannot do it, because row-level security hides other people's devices from it.
 */
export const oneOwnerPerDevice: Subscriber = {
  name: 'notification.one-owner-per-device',
  listensTo: [pushRegistered.type],
  handle: async (tx, events) => {
    for (const event of events) {
      await sql`
        delete from push_subscription other using push_subscription mine
        where mine.person_id = ${event.subject} and mine.id = ${(event.payload as { deviceId: string }).deviceId}::uuid
          and other.endpoint = mine.endpoint and other.person_id <> mine.person_id
          and (other.made_at, other.id) < (mine.made_at, mine.id)`.execute(tables(tx));
    }
  },
};
