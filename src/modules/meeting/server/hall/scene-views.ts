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
import { titleOfAll } from './title-rules.ts';
import type { AllTables } from './tables.ts';

/** What scenes show that is no reading: where people's phones find this site. */
export interface SceneAround {
  readonly publicUrl: string;
}

type Make<Name extends SceneName> = (
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow | null,
  order: SceneOrder,
  around: SceneAround,
) => Promise<ViewOf<Name>>;

/** What a scene shows, read anew. Scenes of a sitting throw `meeting.scene-sitting` where none is named. */
export async function viewOf(
  tx: Tx,
  meeting: MeetingRow,
  sitting: SittingRow | null,
  order: SceneOrder,
  around: SceneAround,
): Promise<SceneView> {
  return await makers[order.scene](tx, meeting, sitting, order, around);
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
  seats: async (tx, meeting, sitting, _order, { publicUrl }) => await seatsView(tx, meeting, sitting, publicUrl),
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
async function seatsView(tx: Tx, meeting: MeetingRow, sitting: SittingRow | null, publicUrl: string): Promise<ViewOf<'seats'>> {
  const seating = await publishedSeating(tx, meeting, sitting);
  const address = new URL(`/m/meeting/${meeting.id}/seat${sitting ? `?sitting=${sitting.id}` : ''}`, publicUrl).href;
  if (!seating) return { scene: 'seats', seating: '', address, plan: null, people: [] };
  const people = await tables<AllTables>(tx)
    .selectFrom('seat_assignment as s')
    .innerJoin('attendee as a', (on) => on.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (on) => on.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .select(['a.name', 'a.pinyin', 'a.initials', 'a.certificate_number', 'g.name as group_name', 's.seat', 's.label', 's.door'])
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
    address,
    plan: seating.plan,
    people: people.map((one) => ({
      name: one.name,
      pinyin: one.pinyin.replaceAll(' ', ''),
      initials: one.initials,
      certificate: one.certificate_number,
      groupName: one.group_name ?? '',
      seat: one.seat,
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
  const states = statesOf(items);
  return timed(items, sitting).map((row) => ({
    id: row.id,
    ...numbers.get(row.id)!,
    title: row.title,
    presenter: row.presenter,
    at: row.at,
    state: states.get(row.id)!,
  }));
}

interface Item {
  readonly id: string;
  readonly parent_id: string | null;
  readonly minutes: number | null;
  readonly began_at: Date | null;
  readonly state: AgendaLine['state'];
}

/** Points below one that is over are over as well, whether somebody ticked them or not. Parents stand before their points. */
function statesOf(items: readonly Item[]): Map<string, AgendaLine['state']> {
  const states = new Map<string, AgendaLine['state']>();
  for (const item of items) {
    const above = states.get(item.parent_id ?? '');
    states.set(item.id, item.state === 'pending' && (above === 'done' || above === 'skipped') ? above : item.state);
  }
  return states;
}

/**
 * Adds to each item when it began or is expected: the start of what it stands under and the minutes of those before it there, as long as these are
 * known. Points whose own length nobody has said have no time of their own.
 */
function timed<One extends Item>(items: readonly One[], sitting: SittingRow): (One & { at: string | null })[] {
  const next = new Map<string, number | null>([['', (sitting.opened_at ?? sitting.starts_at).getTime()]]);
  return items.map((item) => {
    const above = item.parent_id ?? '';
    const begins = item.began_at ? item.began_at.getTime() : (next.get(above) ?? null);
    if (item.state !== 'skipped') next.set(above, begins !== null && item.minutes !== null ? begins + item.minutes * 60_000 : null);
    next.set(item.id, begins);
    const isKnown = item.began_at !== null || item.minutes !== null || item.parent_id === null;
    return { ...item, at: begins === null || !isKnown ? null : new Date(begins).toISOString() };
  });
}

/** What begins next. Sittings that all groups hold for themselves at one time are one line. */
async function nextSitting(tx: Tx, meeting: MeetingRow, after: Date, but: string | null = null): Promise<ViewOf<'agenda'>['next']> {
  const rows = await tables<MeetingTables>(tx)
    .selectFrom('sitting')
    .select(['title', 'kind', 'starts_at', 'place'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('hidden', '=', false)
    .where('state', '=', 'planned')
    .where('starts_at', '>', after)
    .where(sql<boolean>`id is distinct from ${but}::uuid`)
    .where('kind', 'not in', ['meal', 'other'])
    .orderBy('starts_at')
    .orderBy('id')
    .limit(200)
    .execute();
  const [first] = rows;
  if (!first) return null;
  const together = rows.filter((row) => row.kind === first.kind && row.starts_at.getTime() === first.starts_at.getTime());
  const places = new Set(together.map((row) => row.place));
  return {
    title: titleOfAll(together.map((row) => row.title)),
    startsAt: first.starts_at.toISOString(),
    place: places.size === 1 ? first.place : '',
  };
}
