import { newId } from '#platform/contract/identifiers.ts';
import type { ClockOffset } from './clock-rules.ts';
import type { ReadCode, Verify } from './code-rules.ts';
import { attendeeTagOf, checkCode, meetingTagOf, readCode } from './code-rules.ts';
import type { Entry, Finding, ListWindow } from './redeem-rules.ts';
import { decideScan } from './redeem-rules.ts';
import type { CarriedEntry, CarriedList, CarriedPerson, ScannerCopy, ScanOutcome, SentScan } from './scanning.ts';
import type { ScanStatus } from './words.ts';

/** One attempt as the device keeps it. It is never deleted by a refusal: `outcome` then says that the server did not count it. */
export interface KeptScan extends SentScan {
  readonly attendeeId: string | null;
  readonly name: string;
  /** What was shown at the door, and whether the person was let in. */
  readonly shown: ScanStatus;
  readonly letIn: boolean;
  readonly outcome: ScanOutcome | null;
}

/** What the device cannot do by itself in every surrounding. */
export interface DeviceArts {
  /** Whether a signature is that of a public key (base64url). */
  readonly verifierOf: (key: string) => Verify;
  /** The first 16 bytes of the SHA-256 of a badge's code, base64url. */
  readonly hashBadge: (code: string) => Promise<string>;
  /** Keeps an attempt, also across a reload; resolves when it is safe. */
  readonly keep: (scan: KeptScan) => Promise<void>;
}

/**
 * A scanner's own mind: recognises codes by its copy of the people, decides by the rules that the server has too, remembers whom it let in,
 * and keeps every attempt until the server has taken it. Page and simulation run the same.
 */
export class ScanDevice {
  readonly copy: ScannerCopy;
  private readonly arts: DeviceArts;
  private readonly byTag = new Map<string, CarriedPerson[]>();
  private readonly byBadge = new Map<string, CarriedPerson>();
  private readonly byId = new Map<string, CarriedPerson>();
  private readonly lists: Map<string, CarriedList>;
  private readonly due = new Map<string, Set<string>>();
  private readonly entries = new Map<string, Map<string, Entry>>();
  private readonly kept = new Map<string, KeptScan>();

  constructor(copy: ScannerCopy, kept: readonly KeptScan[], arts: DeviceArts) {
    this.copy = copy;
    this.arts = arts;
    for (const person of copy.people) {
      const tag = attendeeTagOf(person.id);
      this.byTag.set(tag, [...(this.byTag.get(tag) ?? []), person]);
      this.byBadge.set(person.badge, person);
      this.byId.set(person.id, person);
    }
    this.lists = new Map(copy.lists.map((list) => [list.id, list]));
    for (const list of copy.lists) this.due.set(list.id, dueIn(copy, list));
    for (const scan of kept) this.take(scan);
  }

  /** Who scanned and what becomes of it, decided here and now. Kept already; say next whether the server was asked ({@link answered}) or not ({@link decidedAlone}). */
  async scan(listId: string, text: string, clock: { readonly now: number; readonly offset: ClockOffset | null }): Promise<KeptScan> {
    const at = clock.now - (clock.offset?.offset ?? 0);
    const { finding, person, means } = await this.recognise(listId, text, at);
    return await this.decided(listId, { text, means, person, finding, force: false, at, clock });
  }

  /** Lets somebody in whom the rules refused: a new attempt with `force`. */
  async overrule(scan: KeptScan, clock: { readonly now: number; readonly offset: ClockOffset | null }): Promise<KeptScan> {
    const at = clock.now - (clock.offset?.offset ?? 0);
    const person = scan.attendeeId ? (this.byId.get(scan.attendeeId) ?? null) : null;
    const finding: Finding = person
      ? { found: 'person', attendeeId: person.id, isDue: this.isDue(scan.listId, person.id), isExpired: false }
      : { found: 'nobody' };
    const named = person ? { text: person.id, means: 'list' as const } : { text: scan.code, means: scan.means };
    return await this.decided(scan.listId, { ...named, person, finding, force: true, at, clock });
  }

  /** The server could not be asked: what was shown stands, and is handed over later as it was. */
  async decidedAlone(scan: KeptScan): Promise<KeptScan> {
    const alone = { ...scan, offline: true, force: scan.force || scan.letIn };
    await this.store(alone);
    return alone;
  }

  /** After a start: an attempt whose answer never came was shown to nobody, and is handed over as what it is, without force. */
  async recover(): Promise<void> {
    for (const scan of this.waiting()) if (!scan.offline) await this.store({ ...scan, offline: true, letIn: false });
  }

  /** Takes the server's word for attempts. What was shown at the door alone stays as it was shown. */
  async answered(outcomes: readonly ScanOutcome[]): Promise<void> {
    for (const outcome of outcomes) {
      const scan = this.kept.get(outcome.nonce);
      if (!scan) continue;
      const shown = scan.offline ? {} : { shown: outcome.status, letIn: outcome.letsIn };
      await this.store({ ...scan, ...shown, outcome, attendeeId: outcome.attendeeId ?? scan.attendeeId });
    }
  }

  /** Whom others let in at a list, as the server tells it. */
  learn(listId: string, entries: readonly CarriedEntry[]): void {
    for (const { person, nonce, scannerId, at } of entries) {
      const known = this.copy.people[person];
      if (known) this.enter(listId, known.id, { nonce, scannerId, at: Date.parse(at) });
    }
  }

  /**
   * What to send when the server is asked about a scan: before it whatever still waits here of the same person and list. Else the server, which
   * does not know of it, would let in a second time whom this device let in alone.
   */
  toAsk(scan: KeptScan): KeptScan[] {
    const isOfTheSame = (one: KeptScan) => one.listId === scan.listId && one.attendeeId === scan.attendeeId;
    return [...this.waiting().filter((one) => one.offline && one.attendeeId !== null && isOfTheSame(one)), scan];
  }

