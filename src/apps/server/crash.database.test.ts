import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '#platform/server/audit/verify.ts';
import { kinds } from '#modules/matter/contract/kinds/index.ts';
import type { Tell } from '#modules/matter/contract/kind.ts';
import { CrashingInstallation, killModes } from './testing/crashing-installation.ts';
import { CaseWriters } from './testing/case-writers.ts';

/**
 * A real server and its database are killed in the middle of writes, again and again. What was acknowledged is there, once; what was not is
 * there whole or not at all; and everything that follows from it (numbers, notices, audit chain) follows once. Reports are raised and answered,
 * proposals go from raising to both sides' ratings, and bulletins of several reports of public sentiment are issued. CRASH_KILLS says how
 * often (npm run test:crash: 200), CRASH_SEED repeats the same moments.
 */
const kills = Number(process.env['CRASH_KILLS'] ?? 20);
const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let installation: CrashingInstallation;
let writers: CaseWriters;

beforeAll(async () => {
  installation = await CrashingInstallation.start();
  writers = await CaseWriters.join(installation, seed);
}, 120_000);
afterAll(async () => await installation.remove(), 60_000);

test(`loses and doubles nothing through ${kills} kills`, { timeout: 60_000 + kills * 30_000 }, async () => {
  const begun = performance.now();
  for (let kill = 0; kill < kills; kill += 1) {
    const mode = killModes[kill % killModes.length]!;
    const writing = writers.write();
    await writers.acknowledgeMore(1 + writers.chance(60));
    await installation.killAfter(writers.chance(25), mode);
    await writing.stop();
    await installation.restart();
    const { lost, changed } = await writers.askAgain();
    expect({ lost, changed }, `after kill ${kill + 1} (${mode}), CRASH_SEED=${seed}`).toEqual({ lost: [], changed: [] });
    await expectWhole();
  }
  await installation.untilHandled();
  await expectConsequences();
  const { acknowledged, unknown, finished } = writers.figures();
  console.log(
    `${kills} kills, ${acknowledged} acknowledged writes, ${unknown} cut off and asked again, ${finished} lives carried to their end, ${Math.round((performance.now() - begun) / 1000)} s, CRASH_SEED=${seed}`,
  );
});

/** No half state: each case's story has exactly the acts that were done, and its rows obey the laws of the model test. */
async function expectWhole(): Promise<void> {
  const cases = await installation.rows<{
    id: string;
    kind: string;
    state: string;
    revision: number;
    acts: string[];
    handlings: { role: string; state: string; round: number }[] | null;
    open: string[];
    sealed: number;
  }>(`
    select m.id, m.kind, m.state, m.revision,
      (select array_agg(h.act order by h.revision) from matter_history h where h.body_id = m.body_id and h.matter_id = m.id) as acts,
      (select jsonb_agg(jsonb_build_object('role', s.role, 'state', s.state, 'round', s.round)) from handling s where s.body_id = m.body_id and s.matter_id = m.id) as handlings,
      (select coalesce(array_agg(c.clock || ':' || coalesce(c.handling_id::text, '')), '{}') from matter_clock c where c.body_id = m.body_id and c.matter_id = m.id and c.ended_at is null) as open,
      (select case when count(distinct r.side) = 2 then count(*) filter (where r.opened_at is null) else count(*) filter (where r.opened_at is not null) end::int
        from rating r where r.body_id = m.body_id and r.matter_id = m.id and m.kind = 'proposal') as sealed
    from matter m`);
  const faults = cases.flatMap((one) => {
    const kind = kinds[one.kind]!;
    const done = writers.storyOf(one.id);
    const final = kind.states[one.state]?.final === true;
    const derived = one.handlings === null ? one.state : kind.derive(one.handlings);
    return [
      ...(one.acts.join() === done.join() ? [] : [`${one.id}: did ${done.join()}, stored ${one.acts.join()}`]),
      ...(one.revision === one.acts.length ? [] : [`${one.id}: revision ${one.revision} of ${one.acts.length} acts`]),
      ...(one.state === derived ? [] : [`${one.id}: ${one.state} does not follow from its handlings`]),
      ...(final === (one.open.length === 0) ? [] : [`${one.id}: ${one.state} with the open clocks ${one.open.join()}`]),
      ...(new Set(one.open).size === one.open.length ? [] : [`${one.id}: a clock runs twice`]),
      ...(one.sealed === 0 ? [] : [`${one.id}: one side's rating is open without the other's`]),
    ];
  });
  expect(faults.slice(0, 10), `CRASH_SEED=${seed}`).toEqual([]);
  expect(cases.map((one) => one.id).toSorted(), 'neither a case too few nor one too many').toEqual(writers.raised().toSorted());
  await expectBulletinsWhole();
}

