import { createECDH } from 'node:crypto';
import { deriveSecret } from '../secrets.ts';
import type { PushSettings, Settings } from '../settings.ts';

/** One push as the service worker receives it. */
export interface PushMessage {
  readonly title: string;
  readonly words: string;
  readonly link: string;
  /** A push with the tag of one that is still shown takes its place: so a repeated one is not seen twice. */
  readonly tag: string;
  readonly urgent: boolean;
}

/** A device that asked for pushes. */
export interface PushDevice {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** `gone`: the device no longer wants any. `later`: its service did not take it now. */
export type PushOutcome = 'sent' | 'gone' | 'later';

/** Sends one push to one device. */
export type SendPush = (device: PushDevice, message: PushMessage) => Promise<PushOutcome>;

/** The services of the browsers. Endpoints come from users, and the server must not be made to call addresses of their choice. */
export const pushHosts = [
  'fcm.googleapis.com',
  'android.googleapis.com',
  'push.services.mozilla.com',
  'push.apple.com',
  'notify.windows.com',
];

/** True when `endpoint` lies at one of `hosts` or below it, on the usual port. */
export function isPushHost(endpoint: string, hosts: readonly string[]): boolean {
  const { protocol, hostname, port, username } = new URL(endpoint);
  return (
    protocol === 'https:' && port === '' && username === '' && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  );
}

/** The keys with which pushes are signed: those of the settings, else ones derived from the installation's secret, the same after every start. */
export function pushKeys(settings: Pick<Settings, 'push' | 'secret' | 'publicUrl'>): PushSettings {
  if (settings.push) return settings.push;
  const pair = createECDH('prime256v1');
  const privateKey = scalar(settings.secret);
  pair.setPrivateKey(privateKey);
  const subject = settings.publicUrl.startsWith('https:') ? settings.publicUrl : 'mailto:admin@localhost';
  return { publicKey: pair.getPublicKey().toString('base64url'), privateKey: privateKey.toString('base64url'), subject };
}

const patience = 10_000;

/** Sends pushes by RFC 8030, encrypted for the device (RFC 8291) and signed with `keys` (RFC 8292). */
export function pushSender(keys: PushSettings): SendPush {
  return async (device, message) => {
    const { default: webPush } = await import('web-push');
    const { endpoint, method, headers, body } = webPush.generateRequestDetails(device, JSON.stringify(message), {
      vapidDetails: keys,
      TTL: 86_400,
      urgency: message.urgent ? 'high' : 'normal',
      contentEncoding: 'aes128gcm',
    });
    const { 'Content-Length': _, ...rest } = headers;
    const request = {
      method,
      headers: rest,
      body: new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    } as const;
    const response = await fetch(endpoint, request).catch(() => null);
    await response?.body?.cancel();
    return outcomeOf(response?.status ?? 0);
  };
}

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return 'sent';
  // 404 and 410: unsubscribed. 400, 401 and 403: made with other keys than ours; the browser must subscribe anew.
  return [400, 401, 403, 404, 410].includes(status) ? 'gone' : 'later';
}

/** A private key of the curve: all 32 bytes will do but zero and those at the very end, which no derivation will meet. */
function scalar(secret: string): Buffer {
  return deriveSecret(secret, 'web-push');
}
