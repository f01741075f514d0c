import { newId } from '#platform/contract/identifiers.ts';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { agreedDay } from '../engine/clock-rules.ts';
import { searchVector } from '../engine/search.ts';
import type { HandlingRow } from '../tables.ts';
import type { BodyCast, Deputy } from './cast.ts';
import { authorOf } from './cast.ts';
import { CaseRows } from '../engine/case-rows.ts';
import type { Rows } from '../engine/case-rows.ts';
import type { Chance } from '#platform/server/chance.ts';
import { keep, shift } from './cppcc-life.ts';
import type { ComposedSuggestion } from './compose.ts';
import { kindOf } from '../../contract/kinds/index.ts';

/** The text of a suggestion and how its life went, from a written or a composed source. */
export interface SuggestionStory extends ComposedSuggestion {
  readonly kept?: readonly ('kept' | 'late' | 'open' | 'broken')[];
  readonly reports?: readonly (string | undefined)[];
}

const ratingCodes: Readonly<Record<string, string>> = { 满意: 'satisfied', 基本满意: 'basicallySatisfied', 不满意: 'dissatisfied' };
const mannerCodes: Readonly<Record<string, string>> = { 见面: 'meeting', 电话: 'phone', 视频: 'video', 走访现场: 'site' };
const classCodes: Readonly<Record<string, string>> = { A: 'solved', B: 'planned', C: 'deferred' };

interface Life {
  readonly cast: BodyCast;
  readonly chance: Chance;
  readonly story: SuggestionStory;
  readonly of: CaseRows;
  readonly author: Deputy;
  /** The committee that supervises it, where the chairpersons' meeting has chosen it (代表法 §52). */
  readonly committee: string | null;
}

/** What a suggestion that a matter of another kind became takes over from it. */
export interface ConvertedFrom {
  readonly author: Deputy;
  readonly signers: readonly Record<string, unknown>[];
  readonly matter: Partial<CaseRows['matter']>;
  readonly line: string;
  readonly by: Parameters<CaseRows['tell']>[2];
}

function takeOver(of: CaseRows, { signers, line, by }: ConvertedFrom, at: Date): void {
  of.matter.signer_count = signers.length + 1;
  for (const signer of signers) of.add('matter_party', { ...signer });
  of.write({ act: 'convertToSuggestion', label: '转为建议', line, audience: 'all' }, at, by);
}

/** All rows of one suggestion that was filed at `filedAt`. `assignedOn` is the day of the assignment meeting for those filed in session. */
export function suggestionRows(
  cast: BodyCast,
  chance: Chance,
  story: SuggestionStory,
  filedAt: Date,
  session: BodyCast['sessions'][number] & { inSession: boolean },
  assignOn: string | null,
  from?: ConvertedFrom,
): Rows {
  const author = from?.author ?? authorOf(cast, chance, filedAt);
  const openness = chance.weighted({ open: 90, summary: 8, confidential: 2 });
  const of = new CaseRows({
    kind: kindOf('suggestion'),
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
      field: story.field,
      openness,
      form: {
        title: story.title,
        field: story.field,
        situation: story.situation,
        analysis: story.analysis,
        measures: story.measures,
        openness,
      },
      term_id: session.termId,
      session_id: session.id,
      in_session: session.inSession,
      ...from?.matter,
    },
  });
  const isKey = session.inSession && cast.committees.length > 0 && chance.happens(0.03);
  const committee = isKey ? chance.pick(cast.committees).division : null;
  const life: Life = { cast, chance, story, of, author, committee };
  if (from) takeOver(of, from, filedAt);
  else {
    addSigners(life, filedAt);
    of.tell('submit', filedAt, person(life, author));
  }
  return of.finish(screen(life, filedAt, assignOn));
}

