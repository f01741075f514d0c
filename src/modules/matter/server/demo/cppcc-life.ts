import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf, startOfDay } from '#platform/contract/instant.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import { agreedDay } from '../engine/clock-rules.ts';
import type { HandlingRow } from '../tables.ts';
import type { BodyCast, Deputy } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';

/** Whoever does an act, as the story names him. */
export type Actor = Parameters<CaseRows['tell']>[2];

/** What every life of a CPPCC's case has at hand. */
export interface CppccLife {
  readonly cast: BodyCast;
  readonly chance: Chance;
  readonly of: CaseRows;
  readonly author: Deputy;
}

/** What a case that came out of another one takes over from it. */
export interface Origin {
  readonly author: Deputy;
  readonly matterId: string;
  readonly kind: string;
  readonly label: string;
  readonly line: string;
  readonly act: string;
  readonly by: Actor;
  readonly signers: readonly Record<string, unknown>[];
}

/** So many working days later, at an hour of the office. The same day stays a little later. */
export function shift({ cast, chance }: Pick<CppccLife, 'cast' | 'chance'>, at: Date, workingDays: number): Date {
  if (workingDays === 0) return new Date(at.getTime() + chance.whole(10, 90) * 60_000);
  return CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, dayOf(at), workingDays), chance.whole(9, 16), chance.whole(0, 59));
}

/** A step that has not come: later than everything. */
export function never(cast: BodyCast): Date {
  return new Date(cast.now.getTime() + 400 * 86_400_000);
}

export function memberActs({ cast }: Pick<CppccLife, 'cast'>, member: Deputy): Actor {
  return { id: member.personId, name: `${member.name}委员`, organisationId: cast.bodyId, organisation: cast.bodyName };
}

export function officeActs({ cast }: Pick<CppccLife, 'cast'>, person: { readonly personId: string; readonly name: string }): Actor {
  return { id: person.personId, name: person.name, organisationId: cast.bodyId, organisation: cast.bodyName };
}

export function unitActs(handling: HandlingRow): Actor {
  return {
    id: handling.officer_id,
    name: handling.officer_name ?? handling.unit_short_name,
    organisationId: handling.unit_id,
    organisation: handling.unit_short_name,
  };
}

export function systemActs({ cast }: Pick<CppccLife, 'cast'>): Actor {
  return { id: null, name: '系统', organisationId: cast.bodyId, organisation: cast.bodyName };
}

export const officeHolds = (cast: BodyCast) => ({ kind: 'body' as const, id: cast.bodyId, name: '工作机构', role: 'clerk' });
export const memberHolds = (member: Deputy) => ({ kind: 'person' as const, id: member.personId, name: member.name });
export const unitHolds = (handling: HandlingRow) => ({
  kind: 'unit' as const,
  id: handling.unit_id,
  name: handling.unit_name,
  role: 'unitClerk',
});

/** Somebody who stands under the text beside its author. */
export function partyRow(member: Deputy, position: number, invitedAt: Date, answeredAt: Date | null): Record<string, unknown> {
  return {
    person_id: member.personId,
    name: member.name,
    title: member.groupName,
    role: 'signer',
    state: answeredAt ? 'confirmed' : 'invited',
    version: 1,
    words: null,
    position,
    invited_at: invitedAt,
    answered_at: answeredAt,
    withdrew_at: null,
  };
}

/**
 * An act with its form: the line in the story and, where the declaration has the effect `record`, what was filled in. Ids are given as the words
 * they read as. Nothing is written where the moment has not come.
 */
export function keep(
  life: Pick<CppccLife, 'of'>,
  act: string,
  moment: Date,
  actor: Actor,
  input: Readonly<Record<string, unknown>>,
  handling?: HandlingRow,
): void {
  const { of } = life;
  if (!of.happened(moment)) return;
  const declared = of.kind.acts[act]!;
  const asked = declared.fields.filter((field) => field.input !== 'files' && input[field.name] !== undefined);
  const wordsOf = (name: string) => {
    const value = input[name];
    return declared.fields.find((field) => field.name === name)?.choices?.find(([code]) => code === value)?.[1] ?? value;
  };
  const named = asked.map((field) => [field.name, wordsOf(field.name)] as const);
  const texts = Object.fromEntries(declared.fields.map((field) => [field.name, '']));
  const said = Object.fromEntries(
    named.filter(([, value]) => typeof value === 'string' || typeof value === 'number').map(([name, value]) => [name, String(value)]),
  );
  of.tell(act, moment, actor, { ...texts, ...said }, handling);
  if (!declared.effects.includes('record')) return;
  const dated = asked.find((field) => field.input === 'moment' || field.input === 'day');
  const about = dated && String(input[dated.name]);
  of.add('matter_record', {
    id: newId(moment.getTime()),
    revision: of.matter.revision,
    handling_id: handling?.id ?? null,
    act,
    label: declared.label,
    at: about ? (dated.input === 'day' ? startOfDay(about) : new Date(about)) : moment,
    content: asked.map((field, index) => ({ name: field.name, label: field.label, input: field.input, value: named[index]![1] })),
    files: [],
    organisation_id: actor.organisationId,
    organisation_name: actor.organisation,
    recorded_by: actor.id,
    recorded_by_name: actor.name,
    recorded_at: moment,
    audience: declared.audience,
  });
}

