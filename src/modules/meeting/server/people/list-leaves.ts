import { sql } from 'kysely';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { LeaveLine } from '../../contract/people/leave.ts';
import type { listLeaves as route } from '../../contract/people/routes.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf } from '../core/find.ts';
import { isDue } from '../core/due-rules.ts';
import type { MeetingTables } from '../tables.ts';
import { covers, stepInTurn } from './leave-rules.ts';
import { phonesFor } from './list-attendees.ts';
import { keysetOf, pageOf } from './paged.ts';
import type { PeopleTables } from './tables.ts';

const db = (tx: Tx) => tables<PeopleTables>(tx);

/** Open ones first, the oldest of them on top; then what is decided, the newest on top. */
const rank = sql<number>`case when l.state = 'asked' then 0 else 1 end`;
const age = sql<number>`(case when l.state = 'asked' then 1 else -1 end * extract(epoch from l.asked_at) * 1000000)::bigint`;

/**
 * Leaves of a meeting: all for the office; for an attendee his own and those of the groups that he decides for. Liaisons see whom they look
 * after. `toDecide`: those whose step in turn is the actor's.
 */
export async function listLeaves(tx: Tx, meetingId: string, query: QueryOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const meeting = await meetingOf(tx, meetingId);
  const who = await standingOf(tx, meeting);
  const after = keysetOf(query.cursor, ['integer', 'bigint', 'id']);
  let select = leaveRows(tx, meeting).where(within(who, query.of));
  if (query.state) select = select.where('l.state', '=', query.state);
  if (query.groupId) select = select.where('l.group_id', '=', query.groupId);
  if (after) select = select.where(sql<boolean>`(${rank}, ${age}, l.id) > (${after[0]}, ${after[1]}::bigint, ${after[2]}::uuid)`);
  const rows = await select
    .select([rank.as('rank'), sql<string>`${age}::text`.as('age')])
    .orderBy(rank)
    .orderBy(age)
    .orderBy('l.id')
    .limit(query.limit + 1)
    .execute();
  const toLine = await lines(tx, meeting, who, rows);
  return pageOf(rows, query.limit, (row) => [row.rank, row.age, row.id], toLine);
}

/** All leaves of one attendee, latest first, as {@link listLeaves} shows them. */
export async function leavesOf(tx: Tx, meeting: MeetingRow, attendeeId: string): Promise<LeaveLine[]> {
  const who = await standingOf(tx, meeting);
  const rows = await leaveRows(tx, meeting)
    .where(within(who, undefined))
    .where('l.attendee_id', '=', attendeeId)
    .orderBy('l.from_at', 'desc')
    .execute();
  return rows.map(await lines(tx, meeting, who, rows));
}

/** How the actor stands towards the leaves of a meeting. */
interface Standing {
  readonly office: boolean;
  readonly desk: boolean;
  readonly own: string | null;
  /** Groups whose leaves he sees, and of them those in which he decides. */
  readonly sees: readonly string[];
  readonly decides: readonly string[];
}

async function standingOf(tx: Tx, meeting: MeetingRow): Promise<Standing> {
  const { actor } = tx;
  const office = actor.scope === 'office' && actor.bodyId === meeting.body_id;
  const desk = office && actor.roles.some((role) => role === 'clerk' || role === 'officeLeader');
  const { rows } = await sql<{ id: string; groupId: string | null; post: string | null }>`select a.id, p.group_id as "groupId", p.post
    from attendee a left join attendee_post p on p.body_id = a.body_id and p.attendee_id = a.id
    where a.body_id = ${meeting.body_id} and a.meeting_id = ${meeting.id} and a.person_id = ${actor.personId} and a.left_at is null`.execute(
    db(tx),
  );
  const held = (posts: readonly string[]) => rows.filter((row) => row.post !== null && posts.includes(row.post)).map((row) => row.groupId!);
  return {
    office,
    desk,
    own: rows[0]?.id ?? null,
    sees: held(['convenor', 'deputyConvenor', 'liaison']),
    decides: held(['convenor', 'deputyConvenor']),
  };
}

