import { createHash, randomBytes } from 'node:crypto';
import type { Actor } from '#platform/contract/actor.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { Problem } from '#platform/contract/problem.ts';
import { noBody, recordAct, tables, type Tx } from '#platform/server/database.ts';
import { identityProblem } from '../../contract/problems.ts';
import { behindTheWall, type Candidate, type Identity } from '../identity.ts';
import { ProviderRefusal, type IdentityProvider, type ProvidedIdentity } from '../providers/provider.ts';
import { safeReturn, signInPage } from '../return-rules.ts';
import { cookieValue, setCookie } from '../session-rules.ts';
import { keepStep, stepSeconds, takeStep } from '../steps.ts';
import type { IdentityTables } from '../tables.ts';
import { admit } from './admit.ts';
import { candidateOf, type SignInTurn } from './welcome.ts';

/** Binds a turn at a provider to the browser that began it, so that nobody can be signed in to another's account by a prepared link. */
const turnCookie = 'luzhitong.sign_in';

const db = (tx: Tx) => tables<IdentityTables>(tx);

/**
 * Sends the browser to a provider. Whoever is signed in already, and comes from a page of ours, links the provider's account to their own.
 * From anywhere else it is a sign-in: otherwise a foreign page could link its owner's account at the provider to the account of a visitor.
 */
export async function startAtProvider(
  turn: SignInTurn,
  actor: Actor,
  input: { provider: string; returnTo?: string | undefined },
): Promise<void> {
  const { identity, database, request, reply } = turn;
  const provider = providerOf(identity, input.provider);
  const secret = randomBytes(24).toString('base64url');
  const state = randomBytes(24).toString('base64url');
  const returnTo = safeReturn(input.returnTo);
  try {
    const { address, kept } = await provider.start({ state, redirectUri: redirectUri(identity, provider) });
    const step = { provider: provider.id, returnTo, state, kept, secret: hash(secret) };
    const linking = request.headers['sec-fetch-site'] === 'same-origin' ? actor.accountId : null;
    const id = await behindTheWall(database, null, request.id, (tx) => keepStep(tx, 'provider', step, linking));
    reply.header('set-cookie', setCookie(turnCookie, `${id}.${secret}`, stepSeconds, identity.secure));
    await reply.redirect(address);
  } catch (error) {
    await turnBack(turn, returnTo, error);
  }
}

/** Takes the browser back from a provider, and sends it on: signed in, or to the sign-in page with the reason. */
export async function finishAtProvider(
  turn: SignInTurn,
  actor: Actor,
  input: { provider: string; query: Readonly<Record<string, unknown>> },
): Promise<void> {
  const { identity, database, request, reply } = turn;
  const step = await openStep(turn, input.provider);
  reply.header('set-cookie', setCookie(turnCookie, '', 0, identity.secure));
  if (!step) return await turnBack(turn, '/', identityProblem('identity.state-lost'));
  try {
    const provider = providerOf(identity, input.provider);
    const provided = await provider.finish({
      state: step.state,
      redirectUri: redirectUri(identity, provider),
      query: input.query,
      kept: step.kept,
    });
    const linking = step.accountId !== null && step.accountId === actor.accountId ? step.accountId : null;
    const candidate = await behindTheWall(database, null, request.id, (tx) => recognise(tx, identity, provider.id, provided, linking));
    if (!candidate) throw identityProblem('identity.provider-unmatched');
    const admitted = linking === candidate.accountId ? null : await admit(turn, candidate, 'provider', step.returnTo);
    await reply.redirect(admitted?.secondFactor ? signInPage(step.returnTo, null) : step.returnTo);
  } catch (error) {
    await turnBack(turn, step.returnTo, error);
  }
}

interface OpenStep {
  readonly accountId: string | null;
  readonly returnTo: string;
  readonly state: string;
  readonly kept: Record<string, string>;
}

async function openStep(turn: SignInTurn, provider: string): Promise<OpenStep | null> {
  const [id = '', secret = ''] = cookieValue(turn.request.headers.cookie, turnCookie)?.split('.', 2) ?? [];
  if (!uuid.safeParse(id).success) return null;
  const step = await behindTheWall(turn.database, null, turn.request.id, (tx) => takeStep(tx, 'provider', id));
  if (!step || step.kept['provider'] !== provider || step.kept['secret'] !== hash(secret)) return null;
  const { returnTo, state, kept } = step.kept as { returnTo: string; state: string; kept: Record<string, string> };
  return { accountId: step.accountId, returnTo, state, kept };
}

/** The account that a provided identity belongs to: linked before, linked now by its owner, or found by the provider's verified phone. */
async function recognise(
  tx: Tx,
  identity: Identity,
  provider: string,
  provided: ProvidedIdentity,
  linking: string | null,
): Promise<Candidate | null> {
  const linked = await db(tx)
    .selectFrom('provider_identity')
    .select('account_id')
    .where('provider', '=', provider)
    .where('subject', '=', provided.subject)
    .executeTakeFirst();
  if (linked) {
    if (linking !== null && linked.account_id !== linking) throw identityProblem('identity.provider-unmatched');
    return await candidateOf(tx, identity, 'id', linked.account_id);
  }
  const candidate =
    linking !== null
      ? await candidateOf(tx, identity, 'id', linking)
      : provided.phone
        ? await candidateOf(tx, identity, 'phone_digest', identity.phones.digest(provided.phone))
        : null;
  if (!candidate) return null;
  await db(tx)
    .insertInto('provider_identity')
    .values({ provider, subject: provided.subject, account_id: candidate.accountId, linked_at: tx.now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  recordAct(tx, {
    bodyId: candidate.bodyId ?? noBody,
    act: 'identity.link-provider',
    subjectKind: 'account',
    subjectId: candidate.accountId,
    detail: { provider },
  });
  return candidate;
}

async function turnBack(turn: SignInTurn, returnTo: string, error: unknown): Promise<void> {
  const known = error instanceof Problem ? error.code : 'identity.provider-failed';
  if (!(error instanceof Problem))
    turn.identity.log(error instanceof ProviderRefusal ? `统一身份认证没有完成：${error.message}` : '统一身份认证出错', error);
  await turn.reply.redirect(signInPage(returnTo, known));
}

function providerOf(identity: Identity, id: string): IdentityProvider {
  const provider = identity.providers.get(id);
  if (!provider) throw identityProblem('identity.provider-not-found');
  return provider;
}

function redirectUri(identity: Identity, provider: IdentityProvider): string {
  return `${identity.publicUrl}/api/identity/providers/${provider.id}/callback`;
}

function hash(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