  /** Attempts that the server has not answered yet, oldest first. */
  waiting(): KeptScan[] {
    return oldestFirst([...this.kept.values()].filter((scan) => scan.outcome === null));
  }

  /** All attempts that are kept here, oldest first. */
  all(): KeptScan[] {
    return oldestFirst([...this.kept.values()]);
  }

  person(id: string | null): CarriedPerson | null {
    return (id && this.byId.get(id)) || null;
  }

  /** How many are in at the list, as far as this device knows. */
  present(listId: string): number {
    return this.entries.get(listId)?.size ?? 0;
  }

  private async recognise(listId: string, text: string, at: number): Promise<Pick<Deciding, 'finding' | 'person' | 'means'>> {
    const code = readCode(text);
    if (!code) return await this.recogniseBadge(listId, text);
    const found = this.signedBy(code, at);
    if (!found) return { finding: { found: 'nobody' }, person: null, means: 'personal' };
    const { person, isExpired } = found;
    const finding: Finding = { found: 'person', attendeeId: person.id, isDue: this.isDue(listId, person.id), isExpired };
    return { finding, person, means: 'personal' };
  }

  private async recogniseBadge(listId: string, text: string): Promise<Pick<Deciding, 'finding' | 'person' | 'means'>> {
    const named = this.byId.get(text);
    const person = named ?? this.byBadge.get(await this.arts.hashBadge(text.trim().toUpperCase())) ?? null;
    const means = named ? 'list' : 'badge';
    if (!person) return { finding: { found: 'nobody' }, person, means };
    return { finding: { found: 'person', attendeeId: person.id, isDue: this.isDue(listId, person.id), isExpired: false }, person, means };
  }

  private signedBy(code: ReadCode, at: number): { person: CarriedPerson; isExpired: boolean } | null {
    const { meetingId } = this.copy;
    if (code.meetingTag !== meetingTagOf(meetingId)) return null;
    for (const person of this.byTag.get(code.attendeeTag) ?? []) {
      const check = checkCode(code, { meetingId, attendeeId: person.id }, at, this.arts.verifierOf(person.key));
      if (check !== 'forged') return { person, isExpired: check === 'expired' };
    }
    return null;
  }

  private isDue(listId: string, attendeeId: string): boolean {
    return this.due.get(listId)?.has(attendeeId) ?? false;
  }

  private async decided(listId: string, { text, means, person, finding, force, at, clock }: Deciding): Promise<KeptScan> {
    const entry = (person && this.entries.get(listId)?.get(person.id)) || null;
    const { status, letsIn } = decideScan({ finding, list: windowOf(this.lists.get(listId)), entry, attempt: { at, force } });
    const scan: KeptScan = {
      nonce: newId(),
      listId,
      means,
      code: text.slice(0, 200),
      deviceAt: new Date(clock.now).toISOString(),
      offsetMs: clock.offset?.offset ?? null,
      force,
      offline: false,
      attendeeId: person?.id ?? null,
      name: person?.name ?? '',
      shown: status,
      letIn: letsIn,
      outcome: null,
    };
    await this.store(scan);
    return scan;
  }

  private async store(scan: KeptScan): Promise<void> {
    this.take(scan);
    await this.arts.keep(scan);
  }

  private take(scan: KeptScan): void {
    this.kept.set(scan.nonce, scan);
    const { outcome } = scan;
    // What the server said is known again after a reload, too.
    if (outcome?.entry && outcome.attendeeId)
      this.enter(scan.listId, outcome.attendeeId, { ...outcome.entry, at: Date.parse(outcome.entry.at) });
    // Without its word only what was let in alone makes an entry.
    else if (scan.letIn && scan.offline && scan.attendeeId)
      this.enter(scan.listId, scan.attendeeId, {
        nonce: scan.nonce,
        scannerId: this.copy.scannerId,
        at: Date.parse(scan.deviceAt) - (scan.offsetMs ?? 0),
      });
  }

  private enter(listId: string, attendeeId: string, entry: Entry): void {
    const entries = this.entries.get(listId) ?? new Map<string, Entry>();
    if (!entries.has(attendeeId)) entries.set(attendeeId, entry);
    this.entries.set(listId, entries);
  }
}

function oldestFirst(scans: readonly KeptScan[]): KeptScan[] {
  return scans.toSorted((one, other) => (one.deviceAt < other.deviceAt ? -1 : one.deviceAt > other.deviceAt ? 1 : 0));
}

interface Deciding {
  readonly text: string;
  readonly means: SentScan['means'];
  readonly person: CarriedPerson | null;
  readonly finding: Finding;
  readonly force: boolean;
  readonly at: number;
  readonly clock: { readonly now: number; readonly offset: ClockOffset | null };
}

const always: ListWindow = { opensAt: null, closesAt: null, closedAt: null };

function windowOf(list: CarriedList | undefined): ListWindow {
  if (!list) return always;
  const at = (value: string | null) => (value === null ? null : Date.parse(value));
  return { opensAt: at(list.opensAt), closesAt: at(list.closesAt), closedAt: at(list.closedAt) };
}

function dueIn({ people }: ScannerCopy, list: CarriedList): Set<string> {
  const bits = bytesOfBase64Url(list.due);
  return new Set(people.filter((_, index) => ((bits[index >> 3] ?? 0) >> (index & 7)) & 1).map((person) => person.id));
}

/** The bytes of a base64url text; works in browsers and in Node. */
export function bytesOfBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function base64UrlOf(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
