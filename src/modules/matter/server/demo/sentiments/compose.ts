import type { Chance } from '#platform/server/chance.ts';
import type { Scene } from '../compose.ts';
import type { ComposedSuggestion } from '../compose.ts';
import { sentimentTopics } from './topics.ts';
import type { SentimentStory } from './types.ts';

const ordinals = ['一', '二', '三', '四'];

/** A report put together from a topic's parts: what was seen, why it is so, what should be done; and how the desk words it. */
export function composeSentiment(chance: Chance, { county, township }: Scene): SentimentStory {
  const possible = sentimentTopics.filter((topic) => fits(topic.key, county));
  const topic = chance.pick(possible);
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
  const situation = chance.some(topic.situation, chance.whole(2, 3)).map(fill);
  const analysis = chance.some(topic.analysis, chance.whole(1, 2));
  const advice = chance.some(topic.advice, chance.whole(2, 3));
  const asked = `${advice.map((one, index) => `${ordinals[index]}是${fill(one)}`).join('；')}。`;
  const causes = analysis.map((one) => fill(one)).join('');
  const title = fill(chance.pick(topic.titles));
  const first = fill(advice[0]!).replace(/[，；].*$/, '');
  return {
    field: topic.field,
    title,
    words: `${situation.join('')}\n主要原因：${causes}\n建议：${asked}`,
    source: chance.pick(['走访座谈', '委员工作室接待记录', '实地查看和问卷', '界别群众来信整理', '']),
    urgency: chance.happens(0.06) ? 'urgent' : 'ordinary',
    editedTitle: chance.pick([
      topic.editedTitle,
      `${title}，委员建议${first}`,
      `委员建议${first}`,
      `关于${title.replace(/(应引起重视|值得关注|应予重视|值得重视)$/, '')}情况的反映`,
    ]),
    editedWords: `${topic.editedLead}${situation[0]!}\n原因：${causes}\n建议：${asked}`,
    instruction: topic.instruction,
    organisation: topic.organisation,
    outcome: topic.outcome,
  };
}

/** A proposal's text as the report that it became, or that it came from. */
export function sentimentOf(
  proposal: Pick<ComposedSuggestion, 'title' | 'field' | 'situation' | 'analysis' | 'measures' | 'lead' | 'reply'>,
): SentimentStory {
  const core = proposal.title.replace(/^关于/, '').replace(/的提案$/, '');
  const measures = proposal.measures.map((one, index) => `${index + 1}.${one}`).join('');
  return {
    field: proposal.field,
    title: proposal.title,
    words: [proposal.situation, proposal.analysis, proposal.measures.join('\n')].join('\n\n').slice(0, 1_500),
    source: '',
    urgency: 'ordinary',
    editedTitle: `关于${core}的建议`,
    editedWords: `有委员反映：${proposal.situation}\n建议：${measures}`,
    instruction: '请主管部门研究，可行的抓紧落实，结果反馈市政协。',
    organisation: proposal.lead,
    outcome: '已研究采纳，列入年度工作安排，点位清单和完成时间已反馈。',
  };
}

/** Islands stay in the sea and mountain villages in the mountains. */
function fits(key: string, county: string): boolean {
  if (key === 'school-bus') return county === '青岚县' || county === '松屿县';
  if (key === 'drinking-water-island') return county === '松屿县' || county === '青岚县';
  return true;
}