function addSigners({ cast, chance, of, author }: Life, at: Date): void {
  const count = chance.pick([0, 0, 0, 0, 1, 1, 2, 3, 5]);
  const signers = chance.some(cast.members, count).filter((member) => member.personId !== author.personId);
  of.matter.signer_count = signers.length + 1;
  signers.forEach((signer, position) =>
    of.add('matter_party', {
      person_id: signer.personId,
      name: signer.name,
      title: signer.groupName,
      role: 'signer',
      state: 'confirmed',
      version: 1,
      words: null,
      position,
      invited_at: at,
      answered_at: at,
      withdrew_at: null,
    }),
  );
}

/** Screening and what came of it; returns the matter's state today. */
function screen(life: Life, filedAt: Date, assignOn: string | null): string {
  const { cast, chance, of } = life;
  const screenedAt = shift(life, filedAt, chance.whole(0, 2));
  of.clock('screen', filedAt, screenedAt, office(cast));
  if (!of.happened(screenedAt)) return 'screening';
  const clerk = staff(life);
  const fate = chance.weighted({ accepted: 950, notAccepted: 8, letter: 8, withdrawn: 6, returned: 3 });
  if (fate === 'notAccepted')
    return over(
      life,
      'notAccept',
      'notAccepted',
      screenedAt,
      clerk,
      '内容属于个别单位的具体业务咨询，没有提出具体建议，已电话向代表说明。',
    );
  if (fate === 'letter')
    return over(life, 'treatAsLetter', 'letter', screenedAt, clerk, '反映的是个别群众的具体诉求，转有关单位按来信办理，结果会告知代表。');
  if (fate === 'returned' && dayOf(screenedAt) > addDays(dayOf(cast.now), -30)) {
    of.tell('returnForRevision', screenedAt, clerk, { advice: '一件里写了两件事，请分开提出，并补充具体办法。' });
    of.clock('revise', screenedAt, null, { kind: 'person', id: life.author.personId, name: life.author.name });
    return 'returned';
  }
  of.matter.accepted_at = screenedAt;
  of.tell('accept', screenedAt, clerk, { number: '{number}' });
  const assignedAt =
    assignOn && assignOn > dayOf(screenedAt)
      ? CaseRows.atOffice(assignOn, chance.whole(9, 16), chance.whole(0, 59))
      : shift(life, screenedAt, chance.whole(1, 4));
  of.clock('assign', screenedAt, assignedAt, office(cast));
  if (!of.happened(assignedAt)) return 'accepted';
  if (fate === 'withdrawn')
    return over(life, 'withdraw', 'withdrawn', assignedAt, person(life, life.author), '情况有变化，原来的问题已经解决。');
  return assign(life, assignedAt, clerk);
}

function over({ of }: Life, act: string, state: string, at: Date, actor: Parameters<CaseRows['tell']>[2], reason: string): string {
  of.tell(act, at, actor, { reason });
  of.matter.closed_at = at;
  return state;
}

function assign(life: Life, at: Date, clerk: Parameters<CaseRows['tell']>[2]): string {
  const { cast, chance, of, story } = life;
  const lead = cast.unit(story.lead, chance);
  const co = story.co
    .map((name) => cast.unit(name, chance))
    .filter((unit, index, all) => unit.id !== lead.id && all.findIndex((one) => one.id === unit.id) === index);
  of.matter.assigned_at = at;
  const leading = of.handling(lead, co.length > 0 ? 'lead' : 'sole', at);
  const assisting = co.map((unit) => of.handling(unit, 'co', at));
  of.tell('assign', at, clerk, {
    units: [leading, ...assisting].map((one) => `${one.unit_short_name}${of.kind.handlingRoles[one.role]}`).join('、'),
  });
  markKey(life, shift({ cast, chance }, at, 3));
  for (const [index, handling] of assisting.entries()) giveOpinion(life, handling, at, index);
  const state = handle(life, leading, at);
  for (const handling of [leading, ...assisting]) of.add('handling', { ...handling });
  return state;
}

