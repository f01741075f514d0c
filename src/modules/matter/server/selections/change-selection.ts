import { sql } from 'kysely';
import { endOfDay, startOfDay } from '#platform/contract/instant.ts';
import type { BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { organisationsByIds } from '#modules/directory/server/index.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type {
  SelectionLine,
  advanceSelection as advanceRoute,
  openSelection as openRoute,
  saveEntry as entryRoute,
} from '../../contract/selections.ts';
import { selectionGrounds, selectionPurposes, selectionStates } from '../../contract/selections.ts';
import { performAct } from '../engine/act.ts';
import { personNames, rulesFor } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';
import { readSelectionLine } from './read-selection.ts';
import { obstacleTo, quotaOf, shareOf } from './selection-rules.ts';

const db = (tx: Tx) => tables<MatterTables>(tx);

/** Opens a selection under an id that the client made; opening it again with other words renames it while it is still nominating. */
export async function openSelection(tx: Tx, id: string, body: BodyOf<typeof openRoute>): Promise<{ revision: number }> {
  const bodyId = tx.actor.bodyId!;
  const kind = kindOf(body.kind);
  const own = (await organisationsByIds(tx, [bodyId])).get(bodyId);
  if (kind.bodyKind !== own?.kind || !kind.acts[actFor(body.purpose)]) throw matterProblem('matter.choice', { label: '种类' });
  const stored = await lockSelection(tx, id);
  if (stored && stored.state !== 'nominating') throw closed(stored);
  if (stored) {
    await db(tx)
      .updateTable('selection')
      .set({ title: body.title, changed_at: tx.now, revision: stored.revision + 1 })
      .where('body_id', '=', bodyId)
      .where('id', '=', id)
      .execute();
  } else {
    const { parameters } = await rulesFor(tx, bodyId);
    const share = shareOf(body.purpose, parameters);
    const accepted = await acceptedIn(tx, body.kind, body.year);
    await db(tx)
      .insertInto('selection')
      .values({
        body_id: bodyId,
        id,
        kind: body.kind,
        purpose: body.purpose,
        year: body.year,
        title: body.title,
        state: 'nominating',
        quota_share: share,
        quota: quotaOf(accepted, share),
        made_by: tx.actor.personId,
        made_at: tx.now,
        changed_at: tx.now,
      })
      .execute();
  }
  recordAct(tx, { bodyId, act: 'matter.open-selection', subjectKind: 'selection', subjectId: id, detail: { ...body } });
  return { revision: (stored?.revision ?? 0) + 1 };
}

/** Puts a matter up, scores it, or says what becomes of it. Doing it again changes the entry. */
export async function saveEntry(tx: Tx, id: string, matterId: string, body: BodyOf<typeof entryRoute>): Promise<{ done: true }> {
  const of = await openOne(tx, id);
  const matter = await db(tx)
    .selectFrom('matter')
    .select(['id', 'kind'])
    .where('body_id', '=', of.body_id)
    .where('id', '=', matterId)
    .where('accepted_at', 'is not', null)
    .executeTakeFirst();
  if (matter?.kind !== of.kind) throw matterProblem('matter.not-found');
  const leaderName = body.leader ? ((await personNames(tx, [body.leader])).get(body.leader) ?? null) : null;
  const row = {
    stage: body.stage,
    grounds: body.grounds,
    score: body.score,
    words: body.words,
    leader_id: body.leader,
    leader_name: leaderName,
    committee: body.committee,
  };
  await db(tx)
    .insertInto('selection_entry')
    .values({ body_id: of.body_id, selection_id: id, matter_id: matterId, nominated_by: tx.actor.name, ...row })
    .onConflict((on) => on.columns(['body_id', 'selection_id', 'matter_id']).doUpdateSet(row))
    .execute();
  await touch(tx, id);
  recordAct(tx, { bodyId: of.body_id, act: 'matter.save-entry', subjectKind: 'selection', subjectId: id, detail: { matterId, ...row } });
  return { done: true };
}

/** Takes a nomination back. */
export async function dropEntry(tx: Tx, id: string, matterId: string): Promise<{ done: true }> {
  const of = await openOne(tx, id);
  await db(tx)
    .deleteFrom('selection_entry')
    .where('body_id', '=', of.body_id)
    .where('selection_id', '=', id)
    .where('matter_id', '=', matterId)
    .execute();
  await touch(tx, id);
  recordAct(tx, { bodyId: of.body_id, act: 'matter.drop-entry', subjectKind: 'selection', subjectId: id, detail: { matterId } });
  return { done: true };
}

