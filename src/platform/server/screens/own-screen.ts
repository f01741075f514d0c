import { newId } from '../../contract/identifiers.ts';
import type { OwnScreen, askScreenCode, readOwnScreen } from '../../contract/screens.ts';
import { platformProblem } from '../../contract/problem.ts';
import type { Database, Tx } from '../database.ts';
import { tables } from '../database.ts';
import type { RawCall } from '../http/bind.ts';
import { systemActor } from '../outbox/dispatcher.ts';
import type { PlatformTables } from '../tables.ts';
import { asWorker, findScreen } from './registry.ts';
import { screenProblem } from './screen-problems.ts';
import type { ScreenProof } from './screen-token.ts';
import { hashScreenToken, newCode, newScreenToken, proofIn, renewedCookie, screenCookieOf } from './screen-token.ts';

/** A code lives so long; the screen then asks for another by itself. */
const codeMinutes = 10;
/** So many screens may wait at once in the whole installation. */
const mostWaiting = 1_000;
/** A hall sets up a dozen screens behind one address; nobody needs more codes than that at once, whichever process is asked for them. */
const mostOfAddress = 60;

export interface ScreenParts {
  /** True where browsers reach us over https. */
  readonly secure: boolean;
}

/** What the calling browser is: a paired screen, one that waits, or none. */
export async function ownScreenOf(
  { secure }: ScreenParts,
  { database, request, reply }: RawCall<typeof readOwnScreen>,
): Promise<OwnScreen> {
  const { cookie } = request.headers;
  const proof = proofIn(cookie);
  if (!proof) return { state: 'unpaired' };
  const screen = await findScreen(database, proof);
  if (!screen) return await waitingScreen(database, proof);
  const renewed = renewedCookie(cookie!, secure);
  if (renewed) reply.header('set-cookie', renewed);
  return { state: 'paired', ...screen };
}

/** Gives the calling browser a code, and the cookie with which it will act once somebody has typed the code. */
export async function askCode(
  { secure }: ScreenParts,
  { database, body, request, reply }: RawCall<typeof askScreenCode>,
): Promise<OwnScreen> {
  const [id, token] = [newId(), newScreenToken()];
  const waiting = await database.transact(
    systemActor,
    (tx) => addCode(tx, { id, hash: hashScreenToken(token) }, { device: body.device, address: request.ip }),
    {
      access: 'worker',
    },
  );
  reply.header('set-cookie', screenCookieOf(id, token, secure));
  return waiting;
}

async function addCode(tx: Tx, { id, hash }: ScreenProof, { device, address }: { device: string; address: string }): Promise<OwnScreen> {
  const db = tables<PlatformTables>(tx);
  await db.deleteFrom('screen_code').where('expires_at', '<=', tx.now).execute();
  const { count, here } = await db
    .selectFrom('screen_code')
    .select((of) => [of.fn.countAll<number>().as('count'), of.fn.countAll<number>().filterWhere('address', '=', address).as('here')])
    .executeTakeFirstOrThrow();
  if (count >= mostWaiting) throw screenProblem('screen.too-many-codes');
  if (here >= mostOfAddress) throw platformProblem('request.rate', { seconds: 60 });
  const expires = new Date(tx.now.getTime() + codeMinutes * 60_000);
  const row = { screen_id: id, token_hash: hash, device, address, asked_at: tx.now, expires_at: expires };
  let code = newCode();
  // Two of 244 million may be the same.
  while (
    (
      await db
        .insertInto('screen_code')
        .values({ ...row, code })
        .onConflict((on) => on.doNothing())
        .executeTakeFirst()
    ).numInsertedOrUpdatedRows === 0n
  )
    code = newCode();
  return { state: 'waiting', code, expiresAt: expires.toISOString() };
}

async function waitingScreen(database: Database, { id, hash }: ScreenProof): Promise<OwnScreen> {
  const row = await asWorker(database, (tx) =>
    tables<PlatformTables>(tx)
      .selectFrom('screen_code')
      .select(['code', 'expires_at'])
      .where('screen_id', '=', id)
      .where('token_hash', '=', hash)
      .where('expires_at', '>', tx.now)
      .executeTakeFirst(),
  );
  return row ? { state: 'waiting', code: row.code, expiresAt: row.expires_at.toISOString() } : { state: 'unpaired' };
}
