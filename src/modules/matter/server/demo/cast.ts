import type { Tx } from '#platform/server/database.ts';
import { bodiesOf, gridsIn, membersOf, sessionsOf, staffOf, unitsFor } from '#modules/directory/server/index.ts';
import type { SessionOfTerm, StaffMember } from '#modules/directory/server/index.ts';
import { demoMap } from '#modules/directory/server/index.ts';
import type { Rules } from '../engine/act-context.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { Chance } from '#platform/server/chance.ts';

export interface Deputy {
  readonly personId: string;
  readonly name: string;
  readonly groupId: string;
  readonly groupName: string;
}
export interface UnitLine {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
}
type Person = Pick<StaffMember, 'personId' | 'name' | 'division'>;

/** A body of the demo city with everybody who acts in its cases. */
export interface BodyCast {
  readonly bodyId: string;
  readonly bodyName: string;
  readonly bodyShortName: string;
  readonly regionCode: string;
  readonly level: string;
  readonly now: Date;
  readonly rules: Rules;
  readonly members: readonly Deputy[];
  /** Those of the members whose accounts the demo offers: they get a life that is worth looking at. */
  readonly stars: readonly Deputy[];
  readonly clerks: readonly Person[];
  readonly leaders: readonly Person[];
  /** Staff of the committees (专门委员会), each with its committee's name as division. */
  readonly committees: readonly Person[];
  /** 领办领导: those who take charge of key items. */
  readonly chiefs: readonly Person[];
  readonly sessions: readonly SessionOfTerm[];
  /** The unit called so, or one by chance where the body has none of that name. */
  unit(name: string, chance: Chance): UnitLine;
  /** Somebody of the division that such a thing is the business of; anybody where the unit has none for it. */
  staffOfUnit(unitId: string, chance: Chance, about: string): Person;
}

/** A grassroots unit with its grids, workers and desk. */
export interface GrassrootsCast extends UnitLine {
  readonly regionCode: string;
  readonly township: string;
  readonly workers: readonly Person[];
  /** The worker whom visitors of the demo play, where this is his unit. */
  readonly star: Person | undefined;
  readonly desk: readonly Person[];
  readonly officers: readonly Person[];
  /** A point inside one of its grids. */
  spot(chance: Chance): { lon: number; lat: number; gridId: string | null };
}

/** The congresses and CPPCC committees of city and counties, and the grassroots units that belong to a township or street. */
export async function assembleCast(
  tx: Tx,
  starIds: readonly string[],
): Promise<{ bodies: BodyCast[]; councils: BodyCast[]; grassroots: GrassrootsCast[] }> {
  const all = (await bodiesOf(tx)).filter((body) => body.level === 'city' || body.level === 'county');
  const staff = new Map<string, StaffMember[]>();
  const cast = async (kind: string) => {
    const found: BodyCast[] = [];
    for (const body of all.filter((one) => one.kind === kind)) found.push(await castOf(tx, body, starIds, staff));
    return found.filter((body) => body.members.length > 0);
  };
  const [bodies, councils] = [await cast('congress'), await cast('cppcc')];
  const city = all.find((body) => body.level === 'city' && body.kind === 'congress')!;
  const grassroots: GrassrootsCast[] = [];
  for (const unit of await unitsFor(tx, city.id, 'grassrootsUnit'))
    if (unit.level === 'township') grassroots.push(await grassrootsOf(tx, unit, starIds));
  return {
    bodies,
    councils,
    grassroots: grassroots.filter((unit) => unit.workers.length > 0 && unit.desk.length > 0),
  };
}

