import type pg from 'pg';
import { addDays, endOfDay } from '#platform/contract/instant.ts';
import { kindOf } from '#modules/matter/contract/kinds/index.ts';
import { reckon } from '#modules/matter/server/engine/clock-rules.ts';
import { resolveParameters } from '#modules/profile/contract/parameters.ts';
import { workingCalendar } from '#modules/profile/server/calendar-rules.ts';
import type { CalendarDay } from '#modules/profile/server/calendar-rules.ts';
import type { BenchCity } from './city.ts';
import { drawTexts, stageOf } from './texts.ts';

/** The day that the database stands at; nothing in it is later. */
const today = '2026-11-23';
const days = 1_000;
const filled = ['matter', 'handling', 'matter_clock', 'matter_history', 'matter_tally'] as const;

/**
 * Fills a migrated database with `size` matters, a tenth of them in the largest body. In the largest body three fifths are open and wait in
 * equal shares for its office, its first unit and its first deputy, so that these have inboxes of 500 pages and more at a million; elsewhere
 * one of seven is open. Rows are what the engine writes, but for what no benchmark reads: frozen texts, signers, replies.
 */
export async function fillMatters(client: pg.Client, city: BenchCity, size: number): Promise<void> {
  await client.query(`set session_replication_role = replica; set synchronous_commit = off; set work_mem = '256MB';
    set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 2`);
  const indexes = await dropIndexes(client);
  await stage(client, city, size);
  for (const text of [plan, matters, handlings, clocks, history, tallies]) await client.query(text);
  for (const index of indexes) await client.query(index);
  await client.query('drop table bench_plan, bench_text, bench_body, bench_unit, bench_member, bench_reckoning, bench_state');
  await client.query('drop function bench_id(timestamptz, bigint, text)');
  for (const table of filled) await client.query(`vacuum (analyze) ${table}`);
  await client.query('analyze');
}

/** Takes the plain indexes off, which are built faster at the end, and returns the statements that make them again. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; made: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any($1::text[]::regclass[]) and not i.indisprimary and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [filled],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map(({ made }) => made);
}

/** What the rows are made of, as tables of their own. */
async function stage(client: pg.Client, { bodies }: BenchCity, size: number): Promise<void> {
  const shares = bodies.map((_, index) => 1 / (index + 4));
  const sum = shares.reduce((total, share) => total + share, 0);
  let last = 0;
  const ranges = shares.map((share, index) => {
    const first = last + 1;
    last = index === shares.length - 1 ? size : last + Math.round((size * share) / sum);
    return { first, last };
  });
  const unitsOf = bodies.flatMap((body, b) => [
    ...body.units.map((unit, u) => ({ b, u, sort: 'unit', ...unit, region: body.regionCode })),
    ...body.centres.map((unit, u) => ({
      b,
      u,
      sort: 'centre',
      ...unit,
      region: `${body.regionCode.slice(0, 4)}01${String(u + 1).padStart(3, '0')}`,
    })),
  ]);
  const tables: Record<string, readonly [columns: string, rows: readonly object[]]> = {
    bench_body: [
      'b int, id uuid, name text, term_id uuid, session_id uuid, first bigint, last bigint, units int, centres int, members int',
      bodies.map((body, b) => ({
        b,
        id: body.id,
        name: body.name,
        term_id: body.termId,
        session_id: body.sessionId,
        ...ranges[b]!,
        units: body.units.length,
        centres: body.centres.length,
        members: body.members.length,
      })),
    ],
    bench_unit: ['b int, u int, sort text, id uuid, name text, region text', unitsOf],
    bench_member: [
      'b int, m int, person_id uuid, name text, title text, group_id uuid',
      bodies.flatMap((body, b) =>
        body.members.map(({ personId, groupId, name, title }, m) => ({ b, m, person_id: personId, group_id: groupId, name, title })),
      ),
    ],
    bench_text: [
      't int, kind text, title text, form jsonb, field text, category text, nature text, address text, search tsvector',
      numbered(drawTexts(1_500)),
    ],
    bench_reckoning: ['kind text, clock text, d int, due_on date, due_at timestamptz, explanation jsonb', await reckonings(client)],
    bench_state: ['kind text, state text, stage text', states()],
  };
  await client.query(`create function bench_id(at timestamptz, n bigint, salt text) returns uuid language sql immutable parallel safe return
    (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n || salt), 1, 3) || '8' || substr(md5(n || salt), 4, 15))::uuid`);
  for (const [name, [columns, rows]] of Object.entries(tables)) {
    await client.query(`create unlogged table ${name} (${columns})`);
    for (let start = 0; start < rows.length; start += 1_000)
      await client.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [
        JSON.stringify(rows.slice(start, start + 1_000)),
      ]);
    await client.query(`analyze ${name}`);
  }
}

