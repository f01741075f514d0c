import { holds } from '#platform/contract/actor.ts';
import type { Policy } from '#platform/server/module.ts';
import { identityPermissions } from '../contract/permissions.ts';

/** Which seats may do what. Whose account an administrator may touch is asked of the directory and enforced by row-level security. */
export const identityPolicies: Readonly<Record<keyof typeof identityPermissions, Policy>> = {
  'identity.own': (actor) => actor.accountId !== null,
  'identity.administer-accounts': (actor) => (actor.scope === 'office' || actor.scope === 'unit') && holds(actor, 'securityAdministrator'),
};
