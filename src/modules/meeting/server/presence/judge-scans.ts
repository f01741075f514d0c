import { momentOf } from '../../contract/presence/clock-rules.ts';
import type { ReadCode } from '../../contract/presence/code-rules.ts';
import { checkCode, meetingTagOf, readCode } from '../../contract/presence/code-rules.ts';
import type { Decision, Entry, Finding, ListWindow } from '../../contract/presence/redeem-rules.ts';
import { decideScan, isConflict } from '../../contract/presence/redeem-rules.ts';
import type { ScanOutcome } from '../../contract/presence/scanning.ts';
import type { ScanMeans, ScanStatus } from '../../contract/presence/words.ts';
import { isDue } from '../core/due-rules.ts';
import type { DoorList } from './door-lists.ts';
import type { DoorPeople, DoorPerson } from './door-people.ts';
import { verifierOfSeed } from './pass-keys.ts';

/** One attempt to be let in at a list, whoever makes it. */
export interface Attempt {
  readonly meetingId: string;
  readonly listId: string;
  /** The list is not for whoever asks: to him it is none of the meeting. */
  readonly barred?: boolean;
  readonly nonce: string;
  readonly means: ScanMeans;
  /** The scanned text: a personal code, a badge's. Empty where somebody is named. */
  readonly code: string;
  /** Who, where that is known already: signed in, picked by name. */
  readonly attendeeId?: string;
  readonly personId?: string;
  /** What the code on the hall's screen was worth, where that was the means. */
  readonly hall?: 'good' | 'expired' | 'wrong';
  readonly scannerId: string | null;
  readonly deviceAt: Date;
  readonly offsetMs: number | null;
  readonly offline: boolean;
  readonly force: boolean;
  readonly byName: string;
  readonly words: string;
}

/** What became of an attempt; `letInAnew` where it is not one that was answered before. */
export interface Redeemed {
  readonly outcome: ScanOutcome;
  readonly listId: string;
  readonly meetingId: string;
  readonly letInAnew: boolean;
}

/** An attempt with whose it is, before anybody has looked who is in already. */
export interface Recognised {
  readonly attempt: Attempt;
  /** Null: a list that is not the meeting's. */
  readonly list: DoorList | null;
  /** When it was, by the server's clock. */
  readonly at: number;
  readonly finding: Finding;
  readonly attendeeId: string | null;
  /** Whoever it may have been. */
  readonly candidates: readonly DoorPerson[];
  /** What the code said, without what would let somebody else in: neither signatures nor figures are kept. */
  readonly said: string;
}

/** Finds out whose an attempt is and whether the list is his; `list` is the attempt's, if there is one, and `people` are its meeting's. */
export function recognise(attempt: Attempt, list: DoorList | undefined, people: DoorPeople, now: number): Recognised {
  const own = list?.meeting_id === attempt.meetingId && !attempt.barred ? list : null;
  const at = momentOf({ deviceAt: attempt.deviceAt.getTime(), offsetMs: attempt.offsetMs, offline: attempt.offline }, now);
  const code = attempt.means === 'personal' ? readCode(attempt.code) : null;
  const candidates = own ? candidatesOf(attempt, code, people) : [];
  const { finding, attendeeId } = own ? findingOf(attempt, { list: own, code, candidates, at }) : nobody;
  return { attempt, list: own, at, finding, attendeeId, candidates, said: saidBy(attempt, code) };
}

/** Whose code it may be, before any signature was looked at. */
function candidatesOf(
  { meetingId, means, code: text, attendeeId, personId }: Attempt,
  code: ReadCode | null,
  { byPerson, byId, byBadge, byTag }: DoorPeople,
): readonly DoorPerson[] {
  if (means === 'personal') return code?.meetingTag === meetingTagOf(meetingId) ? (byTag.get(code.attendeeTag) ?? []) : [];
  const named = personId === undefined ? byId.get(attendeeId ?? '') : byPerson.get(personId);
  const one = means === 'badge' ? byBadge.get(text.trim().toUpperCase()) : named;
  return one ? [one] : [];
}

