import { newId } from '#platform/contract/identifiers.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Tx } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { PaperClass } from '../../contract/papers/paper.ts';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import { drawPaper } from './demo-pdf.ts';
import type { Block } from './demo-texts.ts';
import * as texts from './demo-texts.ts';
import { papersDb } from './find-paper.ts';
import { leavesAt } from './return-rules.ts';

/** A paper of a demo meeting before it is drawn. */
interface Planned {
  readonly title: string;
  readonly class: PaperClass;
  /** Which sitting it is for: the first whose title has these words. */
  readonly sitting: string | null;
  readonly blocks: (chance: Chance) => readonly Block[];
  readonly categories?: readonly AttendeeCategory[];
  /** How many hours before the opening it went out; drafts have not. */
  readonly hoursBefore: number | null;
}

const everybody: readonly AttendeeCategory[] = ['member', 'nonVoting', 'staff', 'guest', 'observer', 'press'];

/** Papers of a demo meeting: drawn, issued, and read by most. */
export async function seedPapers(tx: Tx, demo: DemoMeeting, chance: Chance, { files }: { readonly files: FileRoom }): Promise<void> {
  if (demo.phase === 'coming' && demo.meeting.kind !== 'plenarySession') return;
  const planned = plannedFor(demo);
  const owner =
    demo.meeting.made_by ??
    demo.attendees.find((one) => one.category === 'staff' && one.person_id)?.person_id ??
    demo.attendees[0]?.person_id;
  if (!owner || planned.length === 0) return;
  const issued: Issued[] = [];
  for (const [index, plan] of planned.entries())
    issued.push(...(await addOne(tx, demo, { plan, position: index + 1, owner, files, chance })));
  await addReadings(tx, demo, issued, chance);
}

interface Issued {
  readonly id: string;
  readonly plan: Planned;
  readonly pages: number;
  readonly at: Date;
}

async function addOne(
  tx: Tx,
  demo: DemoMeeting,
  one: { readonly plan: Planned; readonly position: number; readonly owner: string; readonly files: FileRoom; readonly chance: Chance },
): Promise<Issued[]> {
  const { plan, position, owner, files, chance } = one;
  const { meeting, bodyId } = demo;
  const opens = Date.parse(`${meeting.opens_on}T00:00:00.000Z`) + 3_600_000;
  const at = new Date(Math.min(demo.now.getTime(), opens - (plan.hoursBefore ?? 24) * 3_600_000));
  const id = newId(at.getTime());
  const drawn = await drawPaper(plan.title, meeting.title, plan.blocks(chance));
  const prepared = await files.prepare(`${plan.title}.pdf`, () => Promise.resolve(drawn.bytes));
  const file = await files.insert(tx, prepared, { bodyId, personId: owner, unitId: null }, { kind: 'paper', id });
  const draft = plan.hoursBefore === null || meeting.state === 'draft';
  await papersDb(tx)
    .insertInto('paper')
    .values({
      body_id: bodyId,
      id,
      meeting_id: meeting.id,
      title: plan.title,
      class: plan.class,
      sitting_id: plan.sitting === null ? null : (demo.sittings.find((sitting) => sitting.title.includes(plan.sitting!))?.id ?? null),
      categories: [...(plan.categories ?? (['member', 'nonVoting'] as const))],
      state: draft ? 'draft' : 'issued',
      position,
      version: 1,
      issued_at: draft ? null : at,
      changed_at: at,
    })
    .execute();
  await papersDb(tx)
    .insertInto('paper_version')
    .values({
      body_id: bodyId,
      paper_id: id,
      version: 1,
      meeting_id: meeting.id,
      file_id: file.id,
      media_type: 'application/pdf',
      bytes: drawn.bytes.length,
      pages: drawn.texts.length,
      page_texts: JSON.stringify(drawn.texts),
      page_sizes: JSON.stringify(drawn.texts.map(() => drawn.size)),
      made_by: '大会秘书处',
      made_at: at,
    })
    .execute();
  return draft ? [] : [{ id, plan, pages: drawn.texts.length, at }];
}

