import { sql, type SqlBool } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import type { Mandate, Member } from '../../contract/person.ts';
import { directoryProblem } from '../../contract/problems.ts';
import type { listMembers as listRoute, readMember as readRoute } from '../../contract/routes.ts';
import { currentTerm, matchesPerson } from '../doors.ts';
import { termName } from '../names.ts';
import type { DirectoryTables } from '../tables.ts';
import { keysetOf, pageOf } from './paged.ts';

const db = (tx: Tx) => tables<DirectoryTables>(tx);

/** Members of the actor's body in pinyin order; of its current term where no other is asked for. */
export async function listMembers(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  const bodyId = tx.actor.bodyId!;
  const termId = query.termId ?? (await currentTerm(tx, bodyId))?.id;
  if (!termId) return { items: [], next: null };
  let select = mandates(tx).where('m.body_id', '=', bodyId).where('m.term_id', '=', termId).where('m.status', '=', query.status);
  if (query.groupId) select = select.where('m.group_id', '=', query.groupId);
  if (query.text) select = select.where(matchesPerson(query.text));
  const after = keysetOf(query.cursor, 2);
  if (after) select = select.where(sql<SqlBool>`(p.pinyin, m.id) > (${after[0]}, ${after[1]}::uuid)`);
  const rows = await select
    .orderBy('p.pinyin')
    .orderBy('m.id')
    .limit(query.limit + 1)
    .execute();
  return pageOf(rows, query.limit, (row) => [row.pinyin, row.id], memberOf);
}

/** One member of the actor's body; certificate, phone and address for the office and the person alone. */
export async function readMember(tx: Tx, phones: PhoneVault, id: string): Promise<AnswerOf<typeof readRoute>> {
  const row = await mandates(tx).where('m.body_id', '=', tx.actor.bodyId!).where('m.id', '=', id).executeTakeFirst();
  if (!row) throw directoryProblem('directory.member-not-found');
  const known = tx.actor.scope === 'office' || row.personId === tx.actor.personId;
  const kept = known
    ? await db(tx)
        .selectFrom('person_private')
        .select(['contact_phone_sealed', 'postal_address_sealed'])
        .where('person_id', '=', row.personId)
        .executeTakeFirst()
    : undefined;
  const opened = (sealed: Buffer | null | undefined) => (sealed ? phones.open(sealed) : null);
  const contact = { phone: opened(kept?.contact_phone_sealed), postalAddress: opened(kept?.postal_address_sealed) };
  return { ...mandateOf(row), contact: known ? contact : null };
}

/** Mandates as the contract names them; row-level security leaves out certificates that the actor may not see. */
export function mandates(tx: Tx) {
  return db(tx)
    .selectFrom('mandate as m')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .innerJoin('member_group as g', (join) => join.onRef('g.body_id', '=', 'm.body_id').onRef('g.id', '=', 'm.group_id'))
    .leftJoin('term as t', (join) => join.onRef('t.body_id', '=', 'm.body_id').onRef('t.id', '=', 'm.term_id'))
    .leftJoin('mandate_certificate as c', (join) => join.onRef('c.body_id', '=', 'm.body_id').onRef('c.mandate_id', '=', 'm.id'))
    .select([
      'm.id',
      'm.body_id as bodyId',
      'm.person_id as personId',
      'p.name',
      'p.gender',
      'p.pinyin',
      'm.group_id as groupId',
      'g.name as groupName',
      'm.term_id as termId',
      't.number as termNumber',
      'm.electoral_unit as electoralUnit',
      'm.positions',
      'm.from_day as from',
      'm.to_day as to',
      'm.status',
      'm.end_reason as endReason',
      'm.version',
      'c.number as certificateNumber',
    ]);
}

export type MandateRow = Awaited<ReturnType<ReturnType<typeof mandates>['execute']>>[number];

function memberOf(row: MandateRow): Member {
  const { id, personId, name, gender, groupId, groupName, electoralUnit, positions, from, to, status } = row;
  return { id, personId, name, gender, groupId, groupName, electoralUnit, positions, from, to, status };
}

export function mandateOf(row: MandateRow): Mandate {
  const { bodyId, termId, termNumber, certificateNumber, endReason, version } = row;
  return {
    ...memberOf(row),
    bodyId,
    termId,
    termName: termNumber === null ? '' : termName(termNumber),
    certificateNumber,
    endReason,
    version,
  };
}
