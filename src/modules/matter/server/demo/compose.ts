import { reportCategory } from '../engine/report-categories.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Township } from './places.ts';
import { ratingWords, redoParts, replyOpenings as reportOpenings, replyTails, reportTopics, times } from './reports/parts.ts';
import type { ReportTopic } from './reports/types.ts';
import { coOpinionParts, dissatisfied, genericRemarks, replyClosings, replyOpenings } from './suggestions/common.ts';
import type { AnswerClass, Rating, Topic } from './suggestions/types.ts';

/** Where a composed text plays. */
export interface Scene {
  readonly county: string;
  readonly township: Township;
  /** The units that answer are the county's own: it is their 我县 and nobody to act with. */
  readonly ownUnits?: boolean;
}

/** A suggestion put together from a topic's parts; the same fields as a written one. */
export interface ComposedSuggestion {
  readonly title: string;
  readonly field: string;
  readonly situation: string;
  readonly analysis: string;
  readonly measures: string[];
  readonly lead: string;
  readonly co: string[];
  readonly contacts: { manner: string; place: string; note: string }[];
  readonly reply: string;
  readonly answerClass: AnswerClass;
  readonly promises: { text: string; months: number }[];
  readonly rating: Rating;
  readonly ratingWords: string;
  readonly opinions: readonly { unit: string; text: string }[];
  readonly second?: { readonly reason: string; readonly reply: string; readonly rating: string; readonly words: string };
}

/** Puts a suggestion together: sentences of one topic may stand in any order, so any pick of them reads on. */
export function composeSuggestion(chance: Chance, topic: Topic, scene: Scene, year: number): ComposedSuggestion {
  const fill = filler(chance, scene, {
    place: placeOf(chance, topic, scene),
    object: chance.pick(topic.objects),
    year: String(year - 1),
    month: String(chance.whole(3, 11)),
    self: selfOf(topic.lead),
  });
  const answerClass = chance.weighted(topic.classWeights);
  const title = fill(chance.pick(topic.titles));
  const own = scene.ownUnits === true || topic.lead.startsWith('{county}');
  const coNames = chance.some(
    own ? topic.co.filter((name) => !name.startsWith('{county}')) : topic.co,
    chance.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 2]),
  );
  const rating = chance.weighted({ 满意: 920, 基本满意: 72, 不满意: 8 });
  const remarks = [...topic.remarks, ...genericRemarks].filter((remark) => remark.rating === rating);
  const again = chance.pick(dissatisfied);
  const voiced = (text: string) => fill(own ? inOwnVoice(text, scene.county) : text);
  const titled = (text: string) => voiced(text).replaceAll('{title}', title);
  return {
    title,
    field: topic.field,
    situation: onTopic(chance, topic.situation, chance.whole(2, 4)).map(fill).join(''),
    analysis: chance.some(topic.analysis, 2).map(fill).join(''),
    measures: onTopic(chance, topic.measures, chance.whole(2, 4)).map(fill),
    lead: fill(topic.lead),
    co: coNames.map(fill),
    opinions: coNames.map((name) => ({ unit: fill(name), text: fill(chance.pick(coOpinionParts[name] ?? coOpinionParts.generic!)) })),
    contacts: chance
      .some(topic.contacts, chance.whole(1, 2))
      .map((one) => ({ manner: one.manner, place: fill(one.place), note: voiced(one.note) })),
    reply: replyOf(chance, topic, answerClass, coNames.length > 0, titled).replaceAll(
      '{units}',
      coNames.map((name) => calledIn(scene, fill(name))).join('、'),
    ),
    answerClass,
    promises:
      answerClass === 'A'
        ? []
        : chance
            .some(topic.promises, answerClass === 'B' ? chance.whole(1, 2) : 1)
            .map((one) => ({ text: voiced(one.text), months: one.months })),
    rating,
    ratingWords: remarks.length > 0 && chance.happens(0.7) ? fill(chance.pick(remarks).text) : '',
    second: { reason: again.reason, reply: titled(again.reply), rating: again.rating, words: again.words },
  };
}

/** A unit as its colleagues call it: where the county's own units answer, 市财政局 of the topic is 区财政局. */
function calledIn({ county, ownUnits }: Scene, unit: string): string {
  return ownUnits ? unit.replace(/^市/, county.at(-1)!) : unit;
}

/** A text as a unit of the county itself says it: it does not act together with itself, nor speak of itself as of somebody else. */
function inOwnVoice(text: string, county: string): string {
  return text
    .replaceAll('会同{county}有关部门', '会同有关部门')
    .replaceAll('会同{county}', '会同有关镇街')
    .replaceAll('市局、{county}、', '我局、镇街、')
    .replaceAll(/\{county\}(?!人民政府|[\p{Script=Han}]{0,8}局)/gu, `我${county.at(-1)!}`);
}

/** Some sentences, one at least about the object itself, so that the text keeps to its title. */
function onTopic(chance: Chance, sentences: readonly string[], count: number): string[] {
  const about = sentences.filter((sentence) => sentence.includes('{object}'));
  const first = about.length > 0 ? chance.pick(about) : undefined;
  const others = chance.some(
    sentences.filter((sentence) => sentence !== first),
    count - (first ? 1 : 0),
  );
  return first ? [first, ...others] : others;
}

/** How a unit speaks of itself: 我局, 我委, 我院 … */
function selfOf(unit: string): string {
  const last = unit.at(-1) ?? '';
  return '局委院会办厅'.includes(last) ? `我${last}` : '我单位';
}

