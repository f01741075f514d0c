import { sql } from 'kysely';
import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf, startOfDay } from '#platform/contract/instant.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { spell } from '#modules/directory/server/index.ts';
import type { AttendeeCategory } from '../../contract/meeting.ts';
import type { LeaveGrounds, LeaveStepLine } from '../../contract/people/leave.ts';
import type { DemoMeeting } from '../demo/demo-meeting.ts';
import type { LeaveStep } from './leave-rules.ts';
import { leavePath, stateOf, waitingSteps } from './leave-rules.ts';
import type { PeopleTables } from './tables.ts';

type Attendee = DemoMeeting['attendees'][number];
const hour = 3_600_000;

/** What the demo tells of the people of a meeting: how names are spelt, phones, meals and needs, leaves in every state, who has registered. */
export async function seedPeople(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  await writePrivate(tx, demo, chance);
  const leaves = drawLeaves(demo, chance);
  for (let from = 0; from < leaves.length; from += 500)
    await tables<PeopleTables>(tx)
      .insertInto('leave_request')
      .values(leaves.slice(from, from + 500).map((leave) => ({ ...leave, steps: JSON.stringify(leave.steps) })))
      .execute();
  const away = new Set(
    leaves
      .filter((leave) => leave.state === 'granted' && leave.from_at <= startOfDay(demo.meeting.opens_on))
      .map((leave) => leave.attendee_id),
  );
  await writeRegistrations(tx, demo, chance, away);
}

const diets = ['清真', '素食', '低糖', '不吃海鲜', '少盐'] as const;
const needs = ['轮椅通道', '住低楼层', '靠近出口就座', '需随行医护', '大字版文件'] as const;

async function writePrivate(tx: Tx, demo: DemoMeeting, chance: Chance): Promise<void> {
  const rows = demo.attendees.map((one, place) => ({
    id: one.id,
    ...spell(one.name),
    // 154 is a prefix that no network gives out.
    phone: one.person_id || chance.happens(0.6) ? `154${30_000_000 + place}` : '',
    diet: chance.happens(0.06) ? chance.pick(diets) : '',
    needs: chance.happens(0.02) ? chance.pick(needs) : '',
  }));
  const [db, text] = [tables<PeopleTables>(tx), JSON.stringify(rows)];
  await sql`update attendee a set pinyin = t.pinyin, initials = t.initials from jsonb_to_recordset(${text}::jsonb) as t(id uuid, pinyin text, initials text)
    where a.body_id = ${demo.bodyId} and a.id = t.id`.execute(db);
  await sql`update attendee_private v set phone = t.phone, diet = t.diet, needs = t.needs
    from jsonb_to_recordset(${text}::jsonb) as t(id uuid, phone text, diet text, needs text)
    where v.body_id = ${demo.bodyId} and v.attendee_id = t.id`.execute(db);
}

const reasons: Readonly<Record<LeaveGrounds, readonly string[]>> = {
  illness: ['急性肠胃炎，医嘱休息', '腰椎手术后复查', '高烧住院治疗', '眼科手术'],
  duty: ['赴省里参加防汛工作会议', '单位接受上级审计，需到场', '带队处置突发事件', '承担全国技能竞赛裁判工作'],
  abroad: ['随团赴境外参加经贸活动', '出国参加学术会议'],
  family: ['直系亲属病重', '家中老人丧事', '子女手术'],
  other: ['航班取消，次日返回', '参加法院庭审作证'],
};

type Leave = Omit<PeopleTables['leave_request'], 'steps' | 'from_at' | 'until_at' | 'asked_at' | 'decided_at' | 'group_id' | 'revision'> & {
  readonly from_at: Date;
  readonly until_at: Date;
  readonly asked_at: Date;
  readonly decided_at: Date | null;
  readonly group_id: string | null;
  readonly steps: readonly LeaveStepLine[];
  readonly revision: number;
};

/** What a drawn leave is to end as; `half`: one step has agreed and the next one is waited for. */
type Fate = 'granted' | 'refused' | 'waiting' | 'half' | 'withdrawn';

/** Leaves of members: a share that is granted, and in a session that runs one refused, three that wait and one that was withdrawn. */
function drawLeaves(demo: DemoMeeting, chance: Chance): Leave[] {
  const convening = new Set(
    demo.posts.filter((post) => post.post === 'convenor' || post.post === 'deputyConvenor').map((post) => post.attendee_id),
  );
  const members = demo.attendees.filter((one) => one.category === 'member' && !convening.has(one.id));
  // Sessions of a CPPCC are attended by fewer of their members (Ningbo 2023: 87 of 486 on leave).
  const share = demo.bodyKind === 'cppcc' ? 0.11 : 0.035;
  const granted = chance.some(members, Math.round(members.length * share));
  const free = members.filter((one) => !granted.includes(one));
  const fates: readonly Fate[] = demo.phase === 'today' ? ['refused', 'waiting', 'waiting', 'half', 'withdrawn'] : ['refused'];
  const special =
    demo.meeting.kind === 'plenarySession' ? chance.some(free, fates.length) : chance.some(free, demo.phase === 'today' ? 1 : 0);
  return [
    ...granted.map((one) => drawLeave(demo, chance, one, 'granted')),
    ...special.map((one, place) => drawLeave(demo, chance, one, demo.meeting.kind === 'plenarySession' ? fates[place]! : 'waiting')),
  ];
}