/** A unit signs for its share; returns when it did, and leaves the right to object open where it has not. */
export function signFor(life: CppccLife, handling: HandlingRow, at: Date, receivedAt: Date, officer: Officer): boolean {
  const { of } = life;
  of.clock('receive', at, receivedAt, unitHolds(handling), { handlingId: handling.id });
  if (!of.happened(receivedAt)) {
    of.clock('objection', at, null, unitHolds(handling), { handlingId: handling.id });
    return false;
  }
  Object.assign(handling, {
    state: 'received',
    received_at: receivedAt,
    division: officer.division,
    officer_id: officer.personId,
    officer_name: officer.name,
  });
  of.tell('signFor', receivedAt, unitActs(handling), {}, handling);
  return true;
}

interface Officer {
  readonly personId: string;
  readonly name: string;
  readonly division: string;
}

/** A promise as it went: reported in time, late or not yet, and judged. `from` is the reply it stands in, null for a promise of a meeting. */
export function promise(
  life: CppccLife,
  handling: HandlingRow,
  from: string | null,
  made: { readonly words: string; readonly dueOn: string; readonly report?: string },
  at: Date,
): void {
  const { cast, chance, of, author } = life;
  const id = newId(at.getTime());
  const fate = chance.weighted({ kept: 84, late: 9, open: 7 });
  const reportedAt = CaseRows.atOffice(
    addDays(made.dueOn, fate === 'late' ? chance.whole(10, 50) : -chance.whole(1, 20)),
    10,
    chance.whole(0, 59),
  );
  const judgedAt = shift(life, reportedAt, chance.whole(2, 10));
  const reported = fate !== 'open' && reportedAt > at && of.happened(reportedAt);
  const judged = reported && of.happened(judgedAt);
  const verdict = fate === 'late' ? 'keptLate' : 'kept';
  const words = made.report ?? `已按承诺完成：${made.words}。现场情况请委员查看。`;
  of.add('commitment', {
    id,
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    reply_id: from,
    words: made.words,
    due_on: made.dueOn,
    first_due_on: made.dueOn,
    state: judged ? 'judged' : reported ? 'reported' : 'open',
    verdict: judged ? verdict : null,
    reports: reported ? [{ words, at: reportedAt.toISOString(), files: [] }] : [],
    judgements: judged ? [{ verdict, words: null, at: judgedAt.toISOString(), by: author.name }] : [],
    reported_at: reported ? reportedAt : null,
    judged_at: judged ? judgedAt : null,
    made_at: at,
  });
  const of1 = { handlingId: handling.id, commitmentId: id };
  of.clock('promise', at, reported ? reportedAt : null, unitHolds(handling), {
    ...of1,
    reckoning: agreedDay(cast.rules, dayOf(at), made.dueOn),
  });
  if (!reported) return;
  of.tell('keepPromise', reportedAt, unitActs(handling), { words }, handling);
  of.clock('judge', reportedAt, judged ? judgedAt : null, memberHolds(author), of1);
  if (judged) of.tell('judgePromise', judgedAt, memberActs(life, author), { verdict: '做到了', words: '' }, handling);
}

/** Takes over what a conversion carries: people with their confirmations, and the first line of the story. */
export function takeOver(of: CaseRows, from: Origin, at: Date): void {
  Object.assign(of.matter, {
    origin_id: from.matterId,
    source: from.kind,
    source_key: from.matterId,
    signer_count: from.signers.length + 1,
  });
  for (const signer of from.signers) of.add('matter_party', { ...signer, matter_id: of.matter.id });
  of.write({ act: from.act, label: from.label, line: from.line, audience: 'all' }, at, from.by);
}
