import type { Insertable } from 'kysely';
import { addDays, dayOf, startOfDay } from '#platform/contract/instant.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { FileRoom } from '#platform/server/files/file-room.ts';
import { bodiesOf, membersOf, sessionsOf, spell, staffOf, unitsFor } from '#modules/directory/server/index.ts';
import type { MemberOfBody, SessionOfTerm, StaffMember } from '#modules/directory/server/index.ts';
import { inFigures } from '../contract/arrangement/numbering-rules.ts';
import { chanceOf } from '#platform/server/chance.ts';
import type { DemoMeeting } from './demo/demo-meeting.ts';
import { demoParts } from './demo/parts.ts';
import type { PlannedSitting } from './demo/programmes.ts';
import { cppccProgramme, congressProgramme, inspectionProgramme, plenaryOfToday, standingProgramme } from './demo/programmes.ts';
import { attendeeSecrets } from './people/attendee-secrets.ts';
import type { MeetingTables } from './tables.ts';

export interface MeetingSeed {
  readonly files: FileRoom;
  /** Told how far it is. */
  readonly say: (words: string) => void;
}

type Row<Table extends keyof MeetingTables> = Insertable<MeetingTables[Table]>;

/** A body of the demo city with everybody who comes to its meetings. */
interface Council {
  readonly bodyId: string;
  readonly kind: 'congress' | 'cppcc';
  readonly members: readonly MemberOfBody[];
  readonly staff: readonly StaffMember[];
  /** Heads of handling units: they attend without a vote. */
  readonly heads: readonly StaffMember[];
  readonly now: Date;
}

/** What a meeting is to be, before it has rows. */
interface Plan {
  readonly kind: MeetingTables['meeting']['kind'];
  readonly title: string;
  readonly place: string;
  readonly opensOn: string;
  readonly programme: readonly PlannedSitting[];
  readonly members: readonly MemberOfBody[];
  readonly sessionId?: string;
  /** Non-voting participants, press and guests come too. */
  readonly large: boolean;
}

const db = (tx: Tx) => tables<MeetingTables>(tx);

/** Meetings of the demo city: last year's sessions, one that is on today, one that is announced, and smaller meetings and activities. */
export async function seedMeetings(tx: Tx, { files, say }: MeetingSeed): Promise<void> {
  for (const [index, body] of (await bodiesOf(tx)).filter((one) => one.level === 'city').entries()) {
    const kind = body.kind === 'cppcc' ? 'cppcc' : 'congress';
    const council = await councilOf(tx, body.id, kind);
    const plans =
      kind === 'congress'
        ? congressPlans(council, body.name, await sessionsOf(tx, body.id))
        : cppccPlans(council, body.name, await sessionsOf(tx, body.id));
    for (const [nth, plan] of plans.entries()) {
      const demo = await writeMeeting(tx, council, plan);
      for (const part of demoParts) await part(tx, demo, chanceOf(20_290_000 + index * 100 + nth), { files });
      say(`${plan.title}：${demo.attendees.length} 人，日程 ${demo.sittings.length} 项`);
    }
  }
}

async function councilOf(tx: Tx, bodyId: string, kind: Council['kind']): Promise<Council> {
  const members = await membersOf(tx, bodyId);
  const heads: StaffMember[] = [];
  for (const unit of (await unitsFor(tx, bodyId, 'handlingUnit')).slice(0, 40))
    heads.push(...(await staffOf(tx, unit.id, ['unitHead'])).slice(0, 1));
  return {
    bodyId,
    kind,
    members: members.toSorted((one, other) => one.groupOrder - other.groupOrder),
    staff: await staffOf(tx, bodyId, ['clerk', 'officeLeader', 'committee']),
    heads,
    now: tx.now,
  };
}

