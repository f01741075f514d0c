import type { AnswerOf } from '#platform/contract/route.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { isOpenAt } from '../../contract/presence/redeem-rules.ts';
import { presenceProblem } from '../../contract/presence/problems.ts';
import type { readOwnPass, readOwnPresence, signInByHallCode } from '../../contract/presence/routes.ts';
import type { CheckListKind } from '../../contract/presence/words.ts';
import { isDue } from '../core/due-rules.ts';
import type { AttendeeRow } from '../core/find.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import { checkHallCode, listNamedBy } from './hall-code.ts';
import type { RedeemQueue } from './redeem-queue.ts';
import type { PresenceTables } from './tables.ts';

const db = (tx: Tx) => tables<PresenceTables>(tx);

/** Lists that one may sign in to on one's own phone, where the hall shows a code. Everything else is handed out or boarded before somebody's eyes. */
const hallKinds: readonly CheckListKind[] = ['sitting', 'meal', 'door'];

/** The key of the actor's own code. */
export async function ownPassOf(tx: Tx, meetingId: string): Promise<AnswerOf<typeof readOwnPass>> {
  const meeting = await meetingOf(tx, meetingId);
  const own = await ownAttendance(tx, meeting);
  if (!own) throw presenceProblem('meeting.not-attending');
  const { pass_key, badge_code } = await db(tx)
    .selectFrom('attendee_private')
    .select(['pass_key', 'badge_code'])
    .where('body_id', '=', own.body_id)
    .where('attendee_id', '=', own.id)
    .executeTakeFirstOrThrow();
  const group =
    own.group_id &&
    (await db(tx)
      .selectFrom('meeting_group')
      .select('name')
      .where('body_id', '=', own.body_id)
      .where('id', '=', own.group_id)
      .executeTakeFirst());
  return {
    meetingId,
    meetingTitle: meeting.title,
    attendeeId: own.id,
    name: own.name,
    title: own.title,
    groupName: group ? group.name : '',
    category: own.category,
    seed: pass_key.toString('base64url'),
    badgeCode: badge_code,
  };
}

/** Where the actor is in, and where he may sign in on his phone now. */
export async function ownPresenceOf(tx: Tx, meetingId: string): Promise<AnswerOf<typeof readOwnPresence>> {
  const meeting = await meetingOf(tx, meetingId);
  const own = await ownAttendance(tx, meeting);
  if (!own) return { lists: [], now: tx.now.toISOString() };
  const [rows, groupIds] = await Promise.all([listsWithEntry(tx, own), groupsOf(tx, own)]);
  const mine = rows.filter(
    (row) =>
      row.at !== null || isDue({ dueCategories: row.due_categories, dueGroups: row.due_groups }, { category: own.category, groupIds }),
  );
  const lists = mine.map((row) => ({
    checkListId: row.id,
    kind: row.kind,
    title: row.title,
    opensAt: row.opens_at?.toISOString() ?? null,
    closesAt: row.closes_at?.toISOString() ?? null,
    present: row.at !== null,
    at: row.at?.toISOString() ?? null,
    means: row.means,
    canSignIn: row.at === null && row.state === 'open' && hallKinds.includes(row.kind) && isOpenNow(row, tx.now),
  }));
  return { lists, now: tx.now.toISOString() };
}

async function listsWithEntry(tx: Tx, own: AttendeeRow) {
  return await db(tx)
    .selectFrom('check_list as l')
    .leftJoin('presence as p', (on) =>
      on
        .onRef('p.body_id', '=', 'l.body_id')
        .onRef('p.check_list_id', '=', 'l.id')
        .on('p.attendee_id', '=', own.id)
        .on('p.taken_back_at', 'is', null),
    )
    // Who is due at a sitting is said by the programme as it stands now.
    .leftJoin('sitting as s', (on) => on.onRef('s.body_id', '=', 'l.body_id').onRef('s.id', '=', 'l.sitting_id'))
    .select((of) => [
      of.fn.coalesce('s.due_categories', 'l.due_categories').as('due_categories'),
      of.fn.coalesce('s.due_groups', 'l.due_groups').as('due_groups'),
    ])
    .select(['l.id', 'l.kind', 'l.title', 'l.opens_at', 'l.closes_at', 'l.state', 'p.at', 'p.means'])
    .where('l.body_id', '=', own.body_id)
    .where('l.meeting_id', '=', own.meeting_id)
    .where('l.kind', '<>', 'coach')
    .orderBy('l.opens_at')
    .orderBy('l.id')
    .execute();
}

