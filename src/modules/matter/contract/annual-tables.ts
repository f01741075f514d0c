import type { AnnualContent, FigureRow, KindAccount, Section } from './annual.ts';
import type { Condition, DimensionName, FigureLink, MeasureName, PromiseStandingName, ShareName } from './annual-figures.ts';
import {
  dimensionLabel,
  groupCondition,
  mattersLink,
  measureLabel,
  measures,
  percent,
  promisesLink,
  shareLabel,
  shares,
} from './annual-figures.ts';

/** One cell: what it says, and the list it opens to where it is a figure. */
export interface Cell {
  readonly text: string;
  readonly link: FigureLink | null;
}

export interface AccountTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
}

/** A drawing: bars side by side for two years, or one bar divided into parts. */
export type AccountChart =
  | { readonly form: 'bars'; readonly unit: string; readonly names: readonly [string, string]; readonly rows: readonly ChartRow[] }
  | {
      readonly form: 'parts';
      readonly unit: string;
      readonly years: readonly { readonly name: string; readonly rows: readonly ChartPart[] }[];
    };
export interface ChartRow {
  readonly label: string;
  readonly now: number;
  readonly before: number;
  readonly link: FigureLink | null;
}
/** What a part means: a scale of groups, or how something went. Words stand beside every colour. */
export type ChartTone = 'first' | 'second' | 'third' | 'fourth' | 'fifth' | 'rest' | 'good' | 'fair' | 'bad' | 'poor' | 'waiting';
export interface ChartPart {
  readonly label: string;
  readonly tone: ChartTone;
  readonly count: number;
  readonly link: FigureLink | null;
}

type Content = Pick<AnnualContent, 'year' | 'bodyKind' | 'period' | 'before' | 'kinds'>;
type When = 'now' | 'before';
/** What stands in the place of a table without rows. */
export const nothingToTell = '这一年和上年同期都没有。';
const most = 15;

/**
 * The table of a section: the same on the screen and in the document; null where the section has none, or its kind is not of the body; without
 * rows where both years have nothing to tell ({@link nothingToTell}).
 */
export function tableOf(section: Pick<Section, 'table' | 'kind'>, content: Content): AccountTable | null {
  if (section.table === 'definitions') return definitionsOf(content);
  const kind = content.kinds.find((one) => one.kind === section.kind);
  if (!kind || section.table === null) return null;
  if ((kind.all.now['raised'] ?? 0) + (kind.all.before['raised'] ?? 0) === 0) return { columns: [], rows: [] };
  if (section.table === 'overview') return overviewOf(kind, content);
  if (section.table === 'promise') return kind.promises && promisesOf(kind.promises, kind, content);
  return kind.dimensions[section.table] ? groupsOf(section.table, kind, content) : null;
}

const linkOf = (content: Content, kind: KindAccount, when: When, conditions: readonly Condition[]) =>
  mattersLink(kind.kind, when === 'now' ? content.period : content.before, conditions);

function figure(content: Content, kind: KindAccount, when: When, row: FigureRow, measure: MeasureName, within: readonly Condition[]): Cell {
  const count = row[when][measure] ?? 0;
  return { text: String(count), link: linkOf(content, kind, when, [...within, measure]) };
}

function shareCell(content: Content, kind: KindAccount, when: When, row: FigureRow, name: ShareName, within: readonly Condition[]): Cell {
  const { part, whole } = shares[name];
  const words = percent(row[when][part] ?? 0, row[when][whole] ?? 0);
  return { text: words, link: row[when][whole] ? linkOf(content, kind, when, [...within, part]) : null };
}

function overviewOf(kind: KindAccount, content: Content): AccountTable {
  const of = (name: MeasureName) => ({
    label: measureLabel(name, content.bodyKind),
    cells: [
      figure(content, kind, 'now', kind.all, name, []),
      figure(content, kind, 'before', kind.all, name, []),
      plain(changeOf(kind.all.now[name] ?? 0, kind.all.before[name] ?? 0)),
    ],
  });
  const ofShare = (name: ShareName) => ({
    label: shareLabel(name, content.bodyKind),
    cells: [
      shareCell(content, kind, 'now', kind.all, name, []),
      shareCell(content, kind, 'before', kind.all, name, []),
      plain(pointsOf(kind.all, name)),
    ],
  });
  return {
    columns: ['', `${content.year} 年`, `${content.year - 1} 年同期`, '增减'],
    rows: [...shownMeasures(kind).map(of), ...shownShares(kind).map(ofShare)],
  };
}

