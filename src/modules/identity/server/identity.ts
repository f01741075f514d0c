import { createHmac } from 'node:crypto';
import { isIP } from 'node:net';
import { nobody, type Actor } from '#platform/contract/actor.ts';
import type { Database, Tx } from '#platform/server/database.ts';
import { deriveSecret } from '#platform/server/secrets.ts';
import type { Settings } from '#platform/server/settings.ts';
import { openPhoneVault, type PhoneVault } from './phone-vault.ts';
import { oidcProvider } from './providers/oidc.ts';
import type { IdentityProvider } from './providers/provider.ts';
import { MessageBox, smsSender, type SmsSender } from './sms.ts';

/** What identity must know about people and cannot: the directory, which stands above it, gives it. */
export interface PeopleDoor {
  /** Name of a person, and the body in whose audit chain their sign-ins stand; null for a person who does not exist. */
  describe(tx: Tx, personId: string): Promise<{ readonly name: string; readonly bodyId: string | null } | null>;
  /** Whether the transaction's actor, by its organisation, decides over the person's account. */
  decidesOver(tx: Tx, personId: string): Promise<boolean>;
  /** Whether the person holds a role today that administers people, rights or records (access `worker`). */
  administers(tx: Tx, personId: string): Promise<boolean>;
}

export interface IdentityOptions {
  readonly settings: Pick<Settings, 'secret' | 'publicUrl' | 'demo' | 'sms' | 'oidc'> & Partial<Pick<Settings, 'secondFactor'>>;
  readonly people: PeopleDoor;
  /** Resolves when no process takes a session for alive any more that has ended: `settle` of the authenticator. */
  readonly settle: () => Promise<void>;
  /** Instead of the sender that the settings name. */
  readonly sms?: SmsSender;
  /** Besides the OpenID Connect provider that the settings name. */
  readonly providers?: readonly IdentityProvider[];
  readonly log?: (line: string, error?: unknown) => void;
}

/** Everything that identity's flows share within a process. */
export interface Identity {
  readonly phones: PhoneVault;
  readonly people: PeopleDoor;
  readonly settle: () => Promise<void>;
  readonly sms: SmsSender;
  /** Only in a demo. */
  readonly messageBox: MessageBox | null;
  readonly providers: ReadonlyMap<string, IdentityProvider>;
  readonly publicUrl: string;
  /** Of whom a second factor is demanded. */
  readonly secondFactor: Settings['secondFactor'];
  /** Cookies travel by https alone. */
  readonly secure: boolean;
  /** The name that passkeys are bound to; null where the site is reached by a bare address, for which browsers offer none. */
  readonly passkeyHost: string | null;
  /** A key for something that must be compared and not read: codes, addresses. */
  readonly digest: (purpose: string, text: string) => Buffer;
  readonly log: (line: string, error?: unknown) => void;
}

export function openIdentity(options: IdentityOptions): Identity {
  const { settings } = options;
  const messageBox = settings.demo && !options.sms ? new MessageBox() : null;
  const key = deriveSecret(settings.secret, 'identity: digests');
  const { hostname, protocol } = new URL(settings.publicUrl);
  const log = options.log ?? (() => undefined);
  const providers = [...(settings.oidc ? [oidcProvider(settings.oidc)] : []), ...(options.providers ?? [])];
  return {
    phones: openPhoneVault(settings.secret),
    people: options.people,
    settle: options.settle,
    sms: options.sms ?? messageBox ?? smsSender(settings.sms, log),
    messageBox,
    providers: new Map(providers.map((provider) => [provider.id, provider])),
    publicUrl: settings.publicUrl,
    secondFactor: settings.secondFactor ?? 'administrators',
    secure: protocol === 'https:',
    passkeyHost: isIP(hostname.replace(/^\[|\]$/g, '')) ? null : hostname,
    digest: (purpose, text) => createHmac('sha256', key).update(`${purpose}\n${text}`).digest(),
    log,
  };
}

/** An account on its way in: known, but in no seat. */
export interface Candidate {
  readonly accountId: string;
  readonly personId: string;
  readonly name: string;
  /** The audit chain in which the sign-in stands. */
  readonly bodyId: string | null;
}

/** The actor of a sign-in's transactions, which run with the worker's access. */
export function actorOf(candidate: Candidate | null): Actor {
  return candidate ? { ...nobody, accountId: candidate.accountId, personId: candidate.personId, name: candidate.name } : nobody;
}

/** Runs `work` with the worker's access: signing in reads and writes what the application's role may not. */
export async function behindTheWall<Result>(
  database: Database,
  candidate: Candidate | null,
  requestId: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  return await database.transact(actorOf(candidate), work, { access: 'worker', requestId });
}
