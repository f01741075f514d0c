import { addDays, dayOf } from '#platform/contract/instant.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { Rows } from '../engine/case-rows.ts';
import { sessionTaking } from '../engine/facts.ts';
import type { BodyCast } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import { chanceOf } from '#platform/server/chance.ts';
import type { ComposedSuggestion } from './compose.ts';
import type { MotionCases } from './motion-life.ts';
import { motionAhead, motionInSession, motionOutOfSession } from './motion-life.ts';
import { composeMotion } from './motions/compose.ts';
import type { MotionStory } from './motions/types.ts';
import { postponedMotions, writtenMotions } from './motions/written.ts';

/** The years whose sessions have motions in the demo. */
const years = 3;

/** What the seed of motions asks of the seed of suggestions: a text with its reply. */
export type Compose = (year: number) => ComposedSuggestion;

/**
 * Three years of a congress's motions: some 12 to 30 a session in a city, 3 to 10 in a county; most are turned into suggestions, a few are
 * reviewed by committees, one or two are debated and adopted,
 * two were debated and wait for the next session. What is under way today leaves work on every desk.
 */
export function motionsOf(cast: BodyCast, chance: Chance, compose: Compose): { motions: Rows[]; suggestions: Rows[] } {
  if (cast.committees.length === 0 || cast.leaders.length === 0) return { motions: [], suggestions: [] };
  const made = [...heldSessions(cast, chance, compose), ...underWay(cast, chance, compose), ...postponed(cast)];
  return {
    motions: [...made.map((one) => one.motion), ...collecting(cast, chance)],
    suggestions: made.flatMap((one) => (one.suggestion ? [one.suggestion] : [])),
  };
}

function heldSessions(cast: BodyCast, chance: Chance, compose: Compose): MotionCases[] {
  const today = dayOf(cast.now);
  const held = cast.sessions.filter((one) => one.closesOn < today && one.opensOn >= addDays(today, -365 * years)).slice(-years);
  const city = cast.level === 'city';
  return held.flatMap((session, index) => {
    const stories = city ? writtenFor(index) : [];
    const count = city ? chance.whole(14, 24) : chance.whole(3, 8);
    const year = Number(session.opensOn.slice(0, 4));
    const composed = Array.from({ length: Math.max(0, count - stories.length) }, (_, place) =>
      composeMotion(chance, compose(year), place % (city ? 7 : 4) === 0),
    );
    const still = index === held.length - 1 ? stillOpen(chance, compose, year) : [];
    return [...stories, ...composed, ...still].map((story) => motionInSession(cast, chance, story, session));
  });
}

/** Two of the last session that are not over yet: one handed to a body that has still to report, one that waits for the standing committee. */
function stillOpen(chance: Chance, compose: Compose, year: number): MotionStory[] {
  let handed = compose(year);
  for (let tries = 0; tries < 60 && !handed.lead.includes('住房和城乡建设局'); tries += 1) handed = compose(year);
  const [first, second] = [composeMotion(chance, handed, true), composeMotion(chance, compose(year), true)];
  const toUnit = {
    decision: 'hand' as const,
    review: '委员会认为议案所提问题应当由主管部门制定方案、限期解决，建议交有关机关办理，三个月内报告。',
    standing: '同意委员会报告，交主管部门办理，三个月内向常委会报告办理情况。',
    execution: { unit: handed.lead, report: handed.reply },
    standingAfter: 245,
  };
  return [
    { ...first, course: { ...first.course, ...toUnit } },
    { ...second, course: { ...second.course, reviewAfter: 280, standingAfter: 330 } as MotionStory['course'] },
  ];
}

/** Two of the last session that it debated and did not vote on. They have dice of their own, so that nothing else of the demo depends on them. */
function postponed(cast: BodyCast): MotionCases[] {
  const last = cast.sessions.findLast((one) => one.closesOn < dayOf(cast.now));
  if (!last || cast.level !== 'city') return [];
  const chance = chanceOf(20_261_125);
  return postponedMotions.map((story) => motionInSession(cast, chance, story, last));
}

/** Which written ones belong to the first, second and third session: each has one on its agenda or one that was reviewed with all that follows. */
function writtenFor(session: number): MotionStory[] {
  const at = [
    [0, 5],
    [1, 2, 4, 7],
    [3, 6, 11],
  ][session];
  return (at ?? []).map((index) => writtenMotions[index]!);
}