/** Who has read what: nearly all after the meeting, most of the earlier papers while it is on, few of what just came. */
async function addReadings(tx: Tx, demo: DemoMeeting, issued: readonly Issued[], chance: Chance): Promise<void> {
  const { meeting, bodyId, now } = demo;
  for (const [index, paper] of issued.entries()) {
    const share = demo.phase === 'past' ? 0.95 - index * 0.02 : demo.phase === 'today' ? 0.88 - index * 0.08 : 0.35;
    const until = leavesAt(paper.plan.class, { ...meeting, papers_until: meeting.papers_until });
    const gone = until !== null && until <= now;
    const end = Math.min(now.getTime(), Date.parse(`${meeting.closes_on}T09:00:00.000Z`));
    const readers = demo.attendees.filter(
      (one) => one.left_at === null && (paper.plan.categories ?? ['member', 'nonVoting']).includes(one.category),
    );
    const rows = readers.flatMap((attendee) => {
      if (!chance.happens(Math.max(0.12, share) + 0.06)) return [];
      const read = chance.happens(0.93);
      const downloaded = new Date(paper.at.getTime() + chance.next() * Math.max(60_000, end - paper.at.getTime()) * 0.5);
      const opened = new Date(downloaded.getTime() + chance.next() * Math.max(60_000, end - downloaded.getTime()));
      const furthest = read ? Math.max(1, Math.round(paper.pages * (chance.happens(0.6) ? 1 : chance.next()))) : 1;
      return [
        {
          body_id: bodyId,
          paper_id: paper.id,
          attendee_id: attendee.id,
          meeting_id: meeting.id,
          version: 1,
          downloaded_at: downloaded,
          opened_at: read ? opened : null,
          last_read_at: read ? opened : null,
          page: chance.whole(1, furthest),
          furthest_page: furthest,
          returned_at: gone && chance.happens(0.97) ? new Date(until.getTime() + chance.whole(1, 900) * 1_000) : null,
        },
      ];
    });
    for (let from = 0; from < rows.length; from += 1_000)
      await papersDb(tx)
        .insertInto('paper_reading')
        .values(rows.slice(from, from + 1_000))
        .execute();
  }
}

function plannedFor(demo: DemoMeeting): readonly Planned[] {
  const year = Number(demo.meeting.opens_on.slice(0, 4));
  if (demo.meeting.kind === 'plenarySession') return demo.bodyKind === 'congress' ? congressSession(demo, year) : cppccSession(demo, year);
  if (demo.meeting.kind === 'standingCommittee') return standing(year);
  return [
    {
      title: `${demo.meeting.title}须知`,
      class: 'public',
      sitting: null,
      blocks: () => texts.participantGuide('参加人员'),
      hoursBefore: 60,
    },
  ];
}

/** Reports of the standing committee and of the two organs of justice. */
const organReports: readonly Planned[] = [
  {
    title: '市人大常委会工作报告',
    class: 'internal',
    sitting: '第二次全体会议',
    blocks: (chance) =>
      texts.organReport(
        { speaker: '市人大常委会', address: '各位代表：受市人大常委会委托，向大会报告工作，请予审议。', matters: texts.standingMatters },
        chance,
      ),
    hoursBefore: 200,
  },
  {
    title: '市中级人民法院工作报告',
    class: 'internal',
    sitting: '第二次全体会议',
    blocks: (chance) =>
      texts.organReport(
        {
          speaker: '市中级人民法院',
          address: '各位代表：现在，我代表市中级人民法院向大会报告工作，请予审议，并请各位列席人员提出意见。',
          matters: texts.courtMatters,
        },
        chance,
      ),
    hoursBefore: 200,
  },
  {
    title: '市人民检察院工作报告',
    class: 'internal',
    sitting: '第二次全体会议',
    blocks: (chance) =>
      texts.organReport(
        {
          speaker: '市人民检察院',
          address: '各位代表：现在，我代表市人民检察院向大会报告工作，请予审议。',
          matters: texts.procuratorateMatters,
        },
        chance,
      ),
    hoursBefore: 200,
  },
];

