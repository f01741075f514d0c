import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import type { SessionOfTerm } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { Rows } from '../engine/case-rows.ts';
import type { HandlingRow } from '../tables.ts';
import type { BodyCast, Deputy } from './cast.ts';
import { authorOf } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import { suggestionRows } from './suggestion-life.ts';
import type { MotionStory } from './motions/types.ts';

/** What one motion leaves behind: its own rows, and those of the suggestion that it became. */
export interface MotionCases {
  readonly motion: Rows;
  readonly suggestion: Rows | null;
}

/** When the steps of a motion are taken; what lies after now has not happened. */
interface Course {
  readonly session: SessionOfTerm;
  /** In time for the session, or out of session. */
  readonly inTime: boolean;
  readonly filed: Date;
  readonly registered: Date;
  readonly heard: Date;
  readonly opined: Date;
  readonly decided: Date;
}

type Actor = Parameters<CaseRows['tell']>[2];
type Holder = Parameters<CaseRows['clock']>[3];

interface Life {
  readonly cast: BodyCast;
  readonly chance: Chance;
  readonly story: MotionStory;
  readonly of: CaseRows;
  readonly author: Deputy;
  readonly signers: readonly Deputy[];
  readonly when: Course;
  readonly committee: string;
  readonly acting: { readonly author: Actor; readonly clerk: Actor; readonly leader: Actor; readonly committee: Actor };
}

/** A motion made for a session that has been held: in its days, or in the week before it. */
export function motionInSession(cast: BodyCast, chance: Chance, story: MotionStory, session: SessionOfTerm): MotionCases {
  const day = (days: number, hour: number) => CaseRows.atOffice(addDays(session.opensOn, days), hour, chance.whole(0, 59));
  const filed = day(chance.pick([-5, -3, -2, -1, 0, 0, 0]), chance.whole(9, 20));
  // What is to be debated has to come before the presidium on the second evening.
  const quick = story.course.course === 'agenda';
  return lived(cast, chance, story, {
    session,
    inTime: true,
    filed,
    registered: new Date(Math.max(filed.getTime() + 2 * 3_600_000, day(0, 8).getTime())),
    heard: day(1, quick ? 9 : 14),
    opined: quick ? day(1, 15) : day(2, 10),
    decided: quick ? day(1, 20) : new Date(Math.max(day(2, 20).getTime(), day(2, 10).getTime() + 3_600_000)),
  });
}

/** A motion under way today for a session that has been announced, as far as `reached`. */
export function motionAhead(
  cast: BodyCast,
  chance: Chance,
  story: MotionStory,
  session: SessionOfTerm,
  reached: 'filed' | 'registered' | 'heard' | 'opined',
): MotionCases {
  const back = { filed: 1, registered: 3, heard: 6, opined: 8 }[reached];
  const filed = workingMoment(cast, chance, addDays(dayOf(cast.now), -back - chance.whole(0, 2)));
  const never = new Date(cast.now.getTime() + 86_400_000);
  const step = (days: number, from: 'registered' | 'heard' | 'opined') =>
    order.indexOf(reached) >= order.indexOf(from) ? past(cast, workingMoment(cast, chance, addDays(dayOf(filed), days))) : never;
  const registered = step(1, 'registered');
  return lived(cast, chance, story, {
    session,
    inTime: true,
    filed: past(cast, filed),
    registered,
    heard: step(3, 'heard'),
    opined: step(5, 'opined'),
    decided: CaseRows.atOffice(addDays(session.opensOn, 1), 20, 0),
  });
}

/** A motion made out of session, `back` days ago: a committee has it within 15 days, answers within 30, and it waits for the next session. */
export function motionOutOfSession(cast: BodyCast, chance: Chance, story: MotionStory, session: SessionOfTerm, back: number): MotionCases {
  const on = (days: number) => workingMoment(cast, chance, addDays(dayOf(cast.now), -back + days));
  return lived(cast, chance, story, {
    session,
    inTime: false,
    filed: past(cast, on(0)),
    registered: on(11),
    heard: on(24),
    opined: on(36),
    decided: on(4_000),
  });
}

