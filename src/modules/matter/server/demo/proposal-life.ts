import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { SessionOfTerm } from '#modules/directory/server/index.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { CaseRows } from '../engine/case-rows.ts';
import { searchVector } from '../engine/search.ts';
import type { HandlingRow } from '../tables.ts';
import type { BodyCast, Deputy } from './cast.ts';
import type { Chance } from '#platform/server/chance.ts';
import type { Actor, CppccLife, Origin } from './cppcc-life.ts';
import {
  keep,
  memberActs,
  memberHolds,
  never,
  officeActs,
  officeHolds,
  partyRow,
  promise,
  shift,
  signFor,
  systemActs,
  takeOver,
  unitActs,
  unitHolds,
} from './cppcc-life.ts';
import type { ProposalStory } from './proposals/types.ts';

/** What the committee makes of a proposal: filed at once or after a revision, or one of the other ends of DOMAIN §2.2. */
export type ProposalFate = 'filed' | 'revised' | 'merged' | 'toSentiment' | 'notAccepted' | 'letter' | 'returned' | 'withdrawn';

/** The step at which a case of today stands still, so that every queue has work. */
export type Standstill =
  | 'screening'
  | 'accepted'
  | 'assigned'
  | 'objecting'
  | 'received'
  | 'drafting'
  | 'replied'
  | 'unitRated'
  | 'memberRated'
  | 'rehandling';

interface KeyChoice {
  readonly at: Date;
  readonly leader: { readonly personId: string; readonly name: string };
  readonly committee: string;
  readonly grounds: readonly string[];
  readonly reason: string;
}

/** One proposal before it is lived: text, people, time, and what becomes of it. */
export interface ProposalPlan {
  readonly story: ProposalStory;
  readonly filedAt: Date;
  readonly session: SessionOfTerm;
  readonly inSession: boolean;
  /** The day of the assignment meeting, for those filed in session. */
  readonly assignOn: string | null;
  readonly author: Deputy;
  readonly raisedBy: 'people' | 'sector' | 'group' | 'party' | 'committee';
  readonly collective: string | null;
  readonly signers: readonly Deputy[];
  fate: ProposalFate;
  readonly until?: Standstill;
  readonly refusal?: { readonly grounds: readonly string[]; readonly reason: string };
  readonly from?: Origin;
  /** The proposal that this one is the same as. */
  twin?: LivedProposal;
  key?: KeyChoice;
}

/** A proposal with its rows, still open for what the year's selections add to its story. */
export interface LivedProposal {
  readonly plan: ProposalPlan;
  readonly of: CaseRows;
  state: string;
  /** Scores of both sides, once opened. */
  handlingScore: number | null;
  qualityScore: number | null;
}

interface Life extends CppccLife {
  readonly plan: ProposalPlan;
  readonly story: ProposalStory;
  readonly lived: LivedProposal;
}

const manners: Readonly<Record<string, string>> = { 见面: 'meeting', 电话: 'phone', 视频: 'video', 走访现场: 'site' };
const classCodes: Readonly<Record<string, string>> = { A: 'solved', B: 'planned', C: 'deferred' };
const classLabels: Readonly<Record<string, string>> = { A: '已解决或基本解决', B: '部分解决、列入计划', C: '受条件限制，留作参考' };

