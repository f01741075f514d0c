import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { MapSettings, Settings } from '#platform/server/settings.ts';
import { demoMap } from '#modules/directory/server/index.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { readMap, readOutline } from '../../contract/routes.ts';
import { demoStyle } from './demo-style.ts';

/** Where this installation's maps come from: the operator's settings, or in a demo the invented city. */
export interface MapSource {
  map(): Promise<AnswerOf<typeof readMap>>;
  /** The outlines of `parts` of the region called `around`, as far as there are any. */
  outline(around: string, parts: readonly { code: string; name: string }[]): Promise<AnswerOf<typeof readOutline>>;
}

/** A style or outline is read again after this time, so that an operator can change it without a restart. */
const keptMilliseconds = 10 * 60_000;

export function openMapSource({ map, demo }: Pick<Settings, 'map' | 'demo'>): MapSource {
  const outlines = kept(() => readOutlines(map, demo));
  return {
    map: kept(() => readStyle(map, demo)),
    outline: async (around, parts) => {
      const all = await outlines();
      const found = parts.map((part) => all.find((one) => isOf(one, part, around)));
      return { regions: found.filter((one) => one !== undefined).map(({ name, centre, rings }) => ({ name, centre, rings })) };
    },
  };
}

const style = z.looseObject({
  version: z.literal(8),
  layers: z.array(z.unknown()),
  center: z.array(z.number()).length(2).optional(),
  zoom: z.number().optional(),
});

async function readStyle(settings: MapSettings, demo: boolean): Promise<AnswerOf<typeof readMap>> {
  if (settings.style === null && !demo) throw matterProblem('map.none');
  const found = style.safeParse(settings.style === null ? demoStyle() : await load(settings.style));
  if (!found.success) throw matterProblem('map.unavailable');
  const [lon = 120.15, lat = 30.27] = found.data.center ?? [];
  return { style: found.data, centre: [lon, lat], zoom: found.data.zoom ?? 9 };
}

const position = z.tuple([z.number(), z.number()], z.number());
const ring = z.array(position);
const outline = z.object({
  features: z.array(
    z.object({
      properties: z.looseObject({
        name: z.string(),
        code: z.coerce.string().optional(),
        county: z.string().optional(),
        centre: position.optional(),
      }),
      geometry: z.discriminatedUnion('type', [
        z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
        z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
      ]),
    }),
  ),
});

interface KnownOutline {
  readonly name: string;
  readonly code: string | undefined;
  /** The region around it, where names alone would not do. */
  readonly county: string | undefined;
  readonly centre: [number, number];
  readonly rings: [number, number][][];
}

function isOf(known: KnownOutline, part: { code: string; name: string }, around: string): boolean {
  if (known.code) return known.code === part.code;
  return known.name === part.name && (known.county === undefined || known.county === around);
}

async function readOutlines(settings: MapSettings, demo: boolean): Promise<KnownOutline[]> {
  if (settings.outline === null && !demo) return [];
  const drawn = { features: [...demoMap.counties.features, ...demoMap.townships.features] };
  const found = outline.safeParse(settings.outline === null ? drawn : await load(settings.outline));
  if (!found.success) throw matterProblem('map.unavailable');
  return found.data.features.map(({ properties: { name, code, county, centre }, geometry }) => {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    // Outer rings only: the wall draws regions as flat pieces. The largest comes first, and the name stands in it.
    const rings = polygons
      .map((polygon) => polygon[0]!.map(([lon, lat]): [number, number] => [lon, lat]))
      .toSorted((one, other) => areaOf(other) - areaOf(one));
    const [lon, lat] = centre ?? middleOf(rings[0]!);
    return { name, code, county, centre: [lon, lat], rings };
  });
}

function areaOf(points: readonly [number, number][]): number {
  const twice = points.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = points[(index + 1) % points.length]!;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice / 2);
}

/** The middle of a ring's box. */
function middleOf(points: readonly [number, number][]): [number, number] {
  const middle = (values: readonly number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  return [middle(points.map(([x]) => x)), middle(points.map(([, y]) => y))];
}

/** The JSON in a file or behind an address. Whatever goes wrong, pages learn only that there is no map now. */
async function load(place: string): Promise<unknown> {
  try {
    if (!/^https?:/.test(place)) return JSON.parse(await readFile(place, 'utf8')) as unknown;
    const answer = await fetch(place, { signal: AbortSignal.timeout(10_000) });
    if (!answer.ok) throw new Error(`${place} answered ${answer.status}`);
    return await answer.json();
  } catch {
    throw matterProblem('map.unavailable');
  }
}

/** Reads at most once in a while; a failure is not kept. */
function kept<Value>(read: () => Promise<Value>): () => Promise<Value> {
  let held: { readonly value: Promise<Value>; readonly until: number } | null = null;
  return async () => {
    if (!held || held.until < performance.now()) held = { value: read(), until: performance.now() + keptMilliseconds };
    try {
      return await held.value;
    } catch (error) {
      held = null;
      throw error;
    }
  };
}
