import { dayOf } from '#platform/contract/instant.ts';
import { addPeriod } from '#modules/profile/server/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActContext } from '../engine/act-context.ts';
import { changeHandling, textOf } from '../engine/act-context.ts';
import { agreedDay } from '../engine/clock-rules.ts';
import { moveClock } from '../engine/clocks.ts';
import { sayDay } from '../engine/words.ts';
import type { ClockRow } from '../tables.ts';

/** Keeps the unit's request. The last possible day is the law's or the body's (代表法 §51: six months in all; DOMAIN §4.3 for 督事). */
export function requestExtension(context: ActContext): void {
  const until = textOf(context.input, 'until');
  const clock = answerClock(context);
  const latest = latestDay(context, clock);
  if (clock.due_on !== null && until <= clock.due_on)
    throw matterProblem('matter.act-blocked', { reason: `新的日期应晚于现在的到期日（${sayDay(clock.due_on, dayOf(context.tx.now))}）。` });
  if (until > latest) throw matterProblem('matter.day-too-late', { day: sayDay(latest, dayOf(context.tx.now)) });
  changeHandling(context, context.handling!.id, {
    extension: { until, reason: textOf(context.input, 'reason'), state: 'asked', at: context.tx.now.toISOString() },
  });
}

/** The office grants or refuses; a granted day becomes the clock's own. */
export function decideExtension(context: ActContext): void {
  const { handling } = context;
  const asked = handling?.extension;
  if (!handling || asked?.state !== 'asked') throw matterProblem('matter.act-blocked', { reason: '没有正在等决定的延期申请。' });
  const granted = context.name === 'grantExtension';
  changeHandling(context, handling.id, {
    extension: { ...asked, state: granted ? 'granted' : 'refused' },
    ...(granted ? { extension_count: handling.extension_count + 1 } : {}),
  });
  context.words.until = sayDay(asked.until, dayOf(context.tx.now));
  if (!granted) return;
  context.words.reason = asked.reason;
  const clock = answerClock(context);
  moveClock(context, clock, agreedDay(context.rules, clock.started_on, asked.until));
}

function answerClock(context: ActContext): ClockRow {
  const clock = context.case.clocks.find(
    (one) => (one.clock === 'reply' || one.clock === 'redo') && one.handling_id === context.handling?.id,
  );
  if (!clock) throw matterProblem('matter.act-blocked', { reason: '这一件没有正在走的答复期限。' });
  return clock;
}

function latestDay(context: ActContext, clock: ClockRow): string {
  const { parameters, calendar } = context.rules;
  return context.kind.pace === 'short'
    ? addPeriod(calendar, clock.due_on ?? dayOf(context.tx.now), parameters.reportExtensionLimit).due
    : addPeriod(calendar, clock.started_on, parameters.extendedReplyPeriod).due;
}
