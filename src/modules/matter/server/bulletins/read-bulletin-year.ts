import { sql } from 'kysely';
import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { readBulletinYear as yearRoute } from '../../contract/bulletins.ts';
import { kinds } from '../../contract/kinds/index.ts';

/** Kinds that go into bulletins. */
const compiled = Object.values(kinds)
  .filter((kind) => kind.bulletinAct !== undefined)
  .map((kind) => kind.kind);

interface YearRow {
  readonly author_id: string;
  readonly author: string;
  readonly group_name: string;
  readonly submitted: number;
  readonly single: number;
  readonly compiled: number;
  readonly original: number;
  readonly adopted: number;
  readonly instructed: number;
}

/**
 * The year's list of submissions and adoptions by author (DOMAIN §2.5, 年度通报). A report counts in the year in which it was submitted; what came of it
 * counts once for each record, whenever that was.
 */
export async function readBulletinYear(tx: Tx, year: number): Promise<AnswerOf<typeof yearRoute>> {
  const [from, to] = [startOfDay(`${year}-01-01`), endOfDay(`${year}-12-31`)];
  const bodyId = tx.actor.bodyId;
  const db = tables(tx);
  const [rows, issued] = await Promise.all([
    sql<YearRow>`
      select m.author_id, max(m.author_name) as author, max(m.author_title) as group_name, count(*)::int as submitted,
        coalesce(sum(r.single), 0)::int as single, coalesce(sum(r.compiled), 0)::int as compiled, coalesce(sum(r.original), 0)::int as original,
        coalesce(sum(r.adopted), 0)::int as adopted, coalesce(sum(r.instructed), 0)::int as instructed
      from matter m
      left join lateral (
        select count(*) filter (where act = 'use' and content @> '[{"name":"form","value":"单篇采用"}]') as single,
          count(*) filter (where act = 'use' and content @> '[{"name":"form","value":"综合采用"}]') as compiled,
          count(*) filter (where act = 'use' and content @> '[{"name":"form","value":"原稿转送"}]') as original,
          count(*) filter (where act = 'adopt') as adopted, count(*) filter (where act = 'instruct') as instructed
        from matter_record where body_id = m.body_id and matter_id = m.id) r on true
      where m.body_id = ${bodyId} and m.kind = any(${compiled}::text[]) and m.submitted_at between ${from} and ${to} and m.author_id is not null
      group by m.author_id
      order by submitted desc, author`.execute(db),
    sql<{
      count: number;
    }>`select count(*)::int as count from bulletin where body_id = ${bodyId} and year = ${year} and state = 'issued'`.execute(db),
  ]);
  return {
    year,
    issued: issued.rows[0]!.count,
    items: rows.rows.map(({ author_id: authorId, group_name: group, ...row }) => ({ authorId, group, ...row })),
  };
}