const order = ['filed', 'registered', 'heard', 'opined'];

function lived(cast: BodyCast, chance: Chance, story: MotionStory, when: Course): MotionCases {
  const author = authorOf(cast, chance, when.filed);
  const signers = signersFor(cast, chance, author);
  const openness = chance.weighted({ open: 92, summary: 8 });
  const of = new CaseRows({
    kind: kindOf('motion'),
    rules: cast.rules,
    now: cast.now,
    at: when.filed,
    matter: {
      body_id: cast.bodyId,
      title: story.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      signer_count: signers.length + 1,
      field: story.field,
      openness,
      form: {
        title: story.title,
        motionType: story.type,
        field: story.field,
        subject: story.subject,
        grounds: story.grounds,
        plan: story.plan.join('\n'),
        ...(story.draftText ? { draftText: story.draftText } : {}),
        openness,
      },
      term_id: when.session.termId,
      session_id: when.session.id,
      in_session: when.inTime,
    },
  });
  signers.forEach((signer, position) => of.add('matter_party', partyOf(signer, position, when.filed)));
  const committee = committeeFor(cast, story.field);
  const life: Life = {
    cast,
    chance,
    story,
    of,
    author,
    signers,
    when,
    committee: committee.division,
    acting: actorsOf(cast, chance, author, committee),
  };
  of.tell('submit', when.filed, life.acting.author);
  const { state, suggestion } = register(life);
  return { motion: of.finish(state), suggestion };
}

interface Now {
  readonly state: string;
  readonly suggestion: Rows | null;
}
const at = (state: string): Now => ({ state, suggestion: null });

function register(life: Life): Now {
  const { of, when, committee, acting } = life;
  const act = when.inTime ? 'register' : 'forward';
  of.clock(act, when.filed, when.registered, holder(life, 'clerk'));
  if (!of.happened(when.registered)) return at(when.inTime ? 'registering' : 'registeringLate');
  of.matter.accepted_at = when.registered;
  of.matter.committee = committee;
  of.tell(act, when.registered, acting.clerk, { committee, number: '{number}' });
  return opine(life);
}

function opine(life: Life): Now {
  const { of, story, when, acting, signers, author, chance } = life;
  const clock = when.inTime ? 'opinion' : 'lateOpinion';
  of.clock(clock, when.registered, when.opined, holder(life, 'committee'));
  if (of.happened(when.heard)) {
    const people = [author, ...signers.slice(0, 2)].map((one) => one.name).join('、');
    const manner = chance.pick(['meeting', 'meeting', 'phone', 'site']);
    keep(life, 'recordHearing', when.heard, acting.committee, { manner, at: when.heard.toISOString(), people, words: story.hearing });
  }
  if (!of.happened(when.opined)) return at(when.inTime ? 'committeeOpinion' : 'lateOpinion');
  const treatment = { agenda: 'onAgenda', review: 'notOnAgenda', converted: 'notMotion' }[story.course.course];
  keep(life, when.inTime ? 'opine' : 'opineLate', when.opined, acting.committee, { treatment, reason: story.opinion });
  if (!when.inTime) {
    of.clock('place', when.opined, null, holder(life, 'clerk'));
    return at('awaitingSession');
  }
  return decide(life, treatment);
}

function decide(life: Life, decision: string): Now {
  const { of, story, when, acting, committee } = life;
  of.clock('decide', when.opined, when.decided, holder(life, 'officeLeader'));
  if (!of.happened(when.decided)) return at('presidium');
  const last = CaseRows.atOffice(when.session.closesOn, 14, 0);
  keep(life, 'decide', when.decided, acting.leader, {
    meeting: `主席团第${decision === 'onAgenda' ? '二' : '三'}次会议`,
    decidedOn: dayOf(when.decided),
    decision,
    ...(decision === 'notOnAgenda' ? { committee } : {}),
    ...(decision === 'notMotion' ? { lastPresidium: last.toISOString() } : {}),
    reason: story.decision,
  });
  if (story.course.course === 'agenda') return debate(life, story.course);
  return story.course.course === 'review' ? review(life, story.course) : convert(life, story.course);
}

