import { sql } from 'kysely';
import { encodeCursor } from '#platform/contract/paging.ts';
import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { keysetCursor } from '#platform/server/http/cursor.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { listPublished as listRoute, readPublished as readRoute } from '../../contract/routes.ts';
import { searchQuery } from '../engine/search.ts';
import type { MatterTables } from '../tables.ts';

type Published = AnswerOf<typeof readRoute>;
type Content = Omit<Published, 'bodyId' | 'id' | 'bodyName' | 'kindName' | 'stateLabel' | 'publishedAt' | 'commitments' | 'ratingLabel'> & {
  kind: string;
};

const commitmentWords: Readonly<Record<string, string>> = {
  open: '正在兑现',
  reported: '单位报告已兑现',
  judged: '已经兑现',
  broken: '还没做到',
};
const ratingWords: Readonly<Record<string, string>> = { satisfied: '满意', basicallySatisfied: '基本满意', dissatisfied: '不满意' };

/** Published matters, newest first, of one body or of all. Reads the checked copies only, never the cases. */
export async function listPublished(tx: Tx, query: QueryOf<typeof listRoute>): Promise<AnswerOf<typeof listRoute>> {
  let found = tables<MatterTables>(tx)
    .selectFrom('publication')
    .select(['body_id', 'matter_id', 'content', 'published_at'])
    .where('withdrawn_at', 'is', null)
    .orderBy('published_at', 'desc')
    .orderBy('matter_id', 'desc')
    .limit(query.limit + 1);
  if (query.body) found = found.where('body_id', '=', query.body);
  const wanted = query.words ? searchQuery(null, query.words) : '';
  if (wanted) found = found.where(sql<boolean>`search @@ ${wanted}::tsquery`);
  if (query.cursor) {
    const [at, id] = keysetCursor(query.cursor, 'instant');
    found = found.where(sql<boolean>`(published_at, matter_id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await found.execute();
  const shown = rows.slice(0, query.limit);
  const bodies = await organisationsByIds(tx, [...new Set(shown.map((row) => row.body_id))]);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => {
      const content = row.content as unknown as Content;
      return {
        bodyId: row.body_id,
        id: row.matter_id,
        bodyName: bodies.get(row.body_id)?.name ?? '',
        kindName: kindOf(content.kind).words.name,
        number: content.number,
        title: content.title,
        field: content.field,
        stateLabel: content.replies.length > 0 ? '已答复' : '办理中',
        publishedAt: row.published_at.toISOString(),
        author: content.author,
      };
    }),
    next: rows.length > query.limit && last ? encodeCursor([last.published_at.toISOString(), last.matter_id]) : null,
  };
}

/** One published matter with its promises as the ledger has them now. */
export async function readPublished(tx: Tx, bodyId: string, matterId: string): Promise<Published> {
  const db = tables<MatterTables>(tx);
  const row = await db
    .selectFrom('publication')
    .select(['content', 'published_at'])
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw matterProblem('matter.not-found');
  const [commitments, bodies] = await Promise.all([
    sql<{
      unit_name: string;
      words: string;
      due_on: string;
      state: string;
      report: string | null;
      rating: string | null;
    }>`select * from published_commitments(${bodyId}, ${matterId})`.execute(db),
    organisationsByIds(tx, [bodyId]),
  ]);
  const content = row.content as unknown as Content;
  const { kind, ...shown } = content;
  const rating = commitments.rows[0]?.rating ?? null;
  return {
    ...shown,
    bodyId,
    id: matterId,
    bodyName: bodies.get(bodyId)?.name ?? '',
    kindName: kindOf(kind).words.name,
    stateLabel: content.replies.length > 0 ? '已答复' : '办理中',
    publishedAt: row.published_at.toISOString(),
    commitments: commitments.rows
      .filter((one) => one.words)
      .map((one) => ({
        unit: one.unit_name,
        words: one.words,
        dueOn: one.due_on,
        state: one.state,
        stateLabel: commitmentWords[one.state] ?? one.state,
        report: one.report,
      })),
    ratingLabel: rating && (ratingWords[rating] ?? null),
  };
}
