import { dayOf } from '#platform/contract/instant.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Reckoning } from '#modules/profile/contract/deadline.ts';
import type { Clock } from '../../contract/kind.ts';
import type { ClockRow, HandlingRow } from '../tables.ts';
import type { ActContext, Rules } from './act-context.ts';
import type { Standing } from './clock-rules.ts';
import { reckon, standingOf } from './clock-rules.ts';

/** What a started clock is about, where it is not the whole matter. */
export interface ClockTarget {
  readonly handling?:
    | Pick<HandlingRow, 'id' | 'unit_id' | 'unit_name' | 'worker_id' | 'worker_name' | 'extension_count' | 'round'>
    | undefined;
  readonly commitmentId?: string;
  /** The person whose turn it is, for `invited`. */
  readonly person?: { readonly id: string; readonly name: string };
  /** A day fixed otherwise than by the declared period: a promise, an extension. */
  readonly reckoning?: Reckoning;
}

/** Starts the declared clock `name` today; one that runs already runs on as it is: doing something again gives nobody more time. */
export function startClock(context: ActContext, name: string, target: ClockTarget = {}): void {
  const declared = context.kind.clocks[name];
  if (!declared) throw new Error(`${context.kind.kind} declares no clock ${name}.`);
  const { matter } = context.case;
  const { now } = context.tx;
  const nature = (context.patch.nature as string | undefined) ?? matter.nature;
  const today = (declared.from && closingDay(context)) ?? dayOf(now);
  const holder = holderOf(context, declared, target);
  if (isRunning(context, name, target, holder.holder_id)) return;
  const begin = (): Beginning => {
    const explanation = target.reckoning ?? reckon(declared, context.rules, nature, today);
    const { kind } = context.kind;
    const reckoned = { explanation, pauses: [], kind, is_right: declared.right ?? false, holder_kind: holder.holder_kind, clock: name };
    const { workingDaysLeft: _, ...standing } = standingOf(reckoned, context.rules, now, target.handling);
    return { explanation, standing, from: now };
  };
  const past = target.handling && `${target.handling.extension_count} ${target.handling.round}`;
  const { explanation, standing } = target.reckoning
    ? begin()
    : beginningOf(context.rules, `${context.kind.kind} ${name} ${holder.holder_kind} ${nature} ${today} ${past}`, now, begin);
  if (declared.principal) context.patch.due_at = standing.due_at;
  context.started.push({
    body_id: matter.body_id,
    id: newId(now.getTime()),
    matter_id: matter.id,
    kind: context.kind.kind,
    handling_id: target.handling?.id ?? null,
    commitment_id: target.commitmentId ?? null,
    clock: name,
    ...holder,
    principal: declared.principal ?? false,
    is_right: declared.right ?? false,
    started_on: today,
    ...standing,
    period: null,
    explanation,
    profile_version_id: context.rules.versionId,
    pauses: [],
    opened_at: now,
    ended_at: null,
    outcome: null,
  });
}

/** What beginning a clock reckons. */
interface Beginning {
  readonly explanation: Reckoning | null;
  readonly standing: Omit<Standing, 'workingDaysLeft'>;
  readonly from: Date;
}

const beginnings = new WeakMap<Rules, Map<string, Beginning>>();

/**
 * What was reckoned before for such a clock, begun on the same day by the same rules: it stands until the clock would turn or remind, which are
 * the next moments after it was reckoned.
 */
function beginningOf(rules: Rules, such: string, now: Date, begin: () => Beginning): Beginning {
  const known = beginnings.get(rules) ?? new Map<string, Beginning>();
  const earlier = known.get(such);
  if (earlier && earlier.from <= now && isAhead(earlier.standing.next_turn_at, now) && isAhead(earlier.standing.next_reminder_at, now))
    return earlier;
  const begun = begin();
  beginnings.set(rules, known.set(such, begun));
  return begun;
}

function isAhead(moment: Date | null, now: Date): boolean {
  return moment === null || moment > now;
}

function isRunning({ case: { clocks }, turned }: ActContext, name: string, target: ClockTarget, holderId: string | null): boolean {
  return clocks.some(
    (clock) =>
      clock.clock === name &&
      clock.handling_id === (target.handling?.id ?? null) &&
      clock.commitment_id === (target.commitmentId ?? null) &&
      clock.holder_id === holderId &&
      !turned.get(clock.id)?.ended_at,
  );
}

/** The closing day of the session that the matter belongs to, as it stands after the act's effects. */
function closingDay({ patch, case: { matter }, facts }: ActContext): string | undefined {
  const sessionId = (patch.session_id as string | undefined) ?? matter.session_id;
  return facts.sessions.find((session) => session.id === sessionId)?.closesOn;
}

/** Stops clocks with the time of the act: met, or met late. `handlingId` limits it to one handling's, `holderId` to one person's. */
export function meetClocks(
  context: ActContext,
  names: readonly string[],
  of: { handlingId?: string; commitmentId?: string; holderId?: string } = {},
): void {
  for (const clock of openClocks(context, names, of)) {
    const late = clock.state === 'overdue' || clock.state === 'veryOverdue';
    endClock(context, clock, late && !clock.is_right ? 'metLate' : 'metOnTime');
  }
}