function congressSession(demo: DemoMeeting, year: number): readonly Planned[] {
  const plans: readonly Planned[] = [
    {
      title: '会议须知',
      class: 'public',
      sitting: '报到',
      blocks: () => texts.participantGuide('代表'),
      categories: everybody,
      hoursBefore: 240,
    },
    {
      title: '政府工作报告（讨论稿）',
      class: 'returned',
      sitting: '第一次全体会议',
      blocks: (chance) =>
        texts.workReport(
          {
            speaker: '市人民政府',
            address: '各位代表：',
            ask: '现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员和其他列席人员提出意见。',
            year,
          },
          chance,
        ),
      hoursBefore: 216,
    },
    {
      title: `关于${year - 1}年预算执行情况和${year}年预算草案的报告`,
      class: 'internal',
      sitting: '第一次全体会议',
      blocks: (chance) => texts.budget(year, chance),
      hoursBefore: 216,
    },
    ...organReports,
    {
      title: '民生实事候选项目',
      class: 'public',
      sitting: null,
      blocks: (chance) => texts.livelihoodProjects(year, chance),
      hoursBefore: 120,
    },
    {
      title: '选举办法（草案）',
      class: 'returned',
      sitting: '主席团',
      blocks: () => texts.electionRules(year),
      categories: ['member'],
      hoursBefore: 26,
    },
  ];
  return demo.phase === 'coming' ? plans.map((plan, index) => (index < 3 ? plan : { ...plan, hoursBefore: null })) : plans;
}

/** Reports of the CPPCC's standing committee. */
const committeeReports: readonly Planned[] = [
  {
    title: '政协常务委员会工作报告',
    class: 'internal',
    sitting: '开幕',
    blocks: (chance) =>
      texts.organReport(
        {
          speaker: '市政协常务委员会',
          address: '各位委员：我代表市政协常务委员会向大会报告工作，请予审议，并请列席同志提出意见。',
          matters: texts.cppccMatters,
        },
        chance,
      ),
    hoursBefore: 110,
  },
  {
    title: '关于提案工作情况的报告',
    class: 'internal',
    sitting: '开幕',
    blocks: (chance) =>
      texts.organReport(
        {
          speaker: '市政协常务委员会',
          address: '各位委员：我受市政协常务委员会委托，向大会报告一年来的提案工作，请予审议。',
          matters: texts.proposalMatters,
        },
        chance,
      ),
    hoursBefore: 110,
  },
];

function cppccSession(demo: DemoMeeting, year: number): readonly Planned[] {
  const speakers = demo.attendees.filter((one) => one.category === 'member').slice(0, 10);
  return [
    {
      title: '会议须知',
      class: 'public',
      sitting: '报到',
      blocks: () => texts.participantGuide('委员'),
      categories: everybody,
      hoursBefore: 120,
    },
    ...committeeReports,
    {
      title: '政府工作报告（征求意见稿）',
      class: 'returned',
      sitting: '讨论',
      blocks: (chance) =>
        texts.workReport(
          {
            speaker: '市人民政府',
            address: '各位代表：',
            ask: '现在，我代表市人民政府，向大会报告工作，请予审议，并请市政协委员和其他列席人员提出意见。',
            year,
          },
          chance,
        ),
      hoursBefore: 90,
    },
    {
      title: '大会发言材料汇编',
      class: 'internal',
      sitting: '大会发言',
      blocks: (chance) => texts.speechCollection(speakers, chance),
      hoursBefore: 48,
    },
    {
      title: '选举办法（草案）',
      class: 'returned',
      sitting: null,
      blocks: () => texts.electionRules(year),
      categories: ['member'],
      hoursBefore: 12,
    },
  ];
}

function standing(year: number): readonly Planned[] {
  return [
    { title: '会议须知', class: 'public', sitting: null, blocks: () => texts.participantGuide('组成人员'), hoursBefore: 170 },
    {
      title: `关于${year}年民生实事进展情况的报告`,
      class: 'internal',
      sitting: '全体会议',
      blocks: (chance) => texts.livelihoodProjects(year, chance),
      hoursBefore: 168,
    },
  ];
}
