import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, send, tables } from '#platform/server/database.ts';
import { momentOf } from '../../contract/presence/clock-rules.ts';
import { checkCode, meetingTagOf, readCode } from '../../contract/presence/code-rules.ts';
import type { Decision, Entry, Finding, ListWindow } from '../../contract/presence/redeem-rules.ts';
import { decideScan, isConflict } from '../../contract/presence/redeem-rules.ts';
import type { ScanOutcome } from '../../contract/presence/scanning.ts';
import type { CheckListKind, ScanMeans, ScanStatus } from '../../contract/presence/words.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import { isDue } from '../core/due-rules.ts';
import { enterLines } from './lists.ts';
import { markRegistration } from './mark-registration.ts';
import { verifierOfSeed } from './pass-keys.ts';
import type { Rosters } from './roster.ts';
import type { PresenceTables } from './tables.ts';

/** One attempt to be let in at a list, whoever makes it. */
export interface Attempt {
  readonly meetingId: string;
  readonly listId: string;
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

/** What became of an attempt; `news` where it is not one that was answered before. */
export interface Redeemed {
  readonly outcome: ScanOutcome;
  readonly listId: string;
  readonly meetingId: string;
  readonly letInAnew: boolean;
}

/**
 * Decides attempts of one body and stores each, refused ones too: one row a nonce, an entry for whoever is let in first, a conflict where a
 * device has let somebody in a second time without the server. Two statements, however many attempts; all for one list stand in one line, so
 * that what two doors say at once is in some order.
 */
export async function redeem(tx: Tx, rosters: Rosters, attempts: readonly Attempt[]): Promise<Redeemed[]> {
  const since = performance.now();
  const candidates = await Promise.all(attempts.map(async (attempt) => await candidatesOf(tx, rosters, attempt, since)));
  const facts = await lookAt(tx, attempts, candidates);
  const book = new Book(tx.now);
  const redeemed = attempts.map((attempt, index) => book.enter(attempt, facts.of(attempt, candidates[index]!)));
  if (book.isEmpty) return redeemed;
  write(tx, book);
  await markRegistration(tx, book.markings());
  noteActs(tx, book);
  return redeemed;
}

/** Whose code it may be, before any signature was looked at. */
async function candidatesOf(
  tx: Tx,
  rosters: Rosters,
  { meetingId, means, code, attendeeId }: Attempt,
  since: number,
): Promise<readonly string[]> {
  if (attendeeId) return [attendeeId];
  if (means === 'personal') {
    const read = readCode(code);
    return read?.meetingTag === meetingTagOf(meetingId) ? await rosters.withTag(tx, meetingId, read.attendeeTag, since) : [];
  }
  const found = means === 'badge' ? await rosters.withBadge(tx, meetingId, code.trim().toUpperCase(), since) : null;
  return found ? [found] : [];
}

interface ListFacts {
  readonly id: string;
  readonly meeting_id: string;
  readonly kind: CheckListKind;
  readonly title: string;
  readonly coach_id: string | null;
  readonly opens_at: Date | null;
  readonly closes_at: Date | null;
  readonly closed_at: Date | null;
  readonly due_categories: AttendeeCategory[];
  readonly due_groups: string[];
}

interface PersonFacts {
  readonly id: string;
  readonly meeting_id: string;
  readonly person_id: string | null;
  readonly category: AttendeeCategory;
  readonly group_ids: string[];
  readonly coach_ids: string[];
  readonly left_at: Date | null;
  readonly badge_code: string;
  readonly pass_key: Buffer;
}

interface KnownScan {
  readonly check_list_id: string;
  readonly nonce: string;
  readonly attendee_id: string | null;
  readonly status: ScanStatus;
  readonly force_sent: boolean;
  readonly words: string;
}

interface KnownEntry {
  readonly check_list_id: string;
  readonly attendee_id: string;
  readonly nonce: string;
  readonly scanner_id: string | null;
  readonly at: Date;
}

/** All that is known about the lists, people, nonces and entries of a batch. */
class Facts {
  readonly lists: ReadonlyMap<string, ListFacts>;
  readonly people: ReadonlyMap<string, PersonFacts>;
  readonly byPerson: ReadonlyMap<string, PersonFacts>;
  readonly scans: ReadonlyMap<string, KnownScan>;
  readonly entries: ReadonlyMap<string, Entry>;

