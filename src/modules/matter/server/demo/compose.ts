import type { Chance } from './chance.ts';
import type { Township } from './places.ts';
import { ratingWords, redoParts, reportTopics, times } from './reports/parts.ts';
import type { ReportTopic } from './reports/types.ts';
import type { AnswerClass, Rating, Topic } from './suggestions/types.ts';

/** Where a composed text plays. */
export interface Scene {
  readonly county: string;
  readonly township: Township;
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
  readonly opinion: string;
}

/** Puts a suggestion together: sentences of one topic may stand in any order, so any pick of them reads on. */
export function composeSuggestion(chance: Chance, topic: Topic, scene: Scene, year: number): ComposedSuggestion {
  const fill = filler(chance, scene, {
    place: placeOf(chance, topic, scene),
    object: chance.pick(topic.objects),
    year: String(year - 1),
    month: String(chance.whole(3, 11)),
  });
  const answerClass = chance.weighted(topic.classWeights);
  const general = topic.reply.filter((part) => part.classes.length > 1);
  const special = topic.reply.filter((part) => part.classes.length === 1 && part.classes[0] === answerClass);
  const told = [...chance.some(general, chance.whole(1, 2)), ...chance.some(special, chance.whole(1, 2))].map((part) => fill(part.text));
  const title = fill(chance.pick(topic.titles));
  const rating = chance.weighted({ 满意: 920, 基本满意: 72, 不满意: 8 });
  const remarks = topic.remarks.filter((remark) => remark.rating === rating);
  return {
    title,
    field: topic.field,
    situation: chance.some(topic.situation, chance.whole(2, 4)).map(fill).join(''),
    analysis: chance.some(topic.analysis, 2).map(fill).join(''),
    measures: chance.some(topic.measures, chance.whole(2, 4)).map(fill),
    lead: fill(topic.lead),
    co: chance.some(topic.co, chance.pick([0, 0, 0, 1, 1, 1, 1, 2, 2, 2])).map(fill),
    contacts: chance
      .some(topic.contacts, chance.whole(1, 2))
      .map((one) => ({ manner: one.manner, place: fill(one.place), note: fill(one.note) })),
    reply: [
      `您提出的《${title}》收悉。现答复如下：`,
      ...told.map((part, index) => `${'一二三四五'[index]}、${part}`),
      '感谢您对我们工作的关心和支持。',
    ].join('\n'),
    answerClass,
    promises:
      answerClass === 'A'
        ? []
        : chance
            .some(topic.promises, answerClass === 'B' ? chance.whole(1, 2) : 1)
            .map((one) => ({ text: fill(one.text), months: one.months })),
    rating,
    ratingWords: remarks.length > 0 && chance.happens(0.7) ? fill(chance.pick(remarks).text) : '',
    opinion: `我单位对所涉事项作了研究，${chance.pick(['同意主办单位的办理意见', '在职责范围内予以支持', '愿意配合做好相关工作', '建议按轻重缓急分步实施'])}。${fill(chance.pick(topic.measures))}`,
  };
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
}

export function composeReport(chance: Chance, scene: Scene): ComposedReport {
  const topic = pickReportTopic(chance, scene);
  const picks = Object.fromEntries(Object.entries(topic.picks).map(([name, from]) => [name, chance.pick(from)]));
  const fill = filler(chance, scene, { time: picks.time ?? chance.pick(times), ...picks }, true);
  const rating = chance.weighted({ 满意: 86, 基本满意: 12, 不满意: 2 });
  const own = topic.ratings.filter((one) => one.rating === rating).map((one) => one.text);
  const redo = rating === '不满意' ? chance.pick(redoParts) : null;
  return {
    title: fill(chance.pick(topic.titles)),
    words: fill(chance.pick(topic.words)),
    category: topic.category,
    address: fill(chance.pick(['{road}{n:1-200}号附近', '{road}与{community}交界处', '{community}{n:1-40}幢旁', '{road}中段'])),
    remark: fill(chance.pick(topic.remarks)),
    reply: fill(chance.pick(topic.replies)),
    rating,
    ratingWords: chance.happens(0.6) ? fill(chance.pick([...own, ...ratingWords[rating]])) : '',
    redo,
    urgency: topic.urgency,
  };
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
    const drawn = (steady && numbers.get(range)) || String(chance.whole(min, max));
    numbers.set(range, drawn);
    return drawn;
  };
  return (text) =>
    text.replaceAll(/\{(\w+)(?::([\d-]+))?\}/g, (whole, name: string, range?: string) =>
      range ? numberIn(range) : (names[name] ?? whole),
    );
}
