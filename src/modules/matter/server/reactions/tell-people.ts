import { staffOf } from '#modules/directory/server/index.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { notify } from '#platform/server/notifications/notifications.ts';
import type { OutboxEvent } from '#platform/server/outbox/dispatcher.ts';
import { matterActed } from '../../contract/events.ts';
import type { Tell } from '../../contract/kind.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { fill, shorten } from '../engine/words.ts';
import type { MatterTables } from '../tables.ts';
import { caseLink, noticeKindOf, staffTold } from '../notices.ts';

/** Tells everybody whom the act's declaration names, in its words. Told again for the same event nobody hears it twice. */
export async function tellPeople(tx: Tx, events: readonly OutboxEvent[]): Promise<void> {
  for (const event of events) {
    const acted = matterActed.payload.parse(event.payload);
    const act = kinds[acted.kind]?.acts[acted.act];
    for (const tell of act?.tells ?? []) {
      const words = fill(tell.words, acted.words);
      // What an act had nothing to say about is not told: ratings still sealed.
      if (words.trim() === '') continue;
      const merged = tell.to === 'signers' ? await peopleOfMerged(tx, event) : [];
      const personIds = [
        ...merged,
        ...(acted.people[tell.to] ?? []),
        ...(await staffToTell(tx, event, tell, acted.organisations[tell.to] ?? [])),
      ].filter((id) => id !== event.actor.personId);
      await notify(tx, {
        kind: noticeKindOf(tell, acted.act),
        bodyId: event.bodyId,
        eventId: event.id,
        subjectId: event.subject,
        personIds,
        title: tell.title,
        words: shorten(words, 140),
        link: caseLink(event.bodyId, event.subject),
        urgent: tell.urgent ?? false,
      });
    }
  }
}

/** Whoever raised or signed a case that was merged into this one hears what its own people hear: merging keeps every voice (DOMAIN §1.9). */
async function peopleOfMerged(tx: Tx, event: OutboxEvent): Promise<string[]> {
  const merged = await tables<MatterTables>(tx)
    .selectFrom('matter as m')
    .leftJoin('matter_party as p', (join) =>
      join
        .onRef('p.body_id', '=', 'm.body_id')
        .onRef('p.matter_id', '=', 'm.id')
        .on('p.role', '=', 'signer')
        .on('p.state', '=', 'confirmed'),
    )
    .select(['m.author_id', 'p.person_id'])
    .where('m.body_id', '=', event.bodyId)
    .where('m.merged_into', '=', event.subject)
    .execute();
  return merged.flatMap((row) => [row.author_id, row.person_id]).filter((id) => id !== null);
}

async function staffToTell(tx: Tx, event: OutboxEvent, tell: Tell, organisations: readonly string[]): Promise<string[]> {
  const roles = staffTold[tell.to];
  if (!roles) return [];
  const staff = (await Promise.all(organisations.map((id) => staffOf(tx, id, roles)))).flat();
  const committee = tell.to === 'committee' ? await committeeOf(tx, event) : null;
  return staff.filter((one) => tell.to !== 'committee' || one.division === committee).map((one) => one.personId);
}

/** The committee that has the case now; it alone is told. */
async function committeeOf(tx: Tx, event: OutboxEvent): Promise<string | null> {
  const row = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select('committee')
    .where('body_id', '=', event.bodyId)
    .where('id', '=', event.subject)
    .executeTakeFirst();
  return row?.committee ?? null;
}