async function groupsOf(tx: Tx, own: AttendeeRow): Promise<string[]> {
  const posts = await db(tx)
    .selectFrom('attendee_post')
    .select('group_id')
    .where('body_id', '=', own.body_id)
    .where('attendee_id', '=', own.id)
    .execute();
  return [...posts.map((post) => post.group_id), ...(own.group_id ? [own.group_id] : [])];
}

interface OpenTimes {
  readonly opens_at: Date | null;
  readonly closes_at: Date | null;
}

function isOpenNow({ opens_at, closes_at }: OpenTimes, now: Date): boolean {
  return isOpenAt({ opensAt: opens_at?.getTime() ?? null, closesAt: closes_at?.getTime() ?? null, closedAt: null }, now.getTime());
}

interface HallLists {
  readonly bodyId: string;
  readonly lists: readonly (OpenTimes & { readonly id: string; readonly title: string })[];
  readonly until: number;
}

const keepMilliseconds = 1_000;
/** A million figures, three of them right: so many tries in so long a time help nobody. */
const mostGuesses = 8;
const guessMinutes = 10;

/** Signing in on one's own phone by the code on the hall's screen. */
export class HallDoor {
  private readonly secret: string;
  private readonly queue: RedeemQueue;
  private readonly kept = new Map<string, HallLists>();
  private readonly guesses = new Map<string, number[]>();

  constructor(secret: string, queue: RedeemQueue) {
    this.secret = secret;
    this.queue = queue;
  }

  async signIn(call: RawCall<typeof signInByHallCode>): Promise<AnswerOf<typeof signInByHallCode>> {
    const { database, actor, params, body } = call;
    const { bodyId, lists } = await this.listsOf(database, params.meetingId);
    const now = database.clock();
    this.refuseGuessing(actor.personId!, now);
    const open = lists.filter((list) => isOpenNow(list, now));
    const { list, hall } = this.listMeant(open, body.code, now);
    const known = hall === 'wrong' ? await this.answerAfterClosing(call, bodyId, now) : null;
    if (known) return known;
    if (!list) throw presenceProblem('meeting.hall-window');
    if (hall === 'wrong') this.countGuess(actor.personId!, now);
    const attempt = {
      meetingId: params.meetingId,
      listId: list.id,
      nonce: body.nonce,
      means: 'hall' as const,
      code: '',
      personId: actor.personId!,
      hall,
      scannerId: null,
      deviceAt: now,
      offsetMs: null,
      offline: false,
      force: false,
      byName: actor.name,
      words: '',
    };
    const [outcome] = await this.queue.add(database, bodyId, [attempt]);
    if (!outcome!.attendeeId) throw presenceProblem('meeting.not-attending');
    const answer = { ...outcome!, title: list.title, now: now.toISOString() };
    return answer.status === 'closed' ? ((await this.answerAfterClosing(call, bodyId, now)) ?? answer) : answer;
  }

  /**
   * A phone asks again because it never heard the answer, and the list has closed meanwhile: whoever is in is told so, and since when. Null for
   * everybody else.
   */
  private async answerAfterClosing(
    { database, actor, params, body }: RawCall<typeof signInByHallCode>,
    bodyId: string,
    now: Date,
  ): Promise<AnswerOf<typeof signInByHallCode> | null> {
    const who = { bodyId, meetingId: params.meetingId, personId: actor.personId! };
    const entries = await database.read(systemActor, (tx) => hallEntriesOf(tx, who), { access: 'worker' });
    const named = listNamedBy(body.code);
    const isMeant = ({ id, nonce }: HallEntry) =>
      nonce === body.nonce || (named ? id === named : checkHallCode(this.secret, id, body.code, now.getTime()) !== 'wrong');
    const entry = entries.find(isMeant);
    if (!entry) return null;
    const { nonce, attendee_id: attendeeId, scanner_id: scannerId, at } = entry;
    const letsIn = nonce === body.nonce;
    return {
      nonce: body.nonce,
      status: letsIn ? 'accepted' : 'redeemed',
      letsIn,
      attendeeId,
      entry: { nonce, scannerId, at: at.toISOString() },
      title: entry.title,
      now: now.toISOString(),
    };
  }

