import { sql, type SqlBool } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import type { Post } from '../../contract/person.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { listPeople as listRoute, listPosts as postsRoute, readPerson as readRoute } from '../../contract/routes.ts';
import { matchesPerson } from '../doors.ts';
import type { DirectoryTables } from '../tables.ts';
import { mandateOf, mandates } from './members.ts';
import { keysetOf, pageOf } from './paged.ts';
import { seatsOf } from './seats.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** People with a seat in the actor's organisation or in one that it looks after, in pinyin order. */
export async function listPeople(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  const ours = sql<SqlBool>`(exists (select from mandate m where m.person_id = p.id and m.body_id = ${tx.actor.bodyId} and (${query.organisationId ?? null}::uuid is null
      or m.body_id = ${query.organisationId ?? null}::uuid) and (${query.role ?? null}::text is null or ${query.role ?? null} in ('deputy', 'member')))
    or exists (select from post o where o.person_id = p.id and o.status = 'active' and looks_after(o.organisation_id)
      and (${query.organisationId ?? null}::uuid is null or o.organisation_id = ${query.organisationId ?? null}::uuid)
      and (${query.role ?? null}::text is null or ${query.role ?? null} = any(o.roles))))`;
  let select = db(tx).selectFrom('person as p').select(['p.id', 'p.name', 'p.gender', 'p.pinyin']).where(ours);
  if (query.text) select = select.where(matchesPerson(query.text));
  const after = keysetOf(query.cursor, 2);
  if (after) select = select.where(sql<SqlBool>`(p.pinyin, p.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await select
    .orderBy('p.pinyin')
    .orderBy('p.id')
    .limit(query.limit + 1)
    .execute();
  const seats = await seatsOf(
    tx,
    rows.map((row) => row.id),
  );
  return pageOf(
    rows,
    query.limit,
    (row) => [row.pinyin, row.id],
    (row) => ({ id: row.id, name: row.name, gender: row.gender, seats: seats.get(row.id) ?? [] }),
  );
}

/** Everything about a person that the actor may know. */
export async function readPerson(tx: Tx, phones: PhoneVault, id: string): Promise<AnswerOf<typeof readRoute>> {
  const person = await db(tx)
    .selectFrom('person as p')
    .leftJoin('person_private as q', 'q.person_id', 'p.id')
    .select(['p.id', 'p.name', 'p.gender', 'p.version', 'q.contact_phone_sealed', 'q.postal_address_sealed', 'q.birth_year'])
    .select([sql<boolean>`works_with_us(p.id)`.as('ours'), sql<boolean>`decides_over(p.id)`.as('manageable')])
    .where('p.id', '=', id)
    .executeTakeFirst();
  // Names are known all over; who the person is beyond that concerns only those who have to do with them.
  if (!person || !(person.ours || person.manageable || person.id === tx.actor.personId))
    throw directoryProblem('directory.person-not-found');
  const [seats, held, posts] = await Promise.all([
    seatsOf(tx, [id]),
    mandates(tx).where('m.person_id', '=', id).orderBy('m.from_day', 'desc').execute(),
    postsOf(tx).where('o.person_id', '=', id).orderBy('o.from_day', 'desc').execute(),
  ]);
  const opened = (sealed: Buffer | null) => (sealed ? phones.open(sealed) : null);
  return {
    id: person.id,
    name: person.name,
    gender: person.gender,
    seats: seats.get(id) ?? [],
    mandates: held.map(mandateOf),
    posts,
    contact: {
      phone: opened(person.contact_phone_sealed),
      postalAddress: opened(person.postal_address_sealed),
      birthYear: person.birth_year,
    },
    manageable: person.manageable,
    version: person.version,
  };
}

/** Posts of an organisation that the actor may see, in the order they were made. */
export async function listPosts(tx: Tx, organisationId: string, query: QueryOf<typeof postsRoute>): Promise<AnswerOf<typeof postsRoute>> {
  let select = postsOf(tx)
    .where('o.organisation_id', '=', organisationId)
    .where(sql<SqlBool>`looks_after(o.organisation_id)`);
  if (!query.ended) select = select.where('o.status', '=', 'active');
  if (query.role) select = select.where(sql<SqlBool>`${query.role} = any(o.roles)`);
  const after = keysetOf(query.cursor, 1);
  if (after) select = select.where('o.id', '>', String(after[0]));
  const rows = await select
    .orderBy('o.id')
    .limit(query.limit + 1)
    .execute();
  return pageOf(
    rows,
    query.limit,
    (row) => [row.id],
    (row): Post => row,
  );
}

function postsOf(tx: Tx) {
  const gridIds = sql<
    string[]
  >`array(select d.grid_id from grid_duty d where d.organisation_id = o.organisation_id and d.post_id = o.id order by d.grid_id)`;
  return db(tx)
    .selectFrom('post as o')
    .innerJoin('person as p', 'p.id', 'o.person_id')
    .select([
      'o.id',
      'o.organisation_id as organisationId',
      'o.person_id as personId',
      'p.name as personName',
      'o.roles',
      'o.division',
      'o.title',
      'o.from_day as from',
      'o.to_day as to',
      'o.status',
      'o.version',
    ])
    .select(gridIds.as('gridIds'));
}
