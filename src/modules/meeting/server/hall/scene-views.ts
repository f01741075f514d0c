import { sql, type Selectable } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { AgendaLine, SceneName, SceneOrder, SceneView, ViewOf } from '../../contract/hall/scene.ts';
import { hallProblem } from '../../contract/hall/problems.ts';
import { numberAgenda } from '../../contract/arrangement/numbering-rules.ts';
import type { MeetingRow, SittingRow } from '../core/find.ts';
import { peopleOfSitting, presenceOfSittings } from '../presence/counts.ts';
import type { MeetingTables } from '../tables.ts';
import { readFloor } from '../words/floor.ts';
import { groupNames } from './group-names.ts';
import { drawingOf } from './hall-drawing.ts';
import type { AllTables } from './tables.ts';

type Make<Name extends SceneName> = (tx: Tx, meeting: MeetingRow, sitting: SittingRow | null, order: SceneOrder) => Promise<ViewOf<Name>>;

/** What a scene shows, read anew. Scenes of a sitting throw `meeting.scene-sitting` where none is named. */
export async function viewOf(tx: Tx, meeting: MeetingRow, sitting: SittingRow | null, order: SceneOrder): Promise<SceneView> {
  return await makers[order.scene](tx, meeting, sitting, order);
}

const makers: { readonly [Name in SceneName]: Make<Name> } = {
  welcome: async (tx, meeting, _sitting, { title, words }) => ({
    scene: 'welcome',
    title: title || meeting.title,
    words,
    next: await nextSitting(tx, meeting, tx.now),
  }),
  notice: async (_tx, _meeting, _sitting, { title, words }) => ({ scene: 'notice', title, words }),
  blank: async () => ({ scene: 'blank' }),
  seats: seatsView,
  presence: presenceView,
  agenda: async (tx, meeting, sitting) => {
    const at = named(sitting);
    const [agenda, next] = await Promise.all([agendaOf(tx, at), nextSitting(tx, meeting, at.starts_at, at.id)]);
    return { scene: 'agenda', agenda, next };
  },
  speech: async (tx, meeting, sitting) => ({ scene: 'speech', floor: await readFloor(tx, meeting.id, named(sitting).id) }),
  code: async (tx, meeting, sitting) => {
    const at = named(sitting);
    const [presence, list] = await Promise.all([presenceOfSittings(tx, meeting, [at]), openListOf(tx, at)]);
    return { scene: 'code', checkListId: list, count: presence.get(at.id)!.count };
  },
};

async function openListOf(tx: Tx, sitting: SittingRow): Promise<string | null> {
  const row = await tables<AllTables>(tx)
    .selectFrom('check_list')
    .select('id')
    .where('body_id', '=', sitting.body_id)
    .where('sitting_id', '=', sitting.id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return row?.id ?? null;
}

function named(sitting: SittingRow | null): SittingRow {
  if (!sitting) throw hallProblem('meeting.scene-sitting');
  return sitting;
}

/** Who sits where by the published seating of the sitting, or of the plenary sittings, in the order of the groups, then of pinyin. */
async function seatsView(tx: Tx, meeting: MeetingRow, sitting: SittingRow | null): Promise<ViewOf<'seats'>> {
  const seating = await publishedSeating(tx, meeting, sitting);
  if (!seating) return { scene: 'seats', seating: '', people: [] };
  const people = await tables<AllTables>(tx)
    .selectFrom('seat_assignment as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.name', 'a.initials', 'g.name as group_name', 's.label', 's.door'])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.seating_id', '=', seating.id)
    .where('a.left_at', 'is', null)
    .orderBy(sql`g.position nulls last`)
    .orderBy('a.pinyin')
    .orderBy('a.id')
    .execute();
  return {
    scene: 'seats',
    seating: seating.name,
    people: people.map((one) => ({
      name: one.name,
      initials: one.initials,
      groupName: one.group_name ?? '',
      place: one.label,
      door: one.door,
    })),
  };
}