/** Lives a proposal as far as today; the rows are finished by {@link finishProposal}, after the year's honours. */
export function liveProposal(cast: BodyCast, chance: Chance, plan: ProposalPlan): LivedProposal {
  const { story, author, filedAt } = plan;
  const openness = chance.weighted({ open: 90, summary: 8, confidential: 2 });
  const of = new CaseRows({
    kind: kindOf('proposal'),
    rules: cast.rules,
    now: cast.now,
    at: filedAt,
    matter: {
      body_id: cast.bodyId,
      title: story.title,
      author_id: author.personId,
      author_name: author.name,
      author_title: author.groupName,
      delegation_id: author.groupId,
      signer_count: plan.signers.length + 1,
      collective: plan.collective,
      field: story.field,
      openness,
      form: {
        title: story.title,
        raisedBy: plan.raisedBy,
        ...(plan.collective ? { collective: plan.collective } : {}),
        field: story.field,
        situation: story.situation,
        analysis: story.analysis,
        measures: story.measures,
        openness,
        ...(openness === 'confidential' ? { confidentialReason: '涉及企业经营情况，办理中请保密。' } : {}),
      },
      term_id: plan.session.termId,
      session_id: plan.session.id,
      in_session: plan.inSession,
    },
  });
  const lived: LivedProposal = { plan, of, state: 'draft', handlingScore: null, qualityScore: null };
  const life: Life = { cast, chance, plan, story, of, author, lived };
  if (plan.from) takeOver(of, plan.from, new Date(filedAt.getTime() - 3 * 86_400_000));
  else plan.signers.forEach((signer, position) => of.add('matter_party', partyRow(signer, position, filedAt, filedAt)));
  of.tell('submit', filedAt, memberActs(life, author));
  lived.state = screen(life);
  return lived;
}

/** The finished rows. Its number and search vector are still to come. */
export function finishProposal({ of, state }: LivedProposal): ReturnType<CaseRows['finish']> {
  return of.finish(state);
}

const steps: readonly Standstill[] = ['screening', 'accepted', 'assigned', 'received', 'drafting', 'replied'];

/** When the step after `standing` is taken: as it comes, never where the plan stands still there, and briskly where it stands still later. */
function next(life: Life, at: Date, standing: Standstill, days: number, brisk: number): Date {
  const { plan, cast } = life;
  if (!plan.until) return shift(life, at, days);
  const still = plan.until === 'objecting' ? 'received' : plan.until;
  if (steps.includes(still) && steps.indexOf(still) <= steps.indexOf(standing)) return never(cast);
  return shift(life, at, brisk);
}

function screen(life: Life): string {
  const { cast, chance, of, plan, author } = life;
  const screenedAt = next(life, plan.filedAt, 'screening', chance.whole(0, 2), 1);
  of.clock('screen', plan.filedAt, screenedAt, officeHolds(cast));
  if (!of.happened(screenedAt)) return 'screening';
  const clerk = officeActs(life, chance.pick(cast.clerks));
  switch (plan.fate) {
    case 'notAccepted':
      return end(life, 'notAccept', 'notAccepted', screenedAt, clerk, plan.refusal!.reason);
    case 'letter':
      return end(
        life,
        'treatAsLetter',
        'letter',
        screenedAt,
        clerk,
        '反映的是个别群众的具体诉求，转有关单位按委员来信办理，结果会告知委员。',
      );
    case 'toSentiment':
      return end(life, 'toSentiment', 'converted', screenedAt, clerk, chance.pick(sentimentReasons));
    case 'merged':
      return merge(life, screenedAt, clerk);
    case 'returned':
      of.tell('returnForRevision', screenedAt, clerk, { advice: chance.pick(advices) });
      of.clock('revise', screenedAt, null, memberHolds(author));
      return 'returned';
    case 'revised':
      return revise(life, screenedAt, clerk);
    case 'withdrawn':
      return withdraw(life, screenedAt, clerk);
    case 'filed':
      return accept(life, screenedAt, clerk);
  }
}

const sentimentReasons = [
  '反映的情况需要尽快让领导知道，作社情民意信息报送更及时。',
  '以反映情况为主，具体办法不多，宜作社情民意信息。',
  '涉及上级部门职权，本级难以办理，转社情民意信息向上反映。',
];
const advices = [
  '一件里写了两件事，请分开提出，并补充具体办法。',
  '情况写得具体，办法只有原则要求，请补充能操作的做法和责任单位。',
  '所引数据请注明来源和年份；其中第二项已有同样内容的提案在办，请调整。',
];

function end({ of, lived }: Life, act: string, state: string, at: Date, actor: Actor, reason: string): string {
  of.tell(act, at, actor, { reason });
  of.matter.closed_at = at;
  lived.state = state;
  return state;
}

