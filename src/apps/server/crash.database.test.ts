import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '#platform/server/audit/verify.ts';
import { kinds } from '#modules/matter/contract/kinds/index.ts';
import type { Tell } from '#modules/matter/contract/kind.ts';
import { CrashingInstallation, killModes } from './testing/crashing-installation.ts';
import { ReportWriters } from './testing/report-writers.ts';

/**
 * A real server and its database are killed in the middle of writes, again and again. What was acknowledged is there, once; what was not is
 * there whole or not at all; and everything that follows from it (numbers, notices, audit chain) follows once. CRASH_KILLS says how often
 * (npm run test:crash: 200), CRASH_SEED repeats the same moments.
 */
const kills = Number(process.env['CRASH_KILLS'] ?? 20);
const seed = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let installation: CrashingInstallation;
let writers: ReportWriters;

beforeAll(async () => {
  installation = await CrashingInstallation.start();
  writers = await ReportWriters.join(installation, seed);
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
  const { acknowledged, unknown } = writers.figures();
  console.log(
    `${kills} kills, ${acknowledged} acknowledged writes, ${unknown} cut off and asked again, ${Math.round((performance.now() - begun) / 1000)} s, CRASH_SEED=${seed}`,
  );
});

/** No half state: each case's story has exactly the acts that were done, and its rows obey the laws of the model test. */
async function expectWhole(): Promise<void> {
  const cases = await installation.rows<{
    id: string;
    state: string;
    revision: number;
    acts: string[];
    handlings: { role: string; state: string; round: number }[];
    open: string[];
  }>(`
    select m.id, m.state, m.revision,
      (select array_agg(h.act order by h.revision) from matter_history h where h.body_id = m.body_id and h.matter_id = m.id) as acts,
      (select jsonb_agg(jsonb_build_object('role', s.role, 'state', s.state, 'round', s.round)) from handling s where s.body_id = m.body_id and s.matter_id = m.id) as handlings,
      (select coalesce(array_agg(c.clock || ':' || coalesce(c.handling_id::text, '')), '{}') from matter_clock c where c.body_id = m.body_id and c.matter_id = m.id and c.ended_at is null) as open
    from matter m`);
  const { report } = kinds;
  const faults = cases.flatMap((one) => {
    const done = writers.storyOf(one.id);
    const final = report!.states[one.state]?.final === true;
    return [
      ...(one.acts.join() === done.join() ? [] : [`${one.id}: did ${done.join()}, stored ${one.acts.join()}`]),
      ...(one.revision === one.acts.length ? [] : [`${one.id}: revision ${one.revision} of ${one.acts.length} acts`]),
      ...(one.state === report!.derive(one.handlings) ? [] : [`${one.id}: ${one.state} does not follow from its handlings`]),
      ...(final === (one.open.length === 0) ? [] : [`${one.id}: ${one.state} with the open clocks ${one.open.join()}`]),
      ...(new Set(one.open).size === one.open.length ? [] : [`${one.id}: a clock runs twice`]),
    ];
  });
  expect(faults.slice(0, 10), `CRASH_SEED=${seed}`).toEqual([]);
  expect(cases.map((one) => one.id).toSorted(), 'neither a case too few nor one too many').toEqual(writers.raised().toSorted());
}

/** What follows from committed acts, once everything has been handled. */
async function expectConsequences(): Promise<void> {
  const [figures] = await installation.rows<Record<string, number>>(`select
    (select count(*)::int from matter_history) as acts,
    (select count(distinct payload ->> 'historyId')::int from outbox where type = 'matter.acted') as told,
    (select count(*)::int from outbox where type = 'matter.acted') as events,
    (select count(*)::int from audit_entry where act ~ '^matter\\.report\\.' and act <> 'matter.report.save-draft') as audited,
    (select count(*)::int from parked_event) as parked,
    (select count(*)::int from matter) as matters,
    (select count(*)::int from matter_counted) as counted,
    (select count(distinct number)::int from matter) as numbers,
    (select max(number) from matter) as last,
    (select max(last) from number_series) as series`);
  const { acts, matters } = figures!;
  expect(figures, `CRASH_SEED=${seed}`).toEqual({
    acts,
    told: acts,
    events: acts,
    audited: acts,
    parked: 0,
    matters,
    counted: matters,
    numbers: matters,
    last: matters,
    series: matters,
  });
  await expectNotices();
  const chain = await verifyChain(installation.database());
  expect({ breaks: chain.breaks, unsealed: chain.unsealed }).toEqual({ breaks: [], unsealed: 0 });
}

interface Acted {
  readonly id: string;
  readonly actor: { readonly personId: string };
  readonly payload: { readonly act: string; readonly people: Record<string, string[]>; readonly organisations: Record<string, string[]> };
}

/** Every act's declared tells, for everybody whom they name, exactly once. */
async function expectNotices(): Promise<void> {
  const events = await installation.rows<Acted>(`select id, actor, payload from outbox where type = 'matter.acted'`);
  const expected = new Set(
    events.flatMap((event) =>
      (kinds['report']!.acts[event.payload.act]!.tells ?? []).flatMap((tell) =>
        hearersOf(event, tell).map((person) => `${event.id} ${person} ${noticeOf(tell)}`),
      ),
    ),
  );
  const told = await installation.rows<{ line: string }>(`select event_id || ' ' || person_id || ' ' || kind as line from notification`);
  expect(told.length, 'nobody is told twice').toBe(new Set(told.map((one) => one.line)).size);
  expect(told.map((one) => one.line).toSorted(), `CRASH_SEED=${seed}`).toEqual([...expected].toSorted());
}

function hearersOf({ actor, payload }: Acted, { to }: Tell): string[] {
  const staff = (payload.organisations[to] ?? []).length > 0 ? writers.staffOf(to) : [];
  return [...(payload.people[to] ?? []), ...staff].filter((person) => person !== actor.personId);
}

const noticeOf = ({ to }: Tell) => (['author', 'signers', 'rater', 'followers'].includes(to) ? 'matter.progress' : 'matter.work');
