import { createHash } from 'node:crypto';
import { newId } from '#platform/contract/identifiers.ts';
import type { Actor } from '#platform/contract/actor.ts';
import { organisationOf } from '#platform/contract/actor.ts';
import type { Tx } from '#platform/server/database.ts';
import { callLater, emit, Json, recordAct } from '#platform/server/database.ts';
import { attach } from '#platform/server/files/attach.ts';
import { matterActed } from '../../contract/events.ts';
import { missingFields } from '../../contract/field.ts';
import type { Act, Outcome } from '../../contract/kind.ts';
import { matterProblem } from '../../contract/problems.ts';
import { relations } from '../../contract/relation.ts';
import { effects } from '../effects/index.ts';
import type { ClockRow, CommitmentRow, HandlingRow, HistoryRow, MatterRow } from '../tables.ts';
import type { ActContext, ActInput, OnPaper } from './act-context.ts';
import { handlingsAfter, listOf, textOf } from './act-context.ts';
import type { Case } from './case.ts';
import { loadCase } from './case.ts';
import { meetClocks, pauseClocks, resumeClocks, startClock, voidClocks } from './clocks.ts';
import { factsFor } from './facts.ts';
import { fillings, recipients } from './fillings.ts';
import { blockOf } from './guard-rules.ts';
import { relationsTo } from './relation-rules.ts';
import { rulesFor } from './surroundings.ts';
import { topicsOf } from './topics.ts';
import { unitsInLine } from './units-in-line.ts';
import { fill } from './words.ts';

/** One act as it is asked for. `targetId` is the handling's or the commitment's id where the act is on one. */
export interface ActRequest {
  readonly bodyId: string;
  readonly matterId: string;
  readonly act: string;
  /** The kind that the caller's route is made for; a case of another kind is not found through it. */
  readonly kind?: string | undefined;
  readonly targetId?: string | undefined;
  readonly input: ActInput;
  /** The revision the person looked at; another one now is refused with `matter.changed`. */
  readonly revision?: number | undefined;
  /** Whose will the act is where the office carries out what was done on paper: his relations count; history and audit keep who did it. */
  readonly inNameOf?: OnPaper | undefined;
  /** Loose files of the actor that come with the act beside its fields: the scan of what was done on paper. */
  readonly files?: readonly string[];
}

/** Where the case stands after the act. */
export interface ActOutcome {
  readonly state: string;
  readonly revision: number;
  readonly number: string | null;
  readonly matterId: string;
  readonly bodyId: string;
}

/**
 * Does one declared act to a case: the only way that a case changes. Load and lock, may he, is it the moment, is it complete, effects, clocks,
 * next states, history, audit and event; all in the caller's transaction. Throws the module's problems; then nothing has happened.
 */
export async function performAct(tx: Tx, request: ActRequest): Promise<ActOutcome> {
  const of = await loadCase(tx, request.bodyId, request.matterId, { lock: true });
  return await performOn(tx, of, request);
}

/** {@link performAct} on a case that the caller has loaded and locked, or has just made in this transaction. */
export async function performOn(tx: Tx, of: Case, request: ActRequest): Promise<ActOutcome> {
  const act = of.kind.acts[request.act];
  if (!act || (request.kind !== undefined && request.kind !== of.kind.kind)) throw matterProblem('matter.not-found');
  const { handling, commitment } = targetOf(of, act, request.targetId);
  if (request.revision !== undefined && request.revision !== of.matter.revision) throw matterProblem('matter.changed');
  const doer = doerOf(of, tx, request.inNameOf);
  refuseStrangers(of, act, doer, handling);
  refuseWrongMoment(of, act, handling, commitment);
  const rules = await rulesFor(tx, request.bodyId);
  const missing = missingFields(act.fields, request.input);
  if (missing.length > 0) throw matterProblem('matter.incomplete', {}, missing);
  const facts = await factsFor(tx, of, [act]);
  const blocked = blockOf(act.guards ?? [], { case: of, actor: doer, handling, rules, facts, now: tx.now, input: request.input });
  if (blocked) throw matterProblem('matter.act-blocked', { reason: blocked });

  const context: ActContext = {
    tx,
    kind: of.kind,
    name: request.act,
    act,
    case: of,
    rules,
    input: request.input,
    inNameOf: request.inNameOf ?? null,
    handling,
    commitment,
    historyId: newId(tx.now.getTime()),
    patch: {},
    handlings: new Map(),
    words: {},
    people: {},
    organisations: {},
    files: [...listOf(request.input, 'files'), ...(request.files ?? [])],
    next: {},
    outcome: null,
    facts,
    started: [],
    turned: new Map(),
    texts: [],
  };
  await carryOut(context);
  return await conclude(context);
}

