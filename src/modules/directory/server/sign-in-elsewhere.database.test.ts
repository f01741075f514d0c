import { createHmac, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import * as routes from '#modules/identity/contract/routes.ts';
import { zhezhengdingProvider } from '#modules/identity/server/index.ts';
import { readMe } from '../contract/routes.ts';
import { makeCity, makeMember, making, type TestCity, type TestSeat } from './factory.ts';
import { startTestServer, testOrigin, type TestAnswer, type TestServer } from './test-server.ts';

// Signing in by OpenID Connect against a real provider (npm oidc-provider), by 浙政钉 against a gateway that checks signatures, and by passkey.

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
const locationOf = (answer: TestAnswer) => String(answer.headers['location']);
const cookiesOf = (answer: TestAnswer) => answer.cookies.filter((one) => !one.endsWith('=')).join('; ');

describe('OpenID Connect', () => {
  let http: Server;
  let test1: TestServer;
  let city: TestCity;
  let deputy: TestSeat;
  /** What the provider says of whoever signs in there. */
  const told: { sub: string; name: string; phone_number?: string; phone_number_verified?: boolean } = { sub: 'u-1', name: '沈青禾' };

  beforeAll(async () => {
    // The provider reminds developers of what it needs in production.
    for (const method of ['info', 'warn'] as const) vi.spyOn(console, method).mockImplementation(() => undefined);
    http = createServer();
    const issuer = await listening(http);
    const callback = `${testOrigin}/api/identity/providers/oidc/callback`;
    const configuration: Configuration = {
      clients: [
        {
          client_id: 'luzhitong',
          client_secret: 'a secret of the provider',
          redirect_uris: [callback],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], profile: ['name'], phone: ['phone_number', 'phone_number_verified'] },
      pkce: { required: () => true },
      cookies: { keys: ['key'] },
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ ...told, sub: id }) }),
      features: { devInteractions: { enabled: true } },
    };
    const provider = new Provider(issuer, configuration);
    const serve = provider.callback();
    http.on('request', (request, response) => void serve(request, response));
    test1 = await startTestServer({
      settings: {
        secret: 'a secret for the phones of tests, and of nothing else',
        publicUrl: testOrigin,
        demo: false,
        sms: { kind: 'log' },
        oidc: { issuer, clientId: 'luzhitong', clientSecret: 'a secret of the provider', name: '统一身份认证' },
      },
    });
    city = await making(test1.database, makeCity);
  });
  afterAll(async () => {
    await test1.close();
    await closed(http);
  });
  beforeEach(async () => {
    deputy = await making(test1.database, (tx) => makeMember(tx, city.congress));
    Object.assign(told, { sub: `u-${deputy.personId.slice(-6)}`, phone_number: undefined, phone_number_verified: undefined });
  });

  const start = (headers: Record<string, string> = {}, returnTo = '/desk/cases') =>
    test1.call(routes.startProvider, { params: { provider: 'oidc' }, query: { returnTo } }, headers);
  const finish = (address: string, headers: Record<string, string>) => {
    const query = Object.fromEntries(new URL(address).searchParams);
    return test1.call(routes.finishProvider, { params: { provider: 'oidc' }, query }, headers);
  };

  /** Goes through the provider's own pages as a browser would, until it sends us back. */
  async function atProvider(address: string): Promise<string> {
    const jar = new Map<string, string>();
    let url = address;
    let body: URLSearchParams | undefined;
    for (let step = 0; step < 12; step += 1) {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: Array.from(jar, ([name, value]) => `${name}=${value}`).join('; ') },
        ...(body ? { method: 'POST', body } : {}),
      });
      for (const cookie of answer.headers.getSetCookie())
        jar.set(cookie.split('=', 1)[0]!, cookie.slice(cookie.indexOf('=') + 1).split(';', 1)[0]!);
      const location = answer.headers.get('location');
      body = undefined;
      if (location) {
        url = new URL(location, url).href;
        if (url.startsWith(testOrigin)) return url;
        continue;
      }
      const page = await answer.text();
      const form = /<form[^>]*action="([^"]+)"/.exec(page);
      if (!form) throw new Error(`the provider shows ${page.slice(0, 400)}`);
      url = new URL(form[1]!, url).href;
      body = new URLSearchParams(
        page.includes('name="login"') ? { prompt: 'login', login: told.sub, password: 'any' } : { prompt: 'consent' },
      );
    }
    throw new Error('the provider never sent the browser back');
  }

  async function through(headers: Record<string, string> = {}, returnTo?: string): Promise<TestAnswer> {
    const started = await start(headers, returnTo);
    expect(started.status).toBe(302);
    return await finish(await atProvider(locationOf(started)), {
      ...headers,
      cookie: [headers['cookie'], cookiesOf(started)].filter(Boolean).join('; '),
    });
  }

  test("finds the account by the provider's verified phone once, and by its subject ever after", async () => {
    Object.assign(told, { phone_number: `+86 ${deputy.phone}`, phone_number_verified: true });
    const first = await through();
    expect(first).toMatchObject({ status: 302 });
    expect(locationOf(first)).toBe('/desk/cases');
    expect((await test1.call(readMe, {}, { cookie: cookiesOf(first) })).body.person.id).toBe(deputy.personId);
    Object.assign(told, { phone_number: undefined, phone_number_verified: undefined });
    expect((await test1.call(readMe, {}, { cookie: cookiesOf(await through()) })).body.person.id).toBe(deputy.personId);
  });

  test('sends back to the sign-in page of the terminal whoever is unknown, or known by an unverified phone only', async () => {
    for (const phone of [
      {},
      { phone_number: deputy.phone, phone_number_verified: false },
      { phone_number: '15400000000', phone_number_verified: true },
    ]) {
      Object.assign(told, {
        sub: `u-${randomBytes(4).toString('hex')}`,
        phone_number: undefined,
        phone_number_verified: undefined,
        ...phone,
      });
      const answer = await through({}, '/desk/cases?mine=1');
      expect(locationOf(answer)).toBe(
        `/desk/sign-in?${new URLSearchParams({ problem: 'identity.provider-unmatched', returnTo: '/desk/cases?mine=1' }).toString()}`,
      );
      expect(answer.cookies.some((one) => one.startsWith('luzhitong.session_token='))).toBe(false);
    }
  });

  test("links the provider's account to whoever is signed in already", async () => {
    const headers = await test1.signIn(deputy);
    expect(locationOf(await through({ ...headers, 'sec-fetch-site': 'cross-site' }))).toContain('identity.provider-unmatched');
    const linked = await through({ ...headers, 'sec-fetch-site': 'same-origin' });
    expect(locationOf(linked)).toBe('/desk/cases');
    expect((await test1.call(readMe, {}, { cookie: cookiesOf(await through()) })).body.person.id).toBe(deputy.personId);
    const other = await making(test1.database, (tx) => makeMember(tx, city.congress));
    expect(locationOf(await through({ ...(await test1.signIn(other)), 'sec-fetch-site': 'same-origin' }))).toContain(
      'identity.provider-unmatched',
    );
  });

  test('lets nobody in who is disabled', async () => {
    Object.assign(told, { phone_number: deputy.phone, phone_number_verified: true });
    await withClient(test1.isolated.adminUrl, (client) =>
      client.query(`update account set status = 'disabled' where id = $1`, [deputy.accountId]),
    );
    expect(locationOf(await through())).toContain('identity.provider-unmatched');
  });

  test('takes an answer once, from the browser that asked, with its own state and code', async () => {
    Object.assign(told, { phone_number: deputy.phone, phone_number_verified: true });
    const started = await start();
    const back = await atProvider(locationOf(started));
    // Another browser that was tricked into following the way back.
    expect(locationOf(await finish(back, {}))).toContain('identity.state-lost');
    expect(locationOf(await finish(back, { cookie: cookiesOf(started) }))).toBe('/desk/cases');
    expect(locationOf(await finish(back, { cookie: cookiesOf(started) }))).toContain('identity.state-lost');
    for (const change of [{ state: 'another' }, { code: 'another' }, { error: 'access_denied' }]) {
      const again = await start();
      const url = new URL(await atProvider(locationOf(again)));
      for (const [name, value] of Object.entries(change)) url.searchParams.set(name, value);
      expect(locationOf(await finish(url.href, { cookie: cookiesOf(again) }))).toContain('identity.provider-failed');
    }
  });

  test('never leads to another site', async () => {
    Object.assign(told, { phone_number: deputy.phone, phone_number_verified: true });
    for (const returnTo of ['https://evil.example/', '//evil.example', '/\\evil.example', '/.//evil.example', 'javascript:alert(1)'])
      expect(locationOf(await through({}, returnTo)), returnTo).toBe('/');
  });

  test('is offered by its name; an unknown provider is not there', async () => {
    expect((await test1.call(routes.listProviders)).body).toEqual({
      providers: [{ id: 'oidc', label: '统一身份认证' }],
      passwords: true,
      codes: true,
      passkeys: true,
      demo: false,
    });
    expect((await test1.call(routes.startProvider, { params: { provider: 'other' } })).body.code).toBe('identity.provider-not-found');
  });

  test('says so when the provider is away', async () => {
    const away = await startTestServer({
      settings: {
        secret: 'x'.repeat(40),
        publicUrl: testOrigin,
        demo: false,
        sms: { kind: 'log' },
        oidc: { issuer: 'http://127.0.0.1:9', clientId: 'x', clientSecret: 'y', name: '不在' },
      },
    });
    try {
      expect(locationOf(await away.call(routes.startProvider, { params: { provider: 'oidc' } }))).toContain('identity.provider-failed');
    } finally {
      await away.close();
    }
  });
});

