import pg from 'pg';
import type { Actor } from '#platform/contract/actor.ts';
import { decodeCursor } from '#platform/contract/paging.ts';
import { listTasks as route } from '#modules/matter/contract/routes.ts';
import { listTasks } from '#modules/matter/server/queries/list-tasks.ts';
import type { BenchMatters } from './matters/open-matters.ts';
import { openMatters, sizeIn } from './matters/open-matters.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';
import type { Distribution } from './timing.ts';
import { inTurns } from './timing.ts';

/**
 * Work: one page of `listTasks` (30 tasks) for a unit's clerk, a deputy and an office's clerk through `Database.read`: connection out of
 * the pool, BEGIN with the settings of row-level security, the queries as luzhitong_app, COMMIT, and the answer put together. The first page,
 * and the 500th by the keyset of its predecessor (the last whole page where there are fewer).
 * Floor: the same page's clocks joined with their matters, one prepared statement on the same index, sent bare by the same driver: no
 * transaction, no row-level security, nothing else that a page shows.
 */
export const description = 'matter.inbox：收件箱第 1 页和第 500 页，全事务、全权限（下限为同一索引查询裸跑）；--size 10000|1000000';

const pageSize = 30;
const deepPage = 500;
const rounds = 400;

const due = `case when c.due_at is null then '9999-12-31 00:00:00+00'::timestamptz else c.due_at end`;
const bare = `
  select c.*, m.id as matter, m.kind, m.state, m.stage, m.title, m.number, m.number_text, m.number_short, m.field, m.author_id, m.author_name, m.author_title,
    m.signer_count, m.address, m.is_key, m.published_at, m.rating, m.answer_class, m.submitted_at, m.changed_at
  from matter_clock c join matter m on m.body_id = c.body_id and m.id = c.matter_id
  where c.ended_at is null and not c.is_right and c.holder_id = $1 and (${due}, c.id) > ($2, $3)
  order by ${due}, c.id limit ${pageSize + 1}`;

const first: [string, string] = ['1970-01-01T00:00:00Z', '00000000-0000-0000-0000-000000000000'];

interface Page {
  readonly cursor: string | undefined;
  readonly key: [string, string];
  readonly number: number;
}

/** `--size 1000000` measures the small database too, in turns with the large one, since the large one is held against it. */
export const measure: MeasuringTask['measure'] = async (words) => {
  const size = sizeIn(words);
  const small = await openInbox(Math.min(size, 10_000));
  const large = size > 10_000 ? await openInbox(size) : null;
  try {
    const measurements: Measurement[] = [];
    // A server in use has compiled all of this long ago; else whoever is measured first pays for those that come after.
    for (const who of ['unit', 'deputy', 'office'] as const) await measurePage(who, 'first', small, large);
    for (const who of ['unit', 'deputy', 'office'] as const)
      for (const which of ['first', 'deep'] as const) measurements.push(...(await measurePage(who, which, small, large)));
    return measurements;
  } finally {
    await large?.close();
    await small.close();
  }
};

type Who = 'unit' | 'deputy' | 'office';
type Which = 'first' | 'deep';

/** One database with the bare connection beside it. */
interface Inbox extends BenchMatters {
  readonly bare: pg.Client;
}

async function openInbox(size: number): Promise<Inbox> {
  const matters = await openMatters(size);
  const client = new pg.Client({ connectionString: matters.urls.adminUrl });
  await client.connect();
  const close = async () => {
    await client.end();
    await matters.close();
  };
  return { ...matters, bare: client, close };
}

async function measurePage(who: Who, which: Which, small: Inbox, large: Inbox | null): Promise<Measurement[]> {
  const [little, much] = [await workOf(small, who, which), large && (await workOf(large, who, which))];
  const times = await inTurns(rounds, {
    product: little.product,
    floor: little.floor,
    ...(much ? { productLarge: much.product, floorLarge: much.floor } : {}),
  } as Record<'product' | 'floor' | 'productLarge' | 'floorLarge', () => Promise<unknown>>);
  const name = `${who} ${which} page`;
  const told = [inMeasurement(name, times, { size: small.size, page: little.page })];
  if (!large || !much) return told;
  const { productLarge: product, floorLarge: floor } = times;
  return [
    ...told,
    inMeasurement(name, { product, floor }, { size: large.size, page: much.page }),
    {
      name: `matter.inbox ${name}, p95 at ${large.size} to p95 at ${small.size}`,
      value: product.p95,
      floor: times.product.p95,
      unit: 'ms',
      reach: { most: 1.5 },
      detail: { p50: round(product.p50), p50Small: round(times.product.p50) },
    },
  ];
}

async function workOf(inbox: Inbox, who: Who, which: Which) {
  const { city, database } = inbox;
  const { actor } = { unit: city.unitClerk, deputy: city.deputies[0]!, office: city.clerk }[who];
  const holder = { unit: actor.unitId, deputy: actor.personId, office: actor.bodyId }[who];
  const page = (await pagesOf(inbox, actor))[which];
  const query = route.query.parse({ limit: pageSize, cursor: page.cursor });
  return {
    page: page.number,
    product: () => database.read(actor, (tx) => listTasks(tx, query)),
    floor: () => inbox.bare.query({ name: 'bare', text: bare, values: [holder, ...page.key] }),
  };
}

/** Goes through the pages, as a reader would, to the one that is measured. */
async function pagesOf({ database }: BenchMatters, actor: Actor): Promise<{ first: Page; deep: Page }> {
  let deep: Page = { cursor: undefined, key: first, number: 1 };
  // Large strides, each a whole number of pages.
  for (const stride of [180, 30]) {
    for (const step = stride / pageSize; deep.number + step <= deepPage;) {
      const query = route.query.parse({ limit: stride, cursor: deep.cursor });
      const { items, next } = await database.read(actor, (tx) => listTasks(tx, query));
      if (items.length < stride || next === null) break;
      deep = { cursor: next, key: decodeCursor(next) as [string, string], number: deep.number + step };
    }
  }
  return { first: { cursor: undefined, key: first, number: 1 }, deep };
}

function inMeasurement(
  name: string,
  { product, floor }: Record<'product' | 'floor', Distribution>,
  more: Record<string, number>,
): Measurement {
  return {
    name: `matter.inbox ${name}, p95`,
    value: product.p95,
    floor: floor.p95,
    unit: 'ms',
    reach: { most: 2 },
    detail: {
      ...more,
      p50: round(product.p50),
      floorP50: round(floor.p50),
      ratioP50: round(product.p50 / floor.p50),
      samples: product.samples,
    },
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
