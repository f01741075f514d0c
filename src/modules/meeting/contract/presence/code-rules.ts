import { fromBase45, toBase45 } from './base45.ts';

/**
 * Personal codes: what an attendee's phone shows at a door. A code says which meeting, who, and which half minute, signed with the person's own
 * Ed25519 key, so that a scanner with the public keys verifies it without a network and a screenshot is worth nothing soon. It is 76 bytes, which
 * as Base45 just fit the QR code of version 4 (33 x 33) with low error correction.
 *
 * One implementation for phone, scanner and server. The signature itself comes from outside: browsers have no Ed25519 in common.
 */
export const stepSeconds = 30;
/** A code is taken so many steps before and after its own: for the walk from step to step, and for clocks that differ. */
export const toleranceSteps = 1;

export const codeLength = 114;
const version = 1;
const signatureBytes = 64;
const stepRange = 2 ** 24;

/** Signs with somebody's secret key. */
export type Sign = (message: Uint8Array) => Uint8Array;
/** Whether `signature` is the person's under `message`. */
export type Verify = (signature: Uint8Array, message: Uint8Array) => boolean;

/** Whose code it is. Both are UUIDs. */
export interface CodeOwner {
  readonly meetingId: string;
  readonly attendeeId: string;
}

/** What a code says before anybody has looked at its signature. The tags are the last hexadecimal figures of the ids. */
export interface ReadCode {
  readonly meetingTag: string;
  readonly attendeeTag: string;
  /** The step modulo 2^24 (16 years). */
  readonly stepTag: number;
  readonly signature: Uint8Array;
}

/** The number of the half minute in which the moment lies; `at` in milliseconds. */
export function stepAt(at: number): number {
  return Math.floor(at / (stepSeconds * 1_000));
}

/** Seconds until the step of `at` ends. */
export function secondsLeft(at: number): number {
  return stepSeconds - (Math.floor(at / 1_000) % stepSeconds);
}

/** The code of `owner` at the moment `at`. */
export function makeCode(owner: CodeOwner, at: number, sign: Sign): string {
  const step = stepAt(at);
  const bytes = new Uint8Array(12 + signatureBytes);
  bytes[0] = version;
  bytes.set(bytesOf(owner.meetingId).subarray(13), 1);
  bytes.set(bytesOf(owner.attendeeId).subarray(11), 4);
  const tag = step % stepRange;
  bytes.set([tag >> 16, (tag >> 8) & 0xff, tag & 0xff], 9);
  bytes.set(sign(messageOf(owner, step)), 12);
  return toBase45(bytes);
}

/** What is in a scanned text; null where it is no personal code (a badge, or something from elsewhere). */
export function readCode(text: string): ReadCode | null {
  if (text.length !== codeLength) return null;
  const bytes = fromBase45(text);
  if (!bytes || bytes[0] !== version) return null;
  return {
    meetingTag: hexOf(bytes.subarray(1, 4)),
    attendeeTag: hexOf(bytes.subarray(4, 9)),
    stepTag: bytes[9]! * 65_536 + bytes[10]! * 256 + bytes[11]!,
    signature: bytes.subarray(12),
  };
}

/** Under which tag an attendee's codes stand. Two of 3,000 share one once in 200,000 meetings: then both are tried. */
export function attendeeTagOf(attendeeId: string): string {
  return attendeeId.slice(-10);
}

export function meetingTagOf(meetingId: string): string {
  return meetingId.slice(-6);
}

/** `forged`: not this person's signature; `expired`: his, of another time than now (a screenshot, or a clock that is wrong). */
export type CodeCheck = 'good' | 'expired' | 'forged';

/** Whether the code is its owner's and of the moment `at`. */
export function checkCode(code: ReadCode, owner: CodeOwner, at: number, verify: Verify): CodeCheck {
  const now = stepAt(at);
  const step = nearest(code.stepTag, now);
  if (!verify(code.signature, messageOf(owner, step))) return 'forged';
  return Math.abs(now - step) <= toleranceSteps ? 'good' : 'expired';
}

/** The step with this tag that lies nearest to `now`. */
function nearest(tag: number, now: number): number {
  const distance = (((tag - now) % stepRange) + stepRange) % stepRange;
  return now + (distance < stepRange / 2 ? distance : distance - stepRange);
}

const purpose = new TextEncoder().encode('luzhitong personal code v1');

/** What is signed: whole ids and the whole step, so that nothing which the code abbreviates can be exchanged. */
function messageOf({ meetingId, attendeeId }: CodeOwner, step: number): Uint8Array {
  const message = new Uint8Array(purpose.length + 40);
  message.set(purpose);
  writeId(meetingId, message, purpose.length);
  writeId(attendeeId, message, purpose.length + 16);
  const whole = Math.max(0, step);
  const view = new DataView(message.buffer);
  view.setUint32(purpose.length + 32, Math.floor(whole / 2 ** 32));
  view.setUint32(purpose.length + 36, whole % 2 ** 32);
  return message;
}

function bytesOf(id: string): Uint8Array {
  const bytes = new Uint8Array(16);
  writeId(id, bytes, 0);
  return bytes;
}

/** The sixteen bytes of a UUID. A figure at a time: whoever holds back a queue at a door does so here. */
function writeId(id: string, bytes: Uint8Array, at: number): void {
  let figures = 0;
  for (let index = 0; index < id.length; index += 1) {
    const figure = figureOf(id.charCodeAt(index));
    if (figure < 0) continue;
    const place = at + (figures >> 1);
    bytes[place] = figures & 1 ? bytes[place]! | figure : figure << 4;
    figures += 1;
  }
}

/** A hexadecimal figure by its letter's code; -1 for a hyphen. */
function figureOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function hexOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexadecimal[byte]!;
  return text;
}

const hexadecimal = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
