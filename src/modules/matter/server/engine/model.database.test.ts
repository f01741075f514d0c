import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { Problem } from '#platform/contract/problem.ts';
import { Database, tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeMember, makeSession, makeStaff, making } from '#modules/directory/server/factory.ts';
import { resolveParameters } from '#modules/profile/contract/parameters.ts';
import type { Field, Input } from '../../contract/field.ts';
import type { Kind } from '../../contract/kind.ts';
import { kinds } from '../../contract/kinds/index.ts';
import type { ActView, CaseView, FieldView } from '../../contract/views.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftOf, makeCast } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';
import type { MatterTables } from '../tables.ts';

/**
 * Whatever people do, in whatever order: what the page offers succeeds, everything else is refused and leaves no trace, and after each act the
 * case still obeys the laws below. The seed of a failing run is printed by fast-check; FC_SEED runs it again.
 */
const sequencesPerKind = Number(process.env['FC_SEQUENCES'] ?? 1_000);
const atOnce = 10;
const seed = process.env['FC_SEED'] ? Number(process.env['FC_SEED']) : undefined;

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
/** Whoever acts in a congress and in a CPPCC; the units are the same. */
let sides: Readonly<Record<Kind['bodyKind'], Side>>;
const now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  // Fewer connections than sequences: what stands in line leaves together, and each write into a socket costs more than most statements.
  database = new Database({ ...isolated, clock: () => now, connections: 6 });
  cast = await makeCast(database);
  const { author, cosigners, clerk, officeLeader, committee, lead, co, third, dutyDesk, gridWorker } = cast;
  const units = [lead.clerk, lead.officer, lead.head, co.clerk, third.clerk, dutyDesk, gridWorker];
  sides = await making(database, async (tx) => {
    const { congress, cppcc } = cast.city;
    // A session that still takes motions, so that lives in time are lived too.
    await makeSession(tx, congress, { number: 6, opensOn: '2026-03-10', closesOn: '2026-03-14', motionsUntil: '2026-03-11T04:00:00.000Z' });
    const member = (name: string) => makeMember(tx, cppcc, { name });
    const proposer = await member('乔知语');
    const others = [await member('贺兰舟'), await member('陶然')];
    const staff = [
      await makeStaff(tx, cppcc, ['clerk'], { name: '政协干部' }),
      await makeStaff(tx, cppcc, ['officeLeader', 'clerk'], { name: '纪闻' }),
      await makeStaff(tx, cppcc, ['committee'], { name: '阮青', division: '社法委' }),
    ];
    const fellow = await makeMember(tx, congress, { name: '旁人' });
    return {
      congress: { author, cosigners, people: [author, ...cosigners, clerk, officeLeader, committee, ...units, fellow, staff[0]!] },
      cppcc: { author: proposer, cosigners: others, people: [proposer, ...others, ...staff, ...units, await member('旁听'), clerk] },
    };
  });
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

interface Step {
  readonly who: number;
  readonly act: number;
  readonly wild: boolean;
  readonly choice: number;
}
interface Start {
  readonly acts: number;
  readonly choice: number;
}
interface Side {
  readonly author: TestSeat;
  readonly cosigners: readonly TestSeat[];
  readonly people: readonly TestSeat[];
}
/** A case on its way, and what was seen of it so far. */
interface Of {
  readonly bodyId: string;
  readonly matterId: string;
  readonly side: Side;
  /** What each seat saw since the last act: nothing changes but by acts. */
  readonly seen: Map<TestSeat, CaseView | null>;
  /** What was done already, each act with what it was done to. */
  readonly done: Set<string>;
  /** What must never change again once it is there. */
  readonly kept: Kept;
}
interface Kept {
  number: number | null;
  lines: readonly string[];
  records: readonly string[];
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(),
  act: fc.nat(),
  wild: fc.integer({ min: 0, max: 99 }).map((share) => share < 15),
  choice: fc.nat(),
});
/** How far a case is carried before chance takes over: lives differ late as well as early, and most of what is special comes late. */
const anyStart: fc.Arbitrary<Start> = fc.record({ acts: fc.integer({ min: 0, max: 16 }), choice: fc.nat() });
const sequence = fc.record({ start: anyStart, steps: fc.array(anyStep, { minLength: 3, maxLength: 11 }) });
const sequences = fc.array(sequence, { minLength: atOnce, maxLength: atOnce });