function withdraw(life: Life, at: Date, clerk: Actor): string {
  const { of } = life;
  const withdrawnAt = shift(life, at, 2);
  number(life, at, clerk);
  of.clock('assign', at, withdrawnAt, officeHolds(life.cast));
  if (!of.happened(withdrawnAt)) return 'accepted';
  return end(life, 'withdraw', 'withdrawn', withdrawnAt, memberActs(life, life.author), '情况有变化，原来的问题已经解决。');
}

function merge(life: Life, at: Date, clerk: Actor): string {
  const { of, plan } = life;
  const target = plan.twin!.of.matter;
  of.matter.merged_into = target.id;
  of.matter.closed_at = at;
  of.tell('mergeInto', at, clerk, { number: '{twin}', reason: '与该件反映同一问题、要求相近，合并办理，答复送各位提案人。' });
  return 'merged';
}

/** Sent back, worded anew and filed again: a second version of the text under the same people. */
function revise(life: Life, at: Date, clerk: Actor): string {
  const { of, author, plan, chance, cast } = life;
  of.tell('returnForRevision', at, clerk, { advice: chance.pick(advices) });
  const takenUpAt = shift(life, at, chance.whole(1, 3));
  const againAt = shift(life, takenUpAt, chance.whole(1, 2));
  const acceptedAt = shift(life, againAt, 1);
  of.clock('revise', at, takenUpAt, memberHolds(author));
  if (!of.happened(againAt)) return 'returned';
  of.tell('revise', takenUpAt, memberActs(life, author));
  of.tell('submit', againAt, memberActs(life, author));
  of.matter.version = 2;
  const [first] = of.rows.matter_text!;
  of.rows.matter_text!.push({ ...first!, version: 2, frozen_at: againAt });
  for (const party of of.rows.matter_party ?? []) Object.assign(party, { version: 2, answered_at: againAt });
  first!.form = { ...(first!.form as object), measures: plan.story.measures.slice(0, 1) };
  of.clock('screen', againAt, acceptedAt, officeHolds(cast));
  if (!of.happened(acceptedAt)) return 'screening';
  return accept(life, acceptedAt, clerk);
}

function number({ of }: Life, at: Date, clerk: Actor): void {
  of.matter.accepted_at = at;
  of.tell('accept', at, clerk, { number: '{number}' });
}

function accept(life: Life, at: Date, clerk: Actor): string {
  const { cast, chance, of, plan } = life;
  number(life, at, clerk);
  const meeting = plan.assignOn;
  const assignedAt =
    !plan.until && meeting && meeting > dayOf(at)
      ? CaseRows.atOffice(meeting, chance.whole(9, 16), chance.whole(0, 59))
      : next(life, at, 'accepted', chance.whole(1, 4), 2);
  of.clock('assign', at, assignedAt, officeHolds(cast));
  const marked = markKey(life);
  return of.happened(assignedAt) ? assign(life, assignedAt, clerk, marked) : 'accepted';
}

function markKey(life: Life): boolean {
  const { cast, of, plan } = life;
  if (!plan.key || !of.happened(plan.key.at)) return false;
  const { at, committee, leader, reason } = plan.key;
  Object.assign(of.matter, { is_key: true, key_leader_id: leader.personId, key_committee: committee, key_reason: reason });
  of.tell('markKey', at, officeActs(life, cast.leaders[0]!), { committee });
  return true;
}

function assign(life: Life, at: Date, clerk: Actor, marked: boolean): string {
  const { cast, chance, of, story } = life;
  const lead = cast.unit(story.lead, chance);
  const co = story.co
    .map((name) => cast.unit(name, chance))
    .filter((unit, index, all) => unit.id !== lead.id && all.findIndex((one) => one.id === unit.id) === index);
  of.matter.assigned_at = at;
  const leading = of.handling(lead, co.length > 0 ? 'lead' : 'sole', at);
  const assisting = co.map((unit) => of.handling(unit, 'co', at));
  const units = [leading, ...assisting].map((one) => `${one.unit_short_name}${of.kind.handlingRoles[one.role]}`).join('、');
  of.tell('assign', at, clerk, { units });
  for (const [index, handling] of assisting.entries()) giveOpinion(life, handling, at, index);
  const state = handle(life, leading, at, marked);
  for (const handling of [leading, ...assisting]) of.add('handling', { ...handling });
  return state;
}