type CourseOf<Name extends MotionStory['course']['course']> = Extract<MotionStory['course'], { course: Name }>;

function debate(life: Life, course: CourseOf<'agenda'>): Now {
  const { cast, of, story, when, acting, author } = life;
  const { session } = when;
  const day = (days: number, hour: number, minute = 0) => CaseRows.atOffice(addDays(session.opensOn, days), hour, minute);
  const [explained, reported, put] = [day(2, 9), day(2, 19), day(2, 20, 30)];
  const voted = CaseRows.atOffice(session.closesOn, 9, 40);
  of.clock('explain', when.decided, explained, holder(life, 'clerk'));
  if (!of.happened(explained)) return at('onAgenda');
  keep(life, 'explain', explained, acting.clerk, { at: explained.toISOString(), speaker: `${author.name}代表`, words: story.subject });
  of.clock('deliberate', explained, reported, holder(life, 'clerk'));
  of.clock('agendaReport', explained, reported, holder(life, 'committee'));
  const groups = [...new Set(cast.members.map((member) => member.groupName))];
  course.deliberations.forEach((words, index) => {
    const moment = day(2, 14, 30 + index * 10);
    keep(life, 'recordDeliberation', moment, acting.clerk, { delegation: groups[index % groups.length]!, at: moment.toISOString(), words });
  });
  if (!of.happened(reported)) return at('deliberating');
  keep(life, 'report', reported, acting.committee, { proposal: 'revise', words: course.report });
  of.clock('putToVote', reported, put, holder(life, 'officeLeader'));
  if (course.postponed) return postpone(life, course.postponed, put);
  keep(life, 'putToVote', put, acting.leader, { meeting: '主席团第四次会议', decision: 'submit' });
  of.clock('vote', put, voted, holder(life, 'clerk'));
  if (!of.happened(voted)) return at('voting');
  keep(life, 'recordVote', voted, acting.clerk, {
    at: voted.toISOString(),
    method: 'keypad',
    ...counted(cast, course.vote),
    outcome: 'adopted',
  });
  of.matter.closed_at = voted;
  return at('adopted');
}

/** Delegations were of two minds: it goes back to them and the committee, and comes to the vote at the next session. */
function postpone(life: Life, postponed: NonNullable<CourseOf<'agenda'>['postponed']>, put: Date): Now {
  const { of, when, acting } = life;
  keep(life, 'putToVote', put, acting.leader, { meeting: '主席团第四次会议', decision: 'again', words: postponed.reason });
  const again = CaseRows.atOffice(addDays(when.session.closesOn, 230), 10, 0);
  const reported = postponed.report !== undefined && of.happened(again) ? again : null;
  of.clock('deliberate', put, reported, holder(life, 'clerk'));
  of.clock('agendaReport', put, reported, holder(life, 'committee'));
  if (reported === null) return at('deliberating');
  keep(life, 'report', reported, acting.committee, { proposal: 'revise', words: postponed.report! });
  of.clock('putToVote', reported, null, holder(life, 'officeLeader'));
  return at('reported');
}

/** The counts of a vote out of shares of those present; they add up. */
function counted(cast: BodyCast, [approve, oppose, abstain]: CourseOf<'agenda'>['vote']): Record<string, number> {
  const total = cast.members.length;
  const present = Math.round(total * 0.95);
  const part = (share: number) => Math.round((present * share) / 1_000);
  const [against, abstaining] = [part(oppose), part(abstain)];
  const forIt = Math.min(part(approve), present - against - abstaining);
  return { total, present, approve: forIt, oppose: against, abstain: abstaining, notCast: present - forIt - against - abstaining };
}

