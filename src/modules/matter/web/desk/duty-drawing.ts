/** A place of the drawing, in its pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** Longitude and latitude to the drawing. */
export type Project = (position: readonly [number, number]) => Place;

/** How large the drawing is on the screen. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The least box of degrees around some positions. */
export interface Box {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Room left around what is drawn. */
const margin = 40;

/** The box around `positions`; null where there are none. */
export function boxOf(positions: readonly (readonly [number, number])[]): Box | null {
  if (positions.length === 0) return null;
  const lons = positions.map(([lon]) => lon);
  const lats = positions.map(([, lat]) => lat);
  return { west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) };
}

/** Lays `box` on a drawing of `size`, equal in both directions at the latitude of its middle. */
export function projectionOf({ west, south, east, north }: Box, size: Size): Project {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (size.width - 2 * margin) / Math.max(0.002, (east - west) * shrink),
    (size.height - 2 * margin) / Math.max(0.002, north - south),
  );
  return ([lon, lat]) => ({
    x: size.width / 2 + (lon - (west + east) / 2) * shrink * scale,
    y: size.height / 2 - (lat - (south + north) / 2) * scale,
  });
}

/** The part of the drawing in sight: all of it, or around `focus`. */
export function sightOf(size: Size, zoom: number, focus: Place | null): string {
  const centre = zoom > 1 && focus ? focus : { x: size.width / 2, y: size.height / 2 };
  const span = { width: size.width / zoom, height: size.height / zoom };
  const x = clamp(centre.x - span.width / 2, size.width - span.width);
  const y = clamp(centre.y - span.height / 2, size.height - span.height);
  return `${x} ${y} ${span.width} ${span.height}`;
}

function clamp(value: number, most: number): number {
  return Math.min(Math.max(0, value), Math.max(0, most));
}