  /** The list that a scanned code names, or the one whose figures were typed; a wrong one counts at the first that is open. */
  private listMeant(
    open: HallLists['lists'],
    text: string,
    now: Date,
  ): { list: HallLists['lists'][number] | undefined; hall: 'good' | 'expired' | 'wrong' } {
    const named = listNamedBy(text);
    const candidates = named ? open.filter((list) => list.id === named) : open;
    const checked = candidates.map((list) => ({ list, hall: checkHallCode(this.secret, list.id, text, now.getTime()) }));
    const best = checked.find((one) => one.hall === 'good') ?? checked.find((one) => one.hall === 'expired') ?? checked[0];
    return best ?? { list: undefined, hall: 'wrong' };
  }

  private refuseGuessing(personId: string, now: Date): void {
    const recent = (this.guesses.get(personId) ?? []).filter((at) => at > now.getTime() - guessMinutes * 60_000);
    if (recent.length >= mostGuesses) throw presenceProblem('meeting.hall-guessed', { minutes: guessMinutes });
  }

  private countGuess(personId: string, now: Date): void {
    if (this.guesses.size >= 20_000) this.guesses.clear();
    this.guesses.set(personId, [...(this.guesses.get(personId) ?? []), now.getTime()].slice(-mostGuesses));
  }

  /** Whose meeting it is and its lists with hall codes; the same for thousands of phones in one second. */
  private async listsOf(database: Database, meetingId: string): Promise<HallLists> {
    const known = this.kept.get(meetingId);
    if (known && known.until > Date.now()) return known;
    const found = await database.read(systemActor, (tx) => hallListsOf(tx, meetingId), { access: 'worker' });
    if (this.kept.size >= 500) this.kept.clear();
    const kept = { ...found, until: Date.now() + keepMilliseconds };
    this.kept.set(meetingId, kept);
    return kept;
  }
}

type HallEntry = Awaited<ReturnType<typeof hallEntriesOf>>[number];

/** Where somebody is in at lists that have hall codes, latest first, whether they take scans or not. */
async function hallEntriesOf(tx: Tx, { bodyId, meetingId, personId }: { bodyId: string; meetingId: string; personId: string }) {
  return await db(tx)
    .selectFrom('attendee as a')
    .innerJoin('presence as p', (on) => on.onRef('p.body_id', '=', 'a.body_id').onRef('p.attendee_id', '=', 'a.id'))
    .innerJoin('check_list as l', (on) => on.onRef('l.body_id', '=', 'p.body_id').onRef('l.id', '=', 'p.check_list_id'))
    .leftJoin('scan as s', (on) =>
      on.onRef('s.body_id', '=', 'p.body_id').onRef('s.check_list_id', '=', 'p.check_list_id').onRef('s.nonce', '=', 'p.nonce'),
    )
    .select(['l.id', 'l.title', 'p.nonce', 'p.at', 'p.attendee_id', 's.scanner_id'])
    .where('a.body_id', '=', bodyId)
    .where('a.meeting_id', '=', meetingId)
    .where('a.person_id', '=', personId)
    .where('p.taken_back_at', 'is', null)
    .where('l.kind', 'in', [...hallKinds])
    .orderBy('p.at', 'desc')
    .execute();
}

async function hallListsOf(tx: Tx, meetingId: string): Promise<Omit<HallLists, 'until'>> {
  const meeting = await db(tx)
    .selectFrom('meeting')
    .select('body_id')
    .where('id', '=', meetingId)
    .where('state', '<>', 'draft')
    .executeTakeFirst();
  if (!meeting) throw presenceProblem('meeting.not-attending');
  const lists = await db(tx)
    .selectFrom('check_list')
    .select(['id', 'title', 'opens_at', 'closes_at'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'open')
    .where('kind', 'in', [...hallKinds])
    .orderBy('opens_at')
    .orderBy('id')
    .execute();
  return { bodyId: meeting.body_id, lists };
}