function drawLeave(demo: DemoMeeting, chance: Chance, one: Attendee, fate: Fate): Leave {
  const { meeting, now } = demo;
  const length = Math.round((startOfDay(meeting.closes_on).getTime() - startOfDay(meeting.opens_on).getTime()) / (24 * hour)) + 1;
  const open = fate === 'waiting' || fate === 'half';
  // Who still waits asks for days to come; a third of the others stay away for the whole meeting.
  const whole = fate === 'granted' && chance.happens(0.34);
  const firstDay = open ? addDays(dayOf(now), 1) : addDays(meeting.opens_on, whole ? 0 : chance.whole(0, length - 1));
  const first = firstDay > meeting.closes_on ? meeting.closes_on : firstDay;
  const most = Math.max(1, Math.round((startOfDay(meeting.closes_on).getTime() - startOfDay(first).getTime()) / (24 * hour)) + 1);
  const days = whole ? length : Math.min(most, fate === 'half' ? 2 : chance.whole(1, 2));
  const early = !open && (whole || chance.happens(0.4));
  const asked = Math.min(
    early
      ? startOfDay(meeting.opens_on).getTime() - chance.whole(20, 130) * hour
      : startOfDay(first).getTime() - chance.whole(3, 14) * hour,
    now.getTime() - chance.whole(2, 9) * 600_000,
  );
  const moment = asked < startOfDay(meeting.opens_on).getTime() ? ('before' as const) : ('during' as const);
  const path = leavePath({
    bodyKind: demo.bodyKind,
    level: 'city',
    meetingKind: meeting.kind,
    category: one.category,
    moment,
    days,
    hasConvenor: demo.posts.some((post) => post.group_id === one.group_id && post.post === 'convenor'),
    headDays: 1,
  });
  const steps = stepsFor(demo, one, path, fate, asked, chance);
  const state = fate === 'withdrawn' ? ('withdrawn' as const) : stateOf(steps);
  const grounds = chance.weighted({ illness: 5, duty: 6, abroad: 1, family: 2, other: 1 });
  const until = startOfDay(addDays(first, days));
  return {
    body_id: demo.bodyId,
    id: newId(asked),
    meeting_id: meeting.id,
    attendee_id: one.id,
    from_at: startOfDay(first),
    until_at: until,
    grounds,
    words: chance.pick(reasons[grounds]),
    moment,
    steps,
    state,
    asked_at: new Date(asked),
    decided_at: state === 'asked' ? null : new Date(Math.min(now.getTime() - 60_000, asked + 3 * hour)),
    group_id: one.group_id,
    revision: 1 + steps.filter((step) => step.state !== 'waiting').length,
  };
}

function stepsFor(
  demo: DemoMeeting,
  one: Attendee,
  path: readonly LeaveStep[],
  fate: Fate,
  asked: number,
  chance: Chance,
): LeaveStepLine[] {
  const decided = fate === 'granted' ? path.length : fate === 'waiting' || fate === 'withdrawn' ? 0 : fate === 'half' ? path.length - 1 : 1;
  return waitingSteps(path).map((step, place) => {
    if (place >= decided) return step;
    const refused = fate === 'refused' && place === decided - 1;
    const at = new Date(Math.min(demo.now.getTime() - 60_000, asked + (place + 1) * hour));
    return {
      ...step,
      state: refused ? 'refused' : 'agreed',
      byName: step.step === 'convenor' ? convenorOf(demo, one) : step.label,
      at: at.toISOString(),
      words: refused ? '当天有表决，请安排好工作按时到会' : chance.happens(0.3) ? '同意，请补阅会议文件' : '',
    };
  });
}

function convenorOf(demo: DemoMeeting, one: Attendee): string {
  const post = demo.posts.find((held) => held.group_id === one.group_id && held.post === 'convenor');
  return demo.attendees.find((other) => other.id === post?.attendee_id)?.name ?? '召集人';
}

async function writeRegistrations(tx: Tx, demo: DemoMeeting, chance: Chance, away: ReadonlySet<string>): Promise<void> {
  if (demo.phase === 'coming' || demo.meeting.kind !== 'plenarySession') return;
  const opening = startOfDay(demo.meeting.opens_on).getTime();
  const share = demo.phase === 'past' ? 1 : 0.96;
  const come = demo.attendees.filter((one) => !away.has(one.id) && chance.happens(share));
  const rows = come.map((one) => {
    const at = Math.min(opening + 7 * hour + chance.whole(0, 150) * 60_000, demo.now.getTime() - chance.whole(1, 90) * 60_000);
    return { id: one.id, registered: new Date(at).toISOString(), pack: chance.happens(0.985) ? new Date(at + 60_000).toISOString() : null };
  });
  const db = tables<PeopleTables>(tx);
  await sql`update attendee a set registered_at = t.registered, pack_at = t.pack
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, registered timestamptz, pack timestamptz)
    where a.body_id = ${demo.bodyId} and a.id = t.id`.execute(db);
  const counts = Map.groupBy(demo.attendees, (one) => one.category);
  const packs = Array.from(counts, ([category, people]: [AttendeeCategory, Attendee[]]) => ({
    body_id: demo.bodyId,
    meeting_id: demo.meeting.id,
    category,
    // Some more are packed than there are people, in tens.
    made: Math.ceil((people.length * 1.02) / 10) * 10,
  }));
  await db.insertInto('pack_stock').values(packs).execute();
}
