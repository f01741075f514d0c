import type { Tx } from '#platform/server/database.ts';
import { keptFact, recordAct } from '#platform/server/database.ts';
import type { Entry } from '../../contract/presence/redeem-rules.ts';
import type { DoorList } from './door-lists.ts';
import { readDoorLists } from './door-lists.ts';
import type { DoorPeople } from './door-people.ts';
import { doorPeopleKey, readDoorPeople } from './door-people.ts';
import type { Attempt, JudgedScan, KnownScan, NewEntry, Recognised, Redeemed, Seen } from './judge-scans.ts';
import { Judgement, keyOf } from './judge-scans.ts';
import { recogniseOnce } from './recognition.ts';
import { enterLines } from './lists.ts';
import type { Marking } from './mark-registration.ts';
import { markRegistration } from './mark-registration.ts';

/** What attempts of one meeting are decided by. */
export interface DoorKnowledge {
  readonly lists: ReadonlyMap<string, DoorList>;
  readonly people: DoorPeople;
  /** The snapshot since which the people stand if PostgreSQL does not say otherwise (keptFact); null: they need not be asked about. */
  readonly since: string | null;
}

/**
 * Decides attempts of one meeting of the actor's body and stores each, refused ones too ({@link Judgement}), in the transaction: all for one list
 * stand in one line until it ends, so that what two doors say at once is in some order. Without `knowledge` it is read first.
 */
export async function redeem(tx: Tx, attempts: readonly Attempt[], knowledge?: DoorKnowledge): Promise<readonly Redeemed[]> {
  enterLines(tx, listIdsOf(attempts));
  let known = knowledge ?? (await readKnowledge(tx, attempts));
  let seen: SeenText = null;
  // Whatever changes meanwhile, lists and people do not do so for long, and nobody else writes while the line is held.
  for (let round = 0; round < 6; round += 1) {
    const batch = judge(attempts, known, seen, tx.now);
    if (batch.judgement.scans.length === 0) return batch.judgement.redeemed;
    const { name, values } = callOf(tx.actor.bodyId!, batch, tx.now);
    const text = `select ${name}(${values.map((_, index) => `$${index + 1}`).join(', ')}) as answer`;
    const { rows } = await tx.run<{ answer: Again | null }>(text, values);
    const { answer } = rows[0]!;
    if (answer === null) {
      await markRegistration(tx, markingsOf(batch.judgement, tx.now));
      noteActs(tx, batch.judgement);
      return batch.judgement.redeemed;
    }
    if (answer.again === 'seen') seen = answer.seen;
    else known = await readAnew(tx, attempts);
  }
  throw new Error('The people or lists of a meeting change faster than its scans can be decided.');
}

async function readKnowledge(tx: Tx, attempts: readonly Attempt[]): Promise<DoorKnowledge> {
  const { meetingId } = attempts[0]!;
  const [lists, people] = await Promise.all([
    readDoorLists(tx, listIdsOf(attempts)),
    keptFact(tx, doorPeopleKey(meetingId), async () => await readDoorPeople(tx, meetingId)),
  ]);
  return { lists: byId(lists), people, since: null };
}

async function readAnew(tx: Tx, attempts: readonly Attempt[]): Promise<DoorKnowledge> {
  const [lists, people] = await Promise.all([readDoorLists(tx, listIdsOf(attempts)), readDoorPeople(tx, attempts[0]!.meetingId)]);
  return { lists: byId(lists), people, since: null };
}

const byId = (lists: readonly DoorList[]) => new Map(lists.map((list) => [list.id, list]));

export function listIdsOf(attempts: readonly Attempt[]): string[] {
  return [...new Set(attempts.map((attempt) => attempt.listId))];
}

/** What redeem_scans says of nonces and people that it knows already, as it says it; null: none of them. */
export type SeenText = string | null;

/** Why redeem_scans has written nothing. */
export type Again = { readonly again: 'line' | 'lists' | 'people' } | { readonly again: 'seen'; readonly seen: SeenText };

/** Attempts as they are decided. */
export interface Batch {
  readonly known: DoorKnowledge;
  readonly recognised: readonly Recognised[];
  readonly seen: SeenText;
  readonly judgement: Judgement;
}

/** Decides attempts by what is known and seen of them. */
export function judge(attempts: readonly Attempt[], known: DoorKnowledge, seen: SeenText, now: Date): Batch {
  const each = attempts.map((attempt) => recogniseOnce(attempt, known, now));
  return { known, recognised: each, seen, judgement: new Judgement(each, readSeen(seen)) };
}