/**
 * Takes a selection a step on or back. Publishing does to each chosen matter what its kind declares (定为重点督办, 评为优秀提案), so that its people are
 * told: all of them or none. Throws `matter.selection-blocked` with what is to be done first.
 */
export async function advanceSelection(tx: Tx, id: string, body: BodyOf<typeof advanceRoute>): Promise<SelectionLine> {
  const of = await lockSelection(tx, id);
  if (!of) throw matterProblem('matter.selection-not-found');
  if (of.revision !== body.revision) throw matterProblem('matter.selection-changed');
  const entries = await entriesOf(tx, id);
  const { parameters } = await rulesFor(tx, of.body_id);
  const obstacle = obstacleTo(
    body.to,
    { state: of.state, purpose: of.purpose, quota: of.quota ?? 1 },
    entries.map((one) => ({ ...one, collective: one.collective !== null })),
    parameters.excellentCollectiveShare,
  );
  if (obstacle) throw matterProblem('matter.selection-blocked', { reason: obstacle });
  await db(tx)
    .updateTable('selection')
    .set({ state: body.to, changed_at: tx.now, revision: of.revision + 1, ...(body.to === 'published' ? { published_at: tx.now } : {}) })
    .where('body_id', '=', of.body_id)
    .where('id', '=', id)
    .execute();
  if (body.to === 'published') for (const one of entries.filter((entry) => entry.stage === 'chosen')) await decorate(tx, of, one);
  recordAct(tx, {
    bodyId: of.body_id,
    act: 'matter.advance-selection',
    subjectKind: 'selection',
    subjectId: id,
    detail: { from: of.state, to: body.to },
  });
  return await readSelectionLine(tx, id);
}

type Entry = Awaited<ReturnType<typeof entriesOf>>[number];
type Selection = NonNullable<Awaited<ReturnType<typeof lockSelection>>>;

async function decorate(tx: Tx, of: Selection, entry: Entry): Promise<void> {
  const reason = [entry.grounds.map((one) => selectionGrounds[one as keyof typeof selectionGrounds] ?? one).join('、'), entry.words]
    .filter(Boolean)
    .join('。');
  const input =
    of.purpose === 'key'
      ? { committee: entry.committee!, reason: reason || '经研究列为重点督办。', ...(entry.leader_id ? { leader: entry.leader_id } : {}) }
      : { honour: `${of.year} 年度优秀提案`, ...(entry.words ? { words: entry.words } : {}) };
  await performAct(tx, { bodyId: of.body_id, matterId: entry.matter_id, act: actFor(of.purpose), input });
}

const actFor = (purpose: Selection['purpose']): string => (purpose === 'key' ? 'markKey' : 'honour');

async function entriesOf(tx: Tx, id: string) {
  return await db(tx)
    .selectFrom('selection_entry as e')
    .innerJoin('matter as m', (join) => join.onRef('m.body_id', '=', 'e.body_id').onRef('m.id', '=', 'e.matter_id'))
    .select(['e.matter_id', 'e.stage', 'e.grounds', 'e.words', 'e.leader_id', 'e.committee', 'm.title', 'm.collective'])
    .where('e.body_id', '=', tx.actor.bodyId)
    .where('e.selection_id', '=', id)
    .orderBy('e.position')
    .orderBy('e.matter_id')
    .execute();
}

async function lockSelection(tx: Tx, id: string) {
  return await db(tx)
    .selectFrom('selection')
    .selectAll()
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

async function openOne(tx: Tx, id: string): Promise<Selection> {
  const of = await lockSelection(tx, id);
  if (!of) throw matterProblem('matter.selection-not-found');
  if (of.state === 'published' || of.state === 'dropped') throw closed(of);
  return of;
}

function closed(of: Pick<Selection, 'purpose' | 'state'>): Error {
  return matterProblem('matter.selection-closed', { purpose: selectionPurposes[of.purpose], state: selectionStates[of.state] });
}

async function touch(tx: Tx, id: string): Promise<void> {
  await db(tx)
    .updateTable('selection')
    .set({ changed_at: tx.now, revision: sql<number>`revision + 1` })
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', id)
    .execute();
}

async function acceptedIn(tx: Tx, kind: string, year: number): Promise<number> {
  const found = await db(tx)
    .selectFrom('matter')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('body_id', '=', tx.actor.bodyId)
    .where('kind', '=', kind)
    .where('accepted_at', '>=', startOfDay(`${year}-01-01`))
    .where('accepted_at', '<=', endOfDay(`${year}-12-31`))
    .executeTakeFirstOrThrow();
  return found.count;
}
