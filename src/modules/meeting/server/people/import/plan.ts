import { sql } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { RefusedRow } from '#platform/server/list-import/read-list.ts';
import type { CertifiedMember } from '#modules/directory/server/index.ts';
import { certifiedMembers, mandatesOf, peopleByIds } from '#modules/directory/server/index.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { peopleOfPhones } from '#modules/identity/server/index.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { MeetingRow } from '../../core/find.ts';
import { groupsOf } from '../groups.ts';
import type { PeopleTables } from '../tables.ts';
import type { NewAttendee } from '../write-attendees.ts';
import type { SheetRow } from './sheet-rules.ts';

/** Somebody who is on the list already, with what an import may change of him. */
export interface Listed extends Omit<NewAttendee, 'mandateId' | 'position'> {
  readonly id: string;
}

/** A row that is to be written: `groupName` where its group is yet to be made. */
export interface PlannedRow<Person> {
  readonly person: Person;
  readonly groupName: string | null;
}

/** What an import would do. Made without writing anything, so that a check and the import itself say the same. */
export interface AttendeePlan {
  readonly added: readonly PlannedRow<NewAttendee>[];
  readonly changed: readonly PlannedRow<Listed>[];
  readonly unchanged: number;
  readonly known: number;
  readonly newGroups: readonly string[];
  readonly refused: readonly RefusedRow[];
}

export interface ImportChoices {
  /** For rows that name none. */
  readonly category: AttendeeCategory;
  readonly makeGroups: boolean;
}

/** What is known before the first row is looked at. */
interface Known {
  readonly groups: ReadonlyMap<string, string>;
  readonly listed: readonly Listed[];
  /** Whose phone opens an account, by phone. */
  readonly byPhone: ReadonlyMap<string, { id: string; name: string }>;
  readonly certified: ReadonlyMap<string, CertifiedMember>;
  /** Mandates in the body, by person. */
  readonly mandates: ReadonlyMap<string, string>;
}

type Outcome =
  | RefusedRow
  | {
      readonly added: PlannedRow<NewAttendee> | null;
      readonly changed: PlannedRow<Listed> | null;
      readonly known: boolean;
      readonly key: string;
    };

/**
 * Fits the rows of a list to a meeting. A row means a person of the directory where name and phone, or name and certificate of the body,
 * agree; somebody of the list by person, certificate, or name and phone. An empty cell changes nothing of somebody who is there.
 */
export async function planAttendees(
  tx: Tx,
  phones: PhoneVault,
  meeting: MeetingRow,
  rows: readonly SheetRow[],
  choices: ImportChoices,
): Promise<AttendeePlan> {
  const known = await readKnown(tx, phones, meeting, rows);
  const places = new Map<string, number>();
  const outcomes = rows.map((row) => onceEach(row, fit(row, known, choices), places));
  const fitting = outcomes.flatMap((one) => ('reasons' in one ? [] : [one]));
  const added = fitting.flatMap((one) => one.added ?? []);
  const changed = fitting.flatMap((one) => one.changed ?? []);
  return {
    added,
    changed,
    unchanged: fitting.length - added.length - changed.length,
    known: fitting.filter((one) => one.known && (one.added || one.changed)).length,
    newGroups: [...new Set([...added, ...changed].flatMap((one) => one.groupName ?? []))],
    refused: outcomes.flatMap((one) => ('reasons' in one ? [one] : [])),
  };
}

/** Two rows that turn out to mean one person: the second is refused. */
function onceEach(row: SheetRow, outcome: Outcome, places: Map<string, number>): Outcome {
  if ('reasons' in outcome) return outcome;
  const earlier = places.get(outcome.key);
  if (earlier !== undefined) return { row: row.row, name: row.name, reasons: [`与第 ${earlier} 行是同一人`] };
  places.set(outcome.key, row.row);
  return outcome;
}

