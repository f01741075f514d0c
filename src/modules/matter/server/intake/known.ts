import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { membersOf, unitsFor } from '#modules/directory/server/index.ts';
import { tokensOf } from '#modules/insight/server/index.ts';
import type { Kind } from '../../contract/kind.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { ruleChoices } from '../engine/choices.ts';
import { searchQuery } from '../engine/search.ts';
import { rulesFor } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';
import type { Earlier } from './doubt-rules.ts';
import type { Known } from './draft-row.ts';
import { byName } from './draft-row.ts';

/** Everything in the actor's body that a row of a batch can mean. */
export async function knownFor(tx: Tx): Promise<Known> {
  const bodyId = tx.actor.bodyId!;
  const [members, units, rules] = await Promise.all([membersOf(tx, bodyId), unitsFor(tx, bodyId, 'handlingUnit'), rulesFor(tx, bodyId)]);
  return {
    members: byName(members),
    units: new Map(units.flatMap((unit) => [[unit.shortName, unit.id] as const, [unit.name, unit.id] as const])),
    choices: (field) => field.choices?.map(([value, label]) => ({ value, label })) ?? ruleChoices(rules, field.choicesFrom) ?? [],
    today: dayOf(tx.now),
  };
}

/** What the named proposers have in the system already, in the last two years: a row that is alike may be the same matter. */
export async function earlierOf(tx: Tx, kind: Kind, authors: readonly string[], except: readonly string[] = []): Promise<Earlier[]> {
  if (authors.length === 0) return [];
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['id', 'author_id', 'title', 'number_text', 'state', 'kind'])
    .where('body_id', '=', tx.actor.bodyId)
    .where(sql<boolean>`author_id = any(${[...new Set(authors)]}::uuid[])`)
    .where('kind', '=', kind.kind)
    .where('submitted_at', 'is not', null)
    .where('submitted_at', '>', new Date(tx.now.getTime() - 730 * 86_400_000))
    .orderBy('submitted_at', 'desc')
    .limit(5_000)
    .execute();
  return rows
    .filter((row) => !except.includes(row.id))
    .map((row) => ({
      id: row.id,
      authorId: row.author_id!,
      title: row.title,
      called: row.number_text ?? kindOf(row.kind).states[row.state]?.label ?? row.state,
      where: 'system',
    }));
}

/** Titles whose rarer words are looked up; the rest of a large body's words would only cost time. */
const lookedUp = 4;

/**
 * The category that most of the body's alike matters bear; null where they disagree or there are too few. For forms that ask for one while
 * no paper states it; the office sees that it was guessed.
 */
export async function likelyField(tx: Tx, kind: Kind, title: string): Promise<string | null> {
  const words = tokensOf(title.replace(/^关于/, '').replace(/的?(?:建议|提案|议案)$/, ''))
    .filter((token) => token.length >= 2 && !/['\\]/.test(token))
    .toSorted((one, other) => other.length - one.length)
    .slice(0, lookedUp);
  if (words.length === 0) return null;
  const own = searchQuery(tx.actor.bodyId, '');
  const query = `${own} & (${words.map((token) => `'${token}'`).join(' | ')})`;
  const { rows } = await sql<{ field: string; n: number; all: number }>`
    with alike as (
      select m.field from matters_with(${query}::tsquery, true) w join matter m on m.body_id = w.hit_body and m.id = w.hit_matter
      where m.body_id = ${tx.actor.bodyId} and m.kind = ${kind.kind} and m.field is not null order by w.weight desc, m.id limit 12)
    select field, count(*)::int as n, (select count(*)::int from alike) as all from alike group by field order by n desc, field limit 1`.execute(
    tables(tx),
  );
  const best = rows[0];
  return best && best.n >= 2 && best.n * 2 > best.all ? best.field : null;
}