  constructor(lists: ListFacts[], people: PersonFacts[], scans: KnownScan[], entries: KnownEntry[]) {
    this.lists = new Map(lists.map((list) => [list.id, list]));
    this.people = new Map(people.map((person) => [person.id, person]));
    this.byPerson = new Map(people.filter((one) => one.person_id).map((one) => [`${one.meeting_id} ${one.person_id}`, one]));
    this.scans = new Map(scans.map((scan) => [keyOf(scan.check_list_id, scan.nonce), scan]));
    this.entries = new Map(
      entries.map(({ check_list_id, attendee_id, nonce, scanner_id, at }) => [
        keyOf(check_list_id, attendee_id),
        { nonce, scannerId: scanner_id, at: at.getTime() },
      ]),
    );
  }

  of(attempt: Attempt, candidates: readonly string[]): AttemptFacts {
    const list = this.lists.get(attempt.listId);
    return {
      list: list?.meeting_id === attempt.meetingId ? list : null,
      candidates: [...candidates.map((id) => this.people.get(id)), this.byPerson.get(`${attempt.meetingId} ${attempt.personId}`)].filter(
        (one) => one?.meeting_id === attempt.meetingId,
      ) as PersonFacts[],
      known: this.scans.get(keyOf(attempt.listId, attempt.nonce)) ?? null,
      entryOf: (attendeeId) => this.entries.get(keyOf(attempt.listId, attendeeId)) ?? null,
    };
  }
}

interface AttemptFacts {
  readonly list: ListFacts | null;
  readonly candidates: readonly PersonFacts[];
  readonly known: KnownScan | null;
  readonly entryOf: (attendeeId: string) => Entry | null;
}

const keyOf = (listId: string, other: string) => `${listId} ${other}`;

/** Reads everything in one round trip, after the lists' lines were entered: what stood there before is committed. */
async function lookAt(tx: Tx, attempts: readonly Attempt[], candidates: readonly (readonly string[])[]): Promise<Facts> {
  const db = tables<PresenceTables>(tx);
  const bodyId = tx.actor.bodyId!;
  const listIds = [...new Set(attempts.map((attempt) => attempt.listId))];
  const nonces = attempts.map((attempt) => attempt.nonce);
  const persons = attempts.flatMap((attempt) => attempt.personId ?? []);
  const meetingIds = [...new Set(attempts.map((attempt) => attempt.meetingId))];
  const named = [...new Set(candidates.flat())];
  enterLines(tx, listIds);
  const people = sql<PersonFacts>`
    select a.id, a.meeting_id, a.person_id, a.category, a.left_at, v.badge_code, v.pass_key,
      array_remove(array_append(array(select o.group_id from attendee_post o where o.body_id = a.body_id and o.attendee_id = a.id), a.group_id), null) as group_ids,
      array(select c.coach_id from coach_seat c where c.body_id = a.body_id and c.attendee_id = a.id) as coach_ids
    from attendee a join attendee_private v on v.body_id = a.body_id and v.attendee_id = a.id`;
  const lists = sql<ListFacts>`
    select l.id, l.meeting_id, l.kind, l.title, l.coach_id, l.opens_at, l.closes_at,
      case when l.state = 'closed' then coalesce(l.closed_at, '-infinity') end as closed_at,
      coalesce(s.due_categories, l.due_categories) as due_categories, coalesce(s.due_groups, l.due_groups) as due_groups
    from check_list l left join sitting s on s.body_id = l.body_id and s.id = l.sitting_id
    where l.body_id = ${bodyId} and l.id = any(${listIds}::uuid[])`.execute(db);
  const byId = sql<PersonFacts>`${people} where a.body_id = ${bodyId} and a.id = any(${named}::uuid[])`.execute(db);
  const byPerson =
    persons.length > 0
      ? sql<PersonFacts>`${people} where a.body_id = ${bodyId} and a.meeting_id = any(${meetingIds}::uuid[]) and a.person_id = any(${persons}::uuid[])`.execute(
          db,
        )
      : { rows: [] };
  const scans = sql<KnownScan>`
    select check_list_id, nonce, attendee_id, status, force_sent, words from scan
    where body_id = ${bodyId} and check_list_id = any(${listIds}::uuid[]) and nonce = any(${nonces}::uuid[])`.execute(db);
  const ids = sql`select unnest(${named}::uuid[]) union all select id from attendee
    where body_id = ${bodyId} and meeting_id = any(${meetingIds}::uuid[]) and person_id = any(${persons}::uuid[])`;
  const entries = sql<KnownEntry>`
    select p.check_list_id, p.attendee_id, p.nonce, s.scanner_id, p.at from presence p
    left join scan s on s.body_id = p.body_id and s.check_list_id = p.check_list_id and s.nonce = p.nonce
    where p.body_id = ${bodyId} and p.check_list_id = any(${listIds}::uuid[]) and p.taken_back_at is null
      and p.attendee_id = any(array(${ids}))`.execute(db);
  const found = await Promise.all([lists, byId, byPerson, scans, entries]);
  return new Facts(found[0].rows, [...found[1].rows, ...found[2].rows], found[3].rows, found[4].rows);
}

interface Row {
  readonly attempt: Attempt;
  readonly list: ListFacts;
  readonly attendeeId: string | null;
  readonly decision: Decision;
  readonly at: number;
}

/** What a batch comes to: decided one after the other, so that the second of two sees the first. */
class Book {
  readonly rows: Row[] = [];
  readonly entries = new Map<string, { listId: string; meetingId: string; attendeeId: string; means: ScanMeans; entry: Entry }>();
  readonly earlier: { listId: string; attendeeId: string; at: number }[] = [];
  readonly conflicts: { listId: string; meetingId: string; attendeeId: string; first: string; second: string }[] = [];
  private readonly now: Date;
  private readonly outcomes = new Map<string, Redeemed>();

