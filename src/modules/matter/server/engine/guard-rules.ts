import { dayOf } from '#platform/contract/instant.ts';
import type { Actor } from '#platform/contract/actor.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import { missingFields } from '../../contract/field.ts';
import type { Guard } from '../../contract/kind.ts';
import { principalRoles } from '../../contract/kind.ts';
import { contactWord } from '../../contract/kind-words.ts';
import { raiserWord } from '../../contract/public-words.ts';
import type { HandlingRow } from '../tables.ts';
import type { Rules } from './act-context.ts';
import type { Case } from './case.ts';
import { currentHandlings, replyOf } from './case.ts';
import type { GuardFacts } from './facts.ts';
import { collectiveIn, collectiveOf, sessionAhead } from './facts.ts';
import { sayDay, sayMoment } from './words.ts';

/** What a guard looks at. `input` is null while a page asks what may be done: then only what is already known can block. */
export interface GuardView {
  readonly case: Case;
  readonly actor: Actor;
  readonly handling: HandlingRow | undefined;
  readonly rules: Rules;
  readonly facts: GuardFacts;
  readonly now: Date;
  readonly input: Readonly<Record<string, unknown>> | null;
}

/** Why the act is blocked, as a Chinese sentence that says what to do first; null where nothing is in its way. */
export function blockOf(guards: readonly Guard[], view: GuardView): string | null {
  for (const guard of guards) {
    const reason = guardRules[guard](view);
    if (reason !== null) return reason;
  }
  return null;
}

