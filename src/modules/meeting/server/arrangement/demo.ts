import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { Insertable } from 'kysely';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import type { MeetingTables } from '../tables.ts';

/** One point of a demo agenda; `below` hang under it. */
interface Point {
  readonly title: string;
  readonly presenter?: string;
  readonly minutes?: number;
  readonly hidden?: boolean;
  readonly below?: readonly Point[];
}

/** What is on the agenda of sittings whose title has these words; the first that fits. */
type Agendas = readonly (readonly [words: string, points: readonly Point[]])[];

const congress: Agendas = [
  [
    '预备会议',
    [
      { title: '选举大会主席团和秘书长', presenter: '常委会主持', minutes: 15 },
      { title: '通过大会议程', minutes: 10 },
      { title: '通过有关事项的决定', minutes: 10 },
    ],
  ],
  [
    '主席团',
    [
      { title: '推选主席团常务主席、大会执行主席', minutes: 10 },
      { title: '决定大会副秘书长', minutes: 5 },
      { title: '决定代表提出议案的截止时间', minutes: 5 },
      { title: '听取各代表团审议情况汇报', presenter: '各代表团团长', minutes: 20 },
      { title: '人事事项酝酿', hidden: true },
    ],
  ],
  [
    '开幕会',
    [
      { title: '宣布开会，报告到会人数', presenter: '执行主席', minutes: 5 },
      { title: '政府工作报告', presenter: '市长', minutes: 60 },
      {
        title: '书面报告',
        minutes: 5,
        below: [{ title: '上年国民经济和社会发展计划执行情况与本年计划草案的报告' }, { title: '上年预算执行情况与本年预算草案的报告' }],
      },
      { title: '民生实事候选项目说明', presenter: '常务副市长', minutes: 15 },
    ],
  ],
  [
    '第二次全体会议',
    [
      { title: '市人大常委会工作报告', presenter: '常委会副主任', minutes: 40 },
      { title: '市中级人民法院工作报告', presenter: '院长', minutes: 25 },
      { title: '市人民检察院工作报告', presenter: '检察长', minutes: 25 },
      { title: '通过票决办法', minutes: 5 },
    ],
  ],
  [
    '闭幕会',
    [
      { title: '宣布开会，报告到会人数', presenter: '执行主席', minutes: 5 },
      {
        title: '表决各项决议',
        minutes: 25,
        below: [
          { title: '关于政府工作报告的决议' },
          { title: '关于计划、预算的决议' },
          { title: '关于常委会工作报告的决议' },
          { title: '关于两院工作报告的决议' },
        ],
      },
      { title: '票决民生实事项目', presenter: '总监票人', minutes: 30 },
      { title: '宣布票决结果，宪法宣誓', minutes: 15 },
      { title: '闭幕', presenter: '执行主席', minutes: 10 },
    ],
  ],
  [
    '审议',
    [
      { title: '推选本次审议的主持人和记录人', minutes: 5 },
      { title: '审议报告', minutes: 120 },
      { title: '提出议案和建议', minutes: 20 },
    ],
  ],
];

const cppcc: Agendas = [
  [
    '开幕会',
    [
      { title: '宣布开会，报告到会委员人数', presenter: '执行主席', minutes: 5 },
      { title: '通过会议议程', minutes: 5 },
      { title: '常务委员会工作报告', presenter: '主席', minutes: 50 },
      { title: '提案工作情况的报告', presenter: '副主席', minutes: 25 },
    ],
  ],
  [
    '大会发言',
    [
      { title: '口头发言', below: [{ title: '党派团体发言' }, { title: '界别发言' }, { title: '委员个人发言' }], minutes: 110 },
      { title: '市领导讲话', presenter: '市委负责同志', minutes: 20 },
    ],
  ],
  [
    '闭幕会',
    [
      { title: '通过政治决议', minutes: 10 },
      { title: '通过常务委员会工作报告的决议', minutes: 5 },
      { title: '通过提案审查情况的报告', presenter: '提案委员会主任', minutes: 10 },
      { title: '表彰优秀提案', minutes: 15 },
      { title: '闭幕讲话', presenter: '主席', minutes: 20 },
    ],
  ],
  [
    '联组',
    [
      { title: '与市政府负责同志面对面协商', minutes: 120 },
      { title: '界别召集人小结', minutes: 20 },
    ],
  ],
  [
    '讨论',
    [
      { title: '讨论报告', minutes: 120 },
      { title: '推荐大会发言和重点提案线索', minutes: 20 },
    ],
  ],
  [
    '酝酿',
    [
      { title: '讨论决议草案', minutes: 60 },
      { title: '书面意见汇总', minutes: 20 },
    ],
  ],
];