/** The act's own row of work: old clocks, effects in their order, then the clocks that start from what the effects made. */
async function carryOut(context: ActContext): Promise<void> {
  const { act, handling, commitment } = context;
  const of = { ...(handling ? { handlingId: handling.id } : {}), ...(commitment ? { commitmentId: commitment.id } : {}) };
  meetClocks(context, act.meets ?? [], of);
  for (const effect of act.effects) await effects[effect](context);
  if (handling) {
    pauseClocks(context, act.pauses ?? [], handling.id);
    resumeClocks(context, act.resumes ?? [], handling.id);
    const state = context.next.handling ?? act.toTarget;
    if (act.on === 'handling' && state) context.handlings.set(handling.id, { ...context.handlings.get(handling.id), state });
  }
  const target = handling && { ...handling, ...context.handlings.get(handling.id) };
  const outcome = outcomeOf(context);
  meetClocks(context, outcome?.meets ?? [], of);
  for (const clock of [...(act.starts ?? []), ...(outcome?.starts ?? [])])
    startClock(context, clock, { ...(target ? { handling: target } : {}), ...(commitment ? { commitmentId: commitment.id } : {}) });
}

/** Writes the rows that changed, the story, the audit entry and the event. */
async function conclude(context: ActContext): Promise<ActOutcome> {
  const { tx, kind, act, case: of } = context;
  const state = nextState(context);
  const declared = kind.states[state]!;
  const ends = declared.final === true && of.matter.state !== state;
  if (ends) voidClocks(context, (clock) => clock.commitment_id === null && !(act.meets ?? []).includes(clock.clock));
  const revision = of.matter.revision + 1;
  const said = await fillings(context, state);
  writeRows(
    context,
    {
      state,
      stage: declared.stage,
      revision,
      ...(ends ? { closed_at: tx.now } : of.matter.closed_at && !declared.final ? { closed_at: null } : {}),
    },
    storyOf(context, said),
  );
  if (context.files.length > 0) await attach(tx, context.files, { bodyId: of.matter.body_id, kind: 'matter', id: of.matter.id });
  const told = recipients(context);
  recordAct(tx, {
    bodyId: of.matter.body_id,
    act: `matter.${kind.kind}.${context.name}`,
    subjectKind: 'matter',
    subjectId: of.matter.id,
    detail: {
      from: of.matter.state,
      to: state,
      handlingId: context.handling?.id ?? null,
      commitmentId: context.commitment?.id ?? null,
      input: fingerprintOf(context.input),
    },
  });
  emit(tx, matterActed, {
    bodyId: of.matter.body_id,
    subject: of.matter.id,
    topics: topicsOf(context),
    payload: {
      kind: kind.kind,
      act: context.name,
      from: of.matter.state,
      to: state,
      historyId: context.historyId,
      handlingId: context.handling?.id ?? null,
      commitmentId: context.commitment?.id ?? null,
      words: said,
      ...told,
    },
  });
  const number = (context.patch.number_text as string | undefined) ?? of.matter.number_text;
  return { state, revision, number, matterId: of.matter.id, bodyId: of.matter.body_id };
}

/** How the act came out, as an effect found or as was chosen. */
function outcomeOf({ act, input, outcome }: ActContext): Outcome | undefined {
  const name = outcome ?? (act.toBy && textOf(input, act.toBy.field));
  return name === undefined ? undefined : act.outcomes?.[name];
}

function nextState(context: ActContext): string {
  const { act, kind, case: of } = context;
  const chosen = act.toBy && act.toBy.states[textOf(context.input, act.toBy.field)];
  const to = context.next.matter ?? outcomeOf(context)?.to ?? chosen ?? act.to;
  return to === 'derived' ? kind.derive(handlingsAfter(context)) : (to ?? of.matter.state);
}

function targetOf(
  of: Case,
  act: Act,
  targetId: string | undefined,
): { handling: HandlingRow | undefined; commitment: CommitmentRow | undefined } {
  if (act.on === 'matter') return { handling: undefined, commitment: undefined };
  const commitment = act.on === 'commitment' ? of.commitments.find((one) => one.id === targetId) : undefined;
  const handling = of.handlings.find((one) => one.id === (commitment ? commitment.handling_id : targetId));
  if (!handling || (act.on === 'commitment' && !commitment)) throw matterProblem('matter.not-found');
  return { handling, commitment };
}

/** Who stands in the act's relations: the actor, or the deputy (member) in whose name the body's own office acts. */
function doerOf(of: Case, { actor }: Tx, inNameOf: OnPaper | undefined): Actor {
  if (!inNameOf || actor.scope !== 'office' || actor.bodyId !== of.matter.body_id) return actor;
  const role = of.kind.bodyKind === 'congress' ? 'deputy' : 'member';
  return { ...actor, personId: inNameOf.id, name: inNameOf.name, scope: 'member', roles: [role] };
}

