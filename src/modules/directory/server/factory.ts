import type { Actor } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Database, type Tx } from '#platform/server/database.ts';
import { systemActor } from '#platform/server/outbox/dispatcher.ts';
import { makeAccount } from '#modules/identity/server/factory.ts';
import type { Position } from '../contract/organisation.ts';
import type { Level, OrganisationKind, Role } from '../contract/seat.ts';
import { initialsOf, spell } from './names.ts';
import { actorIn, isBody } from './seat-rules.ts';
import type { DirectoryTables } from './tables.ts';

export { newKey, newTestPhone, signInForTest, testPhoneSecret } from '#modules/identity/server/factory.ts';

/** A body of a test: one term since 2022 with five yearly sessions, and three delegations or sectors. */
export interface TestBody {
  readonly id: string;
  readonly kind: 'congress' | 'cppcc';
  readonly name: string;
  readonly regionCode: string;
  readonly termId: string;
  /** The fifth session, from 2026-01-20 to 2026-01-24, and those before it, oldest first. */
  readonly sessionIds: readonly string[];
  readonly groupIds: readonly string[];
}

export interface TestUnit {
  readonly id: string;
  readonly kind: 'handlingUnit' | 'grassrootsUnit';
  readonly name: string;
  readonly regionCode: string;
}

/** A person in a seat. `actor` goes to transact() and read(); `accountId` to signInForTest() of identity's factory. */
export interface TestSeat {
  readonly personId: string;
  readonly accountId: string;
  readonly seatId: string;
  readonly name: string;
  readonly phone: string;
  readonly actor: Actor;
}

/** A small city: both bodies of it, one county with a congress, a handling unit and a grassroots unit with one grid. */
export interface TestCity {
  readonly congress: TestBody;
  readonly cppcc: TestBody;
  readonly county: TestBody;
  readonly unit: TestUnit;
  readonly grassroots: TestUnit;
  /** The grid covers longitude 0 to 1, latitude 0 to 1. */
  readonly gridId: string;
}

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Runs `work` as the system with the worker's access, as factories need. */
export async function making<Result>(database: Database, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  return await database.transact(systemActor, work, { access: 'worker' });
}

/** Makes a {@link TestCity} under the invented region code 339900. `code` lets a test make a second, unrelated city. */
export async function makeCity(tx: Tx, code: string = '3399'): Promise<TestCity> {
  const [city, county, township] = [`${code}00`, `${code}01`, `${code}01001`];
  await makeRegion(tx, { code: `${code.slice(0, 2)}0000`, name: '虚构省', level: 'province', parent_code: null });
  await makeRegion(tx, { code: city, name: '明州市', level: 'city', parent_code: `${code.slice(0, 2)}0000` });
  await makeRegion(tx, { code: county, name: '云津区', level: 'county', parent_code: city });
  await makeRegion(tx, { code: township, name: '云塘街道', level: 'township', parent_code: county });
  const grassroots = await makeUnit(tx, { kind: 'grassrootsUnit', name: '云塘街道基层治理中心', level: 'township', regionCode: township });
  return {
    congress: await makeBody(tx, { kind: 'congress', name: '明州市人民代表大会', regionCode: city, level: 'city' }),
    cppcc: await makeBody(tx, { kind: 'cppcc', name: '政协明州市委员会', regionCode: city, level: 'city' }),
    county: await makeBody(tx, { kind: 'congress', name: '云津区人民代表大会', regionCode: county, level: 'county' }),
    unit: await makeUnit(tx, { kind: 'handlingUnit', name: '市住房和城乡建设局', level: 'city', regionCode: city }),
    grassroots,
    gridId: await makeGrid(tx, grassroots, [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
      [0, 0],
    ]),
  };
}

