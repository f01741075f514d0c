import type { Gender } from '../../contract/person.ts';
import { groupOf, type DemoBody, type DemoCity, type DemoPerson } from './plan.ts';
import { fill, sectors } from './texts.ts';

/** Phones of the demo: 154 is assigned to nobody. The lowest numbers are kept for the accounts of the sign-in page. */
export function demoPhone(number: number): string {
  return `154${String(number).padStart(8, '0')}`;
}

/** Adds a person with a name that nobody else in the city has. */
export function addPerson(city: DemoCity): DemoPerson {
  const { dice, texts, people, names } = city;
  let given = dice.pick(texts.givenNames);
  let name = `${dice.weighted(texts.surnames).text}${given.text}`;
  for (let tries = 0; names.has(name) && tries < 50; tries += 1) {
    given = dice.pick(texts.givenNames);
    name = `${dice.pick(texts.surnames).text}${given.text}`;
  }
  names.add(name);
  const gender: Gender = given.sex === '男' ? 'male' : 'female';
  const person = {
    id: dice.id(city.at),
    accountId: dice.id(city.at),
    name,
    gender,
    birthYear: dice.whole(1960, 1998),
    phone: demoPhone(10_000_000 + people.size),
  };
  people.set(person.id, person);
  return person;
}

/**
 * Gives every body its members: townships first, then counties, then the city, so that some who sit below sit above, too. A third of the
 * former deputies were elected again.
 */
export function drawMembers(city: DemoCity): void {
  const lowestFirst = ['township', 'county', 'city', 'province'];
  const bodies = city.bodies.toSorted((a, b) => lowestFirst.indexOf(a.organisation.level) - lowestFirst.indexOf(b.organisation.level));
  for (const body of bodies) drawBody(city, body, seatedBelow(city, body));
}

/** Deputies of congresses below, of whom some sit in this one as well. */
function seatedBelow(city: DemoCity, body: DemoBody): string[] {
  if (body.organisation.kind !== 'congress') return [];
  const below = new Set(city.organisations.filter((one) => one.parentId === body.organisation.id).map((one) => one.id));
  return city.mandates.filter((mandate) => below.has(mandate.bodyId) && mandate.to === null).map((mandate) => mandate.personId);
}

function drawBody(city: DemoCity, body: DemoBody, below: string[]): void {
  const { dice } = city;
  const doubles = dice.some(below, Math.round(body.members * 0.12));
  const now = [...doubles, ...Array.from({ length: body.members - doubles.length }, () => addPerson(city).id)];
  now.forEach((personId, index) => addMandate(city, body, personId, { former: false, index }));
  const again = dice.some(now, Math.round(body.formerMembers / 3));
  const before = [...again, ...Array.from({ length: Math.max(0, body.formerMembers - again.length) }, () => addPerson(city).id)];
  before.forEach((personId, index) => addMandate(city, body, personId, { former: true, index }));
}

function addMandate(city: DemoCity, body: DemoBody, personId: string, { former, index }: { former: boolean; index: number }): void {
  const { dice } = city;
  const term = former ? body.formerTerm! : body.term;
  const { group, electoralUnit } = body.organisation.kind === 'cppcc' ? sectorSeat(city, body, index) : delegationSeat(city, body, index);
  const standing = !former && index % 11 === 0 && body.organisation.level !== 'township';
  const occupation = occupationOf(city, city.people.get(personId)!.gender, group);
  const id = dice.id(city.at);
  const known = city.groups.length;
  const groupId = groupOf(city, body, group);
  // Whoever is drawn first into a delegation heads it (代表法 §14).
  const heads = body.organisation.kind === 'congress' && city.groups.length > known;
  city.mandates.push({
    id,
    bodyId: body.organisation.id,
    personId,
    termId: term.id,
    groupId,
    electoralUnit,
    positions: [
      occupation,
      ...(standing ? [`${body.organisation.shortName}${body.organisation.kind === 'cppcc' ? '常委' : '常委会委员'}`] : []),
      ...(heads ? [`${group}团长`] : []),
    ],
    certificateNumber: `${term.number}-${String(index + 1).padStart(4, '0')}`,
    from: term.from_day,
    to: former ? term.to_day : null,
  });
}

/** What the member does for a living, as far as it fits: women's federations are led by women, and the garrison elects its own. */
function occupationOf(city: DemoCity, gender: Gender, group: string): string {
  const { dice, texts } = city;
  if (group.includes('部队')) return '驻明部队干部';
  const { posts } = dice.weighted(texts.occupations);
  return dice.pick(gender === 'female' ? posts : posts.filter((post) => !post.includes('妇联')));
}

/** Members go round the sectors, so that each has its share from the first page of a list on. */
function sectorSeat(city: DemoCity, body: DemoBody, index: number): { group: string; electoralUnit: string } {
  const open = body.organisation.level === 'city' ? sectors : sectors.filter((sector) => sector.countyToo);
  const sector = index < open.length ? open[index]! : city.dice.weighted(open);
  return { group: sector.name, electoralUnit: '' };
}

const levelWords = { province: '市', city: '市', county: '县', township: '乡' } as const;

/** An electoral unit out of the written patterns of the level, and the delegation that belongs to it. */
function delegationSeat(city: DemoCity, body: DemoBody, index: number): { group: string; electoralUnit: string } {
  const { dice, texts } = city;
  const patterns = texts.electoralUnits.filter((one) => one.level === levelWords[body.organisation.level]);
  // One in thirty is elected by an exceptional unit, such as the garrison; all others by the first pattern's kind.
  const exceptional = patterns.filter((one) => !one.delegation.includes('{'));
  const usual = patterns.filter((one) => one.delegation.includes('{'));
  const pattern = exceptional.length > 0 && index % 30 === 29 ? dice.pick(exceptional) : dice.pick(usual.length > 0 ? usual : patterns);
  const place = body.county === null ? texts.places[index % texts.places.length]! : texts.places.find((one) => one.county === body.county)!;
  const township =
    body.organisation.level === 'township'
      ? place.townships.find((one) => one.name === body.place)!
      : place.townships[index % place.townships.length]!;
  const words = {
    county: place.county,
    township: township.name,
    community: dice.pick(township.communities),
    road: dice.pick(township.roads),
    village: dice.pick(township.villages),
  };
  const whole = (min: number, max: number) => dice.whole(min, max);
  return { group: fill(pattern.delegation, words, whole), electoralUnit: fill(pattern.pattern, words, whole) };
}
