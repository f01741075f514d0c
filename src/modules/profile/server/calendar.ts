import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { WorkingCalendar } from './calendar-rules.ts';
import { workingCalendar } from './calendar-rules.ts';
import { bodyOf } from './standing.ts';
import type { ProfileTables } from './tables.ts';

export type YearRow = Selectable<ProfileTables['calendar_year']>;
export type OwnDayRow = Selectable<ProfileTables['calendar_day']>;

/** The code under which arrangements of the whole country are loaded. */
export const wholeCountry = '000000';

/** The regions whose arrangements hold in `code`, the narrowest first: township, county, prefecture, province, country. */
export function regionsAround(code: string): string[] {
  const wider = [code, code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`, wholeCountry];
  return wider.filter((region, index) => wider.indexOf(region) === index);
}

const calendars = new WeakMap<Tx, Map<string, Promise<WorkingCalendar>>>();

/** The working calendar of a body: the years loaded for its region or a wider one, and its own days over them. Read once in a transaction. */
export function calendarFor(tx: Tx, bodyId: string): Promise<WorkingCalendar> {
  const known = calendars.get(tx) ?? new Map<string, Promise<WorkingCalendar>>();
  calendars.set(tx, known);
  const asked = known.get(bodyId) ?? readCalendar(tx, bodyId);
  known.set(bodyId, asked);
  return asked;
}

/** For each year the arrangement that holds in the region: the narrowest region's, and of several loads the latest. */
export async function yearsIn(tx: Tx, regionCode: string): Promise<YearRow[]> {
  const regions = regionsAround(regionCode);
  return await tables<ProfileTables>(tx)
    .selectFrom('calendar_year')
    .selectAll()
    .distinctOn('year')
    .where('region_code', 'in', regions)
    .orderBy('year')
    .orderBy(sql`array_position(${regions}::text[], region_code)`)
    .orderBy('id', 'desc')
    .execute();
}

export async function ownDaysOf(tx: Tx, bodyId: string): Promise<OwnDayRow[]> {
  return await tables<ProfileTables>(tx).selectFrom('calendar_day').selectAll().where('body_id', '=', bodyId).orderBy('day').execute();
}

async function readCalendar(tx: Tx, bodyId: string): Promise<WorkingCalendar> {
  const { regionCode } = await bodyOf(tx, bodyId);
  const [years, ownDays] = await Promise.all([yearsIn(tx, regionCode), ownDaysOf(tx, bodyId)]);
  return workingCalendar({ years, ownDays });
}