function congressPlans(council: Council, bodyName: string, sessions: readonly SessionOfTerm[]): Plan[] {
  const today = dayOf(council.now);
  const past = sessions.findLast((one) => one.closesOn < today);
  const coming = sessions.find((one) => one.opensOn > today && one.opensOn <= addDays(today, 60));
  const session = (one: SessionOfTerm): Plan => ({
    kind: 'plenarySession',
    title: `${bodyName.replace('人民代表大会', '')}第${inFigures(one.termNumber)}届人民代表大会第${inFigures(one.number)}次会议`,
    place: '明州大会堂',
    opensOn: one.opensOn,
    programme: congressProgramme,
    members: council.members,
    sessionId: one.id,
    large: true,
  });
  const few = council.members.filter((_, place) => place % 9 === 0);
  return [
    ...(past ? [session(past)] : []),
    {
      kind: 'inspection',
      title: '市人大代表集中视察（城市更新和民生实事）',
      place: '云津区、临渚区',
      opensOn: today,
      programme: inspectionProgramme,
      members: few,
      large: false,
    },
    {
      kind: 'standingCommittee',
      title: '市人大常委会第四十一次会议',
      place: '市人大常委会会议厅',
      opensOn: addDays(today, -26),
      programme: standingProgramme,
      members: council.members.filter((_, place) => place % 10 === 3),
      large: false,
    },
    ...(coming ? [session(coming)] : []),
  ];
}

function cppccPlans(council: Council, bodyName: string, sessions: readonly SessionOfTerm[]): Plan[] {
  const today = dayOf(council.now);
  const past = sessions.findLast((one) => one.closesOn < today);
  const base = { kind: 'plenarySession', place: '明州大会堂', programme: cppccProgramme(), members: council.members, large: true } as const;
  const titled = (term: number, number: number) =>
    `${bodyName.replace('委员会', '')}第${inFigures(term)}届委员会第${inFigures(number)}次会议`;
  if (!past) return [];
  return [
    { ...base, title: titled(past.termNumber, past.number), opensOn: past.opensOn, sessionId: past.id },
    {
      ...base,
      title: titled(past.termNumber, past.number + 1),
      opensOn: addDays(today, -1),
      programme: cppccProgramme(plenaryOfToday(minuteOf(council.now))),
    },
    {
      kind: 'reading',
      title: '“书香政协”第三季度委员读书交流会',
      place: '市图书馆报告厅',
      opensOn: addDays(today, -40),
      programme: standingProgramme,
      members: council.members.filter((_, place) => place % 12 === 5),
      large: false,
    },
  ];
}

async function writeMeeting(tx: Tx, council: Council, plan: Plan): Promise<DemoMeeting> {
  const made = meetingRow(council, plan);
  await db(tx).insertInto('meeting').values(made).execute();
  const groups = groupRows(council, plan, made.id);
  await db(tx).insertInto('meeting_group').values(groups).execute();
  const { attendees, posts } = peopleRows(council, plan, made.id, groups);
  for (let from = 0; from < attendees.length; from += 500) {
    const part = attendees.slice(from, from + 500);
    await db(tx).insertInto('attendee').values(part).execute();
    await db(tx).insertInto('attendee_private').values(part.map(privateRow)).execute();
  }
  await db(tx).insertInto('attendee_post').values(posts).execute();
  const sittings = plan.programme.flatMap((one) => sittingRows(council, plan, made.id, one, groups));
  await db(tx).insertInto('sitting').values(sittings).execute();
  return await asStored(tx, council, made.id, posts);
}

function meetingRow(council: Council, plan: Plan): Row<'meeting'> & { id: string } {
  const last = Math.max(...plan.programme.map((one) => one.day));
  const closesOn = addDays(plan.opensOn, last);
  const today = dayOf(council.now);
  const state = closesOn < today ? 'ended' : plan.opensOn <= today ? 'running' : 'announced';
  const announced = startOfDay(addDays(plan.opensOn, plan.large ? -20 : -8)).getTime() + 9 * 3_600_000;
  const at = new Date(Math.min(announced, council.now.getTime() - 3_600_000));
  return {
    body_id: council.bodyId,
    id: newId(at.getTime()),
    kind: plan.kind,
    title: plan.title,
    session_id: plan.sessionId ?? null,
    place: plan.place,
    opens_on: plan.opensOn,
    closes_on: closesOn,
    state,
    announced_at: at,
    ended_at: state === 'ended' ? startOfDay(addDays(closesOn, 1)) : null,
    made_by: council.staff[0]?.personId ?? null,
    made_at: new Date(at.getTime() - 5 * 86_400_000),
    changed_at: at,
  };
}

