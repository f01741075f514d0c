/** How far an actor's sight reaches by row-level security; docs/architecture.md §3. `screen` is a paired wall screen of a body. */
export type Scope = 'office' | 'member' | 'unit' | 'screen' | 'public' | 'system';

/**
 * Who acts, in which seat. Made once per request by the module that knows seats; read by policies, actions, queries and by the
 * settings of row-level security. `bodyId` is set for seats in a body, `unitId` for seats in a handling or grassroots unit.
 */
export interface Actor {
  readonly accountId: string | null;
  readonly personId: string | null;
  readonly name: string;
  readonly seatId: string | null;
  readonly scope: Scope;
  readonly bodyId: string | null;
  readonly unitId: string | null;
  readonly roles: readonly string[];
  /** The part of the organisation that the seat belongs to (专门委员会, 处室); left out where there is none. */
  readonly division?: string;
  /** Which sort of body `bodyId` is; left out for units and where nobody is seated. */
  readonly bodyKind?: 'congress' | 'cppcc';
}

/** Nobody signed in: a citizen who reads what is published. */
export const nobody: Actor = {
  accountId: null,
  personId: null,
  name: '访客',
  seatId: null,
  scope: 'public',
  bodyId: null,
  unitId: null,
  roles: [],
};

/** The organisation in whose name the actor works: the body or the unit; null for nobody. */
export function organisationOf(actor: Actor): string | null {
  return actor.bodyId ?? actor.unitId;
}

/** True when the actor's seat carries one of `roles`. */
export function holds(actor: Actor, ...roles: readonly string[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
