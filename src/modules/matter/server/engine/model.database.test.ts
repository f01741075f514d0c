import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { Problem } from '#platform/contract/problem.ts';
import { Database, tables } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import type { Kind } from '../../contract/kind.ts';
import { kinds } from '../../contract/kinds/index.ts';
import type { ActView, CaseView } from '../../contract/views.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftSuggestion, makeCast, raiseReport } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';

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
let people: readonly TestSeat[];
const now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now, connections: 24 });
  cast = await makeCast(database);
  const [fellow, stranger] = await making(database, async (tx) => [
    await makeMember(tx, cast.city.congress, { name: '旁人' }),
    await makeStaff(tx, cast.city.cppcc, ['clerk'], { name: '政协干部' }),
  ]);
  const { author, cosigners, clerk, officeLeader, lead, co, third, dutyDesk, gridWorker } = cast;
  people = [
    author,
    ...cosigners,
    clerk,
    officeLeader,
    lead.clerk,
    lead.officer,
    lead.head,
    co.clerk,
    third.clerk,
    dutyDesk,
    gridWorker,
    fellow,
    stranger,
  ];
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
interface Of {
  readonly bodyId: string;
  readonly matterId: string;
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(),
  act: fc.nat(),
  wild: fc.integer({ min: 0, max: 99 }).map((share) => share < 15),
  choice: fc.nat(),
});
const sequences = fc.array(fc.array(step, { minLength: 6, maxLength: 22 }), { minLength: atOnce, maxLength: atOnce });

const look = (seat: TestSeat, of: Of): Promise<CaseView | null> =>
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
        await Promise.all(all.map(async (steps) => runSequence(kind, steps)));
      }),
      { numRuns: Math.ceil(sequencesPerKind / atOnce), ...(seed === undefined ? {} : { seed }), endOnFailure: true },
    );
    // The counterexample itself is pages long; its seed is what one needs.
    expect(run.failed ? run.errorInstance : null, `FC_SEED=${run.seed}, run ${run.numRuns}`).toBeNull();
    console.log(`${kind.words.name}: ${run.numRuns * atOnce} sequences, FC_SEED=${run.seed}`);
  }, 600_000);

  test('of two acts on the same revision one wins and the other is told', async () => {
    const of = await begin(kind);
    const view = (await look(cast.author, of))!;
    const act = view.acts.find((one) => one.blocked === null && one.act === 'withdraw') ?? view.acts.find((one) => one.blocked === null)!;
    const once = () =>
      database.transact(cast.author.actor, async (tx) =>
        (await import('./act.ts')).performAct(tx, {
          ...of,
          act: act.act,
          input: inputFor(act, 0, view),
          revision: view.revision,
          ...(act.targetId ? { targetId: act.targetId } : {}),
        }),
      );
    const outcomes = await Promise.allSettled([once(), once()]);
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect((outcomes.find((one) => one.status === 'rejected')!.reason as Problem).status).toBe(409);
  });
});

async function runSequence(kind: Kind, steps: readonly Step[]): Promise<void> {
  const of = await begin(kind);
  for (const one of steps) await (one.wild ? tryAnything(kind, of, one) : doWhatIsOffered(of, one));
}

async function begin(kind: Kind): Promise<Of> {
  return kind.kind === 'report' ? await raiseReport(database, cast) : await draftSuggestion(database, cast);
}

/** Somebody does one of the things that his page offers: it must succeed, and the laws must hold afterwards. */
async function doWhatIsOffered(of: Of, { who, act, choice }: Step): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    const seat = people[(who + turn) % people.length]!;
    const before = await look(seat, of);
    const open = (before?.acts ?? []).filter(
      (one) => one.blocked === null && !['withdraw', 'note', 'message', 'uninvite'].includes(one.act),
    );
    if (!before || open.length === 0) continue;
    const chosen = open[act % open.length]!;
    const outcome = await attempt(seat, of, chosen, choice, before);
    if (outcome === null) await expectLaws(of, before.revision + 1);
    else expect([400, 409], `${chosen.act} by ${seat.name}: ${outcome.message}`).toContain(outcome.status);
    return;
  }
}

/** Somebody tries any act at all. Unless his page offers it, it must be refused and change nothing. */
async function tryAnything(kind: Kind, of: Of, { who, act, choice }: Step): Promise<void> {
  const seat = people[who % people.length]!;
  const names = Object.keys(kind.acts);
  const name = names[act % names.length]!;
  const declared = kind.acts[name]!;
  const [seen, mine] = [await look(cast.author, of), await look(seat, of)];
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
    fields: declared.fields.map((field) => ({
      ...field,
      required: field.required ?? false,
      choices: field.choices?.map(([value, label]) => ({ value, label })),
      when: field.when && { field: field.when.field, is: [...field.when.is] },
    })),
  };
  const outcome = await attempt(seat, of, view, choice, seen);
  if (offered) return;
  expect(outcome, `${name} by ${seat.name} in ${seen.matter.state} was not offered, yet it was done`).not.toBeNull();
  expect(outcome!.status).toBeLessThan(500);
  await expectLaws(of, seen.revision);
}

