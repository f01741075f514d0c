import type { Level } from '../contract/seat.ts';

/** From the highest down. */
export const levels: readonly Level[] = ['province', 'city', 'county', 'township'];

/** The level that a region code of GB/T 2260 has by its form. */
export function levelOfCode(code: string): Level {
  if (code.length === 9) return 'township';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** The code of the region around `code`; null for a province. */
export function parentCode(code: string): string | null {
  const level = levelOfCode(code);
  if (level === 'township') return code.slice(0, 6);
  if (level === 'county') return `${code.slice(0, 4)}00`;
  return level === 'city' ? `${code.slice(0, 2)}0000` : null;
}
