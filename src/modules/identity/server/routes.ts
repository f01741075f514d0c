import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '#platform/contract/actor.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import { tables, type Database, type Tx } from '#platform/server/database.ts';
import { bind, type BoundRoute } from '#platform/server/http/bind.ts';
import { identityProblem } from '../contract/problems.ts';
import * as contract from '../contract/routes.ts';
import { administeredAccount } from './actions/administered-account.ts';
import { changePassword } from './actions/change-password.ts';
import { changePhone } from './actions/change-phone.ts';
import { disableAccount } from './actions/disable-account.ts';
import { enableAccount } from './actions/enable-account.ts';
import { endSessions } from './actions/end-sessions.ts';
import { removePasskey } from './actions/remove-passkey.ts';
import { resetPassword } from './actions/reset-password.ts';
import { admitAttempt, forgiveAttempts } from './guard.ts';
import { behindTheWall, type Identity } from './identity.ts';
import { hashPassword, temporaryPassword } from './passwords.ts';
import { listDemoAccounts } from './queries/list-demo-accounts.ts';
import { listSessions } from './queries/list-sessions.ts';
import { readAccount } from './queries/read-account.ts';
import { readMyAccount } from './queries/read-my-account.ts';
import { hashToken, sessionCookie, setCookie, tokenOf } from './session-rules.ts';
import { requestOneTimeCode, signInByCode } from './sign-in/by-code.ts';
import { addPasskey, challengePasskey, challengeRegistration, signInByPasskey } from './sign-in/by-passkey.ts';
import { signInByPassword } from './sign-in/by-password.ts';
import { finishAtProvider, startAtProvider } from './sign-in/by-provider.ts';
import { awaitedFactor, confirmFactor, requestFactorCode } from './sign-in/second-factor.ts';
import { candidateOf, welcome, type SignInTurn } from './sign-in/welcome.ts';
import type { IdentityTables } from './tables.ts';

