import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type {
  ClockRow,
  CommitmentRow,
  HandlingRow,
  MatterRow,
  MatterTables,
  OpinionRow,
  PartyRow,
  RatingRow,
  RecordRow,
  ReplyRow,
} from '../tables.ts';
import { maySee } from './relation-rules.ts';

/** A case as acts and guards look at it: the matter with everything that decides who may do what. Ended clocks are left out. */
export interface Case {
  readonly kind: Kind;
  readonly matter: MatterRow;
  readonly parties: readonly PartyRow[];
  readonly handlings: readonly HandlingRow[];
  readonly clocks: readonly ClockRow[];
  readonly replies: readonly ReplyRow[];
  readonly opinions: readonly OpinionRow[];
  readonly contacts: readonly { handling_id: string; manner: string; at: Date }[];
  readonly ratings: readonly RatingRow[];
  readonly commitments: readonly CommitmentRow[];
  /** What was kept of earlier acts, oldest first; guards ask whether something was done. */
  readonly records: readonly KeptRecord[];
}

export type KeptRecord = Pick<RecordRow, 'act' | 'handling_id' | 'recorded_at' | 'recorded_by' | 'content'>;

/**
 * Loads a case within the actor's sight; with `lock` the matter's row is held until the transaction ends, so acts on one case happen one
 * after the other. Throws `matter.not-found` where it is not there or not to be seen.
 */
export async function loadCase(tx: Tx, bodyId: string, matterId: string, options: { lock?: boolean } = {}): Promise<Case> {
  const db = tables<MatterTables>(tx);
  const found = db.selectFrom('matter').selectAll().where('body_id', '=', bodyId).where('id', '=', matterId);
  const mine = { body_id: bodyId, matter_id: matterId };
  // Sent in one flush: the connection is pipelined, and the lock is taken before the rest is read.
  const [matter, parties, handlings, clocks, replies, opinions, contacts, ratings, commitments, records] = await Promise.all([
    (options.lock ? found.forUpdate() : found).executeTakeFirst(),
    db
      .selectFrom('matter_party')
      .selectAll()
      .where((eb) => eb.and(mine))
      .orderBy('position')
      .orderBy('person_id')
      .execute(),
    db
      .selectFrom('handling')
      .selectAll()
      .where((eb) => eb.and(mine))
      .orderBy('assigned_at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('matter_clock')
      .selectAll()
      .where((eb) => eb.and(mine))
      .where('ended_at', 'is', null)
      .orderBy('due_at')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('reply')
      .selectAll()
      .where((eb) => eb.and(mine))
      .orderBy('round')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('co_opinion')
      .selectAll()
      .where((eb) => eb.and(mine))
      .orderBy('round')
      .orderBy('id')
      .execute(),
    db
      .selectFrom('matter_contact')
      .select(['handling_id', 'manner', 'at'])
      .where((eb) => eb.and(mine))
      .execute(),
    ratingsOf(tx, mine),
    commitmentsOf(tx, mine),
    recordsOf(tx, mine),
  ]);
  if (!matter || !maySee({ matter, parties, handlings }, tx.actor)) throw matterProblem('matter.not-found');
  return { kind: kindOf(matter.kind), matter, parties, handlings, clocks, replies, opinions, contacts, ratings, commitments, records };
}

type OfMatter = Readonly<Record<'body_id' | 'matter_id', string>>;

async function ratingsOf(tx: Tx, mine: OfMatter): Promise<RatingRow[]> {
  const found = tables<MatterTables>(tx).selectFrom('rating').selectAll();
  return await found
    .where((eb) => eb.and(mine))
    .orderBy('round')
    .orderBy('id')
    .execute();
}

async function commitmentsOf(tx: Tx, mine: OfMatter): Promise<CommitmentRow[]> {
  const found = tables<MatterTables>(tx).selectFrom('commitment').selectAll();
  return await found
    .where((eb) => eb.and(mine))
    .orderBy('due_on')
    .orderBy('id')
    .execute();
}

async function recordsOf(tx: Tx, mine: OfMatter): Promise<KeptRecord[]> {
  const found = tables<MatterTables>(tx).selectFrom('matter_record').select(['act', 'handling_id', 'recorded_at', 'recorded_by', 'content']);
  return await found
    .where((eb) => eb.and(mine))
    .orderBy('revision')
    .execute();
}

/** The case of a matter that this very transaction has made: nothing can hang on it yet, so nothing is read. */
export function newCase(matter: MatterRow): Case {
  const nothing = { parties: [], handlings: [], clocks: [], replies: [], opinions: [], contacts: [], ratings: [], commitments: [], records: [] };
  return { kind: kindOf(matter.kind), matter, ...nothing };
}

/** Handlings that still count: not taken away by a reassignment. */
export function currentHandlings(of: Case): HandlingRow[] {
  return of.handlings.filter((one) => one.state !== 'ended');
}

/** The reply of one handling in its present round, whatever its state. */
export function replyOf(of: Case, handling: HandlingRow): ReplyRow | undefined {
  return of.replies.find((reply) => reply.handling_id === handling.id && reply.round === handling.round);
}
