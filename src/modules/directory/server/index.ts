import type { Actor } from '#platform/contract/actor.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { Settings } from '#platform/server/settings.ts';
import { openPhoneVault } from '#modules/identity/server/index.ts';
import { directoryEvents } from '../contract/events.ts';
import { directoryPermissions } from '../contract/permissions.ts';
import { directoryCommands } from './commands.ts';
import { endSeats } from './jobs.ts';
import { directoryPolicies } from './policy.ts';
import { directoryRoutes } from './routes.ts';

export { openAuthenticator, type Authenticator } from './authenticator.ts';
export {
  bodiesOf,
  currentTerm,
  grassrootsUnitFor,
  gridAt,
  gridById,
  gridsIn,
  mandateOf,
  mandatesOf,
  mayAssign,
  membersOf,
  organisationsByIds,
  peopleByIds,
  regionsWithin,
  searchPeople,
  sessionAt,
  sessionsOf,
  staffOf,
  unitsFor,
  type MemberOfBody,
  type SessionOfTerm,
  type StaffMember,
} from './doors.ts';
export * as demoMap from './demo/map/mingzhou.geojson.ts';
export { peopleForIdentity } from './people-door.ts';
export { spell } from './names.ts';
export {
  addressesOfOrganisations,
  certificatesOf,
  certifiedMembers,
  contactPhonesOf,
  postalAddressesOf,
  type CertifiedMember,
} from './roster-doors.ts';
export { layOutBody, type SimulatedSeat } from './simulated-body.ts';
/** The demo's seed, loaded only where something is seeded. */
export const loadDemo = async () => await import('./seed.ts');

export interface DirectoryOptions {
  readonly settings: Pick<Settings, 'secret'>;
  /** The permissions that a seat has in all modules; what /api/me tells. */
  readonly permissionsOf?: (actor: Actor) => readonly string[];
}

/** Organisations, people and their seats. Composed by the applications. */
export function directoryModule(options: DirectoryOptions): ServerModule {
  return {
    name: 'directory',
    permissions: directoryPermissions,
    policies: directoryPolicies,
    routes: directoryRoutes({ phones: openPhoneVault(options.settings.secret), permissionsOf: options.permissionsOf ?? (() => []) }),
    events: directoryEvents,
    jobs: [endSeats],
    commands: directoryCommands,
  };
}

/** The permissions of `modules` whose rules let `actor` through: for {@link DirectoryOptions.permissionsOf}. */
export function permissionsIn(modules: readonly Pick<ServerModule, 'policies'>[], actor: Actor): string[] {
  return modules.flatMap((module) =>
    Object.entries(module.policies)
      .filter(([, policy]) => policy(actor))
      .map(([permission]) => permission),
  );
}
