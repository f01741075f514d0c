import { newId } from '#platform/contract/identifiers.ts';
import { addDays, startOfDay } from '#platform/contract/instant.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { featuresOf } from '../../contract/annual-figures.ts';
import type { Kind } from '../../contract/kind.ts';
import { principalRoles } from '../../contract/kind.ts';
import { chanceOf } from '#platform/server/chance.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { MatterTables } from '../tables.ts';

/** Whose matters are planted, and who handles them. */
export interface Planting {
  readonly bodyId: string;
  readonly kinds: readonly Kind[];
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly delegations: readonly string[];
  /** Matters of each kind and year. */
  readonly each: number;
  readonly years: readonly number[];
  readonly seed: number;
}

/**
 * Plants matters in every condition that figures ask about, at random but the same for a seed: with and without acceptance, answers in time and
 * late, talks, ratings, promises, publication. Rows go into the tables directly: a figure must hold for whatever stands there.
 */
export async function plantYears(database: Database, of: Planting): Promise<void> {
  const chance = chanceOf(of.seed);
  for (const kind of of.kinds)
    for (const year of of.years)
      await database.transact(
        systemActor,
        async (tx) => {
          const rows = Array.from({ length: of.each }, () => planted(of, kind, year, chance));
          for (const table of plantedTables)
            await insert(
              tx,
              table,
              rows.flatMap((one) => one[table]),
            );
        },
        { access: 'worker' },
      );
}

async function insert(tx: Tx, table: Planted, rows: readonly Row[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 200)
    await tables<MatterTables>(tx)
      .insertInto(table)
      .values(rows.slice(from, from + 200) as never)
      .execute();
}

const plantedTables = ['matter', 'handling', 'matter_clock', 'matter_contact', 'reply', 'commitment'] as const;
type Planted = (typeof plantedTables)[number];
type Row = Readonly<Record<string, unknown>>;

/** One case in the making. */
interface Sketch {
  readonly of: Planting;
  readonly kind: Kind;
  readonly chance: Chance;
  readonly id: string;
  readonly raisedOn: string;
  readonly answeredOn: string;
  readonly answered: boolean;
  readonly at: (day: string) => Date;
}
interface Share {
  readonly id: string;
  readonly unit_id: string;
  readonly unit_name: string;
}

function planted(of: Planting, kind: Kind, year: number, chance: Chance): Record<Planted, readonly Row[]> {
  const raisedOn = addDays(`${year}-01-01`, chance.whole(0, 364));
  const sketch: Sketch = {
    of,
    kind,
    chance,
    id: newId(),
    raisedOn,
    answeredOn: addDays(raisedOn, chance.whole(1, 200)),
    answered: chance.happens(0.7),
    at: (day) => new Date(startOfDay(day).getTime() + chance.whole(0, 86_399_999)),
  };
  const handlings = of.units.filter(() => chance.happens(0.3)).map((unit) => handlingOf(sketch, unit));
  const shares: Share[] = handlings;
  return {
    matter: [matterOf(sketch)],
    handling: handlings,
    matter_clock: shares.flatMap((share) => featuresOf(kind).replyClocks.map((clock) => clockOf(sketch, share, clock.split('/')[1]!))),
    matter_contact: shares.filter(() => chance.happens(0.5)).map((share) => contactOf(sketch, share)),
    reply: sketch.answered ? shares.map((share) => replyOf(sketch, share)) : [],
    commitment: shares.filter(() => chance.happens(0.4)).map((share) => promiseOf(sketch, share)),
  };
}

