import type { Selectable } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { expectFacts, lookUp, tables } from '#platform/server/database.ts';
import { filesOn } from '#platform/server/files/attach.ts';
import { organisationOf } from '#platform/contract/actor.ts';
import { peopleByIds } from '#modules/directory/server/index.ts';
import type { Place } from '../../contract/field.ts';
import type {
  CaseView,
  ClockView,
  CommitmentView,
  EventView,
  FileLine,
  HandlingView,
  MatterLine,
  RecordView,
} from '../../contract/views.ts';
import type { Rules } from '../engine/act-context.ts';
import type { Case } from '../engine/case.ts';
import { matterProblem } from '../../contract/problems.ts';
import { loadCase, restoredAll } from '../engine/case.ts';
import { ruleChoices } from '../engine/choices.ts';
import { lookOf } from '../engine/clock-rules.ts';
import { signersAsked, standingSigners } from '../engine/guard-rules.ts';
import { bandOf } from '../engine/band-rules.ts';
import { offeredActs } from '../engine/offered-acts.ts';
import { tellStory } from '../engine/story-rules.ts';
import { rulesFor } from '../engine/surroundings.ts';
import { sayReckoning } from '#modules/profile/contract/deadline.ts';
import type { ClockRow, HandlingRow, MatterTables, RecordRow } from '../tables.ts';
import { lineColumns, lineOf, lineParts, matterLines, ratingLabel } from './matter-lines.ts';

/** A whole case as the transaction's actor may see it: text, people, clocks with their reasons, handling, story, and what he may do now. */
export async function readCase(tx: Tx, bodyId: string, matterId: string): Promise<CaseView> {
  // Asked at once with the case, so that a page is one journey to the database; looked at only where there is a case to show.
  const asked = askRest(tx, bodyId, matterId);
  expectFacts(tx);
  const of = await loadCase(tx, bodyId, matterId);
  const [rules, rest] = await Promise.all([rulesFor(tx, bodyId), readRest(tx, of, asked)]);
  const running = of.clocks.find((one) => one.principal && one.due_on !== null) ?? null;
  const line = lineOf({ ...of.matter, clock: running }, rules, dayOf(tx.now));
  const { files } = rest;
  const pick = (ids: readonly string[]): FileLine[] => ids.flatMap((id) => files.get(id) ?? []);
  return {
    matter: line,
    kindName: of.kind.words.name,
    story: tellStory(of, tx.actor),
    version: of.matter.version,
    revision: of.matter.revision,
    text: textOf(of, rules),
    place: of.matter.address === null ? null : placeOf(of),
    files: pick((of.matter.form.files as string[] | undefined) ?? []),
    voice: (of.matter.voice_id && files.get(of.matter.voice_id)) || null,
    parties: of.parties.map((party) => ({
      person: { id: party.person_id, name: party.name, title: party.title },
      role: party.role,
      state: party.state,
      version: party.version,
      at: party.answered_at?.toISOString() ?? null,
    })),
    clocks: [...of.clocks, ...rest.endedClocks].map((one) => clockView(one, of, rules, tx.now)),
    handlings: of.handlings.map((handling) => handlingView(handling, of, rules, rest, pick)),
    contacts: rest.contacts.map((contact) => ({
      id: contact.id,
      unit: { id: contact.unit_id, name: contact.unit_name, shortName: contact.unit_name },
      manner: contact.manner,
      mannerLabel: mannerLabel(of, contact.manner),
      at: contact.at.toISOString(),
      place: contact.place,
      people: contact.people,
      words: contact.words,
      files: [],
    })),
    commitments: of.commitments.map((one) => commitmentView(one, shortNameOf(of, one.handling_id), pick)),
    records: rest.records.map((one) => recordView(one, pick)),
    history: rest.history.map((entry) => eventView(entry, pick)),
    notes: rest.notes.map((note) => ({ id: note.id, actor: note.person_name, words: note.words, at: note.at.toISOString() })),
    merged: rest.merged,
    origin: rest.origin && { matter: rest.origin, history: rest.originHistory.map((entry) => eventView(entry, pick)) },
    became: rest.became,
    committee: of.matter.committee,
    signing:
      signersAsked(of, rules) > 1 && of.matter.collective === null
        ? { signed: standingSigners(of), needed: signersAsked(of, rules) }
        : null,
    collective: of.matter.collective,
    honours: of.matter.honours,
    key: of.matter.is_key ? { leader: rest.leader, committee: of.matter.key_committee ?? '', reason: of.matter.key_reason ?? '' } : null,
    acts: await offeredActs(tx, of, rules),
  };
}

