import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openMapSource } from './map-source.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'map-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const none = { style: null, outline: null, origins: [] };
const city = [
  { code: '330701', name: '云津区' },
  { code: '330702', name: '不存在区' },
  { code: '330706', name: '松屿县' },
];

function fileOf(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

interface Style {
  version: number;
  sources: Record<string, { type: string; data: unknown }>;
  layers: { id: string; source?: string; layout?: Record<string, unknown> }[];
}

describe('the map of the demo city', () => {
  test('carries its data and asks nobody for fonts, sprites or tiles', async () => {
    const { style, centre, zoom } = await openMapSource({ map: none, demo: true }).map();
    const { version, sources, layers, ...rest } = style as Style;
    expect([version, Object.keys(rest).toSorted()]).toEqual([8, ['center', 'name', 'zoom']]);
    expect(new Set(Object.values(sources).map((source) => source.type))).toEqual(new Set(['geojson']));
    expect(JSON.stringify(style)).not.toMatch(/https?:/);
    for (const layer of layers) expect(layer.source === undefined || layer.source in sources, layer.id).toBe(true);
    expect(layers.filter((layer) => layer.layout?.['text-field']).map((layer) => layer.id)).toEqual([
      'river-names',
      'road-names',
      'township-names',
      'county-names',
    ]);
    expect(gzipSync(JSON.stringify(style)).length).toBeLessThan(60_000);
    expect([centre[0] > 121 && centre[0] < 122, zoom > 7]).toEqual([true, true]);
  });

  test('has outlines for the city’s counties and for a county’s townships, by name', async () => {
    const source = openMapSource({ map: none, demo: true });
    expect((await source.outline('明州市', city)).regions.map((region) => region.name)).toEqual(['云津区', '松屿县']);
    const inCounty = await source.outline('云津区', [{ code: '330701001', name: '云塘街道' }]);
    expect(inCounty.regions.map((region) => [region.name, region.rings.length > 0])).toEqual([['云塘街道', true]]);
    expect((await source.outline('望潮区', [{ code: '330702001', name: '云塘街道' }])).regions).toEqual([]);
  });
});

describe('the map of an installation', () => {
  test('is the operator’s style, with its own centre', async () => {
    const style = fileOf('style.json', { version: 8, center: [120.5, 30.1], zoom: 11, sources: {}, layers: [] });
    expect(await openMapSource({ map: { ...none, style }, demo: false }).map()).toMatchObject({
      centre: [120.5, 30.1],
      zoom: 11,
      style: { version: 8 },
    });
  });

  test('is none where nothing is set, and says what to do instead', async () => {
    await expect(openMapSource({ map: none, demo: false }).map()).rejects.toMatchObject({ code: 'map.none', status: 404 });
    expect(await openMapSource({ map: none, demo: false }).outline('明州市', city)).toEqual({ regions: [] });
  });

  test.each([
    ['is missing', () => join(folder, 'nothing.json')],
    ['is no JSON', () => fileOf('broken.json', '{')],
    ['is no style', () => fileOf('other.json', { version: 7 })],
    ['cannot be reached', () => 'http://127.0.0.1:1/style.json'],
  ])('is unavailable where the style %s', async (_, place) => {
    await expect(openMapSource({ map: { ...none, style: place() }, demo: false }).map()).rejects.toMatchObject({
      code: 'map.unavailable',
      status: 503,
    });
  });

  test('is read again after a failure', async () => {
    const path = join(folder, 'late.json');
    const source = openMapSource({ map: { ...none, style: path }, demo: false });
    await expect(source.map()).rejects.toMatchObject({ code: 'map.unavailable' });
    fileOf('late.json', { version: 8, layers: [] });
    expect(await source.map()).toMatchObject({ style: { version: 8 } });
  });

  test('has outlines by code, largest piece first', async () => {
    const square = (from: number, size: number) => [
      [
        [from, from],
        [from + size, from],
        [from + size, from + size],
        [from, from + size],
        [from, from],
      ],
    ];
    const features = [
      {
        type: 'Feature',
        properties: { name: '旧名', code: 330701 },
        geometry: { type: 'MultiPolygon', coordinates: [square(0, 1), square(5, 4)] },
      },
      { type: 'Feature', properties: { name: '云津区', code: '999999' }, geometry: { type: 'Polygon', coordinates: square(0, 1) } },
    ];
    const source = openMapSource({
      map: { ...none, outline: fileOf('outline.json', { type: 'FeatureCollection', features }) },
      demo: false,
    });
    const { regions } = await source.outline('明州市', city);
    expect(regions.map((region) => [region.name, region.centre])).toEqual([['旧名', [7, 7]]]);
    expect(regions[0]!.rings[0]![0]).toEqual([5, 5]);
  });
});
