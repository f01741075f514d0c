import type { ServerModule } from '#platform/server/module.ts';
import { identityEvents } from '../contract/events.ts';
import { identityPermissions } from '../contract/permissions.ts';
import { openIdentity, type IdentityOptions } from './identity.ts';
import { clearExpired } from './jobs.ts';
import { identityPolicies } from './policy.ts';
import { identityRoutes } from './routes.ts';

export { beginSession, openAccount, openAccounts, peopleOfPhones, personOfPhone, phonesOf, writeLastSeen } from './accounts.ts';
export { demoPassword, demoPeople, offerDemoAccounts, type DemoAccountOffer } from './demo.ts';
export type { IdentityOptions, PeopleDoor } from './identity.ts';
export { maskPhone, openPhoneVault, type PhoneVault } from './phone-vault.ts';
export { zhezhengdingProvider } from './providers/zhezhengding.ts';
export { hashToken, sessionCookie, tokenOf } from './session-rules.ts';

/** Accounts and signing in. Composed by the applications, which give it the directory's knowledge of people. */
export function identityModule(options: IdentityOptions): ServerModule {
  return {
    name: 'identity',
    permissions: identityPermissions,
    policies: identityPolicies,
    routes: identityRoutes(openIdentity(options)),
    events: identityEvents,
    jobs: [clearExpired],
  };
}