function review(life: Life, course: CourseOf<'review'>): Now {
  const { cast, chance, of, story, when, acting } = life;
  const closing = CaseRows.atOffice(when.session.closesOn, 11, 0);
  const after = (days: number) => workingMoment(cast, chance, addDays(when.session.closesOn, days));
  const [asked, reported, decided] = [
    after(10),
    after(course.reviewAfter ?? chance.whole(66, 84)),
    after(course.standingAfter ?? chance.whole(100, 130)),
  ];
  of.clock('review', closing, reported, holder(life, 'committee'));
  const units = course.answers.map((answer) => cast.unit(answer.unit, chance));
  if (units.length > 0 && of.happened(asked)) {
    keep(life, 'consult', asked, acting.committee, { units: units.map((unit) => unit.shortName).join('、'), words: course.question });
    course.answers.forEach((answer, index) => {
      const answered = after(18 + index * 4);
      if (!of.happened(answered)) return;
      const complete = index === course.answers.length - 1 ? 'all' : 'more';
      const unit = units[index]!.shortName;
      keep(life, 'recordAnswer', answered, acting.committee, { unit, answeredOn: dayOf(answered), words: answer.words, complete });
    });
    of.clock('consult', closing, after(18 + (course.answers.length - 1) * 4), holder(life, 'committee'));
  }
  if (!of.happened(reported)) return at('review');
  keep(life, 'submitReview', reported, acting.committee, { proposal: course.decision, words: course.review });
  of.clock('decideStanding', reported, decided, holder(life, 'officeLeader'));
  if (!of.happened(decided)) return at('standing');
  const meeting = `第${numerals[chance.whole(1, 9)]}次会议`;
  keep(life, 'decideStanding', decided, acting.leader, {
    meeting: `常委会${meeting}`,
    decidedOn: dayOf(decided),
    decision: course.decision,
    reason: course.standing || story.decision,
  });
  return carryOut(life, course, decided);
}

const numerals = ['', '二十一', '二十二', '二十三', '二十四', '二十五', '二十六', '二十七', '二十八', '二十九'];

/** What the standing committee decided is carried out and reported to the next session. */
function carryOut(life: Life, course: CourseOf<'review'>, decided: Date): Now {
  const { of, chance, acting } = life;
  const next = nextSession(life);
  const told = next && CaseRows.atOffice(addDays(next.opensOn, 1), 15, chance.whole(0, 59));
  of.clock('reportBack', decided, told ?? null, holder(life, 'clerk'));
  const done = course.decision === 'hand' && course.execution ? execute(life, course.execution, decided) : 'reporting';
  if (course.decision === 'ownAgenda') {
    const debated = later(life, decided, 40);
    of.clock('standingAgenda', decided, debated, holder(life, 'officeLeader'));
    if (!of.happened(debated)) return at('standingAgenda');
    keep(life, 'recordStandingResult', debated, acting.leader, {
      meeting: '常委会第三十二次会议',
      decidedOn: dayOf(debated),
      decision: 'opinion',
      words: course.outcome,
    });
  }
  if (done !== 'reporting' || !next || !told || !of.happened(told)) return at(done);
  keep(life, 'reportToSession', told, acting.clerk, { meeting: next.name, decidedOn: dayOf(told), words: course.outcome });
  of.matter.closed_at = told;
  return at('closed');
}

function nextSession({ cast, when }: Life): SessionOfTerm | undefined {
  return cast.sessions.find((one) => one.opensOn > when.session.closesOn);
}

function execute(life: Life, plan: NonNullable<CourseOf<'review'>['execution']>, decided: Date): string {
  const { cast, chance, of, acting } = life;
  const unit = cast.unit(plan.unit, chance);
  const assigned = later(life, decided, chance.whole(3, 6));
  of.clock('assign', decided, assigned, holder(life, 'clerk'));
  if (!of.happened(assigned)) return 'handOver';
  const handling = of.handling(unit, 'sole', assigned);
  of.matter.assigned_at = assigned;
  of.tell('assign', assigned, acting.clerk, { units: `${unit.shortName}办理` });
  const state = report(life, plan, handling, assigned);
  of.add('handling', { ...handling });
  return state;
}

