import { inFigures } from '../arrangement/numbering-rules.ts';
import { timeOf } from './report-words.ts';
import { noGroup, type FigureQuery, type SessionReport } from './report.ts';
import { attendeeCategories } from '../meeting.ts';

/** Which list a figure opens; null where it has none. */
export type FigureLink = Omit<FigureQuery, 'cursor' | 'limit'>;

export interface ReportTable {
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly label: string;
    readonly strong?: boolean;
    readonly cells: readonly { readonly text: string; readonly link: FigureLink | null }[];
  }[];
}

export interface ReportSection {
  readonly id: string;
  readonly number: string;
  readonly heading: string;
  readonly words: readonly string[];
  readonly table: ReportTable | null;
}

/** The statistics as sections with tables: the page and the document show the same ones. Pure. */
export function reportSections(report: SessionReport): ReportSection[] {
  const before = [people, attendance, byGroup, leaves, absences, speeches].map((make) => make(report));
  const after = [papers, briefs, notices].map((make) => make(report));
  return [...before, ...raised(report), ...after].map((section, index) => ({ ...section, number: inFigures(index + 1) }));
}

type Draft = Omit<ReportSection, 'number'>;

/** 代表团 in a congress, 界别 in a CPPCC. */
const groupWord = (report: SessionReport) => (report.bodyKind === 'cppcc' ? '界别' : '代表团');
const memberWord = (report: SessionReport) => (report.bodyKind === 'cppcc' ? '委员' : '代表');
const categoryWord = (report: SessionReport, category: keyof typeof attendeeCategories) =>
  category === 'member' ? memberWord(report) : attendeeCategories[category];

const figure = (count: number, link: FigureLink) => ({ text: String(count), link: count > 0 ? link : null });
const plain = (text: string) => ({ text, link: null });

function people(report: SessionReport): Draft {
  const all = report.people.reduce((sum, row) => sum + row.count, 0);
  const registered = report.people.reduce((sum, row) => sum + row.registered, 0);
  return {
    id: 'people',
    heading: '参会人员',
    words: [`参会人员 ${all} 人，已报到 ${registered} 人。`],
    table: {
      columns: ['类别', '人数', '已报到', '报到率'],
      rows: report.people.map((row) => ({
        label: categoryWord(report, row.category),
        cells: [
          figure(row.count, { figure: 'people', category: row.category }),
          figure(row.registered, { figure: 'registered', category: row.category }),
          plain(share(row.registered, row.count)),
        ],
      })),
    },
  };
}

function attendance(report: SessionReport): Draft {
  const settled = report.sittings.filter((sitting) => sitting.settled).length;
  return {
    id: 'attendance',
    heading: '各次会议出席情况',
    words: [
      `已召开会议 ${report.sittings.length} 次，其中 ${settled} 次已结束并固定出席结果。应到只计${memberWord(report)}，含请假的；应到 = 实到 + 请假 + 缺席（会议结束前为未到）。`,
    ],
    table: table(
      ['会议', '应到', '实到', '请假', '缺席', '出席率', '法定人数'],
      report.sittings.map((sitting) => ({
        label: `${timeOf(sitting.startsAt)} ${sitting.title}${sitting.settled ? '' : sitting.state === 'ended' ? '（出席结果待固定）' : '（进行中）'}`,
        cells: [
          figure(sitting.count.due, { figure: 'attendance', sittingId: sitting.id }),
          figure(sitting.count.present, { figure: 'attendance', sittingId: sitting.id, outcome: 'present' }),
          figure(sitting.count.onLeave, { figure: 'attendance', sittingId: sitting.id, outcome: 'onLeave' }),
          figure(sitting.count.missing, { figure: 'attendance', sittingId: sitting.id, outcome: 'missing' }),
          plain(share(sitting.count.present, sitting.count.due)),
          plain(sitting.need === 0 ? '—' : `${sitting.need}，${sitting.count.present >= sitting.need ? '达到' : '未达到'}`),
        ],
      })),
    ),
  };
}

