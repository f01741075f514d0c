import { sql } from 'kysely';
import type { Actor } from '#platform/contract/actor.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { unitsFor } from '#modules/directory/server/index.ts';
import { tokensOf } from '#modules/insight/server/index.ts';
import type { listSimilar as similarRoute, readUnitProposal as proposalRoute } from '../../contract/routes.ts';
import { loadCase } from '../engine/case.ts';
import type { MatterRow, MatterTables } from '../tables.ts';
import { hasWords } from '../engine/search.ts';
import { lineColumns, lineParts, matterLines } from './matter-lines.ts';
import type { Vote } from './unit-proposal-rules.ts';
import { coCertainty, leadCertainty } from './unit-proposal-rules.ts';

type Proposal = AnswerOf<typeof proposalRoute>['items'][number];

/** How many of the body's most alike assigned cases vote. */
const neighbours = 30;

/**
 * Units proposed for a case: what the proposer wished, which duties name its words, and who handled the most alike earlier cases, each with
 * its reason in words. A proposal, never a decision: the certainty of each says how much speaks for it by itself (unit-proposal-rules.ts).
 */
export async function readUnitProposal(tx: Tx, bodyId: string, matterId: string): Promise<{ items: Proposal[] }> {
  const { matter } = await loadCase(tx, bodyId, matterId);
  const words = wordsOf(matter);
  const [units, alike] = await Promise.all([unitsFor(tx, bodyId, 'handlingUnit'), assignedLike(tx, matter, words)]);
  const wished = new Set((matter.form.suggestedUnits as string[] | undefined) ?? []);
  const votes = votesOf(alike);
  const text = [matter.title, ...Object.values(matter.form).filter((value) => typeof value === 'string')].join('\n');
  const candidates = units
    .map((unit) => {
      const signs = {
        named: unit.keywords.filter((keyword) => text.includes(keyword)),
        vote: votes.get(unit.id),
        wished: wished.has(unit.id),
      };
      return { unit, signs, lead: leadCertainty(signs), co: coCertainty(signs) };
    })
    .filter((one) => Math.max(one.lead, one.co) > 0)
    .toSorted((one, other) => other.lead - one.lead || other.co - one.co);
  const [lead, ...others] = candidates;
  if (!lead) return { items: [] };
  const items = [
    { ...lead, role: 'lead' as const, certainty: lead.lead },
    ...others.map((one) => ({ ...one, role: 'co' as const, certainty: one.co })).toSorted((one, other) => other.certainty - one.certainty),
  ];
  return {
    items: items.slice(0, 5).map(({ unit, signs, role, certainty }): Proposal => ({
      unit: { id: unit.id, name: unit.name, shortName: unit.shortName },
      role,
      certainty,
      reason: reasonOf(signs.wished, signs.named, signs.vote),
    })),
  };
}

/** Cases of the same kind in the body that share its rarer words, most alike first; never the case itself. */
export async function listSimilar(tx: Tx, bodyId: string, matterId: string): Promise<AnswerOf<typeof similarRoute>> {
  const { matter } = await loadCase(tx, bodyId, matterId);
  const words = wordsOf(matter).slice(0, 24);
  if (words.length === 0) return { items: [] };
  const rank = likeness(words);
  const rows = await tables<MatterTables>(tx)
    .selectFrom('matter')
    .select([...lineColumns, ...lineParts, rank.as('likeness')])
    .where('body_id', '=', bodyId)
    .where('kind', '=', matter.kind)
    .where('id', '!=', matterId)
    .where('submitted_at', 'is not', null)
    .where(openTo(tx.actor, bodyId))
    .where(hasWords('matter.body_id', 'matter.id', anyOf(bodyId, words)))
    .orderBy('likeness', 'desc')
    .orderBy('id', 'desc')
    .limit(6)
    .execute();
  const near = rows.filter((row) => row.likeness >= 0.25);
  const lines = await matterLines(tx, near);
  return { items: lines.map((line, index) => ({ matter: line, likeness: near[index]!.likeness })) };
}

