import { newId } from '#platform/contract/identifiers.ts';
import { dayOf } from '#platform/contract/instant.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import { reportCategory } from '../engine/report-categories.ts';
import { searchVector } from '../engine/search.ts';
import type { HandlingRow } from '../tables.ts';
import type { BodyCast, Deputy, GrassrootsCast } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Actor, CppccLife } from './cppcc-life.ts';
import {
  keep,
  memberActs,
  memberHolds,
  never,
  officeActs,
  officeHolds,
  partyRow,
  shift,
  signFor,
  systemActs,
  unitActs,
  unitHolds,
} from './cppcc-life.ts';
import type { ConcernStory } from './concerns/types.ts';

export type ConcernStandstill = 'submitted' | 'accepted' | 'consulted' | 'assigned' | 'received' | 'replied' | 'rehandling';

/** One concern before it is lived. */
export interface ConcernPlan {
  readonly story: ConcernStory;
  readonly at: Date;
  readonly author: Deputy;
  readonly signers: readonly Deputy[];
  readonly near: GrassrootsCast;
  readonly until?: ConcernStandstill;
  readonly fate: 'handled' | 'notAccepted' | 'withdrawn' | 'returned';
}

interface Life extends CppccLife {
  readonly plan: ConcernPlan;
  readonly story: ConcernStory;
  readonly clerk: Actor;
}

/** All rows of one concern (委员议事): consulted about on one level or two, handled, answered and rated. */
export function liveConcern(cast: BodyCast, chance: Chance, plan: ConcernPlan): { readonly of: CaseRows; readonly state: string } {
  const { story, author, at, near } = plan;
  const category = reportCategory(story.category);
  const spot = near.spot(chance);
  const of = new CaseRows({
    kind: kindOf('concern'),
    rules: cast.rules,
    now: cast.now,
    at,
    matter: {
      body_id: cast.bodyId,
      title: story.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      signer_count: plan.signers.length + 1,
      form: {
        title: story.title,
        category: story.category,
        words: story.words,
        wish: story.wish,
        place: { address: story.address, lon: spot.lon, lat: spot.lat },
      },
      category: story.category,
      field: category?.group ?? null,
      nature: category?.nature ?? 'help',
      address: story.address,
      lon: spot.lon,
      lat: spot.lat,
      region_code: near.regionCode,
      grid_id: spot.gridId,
    },
  });
  const life: Life = { cast, chance, plan, story, of, author, clerk: officeActs({ cast }, chance.pick(cast.clerks)) };
  plan.signers.forEach((signer, position) => of.add('matter_party', partyRow(signer, position, at, at)));
  of.tell('submit', at, memberActs(life, author));
  return { of, state: screen(life) };
}

const steps: readonly ConcernStandstill[] = ['submitted', 'accepted', 'consulted', 'assigned', 'received', 'replied'];

function next(life: Life, at: Date, standing: ConcernStandstill, days: number): Date {
  const { until } = life.plan;
  return until && steps.includes(until) && steps.indexOf(until) <= steps.indexOf(standing) ? never(life.cast) : shift(life, at, days);
}

function screen(life: Life): string {
  const { cast, chance, of, plan, story, clerk } = life;
  const acceptedAt = next(life, plan.at, 'submitted', plan.until ? 1 : chance.pick([0, 1, 1]));
  of.clock('screen', plan.at, acceptedAt, officeHolds(cast));
  if (!of.happened(acceptedAt)) return 'submitted';
  if (plan.fate === 'notAccepted') {
    const [label, reason] = chance.pick(refusals);
    of.tell('notAccept', acceptedAt, clerk, { reason });
    Object.assign(of.matter, { stop_label: label, closed_at: acceptedAt });
    return 'notAccepted';
  }
  if (plan.fate === 'returned') {
    of.tell('returnForRevision', acceptedAt, clerk, { advice: '请写明具体地点和涉及多少户，便于确定在哪一级协商。' });
    of.clock('revise', acceptedAt, null, memberHolds(life.author));
    return 'returned';
  }
  keep(life, 'accept', acceptedAt, clerk, { level: story.talks[0]!.level, words: `请${story.people}参加` });
  return consult(life, acceptedAt);
}

