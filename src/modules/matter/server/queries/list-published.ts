import { sql } from 'kysely';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { listPublished as listRoute } from '../../contract/routes.ts';
import { searchQuery } from '../engine/search.ts';
import type { MatterTables } from '../tables.ts';
import { publishingBodies } from './list-publishing-bodies.ts';
import type { PublishedContent } from './read-published.ts';

type Page = AnswerOf<typeof listRoute>;

interface Row {
  readonly body_id: string;
  readonly matter_id: string;
  readonly content: unknown;
  readonly published_at: Date;
}

/** Published matters, newest first, of one body or of all. Reads the checked copies only, never the cases. */
export async function listPublished(tx: Tx, query: QueryOf<typeof listRoute>): Promise<Page> {
  const rows = await pageOf(tx, query);
  const shown = rows.slice(0, query.limit);
  const [bodies, promises] = await Promise.all([
    publishingBodies(
      tx,
      shown.map((row) => row.body_id),
    ),
    promisesOf(tx, shown),
  ]);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => {
      const { kind, number, title, field, replies, author } = row.content as PublishedContent;
      return {
        bodyId: row.body_id,
        id: row.matter_id,
        body: bodies.get(row.body_id)!,
        kindName: kindOf(kind).words.name,
        number,
        title,
        field,
        stateLabel: replies.length > 0 ? ('已答复' as const) : ('办理中' as const),
        publishedAt: row.published_at.toISOString(),
        author,
        promises: promises.get(row.matter_id) ?? { total: 0, kept: 0 },
      };
    }),
    next: rows.length > query.limit && last ? encodeCursor([last.published_at.toISOString(), last.matter_id]) : null,
  };
}

async function pageOf(tx: Tx, query: QueryOf<typeof listRoute>): Promise<Row[]> {
  let found = tables<MatterTables>(tx)
    .selectFrom('publication')
    .select(['body_id', 'matter_id', 'content', 'published_at'])
    .where('withdrawn_at', 'is', null)
    .orderBy('published_at', 'desc')
    .orderBy('matter_id', 'desc')
    .limit(query.limit + 1);
  if (query.body) found = found.where('body_id', '=', query.body);
  if (query.words) {
    const wanted = searchQuery(null, query.words);
    // Words without a single token to look for (punctuation) find nothing rather than everything.
    found = wanted ? found.where(sql<boolean>`search @@ ${wanted}::tsquery`) : found.where(sql<boolean>`false`);
  }
  if (query.cursor) {
    const [at, id] = keysetCursor(query.cursor, 'instant');
    found = found.where(sql<boolean>`(published_at, matter_id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return await found.execute();
}

async function promisesOf(tx: Tx, rows: readonly Row[]): Promise<Map<string, { total: number; kept: number }>> {
  if (rows.length === 0) return new Map();
  const bodies = rows.map((row) => row.body_id);
  const matters = rows.map((row) => row.matter_id);
  const counted = await sql<{ matter_id: string; total: number; kept: number }>`
    select matter_id, total, kept from published_promise_counts(${bodies}::uuid[], ${matters}::uuid[])`.execute(tables<MatterTables>(tx));
  return new Map(counted.rows.map(({ matter_id, total, kept }) => [matter_id, { total, kept }]));
}
