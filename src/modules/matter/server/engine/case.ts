import type { Look, Tx } from '#platform/server/database.ts';
import { lookUp } from '#platform/server/database.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ClockRow, CommitmentRow, HandlingRow, MatterRow, OpinionRow, PartyRow, RatingRow, RecordRow, ReplyRow } from '../tables.ts';
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
  /** True where this very transaction makes the matter: its row is not stored yet. */
  readonly isNew?: boolean;
}

export type KeptRecord = Pick<RecordRow, 'act' | 'handling_id' | 'recorded_at' | 'recorded_by' | 'content'>;

/**
 * Loads a case within the actor's sight. With `lock` acts on one case happen one after the other: the matter's row is held until the
 * transaction ends, or, where the write was opened with {@link caseAhead}, the act is
 * written only if nobody was quicker. Throws `matter.not-found` where it is not there or not to be seen.
 */
export async function loadCase(tx: Tx, bodyId: string, matterId: string, options: { lock?: boolean } = {}): Promise<Case> {
  const rows = await lookUp<CaseRows>(tx, caseAhead(bodyId, matterId), {
    from: 'read_case',
    values: [bodyId, matterId, options.lock ?? false],
  });
  if (!rows) throw matterProblem('matter.not-found');
  const matter = restored(rows.subject);
  const [parties, handlings] = [restoredAll(rows.parties), restoredAll(rows.handlings)];
  if (!maySee({ matter, parties, handlings }, tx.actor)) throw matterProblem('matter.not-found');
  return {
    kind: kindOf(matter.kind),
    matter,
    parties,
    handlings,
    clocks: restoredAll(rows.clocks),
    replies: restoredAll(rows.replies),
    opinions: restoredAll(rows.opinions),
    contacts: restoredAll(rows.contacts),
    ratings: restoredAll(rows.ratings),
    commitments: restoredAll(rows.commitments),
    records: restoredAll(rows.records),
  };
}

/** Reads a case with the opening of the write that will load it: see TransactOptions.ahead. */
export function caseAhead(bodyId: string, matterId: string): Look {
  return { from: 'read_case', values: [bodyId, matterId, false], many: 'read_cases' };
}

/** The row of read_case: everything as JSON, null where there is nothing. */
interface CaseRows {
  readonly subject: MatterRow;
  readonly parties: PartyRow[] | null;
  readonly handlings: HandlingRow[] | null;
  readonly clocks: ClockRow[] | null;
  readonly replies: ReplyRow[] | null;
  readonly opinions: OpinionRow[] | null;
  readonly contacts: { handling_id: string; manner: string; at: Date }[] | null;
  readonly ratings: RatingRow[] | null;
  readonly commitments: CommitmentRow[] | null;
  readonly records: KeptRecord[] | null;
}

/** Rows that came as JSON, with their moments as dates again. */
export function restoredAll<Row extends object>(rows: Row[] | null): Row[] {
  return rows?.map(restored) ?? [];
}

/** A row that came as JSON with its moments as dates again; by our naming they end in `at`. */
function restored<Row extends object>(row: Row): Row {
  const members = row as Record<string, unknown>;
  for (const name in members) {
    const value = members[name];
    if (typeof value === 'string' && (name === 'at' || name.endsWith('_at'))) members[name] = new Date(value);
  }
  return row;
}

/**
 * The case of a matter that this very transaction makes: nothing can hang on it yet, so nothing is read. Its row is written with the act, so
 * effects of the act that raises it must not write rows that refer to it by statements of their own.
 */
export function newCase(matter: MatterRow): Case {
  const nothing = {
    parties: [],
    handlings: [],
    clocks: [],
    replies: [],
    opinions: [],
    contacts: [],
    ratings: [],
    commitments: [],
    records: [],
  };
  return { kind: kindOf(matter.kind), matter, isNew: true, ...nothing };
}

/** Handlings that still count: not taken away by a reassignment. */
export function currentHandlings(of: Case): HandlingRow[] {
  return of.handlings.filter((one) => one.state !== 'ended');
}

/** The reply of one handling in its present round, whatever its state. */
export function replyOf(of: Case, handling: HandlingRow): ReplyRow | undefined {
  return of.replies.find((reply) => reply.handling_id === handling.id && reply.round === handling.round);
}
