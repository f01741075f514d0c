import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { tables } from '#platform/server/database.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { changeHandling, send, textOf } from '../engine/act-context.ts';
import { replyOf } from '../engine/case.ts';
import { ruleChoices } from '../engine/choices.ts';
import { agreedDay } from '../engine/clock-rules.ts';
import { meetClocks, startClock } from '../engine/clocks.ts';
import type { MatterTables, ReplyRow } from '../tables.ts';

/**
 * The proposer's judgement (DOMAIN §1.8). 不满意 reopens the handling by itself with a clock of its own; once more than the rules allow, it
 * goes to a meeting or the unit's superior instead.
 */
export function rate(context: ActContext): void {
  const { handling, input, tx, case: of } = context;
  const reply = replyOf(of, handling!);
  const overall = textOf(input, 'overall');
  const levels = ruleChoices(context.rules, 'ratings')!;
  const chosen = [overall, textOf(input, 'attitude'), textOf(input, 'result')].filter(Boolean);
  if (!reply || !chosen.every((one) => levels.some((level) => level.value === one)))
    throw matterProblem('matter.choice', { label: '总体评价' });
  if (context.kind.pace === 'long' && context.rules.parameters.ratingSplit && chosen.length < 3)
    throw matterProblem('matter.incomplete', {}, [{ path: 'attitude', message: '请分别评价办理态度和办理结果' }]);
  send(
    context,
    tables<MatterTables>(tx)
      .insertInto('rating')
      .values({
        ...saidOf(context, reply),
        overall,
        attitude: textOf(input, 'attitude') || null,
        result: textOf(input, 'result') || null,
        opened_at: tx.now,
      })
      .execute(),
  );
  context.patch.rating = overall;
  // Told only where there is something to do again: a tell without words is none.
  context.words.again = overall === 'dissatisfied' ? `“${of.matter.title}”：${textOf(input, 'reason')}` : '';
  if (overall === 'dissatisfied') reopen(context);
  else context.next.handling = 'rated';
}

/**
 * One side of a rating from both sides (双向评议, DOMAIN §2.4): the proposer scores the handling, the unit scores the proposal. It is kept sealed; the
 * second of the two opens both, and only then does what follows from them happen.
 */
export async function rateBothWays(context: ActContext): Promise<void> {
  const { handling, input, tx, act, case: of } = context;
  const reply = replyOf(of, handling!);
  const overall = textOf(input, 'overall');
  const side = tx.actor.scope === 'unit' ? 'handler' : 'proposer';
  if (!reply || (side === 'proposer' && !ruleChoices(context.rules, 'ratings')!.some((level) => level.value === overall)))
    throw matterProblem('matter.choice', { label: '总体评价' });
  context.words.opened = '';
  const scores = Object.fromEntries(
    act.fields.filter((field) => field.input === 'number').map((field) => [field.name, Number(input[field.name])]),
  );
  const score = Object.values(scores).reduce((sum, one) => sum + one, 0);
  send(
    context,
    tables<MatterTables>(tx)
      .insertInto('rating')
      .values({
        ...saidOf(context, reply),
        side,
        overall,
        score,
        scores: JSON.stringify(scores),
        unit_id: tx.actor.unitId,
      })
      .execute(),
  );
  if (!isAwaited(context, side === 'handler' ? 'rate' : 'rateProposal')) await openRatings(context);
}

/** Of which reply somebody said something, who and when, and in which words. */
function saidOf({ case: { matter }, handling, input, tx }: ActContext, reply: Pick<ReplyRow, 'id'>) {
  return {
    body_id: matter.body_id,
    id: newId(tx.now.getTime()),
    matter_id: matter.id,
    handling_id: handling!.id,
    reply_id: reply.id,
    round: handling!.round,
    person_id: tx.actor.personId!,
    person_name: tx.actor.name,
    reason: textOf(input, 'reason') || null,
    words: textOf(input, 'words') || null,
    at: tx.now,
  };
}

/** The unit let its time pass: what the proposer has said is opened; where he has not spoken yet, his word will be open at once. */
export async function openIfRated(context: ActContext): Promise<void> {
  context.words.opened = '';
  if (!isAwaited(context, 'rate')) await openRatings(context);
}

/** Whether the side that holds `clock` may still speak about this share of the case. */
function isAwaited({ case: { clocks }, handling }: ActContext, clock: string): boolean {
  return clocks.some((one) => one.clock === clock && one.handling_id === handling!.id);
}

interface Opened {
  readonly side: 'proposer' | 'handler';
  readonly overall: string;
  readonly score: number | null;
}

/**
 * Opens what was given of this round, when both sides have spoken or the time of one has lapsed. A dissatisfied proposer, or a handling scored
 * under the body's pass mark, reopens the handling; what the unit thinks of the proposal goes to its author to improve it.
 */