function within(who: Standing, of: 'own' | 'toDecide' | undefined) {
  if (of === 'own') return sql<boolean>`l.attendee_id = ${who.own}`;
  const turn = sql`jsonb_path_query_first(l.steps, '$[*] ? (@.state == "waiting").step') #>> '{}'`;
  if (of === 'toDecide')
    return who.desk
      ? sql<boolean>`(l.state = 'asked' and ${turn} <> 'convenor')`
      : sql<boolean>`(l.state = 'asked' and ${turn} = 'convenor' and l.attendee_id is distinct from ${who.own} and l.group_id = any(${[...who.decides]}::uuid[]))`;
  return who.office ? sql<boolean>`true` : sql<boolean>`(l.attendee_id = ${who.own} or l.group_id = any(${[...who.sees]}::uuid[]))`;
}

function leaveRows(tx: Tx, meeting: MeetingRow) {
  return db(tx)
    .selectFrom('leave_request as l')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 'l.body_id').onRef('a.id', '=', 'l.attendee_id'))
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'l.body_id').onRef('g.id', '=', 'l.group_id'))
    .select([
      'l.id',
      'l.attendee_id',
      'l.from_at',
      'l.until_at',
      'l.grounds',
      'l.words',
      'l.state',
      'l.steps',
      'l.asked_at',
      'l.decided_at',
      'l.revision',
    ])
    .select([
      'l.group_id',
      'a.name',
      'a.title',
      'a.category',
      'a.group_id as own_group',
      sql<string>`coalesce(g.name, '')`.as('group_name'),
    ])
    .select(
      sql<string[]>`array(select p.group_id from attendee_post p where p.body_id = a.body_id and p.attendee_id = a.id)`.as('post_groups'),
    )
    .where('l.body_id', '=', meeting.body_id)
    .where('l.meeting_id', '=', meeting.id);
}

type Row = Awaited<ReturnType<ReturnType<typeof leaveRows>['execute']>>[number];

async function lines(tx: Tx, meeting: MeetingRow, who: Standing, rows: readonly Row[]): Promise<(row: Row) => LeaveLine> {
  const [sittings, phones] = await Promise.all([
    sittingsOf(tx, meeting),
    phonesFor(
      tx,
      meeting,
      rows.map((row) => row.attendee_id),
    ),
  ]);
  return (row) => {
    const time = { from: row.from_at, until: row.until_at };
    const belonging = { category: row.category, groupIds: [...row.post_groups, ...(row.own_group ? [row.own_group] : [])] };
    const covered = sittings.filter(
      (one) => covers(time, one) && isDue({ dueCategories: one.due_categories, dueGroups: one.due_groups }, belonging),
    );
    return {
      id: row.id,
      attendeeId: row.attendee_id,
      name: row.name,
      title: row.title,
      groupName: row.group_name,
      fromAt: row.from_at.toISOString(),
      untilAt: row.until_at.toISOString(),
      grounds: row.grounds,
      words: row.words,
      state: row.state,
      steps: [...row.steps],
      askedAt: row.asked_at.toISOString(),
      decidedAt: row.decided_at?.toISOString() ?? null,
      revision: row.revision,
      covers: covered.map(({ id, title, starts_at }) => ({ id, title, startsAt: starts_at.toISOString() })),
      phone: phones.get(row.attendee_id) ?? null,
      mayDecide: mayDecide(who, row),
      mayWithdraw: mayWithdraw(who, row, tx.now),
    };
  };
}

/** The desk may also record what a convenor said, so every open leave is one that it may decide. */
function mayDecide(who: Standing, row: Row): boolean {
  if (row.state !== 'asked') return false;
  if (who.desk) return true;
  const convenes = row.group_id !== null && who.decides.includes(row.group_id) && row.attendee_id !== who.own;
  return convenes && stepInTurn(row.steps)?.step === 'convenor';
}

function mayWithdraw(who: Standing, row: Row, now: Date): boolean {
  if (!who.desk && row.attendee_id !== who.own) return false;
  return row.state === 'asked' || (row.state === 'granted' && row.until_at > now);
}

/** Sittings that ask for people and are not cancelled, in order of time. */
async function sittingsOf(tx: Tx, meeting: MeetingRow) {
  return await tables<MeetingTables>(tx)
    .selectFrom('sitting')
    .select(['id', 'title', 'starts_at', 'due_categories', 'due_groups'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '<>', 'cancelled')
    .where('hidden', '=', false)
    .where('kind', 'not in', ['meal', 'other', 'registration'])
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}
