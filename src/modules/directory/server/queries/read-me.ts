import type { Actor } from '#platform/contract/actor.ts';
import type { Tx } from '#platform/server/database.ts';
import { maskPhone, phonesOf, type PhoneVault } from '#modules/identity/server/index.ts';
import type { Me } from '../../contract/seat.ts';
import { seatsOf } from './seats.ts';

/** Who the actor is, in which seats, and what the seat in use may do. */
export async function readMe(tx: Tx, phones: PhoneVault, permissionsOf: (actor: Actor) => readonly string[]): Promise<Me> {
  const { actor } = tx;
  const personId = actor.personId!;
  const [seats, own] = await Promise.all([seatsOf(tx, [personId]), phonesOf(tx, phones, [personId])]);
  // A session that must first change its password acts in no seat, and sees none.
  const held = actor.seatId === null ? [] : (seats.get(personId) ?? []);
  const seat = held.find((one) => one.id === actor.seatId) ?? null;
  return {
    person: { id: personId, name: actor.name },
    phone: maskPhone(own.get(personId) ?? ''),
    seats: held,
    seat,
    permissions: [...permissionsOf(actor)],
    theme: seat?.organisation.kind === 'congress' || seat?.organisation.kind === 'cppcc' ? seat.organisation.kind : 'unit',
  };
}