function matterOf({ of, kind, chance, id, raisedOn, answeredOn, answered, at }: Sketch) {
  const delegation = chance.pick([...of.delegations, null]);
  const state = chance.pick(Object.keys(kind.states).filter((one) => one !== kind.first));
  const maybe = (share: number, day: string) => (chance.happens(share) ? at(day) : null);
  return {
    body_id: of.bodyId,
    id,
    kind: kind.kind,
    state,
    stage: kind.states[state]!.stage,
    title: '关于某事的建议',
    form: '{}',
    author_name: '林知远',
    author_title: delegation === null ? '' : `第${of.delegations.indexOf(delegation) + 1}代表团`,
    delegation_id: delegation,
    in_session: chance.happens(0.5),
    field: chance.pick(['城建交通', '生态环境', '甲, 乙%', null]),
    category: chance.happens(0.5) ? 'road.manhole' : null,
    openness: chance.pick(['open', 'summary', 'confidential']),
    is_key: chance.happens(0.1),
    answer_class: answered ? chance.pick(['A', 'B', 'C', 'done']) : null,
    rating: answered ? chance.pick(['satisfied', 'basicallySatisfied', 'dissatisfied', null]) : null,
    round: chance.happens(0.15) ? 2 : 1,
    created_at: startOfDay(raisedOn),
    changed_at: startOfDay(answeredOn),
    submitted_at: maybe(0.95, raisedOn),
    accepted_at: maybe(0.8, raisedOn),
    assigned_at: maybe(0.8, raisedOn),
    replied_at: answered ? at(answeredOn) : null,
    closed_at: kind.states[state]!.final ? at(answeredOn) : null,
    published_at: maybe(0.4, answeredOn),
  };
}

function handlingOf({ of, chance, id, raisedOn, answeredOn, answered, at }: Sketch, unit: Planting['units'][number]) {
  const extension = { until: answeredOn, reason: '情况复杂', state: chance.pick(['asked', 'granted', 'refused']), at: raisedOn };
  return {
    body_id: of.bodyId,
    id: newId(),
    matter_id: id,
    unit_id: unit.id,
    unit_name: unit.name,
    unit_short_name: unit.name,
    role: chance.pick([...principalRoles, 'co']),
    state: chance.pick(['assigned', 'replied', 'ended']),
    assigned_at: startOfDay(raisedOn),
    replied_at: answered ? at(answeredOn) : null,
    extension: chance.happens(0.2) ? JSON.stringify(extension) : null,
  };
}

function ofShare({ of, id }: Sketch, share: Share) {
  return { body_id: of.bodyId, matter_id: id, id: newId(), handling_id: share.id, unit_id: share.unit_id, unit_name: share.unit_name };
}

function clockOf(sketch: Sketch, share: Share, clock: string): Row {
  const { chance, kind, raisedOn, answeredOn, at } = sketch;
  const { unit_id: holder_id, unit_name: holder_name, ...of } = ofShare(sketch, share);
  const ended = chance.happens(0.7);
  return {
    ...of,
    kind: kind.kind,
    clock,
    holder_kind: 'unit',
    holder_id,
    holder_name,
    principal: true,
    started_on: raisedOn,
    due_on: answeredOn,
    due_at: chance.happens(0.8) ? at(answeredOn) : null,
    state: 'running',
    opened_at: startOfDay(raisedOn),
    ended_at: ended ? at(answeredOn) : null,
    outcome: ended ? chance.pick(['void', 'metLate', 'metOnTime', 'metOnTime']) : null,
  };
}

function contactOf(sketch: Sketch, share: Share): Row {
  const at = startOfDay(sketch.answeredOn);
  const manner = sketch.chance.pick(['visit', 'meeting', 'phone', 'video', 'site']);
  return { ...ofShare(sketch, share), manner, at, words: '谈过', recorded_at: at };
}

function replyOf(sketch: Sketch, share: Share): Row {
  const at = sketch.at(sketch.answeredOn);
  return {
    ...ofShare(sketch, share),
    round: 1,
    state: sketch.chance.happens(0.9) ? 'issued' : 'draft',
    words: '答复',
    saved_at: at,
    issued_at: at,
  };
}

function promiseOf(sketch: Sketch, share: Share): Row {
  const { chance, answeredOn } = sketch;
  const state = chance.pick(['open', 'reported', 'judged', 'broken']);
  const verdict = state === 'judged' ? chance.pick(['kept', 'keptLate', 'notKept']) : null;
  const days = { due_on: answeredOn, first_due_on: answeredOn, made_at: startOfDay(answeredOn) };
  return { ...ofShare(sketch, share), reply_id: newId(), words: '办好', state, verdict, ...days };
}
