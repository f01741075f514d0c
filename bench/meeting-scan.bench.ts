import { createPrivateKey, createPublicKey, randomBytes, sign } from 'node:crypto';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { newId } from '#platform/contract/identifiers.ts';
import { makeCode } from '#modules/meeting/contract/presence/code-rules.ts';
import { base64UrlOf } from '#modules/meeting/contract/presence/scan-device.ts';
import type { ScannerCopy } from '#modules/meeting/contract/presence/scanning.ts';
import type { ScanPage } from './meeting-scan/page.ts';
import type { MeasuringTask } from './measurement.ts';
import { distribution } from './timing.ts';

/**
 * Work: a scanner without a network verifies one personal code and decides it, with 3,000 people and everybody who is in already, in Chromium
 * with its CPU throttled four times. Floor: the check of the signature alone, in the same page.
 */
export const description = 'meeting.scan：设备离线核验一个码，名单 3,000 人，Chromium 降速 4 倍（下限为只验签名）；--people N、--samples N';

const throttle = 4;

export const measure: MeasuringTask['measure'] = async (words) => {
  const numberAfter = (flag: string, usual: number) => (words.includes(flag) ? Number(words[words.indexOf(flag) + 1]) : usual);
  const people = numberAfter('--people', 3_000);
  const samples = numberAfter('--samples', 200);
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: await bundled() });
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    const { product, floor } = await inTurns(page, hallOf(people), samples);
    const detail = { people, samples, throttle: `${throttle}x`, p50: round(product.p50), floorP50: round(floor.p50) };
    return [
      {
        name: 'meeting.scan verify and decide one code offline, p95',
        value: round(product.p95),
        floor: round(floor.p95),
        unit: 'ms',
        reach: { of: 'value', most: 50 },
        detail,
      },
    ];
  } finally {
    await browser.close();
  }
};

const round = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

async function inTurns(page: Page, hall: ReturnType<typeof hallOf>, samples: number) {
  await page.evaluate((copy) => (globalThis as unknown as { scanPage: ScanPage }).scanPage.load(copy), hall.copy);
  const product: number[] = [];
  const floor: number[] = [];
  for (let sample = 0; sample < samples + 20; sample += 1) {
    const shown = hall.show(sample);
    const scanned = await page.evaluate(
      ({ listId, code, at }) => (globalThis as unknown as { scanPage: ScanPage }).scanPage.scan(listId, code, at),
      shown,
    );
    if (scanned.status !== 'accepted') throw new Error(`A good code was ${scanned.status}.`);
    const alone = await page.evaluate(
      ({ code, owner, key, at }) => (globalThis as unknown as { scanPage: ScanPage }).scanPage.verify(code, owner, key, at),
      shown,
    );
    // The first ones warm the machine up.
    if (sample < 20) continue;
    product.push(scanned.milliseconds);
    floor.push(alone);
  }
  return { product: distribution(product), floor: distribution(floor) };
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A meeting as a scanner carries it, and codes of its people. */
function hallOf(count: number) {
  const meetingId = newId();
  const listId = newId();
  const people = Array.from({ length: count }, (_, place) => {
    const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, randomBytes(32)]), format: 'der', type: 'pkcs8' });
    const key = createPublicKey(privateKey).export({ format: 'jwk' }).x!;
    return {
      id: newId(),
      name: `代表${place}`,
      title: '市人大代表',
      group: `第${place % 30}代表团`,
      category: 'member' as const,
      key,
      badge: randomBytes(16).toString('base64url'),
      privateKey,
    };
  });
  const list = { id: listId, kind: 'sitting' as const, title: '全体会议', opensAt: null, closesAt: null, closedAt: null, revision: 1 };
  const due = base64UrlOf(new Uint8Array(Math.ceil(count / 8)).fill(255));
  const copy: ScannerCopy = {
    scannerId: newId(),
    scannerName: '东门',
    meetingId,
    meetingTitle: '会议',
    bodyKind: 'congress',
    revision: 'x',
    people: people.map(({ privateKey: _, ...person }) => person),
    lists: [{ ...list, due, dueCount: count, ride: null }],
    takenAt: new Date().toISOString(),
  };
  const show = (sample: number) => {
    const person = people[sample % count]!;
    const owner = { meetingId, attendeeId: person.id };
    const at = Date.now();
    return { listId, owner, key: person.key, at, code: makeCode(owner, at, (message) => sign(null, message, person.privateKey)) };
  };
  return { copy, show };
}

/** The page's script, as Vite makes it for the phone. */
async function bundled(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'es2020',
      lib: { entry: join(import.meta.dirname, 'meeting-scan/page.ts'), formats: ['iife'], name: 'scan' },
    },
  });
  const [first] = Array.isArray(result) ? result : [result];
  if (!first || !('output' in first)) throw new Error('The page was not built.');
  return first.output[0].code;
}