function numbered(texts: ReturnType<typeof drawTexts>): object[] {
  const next = { suggestion: 0, report: 0 };
  return texts.map((text) => ({ t: next[text.kind]++, ...text }));
}

const used = { suggestion: ['screening', 'handling', 'replied', 'closed'], report: ['received', 'closed'] };

function states(): object[] {
  return Object.entries(used).flatMap(([kind, names]) => names.map((state) => ({ kind, state, stage: stageOf(kind, state) })));
}

/** Every deadline is reckoned as the product reckons it, once for each clock and day of its start. */
async function reckonings(client: pg.Client): Promise<object[]> {
  const { rows } = await client.query<{ year: number; days: CalendarDay[] }>('select year, days from calendar_year');
  const calendar = workingCalendar({ years: rows, ownDays: [] });
  const rules = { versionId: null, parameters: resolveParameters({ kind: 'congress', level: 'city' }), calendar };
  return [
    ['suggestion', 'screen'],
    ['suggestion', 'reply'],
    ['suggestion', 'rate'],
    ['report', 'dispatch'],
    ['report', 'objection'],
    ['report', 'reply'],
  ].flatMap(([kind, clock]) =>
    Array.from({ length: days }, (_, d) => {
      const explanation = reckon(kindOf(kind!).clocks[clock!]!, rules, 'help', addDays(today, -d))!;
      return { kind, clock, d, due_on: explanation.due, due_at: endOfDay(explanation.due), explanation };
    }),
  );
}

/** One row for each matter with all that its other rows are made of. `waits` says for whom an open one waits. */
const plan = `
  create unlogged table bench_plan as
  select p.n, p.b, p.body_id, p.kind, p.open, p.waits, p.d, p.at, bench_id(p.at, p.n, 'm') as id, bench_id(p.at, p.n, 'h') as handling_id,
    case when not p.open then 'closed' when p.kind = 'report' then 'received' when p.waits = 'office' then 'screening'
      when p.waits = 'unit' then 'handling' else 'replied' end as state,
    p.k, p.t, m.person_id, m.name as author, m.title as author_title, m.group_id, u.id as unit_id, u.name as unit, u.region
  from (
    select q.*, ('${today} 08:00+08'::timestamptz - q.d * interval '1 day' - (q.h & 511) * interval '1 minute') as at,
      (case when q.b = 0 then (array['office', 'unit', 'author'])[1 + q.k % 3] else 'unit' end) as waits,
      (q.h >> 9) % 1500 as t
    from (
      select b.b, b.id as body_id, n, n - b.first + 1 as k, abs(hashint8extended(n, 1)) as h, b.units, b.centres, b.members,
        -- What is still open was raised in the last quarter of the time.
        ((b.last - n) * ${days} / (b.last - b.first + 1))::int
          / case when abs(hashint8extended(n, 2)) % 100 < case when b.b = 0 then 60 else 15 end then 4 else 1 end as d,
        abs(hashint8extended(n, 2)) % 100 < case when b.b = 0 then 60 else 15 end as open,
        case when b.b = 0 and abs(hashint8extended(n, 2)) % 100 < 60 or abs(hashint8extended(n, 3)) % 10 < 4 then 'suggestion' else 'report' end as kind
      from bench_body b cross join lateral generate_series(b.first, b.last) as n
    ) q
  ) p
  join bench_member m on m.b = p.b and m.m = case when p.b = 0 and p.open and p.waits = 'author' then 0 else (p.h >> 3) % p.members end
  join bench_unit u on u.b = p.b and u.sort = case when p.kind = 'report' then 'centre' else 'unit' end
    and u.u = case when p.kind = 'report' then (p.h >> 5) % p.centres when p.b = 0 and p.open then 0 else (p.h >> 5) % p.units end
  order by p.b, p.at, p.n;
  analyze bench_plan`;

