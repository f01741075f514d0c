import { dayOf } from '#platform/contract/instant.ts';
import type { Actor } from '#platform/contract/actor.ts';
import { moveWorkingDays } from '#modules/profile/server/index.ts';
import { missingFields } from '../../contract/field.ts';
import type { Guard } from '../../contract/kind.ts';
import { principalRoles } from '../../contract/kind.ts';
import type { HandlingRow } from '../tables.ts';
import type { Rules } from './act-context.ts';
import type { Case } from './case.ts';
import { currentHandlings, replyOf } from './case.ts';
import { sayDay } from './words.ts';

/** What a guard looks at. `input` is null while a page asks what may be done: then only what is already known can block. */
export interface GuardView {
  readonly case: Case;
  readonly actor: Actor;
  readonly handling: HandlingRow | undefined;
  readonly rules: Rules;
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
  signersAnswered: ({ case: { matter, parties } }) => {
    if (matter.state !== 'collecting') return null;
    const waiting = parties.filter((party) => party.role === 'signer' && (party.state === 'invited' || party.state === 'stale'));
    return waiting.length === 0 ? null : `还有 ${waiting.length} 位代表没有答复（${namesOf(waiting)}），可以再等等，或先取消对他们的邀请。`;
  },

  /** 地方组织法 (2022) §22 and the body's own rules: how many must stand under the text. A collective files in its own name. */
  enoughSigners: ({ case: { kind, matter, parties }, rules }) => {
    const asked = kind.signers === undefined ? 1 : rules.parameters[kind.signers];
    const signed = 1 + parties.filter((party) => party.role === 'signer' && party.state === 'confirmed').length;
    const isCollective = typeof matter.form.raisedBy === 'string' && matter.form.raisedBy !== 'people';
    if (isCollective || signed >= asked) return null;
    return `${kind.words.name}要有 ${asked} 人联名，现在连您一共 ${signed} 人，还差 ${asked - signed} 人，请先邀请联名。`;
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
    return of.contacts.some((contact) => contact.handling_id === handling.id) ? null : '答复前要先与代表面商，请先登记面商。';
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

  allSignersWithdraw: ({ case: { parties }, rules }) => {
    if (rules.parameters.withdrawalRule !== 'allSignersAgree') return null;
    const left = parties.filter((party) => party.role === 'signer' && party.state === 'confirmed' && party.withdrew_at === null);
    return left.length === 0 ? null : `联名的建议要全体联名代表同意才能撤回，还有 ${left.length} 位没有同意。`;
  },

  signersDecideWithdrawal: ({ case: { parties }, actor, rules }) => {
    if (rules.parameters.withdrawalRule !== 'allSignersAgree') return '本级规定由领衔代表决定撤回。';
    return parties.some((party) => party.person_id === actor.personId && party.withdrew_at !== null) ? '您已经同意撤回。' : null;
  },

  /** Each side says it once a round; what was said stays sealed until the other side has said its own (DOMAIN §2.4). */
  notRatedYet: ({ case: { ratings }, handling, actor }) => {
    const side = actor.scope === 'unit' ? 'handler' : 'proposer';
    const given = ratings.some((one) => one.handling_id === handling?.id && one.round === handling.round && one.side === side);
    return given ? '已经评过了，等对方评价以后双方同时公开。' : null;
  },

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
