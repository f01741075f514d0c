import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { OrganisationKind, OrganisationLine, Role } from '../contract/seat.ts';
import { sessionName, termName } from './names.ts';
import type { DirectoryTables } from './tables.ts';

/** A person as other modules name them. */
export interface PersonName {
  readonly id: string;
  readonly name: string;
}

/** A mandate as other modules show it. `id` is also the seat's id. */
export interface MemberOfBody {
  readonly id: string;
  readonly bodyId: string;
  readonly personId: string;
  readonly name: string;
  readonly gender: 'male' | 'female';
  readonly termId: string;
  readonly groupId: string;
  readonly groupName: string;
  /** Where the group stands among those of its body. */
  readonly groupOrder: number;
  readonly electoralUnit: string;
  readonly positions: readonly string[];
  readonly active: boolean;
}

/** A post as other modules show it. `id` is also the seat's id. */
export interface StaffMember {
  readonly id: string;
  readonly organisationId: string;
  readonly personId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly division: string;
  readonly title: string;
}

export interface TermOfBody {
  readonly id: string;
  readonly number: number;
  /** 第十六届 */
  readonly name: string;
  readonly from: string;
  readonly to: string | null;
}

export interface SessionOfTerm {
  readonly id: string;
  readonly termId: string;
  readonly termNumber: number;
  readonly number: number;
  /** 第五次会议 */
  readonly name: string;
  readonly opensOn: string;
  readonly closesOn: string;
  /** When the session stops taking motions (议案截止时间); null where nobody has set it: then at the end of its closing day. */
  readonly motionsUntil: Date | null;
}

/** A handling or grassroots unit with what it is there for. */
export interface UnitWithDuties extends OrganisationLine {
  readonly duties: string;
  readonly keywords: readonly string[];
  readonly divisions: readonly string[];
}