describe('浙政钉', () => {
  const app = { appKey: 'luzhitong_dingoa', appSecret: 'a secret of the gateway' };
  const codes = new Map<string, Record<string, unknown>>();
  let gateway: Server;
  let test1: TestServer;
  let deputy: TestSeat;
  let faults: string[] = [];

  beforeAll(async () => {
    gateway = createServer((request, response) => {
      void answer(request).then((told) => response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(told)));
    });
    const url = await listening(gateway);
    test1 = await startTestServer({ providers: [zhezhengdingProvider({ gateway: url, loginUrl: 'https://login.example', ...app })] });
    const city = await making(test1.database, makeCity);
    deputy = await making(test1.database, (tx) => makeMember(tx, city.congress));
  });
  afterAll(async () => {
    await test1.close();
    await closed(gateway);
  });
  beforeEach(() => {
    faults = [];
  });

  /** The gateway as DOMAIN §8.8 tells: it refuses whoever does not sign method, time, nonce, path and the sorted parameters. */
  async function answer(request: IncomingMessage): Promise<unknown> {
    const url = new URL(request.url!, 'http://gateway');
    let body = '';
    for await (const chunk of request) body += String(chunk);
    const parameters = request.method === 'GET' ? url.search.slice(1) : body;
    const header = (name: string) => String(request.headers[`x-hmac-auth-${name}`] ?? '');
    const signed = [request.method, header('timestamp'), header('nonce'), url.pathname, parameters].join('\n');
    const sorted = [...new URLSearchParams(parameters).keys()];
    const right: [string, boolean][] = [
      ['signature', header('signature') === createHmac('sha256', app.appSecret).update(signed).digest('base64')],
      ['apiKey', request.headers['apikey'] === app.appKey],
      ['version', header('version') === '1.0'],
      [
        'timestamp',
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/.test(header('timestamp')) &&
          Math.abs(Date.parse(header('timestamp')) - Date.now()) < 10_000,
      ],
      ['nonce', /^\d{17}$/.test(header('nonce'))],
      ['sorted', sorted.join() === sorted.toSorted().join()],
    ];
    faults.push(...right.filter(([, held]) => !held).map(([name]) => name));
    if (faults.length > 0) return { success: false, errorMsg: 'SignatureDoesNotMatch' };
    const given = new URLSearchParams(parameters);
    const told = (data: unknown) => ({ success: true, content: { success: true, responseCode: '0', data } });
    if (url.pathname === '/gettoken.json')
      return given.get('appsecret') === app.appSecret ? told({ accessToken: 'app-token', expiresIn: '7200' }) : { success: false };
    const user = codes.get(given.get('code') ?? '');
    codes.delete(given.get('code') ?? '');
    return user && given.get('access_token') === 'app-token' ? told(user) : { success: true, content: { success: false, data: null } };
  }

  async function through(user: Record<string, unknown>, headers: Record<string, string> = {}, withState = true): Promise<TestAnswer> {
    const started = await test1.call(routes.startProvider, { params: { provider: 'zhezhengding' }, query: { returnTo: '/m/' } }, headers);
    const login = new URL(locationOf(started));
    expect(`${login.origin}${login.pathname}`).toBe('https://login.example/oauth2/auth.htm');
    expect(Object.fromEntries(login.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: app.appKey,
      scope: 'get_user_info',
      authType: 'QRCODE',
      redirect_uri: `${testOrigin}/api/identity/providers/zhezhengding/callback`,
    });
    const code = randomBytes(8).toString('hex');
    codes.set(code, user);
    const cookie = [headers['cookie'], cookiesOf(started)].filter(Boolean).join('; ');
    const query = { code, ...(withState ? { state: login.searchParams.get('state')! } : {}) };
    return await test1.call(routes.finishProvider, { params: { provider: 'zhezhengding' }, query }, { ...headers, cookie });
  }

  test('signs every call, and lets in whoever linked their account', async () => {
    const user = { accountId: 100135, tenantUserId: '12371$100135', nickNameCn: '沈青禾' };
    expect(locationOf(await through(user))).toBe(
      `/m/sign-in?${new URLSearchParams({ problem: 'identity.provider-unmatched', returnTo: '/m/' }).toString()}`,
    );
    expect(locationOf(await through(user, { ...(await test1.signIn(deputy)), 'sec-fetch-site': 'same-origin' }))).toBe('/m/');
    const answered = await through(user, {}, false);
    expect(faults).toEqual([]);
    expect((await test1.call(readMe, {}, { cookie: cookiesOf(answered) })).body.person.id).toBe(deputy.personId);
  });

  test('finds the account by phone where the gateway tells it', async () => {
    const answered = await through({ accountId: 7, nickNameCn: '沈青禾', mobile: deputy.phone });
    expect((await test1.call(readMe, {}, { cookie: cookiesOf(answered) })).body.person.id).toBe(deputy.personId);
  });

  test('refuses a code that the gateway does not know', async () => {
    const started = await test1.call(routes.startProvider, { params: { provider: 'zhezhengding' } });
    const answered = await test1.call(
      routes.finishProvider,
      { params: { provider: 'zhezhengding' }, query: { code: 'stolen' } },
      { cookie: cookiesOf(started) },
    );
    expect(locationOf(answered)).toContain('identity.provider-failed');
  });
});