const look = async (seat: TestSeat, of: Of): Promise<CaseView | null> => {
  const view = await lookAnew(seat, of);
  of.seen.set(seat, view);
  return view;
};
/** As {@link look}, without asking again what was seen since the last act. */
const glance = async (seat: TestSeat, of: Of): Promise<CaseView | null> => (of.seen.has(seat) ? of.seen.get(seat)! : await look(seat, of));
const lookAnew = (seat: TestSeat, of: Of): Promise<CaseView | null> =>
  database
    .read(seat.actor, (tx) => readCase(tx, of.bodyId, of.matterId))
    .catch((error: unknown) => {
      if (error instanceof Problem && error.status === 404) return null;
      throw error;
    });

describe.each(Object.values(kinds))('$words.name', (kind) => {
  test(`obeys its laws through ${sequencesPerKind} sequences of acts`, async () => {
    const run = await fc.check(
      fc.asyncProperty(sequences, async (all) => {
        await Promise.all(all.map(async (one) => runSequence(kind, one.start, one.steps)));
      }),
      { numRuns: Math.ceil(sequencesPerKind / atOnce), ...(seed === undefined ? {} : { seed }), endOnFailure: true },
    );
    // The counterexample itself is pages long; its seed is what one needs.
    expect(run.failed ? run.errorInstance : null, `FC_SEED=${run.seed}, run ${run.numRuns}`).toBeNull();
    console.log(`${kind.words.name}: ${run.numRuns * atOnce} sequences, FC_SEED=${run.seed}`);
  }, 600_000);

  test('of two acts on the same revision one wins and the other is told', async () => {
    const of = await begin(kind);
    const view = (await look(of.side.author, of))!;
    const act = view.acts.find((one) => one.blocked === null && one.act === 'withdraw') ?? view.acts.find((one) => one.blocked === null)!;
    const once = () =>
      database.transact(of.side.author.actor, async (tx) =>
        (await import('./act.ts')).performAct(tx, {
          bodyId: of.bodyId,
          matterId: of.matterId,
          act: act.act,
          input: inputFor(act, 0, view, of.side),
          revision: view.revision,
          ...(act.targetId ? { targetId: act.targetId } : {}),
        }),
      );
    const outcomes = await Promise.allSettled([once(), once()]);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((outcomes.find((one) => one.status === 'rejected')!.reason as Problem).status).toBe(409);
  });
});

async function runSequence(kind: Kind, { acts, choice }: Start, steps: readonly Step[]): Promise<void> {
  const of = await begin(kind);
  for (let done = 0; done < acts; done += 1) {
    // Each step chooses differently, and the whole start differently from others: 31 shares no factor with the numbers of choices.
    const outcome = await doNext(of, { who: done, act: 1, choice: choice + done * 31 }, true);
    if (!outcome) break;
  }
  for (const one of steps) await (one.wild ? tryAnything(kind, of, one) : doWhatIsOffered(of, one));
}

/**
 * A draft with every field of the kind's form filled in; where others sign, with as many signers as the rules ask for and two to spare; where
 * nobody does, already filed.
 */
async function begin(kind: Kind): Promise<Of> {
  const side = sides[kind.bodyKind];
  const form = filled(kind.form.map(fieldOf), 0, { side, version: 1, matterId: newId() });
  const draft = await draftOf(database, side.author, kind.kind, form);
  const of: Of = { ...draft, side, seen: new Map(), done: new Set(), kept: { number: null, lines: [], records: [] } };
  if (kind.acts.invite) await plantSigners(kind, of);
  else await doAct(database, side.author, of, 'submit');
  return of;
}

