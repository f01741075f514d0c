import type { Actor } from '#platform/contract/actor.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { makeBody, makeGrid, makeMember, makeRegion, makeStaff, makeUnit, making } from '#modules/directory/server/factory.ts';
import type { TestBody, TestSeat, TestUnit } from '#modules/directory/server/factory.ts';

/** Somebody in a seat: what `transact` and `read` take, and the account that signs in over HTTP. */
export interface BenchSeat {
  readonly accountId: string;
  readonly actor: Actor;
}

export interface BenchUnit {
  readonly id: string;
  readonly name: string;
}

/** A township's governance centre with the one grid that it answers for. */
export interface BenchCentre extends BenchUnit {
  readonly dutyDesk: BenchSeat;
  readonly workerIds: readonly string[];
  /** A point inside its grid. */
  readonly at: { readonly lon: number; readonly lat: number };
}

export interface BenchBody {
  readonly id: string;
  readonly name: string;
  readonly regionCode: string;
  readonly termId: string;
  readonly sessionId: string;
  readonly units: readonly BenchUnit[];
  readonly centres: readonly BenchCentre[];
  readonly members: readonly { readonly personId: string; readonly name: string; readonly title: string; readonly groupId: string }[];
}

/** Fifty bodies. The first is the largest, and those who measure have their seats in it. */
export interface BenchCity {
  readonly bodies: readonly BenchBody[];
  readonly clerk: BenchSeat;
  /** Clerk of the first handling unit of the largest body. */
  readonly unitClerk: BenchSeat;
  /** Deputies of the largest body; the first one has raised very much. */
  readonly deputies: readonly BenchSeat[];
}

const bodyCount = 50;

/** Makes fifty cities, each with its congress, handling units, township centres with grids, deputies and staff. */
export async function makeBenchCity(database: Database): Promise<BenchCity> {
  const bodies: BenchBody[] = [];
  let largest: Omit<BenchCity, 'bodies'> | undefined;
  await making(database, (tx) => makeRegion(tx, { code: '990000', name: '虚构省', level: 'province', parent_code: null }));
  for (let index = 0; index < bodyCount; index += 1) {
    const made = await making(database, (tx) => makeOneCity(tx, index));
    bodies.push(made.body);
    largest ??= made;
  }
  const { clerk, unitClerk, deputies } = largest!;
  return { bodies, clerk, unitClerk, deputies };
}

async function makeOneCity(tx: Tx, index: number): Promise<Omit<BenchCity, 'bodies'> & { body: BenchBody }> {
  const first = index === 0;
  const code = `99${String(index + 1).padStart(2, '0')}`;
  await makeRegion(tx, { code: `${code}00`, name: `第${index + 1}市`, level: 'city', parent_code: '990000' });
  await makeRegion(tx, { code: `${code}01`, name: '云津区', level: 'county', parent_code: `${code}00` });
  const congress = await makeBody(tx, { kind: 'congress', name: `第${index + 1}市人民代表大会`, regionCode: `${code}00`, level: 'city' });
  const units: TestUnit[] = [];
  for (let made = 0; made < (first ? 60 : 5); made += 1)
    units.push(
      await makeUnit(tx, { kind: 'handlingUnit', name: `第${index + 1}市第${made + 1}局`, level: 'city', regionCode: `${code}00` }),
    );
  const centres: BenchCentre[] = [];
  for (let made = 0; made < (first ? 24 : 3); made += 1) centres.push(await makeCentre(tx, `${code}01`, index, made));
  const members = await makeMembers(tx, congress, first ? 200 : 20);
  return {
    body: {
      id: congress.id,
      name: congress.name,
      regionCode: congress.regionCode,
      termId: congress.termId,
      sessionId: congress.sessionIds.at(-1)!,
      units: units.map(({ id, name }) => ({ id, name })),
      centres,
      members: members.map(({ personId, name }) => ({ personId, name, title: '第一代表团', groupId: congress.groupIds[0]! })),
    },
    clerk: seatOf(await makeStaff(tx, congress, ['clerk'], { name: '苏衡' })),
    unitClerk: seatOf(await makeStaff(tx, units[0]!, ['unitClerk'], { name: '钟意' })),
    deputies: members.map(seatOf),
  };
}

async function makeCentre(tx: Tx, county: string, index: number, made: number): Promise<BenchCentre> {
  const regionCode = `${county}${String(made + 1).padStart(3, '0')}`;
  await makeRegion(tx, { code: regionCode, name: `第${made + 1}街道`, level: 'township', parent_code: county });
  const unit = await makeUnit(tx, { kind: 'grassrootsUnit', name: `第${made + 1}街道基层治理中心`, level: 'township', regionCode });
  // Each city has a degree of longitude of its own, each centre a strip of it.
  const [west, east] = [100 + index + made / 24, 100 + index + (made + 1) / 24];
  const ring: [number, number][] = [
    [west, 0],
    [east, 0],
    [east, 1],
    [west, 1],
    [west, 0],
  ];
  const gridId = await makeGrid(tx, unit, ring);
  const dutyDesk = await makeStaff(tx, unit, ['dutyDesk'], { name: '王静' });
  const workers = [
    await makeStaff(tx, unit, ['gridWorker'], { name: '李强', gridIds: [gridId] }),
    await makeStaff(tx, unit, ['gridWorker'], { name: '赵敏', gridIds: [gridId] }),
  ];
  return {
    id: unit.id,
    name: unit.name,
    dutyDesk: seatOf(dutyDesk),
    workerIds: workers.map((worker) => worker.personId),
    at: { lon: (west + east) / 2, lat: 0.5 },
  };
}

async function makeMembers(tx: Tx, congress: TestBody, count: number): Promise<TestSeat[]> {
  const members: TestSeat[] = [];
  for (let made = 0; made < count; made += 1) members.push(await makeMember(tx, congress, { name: `林${'知远清和明'[made % 5]}` }));
  return members;
}

function seatOf({ accountId, actor }: TestSeat): BenchSeat {
  return { accountId, actor };
}