describe('passkeys', () => {
  let test1: TestServer;
  let deputy: TestSeat;
  let headers: Record<string, string>;
  const publicUrl = 'https://luzhitong.example';

  beforeAll(async () => {
    test1 = await startTestServer({ publicUrl });
    const city = await making(test1.database, makeCity);
    deputy = await making(test1.database, (tx) => makeMember(tx, city.congress));
    headers = await test1.signIn(deputy);
  });
  afterAll(() => test1.close());

  /** An authenticator in software: one P-256 key that answers as WebAuthn level 2 tells. */
  function authenticator(rpId = 'luzhitong.example', origin = publicUrl) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
    const id = randomBytes(32);
    let counter = 0;
    const clientData = (type: string, challenge: string) => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
    const data = (flags: number, attested = Buffer.alloc(0)) => {
      const count = Buffer.alloc(4);
      count.writeUInt32BE((counter += 1));
      return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count, attested]);
    };
    // COSE_Key in CBOR: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}.
    const key = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
    return {
      register(challenge: string) {
        const authData = data(0x45, Buffer.concat([Buffer.alloc(16), Buffer.from([0, 32]), id, key]));
        // {"fmt": "none", "attStmt": {}, "authData": bytes}
        const attestation = Buffer.concat([
          Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
          Buffer.from([authData.length]),
          authData,
        ]);
        return {
          id: id.toString('base64url'),
          rawId: id.toString('base64url'),
          type: 'public-key',
          clientExtensionResults: {},
          response: {
            clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
            attestationObject: attestation.toString('base64url'),
            transports: ['internal'],
          },
        };
      },
      answer(challenge: string, flags = 0x05) {
        const [authData, client] = [data(flags), clientData('webauthn.get', challenge)];
        const signature = sign('sha256', Buffer.concat([authData, createHash('sha256').update(client).digest()]), privateKey);
        return {
          id: id.toString('base64url'),
          rawId: id.toString('base64url'),
          type: 'public-key',
          clientExtensionResults: {},
          response: {
            clientDataJSON: client.toString('base64url'),
            authenticatorData: authData.toString('base64url'),
            signature: signature.toString('base64url'),
          },
        };
      },
    };
  }

  const challenge = async () =>
    (await test1.call(routes.startPasskeySignIn)).body as { challengeId: string; options: { challenge: string } };
  async function register(one: ReturnType<typeof authenticator>, name = '工作手机') {
    const { challengeId, options } = (await test1.call(routes.startPasskeyRegistration, {}, headers)).body;
    return await test1.call(routes.registerPasskey, { body: { challengeId, name, response: one.register(options.challenge) } }, headers);
  }

  test('are added, listed, sign in, and are removed', async () => {
    const one = authenticator();
    const added = await register(one);
    expect(added).toMatchObject({ status: 200, body: { name: '工作手机', lastUsedAt: null } });
    expect((await register(one)).body.code).toBe('identity.passkey-known');
    const { challengeId, options } = await challenge();
    const answered = await test1.call(routes.signInWithPasskey, {
      body: { challengeId, response: one.answer(options.challenge), returnTo: '/m/' },
    });
    expect(answered).toMatchObject({ status: 200, body: { personId: deputy.personId, returnTo: '/m/', mustChangePassword: false } });
    expect(String(answered.headers['set-cookie'])).toContain('; Secure');
    expect((await test1.call(readMe, {}, { cookie: cookiesOf(answered) })).status).toBe(200);
    const listed = (await test1.call(routes.listMyPasskeys, {}, headers)).body.items;
    expect(listed).toMatchObject([{ id: added.body.id, lastUsedAt: expect.any(String) }]);
    const excluded = (await test1.call(routes.startPasskeyRegistration, {}, headers)).body.options.excludeCredentials;
    expect(excluded).toHaveLength(1);
    expect((await test1.call(routes.removePasskey, { params: { id: added.body.id } }, headers)).status).toBe(200);
    expect((await test1.call(routes.removePasskey, { params: { id: added.body.id } }, headers)).body.code).toBe(
      'identity.passkey-not-found',
    );
    const next = await challenge();
    expect(
      (
        await test1.call(routes.signInWithPasskey, {
          body: { challengeId: next.challengeId, response: one.answer(next.options.challenge) },
        })
      ).body.code,
    ).toBe('identity.passkey-failed');
  });

  test('answer once, to their challenge, for this site, with the user verified', async () => {
    const one = authenticator();
    await register(one);
    const use = (challengeId: string, response: Record<string, unknown>) =>
      test1.call(routes.signInWithPasskey, { body: { challengeId, response } });
    const { challengeId, options } = await challenge();
    const response = one.answer(options.challenge);
    const other = await challenge();
    expect((await use(other.challengeId, response)).body.code).toBe('identity.passkey-failed');
    expect((await use(challengeId, response)).status).toBe(200);
    expect((await use(challengeId, response)).body.code).toBe('identity.state-lost');
    const unverified = await challenge();
    expect((await use(unverified.challengeId, one.answer(unverified.options.challenge, 0x01))).body.code).toBe('identity.passkey-failed');
    const foreign = authenticator('evil.example', 'https://evil.example');
    expect((await register(foreign)).body.code).toBe('identity.passkey-failed');
    const unknown = await challenge();
    expect((await use(unknown.challengeId, authenticator().answer(unknown.options.challenge))).body.code).toBe('identity.passkey-failed');
    const late = await challenge();
    test1.clock.now = new Date(test1.clock.now.getTime() + 601_000);
    expect((await use(late.challengeId, one.answer(late.options.challenge))).body.code).toBe('identity.state-lost');
    expect((await use(late.challengeId, { nonsense: true })).body.code).toBe('identity.state-lost');
  });

  test('do not let in whoever is disabled', async () => {
    const one = authenticator();
    await register(one);
    await withClient(test1.isolated.adminUrl, (client) =>
      client.query(`update account set status = 'disabled' where id = $1`, [deputy.accountId]),
    );
    const { challengeId, options } = await challenge();
    expect((await test1.call(routes.signInWithPasskey, { body: { challengeId, response: one.answer(options.challenge) } })).body.code).toBe(
      'identity.passkey-failed',
    );
  });

  test('are not offered where the site is reached by a bare address', async () => {
    const bare = await startTestServer({ publicUrl: 'http://10.1.2.3:5170' });
    try {
      expect((await bare.call(routes.listProviders)).body.passkeys).toBe(false);
      expect((await bare.call(routes.startPasskeySignIn)).status).toBe(404);
    } finally {
      await bare.close();
    }
  });
});