async function plantSigners(kind: Kind, { bodyId, matterId, side }: Of): Promise<void> {
  const needed = kind.signers ? resolveParameters({ kind: kind.bodyKind, level: 'city' })[kind.signers] : 1;
  if (needed === 1) return;
  const people = [...side.cosigners.map((seat) => seat.personId), ...Array.from({ length: needed - 1 }, () => newId())];
  await database.transact(
    systemActor,
    (tx) =>
      tables<MatterTables>(tx)
        .insertInto('matter_party')
        .values(
          people.map((person_id, position) => ({
            body_id: bodyId,
            matter_id: matterId,
            person_id,
            name: `联名${position}`,
            role: 'signer' as const,
            state: 'confirmed' as const,
            version: 1,
            position,
            invited_at: now,
            answered_at: now,
          })),
        )
        .execute(),
    { access: 'worker' },
  );
}

/** What leads nowhere: anybody may do it at any time, or needs a file. */
const asideActs = new Set(['withdraw', 'note', 'message', 'uninvite', 'addFiles']);

/**
 * Somebody does one of the things that his page offers: it must succeed, and the laws must hold afterwards. Two times in three it is one that
 * carries the case on, done by somebody whose turn it is, so that lives come to their ends too. Four seats are asked; who is known to have
 * nothing to do is passed over.
 */
async function doWhatIsOffered(of: Of, step: Step): Promise<void> {
  const tried = await doNext(of, step, step.act % 3 > 0);
  if (!tried) return;
  const { chosen, before, outcome, seat } = tried;
  if (outcome === null) await expectLaws(of, before.revision + 1, chosen);
  else expect([400, 409], `${chosen.act} by ${seat.name}: ${outcome.message}`).toContain(outcome.status);
}

interface Tried {
  readonly seat: TestSeat;
  readonly before: CaseView;
  readonly chosen: ActView;
  readonly outcome: Problem | null;
}

/** One act that a page offers to one of four seats, the one that carries the case furthest where it shall go onward; null where there is none. */
async function doNext(of: Of, { who, act, choice }: Omit<Step, 'wild'>, onward: boolean): Promise<Tried | null> {
  const from = who % of.side.people.length;
  const turned = [...of.side.people.slice(from), ...of.side.people.slice(0, from)];
  const people = onward ? await whoseTurnFirst(of, turned) : turned;
  let next: { seat: TestSeat; before: CaseView; acts: ActView[]; rank: number } | null = null;
  for (let turn = 0, asked = 0; turn < people.length && asked < 4; turn += 1) {
    const seat = people[turn]!;
    if (!of.seen.has(seat)) asked += 1;
    const before = await glance(seat, of);
    const acts = (before?.acts ?? []).filter((one) => one.blocked === null && !asideActs.has(one.act));
    if (!before || acts.length === 0) continue;
    const rank = Math.min(...acts.map((one) => rankOf(of, one)));
    if (!next || rank < next.rank) next = { seat, before, acts: onward ? acts.filter((one) => rankOf(of, one) === rank) : acts, rank };
    if (!onward || rank === 0) break;
  }
  if (!next) return null;
  const { seat, before, acts } = next;
  const chosen = acts[Math.floor(act / 3) % acts.length]!;
  return { seat, before, chosen, outcome: await attempt(seat, of, chosen, choice, before) };
}

/** How far an act carries the case: something new that is the next thing to do, something new, the same again, an end. */
function rankOf(of: Of, { act, targetId, weight }: ActView): number {
  if (weight === 'grave') return 4;
  return (of.done.has(`${act} ${targetId}`) ? 2 : 0) + (weight === 'main' ? 0 : 1);
}

