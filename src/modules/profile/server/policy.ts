import type { Actor } from '#platform/contract/actor.ts';
import { holds } from '#platform/contract/actor.ts';
import type { Policy } from '#platform/server/module.ts';
import type { profilePermissions } from '../contract/permissions.ts';

/** Who may what. All of it concerns the actor's own body: no route takes the id of another. */
export const profilePolicies: Readonly<Record<keyof typeof profilePermissions, Policy>> = {
  'profile.read': (actor) => inBody(actor),
  'profile.edit': (actor) => inOffice(actor) && holds(actor, 'clerk', 'officeLeader', 'administrator'),
  // Publishing binds every unit and deputy, so it is the leader's act; an administrator keeps the system, not the rules.
  'profile.publish': (actor) => inOffice(actor) && holds(actor, 'officeLeader'),
  'profile.edit-calendar': (actor) => inOffice(actor) && holds(actor, 'officeLeader', 'administrator'),
  'profile.load-calendar': (actor) => inOffice(actor) && holds(actor, 'administrator', 'officeLeader'),
};

function inBody(actor: Actor): boolean {
  return actor.bodyId !== null && (actor.scope === 'office' || actor.scope === 'member');
}

function inOffice(actor: Actor): boolean {
  return actor.bodyId !== null && actor.scope === 'office';
}
