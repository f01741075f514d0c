import type { Actor } from '#platform/contract/actor.ts';
import { holds } from '#platform/contract/actor.ts';
import type { Policy } from '#platform/server/module.ts';

/** The office of a body: it arranges meetings (大会秘书处、会务). */
export const office: Policy = (actor) => actor.bodyId !== null && holds(actor, 'clerk', 'officeLeader');
/** Whoever may be somebody at a meeting: anyone signed in in a seat. Of which meetings, row-level security and each query decide. */
export const attendee: Policy = (actor: Actor) => actor.personId !== null && actor.seatId !== null;
/** A paired wall screen. */
export const screen: Policy = (actor) => holds(actor, 'screen');
export const leader: Policy = (actor) => actor.bodyId !== null && holds(actor, 'leader', 'officeLeader');
export const any =
  (...rules: readonly Policy[]): Policy =>
  (actor: Actor) =>
    rules.some((rule) => rule(actor));