/** Chosen as a key item soon after the assignment: a committee supervises it. */
function markKey({ cast, of, committee }: Life, at: Date): void {
  if (!committee || !of.happened(at)) return;
  const reason = '代表反映集中，列入年度重点工作。';
  Object.assign(of.matter, { is_key: true, key_committee: committee, key_reason: reason });
  const leader = cast.leaders[0] ?? cast.clerks[0]!;
  of.tell(
    'markKey',
    at,
    { id: leader.personId, name: leader.name, organisationId: cast.bodyId, organisation: cast.bodyName },
    { committee },
  );
}

/** The committee brings deputy and unit to one table; what they agreed is kept. */
function negotiate({ cast, chance, of, committee, author }: Life, handling: HandlingRow, after: Date): void {
  const at = shift({ cast, chance }, after, chance.whole(1, 6));
  if (!committee || !of.matter.is_key) return;
  const { words, outcome } = chance.pick(negotiations);
  const input = {
    at: at.toISOString(),
    place: chance.pick([`${handling.unit_short_name}会议室`, '代表联络站', '项目现场']),
    people: `${committee}，${author.name}代表，${handling.unit_short_name}`,
    words,
    outcome: outcome.replaceAll('{unit}', handling.unit_short_name),
  };
  keep({ of }, 'negotiate', at, unitPerson(handling), input, handling);
}

const negotiations = [
  {
    words: '代表先谈了近期走访的情况，承办单位逐条说明办理进度，督办委员会就两处拖延问了原因，各方当场定了责任人。',
    outcome: '{unit}一个月内拿出分步清单，每月向督办委员会和代表通报一次。',
  },
  {
    words: '会前一起到现场看了三处点位，会上围绕经费和后续管护讨论，代表提出先易后难，承办单位同意调整顺序。',
    outcome: '先办不需要新增经费的两项，其余列入明年预算，由{unit}书面告知代表。',
  },
  {
    words: '督办委员会通报了中期检查情况，代表认为方案可行、进度偏慢，承办单位说明了招标周期并压缩了工期。',
    outcome: '工期压缩十五天，完工后请代表参加验收，{unit}负责落实后续管护单位。',
  },
];

function receive({ cast, chance, of }: Life, handling: HandlingRow, at: Date): Date {
  const receivedAt = shift({ cast, chance }, at, chance.pick([0, 1, 1, 1, 2]));
  const unit = unitHolder(handling);
  of.clock('receive', at, receivedAt, unit, { handlingId: handling.id });
  if (of.happened(receivedAt)) {
    const staffed = cast.staffOfUnit(handling.unit_id, chance, of.matter.title);
    Object.assign(handling, {
      state: 'received',
      received_at: receivedAt,
      division: staffed.division,
      officer_id: staffed.personId,
      officer_name: staffed.name,
    });
    of.tell(
      'signFor',
      receivedAt,
      { id: staffed.personId, name: staffed.name, organisationId: handling.unit_id, organisation: handling.unit_short_name },
      {},
      handling,
    );
  } else {
    of.clock('objection', at, null, unit, { handlingId: handling.id });
  }
  return receivedAt;
}

function giveOpinion(life: Life, handling: HandlingRow, at: Date, index: number): void {
  const { cast, chance, of, story } = life;
  const receivedAt = receive(life, handling, at);
  const givenAt = shift({ cast, chance }, at, chance.happens(0.96) ? chance.whole(10, 36) : chance.whole(45, 60));
  of.clock('coOpinion', at, of.happened(receivedAt) ? givenAt : null, unitHolder(handling), { handlingId: handling.id });
  if (!of.happened(receivedAt) || !of.happened(givenAt)) return;
  handling.state = 'opinionGiven';
  handling.replied_at = givenAt;
  of.add('co_opinion', {
    id: newId(givenAt.getTime()),
    handling_id: handling.id,
    unit_id: handling.unit_id,
    round: 1,
    words: story.opinions[index]?.text ?? story.opinions[0]?.text ?? '同意主办单位的办理意见，我单位将配合做好相关工作。',
    given_by: handling.officer_id,
    given_at: givenAt,
  });
  of.tell('giveOpinion', givenAt, unitPerson(handling), {}, handling);
}