/** Delegations or sectors as the directory has them; a small meeting's people are one group. Who sits on the stage and the secretariat come last. */
function groupRows(council: Council, plan: Plan, meetingId: string): (Row<'meeting_group'> & { id: string })[] {
  const row = (kind: Row<'meeting_group'>['kind'], name: string, position: number, of: string | null, place = '') => ({
    body_id: council.bodyId,
    id: newId(),
    meeting_id: meetingId,
    kind,
    name,
    position,
    member_group_id: of,
    place,
  });
  if (!plan.large) return [row('group', '第一组', 1, null), row('group', '第二组', 2, null)];
  const own = new Map(plan.members.map((one) => [one.groupId, one.groupName]));
  const kind = council.kind === 'congress' ? 'delegation' : 'sector';
  return [
    ...[...own].map(([id, name], place) =>
      row(kind, name, place + 1, id, `明湖宾馆${2 + (place % 4)}楼${['听涛', '望湖', '云溪', '松风'][place % 4]}厅`),
    ),
    row('presidium', council.kind === 'congress' ? '主席团' : '主席台就座人员', 90, null, '大会堂一号会议室'),
    row('secretariat', '大会秘书处', 91, null, '大会堂 205 室'),
  ];
}

function peopleRows(
  council: Council,
  plan: Plan,
  meetingId: string,
  groups: readonly (Row<'meeting_group'> & { id: string })[],
): { attendees: (Row<'attendee'> & { id: string })[]; posts: Row<'attendee_post'>[] } {
  const at = council.now.getTime();
  const row = (category: Row<'attendee'>['category'], who: Partial<Row<'attendee'>> & { name: string }) => ({
    body_id: council.bodyId,
    id: newId(at),
    meeting_id: meetingId,
    category,
    ...spell(who.name),
    ...who,
  });
  const groupFor = (one: MemberOfBody, place: number) =>
    plan.large ? groups.find((group) => group.member_group_id === one.groupId)!.id : groups[place % 2]!.id;
  const members = plan.members.map((one, place) =>
    row('member', {
      name: one.name,
      person_id: one.personId,
      mandate_id: one.id,
      gender: one.gender,
      group_id: groupFor(one, place),
      title: [...one.positions, ...(isStanding(council, place) ? ['市政协常务委员'] : [])].join('、') || one.electoralUnit,
      certificate_number: String(place + 1).padStart(4, '0'),
    }),
  );
  const secretariat = groups.find((group) => group.kind === 'secretariat')?.id ?? null;
  const others = [
    ...council.staff
      .filter((one) => !plan.members.some((member) => member.personId === one.personId))
      .map((one) => row('staff', { name: one.name, person_id: one.personId, group_id: secretariat, title: one.title, unit: one.division })),
    ...(plan.large ? council.heads.map((one) => row('nonVoting', { name: one.name, person_id: one.personId, title: one.title })) : []),
    ...(plan.large ? pressAndGuests.map(([category, name, unit]) => row(category, { name, unit })) : []),
  ];
  const attendees = [...members, ...unique(others)];
  return { attendees, posts: postRows(council, meetingId, groups, members) };
}

/** Somebody who serves in two units comes once. */
function unique<One extends { person_id?: string | null }>(people: readonly One[]): One[] {
  const met = new Set<string>();
  return people.filter((one) => !one.person_id || (!met.has(one.person_id) && met.add(one.person_id)));
}

const pressAndGuests = [
  ['press', '范亦舒', '明州日报社'],
  ['press', '程听雨', '明州广播电视台'],
  ['press', '路知远', '明州发布编辑部'],
  ['guest', '顾怀瑾', '在明高校校长代表'],
  ['guest', '沈望舒', '港澳台侨特邀人士'],
  ['observer', '贺明朗', '市民旁听代表'],
  ['observer', '孟青禾', '市民旁听代表'],
] as const;

/**
 * Who sits on the stage. A congress elects its presidium, here one in twelve; a plenary of a CPPCC after the first is presided over by its standing
 * committee (政协章程), here one in ten, which is how many a city has.
 */
const isOnStage = (council: Council, place: number) => (council.kind === 'congress' ? place % 12 === 0 : place % 10 === 4);
const isStanding = (council: Council, place: number) => council.kind === 'cppcc' && isOnStage(council, place);

