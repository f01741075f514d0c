import { z } from 'zod';

/** A UUID in its lower-case text form. Every id in the product is a UUIDv7 made by {@link newId}. */
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, '编号格式不对');

/**
 * Makes a UUIDv7 (RFC 9562 §5.7 with the counter of §6.2 method 1): 48 bits of Unix milliseconds, 12 bits that count up within one
 * millisecond, then randomness; so ids made later in one process sort later, and in others nearly so. Works in browsers and in Node. `at`
 * is for rows whose time is not now: a request's moment, imports, demo data.
 */
export function newId(at: number = Date.now()): string {
  const bytes = chance();
  for (let index = 0, rest = at; index < 6; index += 1) {
    bytes[5 - index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  // A quarter of the range is left to chance at the start, so that processes differ and there is room to count.
  counter = at === countedFor ? (counter + 1) & 0xfff : ((bytes[6]! << 8) | bytes[7]!) & 0x3ff;
  countedFor = at;
  bytes[6] = 0x70 | (counter >> 8);
  bytes[7] = counter & 0xff;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let text = '';
  for (let index = 0; index < 16; index += 1)
    text += (index === 4 || index === 6 || index === 8 || index === 10 ? '-' : '') + pairs[bytes[index]!];
  return text;
}

/** The two digits of each byte. */
const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Sixteen random bytes. They are drawn for 256 ids at a time: a call to the source costs far more than its bytes. */
function chance(): Uint8Array {
  if (drawnAt === drawn.length) {
    crypto.getRandomValues(drawn);
    drawnAt = 0;
  }
  drawnAt += 16;
  return drawn.slice(drawnAt - 16, drawnAt);
}

const drawn = new Uint8Array(4_096);
let drawnAt = drawn.length;

let countedFor = 0;
let counter = 0;
