import { dayOf } from '#platform/contract/instant.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { RefusedRow } from '#platform/server/list-import/read-list.ts';
import { sql } from 'kysely';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { isBody } from '../seat-rules.ts';
import type { DirectoryTables } from '../tables.ts';
import { knownByPhone, refusal, type ImportPlan, type PlannedPerson, type PlannedPost } from './plan.ts';
import type { SheetRow } from './sheet-rules.ts';

interface Known {
  readonly people: ReadonlyMap<string, { id: string; name: string }>;
  /** By full and short name; null where several organisations go by the name. */
  readonly organisations: ReadonlyMap<string, { id: string; inBody: boolean } | null>;
  /** By person and organisation. */
  readonly posts: ReadonlyMap<string, PlannedPost>;
}

type Outcome =
  | RefusedRow
  | { readonly person: PlannedPerson | null; readonly added: PlannedPost | null; readonly changed: PlannedPost | null };

/** Fits rows of staff to the organisations that the actor's body looks after. A person is known by phone, a post by person and organisation. */
export async function planStaff(tx: Tx, phones: PhoneVault, rows: readonly SheetRow[]): Promise<ImportPlan> {
  const known = await readKnown(tx, phones, rows);
  // One person may stand in several rows, once for each organisation, and is added once.
  const fresh = new Map<string, PlannedPerson>();
  const outcomes = rows.map((row) => fit(row, known, fresh, tx.now));
  const fitting = outcomes.flatMap((one) => ('reasons' in one ? [] : [one]));
  return {
    people: fitting.flatMap((one) => one.person ?? []),
    mandates: { added: [], changed: [], termId: null },
    posts: { added: fitting.flatMap((one) => one.added ?? []), changed: fitting.flatMap((one) => one.changed ?? []) },
    unchanged: fitting.filter((one) => !one.added && !one.changed).length,
    refused: outcomes.flatMap((one) => ('reasons' in one ? [one] : [])),
  };
}

async function readKnown(tx: Tx, phones: PhoneVault, rows: readonly SheetRow[]): Promise<Known> {
  const db = tables<DirectoryTables>(tx);
  const found = await db
    .selectFrom('organisation')
    .select(['id', 'kind', 'name', 'short_name'])
    .where('status', '=', 'active')
    .where(sql<boolean>`looks_after(id)`)
    .execute();
  const organisations = new Map<string, { id: string; inBody: boolean } | null>();
  for (const one of found) {
    for (const name of new Set([one.name, one.short_name]))
      organisations.set(name, organisations.has(name) ? null : { id: one.id, inBody: isBody(one.kind) });
  }
  const posts = await db
    .selectFrom('post')
    .select([
      'id',
      'person_id as personId',
      'organisation_id as organisationId',
      'in_body as inBody',
      'division',
      'title',
      'from_day as from',
    ])
    .where('status', '=', 'active')
    .where(sql<boolean>`organisation_id = any(${found.map((one) => one.id)}::uuid[])`)
    .execute();
  return {
    people: await knownByPhone(tx, phones, rows),
    organisations,
    posts: new Map(posts.map((post) => [`${post.personId} ${post.organisationId}`, post])),
  };
}

function fit(row: SheetRow, known: Known, fresh: Map<string, PlannedPerson>, now: Date): Outcome {
  const person = known.people.get(row.phone);
  const organisation = known.organisations.get(row.organisation);
  const namesake = fresh.get(row.phone);
  const reasons = [
    ...(organisation === undefined ? [`没有“${row.organisation}”这个单位，或不在管理范围内`] : []),
    ...(organisation === null ? [`叫“${row.organisation}”的单位不止一个，请写全称`] : []),
    ...(person && person.name !== row.name ? ['手机号已登记在另一位人员名下，姓名不一致'] : []),
    ...(namesake && namesake.row.name !== row.name ? [`手机号与第 ${namesake.row.row} 行相同而姓名不同`] : []),
  ];
  if (reasons.length > 0 || !organisation) return refusal(row, ...reasons);
  const held = person ? known.posts.get(`${person.id} ${organisation.id}`) : undefined;
  if (held) {
    const after = { ...held, title: row.title, division: row.division };
    return { person: null, added: null, changed: held.title !== after.title || held.division !== after.division ? after : null };
  }
  const personId = person?.id ?? namesake?.id ?? newId(now.getTime());
  const added = {
    id: newId(now.getTime()),
    personId,
    organisationId: organisation.id,
    inBody: organisation.inBody,
    division: row.division,
    title: row.title,
    from: row.from ?? dayOf(now),
  };
  if (person || namesake) return { person: null, added, changed: null };
  const planned = { id: personId, row };
  fresh.set(row.phone, planned);
  return { person: planned, added, changed: null };
}