/** Person-times over the closed sittings: due at one sitting is one. */
function byGroup(report: SessionReport): Draft {
  const closed = report.sittings.filter((sitting) => sitting.settled);
  const sums = report.groups.map((group) => {
    const counts = closed.map((sitting) => sitting.groups.find((one) => one.id === group.id)?.count).filter((count) => count !== undefined);
    const add = (name: 'due' | 'present' | 'onLeave' | 'missing') => counts.reduce((sum, count) => sum + count[name], 0);
    return { ...group, due: add('due'), present: add('present'), onLeave: add('onLeave'), missing: add('missing') };
  });
  const totals = { due: 0, present: 0, onLeave: 0, missing: 0, people: 0 };
  for (const one of sums) for (const name of ['due', 'present', 'onLeave', 'missing', 'people'] as const) totals[name] += one[name];
  const row = (label: string, id: string | null | undefined, of: typeof totals, strong = false) => ({
    label,
    strong,
    cells: [
      figure(of.people, { figure: 'people', category: 'member', ...(id === undefined ? {} : { groupId: id ?? noGroup }) }),
      plain(String(of.due)),
      plain(String(of.present)),
      plain(String(of.onLeave)),
      plain(String(of.missing)),
      plain(share(of.present, of.due)),
    ],
  });
  return {
    id: 'groups',
    heading: `各${groupWord(report)}出席情况`,
    words: [`已结束的 ${closed.length} 次会议合计，单位为人次。`],
    table: table(
      [groupWord(report), '人数', '应到', '实到', '请假', '缺席', '出席率'],
      [...sums.map((one) => row(one.name, one.id, one)), ...(sums.length > 1 ? [row('合计', undefined, totals, true)] : [])],
    ),
  };
}

function leaves(report: SessionReport): Draft {
  const requests = report.leaves.reduce((sum, row) => sum + row.requests, 0);
  return {
    id: 'leaves',
    heading: '请假情况',
    words: [requests === 0 ? '没有准假记录。' : `准假 ${requests} 次。同一人可能请假多次。`],
    table: table(
      ['事由', '次数', '人数'],
      report.leaves.map((row) => ({
        label: row.label,
        cells: [figure(row.requests, { figure: 'leave', grounds: row.grounds }), plain(String(row.people))],
      })),
    ),
  };
}

function absences(report: SessionReport): Draft {
  const shown = report.absences;
  return {
    id: 'absences',
    heading: '未请假缺席情况',
    words: [
      shown.length === 0
        ? '已结束的会议没有未请假缺席的。'
        : `未请假缺席 ${shown.reduce((sum, one) => sum + one.times, 0)} 人次，涉及 ${shown.length} 人。这里只列事实，是否正当、如何处理由会议主持机构认定。`,
    ],
    table: table(
      ['姓名', groupWord(report), '次数'],
      shown.map((one) => ({
        label: one.name,
        cells: [plain(one.groupName), figure(one.times, { figure: 'absence', attendeeId: one.attendeeId })],
      })),
    ),
  };
}

const formWords = { oral: '大会口头发言', written: '书面发言', floor: '审议（讨论）发言' } as const;

function speeches(report: SessionReport): Draft {
  const given = report.speeches.forms.filter((row) => row.count > 0);
  return {
    id: 'speeches',
    heading: '发言情况',
    words: [
      given.length === 0
        ? '没有发言记录。'
        : `${given.map((row) => `${formWords[row.form]} ${row.count} 次、${row.people} 人${row.seconds > 0 ? `，用时 ${duration(row.seconds)}` : ''}`).join('；')}。`,
    ],
    table: table(
      [groupWord(report), '次数', '用时'],
      report.speeches.groups.map((row) => ({
        label: row.name,
        cells: [figure(row.count, { figure: 'speech', groupId: row.id ?? noGroup }), plain(duration(row.seconds))],
      })),
    ),
  };
}