/** The first of a group convenes it, the second stands in; on the stage the first eight are the executive chairs (执行主席). */
function postRows(
  council: Council,
  meetingId: string,
  groups: readonly (Row<'meeting_group'> & { id: string })[],
  members: readonly (Row<'attendee'> & { id: string })[],
): Row<'attendee_post'>[] {
  const posts: Row<'attendee_post'>[] = [];
  const give = (groupId: string, attendee: { id: string } | undefined, post: Row<'attendee_post'>['post'], position: number) => {
    if (attendee)
      posts.push({ body_id: council.bodyId, group_id: groupId, attendee_id: attendee.id, meeting_id: meetingId, post, position });
  };
  for (const group of groups.filter((one) => one.kind === 'delegation' || one.kind === 'sector' || one.kind === 'group')) {
    const own = members.filter((one) => one.group_id === group.id).toSorted((one, other) => Number(leads(other)) - Number(leads(one)));
    give(group.id, own[0], 'convenor', 1);
    give(group.id, own[1], 'deputyConvenor', 2);
    give(group.id, own[2], 'liaison', 3);
  }
  const presidium = groups.find((one) => one.kind === 'presidium');
  if (presidium)
    members
      .filter((_, place) => isOnStage(council, place))
      .forEach((one, place) => give(presidium.id, one, place < 8 ? 'sessionChair' : 'member', place + 1));
  return posts;
}

/** A delegation is convened by the head that it has all year. */
function leads(one: { title?: string | undefined }): boolean {
  return one.title?.includes('团长') ?? false;
}

function privateRow(one: Row<'attendee'> & { id: string }): Row<'attendee_private'> {
  return { body_id: one.body_id, attendee_id: one.id, meeting_id: one.meeting_id, ...attendeeSecrets() };
}

function sittingRows(
  council: Council,
  plan: Plan,
  meetingId: string,
  planned: PlannedSitting,
  groups: readonly (Row<'meeting_group'> & { id: string; place?: string })[],
): Row<'sitting'>[] {
  const dayStart = startOfDay(addDays(plan.opensOn, planned.day)).getTime();
  const [startsAt, endsAt] = [dayStart + planned.from * 60_000, dayStart + planned.until * 60_000].map((at) => new Date(at));
  const now = council.now;
  const state = endsAt! < now ? 'ended' : startsAt! <= now ? 'running' : 'planned';
  const row = (title: string, place: string, dueGroups: string[]): Row<'sitting'> => ({
    body_id: council.bodyId,
    id: newId(now.getTime()),
    meeting_id: meetingId,
    kind: planned.kind,
    title,
    starts_at: startsAt!,
    ends_at: endsAt!,
    place,
    due_categories: [...planned.categories],
    due_groups: dueGroups,
    quorum: planned.quorum,
    state,
    check_in_from: new Date(startsAt!.getTime() - 60 * 60_000),
    check_in_until: endsAt!,
    opened_at: state === 'planned' ? null : startsAt!,
    closed_at: state === 'ended' ? endsAt! : null,
  });
  if (planned.kind === 'presidium')
    return groups.filter((one) => one.kind === 'presidium').map((one) => row(planned.title, planned.place, [one.id]));
  if (planned.kind !== 'delegation' && planned.kind !== 'group') return [row(planned.title, planned.place, [])];
  return groups
    .filter((one) => one.kind === 'delegation' || one.kind === 'sector' || one.kind === 'group')
    .map((one) => row(planned.title.replace('{group}', one.name), one.place || planned.place, [one.id]));
}

async function asStored(tx: Tx, council: Council, meetingId: string, posts: DemoMeeting['posts']): Promise<DemoMeeting> {
  const { bodyId } = council;
  const [meeting, sittings, groups, attendees] = await Promise.all([
    db(tx).selectFrom('meeting').selectAll().where('body_id', '=', bodyId).where('id', '=', meetingId).executeTakeFirstOrThrow(),
    db(tx)
      .selectFrom('sitting')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where('meeting_id', '=', meetingId)
      .orderBy('starts_at')
      .execute(),
    db(tx)
      .selectFrom('meeting_group')
      .selectAll()
      .where('body_id', '=', bodyId)
      .where('meeting_id', '=', meetingId)
      .orderBy('position')
      .execute(),
    db(tx).selectFrom('attendee').selectAll().where('body_id', '=', bodyId).where('meeting_id', '=', meetingId).orderBy('id').execute(),
  ]);
  const phase = meeting.state === 'ended' ? 'past' : meeting.state === 'running' ? 'today' : 'coming';
  return {
    bodyId: council.bodyId,
    bodyKind: council.kind,
    phase,
    now: council.now,
    meeting,
    sittings,
    groups,
    attendees,
    posts,
  };
}

/** The minute of the day in China. */
function minuteOf(at: Date): number {
  return Math.floor((at.getTime() - startOfDay(dayOf(at)).getTime()) / 60_000);
}
