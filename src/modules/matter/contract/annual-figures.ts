import type { Act, Kind } from './kind.ts';
import { kinds } from './kinds/index.ts';

/**
 * The figures of the year's account: what each counts, and the list it opens to. A figure is a condition over matters, named here, written once
 * in `server/annual/figure-sql.ts`; the account counts with it and the list filters with it, so the two can not differ.
 */
export interface Measure {
  readonly label: string;
  /** How it is counted, as it stands under the report. */
  readonly counted: string;
}

export const measures = {
  raised: { label: '提出', counted: '期内提交的件数，草稿不算；并案、撤回、不予受理的也在内' },
  accepted: { label: '受理', counted: '其中审核通过、给了正式编号的' },
  assigned: { label: '交办', counted: '其中现有主办、独办或分办单位的' },
  answered: { label: '已答复', counted: '其中已送出正式答复的' },
  due: { label: '应答复', counted: '已答复的，加上到期还没有答复的；没到期的不算' },
  onTime: { label: '按期答复', counted: '已答复且每次答复都在期限内的；经同意延期的按延期后的日期算，重新办理的答复也要按期' },
  late: { label: '逾期', counted: '有一次答复晚于期限，或到期还没有答复的' },
  extended: { label: '同意延期', counted: '其中经工作机构同意延期的' },
  talked: { label: '有沟通记录', counted: '已答复的里，承办单位登记过与提出人沟通（见面、电话、视频）的' },
  met: { label: '面商', counted: '已答复的里，登记过见面沟通（上门、座谈、走访现场）的；电话和视频不算' },
  rated: { label: '已评价', counted: '提出人给过评价的，按最近一次评价' },
  unrated: { label: '未评价', counted: '已答复而没有评价的（还在反馈期内，或到期没有反馈）；不计入满意率' },
  satisfied: { label: '满意', counted: '最近一次评价为满意的' },
  basicallySatisfied: { label: '基本满意', counted: '最近一次评价为基本满意的' },
  dissatisfied: { label: '不满意', counted: '最近一次评价为不满意的' },
  again: { label: '二次办理', counted: '评价不满意后重新办理过的' },
  key: { label: '重点督办', counted: '列为重点督办的' },
  publishable: { label: '可公开', counted: '已答复、提出人没有要求保密的' },
  published: { label: '已公开', counted: '可公开的里，现在向社会公开的' },
  closed: { label: '办结', counted: '已经了结的，含并案、撤回和不予受理' },
  open: { label: '在办', counted: '还没有了结的' },
} as const satisfies Record<string, Measure>;
export type MeasureName = keyof typeof measures;

/** A share of two measures, said in percent. */
export const shares = {
  onTimeShare: { label: '按期答复率', part: 'onTime', whole: 'due' },
  talkedShare: { label: '沟通率', part: 'talked', whole: 'answered' },
  metShare: { label: '面商率', part: 'met', whole: 'answered' },
  satisfiedShare: { label: '满意率', part: 'satisfied', whole: 'rated' },
  publishedShare: { label: '公开率', part: 'published', whole: 'publishable' },
  closedShare: { label: '办结率', part: 'closed', whole: 'raised' },
} as const satisfies Record<string, { label: string; part: MeasureName; whole: MeasureName }>;
export type ShareName = keyof typeof shares;

/** The label of a measure in the words of the body: units meet deputies (面商) and consult with members of a CPPCC (办理协商). */
export function measureLabel(name: MeasureName, bodyKind: Kind['bodyKind']): string {
  return name === 'met' && bodyKind === 'cppcc' ? '办理协商' : measures[name].label;
}

/** The label of a share, so too. */
export function shareLabel(name: ShareName, bodyKind: Kind['bodyKind']): string {
  return name === 'metShare' && bodyKind === 'cppcc' ? '办理协商率' : shares[name].label;
}

/** Ways in which the matters of a kind are divided. Each divides all of them but `unit`, where a matter counts for each unit that answers it. */
export const dimensions = {
  state: '现在的状态',
  field: '类别',
  session: '提出时间',
  class: '办理结果',
  rating: '评价',
  unit: '承办单位',
  delegation: '来源',
  speed: '答复用时',
} as const;
export type DimensionName = keyof typeof dimensions;