/** What a raw route hands on, and with it everything that a sign-in needs. */
interface Raw {
  readonly actor: Actor;
  readonly database: Database;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const db = (tx: Tx) => tables<IdentityTables>(tx);
const done = { done: true } as const;

/**
 * All routes of identity. Whatever carries a password, a code or a token is raw: stored answers and fingerprints of repeated requests
 * (platform: request_record) must not contain them. Whatever ends sessions is raw, too, because it answers only when the end is known
 * everywhere; repeating it does no harm.
 */
export function identityRoutes(identity: Identity): BoundRoute[] {
  return [
    ...signInRoutes(identity),
    ...ownRoutes(identity),
    ...passkeyRoutes(identity),
    ...administrationRoutes(identity),
    ...(identity.messageBox ? demoRoutes(identity, identity.messageBox) : []),
  ];
}

function signInRoutes(identity: Identity): BoundRoute[] {
  const turn = (raw: Raw): SignInTurn => ({ identity, database: raw.database, request: raw.request, reply: raw.reply });
  return [
    bind(contract.signInWithPassword, { raw: (raw) => signInByPassword(turn(raw), raw.body) }),
    bind(contract.requestCode, { raw: (raw) => requestOneTimeCode(turn(raw), raw.body.phone) }),
    bind(contract.signInWithCode, { raw: (raw) => signInByCode(turn(raw), raw.body) }),
    bind(contract.startPasskeySignIn, { raw: (raw) => challengePasskey(turn(raw)) }),
    bind(contract.signInWithPasskey, { raw: (raw) => signInByPasskey(turn(raw), raw.body) }),
    bind(contract.readSecondFactor, { raw: async (raw) => ({ awaited: await awaitedFactor(turn(raw)) }) }),
    bind(contract.requestFactorCode, { raw: (raw) => requestFactorCode(turn(raw)) }),
    bind(contract.confirmSecondFactor, { raw: (raw) => confirmFactor(turn(raw), raw.body) }),
    bind(contract.listProviders, {
      raw: async () => ({
        providers: Array.from(identity.providers.values(), ({ id, label }) => ({ id, label })),
        passwords: true,
        codes: true,
        passkeys: identity.passkeyHost !== null,
        demo: identity.messageBox !== null,
      }),
    }),
    bind(contract.startProvider, {
      raw: async (raw) => {
        await startAtProvider(turn(raw), raw.actor, { ...raw.params, ...raw.query });
        return raw.reply;
      },
    }),
    bind(contract.finishProvider, {
      raw: async (raw) => {
        await finishAtProvider(turn(raw), raw.actor, { ...raw.params, query: raw.query });
        return raw.reply;
      },
    }),
    bind(contract.signOut, { raw: (raw) => signOut(identity, raw) }),
  ];
}

function ownRoutes(identity: Identity): BoundRoute[] {
  return [
    bind(contract.readMyAccount, {
      raw: async (raw) => {
        const sessionId = await currentSession(raw);
        return await raw.database.read(raw.actor, (tx) => readMyAccount(tx, identity.phones, sessionId));
      },
    }),
    bind(contract.listMySessions, {
      raw: async (raw) => {
        const currentId = await currentSession(raw);
        return { items: await raw.database.read(raw.actor, (tx) => listSessions(tx, { accountId: raw.actor.accountId!, currentId })) };
      },
    }),
    bind(contract.endMySession, {
      raw: async (raw) => {
        const ended = await endOwn(raw, { only: [raw.params.id], reason: '本人结束' });
        if (ended.length === 0) throw identityProblem('identity.session-not-found');
        await identity.settle();
        return done;
      },
    }),
    bind(contract.endMyOtherSessions, {
      raw: async (raw) => {
        const ended = await endOwn(raw, { except: await currentSession(raw), reason: '本人结束' });
        await identity.settle();
        return { ended: ended.length };
      },
    }),
    bind(contract.changePassword, {
      raw: async (raw) => {
        const sessionId = await currentSession(raw);
        await guessing(
          raw,
          raw.body.current !== undefined,
          async () =>
            await raw.database.transact(
              raw.actor,
              (tx) => changePassword(tx, identity.phones, { sessionId, current: raw.body.current, next: raw.body.next }),
              wall(raw),
            ),
        );
        await identity.settle();
        return done;
      },
    }),
  ];
}

function passkeyRoutes(identity: Identity): BoundRoute[] {
  return [
    bind(contract.listMyPasskeys, {
      read: async (tx) => {
        const rows = await db(tx)
          .selectFrom('passkey')
          .select(['id', 'name', 'made_at', 'last_used_at'])
          .where('account_id', '=', tx.actor.accountId!)
          .orderBy('made_at')
          .execute();
        return {
          items: rows.map((row) => ({
            id: row.id,
            name: row.name,
            madeAt: row.made_at.toISOString(),
            lastUsedAt: row.last_used_at?.toISOString() ?? null,
          })),
        };
      },
    }),
    bind(contract.startPasskeyRegistration, { raw: (raw) => challengeRegistration(identity, raw.database, raw.actor) }),
    bind(contract.registerPasskey, { raw: (raw) => addPasskey(identity, raw.database, raw.actor, raw.body) }),
    bind(contract.removePasskey, {
      write: async (tx, { params }) => {
        await removePasskey(tx, params);
        return done;
      },
    }),
  ];
}

function administrationRoutes(identity: Identity): BoundRoute[] {
  const { people, phones } = identity;
  const everywhere = async <Answer>(raw: Raw, work: (tx: Tx) => Promise<Answer>): Promise<Answer> => {
    const answer = await raw.database.transact(raw.actor, work, { requestId: raw.request.id });
    await identity.settle();
    return answer;
  };
  return [
    bind(contract.readAccount, { read: async (tx, { params }) => ({ account: await readAccount(tx, people, phones, params.personId) }) }),
    bind(contract.endSessionOfPerson, {
      raw: (raw) =>
        everywhere(raw, async (tx) => {
          const account = await administeredAccount(tx, people, raw.params.personId);
          const ended = await endSessions(tx, {
            accountId: account.id,
            personId: raw.params.personId,
            only: [raw.params.id],
            reason: '管理员结束',
          });
          if (ended.length === 0) throw identityProblem('identity.session-not-found');
          return done;
        }),
    }),
    bind(contract.endSessionsOfPerson, {
      raw: (raw) =>
        everywhere(raw, async (tx) => {
          const account = await administeredAccount(tx, people, raw.params.personId);
          return { ended: (await endSessions(tx, { accountId: account.id, personId: raw.params.personId, reason: '管理员结束' })).length };
        }),
    }),
    bind(contract.disableAccount, {
      raw: (raw) =>
        everywhere(raw, async (tx) => {
          await disableAccount(tx, people, { ...raw.params, ...raw.body });
          return done;
        }),
    }),
    bind(contract.enableAccount, {
      write: async (tx, { params }) => {
        await enableAccount(tx, people, params);
        return done;
      },
    }),
    bind(contract.resetPassword, {
      raw: async (raw) => {
        const password = temporaryPassword();
        const hash = await hashPassword(password);
        await everywhere(raw, (tx) => resetPassword(tx, people, { ...raw.params, ...raw.body, hash }));
        return { temporaryPassword: password };
      },
    }),
    bind(contract.changePhone, {
      raw: (raw) =>
        everywhere(raw, async (tx) => {
          await changePhone(tx, people, phones, { ...raw.params, ...raw.body });
          return done;
        }),
    }),
  ];
}

/** Mounted only in a demo: they tell codes and sign in without proof. */
function demoRoutes(identity: Identity, messageBox: NonNullable<Identity['messageBox']>): BoundRoute[] {
  return [
    bind(contract.listDemoMessages, {
      raw: async (raw) => ({
        items: messageBox.of(raw.query.phone).map(({ text, code, sentAt }) => ({ text, code, sentAt: sentAt.toISOString() })),
      }),
    }),
    bind(contract.listDemoAccounts, {
      raw: async (raw) => ({ groups: await behindTheWall(raw.database, null, raw.request.id, listDemoAccounts) }),
    }),
    bind(contract.signInAsDemo, {
      raw: async (raw) => {
        const turn = { identity, database: raw.database, request: raw.request, reply: raw.reply };
        const candidate = await behindTheWall(raw.database, null, raw.request.id, async (tx) => {
          const offered = await db(tx)
            .selectFrom('demo_account')
            .select('account_id')
            .where('account_id', '=', raw.body.accountId)
            .executeTakeFirst();
          return offered ? await candidateOf(tx, identity, 'id', offered.account_id) : null;
        });
        if (!candidate) throw identityProblem('identity.sign-in-failed');
        return await welcome(turn, candidate, 'demo', raw.body.returnTo);
      },
    }),
  ];
}

async function signOut(identity: Identity, raw: Raw): Promise<typeof done> {
  raw.reply.header('set-cookie', setCookie(sessionCookie, '', 0, identity.secure));
  if (!raw.actor.accountId) return done;
  const sessionId = await currentSession(raw);
  await endOwn(raw, { only: [sessionId], reason: '本人退出' });
  await identity.settle();
  return done;
}

async function endOwn(raw: Raw, which: { only?: readonly string[]; except?: string; reason: string }): Promise<string[]> {
  const { accountId, personId } = raw.actor;
  return await raw.database.transact(raw.actor, (tx) => endSessions(tx, { accountId: accountId!, personId: personId!, ...which }), {
    requestId: raw.request.id,
  });
}

/** The session whose token the request carries. */
async function currentSession(raw: Raw): Promise<string> {
  const token = tokenOf(raw.request.headers.cookie);
  const row =
    token === null
      ? undefined
      : await raw.database.read(
          raw.actor,
          (tx) =>
            db(tx)
              .selectFrom('account_session')
              .select('id')
              .where('token_hash', '=', hashToken(token))
              .where('account_id', '=', raw.actor.accountId!)
              .executeTakeFirst(),
          { access: 'worker' },
        );
  if (!row) throw platformProblem('actor.unauthenticated');
  return row.id;
}

/** Counts `work`, which looks at the actor's own password, against the same lock as signing in: a stolen session must not be good for guessing. */
async function guessing<Result>(raw: Raw, guesses: boolean, work: () => Promise<Result>): Promise<Result> {
  if (!guesses) return await work();
  const digest = await raw.database.transact(
    raw.actor,
    async (tx) => {
      const { phone_digest: key, unlocked_at: unlockedAt } = await db(tx)
        .selectFrom('account')
        .select(['phone_digest', 'unlocked_at'])
        .where('id', '=', raw.actor.accountId!)
        .executeTakeFirstOrThrow();
      const { refusedUntil } = await admitAttempt(tx, key, unlockedAt);
      if (refusedUntil)
        throw identityProblem('identity.locked', { minutes: Math.ceil((refusedUntil.getTime() - tx.now.getTime()) / 60_000) });
      return key;
    },
    wall(raw),
  );
  const result = await work();
  await raw.database.transact(raw.actor, (tx) => forgiveAttempts(tx, digest), wall(raw));
  return result;
}

function wall(raw: Raw): { access: 'worker'; requestId: string } {
  return { access: 'worker', requestId: raw.request.id };
}
