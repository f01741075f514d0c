import { holds, type Actor } from '#platform/contract/actor.ts';
import type { Policy } from '#platform/server/module.ts';
import { directoryPermissions } from '../contract/permissions.ts';

/** Which seats may do what; whose data they may do it to is checked by the actions and by row-level security. */
export const directoryPolicies: Readonly<Record<keyof typeof directoryPermissions, Policy>> = {
  'directory.self': isSignedIn,
  'directory.read-organisations': hasSeat,
  'directory.read-members': (actor) => actor.scope === 'office' || actor.scope === 'member',
  'directory.read-people': (actor) => actor.scope === 'office' || actor.scope === 'unit',
  'directory.manage-people': (actor) => isStaff(actor) && holds(actor, 'administrator'),
  'directory.manage-organisations': (actor) => actor.scope === 'office' && holds(actor, 'administrator'),
  'directory.grant-roles': (actor) => isStaff(actor) && holds(actor, 'securityAdministrator'),
  'directory.import': (actor) => actor.scope === 'office' && holds(actor, 'administrator'),
};

function isSignedIn(actor: Actor): boolean {
  return actor.accountId !== null;
}

function hasSeat(actor: Actor): boolean {
  return isSignedIn(actor) && actor.seatId !== null;
}

function isStaff(actor: Actor): boolean {
  return actor.scope === 'office' || actor.scope === 'unit';
}
