import type { ComposedSuggestion } from './compose.ts';

/** Who else may be called 代表 beside a deputy: those who speak for residents, firms, crews … */
const speakersFor =
  '居民|村民|业主|住户|农户|群众|家长|骑手|企业|商户|摊主|渔民|养殖户|残疾人|老人|孕妇|家委会|工友|采茶工|大户|律师|工商业|职工|学生|患者|司机|员工|用户|单位|行业|协会|客商|茶农|果农|物业|机构|市民|界别|党派|志愿者|经营户|学校|社区|村社|养犬人|子女';

const deputy = new RegExp(`(?<!${speakersFor})代表(?!性|作|着|了|人)`, 'g');

/** Phrases in which 建议 means the deputy's instrument and not the verb, nor what a proposal asks for. */
const instrument: readonly (readonly [RegExp, string])[] = [
  [/代表建议/g, '委员提案'],
  [/领衔代表/g, '第一提案人'],
  [/([收接]到|支持|同意|将|对|本件|该件|您的)建议(?!先|在|由|把)/g, '$1提案'],
  [/建议(?=内容|意见|事项|所涉|收悉|符合|提得|办理|答复)/g, '提案'],
  [/的建议(?=》|”|$)/g, '的提案'],
  [/代表联络站/g, '委员工作室'],
  [/面商/g, '办理协商'],
  [/选民/g, '界别群众'],
];

/** A text written for deputies as a CPPCC says it: 委员, 提案, 协商. Those who speak for residents stay 居民代表. Pure. */
function inCppccWords(text: string): string {
  const named = instrument.reduce((so, [phrase, words]) => so.replaceAll(phrase, words), text);
  return named.replaceAll(deputy, '委员');
}

/** A composed suggestion as a proposal: every text of it in the words of a CPPCC. */
export function asProposal(story: ComposedSuggestion): ComposedSuggestion {
  return reworded(story) as ComposedSuggestion;
}

function reworded(value: unknown): unknown {
  if (typeof value === 'string') return inCppccWords(value);
  if (Array.isArray(value)) return value.map(reworded);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, reworded(one)]));
}

/** The first word that belongs to a congress and not to a CPPCC, with what stands around it; null where there is none. For tests. */
export function foreignWord(text: string): string | null {
  const found = text.search(new RegExp(`${deputy.source}|领衔|面商|选民|的建议》|收到建议|建议收悉`));
  return found < 0 ? null : text.slice(Math.max(0, found - 10), found + 12);
}