async function publishedSeating(tx: Tx, meeting: MeetingRow, sitting: SittingRow | null): Promise<Selectable<AllTables['seating']> | null> {
  const found = await tables<AllTables>(tx)
    .selectFrom('seating')
    .selectAll()
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('state', '=', 'published')
    .orderBy('number', 'desc')
    .execute();
  const own = sitting && found.find((one) => one.sitting_ids.includes(sitting.id));
  const ofAll = found.find((one) => one.sitting_ids.length === 0);
  return own ?? (!sitting || sitting.kind === 'plenary' || sitting.kind === 'preparatory' ? (ofAll ?? null) : null);
}

async function presenceView(tx: Tx, meeting: MeetingRow, maybe: SittingRow | null): Promise<ViewOf<'presence'>> {
  const sitting = named(maybe);
  const [sums, people, names, seating, agenda] = await Promise.all([
    presenceOfSittings(tx, meeting, [sitting]),
    peopleOfSitting(tx, meeting, sitting),
    groupNames(tx, meeting),
    publishedSeating(tx, meeting, sitting),
    agendaOf(tx, sitting),
  ]);
  const presence = sums.get(sitting.id);
  if (!presence) throw platformProblem('route.not-found');
  const groups = presence.groups.map(({ groupId, count }) => ({ id: groupId, name: names.nameOf(groupId), ...count }));
  return {
    scene: 'presence',
    count: presence.count,
    quorum: sitting.quorum,
    need: presence.quorum,
    others: presence.others.present,
    groups: groups.toSorted((one, other) => names.orderOf(one.id) - names.orderOf(other.id)),
    drawing: seating && (await drawingOf(tx, seating, people)),
    agenda,
  };
}

/** The agenda of a sitting with its numbers (hidden items do not count, README) and, once it is under way, when each is expected. */
async function agendaOf(tx: Tx, sitting: SittingRow): Promise<AgendaLine[]> {
  const rows = await tables<MeetingTables>(tx)
    .selectFrom('agenda_item')
    .selectAll()
    .where('body_id', '=', sitting.body_id)
    .where('meeting_id', '=', sitting.meeting_id)
    .where('sitting_id', '=', sitting.id)
    .where('hidden', '=', false)
    .orderBy('position')
    .orderBy('id')
    .execute();
  const byParent = Map.groupBy(rows, (row) => row.parent_id ?? '');
  const below = (parent: string): typeof rows => (byParent.get(parent) ?? []).flatMap((row) => [row, ...below(row.id)]);
  const items = below('');
  const numbers = numberAgenda(items.map((row) => ({ id: row.id, parentId: row.parent_id, hidden: false })));
  return timed(items, sitting).map((row) => ({
    id: row.id,
    ...numbers.get(row.id)!,
    title: row.title,
    presenter: row.presenter,
    at: row.at,
    state: row.state,
  }));
}

/** Adds to each item when it began or is expected: the start and the minutes of those before it, as long as these are known. */
function timed<Item extends { minutes: number | null; began_at: Date | null; state: AgendaLine['state'] }>(
  items: readonly Item[],
  sitting: SittingRow,
): (Item & { at: string | null })[] {
  let next: number | null = (sitting.opened_at ?? sitting.starts_at).getTime();
  return items.map((item) => {
    const begins: number | null = item.began_at ? item.began_at.getTime() : next;
    if (item.state !== 'skipped') next = begins !== null && item.minutes !== null ? begins + item.minutes * 60_000 : null;
    return { ...item, at: begins === null ? null : new Date(begins).toISOString() };
  });
}

async function nextSitting(tx: Tx, meeting: MeetingRow, after: Date, but: string | null = null): Promise<ViewOf<'agenda'>['next']> {
  const row = await tables<MeetingTables>(tx)
    .selectFrom('sitting')
    .select(['title', 'starts_at', 'place'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('hidden', '=', false)
    .where('state', '=', 'planned')
    .where('starts_at', '>', after)
    .where(sql<boolean>`id is distinct from ${but}::uuid`)
    .where('kind', 'not in', ['meal', 'other'])
    .orderBy('starts_at')
    .executeTakeFirst();
  return row ? { title: row.title, startsAt: row.starts_at.toISOString(), place: row.place } : null;
}