const smaller: Agendas = [
  [
    '第一次全体会议',
    [
      { title: '听取专项工作报告', minutes: 60 },
      { title: '听取执法检查报告', minutes: 40 },
      { title: '学习交流', minutes: 30 },
    ],
  ],
  [
    '第二次全体会议',
    [
      { title: '表决有关决定', minutes: 20 },
      { title: '专题讲座', minutes: 60 },
    ],
  ],
  ['审议', [{ title: '分组审议', minutes: 120 }]],
  [
    '视察',
    [
      { title: '现场察看', minutes: 80 },
      { title: '听取情况介绍', minutes: 30 },
    ],
  ],
  [
    '座谈',
    [
      { title: '代表发言', minutes: 100 },
      { title: '承办部门回应', minutes: 30 },
    ],
  ],
];

/** Agendas of the demo's sittings as far as they have come, and some changes after the announcement. */
export async function seedArrangement(tx: Tx, demo: DemoMeeting): Promise<void> {
  const rows = demo.sittings.flatMap((sitting) => agendaRows(demo, sitting));
  for (let from = 0; from < rows.length; from += 400)
    await tables<MeetingTables>(tx)
      .insertInto('agenda_item')
      .values(rows.slice(from, from + 400))
      .execute();
  const changes = changeRows(demo);
  if (changes.length > 0) await tables<MeetingTables>(tx).insertInto('meeting_change').values(changes).execute();
}

type Row = Insertable<MeetingTables['agenda_item']>;
type Sitting = DemoMeeting['sittings'][number];

function agendaRows(demo: DemoMeeting, sitting: Sitting): Row[] {
  const large = demo.meeting.kind === 'plenarySession';
  const agendas = large ? (demo.bodyKind === 'congress' ? congress : cppcc) : smaller;
  const points = agendas.find(([words]) => sitting.title.includes(words))?.[1] ?? [];
  const rows: Row[] = [];
  const put = (list: readonly Point[], parent: string | null) => {
    for (const { title, presenter = '', minutes = null, hidden = false, below = [] } of list) {
      const id = newId();
      const of = {
        body_id: demo.bodyId,
        id,
        meeting_id: demo.meeting.id,
        sitting_id: sitting.id,
        parent_id: parent,
        position: rows.length,
      };
      rows.push({ ...of, title, presenter, minutes, hidden });
      put(below, id);
    }
  };
  put(points, null);
  return rows.map((row, index) => ({ ...row, ...standing(demo, sitting, index, rows.length) }));
}

/** Where an item stands now: all of an ended sitting are done, a running one is somewhere in between. */
function standing(demo: DemoMeeting, sitting: Sitting, index: number, count: number): Partial<Row> {
  if (sitting.state === 'planned') return {};
  const [from, until] = [sitting.starts_at.getTime(), sitting.ends_at.getTime()];
  const share = sitting.state === 'ended' ? 1 : (demo.now.getTime() - from) / (until - from);
  const now = Math.floor(share * count);
  const began = new Date(from + ((until - from) * index) / count);
  const ended = new Date(from + ((until - from) * (index + 1)) / count);
  if (index < now) return { state: 'done', began_at: began, ended_at: ended };
  return index === now ? { state: 'now', began_at: began } : {};
}

function changeRows(demo: DemoMeeting): Insertable<MeetingTables['meeting_change']>[] {
  if (demo.meeting.kind !== 'plenarySession') return [];
  const plenary = demo.sittings.find((one) => one.kind === 'plenary');
  if (!plenary) return [];
  const said = [
    ['第一次全体会议（开幕会）：入场时间提前到会前 40 分钟，请从 1、2 号门进', 30],
    ['晚餐：地点由明湖宾馆三号餐厅改到明湖宾馆一、二号餐厅', 22],
    ['会议文件增加“民生实事候选项目说明”，请在“会议文件”里查看', 6],
  ] as const;
  const opens = Math.min(plenary.starts_at.getTime(), demo.now.getTime());
  return said.map(([words, hours]) => {
    const at = new Date(opens - hours * 3_600_000);
    return {
      body_id: demo.bodyId,
      id: newId(at.getTime()),
      meeting_id: demo.meeting.id,
      at,
      by_name: '大会秘书处',
      subject_kind: 'sitting',
      subject_id: plenary.id,
      words,
    };
  });
}
