import { createPrivateKey, randomBytes, sign, type KeyObject } from 'node:crypto';
import { makeCode } from '../../contract/presence/code-rules.ts';

/** What somebody holds in front of a scanner: `screenshot` is his own code of five minutes ago, `forgery` one that another key signed. */
export type Shown = 'code' | 'badge' | 'screenshot' | 'forgery';

interface Bearer {
  readonly id: string;
  readonly seed: Buffer;
  readonly badgeCode: string;
}

/** The text that a scanner reads now. */
export function shownBy(meetingId: string, person: Bearer, shown: Shown): string {
  if (shown === 'badge') return person.badgeCode;
  const at = Date.now() - (shown === 'screenshot' ? 300_000 : 0);
  const key = shown === 'forgery' ? keyOf(randomBytes(32)) : knownKey(person);
  return makeCode({ meetingId, attendeeId: person.id }, at, (message) => sign(null, message, key));
}

const keys = new Map<string, KeyObject>();

function knownKey(person: Bearer): KeyObject {
  const key = keys.get(person.id) ?? keyOf(person.seed);
  keys.set(person.id, key);
  return key;
}

const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function keyOf(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
}
