import { staffOf } from '#modules/directory/server/index.ts';
import type { Tx } from '#platform/server/database.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { matterActed } from '../../contract/events.ts';
import type { Tell } from '../../contract/kind.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { fill, shorten } from '../engine/words.ts';
import { caseLink, noticeKindOf, staffTold } from '../notices.ts';

/** Tells everybody whom the act's declaration names, in its words. Told again for the same event nobody hears it twice. */
export async function tellPeople(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    const acted = matterActed.payload.parse(event.payload);
    const act = kinds[acted.kind]?.acts[acted.act];
    for (const tell of act?.tells ?? []) {
      const personIds = [...(acted.people[tell.to] ?? []), ...(await staffToTell(tx, tell, acted.organisations[tell.to] ?? []))].filter(
        (id) => id !== event.actor.personId,
      );
      await notify(tx, {
        kind: noticeKindOf(tell, acted.act),
        bodyId: event.bodyId,
        eventId: event.id,
        subjectId: event.subject,
        personIds,
        title: tell.title,
        words: shorten(fill(tell.words, acted.words), 140),
        link: caseLink(event.bodyId, event.subject),
        urgent: tell.urgent ?? false,
      });
    }
  }
}

async function staffToTell(tx: Tx, tell: Tell, organisations: readonly string[]): Promise<string[]> {
  const roles = staffTold[tell.to];
  if (!roles) return [];
  const staff = await Promise.all(organisations.map((id) => staffOf(tx, id, roles)));
  return staff.flat().map((one) => one.personId);
}