function giveOpinion(life: Life, handling: HandlingRow, at: Date, index: number): void {
  const { cast, chance, of, story, plan } = life;
  const receivedAt = next(life, at, 'assigned', chance.pick([0, 1, 1, 2]), 1);
  const received = signFor(life, handling, at, receivedAt, cast.staffOfUnit(handling.unit_id, chance, of.matter.title));
  const early = plan.until === 'received' || plan.until === 'objecting';
  const givenAt = early ? never(cast) : shift(life, at, plan.until ? 8 : chance.happens(0.96) ? chance.whole(8, 20) : chance.whole(24, 34));
  of.clock('coOpinion', at, received ? givenAt : null, unitHolds(handling), { handlingId: handling.id });
  if (!received || !of.happened(givenAt)) return;
  Object.assign(handling, { state: 'opinionGiven', replied_at: givenAt });
  of.add('co_opinion', {
    id: newId(givenAt.getTime()),
    handling_id: handling.id,
    unit_id: handling.unit_id,
    round: 1,
    words: story.opinions[index]?.text ?? story.opinions[0]?.text ?? '同意主办单位的办理意见，我单位将配合做好相关工作。',
    given_by: handling.officer_id,
    given_at: givenAt,
  });
  of.tell('giveOpinion', givenAt, unitActs(handling), {}, handling);
}

/** The lead's way from signing for the case to its reply. */
function handle(life: Life, handling: HandlingRow, at: Date, marked: boolean): string {
  const { cast, chance, of, plan, story } = life;
  const receivedAt = next(life, at, 'assigned', chance.pick([0, 1, 1, 1, 2]), 1);
  const received = signFor(life, handling, at, receivedAt, cast.staffOfUnit(handling.unit_id, chance, of.matter.title));
  const contactAt = shift(life, at, plan.until ? 5 : chance.whole(4, 13));
  const repliedAt = next(life, at, 'drafting', chance.happens(0.972) ? chance.whole(26, 56) : chance.whole(64, 78), 28);
  if (received && plan.until === 'objecting') return object(life, handling, receivedAt, at);
  of.clock('contact', at, received ? contactAt : null, unitHolds(handling), { handlingId: handling.id });
  of.clock('reply', at, received ? repliedAt : null, unitHolds(handling), { handlingId: handling.id });
  if (!received) return 'handling';
  consult(life, handling, contactAt, repliedAt);
  if (marked) negotiate(life, handling, contactAt);
  if (of.happened(repliedAt)) return reply(life, handling, { at: repliedAt, words: story.reply, answerClass: story.answerClass, round: 1 });
  const near = repliedAt.getTime() - cast.now.getTime() < 8 * 86_400_000;
  if (plan.until === 'drafting' || (!plan.until && near)) draft(life, handling);
  return 'handling';
}

function object(life: Life, handling: HandlingRow, receivedAt: Date, at: Date): string {
  const { of, cast } = life;
  const askedAt = shift(life, receivedAt, 1);
  if (!of.happened(askedAt)) return 'handling';
  const reason = '所提事项的审批和监管不在本单位职责范围，建议改由业务主管部门主办，我单位愿意会办。';
  of.clock('objection', at, askedAt, unitHolds(handling), { handlingId: handling.id });
  handling.state = 'objecting';
  handling.objection = { reason, unitId: null, unitName: null, at: askedAt.toISOString() };
  of.tell('object', askedAt, unitActs(handling), { reason }, handling);
  of.clock('decideObjection', askedAt, null, officeHolds(cast), { handlingId: handling.id });
  return 'handling';
}

