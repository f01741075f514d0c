/** An outline as the server tells it: degrees, outer rings, largest first. */
export interface Outline {
  readonly name: string;
  readonly centre: readonly [number, number];
  readonly rings: readonly (readonly (readonly [number, number])[])[];
}

/** A region on the sheet. */
export interface DrawnRegion {
  readonly name: string;
  readonly path: string;
  /** Where the words stand, and how wide the region's main piece is. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Lays outlines on a sheet of `width` by `height`, all in one scale, with equal distances in both directions around their middle latitude. */
export function drawOutlines(regions: readonly Outline[], width: number, height: number): DrawnRegion[] {
  const points = regions.flatMap((region) => region.rings.flat());
  if (points.length === 0) return [];
  const [west, east] = extent(points.map(([lon]) => lon));
  const [south, north] = extent(points.map(([, lat]) => lat));
  const shrink = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = Math.min(width / Math.max((east - west) * shrink, 1e-9), height / Math.max(north - south, 1e-9));
  const left = (width - (east - west) * shrink * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  const place = ([lon, lat]: readonly [number, number]) => [left + (lon - west) * shrink * scale, top + (north - lat) * scale] as const;
  return regions.map((region) => {
    const rings = region.rings.map((ring) => ring.map(place));
    const main = rings[0] ?? [];
    const [from, to] = extent(main.map(([x]) => x));
    const [upper, lower] = extent(main.map(([, y]) => y));
    const [x, y] = place(region.centre);
    return { name: region.name, path: rings.map(pathOf).join(''), x, y, width: to - from, height: lower - upper };
  });
}

function pathOf(ring: readonly (readonly [number, number])[]): string {
  return `M${ring.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`;
}

function extent(values: readonly number[]): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}