const guardRules: Readonly<Record<Guard, (view: GuardView) => string | null>> = {
  formComplete: ({ case: { kind, matter } }) => {
    const missing = missingFields(kind.form, matter.form);
    return missing.length === 0 ? null : `还没有填完：${missing.map((one) => one.message.replace('请填写', '')).join('、')}。`;
  },

  /** DOMAIN §1.4: co-signers confirm the very text that is filed; nobody who has not answered may stand under it. */
  signersAnswered: ({ case: { kind, matter, parties } }) => {
    if (matter.state !== 'collecting') return null;
    const waiting = parties.filter((party) => party.role === 'signer' && (party.state === 'invited' || party.state === 'stale'));
    return waiting.length === 0
      ? null
      : `还有 ${waiting.length} 位${raiserWord(kind.bodyKind)}没有答复（${namesOf(waiting)}），可以再等等，或先取消对他们的邀请。`;
  },

  /** 地方组织法 (2022) §22 and the body's own rules: how many must stand under the text. A collective files in its own name. */
  enoughSigners: ({ case: of, rules }) => {
    const asked = signersAsked(of, rules);
    const signed = standingSigners(of);
    if (collectiveOf(of) !== null || signed >= asked) return null;
    const waiting = of.parties.filter((party) => party.role === 'signer' && party.state === 'invited').length;
    const next = waiting >= asked - signed ? `正在等 ${waiting} 位受邀的${raiserWord(of.kind.bodyKind)}确认` : '请再邀请联名';
    return `${of.kind.words.name}要有 ${asked} 人联名，现在连您一共 ${signed} 人，还差 ${asked - signed} 人，${next}。`;
  },

  /** Who may file in the name of a delegation, a sector or another collective, and that its members stand behind it (DOMAIN §1.2, §2.1). */
  collectiveAllowed: ({ case: of, rules, facts }) => {
    const collective = collectiveIn(of);
    if (!collective) return null;
    const name = collectiveOf(of) ?? '';
    if (collective.allowedBy && !rules.parameters[collective.allowedBy])
      return `本级规则没有允许以${name || '集体'}的名义提出${of.kind.words.name}，请改为联名提出。`;
    const group = collective.own ? facts.group : null;
    if (collective.convenor && !group?.positions.some((position) => position.endsWith(collective.convenor!)))
      return `以${name}名义提出的，要由${collective.convenor}提交。`;
    if (!collective.majority || !group) return null;
    const members = new Set(group.memberIds);
    const agreed = [of.matter.author_id, ...standing(of).map((one) => one.person_id)].filter((id) => id !== null && members.has(id)).length;
    const needed = Math.floor(members.size / 2) + 1;
    return agreed >= needed
      ? null
      : `以${name}名义提出要全体 ${members.size} 人过半数同意，现在 ${agreed} 人，还差 ${needed - agreed} 人，请先邀请联名。`;
  },

  /** 代表法 (2025) §50: a committee contacts the proposers and hears them before it gives its opinion. */
  proposersHeard: ({ case: { records } }) =>
    records.some((one) => one.act === 'recordHearing') ? null : '要先听取提案人的意见并登记（代表法第 50 条），再提出处理意见。',

  deliberated: ({ case: { records } }) => (records.some((one) => one.act === 'recordDeliberation') ? null : '还没有登记代表团的审议意见。'),

  votesAdd: ({ input }) => (input === null ? null : faultOfVote(input)),

  sessionAhead: ({ facts, now }) =>
    sessionAhead(facts.sessions, now) ? null : '还没有登记下次会议，请先在“届次”里登记会次，再提请主席团。',

  reconsiderationOpen: ({ case: of, actor, rules, now }) => {
    const until = reconsiderUntil(of, rules);
    if (until === null || now > until)
      return `复议最迟在末次主席团会议前 ${rules.parameters.motionReconsiderationLead} 小时提出，现在已经过了。`;
    return askedAgain(of, 'askReconsideration').has(actor.personId ?? '') ? '您已经提出复议。' : null;
  },

  reconsiderationOver: ({ case: of, rules, now }) => {
    const until = reconsiderUntil(of, rules);
    return until === null || now > until ? null : `${sayMoment(until)}以前提案人还可以要求复议，过后再办。`;
  },

  noOpenConsultation: ({ case: { clocks } }) =>
    clocks.some((clock) => clock.clock === 'consult') ? '已经在征求有关机关的意见，收齐登记后可以再征求。' : null,

  withdrawalAsked: ({ case: { clocks } }) => (clocks.some((clock) => clock.clock === 'decideWithdrawal') ? null : '提案人没有要求撤回。'),

  withdrawalNotAsked: ({ case: { clocks } }) =>
    clocks.some((clock) => clock.clock === 'decideWithdrawal') ? '已经要求撤回，正在等决定。' : null,

  /** Where the lead deputy withdraws, one of the others may take his place (decision 0015). */
  leadOpen: ({ case: of }) => {
    if (!of.clocks.some((clock) => clock.clock === 'decideWithdrawal')) return '领衔代表没有要求撤回。';
    const taken = takesLead(of);
    return taken ? `${taken.name}已经愿意接任领衔。` : null;
  },

  /** 委员议事 is consulted about before anybody is told to act (DOMAIN A6): the minutes must be there. */
  consulted: ({ case: { records } }) =>
    records.some((one) => one.act === 'recordConsultation') ? null : '先协商后承办，请先登记一次协商（时间、参加人、纪要）。',

  groundsChecked: ({ rules, input }) => {
    if (input === null) return null;
    const checked = (input.checked ?? []) as string[];
    const left = rules.parameters.inadmissibleGrounds.filter((ground) => !checked.includes(ground));
    return left.length === 0 ? null : `还有 ${left.length} 种不受理情形没有核对，请逐项核过再受理。`;
  },

  objectionWindowOpen: ({ case: { clocks }, handling, now }) => {
    const window = clocks.find((clock) => clock.clock === 'objection' && clock.handling_id === handling?.id);
    if (window?.due_on && dayOf(now) <= window.due_on) return null;
    return window?.due_on
      ? `退办期到${sayDay(window.due_on, dayOf(now))}为止，已经过了。确有困难的，请与工作机构联系改办。`
      : '退办期已过。确有困难的，请与工作机构联系改办。';
  },

  beforeDeadline: ({ case: { kind, clocks }, handling, rules, now }) => {
    const running = clocks.find((clock) => (clock.clock === 'reply' || clock.clock === 'redo') && clock.handling_id === handling?.id);
    if (!running?.due_on) return null;
    const lead = kind.pace === 'short' ? rules.parameters.reportExtensionLead : rules.parameters.extensionRequestLead;
    const last = beforeDay(rules, running.due_on, lead);
    return dayOf(now) <= last ? null : `延期要在到期前 ${lead} 个工作日（${sayDay(last, dayOf(now))}）之前申请，现在已经来不及了。`;
  },

  noOpenExtension: ({ handling }) => (handling?.extension?.state === 'asked' ? '已经申请过延期，正在等决定。' : null),

  extensionLeft: ({ case: { kind }, handling, rules }) => {
    const most = kind.pace === 'short' ? rules.parameters.reportExtensionCount : 1;
    return (handling?.extension_count ?? 0) < most ? null : `已经延期 ${most} 次，不能再延。`;
  },

  /** 代表法 (2025) §51: the unit must communicate with the deputy and hear him before it answers. */
  contacted: ({ case: of, handling }) => {
    if (!handling || !principalRoles.includes(handling.role)) return null;
    return of.contacts.some((contact) => contact.handling_id === handling.id)
      ? null
      : `答复前要先与${raiserWord(of.kind.bodyKind)}${contactWord(of.kind) ?? '沟通'}，请先登记。`;
  },

  /** Opinions of co-handlers are in, or the reply says why one is missing (DOMAIN §1.6, 会办). */
  opinionsIn: ({ case: of, handling }) => {
    if (handling?.role !== 'lead') return null;
    const missing = currentHandlings(of).filter((one) => one.role === 'co' && one.state !== 'opinionGiven');
    if (missing.length === 0 || handling.round > 1) return null;
    return replyOf(of, handling)?.missing_opinions
      ? null
      : `还缺 ${missing.map((one) => one.unit_short_name).join('、')} 的会办意见，可以催办，或在答复稿里写明缺意见的原因。`;
  },

  draftReady: ({ case: of, handling, rules }) => {
    const reply = handling && replyOf(of, handling);
    if (!reply?.words.trim()) return '还没有写答复正文。';
    const answerClass = rules.parameters.answerClasses.find((one) => one.code === reply.answer_class);
    if (!answerClass) return '还没有选办理结果。';
    // A second reply may rest on the promises of the first, which run on in the ledger.
    const promised = reply.promises.length > 0 || of.commitments.some((one) => one.handling_id === handling?.id);
    return answerClass.commits && !promised ? `“${answerClass.label}”要写明承诺事项和兑现日期。` : null;
  },

  signedOff: ({ case: of, handling }) => {
    const reply = handling && replyOf(of, handling);
    const waiting = reply?.steps.find((step) => step.state !== 'agreed');
    return reply && !waiting ? null : `还没有审签完${waiting ? `，正在等${waiting.personName}` : ''}。`;
  },

  withdrawalAllowed: ({ case: { matter }, rules }) =>
    rules.parameters.withdrawalRule === 'beforeAssignment' && matter.assigned_at !== null
      ? '本级规定交办以后不能撤回，可以与工作机构联系。'
      : null,

  allSignersWithdraw: ({ case: { kind, parties }, rules }) => {
    if (rules.parameters.withdrawalRule !== 'allSignersAgree') return null;
    const left = parties.filter((party) => party.role === 'signer' && party.state === 'confirmed' && party.withdrew_at === null);
    return left.length === 0 ? null : `联名的${kind.words.name}要全体${kind.words.signer}同意才能撤回，还有 ${left.length} 位没有同意。`;
  },

  signersDecideWithdrawal: ({ case: { kind, parties }, actor, rules }) => {
    if (rules.parameters.withdrawalRule !== 'allSignersAgree') return `本级规定由${kind.words.author}决定撤回。`;
    return parties.some((party) => party.person_id === actor.personId && party.withdrew_at !== null) ? '您已经同意撤回。' : null;
  },

  /** Each side says it once a round; what was said stays sealed until the other side has said its own (DOMAIN §2.4). */
  notRatedYet: ({ case: { ratings }, handling, actor }) => {
    const side = actor.scope === 'unit' ? 'handler' : 'proposer';
    const given = ratings.some((one) => one.handling_id === handling?.id && one.round === handling.round && one.side === side);
    return given ? '已经评过了，等对方评价以后双方同时公开。' : null;
  },

  keyItem: ({ case: { matter } }) => (matter.is_key ? null : '只有重点督办件才登记面对面协商会。'),

  publishable: ({ case: { matter }, input }) => {
    if (matter.openness === 'confidential') return '提出人要求保密，不能公开。';
    if (input === null) return null;
    const checked = (input.checked ?? []) as string[];
    return ['noSecret', 'noPrivacy', 'noReprisal', 'consent'].every((one) => checked.includes(one)) ? null : '公开前的四项都要核对。';
  },

  notOwnCase: ({ case: { matter, parties }, actor }) => {
    if (matter.author_id === actor.personId) return '这是您自己反映的，不用再跟进。';
    return parties.some((party) => party.person_id === actor.personId && party.role === 'follower') ? '您已经在跟进这件事了。' : null;
  },
};