/** 办理协商 before, during and after the handling: a contact each, with its record. */
function consult(life: Life, handling: HandlingRow, firstAt: Date, repliedAt: Date): void {
  const { chance, of, story, author } = life;
  const middle = new Date((firstAt.getTime() + Math.min(repliedAt.getTime(), firstAt.getTime() + 50 * 86_400_000)) / 2);
  const after = shift(life, repliedAt, 1);
  const told = story.contacts.map((one, index) => ({
    ...one,
    phase: index === 0 ? 'before' : 'during',
    at: index === 0 ? firstAt : middle,
  }));
  const more = chance.happens(0.42) ? [{ manner: '电话', place: '', note: chance.pick(afterwards), phase: 'after', at: after }] : [];
  for (const one of [...told, ...more]) {
    const at = one.phase === 'during' ? shift(life, one.at, 1) : one.at;
    if (!of.happened(at) || (one.phase === 'after' && !of.happened(repliedAt)) || (one.phase === 'during' && at > repliedAt)) continue;
    const people = `${author.name}委员，${handling.unit_short_name}${handling.officer_name ?? ''}`;
    const manner = manners[one.manner] ?? 'meeting';
    of.add('matter_contact', {
      id: newId(at.getTime()),
      handling_id: handling.id,
      unit_id: handling.unit_id,
      unit_name: handling.unit_name,
      manner,
      at,
      place: one.place || null,
      people,
      words: one.note,
      recorded_by: handling.officer_id,
      recorded_at: at,
    });
    const met = { phase: one.phase, manner, at: at.toISOString(), ...(one.place ? { place: one.place } : {}), people, words: one.note };
    keep(life, 'recordContact', at, unitActs(handling), met, handling);
  }
}

const afterwards = [
  '答复送达后电话回访，逐条说明办理结果，委员对时间安排表示认可。',
  '就答复中列入计划的事项再次沟通，约定每季度通报一次进展。',
  '委员询问后续维护由谁负责，已告知责任处室和联系人。',
];

/** Meetings on a key proposal, chaired by the leader who took charge; what is promised there goes into the ledger. */
function negotiate(life: Life, handling: HandlingRow, contactAt: Date): void {
  const { chance, of, plan, story, author } = life;
  const { leader, committee, at: markedAt } = plan.key!;
  const ready = markedAt > contactAt ? markedAt : contactAt;
  const meetings = chance.pick([1, 1, 2]);
  for (let index = 0; index < meetings; index += 1) {
    const at = shift(life, ready, 3 + index * 11 + chance.whole(0, 4));
    if (!of.happened(at)) return;
    const round = negotiations[index === 0 ? chance.whole(0, 1) : 2]!;
    const dueOn = addDays(dayOf(at), chance.whole(3, 8) * 30);
    const words = story.promises[0]?.text ?? `落实“${story.measures[0]!.slice(0, 40).replace(/[，。；].*$/, '')}”，完成后向委员书面通报`;
    const promises = index === 0 && chance.happens(0.75) ? [{ words, dueOn }] : [];
    const input = {
      at: at.toISOString(),
      place: chance
        .pick(['市政协协商议事厅', `${handling.unit_short_name}会议室`, '现场会议'])
        .replace('市政协', life.cast.level === 'city' ? '市政协' : '政协'),
      people: `领办领导${leader.name}，${committee}，${author.name}委员等${plan.signers.length + 1}位提案人，${handling.unit_short_name}`,
      words: round.words,
      outcome: round.outcome.replaceAll('{unit}', handling.unit_short_name),
      ...(promises.length > 0 ? { promises } : {}),
    };
    keep(life, 'negotiate', at, unitActs(handling), input, handling);
    for (const one of promises) promise(life, handling, null, one, at);
  }
}

