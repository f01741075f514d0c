import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { Seat } from '../../contract/seat.ts';
import { levels } from '../level-rules.ts';
import { memberTitle } from '../seat-rules.ts';
import type { DirectoryTables } from '../tables.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Seats in force of people, by person, as far as the actor may see them: mandates first, higher levels first. */
export async function seatsOf(tx: Tx, personIds: readonly string[]): Promise<Map<string, Seat[]>> {
  if (personIds.length === 0) return new Map();
  const today = dayOf(tx.now);
  const organisation = [
    'o.id as organisationId',
    'o.kind',
    'o.name',
    'o.short_name as shortName',
    'o.level',
    'o.region_code as regionCode',
  ] as const;
  const mandates = db(tx)
    .selectFrom('mandate as s')
    .innerJoin('organisation as o', 'o.id', 's.body_id')
    .select([
      's.id',
      's.person_id',
      's.from_day',
      sql<boolean>`true`.as('mandate'),
      sql<string>`''`.as('title'),
      sql<string[]>`'{}'::text[]`.as('roles'),
      ...organisation,
    ])
    .where(sql<boolean>`s.person_id = any(${[...personIds]}::uuid[])`)
    .where('s.status', '=', 'active')
    .where('o.status', '=', 'active')
    .where('s.from_day', '<=', today)
    .where(sql<boolean>`(s.to_day is null or s.to_day >= ${today})`);
  const posts = db(tx)
    .selectFrom('post as s')
    .innerJoin('organisation as o', 'o.id', 's.organisation_id')
    .select([
      's.id',
      's.person_id',
      's.from_day',
      sql<boolean>`false`.as('mandate'),
      's.title',
      sql<string[]>`s.roles`.as('roles'),
      ...organisation,
    ])
    .where(sql<boolean>`s.person_id = any(${[...personIds]}::uuid[])`)
    .where('s.status', '=', 'active')
    .where('o.status', '=', 'active')
    .where('s.from_day', '<=', today)
    .where(sql<boolean>`(s.to_day is null or s.to_day >= ${today})`);
  const rows = await mandates.unionAll(posts).execute();
  const order = (row: (typeof rows)[number]) => `${row.mandate ? 0 : 1}${levels.indexOf(row.level)}${row.from_day}${row.id}`;
  const sorted = rows.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
  return new Map(
    Map.groupBy(sorted, (row) => row.person_id)
      .entries()
      .map(([personId, held]) => [personId, held.map(seatOf)]),
  );
}

interface SeatRow {
  id: string;
  mandate: boolean;
  title: string;
  roles: string[];
  organisationId: string;
  kind: Seat['organisation']['kind'];
  name: string;
  shortName: string;
  level: Seat['organisation']['level'];
  regionCode: string;
}

function seatOf(row: SeatRow): Seat {
  const { id, organisationId, kind, name, shortName, level, regionCode } = row;
  const organisation = { id: organisationId, kind, name, shortName, level, regionCode };
  if (row.mandate)
    return { id, kind: 'mandate', title: memberTitle(kind, shortName), organisation, roles: [kind === 'cppcc' ? 'member' : 'deputy'] };
  return { id, kind: 'post', title: `${shortName}${row.title}`, organisation, roles: row.roles as Seat['roles'] };
}