const refusals = [
  ['petition', '涉及个别家庭的拆迁补偿纠纷，已引导当事人按信访程序反映，并转有关街道接待。'],
  ['litigation', '双方已就此事提起诉讼，由人民法院处理，不宜另行协商。'],
  ['settledRepeat', '上季度已就同一事项协商并办结，处理结果一并发给您。'],
] as const;

function consult(life: Life, acceptedAt: Date): string {
  const { cast, chance, of, plan, story, clerk, author } = life;
  let at = acceptedAt;
  for (const [index, talk] of story.talks.entries()) {
    at = next(life, at, 'accepted', plan.until ? 1 : chance.whole(2, index === 0 ? 5 : 4));
    const input = {
      level: talk.level,
      at: at.toISOString(),
      place: talk.place,
      people: `${author.name}委员、${story.people}`,
      words: talk.words,
      outcome: talk.outcome,
    };
    keep(life, 'recordConsultation', at, clerk, input);
  }
  const assignedAt = next(life, at, 'consulted', plan.until ? 1 : chance.pick([0, 1, 1]));
  of.clock('consult', acceptedAt, assignedAt, officeHolds(cast));
  if (!of.happened(assignedAt)) return 'accepted';
  if (plan.fate === 'withdrawn') {
    of.tell('withdraw', assignedAt, memberActs(life, author), { reason: '协商时各方当场办了，不用再交办。' });
    of.matter.closed_at = assignedAt;
    return 'withdrawn';
  }
  return assign(life, assignedAt);
}

function assign(life: Life, at: Date): string {
  const { chance, of, plan, story, cast, clerk } = life;
  const street = story.unit === '街道';
  const unit = street ? plan.near : cast.unit(story.unit, chance);
  const handling = of.handling(unit, 'sole', at);
  of.matter.assigned_at = at;
  of.tell('assign', at, clerk, { units: `${handling.unit_short_name}${of.kind.handlingRoles.sole}` });
  const state = handle(life, handling, at, street ? chance.pick(plan.near.officers) : cast.staffOfUnit(unit.id, chance, story.title));
  of.add('handling', { ...handling });
  return state;
}

function handle(life: Life, handling: HandlingRow, at: Date, officer: Parameters<typeof signFor>[4]): string {
  const { chance, of, plan, story } = life;
  const receivedAt = next(life, at, 'assigned', plan.until ? 1 : chance.pick([0, 0, 1]));
  const received = signFor(life, handling, at, receivedAt, officer);
  const answeredAt = next(life, at, 'received', plan.until ? 3 : chance.happens(0.95) ? chance.whole(2, 6) : chance.whole(8, 11));
  of.clock('reply', at, received ? answeredAt : null, unitHolds(handling), { handlingId: handling.id });
  if (!received || !of.happened(answeredAt)) return 'handling';
  return answer(life, handling, { at: answeredAt, words: story.answer, round: 1 });
}

const answerLabels = { done: '已经办好', explained: '已作解释', planned: '已列入计划' } as const;

