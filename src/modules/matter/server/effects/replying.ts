import type { Updateable } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { tables } from '#platform/server/database.ts';
import { contactWord } from '../../contract/kind-words.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { changeHandling, send, textOf } from '../engine/act-context.ts';
import { replyOf } from '../engine/case.ts';
import { agreedDay } from '../engine/clock-rules.ts';
import { startClock, voidClocks } from '../engine/clocks.ts';
import { staffNames } from '../engine/surroundings.ts';
import type { MatterTables, PromiseRow, ReplyRow, SignoffStep } from '../tables.ts';

const db = (context: ActContext) => tables<MatterTables>(context.tx);

/** Records a talk with the deputy (面商), or that a grid worker reached the place. */
export function recordContact(context: ActContext): void {
  const {
    handling,
    input,
    tx,
    case: { matter },
  } = context;
  const at = textOf(input, 'at');
  if (at && Date.parse(at) > tx.now.getTime() + 60_000)
    throw matterProblem('matter.act-blocked', { reason: `${contactWord(context.kind) ?? '到达'}时间还没有到，请在谈过以后登记。` });
  send(
    context,
    db(context)
      .insertInto('matter_contact')
      .values({
        body_id: matter.body_id,
        id: newId(tx.now.getTime()),
        matter_id: matter.id,
        handling_id: handling!.id,
        unit_id: handling!.unit_id,
        unit_name: handling!.unit_name,
        manner: textOf(input, 'manner') || 'site',
        at: at || tx.now,
        place: textOf(input, 'place') || matter.address,
        people: textOf(input, 'people') || null,
        words: textOf(input, 'words') || '到现场查看',
        recorded_by: tx.actor.personId,
        recorded_at: tx.now,
      })
      .execute(),
  );
}

/** A co-handler's opinion. The proposer sees it as it comes in; the lead has it for the reply. */
export function giveOpinion(context: ActContext): void {
  const {
    handling,
    tx,
    case: { matter },
  } = context;
  send(
    context,
    db(context)
      .insertInto('co_opinion')
      .values({
        body_id: matter.body_id,
        id: newId(tx.now.getTime()),
        matter_id: matter.id,
        handling_id: handling!.id,
        unit_id: handling!.unit_id,
        round: handling!.round,
        words: textOf(context.input, 'words'),
        given_by: tx.actor.personId,
        given_at: tx.now,
      })
      .execute(),
  );
  changeHandling(context, handling!.id, { replied_at: tx.now });
}

/** An opinion without substance goes back for another (重庆 §20). */
export function askOpinionAgain(context: ActContext): void {
  changeHandling(context, context.handling!.id, { replied_at: null });
}

/** Keeps the draft of this round's reply; whoever writes next writes on. Only the unit sees it. */
export function draftReply(context: ActContext): void {
  const {
    handling,
    input,
    tx,
    case: { matter },
  } = context;
  const code = textOf(input, 'answerClass');
  const answerClass = context.rules.parameters.answerClasses.find((one) => one.code === code);
  if (!answerClass) throw matterProblem('matter.choice', { label: '办理结果' });
  const promises = (input.promises ?? []) as PromiseRow[];
  if (promises.some((one) => one.dueOn <= dayOf(tx.now))) throw matterProblem('matter.day-past');
  const row = {
    state: 'draft' as const,
    words: textOf(input, 'words'),
    answer_class: code,
    answer_letter: answerClass.letter,
    answer_label: answerClass.label,
    missing_opinions: textOf(input, 'missingOpinions') || null,
    contact_name: textOf(input, 'contactName') || null,
    promises: JSON.stringify(promises),
    steps: '[]',
    drafted_by: tx.actor.personId,
    saved_at: tx.now,
  };
  send(
    context,
    db(context)
      .insertInto('reply')
      .values({
        body_id: matter.body_id,
        id: newId(tx.now.getTime()),
        matter_id: matter.id,
        handling_id: handling!.id,
        unit_id: handling!.unit_id,
        unit_name: handling!.unit_name,
        round: handling!.round,
        ...row,
      })
      .onConflict((on) => on.columns(['body_id', 'handling_id', 'round']).doUpdateSet(row))
      .execute(),
  );
}

/** Sends the draft through the unit's own steps: division, deputy head, head (DOMAIN §1.6 "Reply form"). */
export async function startSignoff(context: ActContext): Promise<void> {
  const named = (
    [
      ['division', '处室审核'],
      ['deputyHead', '分管领导'],
      ['head', '主要负责人签发'],
    ] as const
  )
    .map(([step, label]) => ({ step, label, personId: textOf(context.input, step) }))
    .filter((one) => one.personId);
  const names = await staffNames(
    context.tx,
    context.handling!.unit_id,
    named.map((one) => one.personId),
  );
  const steps: SignoffStep[] = named.map((one) => ({
    ...one,
    personName: names.get(one.personId)!,
    state: 'waiting',
    words: null,
    at: null,
  }));
  changeReply(context, { state: 'signing', steps: JSON.stringify(steps) });
}

/** The person whose step it is agrees; the last one signs the reply. A unit's head may sign in anybody's place. */
export function signOff(context: ActContext): void {
  const reply = requireReply(context);
  const index = reply.steps.findIndex((step) => step.state === 'waiting');
  const step = reply.steps[index];
  const { actor } = context.tx;
  if (!step) throw matterProblem('matter.act-blocked', { reason: '已经审签完了。' });
  if (step.personId !== actor.personId && !actor.roles.includes('unitHead'))
    throw matterProblem('matter.act-blocked', { reason: `正在等${step.personName}审签。` });
  const steps = reply.steps.with(index, {
    ...step,
    personId: actor.personId!,
    personName: actor.name,
    state: 'agreed',
    words: textOf(context.input, 'words') || null,
    at: context.tx.now.toISOString(),
  });
  const complete = steps.every((one) => one.state === 'agreed');
  changeReply(context, { state: complete ? 'signed' : 'signing', steps: JSON.stringify(steps) });
  context.next.handling = complete ? 'signed' : 'signing';
}

