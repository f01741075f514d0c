import { newId } from '#platform/contract/identifiers.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { sessionsOf } from '#modules/directory/server/index.ts';
import type { ClonePart, cloneMeeting as cloneRoute } from '../../../contract/arrangement/routes.ts';
import { meetingProblem } from '../../../contract/problems.ts';
import type { MeetingRow } from '../../core/find.ts';
import { meetingOf, ownMeeting, refuseTakenMeeting } from '../../core/find.ts';
import { tellChange } from '../../core/tell.ts';
import type { MeetingTables } from '../../tables.ts';
import { cloneAttendees, clonePosts } from '../clone/people.ts';
import { cloneCheckLists, cloneCoaches, clonePapers, cloneSeatings } from '../clone/places-and-papers.ts';
import type { Became } from '../clone/became.ts';
import type { Shift } from '../shift-rules.ts';
import { shiftOf } from '../shift-rules.ts';

const db = (tx: Tx) => tables<MeetingTables>(tx);

/**
 * Makes a draft meeting out of another one of the body: what is asked for goes along, every day and moment moved so that day 1 becomes the new
 * day 1, and nothing of what happened there (presence, leave, readings, notices). Cloned again under the same id it is refused.
 */
export async function cloneMeeting(tx: Tx, meetingId: string, body: BodyOf<typeof cloneRoute>): Promise<{ id: string }> {
  const from = await ownMeeting(tx, meetingId, { evenEnded: true });
  await refuseTakenMeeting(tx, body.id);
  if (body.sessionId && !(await sessionsOf(tx, from.body_id)).some((one) => one.id === body.sessionId))
    throw meetingProblem('meeting.not-found');
  const shift = shiftOf(from.opens_on, body.opensOn);
  await db(tx)
    .insertInto('meeting')
    .values({
      body_id: from.body_id,
      id: body.id,
      kind: from.kind,
      title: body.title,
      session_id: body.sessionId,
      place: from.place,
      opens_on: body.opensOn,
      closes_on: shift.day(from.closes_on),
      state: 'draft',
      cloned_from: from.id,
      made_by: tx.actor.personId,
      made_at: tx.now,
      changed_at: tx.now,
    })
    .execute();
  await cloneContents(tx, from, body, shift);
  recordAct(tx, {
    bodyId: from.body_id,
    act: 'meeting.clone-meeting',
    subjectKind: 'meeting',
    subjectId: body.id,
    detail: { from: from.id, parts: body.parts, opensOn: body.opensOn },
  });
  await tellChange(tx, await meetingOf(tx, body.id), { parts: ['programme'], subjectKind: 'meeting', subjectId: body.id });
  return { id: body.id };
}

/** Later parts stand on earlier ones: sittings name groups, agenda items name sittings, posts name people. */
async function cloneContents(tx: Tx, from: MeetingRow, body: BodyOf<typeof cloneRoute>, shift: Shift): Promise<void> {
  const wants = (part: ClonePart) => body.parts.includes(part);
  const to = body.id;
  const groups: Became = wants('groups') || wants('people') ? await cloneGroups(tx, from, to) : new Map<string, string>();
  const people: Became = wants('people') ? await cloneAttendees(tx, from, to, groups) : new Map<string, string>();
  if (people.size > 0) await clonePosts(tx, from, to, groups, people);
  const sittings: Became = wants('programme') ? await cloneSittings(tx, from, to, groups, shift) : new Map<string, string>();
  const items: Became = wants('agenda') ? await cloneAgenda(tx, from, to, sittings) : new Map<string, string>();
  if (wants('seating')) await cloneSeatings(tx, from, to, sittings);
  if (wants('coaches')) await cloneCoaches(tx, from, to, { sittings, people, moment: shift.moment });
  if (wants('papers')) await clonePapers(tx, from, to, { sittings, items, groups });
  if (wants('checkLists')) await cloneCheckLists(tx, from, to, { sittings, groups, moment: shift.moment });
}

async function cloneGroups(tx: Tx, from: MeetingRow, to: string): Promise<Became> {
  const rows = await db(tx)
    .selectFrom('meeting_group')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .execute();
  const became: Became = new Map(rows.map((row) => [row.id, newId()]));
  if (rows.length > 0)
    await db(tx)
      .insertInto('meeting_group')
      .values(rows.map((row) => ({ ...row, id: became.get(row.id)!, meeting_id: to })))
      .execute();
  return became;
}

async function cloneSittings(tx: Tx, from: MeetingRow, to: string, groups: Became, shift: Shift): Promise<Became> {
  const rows = await db(tx)
    .selectFrom('sitting')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .where('state', '<>', 'cancelled')
    .execute();
  // A sitting of some groups alone means nothing without them.
  const kept = rows.filter((row) => row.due_groups.every((id) => groups.has(id)));
  const became: Became = new Map(kept.map((row) => [row.id, newId()]));
  if (kept.length > 0)
    await db(tx)
      .insertInto('sitting')
      .values(
        kept.map((row) => ({
          body_id: row.body_id,
          id: became.get(row.id)!,
          meeting_id: to,
          kind: row.kind,
          title: row.title,
          starts_at: shift.moment(row.starts_at),
          ends_at: shift.moment(row.ends_at),
          place: row.place,
          due_categories: row.due_categories,
          due_groups: row.due_groups.map((id) => groups.get(id)!),
          quorum: row.quorum,
          check_in_from: row.check_in_from && shift.moment(row.check_in_from),
          check_in_until: row.check_in_until && shift.moment(row.check_in_until),
          hidden: row.hidden,
        })),
      )
      .execute();
  return became;
}

async function cloneAgenda(tx: Tx, from: MeetingRow, to: string, sittings: Became): Promise<Became> {
  const rows = await db(tx)
    .selectFrom('agenda_item')
    .selectAll()
    .where('body_id', '=', from.body_id)
    .where('meeting_id', '=', from.id)
    .orderBy('position')
    .execute();
  const kept = rows.filter((row) => row.sitting_id === null || sittings.has(row.sitting_id));
  const became: Became = new Map(kept.map((row) => [row.id, newId()]));
  if (kept.length === 0) return became;
  await db(tx)
    .insertInto('agenda_item')
    .values(
      kept.map((row) => ({
        body_id: row.body_id,
        id: became.get(row.id)!,
        meeting_id: to,
        sitting_id: row.sitting_id && sittings.get(row.sitting_id)!,
        parent_id: row.parent_id && (became.get(row.parent_id) ?? null),
        position: row.position,
        title: row.title,
        note: row.note,
        presenter: row.presenter,
        minutes: row.minutes,
        hidden: row.hidden,
      })),
    )
    .execute();
  return became;
}