/** A bulletin is issued with its number and an act on each of its matters, or is a draft that has touched none; numbers have no gap. */
async function expectBulletinsWhole(): Promise<void> {
  const halves = await installation.rows<object>(`
    select b.id, b.state, b.number, used.acts, used.items from bulletin b, lateral (
      select count(*)::int as items, count(h.id)::int as acts from bulletin_item i
      left join matter_history h on h.body_id = i.body_id and h.matter_id = i.matter_id and h.act = 'use'
      where i.body_id = b.body_id and i.bulletin_id = b.id) used
    where (b.state = 'issued') <> (b.number is not null) or used.acts <> case b.state when 'issued' then used.items else 0 end or used.items <> 2`);
  expect(halves, `CRASH_SEED=${seed}`).toEqual([]);
  const [numbers] = await installation.rows<{ issued: number; last: number; series: number }>(`select
    (select count(*)::int from bulletin where state = 'issued') as issued, (select coalesce(max(number), 0) from bulletin) as last,
    (select coalesce(max(last), 0) from number_series where series like 'bulletin:%') as series`);
  expect(numbers).toEqual({ issued: numbers!.issued, last: numbers!.issued, series: numbers!.issued });
}

/** What follows from committed acts, once everything has been handled. */
async function expectConsequences(): Promise<void> {
  const [figures] = await installation.rows<Record<string, number>>(`select
    (select count(*)::int from matter_history) as acts,
    (select count(distinct payload ->> 'historyId')::int from outbox where type = 'matter.acted') as told,
    (select count(*)::int from outbox where type = 'matter.acted') as events,
    (select count(*)::int from audit_entry where act ~ '^matter\\.(report|proposal|sentiment)\\.' and act not like '%.save-draft') as audited,
    (select count(*)::int from parked_event) as parked,
    (select count(*)::int from matter) as matters,
    (select count(*)::int from matter_counted) as counted,
    (select count(*)::int from matter where number is null and kind <> 'proposal' or number is null and accepted_at is not null) as unnumbered`);
  const { acts, matters } = figures!;
  expect(figures, `CRASH_SEED=${seed}`).toEqual({
    acts,
    told: acts,
    events: acts,
    audited: acts,
    parked: 0,
    matters,
    counted: matters,
    unnumbered: 0,
  });
  await expectNumbers();
  await expectNotices();
  const chain = await verifyChain(installation.database());
  expect({ breaks: chain.breaks, unsealed: chain.unsealed }).toEqual({ breaks: [], unsealed: 0 });
}

/** In every series the numbers are 1, 2, 3 … without a gap, each given once. */
async function expectNumbers(): Promise<void> {
  const wrong = await installation.rows<object>(`
    select m.series, count(*)::int, count(distinct m.number)::int as numbers, max(m.number) as last, max(s.last) as series_last
    from matter m left join number_series s on s.body_id = m.body_id and s.series = m.series
    where m.number is not null group by m.body_id, m.series
    having count(*) <> count(distinct m.number) or count(*) <> max(m.number) or max(s.last) is distinct from max(m.number)`);
  expect(wrong, `CRASH_SEED=${seed}`).toEqual([]);
}

interface Acted {
  readonly id: string;
  readonly actor: { readonly personId: string };
  readonly payload: {
    readonly kind: string;
    readonly act: string;
    readonly words: Record<string, string>;
    readonly people: Record<string, string[]>;
    readonly organisations: Record<string, string[]>;
  };
}

/** Every act's declared tells, for everybody whom they name, exactly once. */
async function expectNotices(): Promise<void> {
  const events = await installation.rows<Acted>(`select id, actor, payload from outbox where type = 'matter.acted'`);
  const expected = new Set(
    events.flatMap((event) =>
      (kinds[event.payload.kind]!.acts[event.payload.act]!.tells ?? [])
        .filter((tell) => saysSomething(event, tell))
        .flatMap((tell) => hearersOf(event, tell).map((person) => `${event.id} ${person} ${noticeOf(tell)}`)),
    ),
  );
  const told = await installation.rows<{ line: string }>(`select event_id || ' ' || person_id || ' ' || kind as line from notification`);
  expect(told.length, 'nobody is told twice').toBe(new Set(told.map((one) => one.line)).size);
  expect(told.map((one) => one.line).toSorted(), `CRASH_SEED=${seed}`).toEqual([...expected].toSorted());
}

/** Ratings that are still sealed are not told. */
const saysSomething = ({ payload }: Acted, { words }: Tell) =>
  words.replaceAll(/\{(\w+)\}/g, (_, name: string) => payload.words[name] ?? '').trim() !== '';

/** The roles whose desks a tell to organisations lands on. */
const desks: Readonly<Record<string, readonly string[]>> = {
  office: ['clerk', 'officeLeader'],
  dutyDesk: ['dutyDesk'],
  handler: ['unitClerk', 'dutyDesk'],
  allHandlers: ['unitClerk', 'dutyDesk'],
  leadHandler: ['unitClerk', 'dutyDesk'],
};

function hearersOf({ actor, payload }: Acted, { to }: Tell): string[] {
  const staff = (payload.organisations[to] ?? []).flatMap((id) => writers.staffOf(id, desks[to] ?? []));
  return [...(payload.people[to] ?? []), ...staff].filter((person) => person !== actor.personId);
}

const noticeOf = ({ to }: Tell) => (['author', 'signers', 'rater', 'followers'].includes(to) ? 'matter.progress' : 'matter.work');