/** The seats in the same order, but first those that hold an open clock of the case. */
async function whoseTurnFirst(of: Of, people: readonly TestSeat[]): Promise<TestSeat[]> {
  const view = await glance(of.side.author, of);
  const holders = new Set((view?.clocks ?? []).filter((clock) => clock.metAt === null).map((clock) => clock.holder.id));
  const mine = ({ personId, actor }: TestSeat) => [personId, actor.unitId, actor.bodyId].some((id) => id !== null && holders.has(id));
  return people.toSorted((one, other) => Number(mine(other)) - Number(mine(one)));
}

/** Somebody tries any act at all. Unless his page offers it, it must be refused and change nothing. */
async function tryAnything(kind: Kind, of: Of, { who, act, choice }: Step): Promise<void> {
  const seat = of.side.people[who % of.side.people.length]!;
  const names = Object.keys(kind.acts);
  const name = names[act % names.length]!;
  const declared = kind.acts[name]!;
  const [seen, mine] = [await glance(of.side.author, of), await glance(seat, of)];
  if (!seen) return;
  const targets = declared.on === 'handling' ? seen.handlings : declared.on === 'commitment' ? seen.commitments : [null];
  const target = targets[choice % Math.max(1, targets.length)];
  if (target === undefined) return;
  const offered = mine?.acts.some((one) => one.act === name && one.blocked === null && (target === null || one.targetId === target.id));
  const view: ActView = {
    act: name,
    label: declared.label,
    on: declared.on,
    targetId: target?.id ?? null,
    weight: declared.weight,
    blocked: null,
    fields: declared.fields.map(fieldOf),
  };
  const outcome = await attempt(seat, of, view, choice, seen);
  if (offered) return;
  expect(outcome, `${name} by ${seat.name} in ${seen.matter.state} was not offered, yet it was done`).not.toBeNull();
  expect(outcome!.status).toBeLessThan(500);
  await expectLaws(of, seen.revision);
}

