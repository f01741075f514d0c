import type { Database } from '#platform/server/database.ts';
import { keptFact } from '#platform/server/database.ts';
import type { DoorList } from './door-lists.ts';
import { readDoorLists } from './door-lists.ts';
import type { DoorPeople } from './door-people.ts';
import { doorPeopleKey, readDoorPeople } from './door-people.ts';
import { doorkeeper } from './doorkeeper.ts';
import type { Attempt, Redeemed } from './judge-scans.ts';
import { recogniseOnce } from './recognition.ts';
import type { Again, Batch, DoorKnowledge, SeenText } from './redeem.ts';
import { callOf, judge, listIdsOf, markingsOf, noteActs, redeem } from './redeem.ts';

const mostLists = 5_000;
const mostRounds = 4;

/**
 * The doors of a process: keeps what scans are decided by, so that a batch of them is one statement, which writes only where nothing of that has
 * changed since.
 */
export class Doors {
  private readonly lists = new Map<string, DoorList>();
  private readonly peopleOf = new WeakMap<Promise<DoorPeople>, DoorPeople>();

  /**
   * Looks whose attempts are by what is kept, so that it is done when {@link redeem} comes to them: for attempts that wait while a statement is
   * under way. Nothing where something would have to be read.
   */
  recogniseAhead(database: Database, attempts: readonly Attempt[]): void {
    const kept = database.peekFact<DoorPeople>(doorPeopleKey(attempts[0]!.meetingId));
    const people = kept && this.peopleOf.get(kept.fact);
    if (!people) return;
    const now = database.clock();
    for (const attempt of attempts) if (this.lists.has(attempt.listId)) recogniseOnce(attempt, { lists: this.lists, people }, now);
  }

  /** Decides attempts of one meeting of a body and stores each, as {@link redeem} does, in a transaction of its own. */
  async redeem(database: Database, bodyId: string, attempts: readonly Attempt[]): Promise<readonly Redeemed[]> {
    const now = database.clock();
    let known = await this.know(database, bodyId, attempts);
    let seen: SeenText = null;
    for (let round = 0; round < mostRounds && known.since !== null; round += 1) {
      const batch = judge(attempts, known, seen, now);
      const { judgement } = batch;
      if (judgement.scans.length === 0) return judgement.redeemed;
      // Who is marked as registered is a second write.
      if (markingsOf(judgement, now).length > 0) break;
      const again = await store(database, bodyId, batch, now);
      if (again === null) return judgement.redeemed;
      if (again.again === 'line') break;
      if (again.again === 'seen') seen = again.seen;
      else known = await this.know(database, bodyId, attempts, again.again);
    }
    const last = known;
    return await database.transact(doorkeeper(bodyId), (tx) => redeem(tx, attempts, last), { now });
  }

  /** What attempts are decided by: as it is kept, but for what has `changed`. */
  private async know(
    database: Database,
    bodyId: string,
    attempts: readonly Attempt[],
    changed: 'lists' | 'people' | null = null,
  ): Promise<DoorKnowledge> {
    const { meetingId } = attempts[0]!;
    const key = doorPeopleKey(meetingId);
    const ids = listIdsOf(attempts);
    if (changed === 'lists') for (const id of ids) this.lists.delete(id);
    const missing = ids.filter((id) => !this.lists.has(id));
    let kept = changed === 'people' ? null : database.peekFact<DoorPeople>(key);
    if (!kept || missing.length > 0) {
      const people = await database.read(doorkeeper(bodyId), async (tx) => {
        const asked = keptFact(tx, key, async () => await readDoorPeople(tx, meetingId));
        if (missing.length > 0) this.keep(await readDoorLists(tx, missing));
        return await asked;
      });
      kept = database.peekFact<DoorPeople>(key) ?? { since: null, fact: Promise.resolve(people) };
    }
    const people = await kept.fact;
    this.peopleOf.set(kept.fact, people);
    return { lists: this.lists, people, since: kept.since };
  }

  private keep(lists: readonly DoorList[]): void {
    if (this.lists.size >= mostLists) this.lists.clear();
    for (const list of lists) this.lists.set(list.id, list);
  }
}

async function store(database: Database, bodyId: string, batch: Batch, now: Date): Promise<Again | null> {
  return await database.writeByCall<Again>(
    doorkeeper(bodyId),
    (tx) => {
      noteActs(tx, batch.judgement);
      return callOf(bodyId, batch, now);
    },
    { now },
  );
}
