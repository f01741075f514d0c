export type Field = '城建交通' | '社会建设' | '教科文卫' | '农业农村' | '财政经济' | '监察司法' | '生态环境';

export type AnswerClass = 'A' | 'B' | 'C';

export type Rating = '满意' | '基本满意' | '不满意';

export type ContactManner = '见面' | '电话' | '视频' | '走访现场';

export interface Contact {
  manner: ContactManner;
  place: string;
  note: string;
}

/**
 * 全文写成的建议。时间以“大会期间（1月下旬）提出、当年4月至6月答复”为口径，文中只用“去年”“今年”“明年”，不写具体年份。
 * reply 与 second.reply 以换行分段；承诺的 months 从答复之日起算。
 */
export interface WrittenSuggestion {
  key: string;
  title: string;
  field: Field;
  situation: string;
  analysis: string;
  measures: string[];
  lead: string;
  co: string[];
  contact: Contact[];
  coOpinions: { unit: string; text: string }[];
  reply: string;
  answerClass: AnswerClass;
  promises: { text: string; months: number; kept: 'kept' | 'late' | 'open' | 'broken'; report?: string }[];
  rating: Rating;
  ratingWords: string;
  second?: { reason: string; reply: string; rating: Rating; words: string };
}

export interface Unit {
  name: string;
  short: string;
  level: 'city' | 'county';
  county?: string;
  duties: string;
  keywords: string[];
  divisions: string[];
}

/** {place} 可取的地名种类；同一件建议的全部地名槽位应取自同一个镇街。 */
export type PlaceKind = 'county' | 'township' | 'road' | 'community' | 'village';

/**
 * 一个题目的零件。槽位：
 * {county} {township} {road} {community} {village}：同一镇街内取名；
 * {place}：按 places 从上述种类中取一个，整件建议只取一次；
 * {object}：从 objects 取一个，整件建议只取一次；
 * {n:下限-上限}：每处独立取整数，上下限都是 100 的整倍数时按 100 取整；
 * {year}：提出年份的上一年；{month}：1 至 12，与 {year} 连用，总在提出之前。
 * situation、analysis、measures 各句互不依赖，可任意取；每题的 situation、measures 都有含 {object} 的句子，
 * 组合时各至少取一句含 {object} 的，全文才扣题；其余按数组原序排列。
 * reply 按 classes 选用：先取 1 至 2 段三类通用的（工作基础），再取本类的 1 至 2 段（办理结果）；
 * 每段以“关于某某。”起头，前面加“一、”“二、”即可成文，首尾取 replyOpenings、replyClosings。
 */
export interface Topic {
  key: string;
  field: Field;
  subject: string;
  places: PlaceKind[];
  /** 只适用于这些县（区）；缺省为全市。 */
  counties?: string[];
  objects: string[];
  titles: string[];
  situation: string[];
  analysis: string[];
  measures: string[];
  lead: string;
  co: string[];
  reply: { classes: AnswerClass[]; text: string }[];
  classWeights: Record<AnswerClass, number>;
  promises: { text: string; months: number }[];
  remarks: { rating: Rating; text: string }[];
  contacts: Contact[];
}