/** A dimension in the words of the body: deputies stand in delegations, members of a CPPCC in sectors. */
export function dimensionLabel(dimension: DimensionName, bodyKind: 'congress' | 'cppcc'): string {
  if (dimension !== 'delegation') return dimensions[dimension];
  return bodyKind === 'congress' ? '代表团' : '界别';
}

/** How a promise stood; they divide all promises. */
export const promiseStandings = {
  kept: '按期兑现',
  keptLate: '逾期兑现',
  notKept: '没有做到',
  reported: '已报告，等评价',
  overdue: '逾期未兑现',
  open: '未到期',
} as const;
export type PromiseStandingName = keyof typeof promiseStandings;

/** Upper ends of the groups of `speed` in hours; the last group has none. Kinds of days have the quick ones. */
export const quickEdges: readonly number[] = [24, 72, 120, 240];
export const slowEdges: readonly number[] = [30 * 24, 60 * 24, 90 * 24, 180 * 24];

/** What a kind's declaration says of its figures. No kind is asked for by name. */
export interface KindFeatures {
  readonly measures: readonly MeasureName[];
  readonly shares: readonly ShareName[];
  readonly dimensions: readonly DimensionName[];
  readonly promises: boolean;
  /** Clocks that a reply meets, as `kind/clock`. */
  readonly replyClocks: readonly string[];
  readonly speedEdges: readonly number[];
}

const has = (kind: Kind, effect: Act['effects'][number]) => Object.values(kind.acts).some((act) => act.effects.includes(effect));

/** Effects with which a proposer rates: alone, or back to back with the unit. */
export const ratingEffects = ['rate', 'rateBothWays'] as const satisfies readonly Act['effects'][number][];

/** The first act's field of this name among those acts with the effect. */
export function fieldOf(kind: Kind, effects: readonly Act['effects'][number][], name: string) {
  return Object.values(kind.acts)
    .filter((act) => effects.some((effect) => act.effects.includes(effect)))
    .flatMap((act) => act.fields)
    .find((field) => field.name === name);
}

/** Which figures a kind has. Pure: the same declaration always gives the same figures. */
export function featuresOf(kind: Kind): KindFeatures {
  const answers = has(kind, 'issueReply');
  const rates = ratingEffects.some((effect) => has(kind, effect));
  const talks = fieldOf(kind, ['recordContact'], 'manner') !== undefined;
  const levels = fieldOf(kind, ratingEffects, 'overall')?.choicesFrom === 'ratings';
  const wanted: Readonly<Record<MeasureName, boolean>> = {
    raised: true,
    accepted: kind.numbering?.when === 'atOnce',
    assigned: Object.keys(kind.handlingRoles).length > 0,
    answered: answers,
    due: answers,
    onTime: answers,
    late: answers,
    extended: has(kind, 'decideExtension'),
    talked: answers && talks,
    met: answers && talks,
    rated: rates,
    unrated: rates && answers,
    satisfied: rates && levels,
    basicallySatisfied: rates && levels,
    dissatisfied: rates && levels,
    again: rates,
    key: has(kind, 'markKey'),
    publishable: answers && has(kind, 'publish'),
    published: answers && has(kind, 'publish'),
    closed: true,
    open: true,
  };
  const of = (Object.keys(wanted) as MeasureName[]).filter((name) => wanted[name]);
  const divided: Readonly<Record<DimensionName, boolean>> = {
    state: true,
    field: true,
    session: kind.numbering?.when === 'atOnce',
    class: fieldOf(kind, ['draftReply', 'issueReply'], 'answerClass') !== undefined,
    rating: rates,
    unit: wanted.assigned,
    delegation: true,
    speed: answers,
  };
  return {
    measures: of,
    shares: (Object.keys(shares) as ShareName[]).filter((name) => of.includes(shares[name].part) && of.includes(shares[name].whole)),
    dimensions: (Object.keys(dimensions) as DimensionName[]).filter((name) => divided[name]),
    promises: has(kind, 'keepPromise'),
    replyClocks: replyClocksOf(kind),
    speedEdges: kind.pace === 'short' ? quickEdges : slowEdges,
  };
}

