import { addDays, dayOf } from '#platform/contract/instant.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { BodyCast, Deputy, GrassrootsCast } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { ConcernPlan, ConcernStandstill } from './concern-life.ts';
import { concernTopics } from './concerns/topics.ts';
import type { ConcernStory, ConcernTopic } from './concerns/types.ts';
import { writtenConcerns } from './concerns/written.ts';
import { raisedIn } from './cppcc-people.ts';
import { places } from './places.ts';
import { someDay } from './proposal-seed.ts';

const settings = places.flatMap(({ county, townships }) => townships.map((township) => ({ county, township })));

/** Three years of concerns before they are lived, each near a township whose unit may handle it; and today's at every step. */
export function plansOfConcerns(cast: BodyCast, near: readonly GrassrootsCast[], chance: Chance, count: number): ConcernPlan[] {
  if (near.length === 0) return [];
  const written = cast.level === 'city' ? writtenConcerns : [];
  const every = Math.floor(count / Math.max(1, written.length));
  const plans = Array.from({ length: count }, (_, made): ConcernPlan => {
    const text = made % every === 0 ? written[made / every] : undefined;
    const at = text
      ? CaseRows.atOffice(addDays(dayOf(cast.now), -chance.whole(60, 400)), 9, chance.whole(0, 59))
      : someDay(cast, chance, 1_095);
    const unit = (text && near.find((one) => one.township.includes(text.township))) ?? chance.pick(near);
    const { author, signers } = raisedIn(cast, chance, { at, inSession: false, joint: 0.15 });
    const recent = cast.now.getTime() - at.getTime() < 15 * 86_400_000;
    const fate = text ? 'handled' : chance.weighted({ handled: 900, notAccepted: 40, withdrawn: 30, returned: recent ? 60 : 0 });
    return { story: text ?? composeConcern(chance, unit), at, author, signers, near: unit, fate };
  });
  return [...plans, ...standing(cast, near, chance)];
}

const back: Readonly<Record<ConcernStandstill, number>> = {
  submitted: 0,
  accepted: 2,
  consulted: 4,
  assigned: 5,
  received: 6,
  replied: 10,
  rehandling: 13,
};

function standing(cast: BodyCast, near: readonly GrassrootsCast[], chance: Chance): ConcernPlan[] {
  const one = (author: Deputy, until: ConcernStandstill): ConcernPlan => {
    const day = moveWorkingDays(cast.rules.calendar, dayOf(cast.now), -back[until] - 1);
    const at = CaseRows.atOffice(day, chance.whole(9, 15), chance.whole(0, 59));
    // The township whose accounts the demo offers has something on its desk.
    const unit = near.find((found) => found.shortName.includes('云塘街道')) ?? chance.pick(near);
    const story = composeConcern(chance, unit, until === 'assigned' || until === 'received' ? (topic) => topic.unit === '街道' : undefined);
    return { story, at, author, signers: [], near: unit, until, fate: 'handled' };
  };
  const all = Object.keys(back) as ConcernStandstill[];
  return [
    ...cast.stars.flatMap((star) => all.map((until) => one(star, until))),
    ...all.slice(0, 4).map((until) => one(chance.pick(cast.members), until)),
  ];
}

/** A concern put together from a topic's parts, in the township of `unit`. */
export function composeConcern(chance: Chance, unit: GrassrootsCast, fits: (topic: ConcernTopic) => boolean = () => true): ConcernStory {
  const { county, township } = settings.find((one) => unit.township.includes(one.township.name)) ?? chance.pick(settings);
  const topic = chance.pick(concernTopics.filter(fits));
  const names: Readonly<Record<string, string>> = {
    county,
    township: township.name,
    road: chance.pick(township.roads),
    community: chance.pick(township.communities),
    village: chance.pick(township.villages),
  };
  const numbers = new Map<string, string>();
  const numberIn = (range: string) => {
    const [min = 1, max = 9] = range.split('-').map(Number);
    const drawn = numbers.get(range) ?? String(chance.whole(min, max));
    numbers.set(range, drawn);
    return drawn;
  };
  const fill = (text: string) =>
    text.replaceAll(/\{(\w+)(?::([\d-]+))?\}/g, (whole, name: string, range?: string) =>
      range ? numberIn(range) : (names[name] ?? whole),
    );
  // What belongs together stands at the same place of each list.
  const course = chance.whole(0, topic.titles.length - 1);
  const of = (parts: readonly string[]) => fill(parts[course % parts.length]!);
  const title = of(topic.titles);
  const rural = title.includes(names.village!);
  const talked = chance.happens(0.25) ? topic.talks : [chance.pick(topic.talks)];
  const level = (index: number) =>
    index === 0 && talked.length > 1 ? ('village' as const) : chance.weighted({ village: 45, township: 55 });
  return {
    category: topic.category,
    title,
    words: of(topic.words),
    wish: of(topic.wish),
    address: rural ? `${names.village}文化礼堂旁` : title.includes(names.road!) ? `${names.road}中段` : `${names.community}东门`,
    people: topic.unit === '街道' ? topic.people.replaceAll('街道', township.name) : topic.people,
    talks: talked.map((talk, index) => {
      const at = level(index);
      const place = at === 'village' ? `${rural ? names.village : names.community}协商议事室` : `${township.name}协商议事厅`;
      return { level: at, place, words: fill(talk.words), outcome: fill(talk.outcome) };
    }),
    unit: topic.unit,
    answer: of(topic.answers),
    answerClass: chance.weighted({ done: 84, explained: 6, planned: 10 }),
    praise: chance.pick(topic.praise),
  };
}