function eventView(entry: HistoryRow, pick: (ids: readonly string[]) => FileLine[]): EventView {
  return {
    id: entry.id,
    at: entry.at.toISOString(),
    act: entry.act,
    label: entry.label,
    line: entry.line,
    actor: entry.actor_name,
    organisation: entry.organisation_name,
    audience: entry.audience,
    files: pick(entry.files),
  };
}

function recordView(one: RecordRow, pick: (ids: readonly string[]) => FileLine[]): RecordView {
  return {
    id: one.id,
    act: one.act,
    label: one.label,
    at: one.at.toISOString(),
    handlingId: one.handling_id,
    organisation: one.organisation_name,
    recordedBy: one.recorded_by_name,
    recordedAt: one.recorded_at.toISOString(),
    content: one.content.map((field) => ({ name: field.name, label: field.label, input: field.input, value: field.value })),
    files: pick(one.files),
  };
}

type Rest = Awaited<ReturnType<typeof readRest>>;

function askRest(tx: Tx, bodyId: string, matterId: string): Promise<RestRows | undefined> {
  const keeper = tx.actor.scope === 'member' ? null : organisationOf(tx.actor);
  const asked = lookUp<RestRows>(tx, { from: 'read_case_rest', values: [bodyId, matterId, keeper] });
  // Nobody waits for it where there is no case to show.
  asked.catch(() => undefined);
  return asked;
}

async function readRest(tx: Tx, of: Case, asked: Promise<RestRows | undefined>) {
  const { body_id, id: matter_id, origin_id } = of.matter;
  const leaderId = of.matter.key_leader_id;
  const [rest, people] = await Promise.all([asked, leaderId ? peopleByIds(tx, [leaderId]) : undefined]);
  // Taken out of sight between the two statements.
  if (!rest) throw matterProblem('matter.not-found');
  const [[into, from, origin, became], attached] = await Promise.all([
    relatedLines(tx, of, rest.related),
    rest.files ? filesOn(tx, { bodyId: body_id, kind: 'matter', ids: origin_id ? [matter_id, origin_id] : [matter_id] }) : null,
  ]);
  const leader = leaderId ? people?.get(leaderId) : undefined;
  return {
    history: restoredAll(rest.history),
    endedClocks: restoredAll(rest.ended_clocks),
    contacts: restoredAll(rest.contacts),
    notes: restoredAll(rest.notes),
    originHistory: restoredAll(rest.origin_history),
    records: restoredAll(rest.records),
    files: new Map([...(attached?.values() ?? [])].flat().map((file) => [file.id, file])),
    origin: origin![0] ?? null,
    became: became!,
    merged: { into: into![0] ?? null, from: from! },
    leader: leader ? { id: leader.id, name: leader.name, title: '领办领导' } : null,
  };
}

type HistoryRow = Selectable<MatterTables['matter_history']>;

/** The row of read_case_rest: rows as JSON, null where there are none. */
interface RestRows {
  readonly history: HistoryRow[] | null;
  readonly origin_history: HistoryRow[] | null;
  readonly records: RecordRow[] | null;
  readonly ended_clocks: ClockRow[] | null;
  readonly contacts: Selectable<MatterTables['matter_contact']>[] | null;
  readonly notes: Selectable<MatterTables['matter_note']>[] | null;
  readonly related: boolean;
  readonly files: boolean;
}

/**
 * The case that this one was merged into, those that were merged into it, the one it came from, and those that came from it: of each only what
 * the actor may see. The second and the last are asked for where there are some.
 */
async function relatedLines(tx: Tx, { matter }: Case, hasMore: boolean): Promise<MatterLine[][]> {
  const lines = tables<MatterTables>(tx).selectFrom('matter').select(lineColumns).select(lineParts).where('body_id', '=', matter.body_id);
  const found = await Promise.all([
    matter.merged_into ? lines.where('id', '=', matter.merged_into).execute() : [],
    hasMore ? lines.where('merged_into', '=', matter.id).orderBy('id').execute() : [],
    matter.origin_id ? lines.where('id', '=', matter.origin_id).execute() : [],
    hasMore ? lines.where('origin_id', '=', matter.id).orderBy('id').execute() : [],
  ]);
  return await Promise.all(found.map(async (rows) => (rows.length > 0 ? await matterLines(tx, rows) : [])));
}

