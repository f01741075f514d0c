import { createHmac, timingSafeEqual } from 'node:crypto';
import { stepAt, stepSeconds, toleranceSteps } from '../../contract/presence/code-rules.ts';

/** What a hall's screen shows in a step: a text for cameras and six figures for fingers. Both hang on a secret that only the server has. */
export interface HallWords {
  readonly code: string;
  readonly figures: string;
  readonly validUntil: Date;
}

const codePattern = /^LZT:H:([0-9A-F]{32}):([0-9A-F]{20})$/;

/** The code of the list in the step of `at` (milliseconds). */
export function hallWordsAt(secret: string, checkListId: string, at: number): HallWords {
  const step = stepAt(at);
  const mac = macOf(secret, checkListId, step);
  return {
    code: `LZT:H:${checkListId.replaceAll('-', '').toUpperCase()}:${mac.subarray(0, 10).toString('hex').toUpperCase()}`,
    figures: figuresOf(mac),
    validUntil: new Date((step + 1) * stepSeconds * 1_000),
  };
}

/** The list that a scanned text names; null for typed figures and anything else. */
export function listNamedBy(text: string): string | null {
  const hex = codePattern.exec(text.trim().toUpperCase())?.[1]?.toLowerCase();
  return hex ? `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` : null;
}

/** Whether what somebody scanned or typed is the list's code at `at`: `expired` where it was so in the last five minutes. */
export function checkHallCode(secret: string, checkListId: string, text: string, at: number): 'good' | 'expired' | 'wrong' {
  const given = text.trim().toUpperCase();
  const now = stepAt(at);
  for (let back = -toleranceSteps; back <= 10; back += 1) {
    const { code, figures } = hallWordsAt(secret, checkListId, (now - back) * stepSeconds * 1_000);
    if (isSame(given, code) || isSame(given, figures)) return back <= toleranceSteps ? 'good' : 'expired';
  }
  return 'wrong';
}

function macOf(secret: string, checkListId: string, step: number): Buffer {
  return createHmac('sha256', secret).update(`hall code v1 ${checkListId} ${step}`).digest();
}

function figuresOf(mac: Buffer): string {
  return String(mac.readUInt32BE(16) % 1_000_000).padStart(6, '0');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