async function attempt(seat: TestSeat, of: Of, act: ActView, choice: number, view: CaseView): Promise<Problem | null> {
  try {
    await doAct(database, seat, of, act.act, inputFor(act, choice, view), act.targetId ?? undefined);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
}

/** A plausible input: every asked field filled, choices by chance. */
function inputFor(act: ActView, choice: number, view: CaseView): Record<string, unknown> {
  const units = [cast.lead.id, cast.co.id, cast.third.id, cast.city.grassroots.id];
  const [first, ...others] = [...units.slice(choice % 3), ...units.slice(0, choice % 3)].slice(0, 3);
  const input: Record<string, unknown> = {};
  for (const field of act.fields) {
    if (field.when && !field.when.is.includes(String(input[field.when.field]))) continue;
    const pick = field.choices?.[choice % field.choices.length]?.value;
    input[field.name] = {
      line: '按要求办理',
      text: '已经研究过，情况如下，请查看。',
      list: ['一条'],
      choice:
        pick ??
        (field.name === 'worker'
          ? cast.gridWorker.personId
          : field.name === 'overall' || field.name === 'attitude' || field.name === 'result'
            ? ['satisfied', 'dissatisfied', 'basicallySatisfied'][choice % 3]
            : 'planned'),
      choices: field.choices?.map((one) => one.value) ?? ['noContent'],
      yes: true,
      number: field.name === 'version' ? view.version : 1,
      day: addDays(dayOf(now), 30 + (choice % 80)),
      moment: now.toISOString(),
      person: field.choices?.[0]?.value ?? cast.lead.head.personId,
      people: cast.cosigners.slice(0, 1 + (choice % 2)).map((seat) => seat.personId),
      unit: first,
      units: others.slice(0, field.min ?? 1 + (choice % 2)),
      matter: view.matter.id,
      place: { address: '云塘路1号', lon: 0.5, lat: 0.5 },
      files: undefined,
      voice: undefined,
      promises: [{ words: '年底前完成', dueOn: addDays(dayOf(now), 200) }],
    }[field.input as 'line'];
    if (input[field.name] === undefined) delete input[field.name];
  }
  return input;
}

/** What holds after every act, whoever did it. */
async function expectLaws(of: Of, revision: number): Promise<void> {
  const view = (await look(cast.author, of))!;
  const kind = kinds[view.matter.kind]!;
  const state = kind.states[view.matter.state]!;
  expect(view.revision, 'each act moves the revision by one, a refused one not at all').toBe(revision);
  expect(state, 'the state is a declared one').toBeDefined();
  const current = view.handlings.filter((one) => one.state !== 'ended');
  if (['handling', 'replied', 'rehandling', 'escalated', 'closed', 'received'].includes(view.matter.state))
    expect(view.matter.state, 'the state follows from the handlings').toBe(kind.derive(current));
  const open = view.clocks.filter((clock) => clock.metAt === null);
  if (state.final)
    expect(
      open.filter((clock) => !['promise', 'judge'].includes(clock.clock)),
      'nothing runs on after the end but promises',
    ).toEqual([]);
  else if (view.matter.state !== 'draft') expect(open.length, 'somebody always has a next thing to do').toBeGreaterThan(0);
  for (const handling of current)
    expect(
      open.filter((clock) => clock.principal && clock.handlingId === handling.id).length,
      'one principal clock a handling at most',
    ).toBeLessThanOrEqual(1);
  expect(
    new Set(open.map((clock) => `${clock.clock}:${clock.handlingId}:${clock.commitmentId}:${clock.holder.id}`)).size,
    'no clock runs twice',
  ).toBe(open.length);
  await expectStory(of, view);
}

/** The rows behind the page: as many lines as revisions, numbers that never repeat, drafts of replies nowhere but with their unit. */
async function expectStory(of: Of, view: CaseView): Promise<void> {
  const { rows } = await database.read(
    systemActor,
    (tx) =>
      sql<{ lines: number; doubles: number }>`select
    (select count(*)::int from matter_history where body_id = ${of.bodyId} and matter_id = ${of.matterId}) as lines,
    (select count(*)::int from matter m, matter other where m.body_id = ${of.bodyId} and m.id = ${of.matterId} and other.body_id = m.body_id and other.series = m.series and other.number = m.number and other.id <> m.id) as doubles`.execute(
        tables(tx),
      ),
    { access: 'worker' },
  );
  expect(rows[0]!.lines, 'every act has its line').toBe(view.revision);
  expect(rows[0]!.doubles, 'no number is given twice').toBe(0);
  for (const handling of view.handlings)
    for (const reply of handling.replies) expect(reply.state, 'the proposer sees issued replies only').toBe('issued');
}
