import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { keptFact } from '#platform/server/database.ts';
import {
  currentTerm,
  grassrootsUnitFor,
  gridAt,
  gridById,
  mandateOf,
  mandatesOf,
  mayAssign,
  organisationsByIds,
  peopleByIds,
  sessionAt,
  sessionsOf,
  staffOf,
  unitsFor,
} from '#modules/directory/server/index.ts';
import type { Role } from '#modules/directory/contract/seat.ts';
import type { MemberOfBody } from '#modules/directory/server/index.ts';
import { calendarFor, profileAt } from '#modules/profile/server/index.ts';
import type { Place } from '../../contract/field.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { Rules } from './act-context.ts';

/** What the engine asks of the modules below it, in its own words. */

/** The body's rules and calendar today; kept between writes for as long as they stand. */
export async function rulesFor(tx: Tx, bodyId: string): Promise<Rules> {
  const today = dayOf(tx.now);
  return await keptFact(tx, `rules ${bodyId} ${today} ${sightOf(tx)}`, async () => {
    const [profile, calendar] = await Promise.all([profileAt(tx, bodyId, today), calendarFor(tx, bodyId)]);
    return { versionId: profile.versionId, parameters: profile.parameters, calendar };
  });
}

/** Whose sight a kept fact is: what a transaction may see is row-level security's to say, by these. */
function sightOf({ actor }: Tx): string {
  return `${actor.scope} ${actor.bodyId} ${actor.unitId}`;
}

/** How long pages may show days by rules that have changed meanwhile. */
const shownMilliseconds = 1_000;
const shown = new Map<string, { readonly rules: Rules; readonly until: number }>();

/**
 * The same for pages, which only count days and name ratings by them: kept for a second between transactions, so that a page of a list costs
 * one statement instead of five. Acts and reckonings ask {@link rulesFor}.
 */
export async function rulesToShow(tx: Tx, bodyId: string): Promise<Rules> {
  const { scope, bodyId: own } = tx.actor;
  // By standing as well: what a transaction may see of the rules is row-level security's to say.
  const key = `${bodyId} ${dayOf(tx.now)} ${tx.access} ${scope} ${own === bodyId}`;
  const kept = shown.get(key);
  if (kept && kept.until > performance.now()) return kept.rules;
  const rules = await rulesFor(tx, bodyId);
  if (shown.size >= 1_000) shown.clear();
  shown.set(key, { rules, until: performance.now() + shownMilliseconds });
  return rules;
}

/** An organisation by its id, closed ones too; kept between writes. */
async function organisation(tx: Tx, id: string | null): Promise<Organisation | undefined> {
  if (id === null) return undefined;
  return await keptFact(tx, `organisation ${id} ${sightOf(tx)}`, async () => (await organisationsByIds(tx, [id])).get(id));
}

type Organisation = Awaited<ReturnType<typeof organisationsByIds>> extends Map<string, infer Line> ? Line : never;

/** The mandate of the actor himself: what directory's `mandateOf` tells; kept between writes. */
export async function mandateToday(tx: Tx, bodyId: string, personId: string): Promise<MemberOfBody | null> {
  return await keptFact(tx, `mandate ${bodyId} ${personId} ${sightOf(tx)}`, () => mandateOf(tx, bodyId, personId));
}

/** Whether the body may assign to the unit; kept between writes. */
async function mayGiveTo(tx: Tx, bodyId: string, unitId: string): Promise<boolean> {
  return await keptFact(tx, `assign ${bodyId} ${unitId} ${sightOf(tx)}`, () => mayAssign(tx, bodyId, unitId));
}

/** The name of an organisation, for lines; empty for none. */
export async function organisationName(tx: Tx, id: string | null): Promise<string> {
  return (await organisation(tx, id))?.shortName ?? '';
}

/** Members of the body by person id; throws `matter.person-unknown` where one of `ids` is none. */
export async function membersByIds(tx: Tx, bodyId: string, ids: readonly string[]): Promise<Map<string, MemberOfBody>> {
  const found = await mandatesOf(tx, bodyId, ids);
  if (ids.some((id) => !found.get(id)?.active)) throw matterProblem('matter.person-unknown');
  return found;
}

/** Units that the body may assign to, in the order of `ids`; throws `matter.unit-unknown` where one may not. */
export async function assignableUnits(
  tx: Tx,
  bodyId: string,
  ids: readonly string[],
): Promise<{ id: string; name: string; shortName: string }[]> {
  const [found, allowed] = await Promise.all([organisationsByIds(tx, ids), Promise.all(ids.map((id) => mayAssign(tx, bodyId, id)))]);
  if (allowed.includes(false) || ids.some((id) => !found.has(id))) throw matterProblem('matter.unit-unknown');
  return ids.map((id) => found.get(id)!);
}