/** A topic that the county can have: fishing ports stay on the coast. */
export function pickTopic(chance: Chance, topics: readonly Topic[], scene: Scene): Topic {
  return chance.pick(topics.filter((topic) => !topic.counties || topic.counties.includes(scene.county)));
}

/** A formal reply: opening, what was done about each point, closing for its class. */
function replyOf(chance: Chance, topic: Topic, answerClass: AnswerClass, withOthers: boolean, fill: (text: string) => string): string {
  const general = topic.reply.filter((part) => part.classes.length > 1);
  const special = topic.reply.filter((part) => part.classes.length === 1 && part.classes[0] === answerClass);
  const told = [...chance.some(general, chance.whole(1, 2)), ...chance.some(special, chance.whole(1, 2))];
  return [
    fill(chance.pick(replyOpenings.filter((one) => one.solo !== withOthers)).text),
    ...told.map((part, index) => `${'一二三四五'[index]}、${fill(part.text)}`),
    chance.pick(replyClosings.filter((one) => one.classes.includes(answerClass))).text,
  ].join('\n');
}

/** A report put together from a topic's parts. */
export interface ComposedReport {
  readonly title: string;
  readonly words: string;
  readonly category: string;
  readonly address: string;
  readonly remark: string;
  readonly reply: string;
  readonly rating: Rating;
  readonly ratingWords: string;
  readonly redo: { reason: string; reply: string } | null;
  readonly urgency: string;
  /** Drawn scenes that stand for photos, by key of scenes.ts. */
  readonly scenes: { readonly before: string; readonly after: string | null };
}

export function composeReport(chance: Chance, scene: Scene): ComposedReport {
  const topic = pickReportTopic(chance, scene);
  const possible = topic.cases.filter((one) => !one.kinds || one.kinds.includes(scene.township.kind));
  const told = chance.pick(possible.length > 0 ? possible : topic.cases);
  const picks = Object.fromEntries(Object.entries(told.picks).map(([name, from]) => [name, chance.pick(from)]));
  const fill = filler(chance, scene, { time: picks.time ?? chance.pick(times), ...picks }, true);
  const rating = chance.weighted({ 满意: 86, 基本满意: 12, 不满意: 2 });
  const own = rating === '满意' ? told.praise : topic.ratings.filter((one) => one.rating === rating).map((one) => one.text);
  const words = fill(chance.pick(told.words));
  return {
    title: fill(chance.pick(told.titles)),
    words,
    category: topic.category,
    // The number in the text, where it names one, is the address's too: a slot with the same range is drawn once.
    address: fill(chance.pick(['{road}{n:1-200}号附近', '{road}与{community}交界处', '{community}旁', '{road}中段'])),
    remark: fill(chance.pick(told.remarks)),
    reply: answerOf(chance, topic, fill(chance.pick(told.replies))),
    rating,
    ratingWords: chance.happens(0.6) ? fill(chance.pick([...own, ...ratingWords[rating]])) : '',
    redo: rating === '不满意' ? chance.pick(redoParts) : null,
    urgency: topic.urgency,
    scenes: { before: told.photosBefore, after: told.photosAfter },
  };
}

/** An answer, now and then with a word before and after it, as people write. */
function answerOf(chance: Chance, topic: ReportTopic, told: string): string {
  const manner = reportCategory(topic.category)?.nature === 'consult' ? 'consult' : 'work';
  const [before, after] = [chance.pick(reportOpenings[manner]), chance.pick(replyTails[manner])];
  return `${chance.happens(0.4) ? before : ''}${told}${chance.happens(0.5) ? after : ''}`;
}

function pickReportTopic(chance: Chance, scene: Scene): ReportTopic {
  const possible = reportTopics.filter(
    (topic) => (!topic.kinds || topic.kinds.includes(scene.township.kind)) && (!topic.counties || topic.counties.includes(scene.county)),
  );
  const index = chance.weighted(Object.fromEntries(possible.map((topic, at) => [String(at), topic.weight])));
  return possible[Number(index)]!;
}

function placeOf(chance: Chance, topic: Topic, { county, township }: Scene): string {
  switch (chance.pick(topic.places)) {
    case 'county':
      return county;
    case 'township':
      return township.name;
    case 'road':
      return chance.pick(township.roads);
    case 'community':
      return chance.pick(township.communities);
    case 'village':
      return chance.pick(township.villages);
  }
}

/** Fills slots. Place names are chosen once for a text; numbers anew at each slot, or once for each range where `steady`. */
function filler(
  chance: Chance,
  { county, township }: Scene,
  more: Readonly<Record<string, string>>,
  steady = false,
): (text: string) => string {
  const names: Record<string, string> = {
    county,
    township: township.name,
    road: chance.pick(township.roads),
    community: chance.pick(township.communities),
    village: chance.pick(township.villages),
    ...more,
  };
  const numbers = new Map<string, string>();
  const numberIn = (range: string) => {
    const [min = 1, max = 9] = range.split('-').map(Number);
    const round = min % 100 === 0 && max % 100 === 0 ? 100 : 1;
    const drawn = (steady && numbers.get(range)) || String(chance.whole(min / round, max / round) * round);
    numbers.set(range, drawn);
    return drawn;
  };
  return (text) =>
    text
      .replaceAll(/\{(\w+)(?::([\d-]+))?\}/g, (whole, name: string, range?: string) => (range ? numberIn(range) : (names[name] ?? whole)))
      // A place that ends as the words after it begin: 荷厅社区 before 社区养老.
      .replaceAll(/(社区|街道)\1/g, '$1');
}