function namesOf(people: readonly { name: string }[]): string {
  const named = people
    .slice(0, 3)
    .map((person) => person.name)
    .join('、');
  return people.length > 3 ? `${named}等` : named;
}

function beforeDay(rules: Rules, day: string, workingDays: number): string {
  return moveWorkingDays(rules.calendar, day, -workingDays);
}

/** How many must stand under a matter of the kind, the proposer included. */
export function signersAsked({ kind }: Pick<Case, 'kind'>, rules: Rules): number {
  return kind.signers === undefined ? 1 : rules.parameters[kind.signers];
}

/** How many stand under the text now, the proposer included. */
export function standingSigners(of: Pick<Case, 'parties'>): number {
  return 1 + standing(of).length;
}

function standing({ parties }: Pick<Case, 'parties'>) {
  return parties.filter((party) => party.role === 'signer' && party.state === 'confirmed');
}

/** Who of those standing under the text has offered to take the lead since its lead deputy last asked to withdraw. */
export function takesLead(of: Pick<Case, 'parties' | 'records'>) {
  const asked = of.records.findLastIndex((record) => record.act === 'askWithdrawal');
  const offered = new Set(of.records.slice(asked + 1).flatMap((record) => (record.act === 'takeLead' ? [record.recorded_by] : [])));
  return standing(of).find((party) => offered.has(party.person_id));
}

