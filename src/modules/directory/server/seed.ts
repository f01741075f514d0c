import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import { noBody, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { offerDemoAccounts, openPhoneVault } from '#modules/identity/server/index.ts';
import { areaOf } from './actions/save-grid.ts';
import { Dice } from './demo/dice.ts';
import { drawAnnouncedSession, drawOrganisations } from './demo/draw-bodies.ts';
import { drawMembers } from './demo/draw-people.ts';
import { drawStaff } from './demo/draw-staff.ts';
import { drawOffers } from './demo/offers.ts';
import { drawAddresses } from './demo/addresses.ts';
import type { DemoCity } from './demo/plan.ts';
import type { CityTexts } from './demo/texts.ts';
import { initialsOf } from './names.ts';
import { writeMandates, writePeople, writePosts } from './people-import/write-people.ts';
import { loadRegions } from './region-codes.ts';
import type { DirectoryTables } from './tables.ts';

export interface DirectorySeed {
  /** The installation's secret: phones are sealed with it. */
  readonly secret: string;
  readonly texts: CityTexts;
}

/**
 * Writes the invented city 明州市: regions, bodies, units, grids, people, seats, accounts (access `worker`). The same texts and day give the
 * same city, to the last id. Its year is today's, so that it never grows old.
 */
export async function seedDirectory(
  tx: Tx,
  seed: DirectorySeed,
): Promise<{ bodies: number; units: number; people: number; members: number }> {
  const city = drawCity(seed.texts, dayOf(tx.now));
  const offers = drawOffers(city);
  await loadRegions(tx);
  const addresses = drawAddresses(city);
  await writeOrganisations(tx, city, addresses);
  const figures = new Set(city.mandates.map((mandate) => mandate.personId));
  const people = Array.from(city.people.values(), (person) => ({
    ...person,
    postalAddress: addresses.get(person.id) ?? null,
    publicFigure: figures.has(person.id),
  }));
  await writePeople(tx, openPhoneVault(seed.secret), people, null);
  const ofTerm = Map.groupBy(city.mandates, (mandate) => mandate.termId);
  for (const [termId, mandates] of ofTerm) await writeMandates(tx, mandates[0]!.bodyId, termId, mandates);
  await writePosts(tx, city.posts);
  const duties = city.posts.flatMap((post) =>
    post.gridIds.map((gridId) => ({ organisation_id: post.organisationId, grid_id: gridId, post_id: post.id })),
  );
  await insertRows(tx, 'grid_duty', duties);
  await offerDemoAccounts(tx, offers);
  const told = {
    bodies: city.bodies.length,
    units: city.organisations.length - city.bodies.length,
    people: city.people.size,
    members: city.mandates.length,
  };
  recordAct(tx, { bodyId: noBody, act: 'directory.seed', subjectKind: 'region', subjectId: noBody, detail: told });
  return told;
}

/** Draws the city up in memory; `today` decides the years of terms and sessions. */
export function drawCity(texts: CityTexts, today: string): DemoCity {
  const city: DemoCity = {
    dice: new Dice(20_261_123),
    texts,
    at: Date.parse(`${today}T00:00:00Z`),
    regions: [],
    organisations: [],
    bodies: [],
    sessions: [],
    groups: [],
    people: new Map(),
    names: new Set(),
    mandates: [],
    posts: [],
    grids: [],
  };
  drawOrganisations(city, today);
  drawMembers(city);
  drawStaff(city);
  drawAnnouncedSession(city, today);
  return city;
}

async function writeOrganisations(tx: Tx, city: DemoCity, addresses: ReadonlyMap<string, string>): Promise<void> {
  await insertRows(tx, 'region', city.regions);
  await insertRows(
    tx,
    'organisation',
    city.organisations.map((one) => ({
      id: one.id,
      kind: one.kind,
      name: one.name,
      short_name: one.shortName,
      initials: initialsOf(one.name, one.shortName),
      level: one.level,
      region_code: one.regionCode,
      parent_id: one.parentId,
      duties: one.duties,
      keywords: one.keywords,
      divisions: one.divisions,
      postal_address: addresses.get(one.id) ?? '',
      status: 'active',
      version: 1,
    })),
  );
  await insertRows(
    tx,
    'term',
    city.bodies.flatMap((body) => [body.term, ...(body.formerTerm ? [body.formerTerm] : [])]),
  );
  const terms = new Set(city.bodies.flatMap((body) => [body.term.id, body.formerTerm?.id]));
  await insertRows(
    tx,
    'term_session',
    city.sessions.filter((session) => terms.has(session.term_id)),
  );
  await insertRows(
    tx,
    'member_group',
    city.groups.map((group) => ({ ...group, status: 'active' })),
  );
  await insertRows(
    tx,
    'grid',
    city.grids.map((grid) => ({
      organisation_id: grid.organisationId,
      id: grid.id,
      code: grid.code,
      name: grid.name,
      ring: grid.ring,
      area: areaOf(grid.ring),
    })),
  );
}

/** Inserts whole rows; every column of the table must be there. */
async function insertRows(tx: Tx, table: keyof DirectoryTables, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into ${sql.table(table)} select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    tables<DirectoryTables>(tx),
  );
}
