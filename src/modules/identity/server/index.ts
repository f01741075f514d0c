import type { ServerModule } from '#platform/server/module.ts';
import { identityEvents } from '../contract/events.ts';
import { identityPermissions } from '../contract/permissions.ts';
import { openIdentity, type IdentityOptions } from './identity.ts';
import { clearExpired } from './jobs.ts';
import { identityPolicies } from './policy.ts';
import { identityRoutes } from './routes.ts';

export {
  beginSession,
  openAccount,
  openAccounts,
  peopleOfPhones,
  personOfPhone,
  phonesOf,
  writeLastSeen,
  type SessionStart,
} from './accounts.ts';
export { demoPassword, offerDemoAccounts, type DemoAccountOffer } from './demo.ts';
export type { IdentityOptions, PeopleDoor } from './identity.ts';
export { maskPhone, openPhoneVault, type PhoneVault } from './phone-vault.ts';
export { ProviderRefusal, type IdentityProvider, type ProvidedIdentity } from './providers/provider.ts';
export { zhezhengdingProvider, type ZhezhengdingSettings } from './providers/zhezhengding.ts';
export { hashToken, sessionCookie, tokenOf } from './session-rules.ts';
export type { SmsSender } from './sms.ts';

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