export interface GridPlace {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The grassroots unit that the grid belongs to. */
  readonly organisationId: string;
  /** People who look after the grid. */
  readonly workerIds: readonly string[];
}

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Names of people by id; whoever the actor may not see is missing. */
export async function peopleByIds(tx: Tx, ids: readonly string[]): Promise<Map<string, PersonName>> {
  if (ids.length === 0) return new Map();
  const rows = await db(tx)
    .selectFrom('person')
    .select(['id', 'name'])
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** Organisations by id, closed ones too. */
export async function organisationsByIds(tx: Tx, ids: readonly string[]): Promise<Map<string, OrganisationLine>> {
  if (ids.length === 0) return new Map();
  const rows = await organisationLines(tx)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** All bodies, or those of one kind or region: for jobs that go through every tenant. */
export async function bodiesOf(tx: Tx, filter: { kind?: 'congress' | 'cppcc'; regionCode?: string } = {}): Promise<OrganisationLine[]> {
  let query = organisationLines(tx)
    .where('status', '=', 'active')
    .where('kind', 'in', filter.kind ? [filter.kind] : ['congress', 'cppcc']);
  if (filter.regionCode) query = query.where('region_code', '=', filter.regionCode);
  return await query.orderBy('region_code').orderBy('kind').execute();
}

/** Active units inside the region of `organisationId` (a body), with duties: the candidates for an assignment. */
export async function unitsFor(tx: Tx, organisationId: string, kind?: 'handlingUnit' | 'grassrootsUnit'): Promise<UnitWithDuties[]> {
  const kinds: OrganisationKind[] = kind ? [kind] : ['handlingUnit', 'grassrootsUnit'];
  return await organisationLines(tx)
    .select(['duties', 'keywords', 'divisions'])
    .where('status', '=', 'active')
    .where('kind', 'in', kinds)
    .where(
      ({ selectFrom }) =>
        sql<boolean>`starts_with(region_code, (${selectFrom('organisation as body')
          .select(sql<string>`region_prefix(body.region_code)`.as('prefix'))
          .where('body.id', '=', organisationId)}))`,
    )
    .orderBy('level')
    .orderBy('name')
    .execute();
}

/** Whether `unitId` is an active unit that the body `bodyId` may assign to. */
export async function mayAssign(tx: Tx, bodyId: string, unitId: string): Promise<boolean> {
  const found = await db(tx)
    .selectFrom('organisation as unit')
    .innerJoin('organisation as body', (join) => join.on('body.id', '=', bodyId))
    .select('unit.id')
    .where('unit.id', '=', unitId)
    .where('unit.status', '=', 'active')
    .where('unit.kind', 'in', ['handlingUnit', 'grassrootsUnit'])
    .where(sql<boolean>`starts_with(unit.region_code, region_prefix(body.region_code))`)
    .executeTakeFirst();
  return found !== undefined;
}

/** The mandate of a person in a body's current term, or else the last one they had; null where there is none. */
export async function mandateOf(tx: Tx, bodyId: string, personId: string): Promise<MemberOfBody | null> {
  const row = await members(tx, bodyId)
    .where('m.person_id', '=', personId)
    .orderBy('m.status')
    .orderBy('m.from_day', 'desc')
    .executeTakeFirst();
  return row ? memberOf(row) : null;
}

/** Mandates by person for several people at once: what {@link mandateOf} tells of each. */
export async function mandatesOf(tx: Tx, bodyId: string, personIds: readonly string[]): Promise<Map<string, MemberOfBody>> {
  if (personIds.length === 0) return new Map();
  const rows = await members(tx, bodyId)
    .where(sql<boolean>`m.person_id = any(${[...personIds]}::uuid[])`)
    .orderBy('m.status', 'desc')
    .orderBy('m.from_day')
    .execute();
  return new Map(rows.map((row) => [row.person_id, memberOf(row)]));
}

/** Active members of a body, of one delegation or sector where `groupId` is given, in pinyin order. */
export async function membersOf(
  tx: Tx,
  bodyId: string,
  filter: { groupId?: string; ids?: readonly string[] } = {},
): Promise<MemberOfBody[]> {
  let query = members(tx, bodyId).where('m.status', '=', 'active');
  if (filter.groupId) query = query.where('m.group_id', '=', filter.groupId);
  if (filter.ids) query = query.where(sql<boolean>`m.person_id = any(${[...filter.ids]}::uuid[])`);
  return (await query.orderBy('p.pinyin').orderBy('m.id').execute()).map(memberOf);
}

/** Who works in an organisation today in one of `roles` (any role where none is named): whom to notify. */
export async function staffOf(tx: Tx, organisationId: string, roles: readonly Role[] = []): Promise<StaffMember[]> {
  const today = dayOf(tx.now);
  let query = db(tx)
    .selectFrom('post as o')
    .innerJoin('person as p', 'p.id', 'o.person_id')
    .select(['o.id', 'o.organisation_id as organisationId', 'o.person_id as personId', 'p.name', 'o.roles', 'o.division', 'o.title'])
    .where('o.organisation_id', '=', organisationId)
    .where('o.status', '=', 'active')
    .where('o.from_day', '<=', today)
    .where((where) => where.or([where('o.to_day', 'is', null), where('o.to_day', '>=', today)]));
  if (roles.length > 0) query = query.where(sql<boolean>`o.roles && ${[...roles]}::text[]`);
  return await query.orderBy('o.id').execute();
}

/** The grid in which a position (WGS 84) lies, or null outside every grid. */
export async function gridAt(tx: Tx, longitude: number, latitude: number): Promise<GridPlace | null> {
  const { rows } = await sql<GridPlace>`select * from grid_at(${longitude}, ${latitude})`.execute(db(tx));
  return rows[0] ?? null;
}

/** A grid by its id. */
export async function gridById(tx: Tx, gridId: string): Promise<GridPlace | null> {
  const row = await db(tx)
    .selectFrom('grid as g')
    .select(['g.id', 'g.code', 'g.name', 'g.organisation_id as organisationId'])
    .select(workersOfGrid.as('workerIds'))
    .where('g.id', '=', gridId)
    .executeTakeFirst();
  return row ?? null;
}

/** The active grassroots unit of a region, or of the narrowest region around it that has one; null where there is none. */
export async function grassrootsUnitFor(tx: Tx, regionCode: string): Promise<OrganisationLine | null> {
  const row = await organisationLines(tx)
    .where('kind', '=', 'grassrootsUnit')
    .where('status', '=', 'active')
    .where(sql<boolean>`starts_with(${regionCode}, region_prefix(region_code))`)
    .orderBy(sql`length(region_prefix(region_code))`, 'desc')
    .orderBy('id')
    .executeTakeFirst();
  return row ?? null;
}

/** A region's name and the regions directly inside it, in code order: the counties of a city, the townships of a county. */
export async function regionsWithin(tx: Tx, code: string): Promise<{ name: string; parts: { code: string; name: string }[] }> {
  const [own, parts] = await Promise.all([
    db(tx).selectFrom('region').select('name').where('code', '=', code).executeTakeFirst(),
    db(tx).selectFrom('region').select(['code', 'name']).where('parent_code', '=', code).orderBy('code').execute(),
  ]);
  return { name: own?.name ?? '', parts };
}

/** The term of a body on `day` (today): the one under way, or the last one that began. Null for a body without terms. */
export async function currentTerm(tx: Tx, bodyId: string, day: string = dayOf(tx.now)): Promise<TermOfBody | null> {
  const row = await db(tx)
    .selectFrom('term')
    .select(['id', 'number', 'from_day as from', 'to_day as to'])
    .where('body_id', '=', bodyId)
    .where('from_day', '<=', day)
    .orderBy('from_day', 'desc')
    .executeTakeFirst();
  return row ? { ...row, name: termName(row.number) } : null;
}

/**
 * Where a day stands among a body's sessions: `session` is the one last opened by then, which numbers what is filed out of session, too
 * (闭会期间); `inSession` is true from its opening to its closing day. `session` is null before the first session of the term.
 */
export async function sessionAt(
  tx: Tx,
  bodyId: string,
  day: string = dayOf(tx.now),
): Promise<{ session: SessionOfTerm | null; inSession: boolean }> {
  const row = await db(tx)
    .selectFrom('term_session as s')
    .innerJoin('term as t', (join) => join.onRef('t.body_id', '=', 's.body_id').onRef('t.id', '=', 's.term_id'))
    .select(sessionColumns)
    .where('s.body_id', '=', bodyId)
    .where('s.opens_on', '<=', day)
    .orderBy('s.opens_on', 'desc')
    .executeTakeFirst();
  if (!row) return { session: null, inSession: false };
  return { session: { ...row, name: sessionName(row.number) }, inSession: row.closesOn >= day };
}

const sessionColumns = [
  's.id',
  's.term_id as termId',
  't.number as termNumber',
  's.number',
  's.opens_on as opensOn',
  's.closes_on as closesOn',
  's.motions_until as motionsUntil',
] as const;

/** All sessions of a body, oldest first. */
export async function sessionsOf(tx: Tx, bodyId: string): Promise<SessionOfTerm[]> {
  const rows = await db(tx)
    .selectFrom('term_session as s')
    .innerJoin('term as t', (join) => join.onRef('t.body_id', '=', 's.body_id').onRef('t.id', '=', 's.term_id'))
    .select(sessionColumns)
    .where('s.body_id', '=', bodyId)
    .orderBy('s.opens_on')
    .execute();
  return rows.map((row) => ({ ...row, name: sessionName(row.number) }));
}

/** The grids of a grassroots unit with who looks after them. */
export async function gridsIn(tx: Tx, organisationId: string): Promise<GridPlace[]> {
  return await db(tx)
    .selectFrom('grid as g')
    .select(['g.id', 'g.code', 'g.name', 'g.organisation_id as organisationId'])
    .select(workersOfGrid.as('workerIds'))
    .where('g.organisation_id', '=', organisationId)
    .orderBy('g.code')
    .execute();
}

/** People whom the actor may see, by name, pinyin or initials; at most `limit`. */
export async function searchPeople(tx: Tx, text: string, limit = 20): Promise<PersonName[]> {
  const typed = text.trim().toLowerCase();
  if (typed === '') return [];
  const held = sql<boolean>`(exists (select from mandate m where m.person_id = p.id and m.body_id = ${tx.actor.bodyId})
    or exists (select from post o where o.person_id = p.id and o.status = 'active'))`;
  return await db(tx)
    .selectFrom('person as p')
    .select(['p.id', 'p.name'])
    .where(matchesPerson(typed))
    .where(held)
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .limit(limit)
    .execute();
}

/** The condition that a person `p` is meant by what was typed: part of the name, pinyin from its start, or initials from their start. */
export function matchesPerson(typed: string) {
  const prefix = `${typed.toLowerCase().replaceAll(/[\\%_]/g, (char) => `\\${char}`)}%`;
  const bare = prefix.replaceAll(' ', '');
  return sql<boolean>`(p.name like ${`%${prefix}`} or p.initials like ${bare} or p.pinyin like ${prefix} or replace(p.pinyin, ' ', '') like ${bare})`;
}

const workersOfGrid = sql<string[]>`coalesce((select array_agg(o.person_id order by o.id) from grid_duty d
  join post o on o.organisation_id = d.organisation_id and o.id = d.post_id and o.status = 'active'
  where d.organisation_id = g.organisation_id and d.grid_id = g.id), '{}')`;

function organisationLines(tx: Tx) {
  return db(tx).selectFrom('organisation').select(['id', 'kind', 'name', 'short_name as shortName', 'level', 'region_code as regionCode']);
}

function members(tx: Tx, bodyId: string) {
  return db(tx)
    .selectFrom('mandate as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('member_group as g', (join) => join.onRef('g.body_id', '=', 'm.body_id').onRef('g.id', '=', 'm.group_id'))
    .select([
      'm.id',
      'm.body_id',
      'm.person_id',
      'p.name',
      'p.gender',
      'm.term_id',
      'm.group_id',
      'g.name as group_name',
      'g.place as group_order',
      'm.electoral_unit',
      'm.positions',
      'm.status',
    ])
    .where('m.body_id', '=', bodyId);
}

type MemberRow = Awaited<ReturnType<ReturnType<typeof members>['execute']>>[number];

function memberOf(row: MemberRow): MemberOfBody {
  return {
    id: row.id,
    bodyId: row.body_id,
    personId: row.person_id,
    name: row.name,
    gender: row.gender,
    termId: row.term_id,
    groupId: row.group_id,
    groupName: row.group_name,
    groupOrder: row.group_order,
    electoralUnit: row.electoral_unit,
    positions: row.positions,
    active: row.status === 'active',
  };
}