  constructor(now: Date) {
    this.now = now;
  }

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  enter(attempt: Attempt, facts: AttemptFacts): Redeemed {
    const key = keyOf(attempt.listId, attempt.nonce);
    const done = this.outcomes.get(key) ?? this.again(attempt, facts);
    if (done) return isOthers(attempt, facts, done.outcome.attendeeId) ? this.nowhere(attempt) : { ...done, letInAnew: false };
    const redeemed = facts.list ? this.decide(attempt, facts.list, facts) : this.nowhere(attempt);
    this.outcomes.set(key, redeemed);
    return redeemed;
  }

  /** The people whom registration and pack lists let in. */
  markings(): { kind: 'registration' | 'pack'; meetingId: string; attendeeIds: string[]; at: Date }[] {
    return (['registration', 'pack'] as const).flatMap((kind) => {
      const rows = this.rows.filter((row) => row.list.kind === kind && row.decision.letsIn && row.attendeeId);
      const meetings = new Set(rows.map((row) => row.attempt.meetingId));
      return [...meetings].map((meetingId) => ({
        kind,
        meetingId,
        attendeeIds: [...new Set(rows.filter((row) => row.attempt.meetingId === meetingId).map((row) => row.attendeeId!))],
        at: this.now,
      }));
    });
  }

  /** The same nonce again: the first answer, unless a device has meanwhile let the person in by itself. */
  private again({ nonce, listId, meetingId, force }: Attempt, { known, entryOf }: AttemptFacts): Redeemed | null {
    if (!known) return null;
    const isRefused = known.status !== 'accepted' && known.status !== 'forced';
    if (force && !known.force_sent && isRefused && known.status !== 'unknown') return null;
    const entry = known.attendee_id ? this.entryOf(listId, known.attendee_id, entryOf) : null;
    const outcome = outcomeOf(nonce, known.status, !isRefused, known.attendee_id, entry);
    return { outcome, listId, meetingId, letInAnew: false };
  }

  private decide(attempt: Attempt, list: ListFacts, facts: AttemptFacts): Redeemed {
    const at = momentOf({ deviceAt: attempt.deviceAt.getTime(), offsetMs: attempt.offsetMs, offline: attempt.offline }, this.now.getTime());
    const { finding, attendeeId } = findingOf(attempt, list, facts.candidates, at);
    const entry = attendeeId ? this.entryOf(attempt.listId, attendeeId, facts.entryOf) : null;
    const decision = decideScan({ finding, list: windowOf(list), entry, attempt: { at, force: attempt.force } });
    this.rows.push({ attempt, list, attendeeId, decision, at });
    const first = decision.letsIn && attendeeId ? this.letIn(attempt, attendeeId, entry, at, decision) : entry;
    const outcome = outcomeOf(attempt.nonce, decision.status, decision.letsIn, attendeeId, first);
    return { outcome, listId: attempt.listId, meetingId: attempt.meetingId, letInAnew: decision.letsIn && entry === null };
  }

