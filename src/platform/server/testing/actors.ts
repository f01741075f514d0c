import type { Actor } from '../../contract/actor.ts';
import { newId } from '../../contract/identifiers.ts';

/** A made-up member of staff of a body; everything may be told otherwise. */
export function officeActor(told: Partial<Actor> = {}): Actor {
  return {
    accountId: newId(),
    personId: newId(),
    name: '办公室人员',
    seatId: newId(),
    scope: 'office',
    bodyId: newId(),
    unitId: null,
    roles: ['clerk'],
    ...told,
  };
}

/** A made-up deputy or CPPCC member. */
export function memberActor(told: Partial<Actor> = {}): Actor {
  return officeActor({ name: '代表', scope: 'member', roles: ['deputy'], ...told });
}

/** A made-up member of staff of a handling unit. */
export function unitActor(told: Partial<Actor> = {}): Actor {
  return officeActor({ name: '承办人', scope: 'unit', bodyId: null, unitId: newId(), roles: ['unitOfficer'], ...told });
}