function fit(row: SheetRow, known: Known, choices: ImportChoices): Outcome {
  const certified = known.certified.get(row.certificateNumber);
  const byPhone = known.byPhone.get(row.phone);
  const personId = certified?.name === row.name ? certified.personId : byPhone?.name === row.name ? byPhone.id : null;
  const category = row.category ?? choices.category;
  const groupId = row.group === '' ? null : known.groups.get(row.group);
  const there =
    known.listed.find((one) => personId !== null && one.personId === personId) ??
    known.listed.find((one) => one.name === row.name && isSame({ ...row, category, groupId }, one));
  const holder = row.certificateNumber
    ? known.listed.find((one) => one.certificateNumber === row.certificateNumber && one !== there)
    : undefined;
  const reasons = [
    ...(certified && certified.name !== row.name ? ['证件号在名册里是另一位人员的，姓名不一致'] : []),
    ...(holder ? [`证件号已给了${holder.name}`] : []),
    ...(certified && byPhone && certified.personId !== byPhone.id && byPhone.name === row.name ? ['证件号和手机号指向两个人，请核对'] : []),
    ...(groupId === undefined && !choices.makeGroups ? [`没有“${row.group}”这个编组`] : []),
  ];
  if (reasons.length > 0) return { row: row.row, name: row.name, reasons };
  const groupName = groupId === undefined ? row.group : null;
  const key = personId ?? there?.id ?? `row ${row.row}`;
  if (there) {
    const after = merged(there, row, groupId ?? there.groupId, personId);
    const differs = groupName !== null || JSON.stringify(after) !== JSON.stringify(there);
    return { added: null, changed: differs ? { person: after, groupName } : null, known: personId !== null, key };
  }
  const { name, gender, certificateNumber, title, unit, phone, diet, needs, note } = row;
  const told = { name, gender, certificateNumber, title, unit, phone, diet, needs, note };
  const mandateId = category === 'member' && personId ? (known.mandates.get(personId) ?? null) : null;
  const person = { ...told, personId, mandateId, category, groupId: groupId ?? null, position: 0 };
  return { added: { person, groupName }, changed: null, known: personId !== null, key };
}

/** Whether somebody of the list under the same name is meant: by certificate or phone, or where the row says neither, by what he is and his group. */
function isSame(row: SheetRow & { readonly groupId: string | null | undefined }, one: Listed): boolean {
  if (row.certificateNumber !== '' || row.phone !== '')
    return agrees(row.certificateNumber, one.certificateNumber) || agrees(row.phone, one.phone);
  return row.category === one.category && (row.groupId === one.groupId || row.groupId === null);
}

function agrees(told: string, known: string): boolean {
  return told !== '' && told === known;
}

/** Somebody of the list as the row wants him: what its cells say, and what stood there where they are empty. */
function merged(there: Listed, row: SheetRow, groupId: string | null, personId: string | null): Listed {
  return {
    ...there,
    personId: there.personId ?? personId,
    gender: row.gender ?? there.gender,
    category: row.category ?? there.category,
    groupId,
    certificateNumber: row.certificateNumber || there.certificateNumber,
    title: row.title || there.title,
    unit: row.unit || there.unit,
    phone: row.phone || there.phone,
    diet: row.diet || there.diet,
    needs: row.needs || there.needs,
    note: row.note || there.note,
  };
}

async function readKnown(tx: Tx, phones: PhoneVault, meeting: MeetingRow, rows: readonly SheetRow[]): Promise<Known> {
  const [groups, listed, holders, certified] = await Promise.all([
    groupsOf(tx, meeting),
    readListed(tx, meeting),
    peopleOfPhones(tx, phones, [...new Set(rows.map((row) => row.phone).filter((phone) => /^1\d{10}$/.test(phone)))]),
    certifiedMembers(tx, meeting.body_id, [...new Set(rows.map((row) => row.certificateNumber).filter(Boolean))]),
  ]);
  const ids = [...new Set([...holders.values(), ...Array.from(certified.values(), (one) => one.personId)])];
  const [names, mandates] = await Promise.all([peopleByIds(tx, ids), mandatesOf(tx, meeting.body_id, ids)]);
  return {
    groups: new Map(groups.flatMap(({ id, name }) => [[name.replace(/(代表团|界|组)$/, ''), id] as const, [name, id] as const])),
    listed,
    byPhone: new Map(Array.from(holders, ([phone, id]) => [phone, { id, name: names.get(id)?.name ?? '' }])),
    certified,
    mandates: new Map(Array.from(mandates, ([personId, mandate]) => [personId, mandate.id])),
  };
}

async function readListed(tx: Tx, meeting: MeetingRow): Promise<Listed[]> {
  const { rows } =
    await sql<Listed>`select a.id, a.person_id as "personId", a.name, a.gender, a.category, a.group_id as "groupId", a.title, a.unit,
      a.certificate_number as "certificateNumber", v.phone, v.diet, v.needs, v.note
    from attendee a join attendee_private v on v.body_id = a.body_id and v.attendee_id = a.id
    where a.body_id = ${meeting.body_id} and a.meeting_id = ${meeting.id}`.execute(tables<PeopleTables>(tx));
  return rows;
}
