import type { Basis } from './parameter.ts';

/**
 * The texts that the sheet cites, by the source keys of DOMAIN §11. `read` says whether the article itself was read in a text that is in
 * force; where it was not, every value resting on it is marked 原文待核.
 */
const texts = {
  DL25: { title: '代表法（2025）', since: '2025-03-12', read: true },
  OL22: { title: '地方组织法（2022）', since: '2022-03-12', read: true },
  NPC21: { title: '全国人大议事规则（2021）', since: '2021-03-12', read: true },
  ZJJY16: { title: '省建议办理规定', since: null, read: false, doubt: '按 2016 年文本；2023 年已修订' },
  ZJDL16: { title: '省实施代表法办法', since: null, read: false, doubt: '按 2016 年文本；可能已修订' },
  TANO: { title: '全国政协提案工作条例', since: '2018-11-29', read: false, doubt: '2018 年文本，只见转述' },
  BJ14: { title: '北京市建议办理条例（2014）', since: null, read: true },
  BJR22: { title: '北京市人代会议事规则（2022）', since: null, read: true },
  CQ17: { title: '重庆市建议条例（2017）', since: null, read: true },
  QD21: { title: '青岛市建议条例（2021）', since: null, read: true },
  SHM15: { title: '上海市代表议案规定（2015）', since: null, read: true },
  SH15: { title: '上海市建议规定（2015）', since: null, read: true },
  JN18: { title: '济南市12345条例（2018）', since: null, read: true },
  WF21: { title: '潍坊市12345条例（2021）', since: null, read: true },
  JSJB: { title: '北京市接诉即办条例（2021）', since: null, read: true },
  ZHOUSHAN: { title: '舟山市12345办理规定', since: null, read: false },
  FSOU12345: { title: '某市局12345办理规定', since: null, read: false },
  YINGZHOU: { title: '颍州区督办三色牌规定（2022）', since: null, read: false },
  ZJ2023: { title: '全省交办要求', since: null, read: false, doubt: '见 2023 年报道' },
  ZJHY: { title: '省直部门答复格式', since: null, read: false },
  CHONGYI: { title: '崇义县政协提案办理办法', since: null, read: false },
  FSOU08: { title: '某市提案办理办法（2008）', since: null, read: false },
  GUOYANG: { title: '涡阳县提案办理办法', since: null, read: false },
  GZLLZ: { title: '某区代表联络站制度', since: null, read: false },
  SHENGZHOU18: { title: '嵊州市票决办法（2018）', since: null, read: false },
} as const;
export type TextKey = keyof typeof texts;

/** A value that national law fixes or bounds. */
export function law(source: TextKey, article: string, note = ''): Basis {
  return { status: 'law', source, title: texts[source].title, article, since: texts[source].since, note };
}

/** A value of the province's own rules, which bind the body but whose present text has not been checked (DOMAIN, caveat 2). */
export function provincial(source: 'ZJJY16' | 'ZJDL16' | 'TANO' | 'ZJ2023', article: string, note = ''): Basis {
  const { title, since, doubt } = texts[source];
  return { status: 'unverified', source, title, article, since, note: [doubt, note].filter(Boolean).join('；') };
}

/** A value that the body sets itself; the cited text of another place is only where the preset comes from. */
export function local(source: TextKey | null = null, article = '', note = ''): Basis {
  const seen = source ? texts[source] : null;
  const preset = seen ? `预设参照${seen.title}${article}${seen.read ? '' : '（仅见报道）'}` : '';
  return { status: 'local', source, title: '本级自定', article: '', since: null, note: [preset, note].filter(Boolean).join('；') };
}