  private letIn(attempt: Attempt, attendeeId: string, entry: Entry | null, at: number, decision: Decision): Entry {
    const { listId, meetingId, nonce, scannerId, means } = attempt;
    if (entry) {
      if (isConflict(decision, attempt, entry)) this.conflicts.push({ listId, meetingId, attendeeId, first: entry.nonce, second: nonce });
      // He came in when the first of the two doors says.
      if (at < entry.at) this.moveBack(listId, attendeeId, at);
      return entry;
    }
    const made: Entry = { nonce, scannerId, at };
    this.entries.set(keyOf(listId, attendeeId), { listId, meetingId, attendeeId, means, entry: made });
    return made;
  }

  private moveBack(listId: string, attendeeId: string, at: number): void {
    const own = this.entries.get(keyOf(listId, attendeeId));
    if (own) this.entries.set(keyOf(listId, attendeeId), { ...own, entry: { ...own.entry, at } });
    else this.earlier.push({ listId, attendeeId, at });
  }

  private entryOf(listId: string, attendeeId: string, known: AttemptFacts['entryOf']): Entry | null {
    return this.entries.get(keyOf(listId, attendeeId))?.entry ?? known(attendeeId);
  }

  /** A list that is not the meeting's: nothing can be kept for it. */
  private nowhere({ nonce, listId, meetingId }: Attempt): Redeemed {
    return { outcome: outcomeOf(nonce, 'unknown', false, null, null), listId, meetingId, letInAnew: false };
  }
}

/** A nonce that somebody used before says nothing to another who signs himself in. */
function isOthers(attempt: Attempt, facts: AttemptFacts, attendeeId: string | null): boolean {
  return attempt.personId !== undefined && !facts.candidates.some((one) => one.id === attendeeId);
}

function findingOf(
  attempt: Attempt,
  list: ListFacts,
  candidates: readonly PersonFacts[],
  at: number,
): { finding: Finding; attendeeId: string | null } {
  for (const person of candidates) {
    const check = checkOf(attempt, person, at);
    if (check === 'wrong') return { finding: { found: 'nobody' }, attendeeId: person.id };
    if (check === 'forged') continue;
    const finding: Finding = { found: 'person', attendeeId: person.id, isDue: belongsTo(list, person, at), isExpired: check === 'expired' };
    return { finding, attendeeId: person.id };
  }
  return { finding: { found: 'nobody' }, attendeeId: null };
}

function checkOf(attempt: Attempt, person: PersonFacts, at: number): 'good' | 'expired' | 'forged' | 'wrong' {
  if (attempt.means === 'hall') return attempt.hall ?? 'wrong';
  if (attempt.means === 'badge') return person.badge_code === attempt.code.trim().toUpperCase() ? 'good' : 'forged';
  if (attempt.means !== 'personal') return 'good';
  const code = readCode(attempt.code);
  if (!code) return 'forged';
  return checkCode(code, { meetingId: attempt.meetingId, attendeeId: person.id }, at, verifierOfSeed(person.pass_key));
}

function belongsTo(list: ListFacts, person: PersonFacts, at: number): boolean {
  if (person.left_at && person.left_at.getTime() <= at) return false;
  // A ride is for those who have a place on the coach, whatever they are.
  if (list.kind === 'coach') return list.coach_id !== null && person.coach_ids.includes(list.coach_id);
  return isDue(
    { dueCategories: list.due_categories, dueGroups: list.due_groups },
    { category: person.category, groupIds: person.group_ids },
  );
}

function windowOf({ opens_at, closes_at, closed_at }: ListFacts): ListWindow {
  const moment = (at: Date | null) => (at === null ? null : Number(at));
  return { opensAt: moment(opens_at), closesAt: moment(closes_at), closedAt: moment(closed_at) };
}

function outcomeOf(nonce: string, status: ScanStatus, letsIn: boolean, attendeeId: string | null, entry: Entry | null): ScanOutcome {
  const first = entry && { nonce: entry.nonce, scannerId: entry.scannerId, at: new Date(entry.at).toISOString() };
  return { nonce, status, letsIn, attendeeId, entry: first };
}

function scanRow(tx: Tx, { attempt, attendeeId, decision }: Row): object {
  return {
    body_id: tx.actor.bodyId!,
    check_list_id: attempt.listId,
    nonce: attempt.nonce,
    meeting_id: attempt.meetingId,
    scanner_id: attempt.scannerId,
    attendee_id: attendeeId,
    means: attempt.means,
    code: saidBy(attempt),
    status: decision.status,
    force_sent: decision.forceSent,
    forced: decision.forced,
    offline: attempt.offline,
    device_at: attempt.deviceAt,
    offset_ms: attempt.offsetMs,
    server_at: tx.now,
    by_name: attempt.byName,
    words: attempt.words,
  };
}

/** Attempts, entries and conflicts as one statement, sent with what else the transaction ends with. */
function write(tx: Tx, book: Book): void {
  const body_id = tx.actor.bodyId!;
  const scans = book.rows.map((row) => scanRow(tx, row));
  const entries = [...book.entries.values()].map(({ listId, meetingId, attendeeId, means, entry }) => ({
    body_id,
    check_list_id: listId,
    attendee_id: attendeeId,
    meeting_id: meetingId,
    nonce: entry.nonce,
    means,
    at: new Date(entry.at),
    taken_back_at: null,
  }));
  const earlier = book.earlier.map(({ listId, attendeeId, at }) => ({ check_list_id: listId, attendee_id: attendeeId, at: new Date(at) }));
  const conflicts = book.conflicts.map(({ listId, meetingId, attendeeId, first, second }) => ({
    body_id,
    check_list_id: listId,
    first_nonce: first,
    second_nonce: second,
    meeting_id: meetingId,
    attendee_id: attendeeId,
    found_at: tx.now,
    words: '',
  }));
  const [scanRows, entryRows, earlierRows, conflictRows] = [scans, entries, earlier, conflicts].map((rows) => JSON.stringify(rows));
  send(
    tx,
    sql`with scans as (
        insert into scan select * from jsonb_populate_recordset(null::scan, ${scanRows}::jsonb)
        on conflict (body_id, check_list_id, nonce) do update set status = excluded.status, force_sent = excluded.force_sent, forced = excluded.forced,
          offline = excluded.offline, attendee_id = excluded.attendee_id, server_at = excluded.server_at),
      conflicts as (
        insert into scan_conflict select * from jsonb_populate_recordset(null::scan_conflict, ${conflictRows}::jsonb) on conflict do nothing),
      earlier as (
        update presence p set at = least(p.at, e.at) from jsonb_populate_recordset(null::presence, ${earlierRows}::jsonb) e
        where p.body_id = ${body_id} and p.check_list_id = e.check_list_id and p.attendee_id = e.attendee_id)
      insert into presence select * from jsonb_populate_recordset(null::presence, ${entryRows}::jsonb)
      on conflict (body_id, check_list_id, attendee_id) do update
        set nonce = excluded.nonce, means = excluded.means, at = excluded.at, taken_back_at = null where presence.taken_back_at is not null`.execute(
      tables<PresenceTables>(tx),
    ),
  );
}

/** What the code said, without what would let somebody else in: neither signatures nor figures are kept. */
function saidBy({ means, code }: Attempt): string {
  if (means === 'personal') {
    const read = readCode(code);
    return read ? `${read.meetingTag}·${read.attendeeTag}·${read.stepTag}` : code.slice(0, 60);
  }
  return means === 'badge' ? code.slice(0, 60) : '';
}

/** One entry in the audit log for the batch: each attempt is a row of its own anyway. */
function noteActs(tx: Tx, book: Book): void {
  const counts = new Map<string, { meetingId: string; scans: number; letIn: number }>();
  for (const { attempt, decision } of book.rows) {
    const count = counts.get(attempt.listId) ?? { meetingId: attempt.meetingId, scans: 0, letIn: 0 };
    counts.set(attempt.listId, { ...count, scans: count.scans + 1, letIn: count.letIn + (decision.letsIn ? 1 : 0) });
  }
  for (const [checkListId, { meetingId, scans, letIn }] of counts) {
    recordAct(tx, {
      bodyId: tx.actor.bodyId!,
      act: 'meeting.redeem-scans',
      subjectKind: 'meeting',
      subjectId: meetingId,
      detail: { checkListId, scans, letIn },
    });
  }
}
