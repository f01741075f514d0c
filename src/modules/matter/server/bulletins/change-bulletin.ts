import { sql } from 'kysely';
import { dayOf } from '#platform/contract/instant.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { issueBulletin as issueRoute, saveBulletin as saveRoute } from '../../contract/bulletins.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import { performAct } from '../engine/act.ts';
import type { MatterTables } from '../tables.ts';
import { bulletinNames, bulletinSeries } from './bulletin-names.ts';

const db = (tx: Tx) => tables<MatterTables>(tx);

/**
 * Keeps a bulletin as it is written; a new id makes a new one. Throws `matter.bulletin-changed` where `revision` is not the stored one,
 * `matter.bulletin-issued` for one that went out, `matter.not-found` for a matter that the office does not have or that no bulletin takes.
 */
export async function saveBulletin(tx: Tx, id: string, body: BodyOf<typeof saveRoute>): Promise<{ revision: number }> {
  const stored = await lockBulletin(tx, id);
  if (stored?.state === 'issued') throw matterProblem('matter.bulletin-issued');
  if ((stored?.revision ?? 0) !== body.revision) throw matterProblem('matter.bulletin-changed');
  await takeable(tx, body.matters);
  const revision = body.revision + 1;
  const row = {
    form: body.form,
    title: body.title,
    words: body.words,
    addressees: body.addressees,
    changed_at: tx.now,
    revision,
  };
  if (stored) await db(tx).updateTable('bulletin').set(row).where('body_id', '=', tx.actor.bodyId).where('id', '=', id).execute();
  else
    await db(tx)
      .insertInto('bulletin')
      .values({
        body_id: tx.actor.bodyId!,
        id,
        year: Number(dayOf(tx.now).slice(0, 4)),
        series: bulletinSeries,
        state: 'draft',
        made_by: tx.actor.personId,
        made_by_name: tx.actor.name,
        made_at: tx.now,
        ...row,
      })
      .execute();
  await writeItems(tx, id, body.matters);
  recordAct(tx, {
    bodyId: tx.actor.bodyId!,
    act: 'matter.save-bulletin',
    subjectKind: 'bulletin',
    subjectId: id,
    detail: { revision, form: body.form, matters: body.matters },
  });
  return { revision };
}

/** Throws away a bulletin that was never issued; its matters stay where they are. */
export async function dropBulletin(tx: Tx, id: string): Promise<{ done: true }> {
  const stored = await lockBulletin(tx, id);
  if (!stored) throw matterProblem('matter.bulletin-not-found');
  if (stored.state === 'issued') throw matterProblem('matter.bulletin-issued');
  await db(tx).deleteFrom('bulletin').where('body_id', '=', tx.actor.bodyId).where('id', '=', id).execute();
  recordAct(tx, { bodyId: tx.actor.bodyId!, act: 'matter.drop-bulletin', subjectKind: 'bulletin', subjectId: id, detail: {} });
  return { done: true };
}

/**
 * Numbers the bulletin, without gaps in its body and year, and does to each matter what its kind declares (采用编发): all of it or nothing. Throws
 * `matter.bulletin-matter` where a matter can no longer be used.
 */
export async function issueBulletin(tx: Tx, id: string, body: BodyOf<typeof issueRoute>): Promise<{ number: number; name: string }> {
  const bodyId = tx.actor.bodyId!;
  const stored = await lockBulletin(tx, id);
  if (!stored) throw matterProblem('matter.bulletin-not-found');
  if (stored.state === 'issued') throw matterProblem('matter.bulletin-issued');
  if (stored.revision !== body.revision) throw matterProblem('matter.bulletin-changed');
  if (stored.words.trim() === '' || stored.addressees.length === 0) throw matterProblem('matter.bulletin-empty');
  const year = Number(dayOf(tx.now).slice(0, 4));
  const { last: number } = await db(tx)
    .insertInto('number_series')
    .values({ body_id: bodyId, series: `bulletin:${stored.series}:${year}`, last: 1 })
    .onConflict((on) => on.columns(['body_id', 'series']).doUpdateSet({ last: sql<number>`number_series.last + 1` }))
    .returning('last')
    .executeTakeFirstOrThrow();
  const name = (await bulletinNames(tx))(year, number);
  await db(tx)
    .updateTable('bulletin')
    .set({ state: 'issued', number, year, signer: body.signer, issued_at: tx.now, changed_at: tx.now, revision: stored.revision + 1 })
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .execute();
  await useMatters(tx, id, { form: stored.form, bulletin: name, addressees: stored.addressees.join('、') });
  recordAct(tx, {
    bodyId,
    act: 'matter.issue-bulletin',
    subjectKind: 'bulletin',
    subjectId: id,
    detail: { number, year, signer: body.signer },
  });
  return { number, name };
}

async function useMatters(tx: Tx, bulletinId: string, input: { form: string; bulletin: string; addressees: string }): Promise<void> {
  const items = await db(tx)
    .selectFrom('bulletin_item as i')
    .innerJoin('matter as m', (join) => join.onRef('m.body_id', '=', 'i.body_id').onRef('m.id', '=', 'i.matter_id'))
    .select(['m.id', 'm.kind', 'm.title', 'm.state'])
    .where('i.body_id', '=', tx.actor.bodyId)
    .where('i.bulletin_id', '=', bulletinId)
    .orderBy('i.position')
    .execute();
  if (items.length === 0) throw matterProblem('matter.bulletin-empty');
  for (const item of items) {
    const kind = kindOf(item.kind);
    const act = kind.acts[kind.bulletinAct ?? ''];
    if (!act?.from.includes(item.state))
      throw matterProblem('matter.bulletin-matter', { title: item.title, state: kind.states[item.state]?.label ?? item.state });
    await performAct(tx, { bodyId: tx.actor.bodyId!, matterId: item.id, act: kind.bulletinAct!, input });
  }
}

async function lockBulletin(tx: Tx, id: string) {
  return await db(tx)
    .selectFrom('bulletin')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

async function takeable(tx: Tx, ids: readonly string[]): Promise<void> {
  const rows = await db(tx)
    .selectFrom('matter')
    .select(['id', 'kind'])
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', 'in', ids)
    .where('submitted_at', 'is not', null)
    .execute();
  const known = new Set(rows.filter((row) => kindOf(row.kind).bulletinAct !== undefined).map((row) => row.id));
  if (ids.some((one) => !known.has(one))) throw matterProblem('matter.not-found');
}

async function writeItems(tx: Tx, id: string, matters: readonly string[]): Promise<void> {
  const bodyId = tx.actor.bodyId!;
  await db(tx).deleteFrom('bulletin_item').where('body_id', '=', bodyId).where('bulletin_id', '=', id).execute();
  await db(tx)
    .insertInto('bulletin_item')
    .values([...new Set(matters)].map((matterId, position) => ({ body_id: bodyId, bulletin_id: id, matter_id: matterId, position })))
    .execute();
}
