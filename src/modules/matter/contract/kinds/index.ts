import type { Kind } from '../kind.ts';
import { report } from './report.ts';
import { suggestion } from './suggestion.ts';

/** Every declared kind by name. A new kind is one file and one entry here. */
export const kinds: Readonly<Record<string, Kind>> = { suggestion, report };

/** The declared kind `name`; throws where there is none, which a parsed request can not cause. */
export function kindOf(name: string): Kind {
  const found = kinds[name];
  if (!found) throw new Error(`No kind of matter is called ${name}.`);
  return found;
}