function report(life: Life, plan: NonNullable<CourseOf<'review'>['execution']>, handling: HandlingRow, assigned: Date): string {
  const { cast, chance, of, acting } = life;
  const mine = { kind: 'unit' as const, id: handling.unit_id, name: handling.unit_name, role: 'unitClerk' };
  const received = later(life, assigned, 1);
  of.clock('receive', assigned, received, mine, { handlingId: handling.id });
  const reported = later(life, assigned, chance.whole(48, 58));
  of.clock('reply', assigned, of.happened(received) ? reported : null, mine, { handlingId: handling.id });
  if (!of.happened(received)) return 'executing';
  const officer = cast.staffOfUnit(handling.unit_id, chance, of.matter.title);
  Object.assign(handling, {
    state: 'received',
    received_at: received,
    division: officer.division,
    officer_id: officer.personId,
    officer_name: officer.name,
  });
  const inUnit = { id: officer.personId, name: officer.name, organisationId: handling.unit_id, organisation: handling.unit_short_name };
  of.tell('signFor', received, inUnit, {}, handling);
  if (!of.happened(reported)) return 'executing';
  const rounds = [
    { words: plan.report, refused: plan.refused },
    ...(plan.refused ? [{ words: plan.again ?? plan.report, refused: undefined }] : []),
  ];
  let given = reported;
  for (const round of rounds) {
    if (!of.happened(given)) return 'executing';
    keep(life, 'reportExecution', given, inUnit, { words: round.words }, handling);
    handling.state = 'reported';
    const judged = later(life, given, chance.whole(8, 16));
    of.clock('judgeReport', given, judged, holder(life, 'officeLeader'), { handlingId: handling.id });
    if (!of.happened(judged)) return 'executing';
    const meeting = '常委会第三十一次会议';
    if (round.refused === undefined) {
      keep(life, 'approveReport', judged, acting.leader, { meeting }, handling);
      handling.state = 'approved';
      break;
    }
    keep(life, 'rejectReport', judged, acting.leader, { meeting, reason: round.refused }, handling);
    handling.state = 'received';
    given = later(life, judged, 16);
    of.clock('redo', judged, given, mine, { handlingId: handling.id });
  }
  return handling.state === 'approved' ? 'reporting' : 'executing';
}

function convert(life: Life, course: CourseOf<'converted'>): Now {
  const { cast, chance, of, when, acting, author, signers } = life;
  const converted = CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, when.session.closesOn, 1), 9, chance.whole(0, 59));
  of.clock('settle', when.decided, converted, holder(life, 'clerk'));
  if (!of.happened(converted)) return at('notMotion');
  of.tell('convertToSuggestion', converted, acting.clerk, { newTitle: course.suggestion.title });
  of.matter.closed_at = converted;
  const suggestion = suggestionRows(
    cast,
    chance,
    course.suggestion,
    converted,
    { ...when.session, inSession: true },
    moveWorkingDays(cast.rules.calendar, when.session.closesOn, 20),
    {
      author,
      signers: signers.map((signer, position) => partyOf(signer, position, when.filed)),
      matter: { origin_id: of.matter.id, source: 'motion', source_key: of.matter.id, openness: of.matter.openness },
      line: `由议案《${of.matter.title}》转来`,
      by: acting.clerk,
    },
  );
  of.matter.converted_into = suggestion.matter![0]!.id as string;
  return { state: 'converted', suggestion };
}

