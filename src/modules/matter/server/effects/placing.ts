import { dayOf } from '#platform/contract/instant.ts';
import type { SessionOfTerm } from '#modules/directory/server/index.ts';
import type { ActContext } from '../engine/act-context.ts';
import { textOf } from '../engine/act-context.ts';
import { agreedDay } from '../engine/clock-rules.ts';
import { startClock } from '../engine/clocks.ts';
import { sessionAhead, sessionTaking } from '../engine/facts.ts';
import { reconsiderUntil } from '../engine/guard-rules.ts';

/**
 * Finds whether a matter comes in time for a session (DOMAIN §1.3): announced or in progress, and before its cut-off. The act comes out
 * `inTime` or `late`; in time it belongs to that session, late to the one opened last, out of session.
 */
export function placeByCutOff(context: ActContext): void {
  const { facts, tx, case: of } = context;
  const taking = sessionTaking(facts.sessions, tx.now);
  context.outcome = taking ? 'inTime' : 'late';
  // What was numbered once stays where its number says.
  if (of.matter.number !== null) return;
  const session = taking ?? facts.sessions.findLast((one) => one.opensOn <= dayOf(tx.now));
  if (session) place(context, session, taking !== null);
}

/** Gives a matter that waited to the session ahead; its number stays. */
export function placeBeforeSession(context: ActContext): void {
  const session = sessionAhead(context.facts.sessions, context.tx.now)!;
  place(context, session, true);
  context.words.session = session.name;
}

function place(context: ActContext, session: SessionOfTerm, inSession: boolean): void {
  Object.assign(context.patch, { term_id: session.termId, session_id: session.id, in_session: inSession });
}

/** Opens the right to ask that a decision be looked at again, until some hours before the presidium's last meeting (DOMAIN §1.5). */
export function openReconsideration(context: ActContext): void {
  const last = textOf(context.input, 'lastPresidium');
  if (!last) return;
  const decided = { content: [{ name: 'lastPresidium', label: '', input: 'moment', value: last }] };
  const until = reconsiderUntil({ records: [decided as never] }, context.rules)!;
  if (until <= context.tx.now) return;
  const today = dayOf(context.tx.now);
  startClock(context, 'reconsider', { reckoning: agreedDay(context.rules, today, dayOf(until)) });
}