/** Ends clocks that no longer mean anything: the case or the handling is over. Promises run on unless they are named. */
export function voidClocks(context: ActContext, which: (clock: ClockRow) => boolean): void {
  for (const clock of context.case.clocks) if (which(clock)) endClock(context, clock, 'void');
}

/** Lets clocks stand still: somebody else must act first, and that time does not count (FIELD §1). */
export function pauseClocks(context: ActContext, names: readonly string[], handlingId?: string): void {
  const from = context.tx.now.toISOString();
  for (const clock of openClocks(context, names, { handlingId })) {
    if (clock.pauses.some((pause) => pause.to === null)) continue;
    changeClock(context, { ...clock, pauses: [...clock.pauses, { from, to: null }] });
  }
}

/** Lets paused clocks run on; the day moves by as many days of its own kind as it stood still. */
export function resumeClocks(context: ActContext, names: readonly string[], handlingId?: string): void {
  const to = context.tx.now.toISOString();
  for (const clock of openClocks(context, names, { handlingId })) {
    changeClock(context, { ...clock, pauses: clock.pauses.map((pause) => (pause.to === null ? { from: pause.from, to } : pause)) });
  }
}

/** Gives an open clock another day, agreed by those who may. */
export function moveClock(context: ActContext, clock: ClockRow, reckoning: Reckoning): void {
  changeClock(context, { ...clock, explanation: reckoning, pauses: [] });
}

function openClocks(
  context: ActContext,
  names: readonly string[],
  of: { handlingId?: string | undefined; commitmentId?: string; holderId?: string },
): ClockRow[] {
  return context.case.clocks.filter(
    (clock) =>
      names.includes(clock.clock) &&
      (of.handlingId === undefined || clock.handling_id === null || clock.handling_id === of.handlingId) &&
      (of.commitmentId === undefined || clock.commitment_id === null || clock.commitment_id === of.commitmentId) &&
      (of.holderId === undefined || clock.holder_id === of.holderId),
  );
}

function endClock(context: ActContext, clock: ClockRow, outcome: 'metOnTime' | 'metLate' | 'void'): void {
  if (clock.principal && context.patch.due_at === undefined) context.patch.due_at = null;
  turn(context, clock, { ended_at: context.tx.now, outcome, state: outcome, card: 'none', next_turn_at: null, next_reminder_at: null });
}

function changeClock(context: ActContext, clock: ClockRow): void {
  const { workingDaysLeft: _, ...standing } = standingOf(
    clock,
    context.rules,
    context.tx.now,
    context.case.handlings.find((one) => one.id === clock.handling_id),
  );
  if (clock.principal) context.patch.due_at = standing.due_at;
  turn(context, clock, { ...standing, explanation: clock.explanation, pauses: clock.pauses });
}

/** Notes what changes of an open clock; the engine writes it with the act. */
function turn(context: ActContext, clock: ClockRow, change: Partial<ClockRow>): void {
  context.turned.set(clock.id, { ...context.turned.get(clock.id), ...change });
}

type HolderColumns = Pick<ClockRow, 'holder_kind' | 'holder_id' | 'holder_name' | 'holder_role' | 'person_id'>;

function holderOf(context: ActContext, clock: Clock, target: ClockTarget): HolderColumns {
  const { matter } = context.case;
  const person = (id: string, name: string): HolderColumns => ({
    holder_kind: 'person',
    holder_id: id,
    holder_name: name,
    holder_role: null,
    person_id: id,
  });
  switch (clock.holder) {
    case 'author':
    case 'rater':
      return matter.author_id ? person(matter.author_id, matter.author_name) : body(matter.body_id, 'clerk');
    case 'invited':
      return person(target.person!.id, target.person!.name);
    case 'worker':
      return person(target.handling!.worker_id!, target.handling!.worker_name ?? '');
    case 'office':
      return body(matter.body_id, 'clerk');
    case 'officeLeader':
      return body(matter.body_id, 'officeLeader');
    case 'committee':
      return {
        ...body(matter.body_id, 'committee'),
        holder_name: (context.patch.committee as string | undefined) ?? matter.committee ?? '专门委员会',
      };
    case 'supervisor':
      return body(matter.body_id, 'committee');
    case 'handler':
      return unit(target, 'unitClerk');
    case 'dutyDesk':
      return unit(target, 'dutyDesk');
  }
}

/** The names under which clocks of committees are a seat's own: its committee's, and what is for all of them. */
export function committeesOf(seat: { readonly division?: string }): string[] {
  return [seat.division ?? '', everyOffice];
}

const everyOffice = '工作机构';

function body(id: string, role: string): HolderColumns {
  return { holder_kind: 'body', holder_id: id, holder_name: everyOffice, holder_role: role, person_id: null };
}

function unit(target: ClockTarget, role: string): HolderColumns {
  const { handling } = target;
  if (!handling) throw new Error('A unit holds a clock only of a handling.');
  return { holder_kind: 'unit', holder_id: handling.unit_id, holder_name: handling.unit_name, holder_role: role, person_id: null };
}