const negotiations = [
  {
    words: '提案人介绍调研情况，承办单位逐条回应，各方对轻重缓急取得一致：能马上办的先办，需要资金的列出清单，需要上级支持的一起争取。',
    outcome: '由{unit}牵头，一个月内拿出分年度清单，明确责任人和完成时间，抄送提案人。',
  },
  {
    words:
      '会前到现场看了两处点位，会上围绕资金来源和后续管理讨论了一个半小时。提案人认为方案可行，但进度偏慢；承办单位说明了招标和施工周期。',
    outcome: '工期压缩二十天，施工期间每月通报一次，完工后请提案人参加验收。',
  },
  {
    words: '督办委员会汇报中期检查情况，对没有进展的两项提出意见。承办单位检讨了协调不够的问题，相关单位当场表态配合。',
    outcome: '两项滞后事项由领办领导每半月调度一次，{unit}两周内报送整改情况。',
  },
];

function draft({ of, story }: Life, handling: HandlingRow): void {
  handling.state = 'drafting';
  of.add('reply', {
    ...letter(handling, story.reply, story.answerClass, 1),
    id: newId(),
    state: 'draft',
    promises: [],
    document_number: null,
    saved_at: of.matter.changed_at,
    issued_at: null,
  });
}

function letter(handling: HandlingRow, words: string, answerClass: string, round: number): Record<string, unknown> {
  return {
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    round,
    words,
    answer_class: classCodes[answerClass],
    answer_letter: answerClass,
    answer_label: classLabels[answerClass],
    missing_opinions: null,
    contact_name: null,
    steps: [],
    drafted_by: handling.officer_id,
  };
}

interface Answered {
  readonly at: Date;
  readonly words: string;
  readonly answerClass: string;
  readonly round: number;
}

/** 市住建局 signs as 明住建, a county's own as the county writes itself. */
function initialsOf(unit: string): string {
  const core = unit.replace(/^市/, '').replace(/(人民政府|委员会|办公室|街道|局|委|办|镇|乡)$/, '');
  return `${unit.startsWith('市') ? '明' : ''}${core}`;
}

function reply(life: Life, handling: HandlingRow, answered: Answered): string {
  const { chance, of, story } = life;
  const { at, answerClass, round } = answered;
  const id = newId(at.getTime());
  const promises = (round === 1 ? story.promises : []).map((one) => ({ words: one.text, dueOn: addDays(dayOf(at), one.months * 30) }));
  of.add('reply', {
    ...letter(handling, answered.words, answerClass, round),
    id,
    state: 'issued',
    promises,
    document_number: `${initialsOf(handling.unit_short_name)}函〔${dayOf(at).slice(0, 4)}〕${chance.whole(1, 180)}号`,
    saved_at: at,
    issued_at: at,
  });
  Object.assign(handling, { state: 'replied', replied_at: at, round });
  Object.assign(of.matter, { replied_at: at, answer_class: answerClass });
  of.tell('issueReply', at, unitActs(handling), { answerClass: `${answerClass} 类，${classLabels[answerClass]}` }, handling);
  for (const one of promises) promise(life, handling, id, one, at);
  return rateBothWays(life, handling, id, answered);
}

const partsOfHandling = { organisation: 20, consultation: 25, effect: 40, answer: 15 };
const partsOfProposal = { science: 20, seriousness: 20, feasibility: 25, form: 15, weight: 20 };

function scored(chance: Chance, most: Readonly<Record<string, number>>, share: number): { scores: Record<string, number>; score: number } {
  const scores = Object.fromEntries(
    Object.entries(most).map(([name, max]) => [name, Math.min(max, Math.max(1, Math.round(max * (share + (chance.next() - 0.5) * 0.12))))]),
  );
  return { scores, score: Object.values(scores).reduce((sum, one) => sum + one, 0) };
}

interface Opinion {
  readonly side: 'proposer' | 'handler';
  /** When it was given, or the time lapsed. */
  readonly at: Date;
  readonly given: boolean;
  readonly scores: Record<string, number>;
  readonly score: number;
}