const matters = `
  insert into matter (body_id, id, kind, state, stage, title, form, frozen, revision, author_id, author_name, author_title, delegation_id, term_id,
    session_id, series, number, number_text, number_short, field, category, nature, visibility, address, region_code, answer_class, rating, due_at, units,
    created_at, changed_at, submitted_at, accepted_at, assigned_at, replied_at, closed_at, search)
  select p.body_id, p.id, p.kind, p.state, s.stage, t.title, t.form, true, 2, p.person_id, p.author, p.author_title, p.group_id, b.term_id,
    b.session_id, 'bench:' || p.kind, p.k, '第' || p.k || '号', p.k::text, t.field, t.category, t.nature, 'body', t.address,
    case when p.kind = 'report' then p.region end,
    case when p.open then null when p.kind = 'report' then 'done' else 'A' end,
    case when p.open then null when p.k % 20 = 0 then 'dissatisfied' else 'satisfied' end,
    case when p.open then r.due_at end,
    case when p.state <> 'screening' then jsonb_build_array(jsonb_build_object('unit_id', p.unit_id, 'unit_short_name', p.unit, 'role', 'sole')) end,
    p.at, least(p.at + interval '3 days', '${today} 12:00+08'), p.at, p.at, case when p.state <> 'screening' then p.at end,
    case when p.state in ('replied', 'closed') then p.at end, case when not p.open then p.at + interval '3 days' end,
    array_to_tsvector(array['b:' || replace(p.body_id::text, '-', ''), 'n:' || p.k]) || t.search
  from bench_plan p join bench_text t on t.kind = p.kind and t.t = p.t join bench_body b on b.b = p.b
    join bench_state s on s.kind = p.kind and s.state = p.state
    left join bench_reckoning r on r.kind = p.kind and r.d = p.d and r.clock = case p.state when 'screening' then 'screen' when 'replied' then 'rate' else 'reply' end
  order by p.b, p.at, p.n`;

const handlings = `
  insert into handling (body_id, id, matter_id, unit_id, unit_name, unit_short_name, role, state, assigned_at, received_at, replied_at, ended_at)
  select body_id, handling_id, id, unit_id, unit, unit, 'sole',
    case state when 'closed' then 'rated' when 'replied' then 'replied' when 'handling' then 'received' else 'assigned' end,
    at, case when state <> 'received' then at end, case when state in ('replied', 'closed') then at end, null
  from bench_plan where state <> 'screening' order by b, at, n`;