const shownMeasures = (kind: KindAccount) => (Object.keys(measures) as MeasureName[]).filter((name) => kind.all.now[name] !== undefined);
const shownShares = (kind: KindAccount) =>
  (Object.keys(shares) as ShareName[]).filter(
    (name) => kind.all.now[shares[name].part] !== undefined && kind.all.now[shares[name].whole] !== undefined,
  );
const plain = (text: string): Cell => ({ text, link: null });

function changeOf(now: number, before: number): string {
  return now === before ? '持平' : now > before ? `+${now - before}` : `−${before - now}`;
}

function pointsOf({ now, before }: FigureRow, name: ShareName): string {
  const { part, whole } = shares[name];
  if (!now[whole] || !before[whole]) return '—';
  const points = Math.round((now[part]! / now[whole] - before[part]! / before[whole]) * 1_000) / 10;
  return points === 0 ? '持平' : points > 0 ? `+${points} 个百分点` : `−${-points} 个百分点`;
}

/** Columns of a table by group, where a kind has those measures. */
const groupMeasures: readonly MeasureName[] = ['answered', 'satisfied', 'basicallySatisfied', 'dissatisfied'];
const groupShares: readonly ShareName[] = ['onTimeShare', 'metShare'];

function groupsOf(table: Exclude<Section['table'], null>, kind: KindAccount, content: Content): AccountTable {
  const dimension = table as DimensionName;
  const counting = dimension === 'unit' || dimension === 'delegation' || dimension === 'field';
  const ofMeasures = counting ? groupMeasures.filter((name) => kind.all.now[name] !== undefined) : [];
  const ofShares = counting ? groupShares.filter((name) => shownShares(kind).includes(name)) : [];
  const rows = (kind.dimensions[dimension] ?? []).filter(
    (row) => (row.now['raised'] ?? 0) + (row.before['raised'] ?? 0) > 0 || row.key !== '',
  );
  return {
    columns: [
      dimensionLabel(dimension, content.bodyKind),
      `${content.year} 年`,
      `${content.year - 1} 年同期`,
      '增减',
      ...ofMeasures.map((name) => measureLabel(name, content.bodyKind)),
      ...ofShares.map((name) => shareLabel(name, content.bodyKind)),
    ],
    rows: rows.map((row) => {
      const within = [groupCondition(dimension, row.key)];
      return {
        label: row.label,
        cells: [
          figure(content, kind, 'now', row, 'raised', within),
          figure(content, kind, 'before', row, 'raised', within),
          plain(changeOf(row.now['raised'] ?? 0, row.before['raised'] ?? 0)),
          ...ofMeasures.map((name) => figure(content, kind, 'now', row, name, within)),
          ...ofShares.map((name) => shareCell(content, kind, 'now', row, name, within)),
        ],
      };
    }),
  };
}

function promisesOf(rows: readonly FigureRow[], kind: KindAccount, content: Content): AccountTable {
  const cell = (count: number, when: When, standing: PromiseStandingName | null): Cell => ({
    text: String(count),
    link: promisesLink(kind.kind, when === 'now' ? content.period : content.before, standing),
  });
  const total = (when: When) => rows.reduce((sum, row) => sum + (row[when]['raised'] ?? 0), 0);
  const line = (label: string, now: number, before: number, standing: PromiseStandingName | null) => ({
    label,
    cells: [cell(now, 'now', standing), cell(before, 'before', standing), plain(changeOf(now, before)), plain(percent(now, total('now')))],
  });
  return {
    columns: ['承诺', `${content.year} 年`, `${content.year - 1} 年同期`, '增减', '占比'],
    rows: [
      line('作出承诺', total('now'), total('before'), null),
      ...rows.map((row) => line(row.label, row.now['raised'] ?? 0, row.before['raised'] ?? 0, row.key as PromiseStandingName)),
    ],
  };
}

