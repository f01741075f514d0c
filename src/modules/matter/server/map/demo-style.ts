import { demoMap } from '#modules/directory/server/index.ts';

/** Colours of the paper map: ground, counties, water and roads stay quiet, so that the pin and the names are what one sees. */
const colours = {
  outside: '#e9ebec',
  sea: '#d9e5ee',
  coast: '#9db6c8',
  river: '#b5cfe0',
  counties: { YJ: '#f8f5ee', WC: '#f3f5ef', LZ: '#f6f3f0', HX: '#f4f6f0', QL: '#f1f4ee', SY: '#f7f6ef' },
  countyLine: '#a7a294',
  townshipLine: '#d3cfc3',
  trunk: '#ffffff',
  trunkEdge: '#cdc6b6',
  street: '#ffffff',
  streetEdge: '#ddd8cb',
  ink: '#1d2129',
  ink2: '#4e5969',
  water: '#4f7f9f',
  halo: '#fdfcf9',
} as const;

/** Names are drawn with the device's own Chinese fonts: the style names no glyph server, so none is asked. */
const fonts = ['PingFang SC', 'HarmonyOS Sans SC', 'MiSans', 'Microsoft YaHei', 'Noto Sans CJK SC', 'sans-serif'];

/** A MapLibre style of the invented city with its data inside: nothing else has to be fetched for it. */
export function demoStyle(): Record<string, unknown> {
  const [west, south, east, north] = demoMap.cityBox;
  return {
    version: 8,
    name: '明州市',
    center: [(west + east) / 2, (south + north) / 2],
    zoom: 8.4,
    sources: demoSources(),
    layers: [...areaLayers, ...lineLayers, ...nameLayers],
  };
}

function demoSources(): Record<string, unknown> {
  const points = (features: readonly { properties: { name: string; centre: demoMap.Position } }[]) => ({
    type: 'FeatureCollection',
    features: features.map(({ properties: { name, centre } }) => ({
      type: 'Feature',
      properties: { name },
      geometry: { type: 'Point', coordinates: centre },
    })),
  });
  const data = {
    sea: seaBeside(demoMap.coast.features[0]!.geometry.coordinates),
    counties: demoMap.counties,
    townships: demoMap.townships,
    coast: demoMap.coast,
    rivers: demoMap.rivers,
    roads: demoMap.roads,
    countyNames: points(demoMap.counties.features),
    townshipNames: points(demoMap.townships.features),
  };
  return Object.fromEntries(Object.entries(data).map(([name, one]) => [name, { type: 'geojson', data: withoutBoxes(one) }]));
}

/** The sea east of the mainland's coast. Beyond the city's ends the coast goes on, lightly waved, so that the sheet has no ruled edge. */
function seaBeside(coast: readonly demoMap.Position[]): object {
  const northward = coast[0]![1] < coast.at(-1)![1] ? coast : coast.toReversed();
  const south = coastBeyond(northward[0]!, [-0.16, -1.3]);
  const north = coastBeyond(northward.at(-1)!, [-0.34, 1.3]);
  const ring = [...south.toReversed(), ...northward, ...north, [124, north.at(-1)![1]], [124, south.at(-1)![1]], south.at(-1)!];
  return { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
}

function coastBeyond([lon, lat]: demoMap.Position, [east, north]: readonly [number, number]): demoMap.Position[] {
  const steps = 40;
  return Array.from({ length: steps }, (_, index) => {
    const share = (index + 1) / steps;
    const wave = (Math.sin(share * 31) * 0.02 + Math.sin(share * 73 + 1) * 0.009) * Math.min(1, share * 8);
    return [Number((lon + east * share + wave).toFixed(4)), Number((lat + north * share + wave / 3).toFixed(4))];
  });
}

/** Boxes and centres are for the server; a phone need not load them. */
function withoutBoxes(data: object): unknown {
  return JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'bbox' || key === 'centre' ? undefined : value)));
}

const countyTint = [
  'match',
  ['get', 'name'],
  ...demoMap.countyIndex.flatMap(({ id, name }) => [name, colours.counties[id as keyof typeof colours.counties]]),
  colours.outside,
];