type Found = Pick<Recognised, 'finding' | 'attendeeId'>;
const nobody: Found = { finding: { found: 'nobody' }, attendeeId: null };

/** What a code is looked at with. */
interface Shown {
  readonly list: DoorList;
  readonly code: ReadCode | null;
  readonly candidates: readonly DoorPerson[];
  readonly at: number;
}

function findingOf(attempt: Attempt, { list, code, candidates, at }: Shown): Found {
  for (const person of candidates) {
    const check = checkOf(attempt, code, person, at);
    if (check === 'wrong') return { finding: { found: 'nobody' }, attendeeId: person.id };
    if (check === 'forged') continue;
    const finding: Finding = { found: 'person', attendeeId: person.id, isDue: belongsTo(list, person, at), isExpired: check === 'expired' };
    return { finding, attendeeId: person.id };
  }
  return nobody;
}

function checkOf(attempt: Attempt, code: ReadCode | null, person: DoorPerson, at: number): 'good' | 'expired' | 'forged' | 'wrong' {
  if (attempt.means === 'hall') return attempt.hall ?? 'wrong';
  // Badges and names were looked up as they are.
  if (attempt.means !== 'personal') return 'good';
  if (!code) return 'forged';
  return checkCode(code, { meetingId: attempt.meetingId, attendeeId: person.id }, at, verifierOfSeed(person.pass_key));
}

function belongsTo(list: DoorList, person: DoorPerson, at: number): boolean {
  if (person.left_at && person.left_at.getTime() <= at) return false;
  // A ride is for those who have a place on the coach, whatever they are.
  if (list.kind === 'coach') return list.coach_id !== null && person.coach_ids.includes(list.coach_id);
  return isDue(
    { dueCategories: list.due_categories, dueGroups: list.due_groups },
    { category: person.category, groupIds: person.group_ids },
  );
}

function saidBy({ means, code: text }: Attempt, code: ReadCode | null): string {
  if (means === 'personal') return code ? `${code.meetingTag}·${code.attendeeTag}·${code.stepTag}` : text.slice(0, 60);
  return means === 'badge' ? text.slice(0, 60) : '';
}

/** An attempt that is stored already. */
export interface KnownScan {
  readonly attendeeId: string | null;
  readonly status: ScanStatus;
  readonly forceSent: boolean;
}

/** What stands in the tables about attempts: by list and nonce, and by list and attendee. */
export interface Seen {
  readonly scans: ReadonlyMap<string, KnownScan>;
  readonly entries: ReadonlyMap<string, Entry>;
}

export const keyOf = (listId: string, other: string) => `${listId} ${other}`;

/** What is stored of an attempt. */
export interface JudgedScan {
  readonly of: Recognised;
  readonly list: DoorList;
  readonly decision: Decision;
}

/** Somebody who is let in for the first time. */
export interface NewEntry {
  readonly listId: string;
  readonly attendeeId: string;
  readonly means: ScanMeans;
  readonly entry: Entry;
}

/**
 * What attempts of one meeting come to: decided one after the other, so that the second of two sees the first. One row a nonce, an entry for
 * whoever is let in first, a conflict where a device has let somebody in a second time without the server.
 */
export class Judgement {
  readonly redeemed: readonly Redeemed[];
  readonly scans: JudgedScan[] = [];
  readonly entries = new Map<string, NewEntry>();
  /** Entries that stand already and were earlier than they say. */
  readonly earlier: { readonly listId: string; readonly attendeeId: string; readonly at: number }[] = [];
  readonly conflicts: { readonly listId: string; readonly attendeeId: string; readonly first: string; readonly second: string }[] = [];
  private readonly seen: Seen;
  private readonly done = new Map<string, Redeemed>();

  constructor(attempts: readonly Recognised[], seen: Seen) {
    this.seen = seen;
    this.redeemed = attempts.map((one) => this.enter(one));
  }