/** Keeps an act's form as the effect `record` does, with its line in the story. */
function keep(
  life: Life,
  act: string,
  moment: Date,
  actor: Actor,
  input: Readonly<Record<string, string | number>>,
  handling?: HandlingRow,
): void {
  const { of } = life;
  if (!of.happened(moment)) return;
  const declared = of.kind.acts[act]!;
  const read = (name: string) => {
    const field = declared.fields.find((one) => one.name === name)!;
    const value = input[name]!;
    return field.choices?.find(([code]) => code === value)?.[1] ?? value;
  };
  const asked = declared.fields.filter((field) => input[field.name] !== undefined);
  of.tell(act, moment, actor, Object.fromEntries(asked.map((field) => [field.name, String(read(field.name))])), handling);
  of.add('matter_record', {
    id: newId(moment.getTime()),
    revision: of.matter.revision,
    handling_id: handling?.id ?? null,
    act,
    label: declared.label,
    at: moment,
    content: asked.map((field) => ({ name: field.name, label: field.label, input: field.input, value: read(field.name) })),
    files: [],
    organisation_id: actor.organisationId,
    organisation_name: actor.organisation,
    recorded_by: actor.id,
    recorded_by_name: actor.name,
    recorded_at: moment,
    audience: declared.audience,
  });
}

function signersFor(cast: BodyCast, chance: Chance, author: Deputy): Deputy[] {
  const others = chance.whole(cast.rules.parameters.motionSigners - 1, cast.rules.parameters.motionSigners + 4);
  const near = cast.members.filter((member) => member.groupId === author.groupId && member.personId !== author.personId);
  const first = chance.some(near, Math.min(others, near.length));
  const more = chance
    .some(cast.members, others * 3)
    .filter((member) => member.personId !== author.personId && !first.some((one) => one.personId === member.personId));
  return [...first, ...more].slice(0, others);
}

function partyOf(signer: Deputy, position: number, moment: Date): Record<string, unknown> {
  return {
    person_id: signer.personId,
    name: signer.name,
    title: signer.groupName,
    role: 'signer',
    state: 'confirmed',
    version: 1,
    words: null,
    position,
    invited_at: moment,
    answered_at: moment,
    withdrew_at: null,
  };
}

/** Which committee's name fits a field; the body's first one where none does. */
const committeeWords: Readonly<Record<string, RegExp>> = {
  城建交通: /城/,
  生态环境: /环/,
  社会建设: /社会/,
  监察司法: /社会|法/,
  教科文卫: /教/,
  农业农村: /农/,
};

function committeeFor(cast: BodyCast, field: string): BodyCast['committees'][number] {
  return cast.committees.find((one) => committeeWords[field]?.test(one.division)) ?? cast.committees[0]!;
}

function actorsOf(cast: BodyCast, chance: Chance, author: Deputy, committee: BodyCast['committees'][number]): Life['acting'] {
  const inBody = (person: { personId: string; name: string }): Actor => ({
    id: person.personId,
    name: person.name,
    organisationId: cast.bodyId,
    organisation: cast.bodyName,
  });
  return {
    author: inBody({ personId: author.personId, name: `${author.name}代表` }),
    clerk: inBody(chance.pick(cast.clerks)),
    leader: inBody(cast.leaders[0]!),
    committee: { ...inBody(committee), organisation: committee.division },
  };
}

function holder({ cast, committee }: Life, role: 'clerk' | 'officeLeader' | 'committee'): Holder {
  return { kind: 'body', id: cast.bodyId, name: role === 'committee' ? committee : '工作机构', role };
}

function later({ cast, chance }: Life, from: Date, workingDays: number): Date {
  return CaseRows.atOffice(moveWorkingDays(cast.rules.calendar, dayOf(from), workingDays), chance.whole(9, 16), chance.whole(0, 59));
}

/** The day, or the working day before it, at an hour of the office. */
function workingMoment(cast: BodyCast, chance: Chance, day: string): Date {
  const worked = moveWorkingDays(cast.rules.calendar, addDays(day, 1), -1);
  return CaseRows.atOffice(worked, chance.whole(9, 16), chance.whole(0, 59));
}

/** Not later than now: what is under way today has begun. */
function past(cast: BodyCast, moment: Date): Date {
  return moment < cast.now ? moment : new Date(cast.now.getTime() - 45 * 60_000);
}