/** The principal clocks that issuing a reply meets: of these it is said whether the reply was in time. */
function replyClocksOf(kind: Kind): string[] {
  const met = Object.values(kind.acts)
    .filter((act) => act.effects.includes('issueReply'))
    .flatMap((act) => act.meets ?? []);
  return [...new Set(met)].filter((clock) => kind.clocks[clock]?.principal).map((clock) => `${kind.kind}/${clock}`);
}

/** The reply clocks of all kinds. */
export function allReplyClocks(): string[] {
  return Object.values(kinds).flatMap(replyClocksOf);
}

/** The kinds of a body, in the order in which they are declared. */
export function kindsOfBody(bodyKind: 'congress' | 'cppcc'): readonly Kind[] {
  return Object.values(kinds).filter((kind) => kind.bodyKind === bodyKind);
}

/** Words of a group of `speed` by its key, the index of the group. */
export function speedLabel(kind: Kind, key: string): string {
  const edges = featuresOf(kind).speedEdges;
  const [low, high] = [edges[Number(key) - 1], edges[Number(key)]];
  const say = (hours: number) => `${hours / 24} 天`;
  if (key === '') return '未答复';
  return high === undefined ? `${say(low!)}以上` : low === undefined ? `${say(high)}内` : `${say(low)}至 ${say(high)}`;
}

/** A condition of a list that a figure opens to: a measure, or one group of a dimension. */
export type Condition = MeasureName | `${DimensionName}:${string}`;

/** The measure or the group that a condition names; null for one that nobody declared. */
export function parseCondition(condition: string): { measure: MeasureName } | { dimension: DimensionName; key: string } | null {
  if (condition in measures) return { measure: condition as MeasureName };
  const [, dimension = '', key = ''] = /^([a-z]+):(.*)$/.exec(condition) ?? [];
  if (!(dimension in dimensions) || /%(?!25|2C)/.test(key)) return null;
  return { dimension: dimension as DimensionName, key: key.replaceAll('%2C', ',').replaceAll('%25', '%') };
}

/** The condition of one group; a list's conditions are divided by commas, so that a key's own are written as %2C. */
export function groupCondition(dimension: DimensionName, key: string): Condition {
  return `${dimension}:${key.replaceAll('%', '%25').replaceAll(',', '%2C')}`;
}

/** A period of whole days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

/** Where a figure leads: a page of the desk with its query. The list there holds as many rows as the figure says. */
export interface FigureLink {
  readonly path: '/matters' | '/commitments';
  readonly query: Readonly<Record<string, string>>;
}

/** The list behind a figure of matters. */
export function mattersLink(kind: string, period: Period, conditions: readonly Condition[]): FigureLink {
  const named = conditions.filter((one) => one !== 'raised');
  return { path: '/matters', query: { kind, ...period, ...(named.length > 0 ? { figure: named.join(',') } : {}) } };
}

/** The list behind a figure of promises. */
export function promisesLink(kind: string, period: Period, standing: PromiseStandingName | null): FigureLink {
  return { path: '/commitments', query: { state: 'all', kind, ...period, ...(standing ? { standing } : {}) } };
}

/** A share in percent with one decimal, never rounded up to 100; a dash where there is no whole. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—';
  return part === whole ? '100%' : `${(Math.floor((part / whole) * 1000) / 10).toFixed(1)}%`;
}

/** The same days a year earlier; 29 February becomes the 28th. */
export function yearBefore(period: Period): Period {
  const back = (day: string) => `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
  return { from: back(period.from), to: back(period.to) };
}

/** What a year's account covers on `today`: the whole year, or as much of it as has been. */
export function periodOf(year: number, to: string): Period {
  const last = `${year}-12-31`;
  const first = `${year}-01-01`;
  return { from: first, to: to > last ? last : to < first ? first : to };
}
