import type { Actor } from '#platform/contract/actor.ts';

/**
 * In whose name scans of a body's doors are written: its office's, without a person. Who may scan was found out before; row-level security
 * still keeps the transaction inside the body.
 */
export function doorkeeper(bodyId: string): Actor {
  return { accountId: null, personId: null, name: '签到服务', seatId: null, scope: 'office', bodyId, unitId: null, roles: [] };
}