function answer(life: Life, handling: HandlingRow, given: { readonly at: Date; readonly words: string; readonly round: number }): string {
  const { of, story, cast, chance, plan, author } = life;
  const id = newId(given.at.getTime());
  of.add('reply', {
    id,
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    round: given.round,
    state: 'issued',
    words: given.words,
    answer_class: story.answerClass,
    answer_letter: null,
    answer_label: answerLabels[story.answerClass],
    missing_opinions: null,
    contact_name: null,
    promises: [],
    document_number: null,
    steps: [],
    drafted_by: handling.officer_id,
    saved_at: given.at,
    issued_at: given.at,
  });
  Object.assign(handling, { state: 'replied', replied_at: given.at, round: given.round });
  Object.assign(of.matter, { replied_at: given.at, answer_class: story.answerClass });
  of.tell('answer', given.at, unitActs(handling), { words: given.words }, handling);
  const low = given.round === 1 && (plan.until === 'rehandling' || chance.happens(0.03));
  const rates = low || given.round > 1 || chance.happens(0.92);
  const ratedAt = next(life, given.at, 'replied', plan.until ? 1 : rates ? chance.whole(1, 4) : 6);
  of.clock('rate', given.at, ratedAt, memberHolds(author), { handlingId: handling.id });
  if (!of.happened(ratedAt)) return 'replied';
  if (!rates) {
    of.tell('lapseRating', ratedAt, systemActs({ cast }), {}, handling);
    return close(life, handling, ratedAt);
  }
  return rate(life, handling, { id, round: given.round, at: ratedAt, low });
}

function rate(
  life: Life,
  handling: HandlingRow,
  rated: { readonly id: string; readonly round: number; readonly at: Date; readonly low: boolean },
): string {
  const { of, chance, author, story, plan, cast } = life;
  const level = rated.low ? '不满意' : story.answerClass === 'done' && chance.happens(0.88) ? '满意' : '基本满意';
  const overall = { 满意: 'satisfied', 基本满意: 'basicallySatisfied', 不满意: 'dissatisfied' }[level];
  const reason = rated.low ? '去现场看了，协商时说好的两件事只办了一件。' : null;
  of.add('rating', {
    id: newId(rated.at.getTime()),
    handling_id: handling.id,
    reply_id: rated.id,
    round: rated.round,
    person_id: author.personId,
    person_name: author.name,
    overall,
    attitude: null,
    result: null,
    reason,
    words: rated.low ? null : story.praise,
    side: 'proposer',
    opened_at: rated.at,
    at: rated.at,
  });
  of.matter.rating = overall;
  of.tell('rate', rated.at, memberActs(life, author), { overall: level, reason: reason ?? '' }, handling);
  if (!rated.low) return close(life, handling, rated.at);
  Object.assign(handling, { state: 'received', round: rated.round + 1, replied_at: null });
  of.matter.round = handling.round;
  const againAt = plan.until === 'rehandling' ? never(cast) : shift(life, rated.at, chance.whole(2, 5));
  of.clock('redo', rated.at, againAt, unitHolds(handling), { handlingId: handling.id });
  if (!of.happened(againAt)) return 'rehandling';
  const words = `对照协商纪要逐项补办：上次没有做完的已经做好，请委员和居民到现场看。${story.answer}`;
  return answer(life, handling, { at: againAt, words, round: handling.round });
}

function close(life: Life, handling: HandlingRow, at: Date): string {
  const { of, chance } = life;
  handling.state = 'rated';
  of.matter.closed_at = at;
  const publishedAt = shift(life, at, chance.whole(3, 12));
  if (chance.happens(0.5) && of.happened(publishedAt)) publish(life, handling, publishedAt);
  return 'closed';
}

function publish({ of, story }: Life, handling: HandlingRow, at: Date): void {
  const { matter } = of;
  matter.published_at = at;
  of.add('publication', {
    content: {
      kind: 'concern',
      number: '{number}',
      title: matter.title,
      field: matter.field,
      submittedOn: dayOf(matter.submitted_at!),
      author: matter.author_name,
      outcome: null,
      situation: story.words,
      analysis: null,
      measures: [],
      parts: story.wish ? [{ label: '希望怎么办', words: story.wish }] : [],
      photos: [],
      units: [{ name: handling.unit_name, roleLabel: of.kind.handlingRoles[handling.role] ?? '' }],
      replies: (of.rows.reply ?? []).map((one) => ({
        unit: one.unit_name,
        words: one.words,
        answerClassLabel: one.answer_label,
        issuedOn: dayOf(one.issued_at as Date),
      })),
    },
    search: searchVector([
      [matter.title, 'A'],
      [story.words, 'C'],
    ]),
    published_at: at,
    published_by: null,
    withdrawn_at: null,
  });
}
