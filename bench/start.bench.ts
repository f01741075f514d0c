import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '#platform/server/migrate.ts';
import { openPostgres, wipePostgres } from '#platform/server/postgres/open-postgres.ts';
import { createDatabase } from '#platform/server/postgres/provide-database.ts';
import type { MeasuringTask, Measurement } from './measurement.ts';
import { benchSecret } from './matters/open-matters.ts';
import { startServer } from './product-process.ts';
import { median } from './timing.ts';

/**
 * Work: the product's server process from its start to the first answered request (`/readyz`), without demo data: cold on an empty data folder
 * and without anything compiled before, as after an installation (initdb, start, roles, migrations, modules), then warm on the same folder.
 * `npm start` adds its check of packages and built pages.
 * Floor: in this process, already compiled: cold initdb, start of PostgreSQL and the same migrations; warm the start of PostgreSQL alone.
 */
export const description = 'start：冷启动（空数据目录、无演示数据）和再次启动到首个应答（下限为 initdb + 启动 + 建表，和仅启动）；可带次数';

export const measure: MeasuringTask['measure'] = async (words) => {
  const rounds = Number(words[0] ?? 3);
  const times = { cold: [] as number[], warm: [] as number[], coldFloor: [] as number[], warmFloor: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const floor = await inFolder(measureFloor);
    const product = await inFolder(measureProduct);
    times.coldFloor.push(floor.cold);
    times.warmFloor.push(floor.warm);
    times.cold.push(product.cold);
    times.warm.push(product.warm);
  }
  const told = (name: string, value: number[], floor: number[], reach: Measurement['reach']): Measurement => ({
    name: `start ${name} to the first answer, median`,
    value: median(value),
    floor: median(floor),
    unit: 'ms',
    reach: reach!,
    detail: { rounds, least: Math.round(Math.min(...value)), most: Math.round(Math.max(...value)) },
  });
  return [told('cold', times.cold, times.coldFloor, { most: 3 }), told('warm', times.warm, times.warmFloor, { of: 'value', most: 2_000 })];
};

interface Started {
  readonly cold: number;
  readonly warm: number;
}

async function measureProduct(folder: string): Promise<Started> {
  const env = { DATA_DIR: folder, DEMO: 'off', SECRET: benchSecret };
  const cold = await startServer({ ...env, NODE_DISABLE_COMPILE_CACHE: '1' });
  await cold.stop();
  // Not measured: it leaves compiled what the cold start was not allowed to.
  await (await startServer(env)).stop();
  const warm = await startServer(env);
  await warm.stop();
  return { cold: cold.firstAnswer, warm: warm.firstAnswer };
}

async function measureFloor(folder: string): Promise<Started> {
  const timed = async (work: () => Promise<{ close: () => Promise<void> }>) => {
    const begun = performance.now();
    const server = await work();
    const milliseconds = performance.now() - begun;
    await server.close();
    return milliseconds;
  };
  const open = async () => await openPostgres({ dataDir: folder, purpose: 'bench' });
  const cold = await timed(async () => {
    const server = await open();
    await createDatabase(server.url('postgres'), 'luzhitong', benchSecret);
    await migrate({ url: server.url('luzhitong'), secret: benchSecret });
    return server;
  });
  return { cold, warm: await timed(open) };
}

async function inFolder<Result>(work: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'luzhitong-start-'));
  // PostgreSQL's own user must be able to enter; otherwise the cluster is laid elsewhere.
  chmodSync(folder, 0o755);
  try {
    return await work(folder);
  } finally {
    await wipePostgres(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