/** Makes a region unless it is there. */
export async function makeRegion(tx: Tx, region: DirectoryTables['region']): Promise<void> {
  await db(tx)
    .insertInto('region')
    .values(region)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Makes a body with a term, sessions and groups. Its region must exist. */
export async function makeBody(
  tx: Tx,
  body: { kind: 'congress' | 'cppcc'; name: string; regionCode: string; level: Level },
): Promise<TestBody> {
  const id = await makeOrganisation(tx, body);
  const termId = newId();
  await db(tx).insertInto('term').values({ body_id: id, id: termId, number: 16, from_day: '2022-01-20', to_day: null }).execute();
  const sessions = [2022, 2023, 2024, 2025, 2026].map((year, index) => ({
    body_id: id,
    id: newId(),
    term_id: termId,
    number: index + 1,
    opens_on: `${year}-01-20`,
    closes_on: `${year}-01-24`,
  }));
  await db(tx).insertInto('term_session').values(sessions).execute();
  const groups = ['一', '二', '三'].map((word, index) => ({
    body_id: id,
    id: newId(),
    place: index,
    ...(body.kind === 'congress'
      ? ({ kind: 'delegation', name: `第${word}代表团` } as const)
      : ({ kind: 'sector', name: `第${word}界别` } as const)),
  }));
  await db(tx).insertInto('member_group').values(groups).execute();
  return {
    id,
    kind: body.kind,
    name: body.name,
    regionCode: body.regionCode,
    termId,
    sessionIds: sessions.map((one) => one.id),
    groupIds: groups.map((one) => one.id),
  };
}

export async function makeUnit(
  tx: Tx,
  unit: { kind: 'handlingUnit' | 'grassrootsUnit'; name: string; level: Level; regionCode: string },
): Promise<TestUnit> {
  return { id: await makeOrganisation(tx, unit), kind: unit.kind, name: unit.name, regionCode: unit.regionCode };
}

/** Makes a grid of `unit` inside the closed ring. */
export async function makeGrid(tx: Tx, unit: { id: string }, ring: Position[], name = '第一网格'): Promise<string> {
  const id = newId();
  await db(tx)
    .insertInto('grid')
    .values({
      organisation_id: unit.id,
      id,
      code: id.slice(-6),
      name,
      ring: JSON.stringify(ring),
      area: `(${ring.map(([x, y]) => `(${x},${y})`).join(',')})`,
    })
    .execute();
  return id;
}

/** Registers one more session of the body's term, with its cut-off for motions. */
export async function makeSession(
  tx: Tx,
  body: TestBody,
  session: { number: number; opensOn: string; closesOn: string; motionsUntil?: string },
): Promise<string> {
  const id = newId();
  await db(tx)
    .insertInto('term_session')
    .values({
      body_id: body.id,
      id,
      term_id: body.termId,
      number: session.number,
      opens_on: session.opensOn,
      closes_on: session.closesOn,
      motions_until: session.motionsUntil ?? null,
    })
    .execute();
  return id;
}

/** Makes a person with an account and a mandate in `body`: a deputy or CPPCC member. */
export async function makeMember(
  tx: Tx,
  body: TestBody,
  options: { name?: string; personId?: string; groupId?: string; from?: string; positions?: string[] } = {},
): Promise<TestSeat> {
  const person = await makePerson(tx, options.name ?? '张代表', options.personId);
  const seatId = newId();
  await db(tx)
    .insertInto('mandate')
    .values({
      body_id: body.id,
      id: seatId,
      person_id: person.personId,
      term_id: body.termId,
      group_id: options.groupId ?? body.groupIds[0]!,
      electoral_unit: '云津区',
      positions: options.positions ?? ['小学校长'],
      from_day: options.from ?? '2022-01-20',
      to_day: null,
      end_reason: null,
    })
    .execute();
  return seatOf(person, {
    id: seatId,
    organisationId: body.id,
    kind: body.kind,
    mandate: true,
    roles: [body.kind === 'congress' ? 'deputy' : 'member'],
  });
}

/** Makes a person with an account and a post that carries `roles` in a body or a unit. */
export async function makeStaff(
  tx: Tx,
  organisation: { id: string; kind: OrganisationKind },
  roles: Role[],
  options: { name?: string; personId?: string; gridIds?: string[]; division?: string } = {},
): Promise<TestSeat> {
  const person = await makePerson(tx, options.name ?? '李职员', options.personId);
  const seatId = newId();
  await db(tx)
    .insertInto('post')
    .values({
      organisation_id: organisation.id,
      id: seatId,
      person_id: person.personId,
      in_body: isBody(organisation.kind),
      roles,
      division: options.division ?? '',
      title: '工作人员',
      from_day: '2022-01-20',
      to_day: null,
      end_reason: null,
    })
    .execute();
  for (const gridId of options.gridIds ?? []) {
    await db(tx).insertInto('grid_duty').values({ organisation_id: organisation.id, grid_id: gridId, post_id: seatId }).execute();
  }
  return seatOf(person, {
    id: seatId,
    organisationId: organisation.id,
    kind: organisation.kind,
    mandate: false,
    roles,
    ...(options.division ? { division: options.division } : {}),
  });
}

/** Makes a person with an account and no seat, or finds the account of `personId` to give the person one more seat. */
export async function makePerson(tx: Tx, name: string, personId?: string): Promise<Omit<TestSeat, 'seatId' | 'actor'>> {
  const known = personId ? madeByTests.get(personId) : undefined;
  if (known) return known;
  const id = personId ?? newId();
  await db(tx)
    .insertInto('person')
    .values({ id, name, ...spell(name), gender: 'female', added_by: null })
    .execute();
  const person = { personId: id, name, ...(await makeAccount(tx, id)) };
  madeByTests.set(id, person);
  return person;
}

const madeByTests = new Map<string, Omit<TestSeat, 'seatId' | 'actor'>>();

async function makeOrganisation(
  tx: Tx,
  organisation: { kind: OrganisationKind; name: string; level: Level; regionCode: string },
): Promise<string> {
  const id = newId();
  const { kind, name, level, regionCode } = organisation;
  const shortName = name.replace('人民代表大会', '人大').replace(/^政协(.+)委员会$/, '$1政协');
  await db(tx)
    .insertInto('organisation')
    .values({
      id,
      kind,
      name,
      short_name: shortName,
      initials: initialsOf(name, shortName),
      level,
      region_code: regionCode,
      parent_id: null,
    })
    .execute();
  return id;
}

type Held = Parameters<typeof actorIn>[0]['seats'][number];

function seatOf(person: Omit<TestSeat, 'seatId' | 'actor'>, held: Held): TestSeat {
  const actor = actorIn(
    { sessionId: newId(), accountId: person.accountId, personId: person.personId, name: person.name, seats: [held] },
    held.id,
  )!;
  return { ...person, seatId: held.id, actor };
}