  private enter(one: Recognised): Redeemed {
    const { attempt, list } = one;
    const key = keyOf(attempt.listId, attempt.nonce);
    const done = this.done.get(key) ?? this.again(one, this.seen.scans.get(key));
    if (done) return isOthers(one, done.outcome.attendeeId) ? nowhere(attempt) : { ...done, letInAnew: false };
    const redeemed = list ? this.decide(one, list) : nowhere(attempt);
    this.done.set(key, redeemed);
    return redeemed;
  }

  /** The same nonce again: the first answer, unless a device has meanwhile let the person in by itself. */
  private again({ attempt: { nonce, listId, meetingId, force }, list }: Recognised, known: KnownScan | undefined): Redeemed | null {
    if (!known || !list) return null;
    const isRefused = known.status !== 'accepted' && known.status !== 'forced';
    if (force && !known.forceSent && isRefused && known.status !== 'unknown') return null;
    const entry = known.attendeeId ? this.entryOf(listId, known.attendeeId) : null;
    const outcome = outcomeOf(nonce, known.status, !isRefused, known.attendeeId, entry);
    return { outcome, listId, meetingId, letInAnew: false };
  }

  private decide(one: Recognised, list: DoorList): Redeemed {
    const { attempt, attendeeId, finding, at } = one;
    const entry = attendeeId ? this.entryOf(list.id, attendeeId) : null;
    const decision = decideScan({ finding, list: windowOf(list), entry, attempt: { at, force: attempt.force } });
    this.scans.push({ of: one, list, decision });
    const first = decision.letsIn && attendeeId ? this.letIn(one, attendeeId, entry, decision) : entry;
    const outcome = outcomeOf(attempt.nonce, decision.status, decision.letsIn, attendeeId, first);
    return { outcome, listId: list.id, meetingId: attempt.meetingId, letInAnew: decision.letsIn && entry === null };
  }

  private letIn({ attempt, at }: Recognised, attendeeId: string, entry: Entry | null, decision: Decision): Entry {
    const { listId, nonce, scannerId, means } = attempt;
    if (entry) {
      if (isConflict(decision, attempt, entry)) this.conflicts.push({ listId, attendeeId, first: entry.nonce, second: nonce });
      // He came in when the first of the two doors says.
      if (at < entry.at) this.moveBack(listId, attendeeId, at);
      return entry;
    }
    const made: Entry = { nonce, scannerId, at };
    this.entries.set(keyOf(listId, attendeeId), { listId, attendeeId, means, entry: made });
    return made;
  }

  private moveBack(listId: string, attendeeId: string, at: number): void {
    const own = this.entries.get(keyOf(listId, attendeeId));
    if (own) this.entries.set(keyOf(listId, attendeeId), { ...own, entry: { ...own.entry, at } });
    else this.earlier.push({ listId, attendeeId, at });
  }

  private entryOf(listId: string, attendeeId: string): Entry | null {
    const key = keyOf(listId, attendeeId);
    return this.entries.get(key)?.entry ?? this.seen.entries.get(key) ?? null;
  }
}

/** A list that is not the meeting's: nothing can be kept for it. */
function nowhere({ nonce, listId, meetingId }: Attempt): Redeemed {
  return { outcome: outcomeOf(nonce, 'unknown', false, null, null), listId, meetingId, letInAnew: false };
}

/** A nonce that somebody used before says nothing to another who signs himself in. */
function isOthers({ attempt, candidates }: Recognised, attendeeId: string | null): boolean {
  return attempt.personId !== undefined && !candidates.some((one) => one.id === attendeeId);
}

function windowOf({ opens_at, closes_at, closed_at }: DoorList): ListWindow {
  const moment = (at: Date | number | null) => (at === null ? null : Number(at));
  return { opensAt: moment(opens_at), closesAt: moment(closes_at), closedAt: moment(closed_at) };
}

function outcomeOf(nonce: string, status: ScanStatus, letsIn: boolean, attendeeId: string | null, entry: Entry | null): ScanOutcome {
  const first = entry && { nonce: entry.nonce, scannerId: entry.scannerId, at: new Date(entry.at).toISOString() };
  return { nonce, status, letsIn, attendeeId, entry: first };
}
