import { tables, type Tx } from '#platform/server/database.ts';
import type { PeopleDoor } from '#modules/identity/server/index.ts';
import { decidesOver } from './reach.ts';
import type { DirectoryTables } from './tables.ts';

/** What identity asks the directory; hand it to `identityModule({ people })`. */
export const peopleForIdentity: PeopleDoor = {
  async describe(tx: Tx, personId: string) {
    const db = tables<DirectoryTables>(tx);
    const person = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst();
    if (!person) return null;
    const post = await db
      .selectFrom('post')
      .select('organisation_id')
      .where('person_id', '=', personId)
      .where('status', '=', 'active')
      .where('in_body', '=', true)
      .orderBy('from_day')
      .executeTakeFirst();
    const mandate = post
      ? undefined
      : await db
          .selectFrom('mandate')
          .select('body_id')
          .where('person_id', '=', personId)
          .where('status', '=', 'active')
          .orderBy('from_day')
          .executeTakeFirst();
    return { name: person.name, bodyId: post?.organisation_id ?? mandate?.body_id ?? null };
  },
  decidesOver,
};
