import { createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { Chance } from '#platform/server/chance.ts';
import type { ClockOffset } from '../../contract/presence/clock-rules.ts';
import { offsetOf } from '../../contract/presence/clock-rules.ts';
import type { Verify } from '../../contract/presence/code-rules.ts';
import { handOverScans, readClock, readScannerCopy, tellScannerState } from '../../contract/presence/routes.ts';
import type { KeptScan } from '../../contract/presence/scan-device.ts';
import { ScanDevice } from '../../contract/presence/scan-device.ts';
import type { ScanOutcome } from '../../contract/presence/scanning.ts';
import type { Wire } from './wire.ts';
import { tried } from './wire.ts';

/** A device at a door: the product's own mind of a scanner, a network that comes and goes, a clock that is off, and now and then a reload. */
export class Door {
  readonly wire: Wire;
  private readonly skew: number;
  private readonly kept = new Map<string, KeptScan>();
  private readonly arts = {
    verifierOf,
    hashBadge: async (code: string) => badgeHashOf(code),
    keep: async (scan: KeptScan) => void this.kept.set(scan.nonce, scan),
  };
  private device!: ScanDevice;
  private offset: ClockOffset | null = null;

  constructor(wire: Wire, skew: number) {
    this.wire = wire;
    this.skew = skew;
  }

  /** Takes its copy of the people and measures its clock. */
  async begin(): Promise<void> {
    const { copy } = await this.wire.call(readScannerCopy);
    this.device = new ScanDevice(copy!, [], this.arts);
    const rounds = [];
    for (let round = 0; round < 3; round += 1) {
      const asked = this.now();
      const { now } = await this.wire.call(readClock);
      rounds.push({ asked, answered: this.now(), server: Date.parse(now) });
    }
    this.offset = offsetOf(rounds);
  }

  /** The device's own time, in milliseconds. */
  now(): number {
    return Date.now() + this.skew;
  }

  /** Somebody shows a code. Before it the network may have changed, somebody may have reloaded the page, and the device may have asked how things are. */
  async receive(listId: string, code: () => string, chance: Chance): Promise<void> {
    if (chance.happens(0.06)) this.wire.changeWeather(chance);
    if (chance.happens(0.01)) await this.reload();
    if (chance.happens(0.05)) await this.beat(listId);
    if (chance.happens(0.03)) await this.handOver();
    await this.scan(listId, code());
  }

  /** Hands over what waits, a batch at a time; true when nothing is left. */
  async handOver(): Promise<boolean> {
    for (let batch = this.device.waiting().slice(0, 100); batch.length > 0; batch = this.device.waiting().slice(0, 100)) {
      if (!(await tried(async () => await this.device.answered(await this.send(batch))))) return false;
    }
    return true;
  }

  attempts(): readonly KeptScan[] {
    return [...this.kept.values()];
  }

  /** Scans, asks the server where there is one, decides alone where there is none. */
  private async scan(listId: string, text: string): Promise<void> {
    const scan = await this.device.scan(listId, text, { now: this.now(), offset: this.offset });
    const isAsked = await tried(async () => await this.device.answered(await this.send(this.device.toAsk(scan))));
    if (!isAsked) await this.device.decidedAlone(scan);
  }

  /** Asks who is in meanwhile and whether its copy is old, as a device does every few seconds. */
  private async beat(listId: string): Promise<void> {
    await tried(async () => {
      const body = { says: { queued: this.device.waiting().length }, checkListId: listId, present: this.device.present(listId) };
      const { entries, revision } = await this.wire.call(tellScannerState, { body });
      if (entries) this.device.learn(listId, entries);
      if (revision === this.device.copy.revision) return;
      const { copy } = await this.wire.call(readScannerCopy, { query: { have: this.device.copy.revision } });
      if (copy) this.device = new ScanDevice(copy, [...this.kept.values()], this.arts);
    });
  }

  /** As when somebody reloads the page: everything but what is kept is gone. */
  private async reload(): Promise<void> {
    this.device = new ScanDevice(this.device.copy, [...this.kept.values()], this.arts);
    await this.device.recover();
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
    return (await this.wire.call(handOverScans, { body: { scans: sent, says: {} } })).outcomes;
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