/** The lead's way from signing for the case to its reply and rating; returns the matter's state today. */
function handle(life: Life, handling: HandlingRow, at: Date): string {
  const { cast, chance, of, story } = life;
  const receivedAt = receive(life, handling, at);
  const contactAt = shift({ cast, chance }, at, chance.whole(4, 18));
  const replyAt = shift({ cast, chance }, at, chance.happens(0.972) ? chance.whole(26, 58) : chance.whole(64, 78));
  const started = of.happened(receivedAt);
  of.clock('contact', at, started ? contactAt : null, unitHolder(handling), { handlingId: handling.id });
  of.clock('reply', at, started ? replyAt : null, unitHolder(handling), { handlingId: handling.id });
  if (started && of.happened(contactAt)) contact(life, handling, contactAt);
  if (!started || !of.happened(replyAt)) {
    if (started && replyAt.getTime() - cast.now.getTime() < 8 * 86_400_000) draft(life, handling);
    return 'handling';
  }
  return reply(life, handling, {
    at: replyAt,
    words: story.reply,
    answerClass: story.answerClass,
    promises: story.promises,
    round: 1,
    rating: story.rating,
    remark: story.ratingWords,
  });
}

function contact(life: Life, handling: HandlingRow, at: Date): void {
  const { of, story, cast, chance } = life;
  for (const [index, one] of story.contacts.entries()) {
    const metAt = shift({ cast, chance }, at, index * 6);
    if (!of.happened(metAt)) return;
    of.add('matter_contact', {
      id: newId(metAt.getTime()),
      handling_id: handling.id,
      unit_id: handling.unit_id,
      unit_name: handling.unit_name,
      manner: mannerCodes[one.manner] ?? 'meeting',
      at: metAt,
      place: one.place,
      people: `${of.matter.author_name}代表，${handling.officer_name ?? ''}`,
      words: one.note,
      recorded_by: handling.officer_id,
      recorded_at: metAt,
    });
    of.tell('recordContact', metAt, unitPerson(handling), { manner: one.manner }, handling);
  }
  negotiate(life, handling, at);
}

function draft({ of, story }: Life, handling: HandlingRow): void {
  handling.state = 'drafting';
  const { label, letter, code } = classOf(of, story.answerClass);
  of.add('reply', {
    id: newId(),
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    round: 1,
    state: 'draft',
    words: story.reply,
    answer_class: code,
    answer_letter: letter,
    answer_label: label,
    missing_opinions: null,
    contact_name: null,
    promises: [],
    document_number: null,
    steps: [],
    drafted_by: handling.officer_id,
    saved_at: of.matter.changed_at,
    issued_at: null,
  });
}

interface Answered {
  readonly at: Date;
  readonly words: string;
  readonly answerClass: string;
  readonly promises: readonly { text: string; months: number }[];
  readonly round: number;
  readonly rating: string;
  readonly remark: string;
}

/** 市住建局 signs as 明住建, a county's own as the county writes itself. */
function initialsOf(unit: string): string {
  const core = unit.replace(/^市/, '').replace(/(人民政府|委员会|办公室|街道|局|委|办|镇|乡)$/, '');
  return `${unit.startsWith('市') ? '明' : ''}${core}`;
}

