import { describe, expect, it } from 'vitest';
import { ringOf } from './ring-of.ts';

describe('ringOf', () => {
  it('closes a ring of points and leaves a closed one as it is', () => {
    const ring = [
      [121.5, 29.8],
      [121.6, 29.8],
      [121.6, 29.9],
      [121.5, 29.8],
    ];
    expect(ringOf('121.5,29.8\n121.6，29.8\n121.6 29.9')).toEqual(ring);
    expect(ringOf(JSON.stringify({ type: 'Polygon', coordinates: [ring] }))).toEqual(ring);
  });

  it('is null for what is no area', () => {
    expect(ringOf('')).toBeNull();
    expect(ringOf('121.5,29.8\n121.6,29.8')).toBeNull();
    expect(ringOf('121.5,29.8\n云塘路\n121.6,29.9')).toBeNull();
    expect(ringOf('{"type":"Polygon"')).toBeNull();
  });
});
