import type { Position } from '../../contract/organisation.ts';

/** The closed ring of a pasted border, points or a GeoJSON polygon; null where it is none. */
export function ringOf(text: string): Position[] | null {
  const trimmed = text.trim();
  const points = trimmed.startsWith('{') ? pointsOfGeoJson(trimmed) : trimmed.split('\n').map((line) => line.split(/[,，\s]+/).map(Number));
  const clean = points
    .filter((point) => point.length >= 2 && point.every(Number.isFinite))
    .map((point): Position => [point[0]!, point[1]!]);
  if (clean.length < 3 || clean.length !== points.length) return null;
  const [first, last] = [clean[0]!, clean.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) return [...clean, first];
  return clean.length >= 4 ? clean : null;
}

function pointsOfGeoJson(text: string): number[][] {
  try {
    const parsed = JSON.parse(text) as { geometry?: { coordinates?: number[][][] }; coordinates?: number[][][] };
    return (parsed.geometry?.coordinates ?? parsed.coordinates)?.[0] ?? [];
  } catch {
    return [];
  }
}