/** Both sides score back to back (DOMAIN §2.4). What was given stays sealed until the other side has spoken or let its time pass. */
function rateBothWays(life: Life, handling: HandlingRow, replyId: string, answered: Answered): string {
  const { chance, of, story, plan, author, cast } = life;
  const low = answered.round === 1 && (plan.until === 'rehandling' || story.rating === '不满意' || chance.happens(0.012));
  const share = low ? 0.4 + chance.next() * 0.14 : story.rating === '基本满意' ? 0.68 + chance.next() * 0.1 : 0.84 + chance.next() * 0.12;
  const speaks = (
    side: Opinion['side'],
    gives: boolean,
    stops: readonly (Standstill | undefined)[],
    most: Readonly<Record<string, number>>,
    quality: number,
  ): Opinion => {
    const at = stops.includes(plan.until) ? never(cast) : shift(life, answered.at, plan.until ? 3 : gives ? chance.whole(1, 12) : 16);
    return { side, at, given: gives, ...scored(chance, most, quality) };
  };
  const mine = speaks(
    'proposer',
    low || plan.until !== undefined || chance.happens(0.96),
    ['replied', 'unitRated'],
    partsOfHandling,
    share,
  );
  const theirs = speaks(
    'handler',
    plan.until !== undefined || chance.happens(0.93),
    ['replied', 'memberRated'],
    partsOfProposal,
    0.8 + chance.next() * 0.15,
  );
  const [first, second] = [mine, theirs].toSorted((one, other) => one.at.getTime() - other.at.getTime()) as [Opinion, Opinion];
  const opens = of.happened(second.at);
  for (const one of [first, second]) {
    const [clock, holder] =
      one.side === 'proposer' ? (['rate', memberHolds(author)] as const) : (['rateProposal', unitHolds(handling)] as const);
    // A proposer who lets his time pass opens what there is; the unit's own clock then stops, too.
    const ended = one === second && first.side === 'proposer' && !first.given && of.happened(first.at) ? first.at : one.at;
    of.clock(clock, answered.at, ended, holder, { handlingId: handling.id });
  }
  const lapsed = !mine.given && mine === first && of.happened(first.at);
  const openedAt = lapsed ? first.at : opens ? second.at : null;
  const words = {
    proposer: mine.given && `办理得 ${mine.score} 分`,
    handler: theirs.given && !(lapsed && theirs === second) && `提案质量得 ${theirs.score} 分`,
  };
  for (const one of lapsed ? [first] : [first, second]) {
    if (!of.happened(one.at)) continue;
    const opened =
      openedAt !== null && one.at.getTime() === openedAt.getTime() ? [words.proposer, words.handler].filter(Boolean).join('，') : '';
    tellRating(life, handling, replyId, one, { round: answered.round, low, openedAt, opened });
  }
  if (!openedAt) return 'replied';
  return decide(life, handling, answered, { at: openedAt, low, mine, theirs, theirsCounts: words.handler !== false });
}

interface Rated {
  readonly round: number;
  readonly low: boolean;
  readonly openedAt: Date | null;
  readonly opened: string;
}

function tellRating(life: Life, handling: HandlingRow, replyId: string, one: Opinion, rated: Rated): void {
  const { of, chance, author, story } = life;
  const proposer = one.side === 'proposer';
  const acts = proposer ? ['rate', 'lapseRating'] : ['rateProposal', 'lapseProposalRating'];
  const actor = one.given ? (proposer ? memberActs(life, author) : unitActs(handling)) : systemActs(life);
  of.tell(one.given ? acts[0]! : acts[1]!, one.at, actor, { opened: rated.opened }, handling);
  if (!one.given) return;
  const dissatisfied = proposer && rated.low && story.rating === '不满意' && rated.round === 1;
  of.add('rating', {
    id: newId(one.at.getTime()),
    handling_id: handling.id,
    reply_id: replyId,
    round: rated.round,
    person_id: proposer ? author.personId : handling.officer_id,
    person_name: proposer ? author.name : handling.officer_name,
    overall: proposer ? overallOf(one.score, dissatisfied) : '',
    attitude: null,
    result: null,
    reason: dissatisfied ? (story.second?.reason ?? '答复只讲了工作部署，没有写明什么时候解决、由谁负责。') : null,
    words: proposer ? (rated.low && rated.round === 1 ? null : story.ratingWords || null) : chance.pick(toMembers),
    side: one.side,
    score: one.score,
    scores: one.scores,
    unit_id: proposer ? null : handling.unit_id,
    opened_at: rated.openedAt,
    at: one.at,
  });
}