/** Sends the draft back to whoever wrote it, with the reason. */
export function sendBackDraft(context: ActContext): void {
  const reply = requireReply(context);
  const index = reply.steps.findIndex((step) => step.state === 'waiting');
  const at = context.tx.now.toISOString();
  const steps =
    index < 0
      ? reply.steps
      : reply.steps.with(index, { ...reply.steps[index]!, state: 'sentBack', words: textOf(context.input, 'reason'), at });
  changeReply(context, { state: 'draft', steps: JSON.stringify(steps) });
}

/**
 * Delivers the answer: the signed reply, or for kinds without a sign-off the typed words themselves. Promises enter the ledger with clocks of
 * their own, which run on after the case is closed (承诺事项台账).
 */
export function issueReply(context: ActContext): void {
  const { handling, tx } = context;
  const reply = context.act.fields.some((field) => field.name === 'words') ? writeAnswer(context) : requireReply(context);
  if (context.name === 'issueReply')
    changeReply(context, { state: 'issued', document_number: textOf(context.input, 'documentNumber') || null, issued_at: tx.now });
  changeHandling(context, handling!.id, { replied_at: tx.now });
  context.patch.replied_at = tx.now;
  context.patch.answer_class = reply.answer_letter ?? reply.answer_class;
  context.words.answerClass = reply.answer_letter ? `${reply.answer_letter} 类，${reply.answer_label}` : (reply.answer_label ?? '');
  voidClocks(context, (clock) => clock.handling_id === handling!.id && (clock.clock === 'decideExtension' || clock.clock === 'receive'));
  // A second reply that repeats a promise of the first makes no second one: the first runs on in the ledger.
  const standing = new Set(context.case.commitments.filter((one) => one.handling_id === reply.handling_id).map((one) => one.words));
  for (const promise of reply.promises) if (!standing.has(promise.words)) keep(context, reply, promise);
}

function writeAnswer(context: ActContext): ReplyRow {
  const {
    handling,
    input,
    tx,
    act,
    case: { matter },
  } = context;
  const code = textOf(input, 'answerClass');
  const label = act.fields.find((field) => field.name === 'answerClass')?.choices?.find(([value]) => value === code)?.[1] ?? null;
  const row: ReplyRow = {
    body_id: matter.body_id,
    id: newId(tx.now.getTime()),
    matter_id: matter.id,
    handling_id: handling!.id,
    unit_id: handling!.unit_id,
    unit_name: handling!.unit_name,
    round: handling!.round,
    state: 'issued',
    words: textOf(input, 'words'),
    answer_class: code,
    answer_letter: null,
    answer_label: label,
    missing_opinions: null,
    contact_name: null,
    promises: [],
    document_number: null,
    steps: [],
    drafted_by: tx.actor.personId,
    saved_at: tx.now,
    issued_at: tx.now,
  };
  send(
    context,
    db(context)
      .insertInto('reply')
      .values({ ...row, promises: '[]', steps: '[]' })
      .execute(),
  );
  return row;
}

/** Promises made face to face enter the ledger at once, before any reply (重点提案办理协商). */
export function pledge(context: ActContext): void {
  const handling = context.handling!;
  const promises = (context.input.promises ?? []) as PromiseRow[];
  if (promises.some((one) => one.dueOn <= dayOf(context.tx.now))) throw matterProblem('matter.day-past');
  const made = { id: null, handling_id: handling.id, unit_id: handling.unit_id, unit_name: handling.unit_name };
  for (const promise of promises) keep(context, made, promise);
}

type Promising = Pick<ReplyRow, 'handling_id' | 'unit_id' | 'unit_name'> & { readonly id: string | null };

function keep(context: ActContext, reply: Promising, promise: PromiseRow): void {
  const {
    tx,
    case: { matter },
  } = context;
  const id = newId(tx.now.getTime());
  send(
    context,
    db(context)
      .insertInto('commitment')
      .values({
        body_id: matter.body_id,
        id,
        matter_id: matter.id,
        handling_id: reply.handling_id,
        unit_id: reply.unit_id,
        unit_name: reply.unit_name,
        reply_id: reply.id,
        words: promise.words,
        due_on: promise.dueOn,
        first_due_on: promise.dueOn,
        state: 'open',
        reports: '[]',
        judgements: '[]',
        made_at: tx.now,
      })
      .execute(),
  );
  startClock(context, 'promise', {
    handling: context.handling!,
    commitmentId: id,
    reckoning: agreedDay(context.rules, dayOf(tx.now), promise.dueOn),
  });
}

function requireReply(context: ActContext): ReplyRow {
  const reply = replyOf(context.case, context.handling!);
  if (!reply) throw matterProblem('matter.act-blocked', { reason: '还没有答复稿。' });
  return reply;
}

function changeReply(context: ActContext, change: Updateable<MatterTables['reply']>): void {
  const reply = requireReply(context);
  send(
    context,
    db(context)
      .updateTable('reply')
      .set({ ...change, saved_at: context.tx.now })
      .where('body_id', '=', reply.body_id)
      .where('id', '=', reply.id)
      .execute(),
  );
}