function underWay(cast: BodyCast, chance: Chance, compose: Compose): MotionCases[] {
  const last = cast.sessions.findLast((one) => one.opensOn <= dayOf(cast.now));
  if (!last) return [];
  const year = Number(dayOf(cast.now).slice(0, 4));
  const composed = () => composeMotion(chance, compose(year), chance.happens(0.5));
  const city = cast.level === 'city';
  const late = (back: number, story: MotionStory = composed()) => motionOutOfSession(cast, chance, story, last, back);
  const taking = sessionTaking(cast.sessions, cast.now);
  const before = city ? [late(70, writtenMotions[10]), late(58), late(30), late(26)] : [late(50), late(20)];
  if (!taking) return [...before, late(4), late(2)];
  const ahead = (reached: Parameters<typeof motionAhead>[4], story: MotionStory = composed()) =>
    motionAhead(cast, chance, story, taking, reached);
  return [
    ...before,
    ahead('filed'),
    ahead('filed'),
    ahead('filed'),
    ahead('registered'),
    ahead('registered'),
    ahead('heard', writtenMotions[8]),
    ahead('heard'),
    ahead('opined', writtenMotions[9]),
    ahead('opined'),
  ];
}

/** A motion that still lacks signers. */
const unfinished = {
  title: '关于制定残疾人无障碍出行保障条例的议案',
  motionType: 'legislation',
  field: '社会建设',
  subject: '提请制定无障碍出行保障条例，解决盲道被占、坡道缺失、公交上不去三个问题。',
  grounds:
    '全市持证残疾人六万八千人，加上八十周岁以上老人，需要无障碍出行的超过二十万人。去年志愿者走查盲道三百公里，每公里被占或断头四处；低地板公交只占三成。无障碍环境建设法规定了政府责任，具体的验收、管护和处罚需要地方细化。',
  plan: '将无障碍出行保障条例列入立法计划\n新建改建道路未经无障碍验收不得交付\n三年内低地板公交达到八成',
  draftText:
    '第一条 为了保障残疾人、老年人平等出行，制定本条例。第二条 新建、改建道路应当同步建设无障碍设施并验收。第三条 占用盲道的由综合执法部门责令改正。',
  openness: 'open',
};

/** One motion that a deputy with a demo account leads and others are asked to sign, two short of enough. */
function collecting(cast: BodyCast, chance: Chance): Rows[] {
  const [author, ...stars] = cast.stars;
  if (!author) return [];
  const at = new Date(cast.now.getTime() - 2 * 86_400_000 - 3_600_000);
  const needed = cast.rules.parameters.motionSigners;
  const others = chance.some(cast.members, needed + 4).filter((one) => one.personId !== author.personId && !stars.includes(one));
  const confirmed = others.slice(0, needed - 3);
  const asked = [...stars, ...others.slice(needed - 3, needed - 1)].slice(0, 3);
  const of = new CaseRows({
    kind: kindOf('motion'),
    rules: cast.rules,
    now: cast.now,
    at,
    matter: {
      body_id: cast.bodyId,
      title: unfinished.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      field: unfinished.field,
      form: unfinished,
      submitted_at: null,
    },
  });
  const party = (one: (typeof others)[number], position: number, state: 'confirmed' | 'invited') => ({
    person_id: one.personId,
    name: one.name,
    title: one.groupName,
    role: 'signer',
    state,
    version: 1,
    words: null,
    position,
    invited_at: at,
    answered_at: state === 'confirmed' ? new Date(at.getTime() + (position + 1) * 5_400_000) : null,
    withdrew_at: null,
  });
  const actor = { id: author.personId, name: `${author.name}代表`, organisationId: cast.bodyId, organisation: cast.bodyName };
  of.tell('invite', at, actor, { people: [...confirmed, ...asked].map((one) => one.name).join('、') });
  of.clock('submit', at, null, { kind: 'person', id: author.personId, name: author.name });
  confirmed.forEach((one, position) => {
    const row = party(one, position, 'confirmed');
    of.add('matter_party', row);
    of.tell('confirm', row.answered_at!, { ...actor, id: one.personId, name: `${one.name}代表` }, { version: '1' });
  });
  asked.forEach((one, index) => {
    of.add('matter_party', party(one, confirmed.length + index, 'invited'));
    of.clock('cosign', at, null, { kind: 'person', id: one.personId, name: one.name });
  });
  return [of.finish('collecting')];
}