function reply(life: Life, handling: HandlingRow, answered: Answered): string {
  const { cast, chance, of, author } = life;
  const { at } = answered;
  const { label, letter, code } = classOf(of, answered.answerClass);
  const replyId = newId(at.getTime());
  const promises = answered.promises.map((one) => ({ words: one.text, dueOn: addDays(dayOf(at), one.months * 30) }));
  const documentNumber = `${initialsOf(handling.unit_short_name)}函〔${dayOf(at).slice(0, 4)}〕${chance.whole(1, 180)}号`;
  of.add('reply', {
    id: replyId,
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    round: answered.round,
    state: 'issued',
    words: answered.words,
    answer_class: code,
    answer_letter: letter,
    answer_label: label,
    missing_opinions: null,
    contact_name: null,
    promises,
    document_number: documentNumber,
    steps: [],
    drafted_by: handling.officer_id,
    saved_at: at,
    issued_at: at,
  });
  Object.assign(handling, { state: 'replied', replied_at: at, round: answered.round });
  of.matter.replied_at = at;
  of.matter.answer_class = letter ?? code;
  of.tell('issueReply', at, unitPerson(handling), { answerClass: letter ? `${letter} 类，${label}` : label }, handling);
  if (answered.round === 1 || answered.rating !== '不满意')
    promises.forEach((promise, index) => commit(life, handling, replyId, promise, at, index));
  const rates = chance.happens(0.95);
  const ratedAt = shift({ cast, chance }, at, rates ? chance.whole(1, 12) : 16);
  of.clock('rate', at, ratedAt, { kind: 'person', id: author.personId, name: author.name }, { handlingId: handling.id });
  if (!of.happened(ratedAt)) return 'replied';
  if (!rates && answered.rating !== '不满意') {
    of.tell('lapseRating', ratedAt, { id: null, name: '系统', organisationId: cast.bodyId, organisation: cast.bodyName }, {}, handling);
    return close(life, handling, ratedAt);
  }
  return judge(life, handling, replyId, answered, ratedAt);
}

function judge(life: Life, handling: HandlingRow, replyId: string, answered: Answered, at: Date): string {
  const { cast, chance, of, author, story } = life;
  const overall = ratingCodes[answered.rating]!;
  const dissatisfied = overall === 'dissatisfied';
  const reason = dissatisfied ? (story.second?.reason ?? '答复只讲了工作部署，没有写明什么时候解决、由谁负责。') : null;
  of.add('rating', {
    id: newId(at.getTime()),
    handling_id: handling.id,
    reply_id: replyId,
    round: answered.round,
    person_id: author.personId,
    person_name: author.name,
    overall,
    attitude: 'satisfied',
    result: overall,
    reason,
    words: answered.remark || null,
    side: 'proposer',
    // Rated from one side, it is open at once.
    opened_at: at,
    at,
  });
  of.matter.rating = overall;
  of.tell('rate', at, person(life, author), { overall: answered.rating, reason: reason ?? '' }, handling);
  if (!dissatisfied) return close(life, handling, at);
  Object.assign(handling, { state: 'received', round: answered.round + 1 });
  of.matter.round = handling.round;
  const againAt = shift({ cast, chance }, at, chance.whole(8, 18));
  of.clock('redo', at, againAt, unitHolder(handling), { handlingId: handling.id });
  if (!of.happened(againAt)) return 'rehandling';
  const words =
    story.second?.reply ??
    `收到您的评价后，我单位主要负责人牵头重新研究，补充答复如下：\n${story.reply.split('\n').slice(1, 3).join('\n')}\n以上各项已明确责任处室和完成时间，请您继续监督。`;
  return reply(life, handling, {
    at: againAt,
    words,
    answerClass: 'A',
    promises: [],
    round: handling.round,
    rating: story.second?.rating === '基本满意' ? '基本满意' : '满意',
    remark: story.second?.words ?? '这次写清楚了时间和责任人。',
  });
}

function close(life: Life, handling: HandlingRow, at: Date): string {
  const { cast, chance, of } = life;
  handling.state = 'rated';
  of.matter.closed_at = at;
  const publishedAt = shift({ cast, chance }, at, chance.whole(6, 20));
  if (of.matter.openness !== 'confidential' && chance.happens(0.62) && of.happened(publishedAt)) publish(life, handling, publishedAt);
  return 'closed';
}

