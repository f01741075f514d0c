import type { Actor, Scope } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import type { OrganisationKind, Role } from '../contract/seat.ts';

/** A seat in force, as the database tells it to the authenticator. */
export interface HeldSeat {
  readonly id: string;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  /** True for a mandate, false for a post. */
  readonly mandate: boolean;
  readonly roles: readonly Role[];
  readonly division?: string;
}

/** Whoever is signed in, with all seats in force: mandates first, higher levels first. */
export interface SignedIn {
  readonly sessionId: string;
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  readonly seats: readonly HeldSeat[];
}

/** True for kinds of organisation that are bodies, the tenants of the product. */
export function isBody(kind: OrganisationKind): boolean {
  return kind === 'congress' || kind === 'cppcc';
}

/**
 * The actor that `who` is in the seat `seatId`, or in the first seat where none is named; null where the named one is not theirs (any more).
 * A person without any seat, also one who must first change the password, is known but sees no more than the public, whatever seat the
 * browser remembers.
 */
export function actorIn(who: SignedIn, seatId: string | null): Actor | null {
  const seat = seatId === null ? who.seats[0] : who.seats.find((held) => held.id === seatId);
  if (!seat && who.seats.length > 0) return null;
  const known = { accountId: who.accountId, personId: who.personId, name: who.name };
  if (!seat) return { ...nobody, ...known };
  const inBody = isBody(seat.kind);
  return {
    ...known,
    seatId: seat.id,
    scope: scopeOf(seat),
    ...(seat.kind === 'congress' || seat.kind === 'cppcc' ? { bodyKind: seat.kind } : {}),
    bodyId: inBody ? seat.organisationId : null,
    unitId: inBody ? null : seat.organisationId,
    roles: seat.roles,
    ...(seat.division ? { division: seat.division } : {}),
  };
}

export function scopeOf(seat: Pick<HeldSeat, 'kind' | 'mandate'>): Scope {
  if (seat.mandate) return 'member';
  return isBody(seat.kind) ? 'office' : 'unit';
}

const inBodies = ['clerk', 'officeLeader', 'committee', 'leader', 'dutyDesk', 'administrator', 'securityAdministrator', 'auditor'] as const;
const inUnits = ['unitClerk', 'unitOfficer', 'unitHead', 'leader', 'administrator', 'securityAdministrator', 'auditor'] as const;

/** Roles that a post in an organisation of each kind may carry. */
export const rolesOfKind: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  congress: inBodies,
  cppcc: inBodies.filter((role) => role !== 'dutyDesk'),
  handlingUnit: inUnits,
  grassrootsUnit: [...inUnits, 'dutyDesk', 'gridWorker'],
};

/** The first of `roles` that a post in an organisation of the kind may not carry, or null. */
export function misplacedRole(kind: OrganisationKind, roles: readonly Role[]): Role | null {
  return roles.find((role) => !rolesOfKind[kind].includes(role)) ?? null;
}

/** The three powers of administration. */
export const administrators: readonly Role[] = ['administrator', 'securityAdministrator', 'auditor'];

/**
 * The seat as it acts in a session begun by one factor: without the powers that demand two. Nobody signs in like that to hold them, but a role
 * may be given to somebody who is signed in already; it acts from the next sign-in on.
 */
export function withoutPowers(seat: HeldSeat): HeldSeat {
  return { ...seat, roles: seat.roles.filter((role) => !administrators.includes(role)) };
}

/** Whether `roles`, all of one person in one organisation, keep the three powers of administration apart (DOMAIN §8.1.5). */
export function powersApart(roles: readonly Role[]): boolean {
  return administrators.filter((role) => roles.includes(role)).length <= 1;
}

/** What a member of a body is called: 明州市人大代表, 明州市政协委员. */
export function memberTitle(kind: OrganisationKind, bodyShortName: string): string {
  return kind === 'cppcc' ? `${bodyShortName}委员` : `${bodyShortName}代表`;
}
