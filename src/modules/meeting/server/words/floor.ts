import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { standings } from '../../contract/standing.ts';
import type { FloorTurn, FloorView } from '../../contract/words/floor.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { meetingOf, ownAttendance, sittingOf } from '../core/find.ts';
import { isDue } from '../core/due-rules.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import { queueOrder, spokenSeconds } from './floor-rules.ts';
import { sittingSeconds, speechLimits } from './speech-limits.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);

/** The floor of a sitting: who speaks, who comes next, who has spoken how long. For phones, the chair's desk and hall screens. */
export async function readFloor(tx: Tx, meetingId: string, sittingId: string): Promise<FloorView> {
  const meeting = await meetingOf(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  const [settings, rows, me] = await Promise.all([floorSettings(tx, meeting, sitting), turnRows(tx, sitting), ownAttendance(tx, meeting)]);
  const turns = rows.map((row) => turnView(row, me?.id ?? null, settings.firstSeconds));
  const speaking = turns.filter((turn) => turn.state === 'speaking');
  const current = speaking.find((turn) => !turn.paused) ?? speaking[0] ?? null;
  const waiting = new Set(queueOrder(rows.filter((row) => row.state === 'queued' || row.state === 'selected')).map((row) => row.id));
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  return {
    meetingId,
    sittingId,
    sittingTitle: sitting.title,
    at: tx.now.toISOString(),
    ...settings,
    current,
    interrupted: speaking.find((turn) => turn !== current) ?? null,
    next: [...waiting].map((id) => byId.get(id)!),
    spoken: turns
      .filter((turn) => turn.state === 'spoken' || turn.state === 'skipped')
      .sort((one, other) => ((one.endedAt ?? '') < (other.endedAt ?? '') ? -1 : 1)),
    balance: balanceOf(rows, tx.now),
    mayAsk: settings.open && sitting.state !== 'ended' && me !== null && standings[me.category].speaks && (await isDueAt(tx, sitting, me)),
  };
}

/** Whether requests are taken and how long one may speak; before the chair has said anything, what the meeting's rules say. */
export async function floorSettings(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow,
): Promise<{ open: boolean; firstSeconds: number; laterSeconds: number }> {
  const row = await db(tx)
    .selectFrom('sitting_floor')
    .selectAll()
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .executeTakeFirst();
  if (row) return { open: row.open, firstSeconds: row.first_seconds, laterSeconds: row.later_seconds };
  const { first, later } = sittingSeconds(speechLimits(await bodyKindOf(tx, meeting.body_id), meeting.rules), sitting.kind);
  return { open: false, firstSeconds: first, laterSeconds: later };
}

/** True where the attendee, in his own group or by a post, is due at the sitting. */
export async function isDueAt(
  tx: Tx,
  sitting: SittingRow,
  one: { id: string; category: WordsTables['attendee']['category']; group_id: string | null },
): Promise<boolean> {
  const posts = await db(tx)
    .selectFrom('attendee_post')
    .select('group_id')
    .where('body_id', '=', sitting.body_id)
    .where('attendee_id', '=', one.id)
    .execute();
  const groupIds = [...(one.group_id ? [one.group_id] : []), ...posts.map((post) => post.group_id)];
  return isDue({ dueCategories: sitting.due_categories, dueGroups: sitting.due_groups }, { category: one.category, groupIds });
}

/** All turns of a sitting, planned speeches included. */
async function turnRows(tx: Tx, sitting: SittingRow) {
  return await db(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['s.id', 's.attendee_id', 's.title as topic', 's.form', 's.intervention', 's.state', 's.turn', 's.position', 's.limit_seconds'])
    .select(['s.began_at', 's.running_since', 's.ended_at', 's.seconds', 'a.name', 'a.title', 'a.unit', 'a.group_id'])
    .select(sql<string>`coalesce(g.name, '')`.as('group_name'))
    .where('s.body_id', '=', sitting.body_id)
    .where('s.meeting_id', '=', sitting.meeting_id)
    .where('s.sitting_id', '=', sitting.id)
    .where('s.state', 'in', ['selected', 'queued', 'speaking', 'spoken', 'skipped'])
    .orderBy('s.position')
    .orderBy('s.id')
    .execute();
}
type TurnRow = Awaited<ReturnType<typeof turnRows>>[number];

function turnView(row: TurnRow, me: string | null, usual: number): FloorTurn {
  return {
    id: row.id,
    attendeeId: row.attendee_id,
    name: row.name,
    groupName: row.group_name,
    title: row.title,
    unit: row.unit,
    topic: row.topic,
    form: row.form,
    intervention: row.intervention,
    state: row.state,
    turn: row.turn,
    limitSeconds: row.limit_seconds ?? usual,
    beganAt: row.began_at?.toISOString() ?? null,
    runningSince: row.running_since?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    seconds: row.seconds ?? 0,
    paused: row.state === 'speaking' && row.running_since === null,
    mine: row.attendee_id === me,
  };
}

/** Spoken time by group, the longest first: whose turn it would be for balance. */
function balanceOf(rows: readonly TurnRow[], now: Date): FloorView['balance'] {
  const groups = new Map<string, FloorView['balance'][number] & { who: Set<string> }>();
  for (const row of rows) {
    if (row.state !== 'spoken' && row.state !== 'speaking') continue;
    const group = groups.get(row.group_name) ?? {
      groupId: row.group_id,
      name: row.group_name,
      turns: 0,
      seconds: 0,
      people: 0,
      who: new Set(),
    };
    groups.set(row.group_name, group);
    group.turns += 1;
    group.seconds += spokenSeconds({ seconds: row.seconds ?? 0, runningSince: row.running_since }, now);
    group.who.add(row.attendee_id);
  }
  return [...groups.values()]
    .map(({ who, ...group }) => ({ ...group, people: who.size }))
    .sort((one, other) => other.seconds - one.seconds);
}
