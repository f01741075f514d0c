import { addDays } from '#platform/contract/instant.ts';
import type { Level } from '../../contract/seat.ts';
import type { DirectoryTables } from '../tables.ts';
import { townships as drawnTownships, grids as drawnGrids } from './map/mingzhou.geojson.ts';
import type { DemoCity, DemoOrganisation } from './plan.ts';

/**
 * Region codes of the invented city. GB/T 2260 gives 3301 to 3311 to the prefectures of its province; 3399 is given to none, so no real
 * place is meant.
 */
const cityCode = '339900';
const cityName = '明州市';

/** Members of each kind of body: within what the law allows (选举法 §12), former deputies included about 9,000 deputies and 1,500 CPPCC members. */
const sizes = {
  congress: { province: [0, 0], city: [560, 530], county: [430, 340], township: [150, 103] },
  cppcc: { province: [0, 0], city: [420, 0], county: [180, 0], township: [0, 0] },
} as const satisfies Record<'congress' | 'cppcc', Record<Level, readonly [now: number, before: number]>>;

/** Draws up regions, bodies with terms and sessions, units and grids. */
export function drawOrganisations(city: DemoCity, today: string): void {
  const { texts, regions } = city;
  regions.push({ code: cityCode, name: cityName, level: 'city', parent_code: '330000' });
  const congress = addBody(city, {
    kind: 'congress',
    place: cityName,
    county: null,
    level: 'city',
    regionCode: cityCode,
    parentId: null,
    today,
  });
  addBody(city, { kind: 'cppcc', place: cityName, county: null, level: 'city', regionCode: cityCode, parentId: null, today });
  for (const [index, { county, townships }] of texts.places.entries()) {
    const code = `${cityCode.slice(0, 4)}${String(index + 1).padStart(2, '0')}`;
    regions.push({ code, name: county, level: 'county', parent_code: cityCode });
    const place = { place: county, county, level: 'county' as const, regionCode: code, today };
    const countyCongress = addBody(city, { kind: 'congress', parentId: congress.id, ...place });
    addBody(city, { kind: 'cppcc', parentId: null, ...place });
    const centre = addUnit(city, {
      kind: 'grassrootsUnit',
      name: `${county}社会治理中心`,
      shortName: `${county}治理中心`,
      level: 'county',
      regionCode: code,
      parentId: null,
    });
    for (const [number, township] of townships.entries())
      drawTownship(city, {
        county,
        township,
        code: townshipCode(code, township.kind, number),
        congressId: countyCongress.id,
        centreId: centre.id,
        today,
      });
  }
  drawHandlingUnits(city);
}

/** 统计用区划代码: streets from 001, towns from 100, townships from 200. */
function townshipCode(county: string, kind: string, number: number): string {
  const base = { 街道: 1, 镇: 100, 乡: 200 }[kind] ?? 1;
  return `${county}${String(base + number).padStart(3, '0')}`;
}

interface TownshipPlan {
  readonly county: string;
  readonly township: DemoCity['texts']['places'][number]['townships'][number];
  readonly code: string;
  readonly congressId: string;
  readonly centreId: string;
  readonly today: string;
}

/** A street has no congress of its own (街道人大工委 is an office of the county's); towns and townships have one. */
function drawTownship(city: DemoCity, { county, township, code, congressId, centreId, today }: TownshipPlan): void {
  const { name } = township;
  city.regions.push({ code, name, level: 'township', parent_code: code.slice(0, 6) });
  if (township.kind !== '街道') {
    addBody(city, { kind: 'congress', place: name, county, level: 'township', regionCode: code, parentId: congressId, today });
  }
  const unit = addUnit(city, {
    kind: 'grassrootsUnit',
    name: `${name}基层治理中心`,
    shortName: name,
    level: 'township',
    regionCode: code,
    parentId: centreId,
  });
  const drawn = drawnTownships.features.find((feature) => feature.properties.name === name && feature.properties.county === county);
  for (const grid of drawnGrids.features.filter((feature) => feature.properties.township === drawn?.id)) {
    city.grids.push({
      id: city.dice.id(city.at),
      organisationId: unit.id,
      code: grid.id,
      name: `${grid.properties.unit}${grid.properties.name}`,
      ring: grid.geometry.coordinates[0]!,
    });
  }
}

function drawHandlingUnits(city: DemoCity): void {
  for (const unit of city.texts.units) {
    const regionCode = city.regions.find((region) => region.name === (unit.county ?? cityName) && region.level === unit.level)!.code;
    addUnit(city, {
      kind: 'handlingUnit',
      name: unit.name,
      shortName: unit.short,
      level: unit.level,
      regionCode,
      parentId: null,
      duties: unit.duties,
      keywords: unit.keywords,
      divisions: unit.divisions,
    });
  }
}

type UnitPlan = Omit<DemoOrganisation, 'id' | 'duties' | 'keywords' | 'divisions'> &
  Partial<Pick<DemoOrganisation, 'duties' | 'keywords' | 'divisions'>>;

function addUnit(city: DemoCity, plan: UnitPlan): DemoOrganisation {
  const unit = { duties: '', keywords: [], divisions: [], ...plan, id: city.dice.id(city.at) };
  city.organisations.push(unit);
  return unit;
}