function textOf(of: Case, rules: Rules): CaseView['text'] {
  const hidden = new Set(['files', 'voice', 'place']);
  return of.kind.form
    .filter((field) => !hidden.has(field.input) && of.matter.form[field.name] !== undefined)
    .map((field) => {
      const value = of.matter.form[field.name];
      const options = field.choices?.map(([code, label]) => ({ value: code, label })) ?? ruleChoices(rules, field.choicesFrom);
      return {
        name: field.name,
        label: field.label,
        input: field.input,
        value: options?.find((one) => one.value === value)?.label ?? value,
      };
    });
}

function placeOf(of: Case): Place {
  const { address, lon, lat, region_code, grid_id } = of.matter;
  return {
    address: address ?? '',
    ...(lon !== null && lat !== null ? { lon, lat } : {}),
    ...(region_code ? { regionCode: region_code } : {}),
    ...(grid_id ? { gridId: grid_id } : {}),
  };
}

/** What of a clock's row its view shows. */
type ShownClock = Omit<
  ClockRow,
  'holder_role' | 'person_id' | 'period' | 'profile_version_id' | 'next_turn_at' | 'next_reminder_at' | 'opened_at'
>;

/** A stored clock as it stands now; an ended one as it ended. */
export function clockView(
  clock: ShownClock,
  of: Pick<Case, 'kind'> & Partial<Pick<Case, 'handlings'>>,
  rules: Rules,
  now: Date,
): ClockView {
  const declared = of.kind.clocks[clock.clock];
  const live =
    clock.ended_at === null
      ? lookOf(
          clock,
          rules,
          now,
          of.handlings?.find((one) => one.id === clock.handling_id),
        )
      : null;
  return {
    id: clock.id,
    clock: clock.clock,
    label: declared?.label ?? clock.clock,
    task: declared?.task ?? '',
    holder: { kind: clock.holder_kind, id: clock.holder_id, name: clock.holder_name },
    handlingId: clock.handling_id,
    commitmentId: clock.commitment_id,
    startedOn: clock.started_on,
    dueOn: live?.due_on ?? clock.due_on,
    workingDaysLeft: live?.workingDaysLeft ?? null,
    state: (live?.state ?? clock.outcome ?? clock.state) as ClockView['state'],
    card: (of.handlings ? live?.card : (clock.card as ClockView['card'])) ?? 'none',
    principal: clock.principal,
    right: clock.is_right,
    explanation: clock.explanation
      ? sayReckoning(clock.explanation, declared?.label ?? '')
          .map((one) => `${one.label}：${one.words}`)
          .join('；')
      : '',
    provisional: live?.provisional ?? clock.provisional,
    metAt: clock.ended_at?.toISOString() ?? null,
  };
}

function handlingView(
  handling: HandlingRow,
  of: Case,
  rules: Rules,
  rest: Rest,
  pick: (ids: readonly string[]) => FileLine[],
): HandlingView {
  const state = of.kind.handlingStates[handling.state]!;
  const filesOf = (act: string) =>
    pick(rest.history.filter((entry) => entry.handling_id === handling.id && entry.act === act).flatMap((entry) => entry.files));
  const opinion = of.opinions.findLast((one) => one.handling_id === handling.id);
  return {
    id: handling.id,
    unit: { id: handling.unit_id, name: handling.unit_name, shortName: handling.unit_short_name },
    role: handling.role,
    roleLabel: of.kind.handlingRoles[handling.role] ?? handling.role,
    state: handling.state,
    stateLabel: state.label,
    mark: state.mark,
    round: handling.round,
    division: handling.division,
    officer: handling.officer_id ? { id: handling.officer_id, name: handling.officer_name ?? '', title: handling.division ?? '' } : null,
    worker: handling.worker_id ? { id: handling.worker_id, name: handling.worker_name ?? '', title: '网格员' } : null,
    opinion: opinion ? { words: opinion.words, at: opinion.given_at.toISOString(), files: filesOf('giveOpinion') } : null,
    objection: handling.objection
      ? {
          reason: handling.objection.reason,
          unit: handling.objection.unitId
            ? { id: handling.objection.unitId, name: handling.objection.unitName ?? '', shortName: handling.objection.unitName ?? '' }
            : null,
          at: handling.objection.at,
        }
      : null,
    extension: handling.extension,
    replies: of.replies.filter((reply) => reply.handling_id === handling.id).map((reply) => replyView(reply, filesOf)),
    ratings: of.ratings
      .filter((rating) => rating.handling_id === handling.id)
      // The proposer's first, whoever spoke first: both may have done so in one millisecond.
      .toSorted((one, other) => one.round - other.round || Number(one.side === 'handler') - Number(other.side === 'handler'))
      .map((rating) => ratingView(rating, of, rules)),
  };
}

