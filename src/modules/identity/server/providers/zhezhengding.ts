import { createHmac, randomInt } from 'node:crypto';
import { z } from 'zod';
import { ProviderRefusal, type IdentityProvider } from './provider.ts';

export interface ZhezhengdingSettings {
  /** Where server calls go, e.g. https://openplatform-pro.ding.zj.gov.cn. */
  readonly gateway: string;
  /** Where the browser shows the code to scan, e.g. https://login-pro.ding.zj.gov.cn. */
  readonly loginUrl: string;
  readonly appKey: string;
  readonly appSecret: string;
  readonly label?: string;
}

const wrapped = <Data extends z.ZodType>(data: Data) =>
  z.object({ success: z.literal(true), content: z.object({ success: z.literal(true), data }) });
const tokenAnswer = wrapped(z.object({ accessToken: z.string().min(1), expiresIn: z.coerce.number() }));
const userAnswer = wrapped(
  z.looseObject({
    accountId: z.union([z.string(), z.number()]).transform(String),
    tenantUserId: z.string().optional(),
    employeeCode: z.string().optional(),
    nickNameCn: z.string().optional(),
    lastName: z.string().optional(),
    mobile: z.string().optional(),
  }),
);

const patience = 8_000;

/**
 * Signing in at a browser by scanning with 浙政钉 (专有钉钉; DOMAIN §8.8). The application's token is fetched anew for every sign-in: they
 * are rare, and a kept token would have to be shared among processes. The gateway tells no phone by itself, so an account is linked once by
 * its owner, signed in, from the page 账号与安全.
 */
export function zhezhengdingProvider(settings: ZhezhengdingSettings): IdentityProvider {
  return {
    id: 'zhezhengding',
    label: settings.label ?? '浙政钉',
    async start({ state, redirectUri }) {
      const query = new URLSearchParams({
        response_type: 'code',
        client_id: settings.appKey,
        redirect_uri: redirectUri,
        scope: 'get_user_info',
        authType: 'QRCODE',
        state,
      });
      return { address: `${settings.loginUrl}/oauth2/auth.htm?${query.toString()}`, kept: {} };
    },
    async finish({ query, state }) {
      // Some gateways do not give `state` back. The turn is bound to the browser by its cookie in any case; where it comes, it must be right.
      if (query['state'] !== undefined && query['state'] !== state) throw new ProviderRefusal('the answer belongs to another question');
      if (typeof query['code'] !== 'string') throw new ProviderRefusal('code is missing');
      const token = await call(settings, 'GET', '/gettoken.json', { appkey: settings.appKey, appsecret: settings.appSecret }, tokenAnswer);
      const user = await call(
        settings,
        'POST',
        '/rpc/oauth2/getuserinfo_bycode.json',
        { access_token: token.content.data.accessToken, code: query['code'] },
        userAnswer,
      );
      const { accountId, tenantUserId, nickNameCn, lastName, mobile } = user.content.data;
      return {
        subject: tenantUserId ?? accountId,
        name: nickNameCn ?? lastName ?? '',
        ...(mobile && /^1\d{10}$/.test(mobile) ? { phone: mobile } : {}),
      };
    },
  };
}

async function call<Answer extends z.ZodType>(
  settings: ZhezhengdingSettings,
  method: 'GET' | 'POST',
  path: string,
  parameters: Record<string, string>,
  answer: Answer,
): Promise<z.output<Answer>> {
  const sorted = new URLSearchParams(Object.entries(parameters).toSorted(([a], [b]) => (a < b ? -1 : 1))).toString();
  const headers = signedHeaders(settings, { method, path, parameters: sorted }, new Date());
  const response = await fetch(`${settings.gateway}${path}${method === 'GET' ? `?${sorted}` : ''}`, {
    method,
    headers: method === 'POST' ? { ...headers, 'content-type': 'application/x-www-form-urlencoded' } : headers,
    ...(method === 'POST' ? { body: sorted } : {}),
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  }).catch((error: unknown) => {
    throw new ProviderRefusal('the gateway could not be reached', { cause: error });
  });
  const told = answer.safeParse(await response.json().catch(() => null));
  if (!told.success) throw new ProviderRefusal(`the gateway refused ${path} with status ${response.status}`);
  return told.data;
}

/** The headers that prove to the gateway who calls: HMAC-SHA256 over method, time, nonce, path and the sorted parameters. */
export function signedHeaders(
  settings: Pick<ZhezhengdingSettings, 'appKey' | 'appSecret'>,
  request: { method: string; path: string; parameters: string },
  at: Date,
): Record<string, string> {
  // The gateway wants the zone written out; China has kept +08:00 all year since 1992.
  const timestamp = `${new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, -1)}+08:00`;
  const nonce = `${at.getTime()}${randomInt(1000, 10_000)}`;
  const signed = [request.method, timestamp, nonce, request.path, ...(request.parameters ? [request.parameters] : [])].join('\n');
  return {
    'X-Hmac-Auth-Timestamp': timestamp,
    'X-Hmac-Auth-Version': '1.0',
    'X-Hmac-Auth-Nonce': nonce,
    'X-Hmac-Auth-Signature': createHmac('sha256', settings.appSecret).update(signed).digest('base64'),
    'X-Hmac-Auth-IP': '127.0.0.1',
    'X-Hmac-Auth-MAC': '00:00:00:00:00:00',
    apiKey: settings.appKey,
  };
}