interface BodyPlan {
  readonly kind: 'congress' | 'cppcc';
  readonly place: string;
  readonly county: string | null;
  readonly level: Level;
  readonly regionCode: string;
  readonly parentId: string | null;
  readonly today: string;
}

function addBody(city: DemoCity, plan: BodyPlan): DemoOrganisation {
  const { kind, place, level, regionCode, parentId } = plan;
  const [name, shortName] = kind === 'congress' ? [`${place}人民代表大会`, `${place}人大`] : [`政协${place}委员会`, `${place}政协`];
  const organisation = {
    id: city.dice.id(city.at),
    kind,
    name,
    shortName,
    level,
    regionCode,
    parentId,
    duties: '',
    keywords: [],
    divisions: [],
  };
  city.organisations.push(organisation);
  const [members, formerMembers] = sizes[kind][level];
  const { term, former } = drawTerms(city, organisation.id, kind, level, plan.today);
  city.bodies.push({
    organisation,
    place,
    county: plan.county,
    term,
    formerTerm: formerMembers > 0 ? former : null,
    members,
    formerMembers,
  });
  return organisation;
}

/** Numbers of the current terms; invented, but of the size that real ones have. */
const termNumbers = {
  congress: { province: 14, city: 16, county: 16, township: 19 },
  cppcc: { province: 13, city: 15, county: 10, township: 1 },
} as const;
/** Month and day on which the term's first session opens. */
const begins = { province: '02-20', city: '02-14', county: '01-18', township: '01-10' } as const satisfies Record<Level, string>;
/** Month and day of the yearly sessions that follow, and how many days they last. */
const yearly = {
  congress: {
    province: [['01-24', 5]],
    city: [['01-21', 4]],
    county: [['01-08', 3]],
    township: [
      ['01-04', 0],
      ['07-12', 0],
    ],
  },
  cppcc: { province: [['01-23', 4]], city: [['01-20', 4]], county: [['01-07', 3]], township: [] },
} as const satisfies Record<'congress' | 'cppcc', Record<Level, readonly (readonly [day: string, days: number])[]>>;

/** Today lies in the fifth year of the current term, whenever the demo is made; the term before it ended the day before. */
function drawTerms(
  city: DemoCity,
  bodyId: string,
  kind: 'congress' | 'cppcc',
  level: Level,
  today: string,
): { term: DirectoryTables['term']; former: DirectoryTables['term'] } {
  const year = Number(today.slice(0, 4)) - (today.slice(5) >= begins[level] ? 0 : 1);
  const number = termNumbers[kind][level];
  const drawTerm = (termNumber: number, first: number) => {
    const term = {
      body_id: bodyId,
      id: city.dice.id(city.at),
      number: termNumber,
      from_day: `${first}-${begins[level]}`,
      to_day: addDays(`${first + 5}-${begins[level]}`, -1),
    };
    drawSessions(city, term, first, yearly[kind][level]);
    return term;
  };
  const former = drawTerm(number - 1, year - 9);
  return { former, term: drawTerm(number, year - 4) };
}

function drawSessions(
  city: DemoCity,
  term: DirectoryTables['term'],
  first: number,
  days: readonly (readonly [day: string, days: number])[],
): void {
  const opened = [
    [term.from_day, days[0]?.[1] ?? 3] as const,
    ...[0, 1, 2, 3, 4, 5].flatMap((later) => days.map(([day, length]) => [`${first + later}-${day}`, length] as const)),
  ];
  // What would be held in a term's last weeks is the next term's first session.
  const within = opened
    .filter(([day], index) => index === 0 || (day > addDays(term.from_day, 30) && day < addDays(term.to_day!, -60)))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [index, [day, length]] of within.entries()) {
    city.sessions.push({
      body_id: term.body_id,
      id: city.dice.id(city.at),
      term_id: term.id,
      number: index + 1,
      opens_on: day,
      closes_on: addDays(day, length),
      motions_until: takesMotionsUntil(day, length),
    });
  }
}

/** Motions may be made until noon of the second day (议案截止时间), in the one-day sessions of townships until noon of the only one. */
function takesMotionsUntil(opensOn: string, length: number): string {
  return `${addDays(opensOn, length > 0 ? 1 : 0)}T12:00:00+08:00`;
}

/**
 * The city's congress has announced a further session of its current term, sixteen days ahead, where the term has room for one: deputies may
 * make motions for it now. Drawn after everything else, so that nobody else's chance depends on the day.
 */
export function drawAnnouncedSession(city: DemoCity, today: string): void {
  const body = city.bodies.find((one) => one.organisation.kind === 'congress' && one.organisation.level === 'city')!;
  const [opens, closes] = [addDays(today, 16), addDays(today, 18)];
  const sessions = city.sessions.filter((session) => session.term_id === body.term.id);
  const near = sessions.some((session) => session.closes_on >= addDays(today, -7) && session.opens_on <= addDays(today, 60));
  if (near || addDays(closes, 14) > body.term.to_day!) return;
  city.sessions.push({
    body_id: body.organisation.id,
    id: city.dice.id(city.at),
    term_id: body.term.id,
    number: sessions.filter((session) => session.opens_on < opens).length + 1,
    opens_on: opens,
    closes_on: closes,
    motions_until: takesMotionsUntil(opens, 2),
  });
}
