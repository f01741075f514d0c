import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { newId } from '#platform/contract/identifiers.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { ClockOffset } from '../../contract/presence/clock-rules.ts';
import { offsetOf } from '../../contract/presence/clock-rules.ts';
import type { Verify } from '../../contract/presence/code-rules.ts';
import type { KeptScan } from '../../contract/presence/scan-device.ts';
import { ScanDevice } from '../../contract/presence/scan-device.ts';
import type { ScanOutcome, ScannerCopy } from '../../contract/presence/scanning.ts';

/** How a device's network behaves for a call: `cut` reaches nobody, `deaf` reaches the server and loses its answer. */
export type Weather = 'clear' | 'cut' | 'deaf';

/** The simulated call was lost on the way, or there was nobody to take it. */
class Lost extends Error {}

/** A device at a door: the product's own mind of a scanner, a network that comes and goes, a clock that is off, and now and then a reload. */
export class SimulatedScanner {
  weather: Weather = 'clear';
  private readonly url: string;
  private readonly cookie: string;
  private readonly skew: number;
  private readonly kept = new Map<string, KeptScan>();
  private readonly arts = {
    verifierOf,
    hashBadge: async (code: string) => badgeHashOf(code),
    keep: async (scan: KeptScan) => void this.kept.set(scan.nonce, scan),
  };
  private device!: ScanDevice;
  private offset: ClockOffset | null = null;

  constructor(url: string, cookie: string, skew: number) {
    this.url = url;
    this.cookie = cookie;
    this.skew = skew;
  }

  /** Takes its copy of the people and measures its clock. */
  async begin(): Promise<void> {
    const { copy } = await this.call<{ copy: ScannerCopy }>('GET', '/api/scanner/copy');
    this.device = new ScanDevice(copy, [], this.arts);
    const rounds = [];
    for (let round = 0; round < 3; round += 1) {
      const asked = this.now();
      const { now } = await this.call<{ now: string }>('GET', '/api/scanner/clock');
      rounds.push({ asked, answered: this.now(), server: Date.parse(now) });
    }
    this.offset = offsetOf(rounds);
  }

  /** The device's own time, in milliseconds. */
  now(): number {
    return Date.now() + this.skew;
  }

  /** Scans, asks the server where there is one, decides alone where there is none. What the door showed. */
  async scan(listId: string, text: string): Promise<KeptScan> {
    const scan = await this.device.scan(listId, text, { now: this.now(), offset: this.offset });
    try {
      await this.device.answered(await this.send(this.device.toAsk(scan)));
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
      await this.device.decidedAlone(scan);
    }
    return this.kept.get(scan.nonce)!;
  }

  /** Hands over what waits, a batch at a time; true when nothing is left. */
  async handOver(): Promise<boolean> {
    for (let batch = this.device.waiting().slice(0, 100); batch.length > 0; batch = this.device.waiting().slice(0, 100)) {
      try {
        await this.device.answered(await this.send(batch));
      } catch (error) {
        if (error instanceof Lost) return false;
        throw error;
      }
    }
    return true;
  }

  /** Asks who is in meanwhile, as a device does every few seconds. */
  async beat(listId: string): Promise<void> {
    try {
      const body = { says: { queued: this.device.waiting().length }, checkListId: listId, present: this.device.present(listId) };
      const { entries } = await this.call<{ entries: Parameters<ScanDevice['learn']>[1] | null }>('POST', '/api/scanner/state', body);
      if (entries) this.device.learn(listId, entries);
    } catch (error) {
      if (!(error instanceof Lost)) throw error;
    }
  }

  /** As when somebody reloads the page: everything but what is kept is gone. */
  async reload(): Promise<void> {
    this.device = new ScanDevice(this.device.copy, [...this.kept.values()], this.arts);
    await this.device.recover();
  }

  /** Loses the network, gets it back, or hears half of it. */
  changeWeather(chance: Chance): void {
    this.weather = chance.weighted({ clear: 6, cut: 3, deaf: 1 });
  }

  attempts(): readonly KeptScan[] {
    return [...this.kept.values()];
  }

  private async send(scans: readonly KeptScan[]): Promise<ScanOutcome[]> {
    const sent = scans.map(({ nonce, listId, means, code, deviceAt, offsetMs, force, offline }) => ({
      nonce,
      listId,
      means,
      code,
      deviceAt,
      offsetMs,
      force,
      offline,
    }));
    return (await this.call<{ outcomes: ScanOutcome[] }>('POST', '/api/scanner/scans', { scans: sent, says: {} })).outcomes;
  }

  private async call<Answer>(method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    if (this.weather === 'cut') throw new Lost();
    const headers = { cookie: this.cookie, 'idempotency-key': newId(), ...(body ? { 'content-type': 'application/json' } : {}) };
    const answer = await fetch(`${this.url}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch(
      () => null,
    );
    const text = await answer?.text().catch(() => null);
    if (!answer || text === null || text === undefined || answer.status >= 500 || this.weather === 'deaf') throw new Lost();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Answer;
  }
}

const publicKeys = new Map<string, KeyObject>();

/** As a device verifies, by the public key alone, with Node's own Ed25519. */
function verifierOf(key: string): Verify {
  const known = publicKeys.get(key) ?? createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  publicKeys.set(key, known);
  return (signature, message) => verify(null, message, known, signature);
}

function badgeHashOf(code: string): string {
  return createHash('sha256').update(code).digest().subarray(0, 16).toString('base64url');
}
