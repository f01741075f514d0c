import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { listPublished as listRoute } from '../../contract/publication.ts';
import { isPublishedWith, searchQuery } from '../engine/search.ts';
import type { MatterTables } from '../tables.ts';
import { publishingBodies } from './list-publishing-bodies.ts';
import type { PublicationMarks } from './published-filter.ts';
import { filterPublished, promiseStateOf } from './published-filter.ts';
import type { PublishedContent } from './read-published.ts';

type Page = AnswerOf<typeof listRoute>;

interface Row extends PublicationMarks {
  readonly body_id: string;
  readonly matter_id: string;
  readonly content: unknown;
  readonly published_at: Date;
  readonly changed_at: Date;
}

/** Published matters, newest first, of one body or of all. Reads the checked copies only, never the cases. */
export async function listPublished(tx: Tx, query: QueryOf<typeof listRoute>): Promise<Page> {
  const rows = await pageOf(tx, query);
  const shown = rows.slice(0, query.limit);
  const bodies = await publishingBodies(
    tx,
    shown.map((row) => row.body_id),
  );
  const last = shown.at(-1);
  return {
    items: shown.map((row) => {
      const { kind, number, title, field, replies, author, outcome } = row.content as PublishedContent;
      return {
        bodyId: row.body_id,
        id: row.matter_id,
        body: bodies.get(row.body_id)!,
        kind,
        kindName: kindOf(kind).words.name,
        number,
        title,
        field,
        stateLabel: replies.length > 0 ? ('已答复' as const) : ('办理中' as const),
        outcome: outcome ?? null,
        publishedAt: row.published_at.toISOString(),
        changedAt: row.changed_at.toISOString(),
        author,
        promises: { total: row.promises, kept: row.promises_kept, state: promiseStateOf(row, dayOf(tx.now)) },
      };
    }),
    next: rows.length > query.limit && last ? encodeCursor([last.published_at.toISOString(), last.matter_id]) : null,
  };
}

async function pageOf(tx: Tx, query: QueryOf<typeof listRoute>): Promise<Row[]> {
  let found = tables<MatterTables>(tx)
    .selectFrom('publication')
    .select(['body_id', 'matter_id', 'content', 'published_at', 'changed_at'])
    .select(['promises', 'promises_kept', 'promises_broken', 'promises_due_on'])
    .$call((all) => filterPublished(all, query, dayOf(tx.now)))
    .where('withdrawn_at', 'is', null)
    .orderBy('published_at', 'desc')
    .orderBy('matter_id', 'desc')
    .limit(query.limit + 1);
  if (query.words) {
    const wanted = searchQuery(null, query.words);
    // Words without a single token to look for (punctuation) find nothing rather than everything.
    found = wanted ? found.where(isPublishedWith(wanted)) : found.where(sql<boolean>`false`);
  }
  if (query.cursor) {
    const [at, id] = keysetCursor(query.cursor, 'instant');
    found = found.where(sql<boolean>`(published_at, matter_id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return await found.execute();
}
