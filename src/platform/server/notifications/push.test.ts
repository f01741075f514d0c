import { createDecipheriv, createECDH, createHmac, createPublicKey, hkdfSync, randomBytes, verify } from 'node:crypto';
import type { ECDH } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { isPushHost, pushHosts, pushKeys, pushSender } from './push.ts';

const settings = { push: null, secret: 'x'.repeat(40), publicUrl: 'https://example.gov' };

afterEach(() => {
  vi.unstubAllGlobals();
});

function device(): { endpoint: string; keys: { p256dh: string; auth: string } } {
  const pair = createECDH('prime256v1');
  return {
    endpoint: 'https://fcm.googleapis.com/fcm/send/1',
    keys: { p256dh: pair.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') },
  };
}

describe('push keys', () => {
  it('are the same after every start, others for another installation, and those of the settings where given', () => {
    expect(pushKeys(settings)).toEqual(pushKeys(settings));
    expect(pushKeys({ ...settings, secret: createHmac('sha256', 'y').digest('hex') }).publicKey).not.toBe(pushKeys(settings).publicKey);
    expect(Buffer.from(pushKeys(settings).publicKey, 'base64url')).toHaveLength(65);
    const own = { publicKey: 'a', privateKey: 'b', subject: 'mailto:c@d' };
    expect(pushKeys({ ...settings, push: own })).toBe(own);
  });
});

describe('sending a push', () => {
  it.each([
    [201, 'sent'],
    [404, 'gone'],
    [410, 'gone'],
    [403, 'gone'],
    [429, 'later'],
    [500, 'later'],
  ])('that is answered with %i means %s', async (status, outcome) => {
    const fetched = vi.fn(async (_url: string, _init: RequestInit) => new Response('', { status }));
    vi.stubGlobal('fetch', fetched);
    const message = { title: '标题', words: '内容', link: '/x', tag: 't', urgent: true };
    expect(await pushSender(pushKeys(settings))(device(), message)).toBe(outcome);
    const [url, init] = fetched.mock.calls[0]!;
    expect(url).toBe('https://fcm.googleapis.com/fcm/send/1');
    expect(init.headers).toMatchObject({ 'Content-Encoding': 'aes128gcm', Urgency: 'high' });
    expect(Buffer.from(init.body as Uint8Array).toString()).not.toContain('标题');
  });

  it('is tried later where the service is not reached', async () => {
    vi.stubGlobal('fetch', async () => await Promise.reject(new Error('no network')));
    expect(await pushSender(pushKeys(settings))(device(), { title: '', words: '', link: '', tag: '', urgent: false })).toBe('later');
  });
});

describe('a push on the wire', () => {
  it('is read by the device alone, and its service can check who sent it', async () => {
    const browser = createECDH('prime256v1');
    const keys = { p256dh: browser.generateKeys('base64url'), auth: randomBytes(16).toString('base64url') };
    const service = createServer();
    service.listen(0, '127.0.0.1');
    await once(service, 'listening');
    const origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
    try {
      const asked = once(service, 'request').then(async ([request, response]) => {
        const body = await buffer(request as IncomingMessage);
        response.writeHead(201).end();
        return { headers: (request as IncomingMessage).headers, body };
      });
      const message = { title: '面商提醒', words: '明天九点，关于《加装电梯》', link: '/x', tag: 't', urgent: false };
      expect(await pushSender(pushKeys(settings))({ endpoint: `${origin}/push/1`, keys }, message)).toBe('sent');
      const { headers, body } = await asked;
      expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', urgency: 'normal' });
      expect(JSON.parse(opened(body, browser, keys.auth))).toEqual(message);
      expect(() => opened(body, browser, randomBytes(16).toString('base64url'))).toThrow('unable to authenticate');
      const claims = claimsOf(headers.authorization!);
      expect(claims).toMatchObject({ aud: origin, sub: settings.publicUrl });
      expect(claims.exp * 1000 - Date.now()).toBeGreaterThan(0);
      expect(claims.exp * 1000 - Date.now()).toBeLessThanOrEqual(86_400_000);
    } finally {
      service.close();
    }
  });
});

/** What a browser makes of a message (RFC 8188 and 8291): salt, record size and the sender's key, then one record. */
function opened(body: Buffer, browser: ECDH, auth: string): string {
  const [salt, keyLength] = [body.subarray(0, 16), body.readUInt8(20)];
  const sender = body.subarray(21, 21 + keyLength);
  const derive = (key: Buffer, from: Buffer, info: Buffer, length: number) => Buffer.from(hkdfSync('sha256', key, from, info, length));
  const about = Buffer.concat([Buffer.from('WebPush: info\0'), browser.getPublicKey(), sender]);
  const secret = derive(browser.computeSecret(sender), Buffer.from(auth, 'base64url'), about, 32);
  const key = derive(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16);
  const nonce = derive(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12);
  const sealed = body.subarray(21 + keyLength);
  const cipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(sealed.subarray(-16));
  const padded = Buffer.concat([cipher.update(sealed.subarray(0, -16)), cipher.final()]);
  // The last record ends with 2 and zeros.
  return padded.subarray(0, padded.lastIndexOf(2)).toString();
}

/** The claims of a sender (RFC 8292), once their signature holds under the key that he shows and that is ours. */
function claimsOf(authorization: string): { aud: string; sub: string; exp: number } {
  const [, token, shown] = /^vapid t=([\w.-]+), ?k=([\w-]+)$/.exec(authorization)!;
  expect(shown).toBe(pushKeys(settings).publicKey);
  const point = Buffer.from(shown!, 'base64url');
  const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'), y: point.subarray(33).toString('base64url') };
  const [head, claims, signature] = token!.split('.');
  const key = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature!, 'base64url'))).toBe(true);
  return JSON.parse(Buffer.from(claims!, 'base64url').toString()) as { aud: string; sub: string; exp: number };
}

describe('push hosts', () => {
  it('are the browsers’ own services', () => {
    expect(isPushHost('https://web.push.apple.com/abc', pushHosts)).toBe(true);
    expect(isPushHost('https://updates.push.services.mozilla.com/wpush/v2/x', pushHosts)).toBe(true);
    for (const endpoint of [
      'https://evil.example/push.apple.com',
      'https://xpush.apple.com.evil.example',
      'https://notpush.apple.com:444/',
      'http://fcm.googleapis.com/',
    ]) {
      expect(isPushHost(endpoint, pushHosts)).toBe(false);
    }
  });
});
