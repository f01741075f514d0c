import { newId } from '#platform/contract/identifiers.ts';
import { tables, type Tx } from '#platform/server/database.ts';
import type { RefusedRow } from '#platform/server/list-import/read-list.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { directoryProblem } from '../../contract/problems.ts';
import { currentTerm, type TermOfBody } from '../doors.ts';
import type { DirectoryTables } from '../tables.ts';
import { knownByPhone, refusal, type ImportPlan, type PlannedMandate, type PlannedPerson } from './plan.ts';
import type { SheetRow } from './sheet-rules.ts';

interface Held extends PlannedMandate {
  readonly termId: string;
}

/** What is known before the first row is looked at. */
interface Known {
  readonly term: TermOfBody;
  readonly people: ReadonlyMap<string, { id: string; name: string }>;
  readonly groups: ReadonlyMap<string, string>;
  readonly byPerson: ReadonlyMap<string, Held>;
  readonly byCertificate: ReadonlyMap<string, Held>;
}

type Outcome =
  | RefusedRow
  | { readonly person: PlannedPerson | null; readonly added: PlannedMandate | null; readonly changed: PlannedMandate | null };

/** Fits rows of members to the actor's body in its current term. A person is known by phone, a mandate by person or certificate. */
export async function planMembers(tx: Tx, phones: PhoneVault, rows: readonly SheetRow[]): Promise<ImportPlan> {
  const known = await readKnown(tx, phones, rows);
  const outcomes = rows.map((row) => fit(row, known, tx.now));
  const fitting = outcomes.flatMap((one) => ('reasons' in one ? [] : [one]));
  return {
    people: fitting.flatMap((one) => one.person ?? []),
    mandates: {
      added: fitting.flatMap((one) => one.added ?? []),
      changed: fitting.flatMap((one) => one.changed ?? []),
      termId: known.term.id,
    },
    posts: { added: [], changed: [] },
    unchanged: fitting.filter((one) => !one.added && !one.changed).length,
    refused: outcomes.flatMap((one) => ('reasons' in one ? [one] : [])),
  };
}

async function readKnown(tx: Tx, phones: PhoneVault, rows: readonly SheetRow[]): Promise<Known> {
  const bodyId = tx.actor.bodyId!;
  const db = tables<DirectoryTables>(tx);
  const term = await currentTerm(tx, bodyId);
  if (!term) throw directoryProblem('directory.term-not-found');
  const groups = await db
    .selectFrom('member_group')
    .select(['id', 'name'])
    .where('body_id', '=', bodyId)
    .where('status', '=', 'active')
    .execute();
  const held: Held[] = await db
    .selectFrom('mandate as m')
    .leftJoin('mandate_certificate as c', (join) => join.onRef('c.body_id', '=', 'm.body_id').onRef('c.mandate_id', '=', 'm.id'))
    .select([
      'm.id',
      'm.person_id as personId',
      'm.term_id as termId',
      'm.group_id as groupId',
      'm.electoral_unit as electoralUnit',
      'm.positions',
      'm.from_day as from',
      'c.number as certificateNumber',
    ])
    .where('m.body_id', '=', bodyId)
    .execute();
  return {
    term,
    people: await knownByPhone(tx, phones, rows),
    groups: new Map(
      groups.flatMap((group) => [
        [group.name, group.id],
        [group.name.replace(/代表团$|界$/, ''), group.id],
      ]),
    ),
    byPerson: new Map(held.filter((one) => one.termId === term.id).map((one) => [one.personId, one])),
    byCertificate: new Map(held.flatMap((one) => (one.certificateNumber === null ? [] : [[one.certificateNumber, one]]))),
  };
}

function fit(row: SheetRow, known: Known, now: Date): Outcome {
  const person = known.people.get(row.phone);
  const groupId = known.groups.get(row.group);
  const certified = row.certificateNumber === null ? undefined : known.byCertificate.get(row.certificateNumber);
  const reasons = [
    ...(groupId === undefined ? [`没有“${row.group}”这个代表团或界别`] : []),
    ...(person && person.name !== row.name ? ['手机号已登记在另一位人员名下，姓名不一致'] : []),
    ...(certified && certified.personId !== person?.id ? ['证号已登记在另一位人员名下，或手机号已变更（请由安全管理员更换手机号）'] : []),
    ...(certified && certified.termId !== known.term.id ? ['证号已用于其他届'] : []),
    ...(outsideTerm(row.from, known.term) ? [`任职日期不在${known.term.name}任期内`] : []),
  ];
  if (reasons.length > 0 || groupId === undefined) return refusal(row, ...reasons);
  const held = person ? known.byPerson.get(person.id) : undefined;
  if (held) {
    const after = {
      ...held,
      groupId,
      electoralUnit: row.electoralUnit,
      positions: row.positions,
      certificateNumber: row.certificateNumber ?? held.certificateNumber,
    };
    return { person: null, added: null, changed: differs(held, after) ? after : null };
  }
  const added = {
    id: newId(now.getTime()),
    personId: person?.id ?? newId(now.getTime()),
    groupId,
    electoralUnit: row.electoralUnit,
    positions: row.positions,
    certificateNumber: row.certificateNumber,
    from: row.from ?? known.term.from,
  };
  return { person: person ? null : { id: added.personId, row }, added, changed: null };
}

function outsideTerm(from: string | null, term: TermOfBody): boolean {
  return from !== null && (from < term.from || (term.to !== null && from > term.to));
}

function differs(before: PlannedMandate, after: PlannedMandate): boolean {
  const told = (one: PlannedMandate) => JSON.stringify([one.groupId, one.electoralUnit, one.positions, one.certificateNumber]);
  return told(before) !== told(after);
}