async function attempt(seat: TestSeat, of: Of, act: ActView, choice: number, view: CaseView): Promise<Problem | null> {
  try {
    await doAct(database, seat, of, act.act, inputFor(act, choice, view, of.side), act.targetId ?? undefined);
    of.seen.clear();
    of.done.add(`${act.act} ${act.targetId}`);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** A plausible input: every asked field filled, choices by chance. */
function inputFor(act: ActView, choice: number, view: CaseView, side: Side): Record<string, unknown> {
  return filled(act.fields, choice, { side, version: view.version, matterId: view.matter.id });
}

/** A declared field as the server sends it where nothing but the declaration is known. */
function fieldOf({ choices, when, ...field }: Field): FieldView {
  return {
    name: field.name,
    label: field.label,
    input: field.input,
    required: field.required ?? false,
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
    choices: choices?.map(([value, label]) => ({ value, label })) ?? offer(field.choicesFrom),
    ...(when ? { when: { field: when.field, is: [...when.is] } } : {}),
  };
}

/** What the server would offer for choices that hang on rules or people. */
function offer(from: Field['choicesFrom']): { value: string; label: string }[] | undefined {
  const values: Partial<Record<NonNullable<Field['choicesFrom']>, string[]>> = {
    fields: ['城建交通'],
    grounds: ['noContent'],
    answerClasses: ['planned'],
    ratings: ['satisfied', 'dissatisfied', 'basicallySatisfied'],
    reportCategories: ['road.manhole'],
    workers: [cast.gridWorker.personId],
    officers: [cast.lead.head.personId],
    divisions: ['综合处'],
    stopLabels: ['petition'],
    committees: ['城建环资工委'],
  };
  return from && values[from]?.map((value) => ({ value, label: value }));
}

interface Around {
  readonly side: Side;
  readonly version: number;
  readonly matterId: string;
}

function filled(fields: readonly FieldView[], choice: number, around: Around): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.when && !field.when.is.includes(String(input[field.when.field]))) continue;
    const value = valueOf(field, choice, around);
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

function valueOf(field: FieldView, choice: number, { side, version, matterId }: Around): unknown {
  const units = [cast.lead.id, cast.co.id, cast.third.id, cast.city.grassroots.id];
  const [first, ...others] = [...units.slice(choice % 3), ...units.slice(0, choice % 3)].slice(0, 3);
  const pick = field.choices?.[choice % field.choices.length]?.value;
  const least = field.min ?? 0;
  switch (field.input as Input) {
    case 'line':
      return '按要求办理，请查看情况';
    case 'text':
      return '已经研究过，情况如下，请查看。'.repeat(Math.ceil(Math.max(1, least) / 15));
    case 'list':
      return ['一条'];
    case 'choice':
      return pick;
    case 'choices':
      return field.choices?.map((one) => one.value) ?? ['noContent'];
    case 'yes':
      return true;
    case 'number':
      return field.name === 'version' ? version : least + (choice % ((field.max ?? 100) - least + 1));
    case 'day':
      return addDays(dayOf(now), 30 + (choice % 80));
    case 'moment':
      return now.toISOString();
    case 'person':
      if (!field.required && choice % 3 > 0) return undefined;
      return field.choices?.[0]?.value ?? cast.lead.head.personId;
    case 'people':
      return field.choices?.map((one) => one.value) ?? side.cosigners.slice(0, 1 + (choice % 2)).map((seat) => seat.personId);
    case 'unit':
      return first;
    case 'units':
      return others.slice(0, field.min ?? 1 + (choice % 2));
    case 'matter':
      return matterId;
    case 'place':
      return { address: '云塘路1号', lon: 0.5, lat: 0.5 };
    case 'promises':
      return [{ words: '年底前完成', dueOn: addDays(dayOf(now), 200) }];
    case 'files':
    case 'voice':
      return undefined;
  }
}

/** What holds after every act, whoever did it; `done` is the one that was done just now, if any. */
async function expectLaws(of: Of, revision: number, done?: ActView): Promise<void> {
  const view = (await look(of.side.author, of))!;
  const kind = kinds[view.matter.kind]!;
  const state = kind.states[view.matter.state]!;
  expect(view.revision, 'each act moves the revision by one, a refused one not at all').toBe(revision);
  expect(state, 'the state is a declared one').toBeDefined();
  const current = view.handlings.filter((one) => one.state !== 'ended');
  if (current.length > 0 && derivedStates(kind).has(view.matter.state))
    expect(view.matter.state, 'the state follows from the handlings').toBe(kind.derive(current));
  const leadingFirst = ['lead', 'sole', 'separate', 'co'].flatMap((role) => current.filter((one) => one.role === role));
  expect(
    view.matter.units.map((unit) => `${unit.role} ${unit.id}`),
    'a line names the units that have the case in hand',
  ).toEqual(leadingFirst.map((one) => `${one.role} ${one.unit.id}`));
  const open = view.clocks.filter((clock) => clock.metAt === null);
  if (state.final)
    expect(
      open.filter((clock) => clock.commitmentId === null),
      'nothing runs on after the end but promises',
    ).toEqual([]);
  else if (view.matter.state !== kind.first) expect(open.length, 'somebody always has a next thing to do').toBeGreaterThan(0);
  for (const handling of current)
    expect(
      open.filter((clock) => clock.principal && clock.handlingId === handling.id).length,
      'one principal clock a handling at most',
    ).toBeLessThanOrEqual(1);
  expect(
    new Set(open.map((clock) => `${clock.clock}:${clock.handlingId}:${clock.commitmentId}:${clock.holder.id}`)).size,
    'no clock runs twice',
  ).toBe(open.length);
  if (done) expectClocks(kind, done, view);
  await expectStory(of, view);
}

/** The clocks that an act meets stand still afterwards, unless the same act started them anew. */
function expectClocks(kind: Kind, done: ActView, view: CaseView): void {
  const act = kind.acts[done.act]!;
  const started = new Set([
    ...(act.starts ?? []),
    ...(act.resumes ?? []),
    ...Object.values(act.outcomes ?? {}).flatMap((one) => one.starts ?? []),
  ]);
  const met = new Set((act.meets ?? []).filter((clock) => !started.has(clock)));
  const left = view.clocks.filter(
    (clock) => clock.metAt === null && met.has(clock.clock) && (act.on === 'matter' || clock.handlingId === done.targetId),
  );
  expect(left, `${done.act} meets its clocks`).toEqual([]);
}

const derived = new Map<Kind, ReadonlySet<string>>();

/** The states that follow from handlings and are never set by hand. */
function derivedStates(kind: Kind): ReadonlySet<string> {
  const known = derived.get(kind);
  if (known) return known;
  const byHand = new Set(
    Object.values(kind.acts).flatMap((act) => [
      act.to,
      ...Object.values(act.toBy?.states ?? {}),
      ...Object.values(act.outcomes ?? {}).map((outcome) => outcome.to),
    ]),
  );
  const roles = Object.keys(kind.handlingRoles);
  const found = Object.keys(kind.handlingStates).flatMap((state) =>
    roles.flatMap((role) => [1, 2].map((round) => kind.derive([{ role, state, round }]))),
  );
  const states = new Set(found.filter((state) => !byHand.has(state)));
  derived.set(kind, states);
  return states;
}

interface Rows {
  readonly lines: string[];
  readonly records: string[];
  readonly number: number | null;
  readonly doubles: number;
  readonly sealed: number;
  readonly early: number;
}

/**
 * The rows behind the page: as many lines as revisions, a story and records that only grow, a number that stays and that nobody else has or gets,
 * ratings from both sides that open together, drafts of replies nowhere but with their unit.
 */
async function expectStory(of: Of, view: CaseView): Promise<void> {
  const { rows } = await database.read(
    systemActor,
    (tx) =>
      sql<Rows>`select m.number,
    array(select md5(h::text) from matter_history h where h.body_id = m.body_id and h.matter_id = m.id order by h.revision) as lines,
    array(select md5(r::text) from matter_record r where r.body_id = m.body_id and r.matter_id = m.id order by r.revision, r.id) as records,
    (select count(*)::int from matter o where o.body_id = m.body_id and o.series = m.series and o.number = m.number and o.id <> m.id) as doubles,
    (select count(*)::int from rating a join rating b on b.body_id = a.body_id and b.matter_id = a.matter_id and b.reply_id = a.reply_id
      where a.body_id = m.body_id and a.matter_id = m.id and a.side = 'proposer' and b.side = 'handler' and (a.opened_at is null or b.opened_at is null)) as sealed,
    (select count(*)::int from rating a where a.body_id = m.body_id and a.matter_id = m.id and m.rating is not null
      having bool_and(a.opened_at is null or a.side = 'handler')) as early
    from matter m where m.body_id = ${of.bodyId} and m.id = ${of.matterId}`.execute(tables(tx)),
    { access: 'worker' },
  );
  const [found] = rows;
  const { kept } = of;
  expect(found!.lines.length, 'every act has its line').toBe(view.revision);
  expect(found!.lines.slice(0, kept.lines.length), 'the story only grows').toEqual(kept.lines);
  expect(found!.records.slice(0, kept.records.length), 'records only grow').toEqual(kept.records);
  expect(found!.doubles, 'no number is given twice').toBe(0);
  if (kept.number !== null) expect(found!.number, 'a matter keeps its number').toBe(kept.number);
  expect(found!.sealed, 'ratings of both sides are open').toBe(0);
  expect(found!.early ?? 0, 'nothing follows from a sealed rating').toBe(0);
  Object.assign(kept, { number: found!.number, lines: found!.lines, records: found!.records } satisfies Kept);
  for (const handling of view.handlings) {
    for (const reply of handling.replies) expect(reply.state, 'the proposer sees issued replies only').toBe('issued');
    for (const rating of handling.ratings)
      expect(rating.sealed && rating.side === 'handler', 'the proposer sees no sealed rating of the other side').toBe(false);
  }
}