/** Ended clocks of closed matters, then the open ones: a report's come in threes, of which one is a right. */
const clocks = `
  insert into matter_clock (body_id, id, matter_id, kind, handling_id, clock, holder_kind, holder_id, holder_name, holder_role, person_id, principal,
    is_right, started_on, due_on, due_at, explanation, state, card, opened_at, ended_at, outcome)
  select p.body_id, bench_id(p.at, p.n, c.clock), p.id, p.kind, case when c.holder <> 'body' then p.handling_id end, c.clock, c.holder,
    case c.holder when 'body' then p.body_id when 'unit' then p.unit_id else p.person_id end,
    case c.holder when 'body' then '工作机构' when 'unit' then p.unit else p.author end, c.role, case when c.holder = 'person' then p.person_id end,
    c.principal, c.a_right, (p.at at time zone 'Asia/Shanghai')::date, r.due_on, r.due_at, r.explanation,
    case when c.ended then 'metOnTime' when c.a_right or r.due_on > '${today}' then 'running' when r.due_on > date '${today}' - 30 then 'overdue' else 'veryOverdue' end,
    'none', p.at, case when c.ended then p.at + interval '3 days' end, case when c.ended then 'metOnTime' end
  from bench_plan p
  join (values
    ('suggestion', 'closed', 'reply', 'unit', 'unitClerk', true, false, true), ('suggestion', 'closed', 'rate', 'person', null, true, false, true),
    ('suggestion', 'screening', 'screen', 'body', 'clerk', true, false, false), ('suggestion', 'handling', 'reply', 'unit', 'unitClerk', true, false, false),
    ('suggestion', 'replied', 'rate', 'person', null, true, false, false),
    ('report', 'closed', 'reply', 'unit', 'dutyDesk', true, false, true),
    ('report', 'received', 'dispatch', 'unit', 'dutyDesk', false, false, false), ('report', 'received', 'objection', 'unit', 'dutyDesk', false, true, false),
    ('report', 'received', 'reply', 'unit', 'dutyDesk', true, false, false)
  ) as c(kind, state, clock, holder, role, principal, a_right, ended) on c.kind = p.kind and c.state = p.state
  join bench_reckoning r on r.kind = p.kind and r.clock = c.clock and r.d = p.d
  order by p.b, p.at, p.n`;

const history = `
  insert into matter_history (body_id, id, matter_id, revision, at, act, label, line, actor_id, actor_name, organisation_id, organisation_name, audience, handling_id)
  select p.body_id, bench_id(p.at, p.n, s.act), p.id, s.revision, p.at, s.act, s.label, p.author || s.label, p.person_id, p.author, p.body_id, '人大', 'all', null
  from bench_plan p cross join (values (1, 'submit', '提交'), (2, 'rate', '评价')) as s(revision, act, label)
  where s.revision = 1 or not p.open order by p.b, p.at, p.n`;

/** What countMatters would have counted. */
const tallies = `
  insert into matter_tally (body_id, kind, dimension, key, count)
  select p.body_id, p.kind, f.dimension, f.key, count(*)
  from (
    select p.*, m.field, m.stage, m.rating, to_char(p.at at time zone 'Asia/Shanghai', 'YYYY') as year, coalesce(m.region_code, '') as place,
      coalesce((select min(c.state) from matter_clock c where c.body_id = p.body_id and c.matter_id = p.id and c.id = bench_id(p.at, p.n, case p.state
        when 'screening' then 'screen' when 'replied' then 'rate' else 'reply' end) and c.ended_at is null), 'waiting') as mark
    from bench_plan p join matter m on m.body_id = p.body_id and m.id = p.id
  ) p
  cross join lateral (values
    ('raised', 'all'), ('raised', p.year), (case when p.open then 'open' else 'closed' end, 'all'), (case when p.open then 'open' else 'closed' end, p.year),
    ('stage', p.stage), ('field', p.field), (case when p.open then 'mark' end, p.mark),
    ('wall', p.year || ':' || p.place || ':' || case when p.open then p.mark else 'closed' end), ('rating', p.rating),
    (case when p.state <> 'screening' then case when p.open then 'unitOpen' else 'unitClosed' end end, p.unit_id::text),
    (case when p.state <> 'screening' and p.mark in ('overdue', 'veryOverdue') then 'unitOverdue' end, p.unit_id::text),
    (case when p.rating is not null then 'unitRated' end, p.unit_id::text),
    (case when p.rating is not null then 'unitRating' end, p.unit_id::text || ':' || p.rating)
  ) as f(dimension, key)
  where f.dimension is not null and f.key is not null
  group by 1, 2, 3, 4`;
