import type { Tx } from '#platform/server/database.ts';
import { markPack, markRegistered } from '../people/register.ts';

/** Whom a list for registration or packs let in. */
export interface Marking {
  readonly kind: 'registration' | 'pack';
  readonly meetingId: string;
  readonly attendeeIds: readonly string[];
  readonly at: Date;
}

/** Marks on the people themselves what such lists say: who has registered, who has a pack. */
export async function markRegistration(tx: Tx, markings: readonly Marking[]): Promise<void> {
  for (const { kind, meetingId, attendeeIds, at } of markings) {
    const mark = kind === 'pack' ? markPack : markRegistered;
    await mark(tx, { body_id: tx.actor.bodyId!, id: meetingId }, attendeeIds, at);
  }
}