/** One section for each kind that members handed in; for a session in which nothing came, one that says so. */
function raised(report: SessionReport): Draft[] {
  if (report.meeting.kind !== 'plenarySession') return [];
  if (report.raised.length === 0) {
    const words = `会议期间没有收到${report.bodyKind === 'cppcc' ? '提案' : '议案、建议'}。`;
    return [{ id: 'raised', heading: report.bodyKind === 'cppcc' ? '提案提出情况' : '议案、建议提出情况', words: [words], table: null }];
  }
  return report.raised.map((of) => {
    const total = { received: 0, accepted: 0, waiting: 0, ended: 0 };
    for (const group of of.groups) for (const name of ['received', 'accepted', 'waiting', 'ended'] as const) total[name] += group[name];
    const row = (label: string, groupId: string | null | undefined, counts: typeof total, strong = false) => {
      const link = { figure: 'raised', kind: of.kind, ...(groupId === undefined ? {} : { groupId: groupId ?? noGroup }) } as const;
      const standing = (name: 'accepted' | 'waiting' | 'ended') => figure(counts[name], { ...link, standing: name });
      return { label, strong, cells: [figure(counts.received, link), standing('accepted'), standing('waiting'), standing('ended')] };
    };
    return {
      id: `raised-${of.kind}`,
      heading: `${of.name}提出情况`,
      words: [
        `会议首日至末日收到${of.name} ${total.received} 件，到统计时已${of.acceptWord} ${total.accepted} 件，待审查 ${total.waiting} 件，不予${of.acceptWord}、撤回或并案 ${total.ended} 件。`,
      ],
      table: table(
        [groupWord(report), '收到', `已${of.acceptWord}`, '待审查', '其他'],
        [...of.groups.map((one) => row(one.name, one.id, one)), ...(of.groups.length > 1 ? [row('合计', undefined, total, true)] : [])],
      ),
    };
  });
}

function papers(report: SessionReport): Draft {
  return {
    id: 'papers',
    heading: '文件阅读情况',
    words: [report.papers.length === 0 ? '没有印发电子文件。' : `印发电子文件 ${report.papers.length} 份。`],
    table: table(
      ['文件', '应读', '已读', '未读', '阅读率'],
      report.papers.map((row) => ({
        label: row.title,
        cells: [
          figure(row.due, { figure: 'paper', paperId: row.id }),
          figure(row.read, { figure: 'paper', paperId: row.id, done: 'yes' }),
          figure(row.due - row.read, { figure: 'paper', paperId: row.id, done: 'no' }),
          plain(share(row.read, row.due)),
        ],
      })),
    ),
  };
}

function briefs(report: SessionReport): Draft {
  const all = report.briefs.reduce((sum, row) => sum + row.issued, 0);
  return {
    id: 'briefs',
    heading: '简报',
    words: [all === 0 ? '没有印发简报。' : `印发简报 ${all} 期。`],
    table: table(
      ['单位', '期数'],
      report.briefs.map((row) => ({
        label: row.name,
        cells: [figure(row.issued, { figure: 'brief', groupId: row.id ?? noGroup })],
      })),
    ),
  };
}

function notices(report: SessionReport): Draft {
  return {
    id: 'notices',
    heading: '通知',
    words: [report.notices.length === 0 ? '没有发过通知。' : `发出通知 ${report.notices.length} 条。`],
    table: table(
      ['通知', '送达', '已读', '已确认'],
      report.notices.map((row) => ({
        label: row.title,
        cells: [
          figure(row.due, { figure: 'notice', noticeId: row.id }),
          figure(row.read, { figure: 'notice', noticeId: row.id, done: 'yes' }),
          figure(row.confirmed, { figure: 'notice', noticeId: row.id, done: 'confirmed' }),
        ],
      })),
    ),
  };
}

function table(columns: readonly string[], rows: ReportTable['rows']): ReportTable | null {
  return rows.length > 0 ? { columns, rows } : null;
}

/** `91.4%`; a dash where there is no whole. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '—';
  if (part === whole) return '100%';
  return `${(Math.floor((part / whole) * 1_000) / 10).toFixed(1)}%`;
}

/** `2 小时 5 分`, `12 分`, `40 秒` */
function duration(seconds: number): string {
  if (seconds === 0) return '—';
  if (seconds < 60) return `${Math.round(seconds)} 秒`;
  const whole = Math.round(seconds / 60);
  return whole < 60 ? `${whole} 分` : `${Math.floor(whole / 60)} 小时${whole % 60 === 0 ? '' : ` ${whole % 60} 分`}`;
}