function overallOf(score: number, dissatisfied: boolean): string {
  return dissatisfied ? 'dissatisfied' : score >= 80 ? 'satisfied' : 'basicallySatisfied';
}

const toMembers = [
  '数据来自实地走访，办法具体，对我们改进工作帮助很大。',
  '情况摸得准，建议能落地，欢迎继续监督。',
  '一事一案，重点突出；如能再补充群众需求数据会更好。',
  '提案推动了几个部门坐到一起，问题得以解决。',
  null,
  null,
];

interface Opening {
  readonly at: Date;
  readonly low: boolean;
  readonly mine: Opinion;
  readonly theirs: Opinion;
  readonly theirsCounts: boolean;
}

/** What follows from the opened pair: a low score is handled again, else the case is over. */
function decide(life: Life, handling: HandlingRow, answered: Answered, opened: Opening): string {
  const { chance, of, story, plan, cast, lived } = life;
  if (opened.mine.given) {
    of.matter.rating = overallOf(opened.mine.score, opened.low && story.rating === '不满意' && answered.round === 1);
    lived.handlingScore = opened.mine.score;
  }
  if (opened.theirs.given && opened.theirsCounts) lived.qualityScore = opened.theirs.score;
  if (!opened.low || !opened.mine.given) return close(life, handling, opened.at);
  Object.assign(handling, { state: 'received', round: answered.round + 1, replied_at: null });
  of.matter.round = handling.round;
  const againAt = plan.until === 'rehandling' ? never(cast) : shift(life, opened.at, chance.whole(8, 18));
  of.clock('redo', opened.at, againAt, unitHolds(handling), { handlingId: handling.id });
  if (!of.happened(againAt)) return 'rehandling';
  const words =
    story.second?.reply ??
    `收到评议结果后，我单位主要负责人牵头重新研究，补充答复如下：\n${story.reply.split('\n').slice(1, 3).join('\n')}\n以上各项已明确责任处室和完成时间，请继续监督。`;
  return reply(life, handling, { at: againAt, words, answerClass: 'A', round: handling.round });
}

function close(life: Life, handling: HandlingRow, at: Date): string {
  const { chance, of } = life;
  handling.state = 'rated';
  of.matter.closed_at = at;
  const publishedAt = shift(life, at, chance.whole(6, 20));
  if (of.matter.openness !== 'confidential' && chance.happens(0.62) && of.happened(publishedAt)) publish(life, handling, publishedAt);
  return 'closed';
}

function publish({ of, story }: Life, handling: HandlingRow, at: Date): void {
  const { matter } = of;
  matter.published_at = at;
  const summary = matter.openness === 'summary';
  of.add('publication', {
    content: {
      kind: 'proposal',
      number: '{number}',
      title: matter.title,
      field: matter.field,
      submittedOn: dayOf(matter.submitted_at!),
      author: matter.collective ?? matter.author_name,
      outcome: null,
      situation: summary ? '' : story.situation,
      analysis: summary ? null : story.analysis,
      measures: summary ? [] : story.measures,
      parts: [],
      photos: [],
      units: [{ name: handling.unit_name, roleLabel: of.kind.handlingRoles[handling.role] ?? '' }],
      replies: (of.rows.reply ?? [])
        .filter((one) => one.state === 'issued')
        .map((one) => ({
          unit: one.unit_name,
          words: summary ? (one.answer_label as string) : one.words,
          answerClassLabel: one.answer_label,
          issuedOn: dayOf(one.issued_at as Date),
        })),
    },
    search: searchVector([
      [matter.title, 'A'],
      [summary ? '' : story.situation, 'C'],
    ]),
    published_at: at,
    published_by: null,
    withdrawn_at: null,
  });
}
