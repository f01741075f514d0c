import { createECDH, createHmac, randomBytes } from 'node:crypto';
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