/** Until when the proposers may ask that the last decision be looked at again; null where it names no last meeting. */
export function reconsiderUntil({ records }: Pick<Case, 'records'>, { parameters }: Rules): Date | null {
  const decided = records.findLast((record) => record.content.some((field) => field.name === 'lastPresidium'));
  const last = decided?.content.find((field) => field.name === 'lastPresidium')?.value;
  return typeof last === 'string' ? new Date(Date.parse(last) - parameters.motionReconsiderationLead * 3_600_000) : null;
}

/** Who has done the act `name` since the last decision that names a last meeting. */
export function askedAgain({ records }: Pick<Case, 'records'>, name: string): ReadonlySet<string> {
  const from = records.findLastIndex((record) => record.content.some((field) => field.name === 'lastPresidium'));
  return new Set(records.slice(from + 1).flatMap((record) => (record.act === name && record.recorded_by ? [record.recorded_by] : [])));
}

/**
 * A vote as it was counted (地方组织法 2022 §14, §25): two thirds of all deputies present, the counts add up to those present, and more than half
 * of ALL deputies carry it, neither of those present nor of those who voted. Null where the outcome follows from the counts. Pure.
 */
export function faultOfVote(input: Readonly<Record<string, unknown>>): string | null {
  const count = (name: string) => Number(input[name] ?? 0);
  const [total, present, approve] = [count('total'), count('present'), count('approve')];
  const cast = approve + count('oppose') + count('abstain') + count('notCast');
  if (present > total) return `到会 ${present} 人多于全体代表 ${total} 人，请核对。`;
  if (present * 3 < total * 2) return `到会 ${present} 人不足全体代表 ${total} 人的三分之二，不能表决。`;
  if (cast !== present) return `赞成、反对、弃权和未按表决器合计 ${cast} 人，与到会 ${present} 人不符，请核对。`;
  const carried = approve * 2 > total;
  if (carried && input.outcome === 'rejected') return `赞成 ${approve} 人已过全体代表 ${total} 人的半数，结果应为通过。`;
  if (!carried && input.outcome !== 'rejected')
    return `赞成 ${approve} 人，不超过全体代表 ${total} 人的半数（要 ${Math.floor(total / 2) + 1} 人以上），不能通过。`;
  return null;
}
