import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { OidcSettings } from '#platform/server/settings.ts';
import { ProviderRefusal, type IdentityProvider, type ProvidedIdentity, type ProviderTurn } from './provider.ts';

const discovery = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
});

const claims = z.looseObject({
  sub: z.string().min(1),
  nonce: z.string().optional(),
  name: z.string().optional(),
  phone_number: z.string().optional(),
  phone_number_verified: z.boolean().optional(),
});

const discoveryMilliseconds = 10 * 60_000;
const patience = 8_000;

/**
 * Any OpenID Connect provider, found by discovery: authorization code with PKCE, state and nonce; the id token's signature, issuer,
 * audience and age are checked against the provider's keys. The protocol's parts come from better-auth (docs/decisions/0004-sign-in.md).
 */
export function oidcProvider(settings: OidcSettings): IdentityProvider {
  const options = { clientId: settings.clientId, clientSecret: settings.clientSecret };
  const metadata = discoverer(settings.issuer);
  return {
    id: 'oidc',
    label: settings.name,
    async start({ state, redirectUri }) {
      const { createAuthorizationURL } = await import('better-auth/oauth2');
      const kept = { verifier: randomBytes(48).toString('base64url'), nonce: randomBytes(24).toString('base64url') };
      const address = await createAuthorizationURL({
        id: 'oidc',
        options,
        redirectURI: redirectUri,
        state,
        codeVerifier: kept.verifier,
        nonce: kept.nonce,
        scopes: ['openid', 'profile', 'phone'],
        authorizationEndpoint: (await metadata()).authorization_endpoint,
      });
      return { address: address.href, kept };
    },
    async finish(turn) {
      const { validateAuthorizationCode, validateToken } = await import('better-auth/oauth2');
      const found = await metadata();
      const tokens = await validateAuthorizationCode({
        code: codeOf(turn),
        codeVerifier: turn.kept['verifier'],
        redirectURI: turn.redirectUri,
        options,
        tokenEndpoint: found.token_endpoint,
        authentication: 'post',
      }).catch(refuse);
      if (!tokens.idToken) throw new ProviderRefusal('the token answer has no id_token');
      const verified = await validateToken(tokens.idToken, found.jwks_uri, {
        audience: options.clientId,
        issuer: found.issuer,
        requiredClaims: ['sub', 'exp', 'nonce'],
      }).catch(refuse);
      const told = claims.parse(verified.payload);
      if (told.nonce !== turn.kept['nonce']) throw new ProviderRefusal('the id_token answers another question');
      const more =
        found.userinfo_endpoint && tokens.accessToken ? await userInfo(found.userinfo_endpoint, tokens.accessToken, told.sub) : {};
      return identityOf({ ...told, ...more });
    },
  };
}

function codeOf(turn: ProviderTurn & { query: Readonly<Record<string, unknown>> }): string {
  const { code, state, error } = turn.query;
  if (typeof error === 'string') throw new ProviderRefusal(`the provider answered ${error}`);
  if (state !== turn.state || typeof code !== 'string') throw new ProviderRefusal('code or state is missing');
  return code;
}

/** The provider's own description, fetched at the first use and again after ten minutes. */
function discoverer(issuer: string): () => Promise<z.infer<typeof discovery>> {
  let known: { at: number; found: z.infer<typeof discovery> } | null = null;
  return async () => {
    if (known && Date.now() - known.at < discoveryMilliseconds) return known.found;
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(patience),
      redirect: 'error',
    }).catch(refuse);
    const found = discovery.parse(await answer.json());
    if (found.issuer.replace(/\/$/, '') !== issuer) throw new ProviderRefusal(`discovery names another issuer: ${found.issuer}`);
    known = { at: Date.now(), found };
    return found;
  };
}

async function userInfo(endpoint: string, accessToken: string, subject: string): Promise<Partial<z.infer<typeof claims>>> {
  const answer = await fetch(endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  }).catch(refuse);
  if (!answer.ok) return {};
  const told = claims.safeParse(await answer.json());
  // OpenID Connect Core §5.3.2: an answer about somebody else must not be used.
  return told.success && told.data.sub === subject ? told.data : {};
}

function identityOf(told: z.infer<typeof claims>): ProvidedIdentity {
  const phone = told.phone_number_verified ? told.phone_number?.replaceAll(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, '') : undefined;
  return { subject: told.sub, name: told.name ?? '', ...(phone && /^1\d{10}$/.test(phone) ? { phone } : {}) };
}

function refuse(error: unknown): never {
  throw new ProviderRefusal('the provider could not be reached or refused', { cause: error });
}
