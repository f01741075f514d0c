import { sql } from 'kysely';
import { tables, type Tx } from '#platform/server/database.ts';
import type { PeopleDoor } from '#modules/identity/server/index.ts';
import { decidesOver } from './reach.ts';
import { administrators } from './seat-rules.ts';
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
  async administers(tx: Tx, personId: string) {
    const today = sql<string>`(${tx.now}::timestamptz at time zone 'Asia/Shanghai')::date`;
    const post = await tables<DirectoryTables>(tx)
      .selectFrom('post')
      .select('id')
      .where('person_id', '=', personId)
      .where('status', '=', 'active')
      .where('from_day', '<=', today)
      .where((where) => where.or([where('to_day', 'is', null), where('to_day', '>=', today)]))
      .where(sql<boolean>`roles && ${[...administrators]}::text[]`)
      .limit(1)
      .executeTakeFirst();
    return post !== undefined;
  },
};