export async function openRatings(context: ActContext): Promise<void> {
  const { handling, tx, rules, case: of } = context;
  const reply = replyOf(of, handling!);
  if (!reply) return;
  const opened = await sql<Opened>`select * from open_ratings(${of.matter.body_id}, ${reply.id}, ${tx.now})`.execute(tables(tx));
  const ofProposer = opened.rows.find((one) => one.side === 'proposer');
  const ofHandler = opened.rows.find((one) => one.side === 'handler');
  context.words.opened = [ofProposer && `办理得 ${ofProposer.score} 分`, ofHandler && `提案质量得 ${ofHandler.score} 分`]
    .filter(Boolean)
    .join('，');
  meetClocks(context, ['rate', 'rateProposal'], { handlingId: handling!.id });
  if (ofProposer) context.patch.rating = ofProposer.overall;
  const failed = ofProposer && (ofProposer.overall === 'dissatisfied' || (ofProposer.score ?? 100) < rules.parameters.ratingPassScore);
  if (failed) reopen(context);
  else context.next.handling = 'rated';
}

function reopen(context: ActContext): void {
  const { handling, rules } = context;
  const limit = context.kind.pace === 'short' ? rules.parameters.reportRedoLimit : rules.parameters.redoLimit;
  const mayEscalate = 'escalated' in context.kind.handlingStates;
  if (handling!.round > limit && mayEscalate) {
    context.next.handling = 'escalated';
    startClock(context, 'treat', { handling: handling! });
    return;
  }
  again(context);
}

/** A new round for the handling: same unit, its own clock. Kinds with a worker start again at dispatch. */
function again(context: ActContext): void {
  const { handling } = context;
  const state = 'received' in context.kind.handlingStates ? 'received' : 'assigned';
  context.next.handling = state;
  changeHandling(context, handling!.id, { round: handling!.round + 1, replied_at: null, extension: null, extension_count: 0 });
  context.patch.round = handling!.round + 1;
  const next = { ...handling!, round: handling!.round + 1, extension_count: 0 };
  startClock(context, 'redo', { handling: next });
  if (state === 'assigned') startClock(context, 'dispatch', { handling: next });
}

/** What follows from the meeting after a second 不满意 (重庆 §27; NPC rules §32). */
export function decideEscalation(context: ActContext): void {
  const next = textOf(context.input, 'next');
  if (next === 'close') context.next.handling = 'rated';
  else again(context);
}

/** The unit tells what became of its promise. A promise that needs longer stays open with a new day; the first one stays visible. */
export function keepPromise(context: ActContext): void {
  const { commitment, input, tx } = context;
  const kept = textOf(input, 'outcome') === 'kept';
  const dueOn = textOf(input, 'dueOn');
  if (!kept && dueOn <= dayOf(tx.now)) throw matterProblem('matter.day-past');
  const reports = [...commitment!.reports, { words: textOf(input, 'words'), at: tx.now.toISOString(), files: context.files }];
  changeCommitment(
    context,
    kept
      ? { state: 'reported', reports: JSON.stringify(reports), reported_at: tx.now }
      : { state: 'open', due_on: dueOn, reports: JSON.stringify(reports) },
  );
  if (kept) startClock(context, 'judge', { handling: context.handling!, commitmentId: commitment!.id });
  else
    startClock(context, 'promise', {
      handling: context.handling!,
      commitmentId: commitment!.id,
      reckoning: agreedDay(context.rules, dayOf(tx.now), dueOn),
    });
}

/** The deputy says whether the promise was delivered, apart from how he rated the reply (重庆 §28). What he found before stays beside it. */
export function judgePromise(context: ActContext): void {
  const { commitment, input, tx } = context;
  const kept = textOf(input, 'verdict') === 'kept';
  const late = commitment!.reported_at !== null && dayOf(commitment!.reported_at) > commitment!.first_due_on;
  const verdict = !kept ? 'notKept' : late ? 'keptLate' : 'kept';
  const judgement = { verdict, words: textOf(input, 'words') || null, at: tx.now.toISOString(), by: tx.actor.name };
  const judgements = JSON.stringify([...commitment!.judgements, judgement]);
  changeCommitment(context, { state: kept ? 'judged' : 'broken', verdict, judgements, judged_at: tx.now });
  if (!kept) startClock(context, 'promise', { handling: context.handling!, commitmentId: commitment!.id });
}

function changeCommitment(context: ActContext, change: Record<string, unknown>): void {
  const commitment = context.commitment!;
  send(
    context,
    tables<MatterTables>(context.tx)
      .updateTable('commitment')
      .set(change)
      .where('body_id', '=', commitment.body_id)
      .where('id', '=', commitment.id)
      .execute(),
  );
}