function commit(
  { cast, chance, of, story, author }: Life,
  handling: HandlingRow,
  replyId: string,
  promise: { words: string; dueOn: string },
  at: Date,
  index: number,
): void {
  const id = newId(at.getTime());
  const fate = story.kept?.[index] ?? chance.weighted({ kept: 84, late: 9, open: 7 });
  const reportedAt = CaseRows.atOffice(
    addDays(promise.dueOn, fate === 'late' ? chance.whole(10, 50) : -chance.whole(1, 30)),
    10,
    chance.whole(0, 59),
  );
  const judgedAt = shift({ cast, chance }, reportedAt, chance.whole(2, 10));
  const reported = fate !== 'open' && fate !== 'broken' && of.happened(reportedAt);
  const judged = reported && of.happened(judgedAt);
  const verdict = fate === 'late' ? 'keptLate' : 'kept';
  const words = story.reports?.[index] ?? `已按承诺完成：${promise.words}。现场情况请代表查看。`;
  of.add('commitment', {
    id,
    handling_id: handling.id,
    unit_id: handling.unit_id,
    unit_name: handling.unit_name,
    reply_id: replyId,
    words: promise.words,
    due_on: promise.dueOn,
    first_due_on: promise.dueOn,
    state: judged ? 'judged' : reported ? 'reported' : 'open',
    verdict: judged ? verdict : null,
    reports: reported ? [{ words, at: reportedAt.toISOString(), files: [] }] : [],
    judgements: judged ? [{ verdict, words: null, at: judgedAt.toISOString(), by: author.name }] : [],
    reported_at: reported ? reportedAt : null,
    judged_at: judged ? judgedAt : null,
    made_at: at,
  });
  of.clock('promise', at, reported ? reportedAt : null, unitHolder(handling), {
    handlingId: handling.id,
    commitmentId: id,
    reckoning: agreedDay(cast.rules, dayOf(at), promise.dueOn),
  });
  if (reported)
    of.clock(
      'judge',
      reportedAt,
      judged ? judgedAt : null,
      { kind: 'person', id: author.personId, name: author.name },
      { handlingId: handling.id, commitmentId: id },
    );
}

function publish(life: Life, handling: HandlingRow, at: Date): void {
  const { of, story } = life;
  of.matter.published_at = at;
  const summary = of.matter.openness === 'summary';
  of.add('publication', {
    content: {
      kind: 'suggestion',
      number: '{number}',
      title: of.matter.title,
      field: of.matter.field,
      submittedOn: dayOf(of.matter.submitted_at!),
      author: of.matter.author_name,
      situation: summary ? '' : story.situation,
      analysis: summary ? null : story.analysis,
      measures: summary ? [] : story.measures,
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
      [of.matter.title, 'A'],
      [summary ? '' : story.situation, 'C'],
    ]),
    published_at: at,
    published_by: null,
    withdrawn_at: null,
  });
}

function classOf(of: CaseRows, letter: string): { code: string; letter: string; label: string } {
  const labels: Record<string, string> = { A: '已解决或基本解决', B: '部分解决、列入计划', C: '受条件限制，留作参考' };
  return { code: classCodes[letter] ?? 'solved', letter, label: labels[letter] ?? of.kind.words.name };
}

const office = (cast: BodyCast) => ({ kind: 'body' as const, id: cast.bodyId, name: '工作机构', role: 'clerk' });
const unitHolder = (handling: HandlingRow) => ({
  kind: 'unit' as const,
  id: handling.unit_id,
  name: handling.unit_name,
  role: 'unitClerk',
});
const unitPerson = (handling: HandlingRow) => ({
  id: handling.officer_id,
  name: handling.officer_name ?? '',
  organisationId: handling.unit_id,
  organisation: handling.unit_short_name,
});
const person = ({ cast }: Life, deputy: Deputy) => ({
  id: deputy.personId,
  name: `${deputy.name}代表`,
  organisationId: cast.bodyId,
  organisation: cast.bodyName,
});

function staff({ cast, chance }: Life) {
  const clerk = chance.pick(cast.clerks);
  return { id: clerk.personId, name: clerk.name, organisationId: cast.bodyId, organisation: cast.bodyName };
}