type MatterText = Pick<MatterRow, 'body_id' | 'id' | 'kind' | 'title' | 'form' | 'region_code'>;

/** Of the body's submitted cases those that the actor may know of; row-level security says the same once more. */
function openTo({ scope, bodyId, unitId, personId }: Actor, ofBody: string) {
  if (bodyId === ofBody && scope === 'office') return sql<boolean>`true`;
  if (bodyId === ofBody && scope === 'member') return sql<boolean>`(visibility = 'body' or author_id = ${personId})`;
  return sql<boolean>`(author_id = ${personId} or exists (
    select from handling where handling.body_id = matter.body_id and handling.matter_id = matter.id and handling.unit_id = ${unitId}))`;
}

/** The words that tell a case apart: those of its title first, single characters left out. */
function wordsOf(matter: MatterText): string[] {
  const situation =
    typeof matter.form.situation === 'string' ? matter.form.situation : typeof matter.form.words === 'string' ? matter.form.words : '';
  return [...new Set([...tokensOf(matter.title), ...tokensOf(situation)])].filter((word) => word.length > 1 && !/^\d+$/.test(word));
}

function quoted(words: readonly string[]): string[] {
  return words.map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`);
}

function anyOf(bodyId: string, words: readonly string[]): string {
  return `'b:${bodyId.replaceAll('-', '')}' & (${quoted(words).join(' | ')})`;
}

/** The share of the words that the other case has too, 0 to 1. */
function likeness(words: readonly string[]) {
  const each = quoted(words).map((word) => sql`(search @@ ${word}::tsquery)::int`);
  return sql<number>`round((${sql.join(each, sql` + `)})::numeric / ${words.length}, 2)::float`;
}

async function assignedLike(
  tx: Tx,
  matter: MatterText,
  words: readonly string[],
): Promise<{ id: string; unitId: string; role: string; likeness: number }[]> {
  const few = words.slice(0, 16);
  if (few.length === 0) return [];
  const near = tables<MatterTables>(tx)
    .selectFrom('matter')
    .select(['body_id', 'id', likeness(few).as('likeness')])
    .where('body_id', '=', matter.body_id)
    .where('kind', '=', matter.kind)
    .where('id', '!=', matter.id)
    .where('assigned_at', 'is not', null)
    .where(hasWords('matter.body_id', 'matter.id', anyOf(matter.body_id, few)))
    .orderBy('likeness', 'desc')
    .orderBy('id', 'desc')
    .limit(neighbours);
  return await tables<MatterTables>(tx)
    .selectFrom(near.as('near'))
    .innerJoin('handling', (join) => join.onRef('handling.body_id', '=', 'near.body_id').onRef('handling.matter_id', '=', 'near.id'))
    .select(['near.id', 'handling.unit_id as unitId', 'handling.role', 'near.likeness'])
    .where('handling.state', '!=', 'ended')
    .execute();
}

function votesOf(alike: readonly { id: string; unitId: string; role: string; likeness: number }[]): Map<string, Vote> {
  const cases = new Map(alike.map((one) => [one.id, one.likeness]));
  const weight = [...cases.values()].reduce((sum, one) => sum + one, 0);
  const share = (rows: readonly { likeness: number }[]) => (weight > 0 ? rows.reduce((sum, one) => sum + one.likeness, 0) / weight : 0);
  return new Map(
    [...Map.groupBy(alike, (one) => one.unitId)].map(([unit, rows]) => {
      const leading = rows.filter((one) => one.role !== 'co');
      return [unit, { leadShare: share(leading), partShare: share(rows), lead: leading.length, all: rows.length, of: cases.size }];
    }),
  );
}

function reasonOf(wished: boolean, named: readonly string[], vote: Vote | undefined): string {
  return [
    wished ? '提出人希望由其办理' : '',
    named.length > 0 ? `职责含“${named.slice(0, 3).join('”“')}”` : '',
    vote ? `相近的 ${vote.of} 件中 ${vote.all} 件由其办理，其中主办 ${vote.lead} 件` : '',
  ]
    .filter(Boolean)
    .join('；');
}