/** Names of people by id, for officers, workers and leaders; unknown ones throw `matter.person-unknown`. */
export async function personNames(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await peopleByIds(tx, ids);
  if (ids.some((id) => !found.has(id))) throw matterProblem('matter.person-unknown');
  return new Map(ids.map((id) => [id, found.get(id)!.name]));
}

/** Who works in the organisation today, in one of `roles` where some are named; kept between writes. */
export async function staffToday(tx: Tx, organisationId: string, roles: readonly Role[] = []): ReturnType<typeof staffOf> {
  const key = `staff ${organisationId} ${roles.join()} ${dayOf(tx.now)} ${sightOf(tx)} ${tx.actor.personId}`;
  return await keptFact(tx, key, () => staffOf(tx, organisationId, roles));
}

/** The divisions of the actor's own unit; kept between writes. */
export async function divisionsOf(tx: Tx, unitId: string): Promise<readonly string[]> {
  return await keptFact(tx, `divisions ${unitId} ${sightOf(tx)}`, async () => {
    const unit = (await unitsFor(tx, unitId)).find((one) => one.id === unitId);
    return unit?.divisions ?? [];
  });
}

/**
 * Names of people who work in the unit today, in one of `roles` where some are named; throws `matter.staff-unknown` for anybody else, so
 * that no case is handed to a stranger.
 */
export async function staffNames(
  tx: Tx,
  unitId: string,
  ids: readonly string[],
  roles: readonly Role[] = [],
): Promise<Map<string, string>> {
  const staff = await staffToday(tx, unitId, roles);
  const found = new Map(staff.map((one) => [one.personId, one.name]));
  if (ids.some((id) => !found.has(id))) throw matterProblem('matter.staff-unknown');
  return found;
}

/** Where a matter of today is numbered: term, session, and whether it is filed in session. */
export async function sessionToday(
  tx: Tx,
  bodyId: string,
): Promise<{ termId: string | null; sessionId: string | null; inSession: boolean; name: string; term: number; session: number }> {
  const [{ session, inSession }, term] = await Promise.all([sessionAt(tx, bodyId), currentTerm(tx, bodyId)]);
  return {
    termId: session?.termId ?? term?.id ?? null,
    sessionId: session?.id ?? null,
    inSession,
    term: session?.termNumber ?? term?.number ?? 0,
    session: session?.number ?? 0,
    name: `${term?.name ?? ''}${session?.name ?? ''}`,
  };
}

/** The same for a matter that was given to a session before it was numbered. Throws `matter.session-unknown` where that is gone. */
export async function placedSession(tx: Tx, bodyId: string, sessionId: string, inSession: boolean): ReturnType<typeof sessionToday> {
  const session = (await sessionsOf(tx, bodyId)).find((one) => one.id === sessionId);
  if (!session) throw matterProblem('matter.session-unknown');
  const term = await currentTerm(tx, bodyId, session.opensOn);
  return {
    termId: session.termId,
    sessionId,
    inSession,
    term: session.termNumber,
    session: session.number,
    name: `${term?.name ?? ''}${session.name}`,
  };
}

/** The grassroots unit that has the place: by point, else by the named street or township. Throws `matter.place-unknown`. */
export async function unitOfPlace(
  tx: Tx,
  bodyId: string,
  place: Place,
): Promise<{
  unitId: string;
  unitName: string;
  unitShortName: string;
  regionCode: string;
  gridId: string | null;
  workerIds: readonly string[];
}> {
  const grid = await gridOf(tx, place);
  const { regionCode } = place;
  const unit = grid
    ? await organisation(tx, grid.organisationId)
    : regionCode
      ? await keptFact(tx, `grassroots ${regionCode} ${sightOf(tx)}`, () => grassrootsUnitFor(tx, regionCode))
      : null;
  // A point in another city belongs to somebody else's unit.
  if (!unit || !(await mayGiveTo(tx, bodyId, unit.id))) throw matterProblem('matter.place-unknown');
  return {
    unitId: unit.id,
    unitName: unit.name,
    unitShortName: unit.shortName,
    regionCode: unit.regionCode,
    gridId: grid?.id ?? null,
    workerIds: grid?.workerIds ?? [],
  };
}

/** Keeps the grid of a place that this transaction has looked up already. */
export function keepGrid(tx: Tx, place: Place, grid: GridPlace | null): void {
  if (place.lon !== undefined && !place.gridId) grids.set(tx, { place, grid });
}

const grids = new WeakMap<Tx, { readonly place: Place; readonly grid: GridPlace | null }>();

async function gridOf(tx: Tx, place: Place): Promise<GridPlace | null> {
  const kept = grids.get(tx);
  if (kept && kept.place.lon === place.lon && kept.place.lat === place.lat) return kept.grid;
  if (place.gridId) return await gridById(tx, place.gridId);
  return place.lon !== undefined && place.lat !== undefined ? await gridAt(tx, place.lon, place.lat) : null;
}

export type GridPlace = NonNullable<Awaited<ReturnType<typeof gridAt>>>;
