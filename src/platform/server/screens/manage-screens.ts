import { sql } from 'kysely';
import type { AnswerOf, BodyOf } from '../../contract/route.ts';
import type { ScreenLine, listScreens, pairScreen } from '../../contract/screens.ts';
import { screenChanged } from '../../contract/screens.ts';
import type { Tx } from '../database.ts';
import { emit, recordAct, tables } from '../database.ts';
import type { PlatformTables } from '../tables.ts';
import { screenProblem } from './screen-problems.ts';

const mostScreens = 200;
const onlineMilliseconds = 2 * 60_000;
const lineColumns = ['id', 'name', 'device', 'address', 'paired_by_name', 'paired_at', 'last_seen_at'] as const;

/** The screens of the actor's body, by name. */
export async function screensOf(tx: Tx): Promise<AnswerOf<typeof listScreens>> {
  const rows = await living(tx).select(lineColumns).orderBy('name').orderBy('id').execute();
  return { items: rows.map((row) => lineOf(row, tx.now)) };
}

/** Makes the screen that shows the typed code one of the actor's body. */
export async function pair(tx: Tx, { code, name }: BodyOf<typeof pairScreen>): Promise<ScreenLine> {
  const db = tables<PlatformTables>(tx);
  const bodyId = tx.actor.bodyId!;
  const { count } = await living(tx)
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (count >= mostScreens) throw screenProblem('screen.too-many', { limit: mostScreens });
  const taken = await sql<{
    screen_id: string;
    token_hash: Buffer;
    device: string;
    address: string;
  }>`select * from take_screen_code(${code}, ${tx.now})`.execute(db);
  const waiting = taken.rows[0];
  if (!waiting) throw screenProblem('screen.code', {}, [{ path: 'code', message: '请看屏幕上现在显示的码' }]);
  const row = {
    id: waiting.screen_id,
    name,
    device: waiting.device,
    address: waiting.address,
    paired_by_name: tx.actor.name,
    paired_at: tx.now,
    last_seen_at: tx.now,
  };
  await db
    .insertInto('screen')
    .values({ ...row, body_id: bodyId, token_hash: waiting.token_hash, paired_by: tx.actor.personId! })
    .execute();
  note(tx, 'screen.pair', row.id, { name, address: row.address });
  return lineOf(row, tx.now);
}

export async function rename(tx: Tx, id: string, name: string): Promise<{ done: true }> {
  await change(tx, id, { name });
  note(tx, 'screen.rename', id, { name });
  return { done: true };
}

/** Ends the screen for good: what hangs on the wall asks for a new code. */
export async function end(tx: Tx, id: string): Promise<{ done: true }> {
  await change(tx, id, { ended_at: tx.now });
  note(tx, 'screen.end', id, {});
  return { done: true };
}

async function change(tx: Tx, id: string, values: { name?: string; ended_at?: Date }): Promise<void> {
  const changed = await tables<PlatformTables>(tx)
    .updateTable('screen')
    .set(values)
    .where('body_id', '=', tx.actor.bodyId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) throw screenProblem('screen.not-found');
}

function living(tx: Tx) {
  return tables<PlatformTables>(tx).selectFrom('screen').where('body_id', '=', tx.actor.bodyId).where('ended_at', 'is', null);
}

function note(tx: Tx, act: string, id: string, detail: Record<string, unknown>): void {
  const bodyId = tx.actor.bodyId!;
  recordAct(tx, { bodyId, act, subjectKind: 'screen', subjectId: id, detail });
  emit(tx, screenChanged, { bodyId, subject: id, topics: [`body:${bodyId}`], payload: {} });
}

interface LineRow {
  readonly id: string;
  readonly name: string;
  readonly device: string;
  readonly address: string;
  readonly paired_by_name: string;
  readonly paired_at: Date;
  readonly last_seen_at: Date;
}

function lineOf(row: LineRow, now: Date): ScreenLine {
  return {
    id: row.id,
    name: row.name,
    device: row.device,
    address: row.address,
    pairedBy: row.paired_by_name,
    pairedAt: row.paired_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    online: now.getTime() - row.last_seen_at.getTime() < onlineMilliseconds,
  };
}