async function castOf(
  tx: Tx,
  body: { id: string; name: string; shortName: string; regionCode: string; level: string },
  starIds: readonly string[],
  /** Staff of units met so far: congress and CPPCC give their cases to the same ones. */
  staff: Map<string, StaffMember[]>,
): Promise<BodyCast> {
  const [members, clerks, leaders, committees, chiefs, sessions, units, rules] = await Promise.all([
    membersOf(tx, body.id),
    staffOf(tx, body.id, ['clerk', 'officeLeader']),
    staffOf(tx, body.id, ['officeLeader']),
    staffOf(tx, body.id, ['committee']),
    staffOf(tx, body.id, ['leader']),
    sessionsOf(tx, body.id),
    unitsFor(tx, body.id, 'handlingUnit'),
    rulesFor(tx, body.id),
  ]);
  for (const unit of units) if (!staff.has(unit.id)) staff.set(unit.id, await staffOf(tx, unit.id, ['unitOfficer', 'unitClerk']));
  const staffed = units.filter((unit) => (staff.get(unit.id)?.length ?? 0) > 0);
  const byName = new Map(
    staffed.flatMap(
      (unit) =>
        [
          [unit.name, unit],
          [unit.shortName, unit],
        ] as const,
    ),
  );
  return {
    bodyId: body.id,
    bodyName: body.name,
    bodyShortName: body.shortName,
    regionCode: body.regionCode,
    level: body.level,
    now: tx.now,
    rules,
    members,
    stars: members.filter((member) => starIds.includes(member.personId)),
    clerks,
    leaders,
    committees,
    chiefs,
    sessions,
    unit: (name, chance) =>
      byName.get(name) ?? byName.get(name.replace(/^市/, '区')) ?? byName.get(name.replace(/^市/, '县')) ?? chance.pick(staffed),
    staffOfUnit: (unitId, chance, about) => chance.pick(whoseBusiness(staff.get(unitId)!, about)),
  };
}

/** Divisions with one narrow business, and what speaks of it: 反诈中心 answers nothing about traffic lights. */
const narrowDivisions: readonly (readonly [division: RegExp, about: RegExp])[] = [
  [/反诈/, /诈骗|反诈|骗|电信网络/],
  [/交通警察|交警/, /交通|停车|信号灯|车|路口|拥堵|斑马线|隔离/],
  [/人口服务/, /户籍|户口|居住证|身份证|流动人口|落户/],
  [/治安/, /治安|噪声|扰民|烟花|犬|消防|安全|巡逻|养犬|电动自行车/],
];

function whoseBusiness(staff: readonly StaffMember[], about: string): readonly StaffMember[] {
  const narrow = (one: StaffMember) => narrowDivisions.find(([division]) => division.test(one.division ?? ''));
  const meant = staff.filter((one) => narrow(one)?.[1].test(about));
  if (meant.length > 0) return meant;
  const general = staff.filter((one) => !narrow(one));
  return general.length > 0 ? general : staff;
}

async function grassrootsOf(
  tx: Tx,
  unit: { id: string; name: string; shortName: string; regionCode: string },
  starIds: readonly string[],
): Promise<GrassrootsCast> {
  const [workers, desk, officers, grids] = await Promise.all([
    staffOf(tx, unit.id, ['gridWorker']),
    staffOf(tx, unit.id, ['dutyDesk']),
    staffOf(tx, unit.id, ['unitOfficer']),
    gridsIn(tx, unit.id),
  ]);
  return {
    id: unit.id,
    name: unit.name,
    shortName: unit.shortName,
    regionCode: unit.regionCode,
    township: unit.name,
    workers,
    star: workers.find((one) => starIds.includes(one.personId)),
    desk,
    officers,
    spot: (chance) => {
      const grid = chance.pick(grids);
      const box = demoMap.gridIndex.find((one) => one.id === grid.code)?.bbox ?? demoMap.cityBox;
      const along = (from: number, to: number) => Math.round((from + (to - from) * (0.3 + chance.next() * 0.4)) * 10_000) / 10_000;
      return { lon: along(box[0], box[2]), lat: along(box[1], box[3]), gridId: grid?.id ?? null };
    },
  };
}

/** Who raises a matter: anybody; of the last three months' a good part is the stars', so that each of them has cases in every stage. */
export function authorOf(cast: BodyCast, chance: Chance, at: Date): Deputy {
  const recent = cast.now.getTime() - at.getTime() < 100 * 86_400_000;
  return cast.stars.length > 0 && chance.happens(recent ? 0.12 : 0.004) ? chance.pick(cast.stars) : chance.pick(cast.members);
}
