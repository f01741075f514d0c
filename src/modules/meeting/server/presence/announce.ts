import { sql } from 'kysely';
import type { Database, Tx } from '#platform/server/database.ts';
import { emit, tables } from '#platform/server/database.ts';
import { presenceChanged } from '../../contract/events.ts';
import { doorkeeper } from './doorkeeper.ts';
import type { PresenceTables } from './tables.ts';

/** A list whose presence changed. */
export interface ChangedList {
  readonly bodyId: string;
  readonly meetingId: string;
  readonly listId: string;
}

/** Pages of hundreds of people would read themselves to death if each entry were told. */
const leastMilliseconds = 1_000;

/** Tells of presence at most once a second and list: the first change at once, what follows within the second when it is over. */
export class Announcer {
  private readonly told = new Map<string, number>();
  private readonly waiting = new Map<string, NodeJS.Timeout>();

  touch(database: Database, list: ChangedList): void {
    if (this.waiting.has(list.listId)) return;
    const wait = Math.max(0, (this.told.get(list.listId) ?? 0) + leastMilliseconds - Date.now());
    this.waiting.set(
      list.listId,
      setTimeout(() => void this.tell(database, list), wait),
    );
  }

  private async tell(database: Database, list: ChangedList): Promise<void> {
    this.waiting.delete(list.listId);
    if (this.told.size > 5_000) this.told.clear();
    this.told.set(list.listId, Date.now());
    // The figures are in the database whether somebody hears of them now or reads them with the next change.
    await database.transact(doorkeeper(list.bodyId), (tx) => tellPresence(tx, list)).catch(() => undefined);
  }
}

/** Says after commit how many are in at the list now. */
export async function tellPresence(tx: Tx, { bodyId, meetingId, listId }: ChangedList): Promise<void> {
  const { present } = await tables<PresenceTables>(tx)
    .selectFrom('presence')
    .select(sql<number>`count(*)`.as('present'))
    .where('body_id', '=', bodyId)
    .where('check_list_id', '=', listId)
    .where('taken_back_at', 'is', null)
    .executeTakeFirstOrThrow();
  const payload = { meetingId, checkListId: listId, present };
  emit(tx, presenceChanged, { bodyId, subject: meetingId, topics: [`meeting:${meetingId}`], payload });
}
