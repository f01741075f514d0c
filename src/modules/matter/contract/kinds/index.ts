import type { Kind } from '../kind.ts';
import { concern } from './concern.ts';
import { motion } from './motion.ts';
import { proposal } from './proposal.ts';
import { report } from './report.ts';
import { sentiment } from './sentiment.ts';
import { suggestion } from './suggestion.ts';

/** Every declared kind by name. A new kind is one file and one entry here. */
export const kinds: Readonly<Record<string, Kind>> = { suggestion, motion, report, proposal, sentiment, concern };

/** True for matters of days (督事, 委员议事), to which the profile's shorter thresholds, reminders and limits apply. */
export function isShort(kind: string): boolean {
  return kindOf(kind).pace === 'short';
}

/** The declared kind `name`; throws where there is none, which a parsed request can not cause. */
export function kindOf(name: string): Kind {
  const found = kinds[name];
  if (!found) throw new Error(`No kind of matter is called ${name}.`);
  return found;
}