function readSeen(text: SeenText): Seen {
  if (text === null) return nothing;
  const { scans, entries } = JSON.parse(text) as {
    scans: readonly ({ list: string; nonce: string } & KnownScan)[] | null;
    entries: readonly ({ list: string; attendeeId: string } & Entry)[] | null;
  };
  return {
    scans: new Map((scans ?? []).map((scan) => [keyOf(scan.list, scan.nonce), scan])),
    entries: new Map((entries ?? []).map((entry) => [keyOf(entry.list, entry.attendeeId), entry])),
  };
}

const nothing: Seen = { scans: new Map(), entries: new Map() };

/** The call of redeem_scans (db/migrations/0042_meeting-presence.sql) that stores a batch. */
export function callOf(bodyId: string, { known, recognised, seen, judgement }: Batch, now: Date): { name: string; values: unknown[] } {
  const own = recognised.filter((one) => one.list !== null);
  const doors = [...new Set(own.map((one) => one.list!))].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const ids = (some: readonly (string | null)[]) => `{${some.map((id) => id ?? 'null').join()}}`;
  const rows = (some: readonly object[]) => (some.length > 0 ? JSON.stringify(some) : null);
  const meeting = own[0]!.attempt.meetingId;
  const values = [
    bodyId,
    JSON.stringify(doors.map(({ id, version }) => ({ id, version }))),
    known.since,
    seen,
    ids(own.map((one) => one.attempt.listId)),
    ids(own.map((one) => one.attempt.nonce)),
    ids(own.map((one) => one.attendeeId)),
    rows(judgement.scans.map(scanRow)),
    rows([...judgement.entries.values()].map((one) => entryRow(meeting, one))),
    rows(judgement.earlier.map(({ listId, attendeeId, at }) => ({ list: listId, attendee: attendeeId, at: new Date(at) }))),
    rows(
      judgement.conflicts.map(({ listId, attendeeId, first, second }) => ({ list: listId, meeting, attendee: attendeeId, first, second })),
    ),
    now,
  ];
  return { name: 'redeem_scans', values };
}

function scanRow({ of: { attempt, attendeeId, said }, decision }: JudgedScan): object {
  return {
    list: attempt.listId,
    nonce: attempt.nonce,
    meeting: attempt.meetingId,
    scanner: attempt.scannerId,
    attendee: attendeeId,
    means: attempt.means,
    code: said,
    status: decision.status,
    force_sent: decision.forceSent,
    forced: decision.forced,
    offline: attempt.offline,
    device_at: attempt.deviceAt,
    offset_ms: attempt.offsetMs,
    by_name: attempt.byName,
    words: attempt.words,
  };
}

function entryRow(meeting: string, { listId, attendeeId, means, entry }: NewEntry): object {
  return { list: listId, attendee: attendeeId, meeting, nonce: entry.nonce, means, at: new Date(entry.at) };
}

/** The people whom registration and pack lists let in. */
export function markingsOf({ scans }: Judgement, at: Date): Marking[] {
  return (['registration', 'pack'] as const).flatMap((kind) => {
    const rows = scans.filter(({ list, decision, of }) => list.kind === kind && decision.letsIn && of.attendeeId);
    if (rows.length === 0) return [];
    return [{ kind, meetingId: rows[0]!.of.attempt.meetingId, attendeeIds: [...new Set(rows.map(({ of }) => of.attendeeId!))], at }];
  });
}

/** One entry in the audit log for the batch and list: each attempt is a row of its own anyway. */
export function noteActs(tx: Tx, { scans }: Judgement): void {
  const counts = new Map<string, { meetingId: string; scans: number; letIn: number }>();
  for (const { of, list, decision } of scans) {
    const count = counts.get(list.id) ?? { meetingId: of.attempt.meetingId, scans: 0, letIn: 0 };
    counts.set(list.id, { ...count, scans: count.scans + 1, letIn: count.letIn + (decision.letsIn ? 1 : 0) });
  }
  for (const [checkListId, { meetingId, scans: tried, letIn }] of counts) {
    recordAct(tx, {
      bodyId: tx.actor.bodyId!,
      act: 'meeting.redeem-scans',
      subjectKind: 'meeting',
      subjectId: meetingId,
      detail: { checkListId, scans: tried, letIn },
    });
  }
}