function refuseStrangers(of: Case, act: Act, doer: Actor, handling: HandlingRow | undefined): void {
  const mine = relationsTo(of, doer, handling);
  if (act.by.some((relation) => mine.has(relation))) return;
  throw matterProblem('matter.act-not-yours', { act: act.label, who: act.by.map((relation) => relations[relation].label).join('、') });
}

/** True where the states of the matter and of the act's target are among those the act is declared for. */
export function isTheMoment(of: Case, act: Act, handling: HandlingRow | undefined, commitment: CommitmentRow | undefined): boolean {
  const state = of.kind.states[of.matter.state];
  const matterFits = act.from.includes(of.matter.state) || (act.from.includes('*') && state?.final !== true);
  const target = act.on === 'handling' ? handling?.state : act.on === 'commitment' ? commitment?.state : undefined;
  if (act.on === 'handling' && act.fromTarget === undefined && handling?.state === 'ended') return false;
  return matterFits && (act.fromTarget === undefined || (target !== undefined && act.fromTarget.includes(target)));
}

function refuseWrongMoment(of: Case, act: Act, handling: HandlingRow | undefined, commitment: CommitmentRow | undefined): void {
  if (isTheMoment(of, act, handling, commitment)) return;
  const label =
    act.on === 'handling' && handling
      ? (of.kind.handlingStates[handling.state]?.label ?? handling.state)
      : (of.kind.states[of.matter.state]?.label ?? of.matter.state);
  throw matterProblem('matter.act-not-now', { state: label, act: act.label });
}

/** Writes the matter, its handlings and clocks and the line of its story in one call (write_acts in db/migrations/0050_acts-together.sql). */
function writeRows(context: ActContext, change: Partial<Record<keyof MatterRow, unknown>>, story: HistoryRow): void {
  const { tx, case: of, handlings } = context;
  const matter = { ...context.patch, ...change, ...unitsChanged(context), changed_at: tx.now };
  const known = new Set(of.handlings.map((one) => one.id));
  const rows = {
    ...(of.isNew ? { raised: withoutNulls({ ...of.matter, ...matter }) } : { matter, revision: of.matter.revision }),
    ...filled(
      'texts',
      context.texts.map((text) => ({ ...text, fingerprint: `\\x${text.fingerprint.toString('hex')}` })),
    ),
    ...filled('ended', Object.fromEntries([...context.turned].filter(isEnding).map(([id, { outcome }]) => [id, outcome]))),
    ...filled('turned', Object.fromEntries([...context.turned].filter((one) => !isEnding(one)))),
    ...filled('clocks', context.started.map(withoutNulls)),
    ...filled(
      'handlings',
      [...handlings].flatMap(([id, row]) => (known.has(id) ? [] : [withoutNulls(row)])),
    ),
    ...filled('handled', Object.fromEntries([...handlings].filter(([id]) => known.has(id)))),
    story: withoutNulls(story),
  };
  callLater(tx, 'write_act', [of.matter.body_id, of.matter.id, new Json(rows)], 'write_acts');
}

/** The units that a line names, where the act changes whose case it is. */
function unitsChanged(context: ActContext): Pick<MatterRow, 'units'> | undefined {
  if (context.handlings.size === 0) return undefined;
  const units = unitsInLine(handlingsAfter(context));
  return JSON.stringify(units) === JSON.stringify(unitsInLine(context.case.handlings)) ? undefined : { units };
}

/** True where a clock ends with the act and nothing else of it changes. */
function isEnding([, change]: readonly [string, Partial<ClockRow>]): boolean {
  return change.ended_at !== undefined && change.explanation === undefined;
}

/** A new row without what is null in it: what is not told of a new row is null, and half of a row mostly is. */
function withoutNulls(row: object): object {
  const all = row as Record<string, unknown>;
  const members: Record<string, unknown> = {};
  for (const name in all) if (all[name] !== null) members[name] = all[name];
  return members;
}

/** The member `name`, or none where nothing is in it: write_act passes over what is not there. */
function filled(name: string, rows: object): Record<string, object> {
  return Object.keys(rows).length > 0 ? { [name]: rows } : {};
}

function storyOf(context: ActContext, said: Record<string, string>): HistoryRow {
  const { tx, act, case: of } = context;
  return {
    body_id: of.matter.body_id,
    id: context.historyId,
    matter_id: of.matter.id,
    revision: of.matter.revision + 1,
    at: tx.now,
    act: context.name,
    label: act.label,
    line: fill(act.line, said),
    actor_id: tx.actor.personId,
    actor_name: said.actor ?? tx.actor.name,
    organisation_id: organisationOf(tx.actor),
    organisation_name: said.actorOrganisation ?? null,
    audience: act.audience,
    handling_id: context.handling?.id ?? null,
    files: context.files,
  };
}

/** What was typed, as a fingerprint: the audit chain proves the content without repeating personal words in it. */
function fingerprintOf(input: ActInput): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex');
}
