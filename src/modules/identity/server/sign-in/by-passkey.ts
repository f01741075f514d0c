import type { AuthenticationResponseJSON, AuthenticatorTransport, RegistrationResponseJSON } from '@simplewebauthn/server';
import { newId } from '#platform/contract/identifiers.ts';
import { emit, recordAct, tables, type Database, type Tx } from '#platform/server/database.ts';
import type { Actor } from '#platform/contract/actor.ts';
import type { Passkey } from '../../contract/account.ts';
import { passkeyAdded } from '../../contract/events.ts';
import { identityProblem } from '../../contract/problems.ts';
import type { SignedInAnswer } from '../../contract/routes.ts';
import { chainOf } from '../accounts.ts';
import { behindTheWall, type Candidate, type Identity } from '../identity.ts';
import { keepStep, takeStep } from '../steps.ts';
import type { IdentityTables } from '../tables.ts';
import { blame, candidateOf, refuseFlood, welcome, type SignInTurn } from './welcome.ts';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/** Loaded at the first use: it brings an ASN.1 and a CBOR reader that nobody else needs. */
const webauthn = () => import('@simplewebauthn/server');

export interface Challenge {
  readonly challengeId: string;
  readonly options: Record<string, unknown>;
}

/** A challenge for whichever passkey of this site the browser holds; nobody need be named. */
export async function challengePasskey(turn: SignInTurn): Promise<Challenge> {
  const { identity, database, request } = turn;
  const options = await (await webauthn()).generateAuthenticationOptions({ rpID: hostOf(identity), userVerification: 'required' });
  const challengeId = await behindTheWall(database, null, request.id, (tx) =>
    keepStep(tx, 'passkeySignIn', { challenge: options.challenge }),
  );
  return { challengeId, options: { ...options } };
}

/** Signs in with a passkey's answer to {@link challengePasskey}. */
export async function signInByPasskey(
  turn: SignInTurn,
  input: { challengeId: string; response: Record<string, unknown>; returnTo?: string | undefined },
): Promise<SignedInAnswer> {
  await refuseFlood(turn);
  const candidate = await passkeyHolder(turn, input);
  if (candidate) return await welcome(turn, candidate, 'passkey', input.returnTo);
  await blame(turn, null, 'passkey');
  throw identityProblem('identity.passkey-failed');
}

/** Whose passkey answered {@link challengePasskey}, or null where the answer is not right. The challenge is used up either way. */
export async function passkeyHolder(
  turn: SignInTurn,
  input: { challengeId: string; response: Record<string, unknown> },
): Promise<Candidate | null> {
  const { identity, database, request } = turn;
  const { challenge, passkey } = await behindTheWall(database, null, request.id, async (tx) => ({
    challenge: (await takeStep(tx, 'passkeySignIn', input.challengeId))?.kept['challenge'],
    passkey: await db(tx).selectFrom('passkey').selectAll().where('credential_id', '=', String(input.response['id'])).executeTakeFirst(),
  }));
  if (typeof challenge !== 'string') throw identityProblem('identity.state-lost');
  const counter = passkey ? await verify(identity, challenge, input.response, passkey) : null;
  return await behindTheWall(database, null, request.id, async (tx) => {
    if (!passkey || counter === null) return null;
    await db(tx)
      .updateTable('passkey')
      .set({ counter, last_used_at: tx.now })
      .where('account_id', '=', passkey.account_id)
      .where('id', '=', passkey.id)
      .execute();
    return await candidateOf(tx, identity, 'id', passkey.account_id);
  });
}

/** The new counter of a passkey whose answer is right, else null. */
async function verify(
  identity: Identity,
  challenge: string,
  response: Record<string, unknown>,
  passkey: { credential_id: string; public_key: Buffer; counter: number; transports: string[] },
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await webauthn();
  const outcome = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    expectedChallenge: challenge,
    expectedOrigin: new URL(identity.publicUrl).origin,
    expectedRPID: hostOf(identity),
    requireUserVerification: true,
    credential: {
      id: passkey.credential_id,
      publicKey: new Uint8Array(passkey.public_key),
      counter: passkey.counter,
      transports: passkey.transports,
    },
  }).catch(() => null);
  return outcome?.verified ? outcome.authenticationInfo.newCounter : null;
}

/** A challenge for a new passkey of the actor's account. */
export async function challengeRegistration(identity: Identity, database: Database, actor: Actor): Promise<Challenge> {
  const accountId = actor.accountId!;
  const known = await database.read(actor, (tx) =>
    db(tx).selectFrom('passkey').select(['credential_id', 'transports']).where('account_id', '=', accountId).execute(),
  );
  const options = await (
    await webauthn()
  ).generateRegistrationOptions({
    rpName: '履职通',
    rpID: hostOf(identity),
    userName: actor.name,
    userDisplayName: actor.name,
    userID: new TextEncoder().encode(accountId),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: known.map((one) => ({ id: one.credential_id, transports: one.transports as AuthenticatorTransport[] })),
  });
  const challengeId = await database.transact(
    actor,
    (tx) => keepStep(tx, 'passkeyRegistration', { challenge: options.challenge }, accountId),
    { access: 'worker' },
  );
  return { challengeId, options: { ...options } };
}

/** Adds the passkey that answered {@link challengeRegistration} to the actor's account. */
export async function addPasskey(
  identity: Identity,
  database: Database,
  actor: Actor,
  input: { challengeId: string; response: Record<string, unknown>; name: string },
): Promise<Passkey> {
  const step = await database.transact(actor, (tx) => takeStep(tx, 'passkeyRegistration', input.challengeId), { access: 'worker' });
  if (step?.accountId !== actor.accountId || typeof step?.kept['challenge'] !== 'string') throw identityProblem('identity.state-lost');
  const { verifyRegistrationResponse } = await webauthn();
  const outcome = await verifyRegistrationResponse({
    response: input.response as unknown as RegistrationResponseJSON,
    expectedChallenge: step.kept['challenge'],
    expectedOrigin: new URL(identity.publicUrl).origin,
    expectedRPID: hostOf(identity),
    requireUserVerification: true,
  }).catch(() => null);
  if (!outcome?.verified) throw identityProblem('identity.passkey-failed');
  const { credential } = outcome.registrationInfo;
  return await database.transact(
    actor,
    async (tx) =>
      await insertPasskey(tx, input.name, {
        credential_id: credential.id,
        public_key: Buffer.from(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
      }),
    { access: 'worker' },
  );
}

async function insertPasskey(
  tx: Tx,
  name: string,
  credential: Pick<IdentityTables['passkey'], 'credential_id' | 'public_key' | 'counter' | 'transports'>,
): Promise<Passkey> {
  const accountId = tx.actor.accountId!;
  const id = newId(tx.now.getTime());
  const added = await db(tx)
    .insertInto('passkey')
    .values({ account_id: accountId, id, ...credential, name, made_at: tx.now })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!added) throw identityProblem('identity.passkey-known');
  recordAct(tx, {
    bodyId: chainOf(tx),
    act: 'identity.add-passkey',
    subjectKind: 'account',
    subjectId: accountId,
    detail: { passkeyId: id, name },
  });
  emit(tx, passkeyAdded, {
    bodyId: chainOf(tx),
    subject: accountId,
    topics: [`person:${tx.actor.personId}`],
    payload: { accountId, personId: tx.actor.personId!, passkeyId: id },
  });
  return { id, name, madeAt: tx.now.toISOString(), lastUsedAt: null };
}

function hostOf(identity: Identity): string {
  if (!identity.passkeyHost) throw identityProblem('identity.provider-not-found');
  return identity.passkeyHost;
}