const areaLayers = [
  { id: 'outside', type: 'background', paint: { 'background-color': colours.outside } },
  { id: 'sea', type: 'fill', source: 'sea', paint: { 'fill-color': colours.sea } },
  { id: 'counties', type: 'fill', source: 'counties', paint: { 'fill-color': countyTint } },
];

const wide = (...stops: readonly number[]) => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops];
const round = { 'line-cap': 'round', 'line-join': 'round' };
const ofKind = (kind: string) => ['==', ['get', 'kind'], kind];

const lineLayers = [
  {
    id: 'township-lines',
    type: 'line',
    source: 'townships',
    minzoom: 9,
    paint: { 'line-color': colours.townshipLine, 'line-width': wide(9, 0.6, 14, 2), 'line-dasharray': [3, 2] },
  },
  {
    id: 'rivers',
    type: 'line',
    source: 'rivers',
    layout: round,
    paint: {
      'line-color': colours.river,
      'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 8, ['*', ['get', 'width'], 0.4], 14, ['*', ['get', 'width'], 5]],
    },
  },
  { id: 'shore', type: 'line', source: 'sea', layout: round, paint: { 'line-color': colours.coast, 'line-width': wide(8, 0.8, 14, 2) } },
  { id: 'coast', type: 'line', source: 'coast', layout: round, paint: { 'line-color': colours.coast, 'line-width': wide(8, 0.8, 14, 2) } },
  {
    id: 'county-lines',
    type: 'line',
    source: 'counties',
    layout: round,
    paint: { 'line-color': colours.countyLine, 'line-width': wide(8, 0.8, 14, 2.4), 'line-opacity': 0.8 },
  },
  {
    id: 'street-edges',
    type: 'line',
    source: 'roads',
    minzoom: 11,
    filter: ofKind('street'),
    layout: round,
    paint: { 'line-color': colours.streetEdge, 'line-width': wide(11, 1.8, 16, 14) },
  },
  {
    id: 'trunk-edges',
    type: 'line',
    source: 'roads',
    minzoom: 9,
    filter: ofKind('trunk'),
    layout: round,
    paint: { 'line-color': colours.trunkEdge, 'line-width': wide(9, 1.6, 16, 20) },
  },
  {
    id: 'streets',
    type: 'line',
    source: 'roads',
    minzoom: 11,
    filter: ofKind('street'),
    layout: round,
    paint: { 'line-color': colours.street, 'line-width': wide(11, 0.9, 16, 11) },
  },
  {
    id: 'trunks',
    type: 'line',
    source: 'roads',
    minzoom: 9,
    filter: ofKind('trunk'),
    layout: round,
    paint: { 'line-color': colours.trunk, 'line-width': wide(9, 0.8, 16, 16) },
  },
];

const name = (size: readonly number[], more: Record<string, unknown> = {}) => ({
  'text-field': ['get', 'name'],
  'text-font': fonts,
  'text-size': wide(...size),
  ...more,
});
const along = { 'symbol-placement': 'line', 'symbol-spacing': 320, 'text-max-angle': 40 };
const halo = (colour: string, width = 1.6) => ({ 'text-color': colour, 'text-halo-color': colours.halo, 'text-halo-width': width });

const nameLayers = [
  {
    id: 'river-names',
    type: 'symbol',
    source: 'rivers',
    minzoom: 10,
    layout: name([10, 12, 15, 15], { ...along, 'text-letter-spacing': 0.3 }),
    paint: { 'text-color': colours.water, 'text-halo-color': colours.sea, 'text-halo-width': 1 },
  },
  { id: 'road-names', type: 'symbol', source: 'roads', minzoom: 12, layout: name([12, 12, 16, 16], along), paint: halo(colours.ink2) },
  {
    id: 'township-names',
    type: 'symbol',
    source: 'townshipNames',
    minzoom: 10,
    layout: name([10, 13, 14, 18], { 'text-padding': 6 }),
    paint: halo(colours.ink2, 2),
  },
  {
    id: 'county-names',
    type: 'symbol',
    source: 'countyNames',
    maxzoom: 12.5,
    layout: name([8, 14, 12, 22], { 'text-letter-spacing': 0.12, 'text-padding': 2 }),
    paint: halo(colours.ink, 2),
  },
];