/** How every figure was counted: of those measures that a kind of the body has. */
function definitionsOf(content: Content): AccountTable {
  const used = (Object.keys(measures) as MeasureName[]).filter((name) => content.kinds.some((kind) => kind.all.now[name] !== undefined));
  const usedShares = (Object.keys(shares) as ShareName[]).filter(
    (name) => used.includes(shares[name].part) && used.includes(shares[name].whole),
  );
  return {
    columns: ['数字', '怎么数'],
    rows: [
      {
        label: '统计期',
        cells: [
          plain(
            `按提交日期，${content.period.from} 至 ${content.period.to}；上年同期为 ${content.before.from} 至 ${content.before.to}，两年都按现在的办理状态数`,
          ),
        ],
      },
      ...used.map((name) => ({ label: measureLabel(name, content.bodyKind), cells: [plain(measures[name].counted)] })),
      ...usedShares.map((name) => ({
        label: shareLabel(name, content.bodyKind),
        cells: [plain(`${measureLabel(shares[name].part, content.bodyKind)} ÷ ${measureLabel(shares[name].whole, content.bodyKind)}`)],
      })),
      { label: '承办单位', cells: [plain('主办、独办、分办的各家都算一件，各家相加会多于总数；会办不算')] },
      { label: '承诺', cells: [plain('期内提出的事项，其答复里写明的承诺；改过期的按现在的期限')] },
    ],
  };
}

/** The drawing of a section; null where there is nothing to draw. */
export function chartOf(section: Pick<Section, 'table' | 'kind' | 'chart'>, content: Content): AccountChart | null {
  const kind = content.kinds.find((one) => one.kind === section.kind);
  if (!section.chart || !kind || section.table === null) return null;
  if (section.table === 'promise')
    return (
      kind.promises &&
      divided(kind, content, kind.promises, (when, row) =>
        promisesLink(kind.kind, when === 'now' ? content.period : content.before, row.key as PromiseStandingName),
      )
    );
  const rows = kind.dimensions[section.table];
  if (!rows) return null;
  const dimension = section.table as DimensionName;
  const linkTo = (when: When, row: FigureRow) => linkOf(content, kind, when, [groupCondition(dimension, row.key)]);
  if (dimension === 'class' || dimension === 'rating' || dimension === 'session' || dimension === 'speed')
    return divided(
      kind,
      content,
      rows.filter((row) => row.key !== ''),
      linkTo,
    );
  const shown = rows.filter((row) => (row.now['raised'] ?? 0) + (row.before['raised'] ?? 0) > 0).slice(0, most);
  if (shown.length === 0) return null;
  return {
    form: 'bars',
    unit: kind.counter,
    names: [`${content.year} 年`, `${content.year - 1} 年同期`],
    rows: shown.map((row) => ({
      label: row.label,
      now: row.now['raised'] ?? 0,
      before: row.before['raised'] ?? 0,
      link: linkTo('now', row),
    })),
  };
}

function divided(
  kind: KindAccount,
  content: Content,
  rows: readonly FigureRow[],
  linkTo: (when: When, row: FigureRow) => FigureLink,
): AccountChart | null {
  const year = (when: When, name: string) => ({
    name,
    rows: rows.map((row, index) => ({
      label: row.label,
      tone: tones[row.key] ?? scale[index] ?? 'rest',
      count: row[when]['raised'] ?? 0,
      link: linkTo(when, row),
    })),
  });
  const years = [year('now', `${content.year} 年`), year('before', `${content.year - 1} 年同期`)];
  const filled = years.filter((one) => one.rows.some((row) => row.count > 0));
  return filled.length > 0 ? { form: 'parts', unit: kind.counter, years: filled } : null;
}

const scale: readonly ChartTone[] = ['first', 'second', 'third', 'fourth', 'fifth'];
/** Groups that say how something went, in whatever kind they stand. */
const tones: Readonly<Record<string, ChartTone>> = {
  satisfied: 'good',
  basicallySatisfied: 'fair',
  dissatisfied: 'bad',
  kept: 'good',
  keptLate: 'fair',
  notKept: 'bad',
  overdue: 'poor',
  reported: 'waiting',
  open: 'rest',
};

const chineseDigits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 1 as 一, 12 as 十二, as headings of a document are counted; up to 99. */
export function chineseNumber(count: number): string {
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  return `${tens === 0 ? '' : `${tens === 1 ? '' : chineseDigits[tens]}十`}${ones === 0 && tens > 0 ? '' : chineseDigits[ones]}`;
}
