import { ed25519 } from '@noble/curves/ed25519.js';
import { checkCode, readCode, type CodeOwner } from '#modules/meeting/contract/presence/code-rules.ts';
import { ScanDevice, bytesOfBase64Url } from '#modules/meeting/contract/presence/scan-device.ts';
import type { ScannerCopy } from '#modules/meeting/contract/presence/scanning.ts';
import { verifierOf } from '#modules/meeting/web/shared/presence/device-arts.ts';

/** What the benchmark asks of the page: decide codes as a scanner does offline, and check their signatures alone. Milliseconds each. */
export interface ScanPage {
  readonly load: (copy: ScannerCopy) => void;
  readonly scan: (listId: string, code: string, at: number) => Promise<{ milliseconds: number; status: string }>;
  readonly verify: (code: string, owner: CodeOwner, key: string, at: number) => number;
}

let device: ScanDevice;

const page: ScanPage = {
  load: (copy) => {
    device = new ScanDevice(copy, [], { verifierOf, hashBadge: async () => '', keep: async () => undefined });
  },
  scan: async (listId, code, at) => {
    const begun = performance.now();
    const scan = await device.scan(listId, code, { now: at, offset: null });
    await device.decidedAlone(scan);
    return { milliseconds: performance.now() - begun, status: scan.shown };
  },
  verify: (code, owner, key, at) => {
    const read = readCode(code)!;
    const bytes = bytesOfBase64Url(key);
    let milliseconds = 0;
    checkCode(read, owner, at, (signature, message) => {
      const begun = performance.now();
      const good = ed25519.verify(signature, message, bytes);
      milliseconds = performance.now() - begun;
      return good;
    });
    return milliseconds;
  },
};

(globalThis as unknown as { scanPage: ScanPage }).scanPage = page;