function replyView(reply: Case['replies'][number], filesOf: (act: string) => FileLine[]): HandlingView['replies'][number] {
  return {
    id: reply.id,
    handlingId: reply.handling_id,
    round: reply.round,
    state: reply.state,
    words: reply.words,
    answerClass: reply.answer_class,
    answerClassLabel: reply.answer_label,
    answerLetter: reply.answer_letter,
    missingOpinions: reply.missing_opinions,
    contactName: reply.contact_name,
    promises: reply.promises,
    documentNumber: reply.document_number,
    steps: reply.steps.map((step) => ({
      step: step.step,
      label: step.label,
      person: { id: step.personId, name: step.personName, title: step.label },
      state: step.state,
      words: step.words,
      at: step.at,
    })),
    // Kinds without a sign-off answer in one act; the others bring their files with the draft.
    files: filesOf(reply.document_number === null && reply.steps.length === 0 ? 'answer' : 'draftReply'),
    savedAt: reply.saved_at.toISOString(),
    issuedAt: reply.issued_at?.toISOString() ?? null,
  };
}

function ratingView(rating: Case['ratings'][number], of: Case, rules: Rules): HandlingView['ratings'][number] {
  return {
    id: rating.id,
    handlingId: rating.handling_id,
    round: rating.round,
    person: { id: rating.person_id, name: rating.person_name, title: '' },
    side: rating.side,
    score: rating.score,
    scores: scoresOf(of, rating.scores ?? {}),
    band: bandOf(rating.score, rules.parameters),
    sealed: rating.opened_at === null,
    overall: rating.overall,
    overallLabel: ratingLabel(rules, rating.overall) ?? '',
    attitude: ratingLabel(rules, rating.attitude),
    result: ratingLabel(rules, rating.result),
    reason: rating.reason,
    words: rating.words,
    at: rating.at.toISOString(),
  };
}

function shortNameOf(of: Case, handlingId: string): string | undefined {
  return of.handlings.find((one) => one.id === handlingId)?.unit_short_name;
}

/** One promise of the ledger; `shortName` is the unit's, its full name where none is known. */
export function commitmentView(
  one: Case['commitments'][number],
  shortName: string | undefined,
  pick: (ids: readonly string[]) => FileLine[],
): CommitmentView {
  return {
    id: one.id,
    handlingId: one.handling_id,
    unit: { id: one.unit_id, name: one.unit_name, shortName: shortName ?? one.unit_name },
    words: one.words,
    dueOn: one.due_on,
    originallyDueOn: one.first_due_on,
    state: one.state,
    verdict: one.verdict,
    reports: one.reports.map((report) => ({ words: report.words, at: report.at, files: pick(report.files) })),
    judgements: [...one.judgements],
  };
}

/** The parts of a score in the order and with the words in which they are asked for. */
function scoresOf(of: Case, scores: Readonly<Record<string, number>>): { name: string; label: string; score: number }[] {
  const asked = new Map(Object.values(of.kind.acts).flatMap((act) => act.fields.map((field) => [field.name, field.label] as const)));
  return [...asked].flatMap(([name, label]) => {
    const score = scores[name];
    return score === undefined ? [] : [{ name, label, score }];
  });
}

function mannerLabel(of: Case, manner: string): string {
  const field = of.kind.acts.recordContact?.fields.find((one) => one.name === 'manner');
  return field?.choices?.find(([value]) => value === manner)?.[1] ?? '到现场';
}
