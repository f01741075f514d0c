import type { Clock, Kind, State } from '../../kind.ts';
import { principalRoles } from '../../kind.ts';
import type { Speech } from './speech.ts';

/** States of a matter that is filed, taken up, given to units, answered and rated (DOMAIN §1.6, §2.2). */
export const answeredStates = (s: Speech): Record<string, State> => ({
  draft: { label: '草稿', stage: 'raise', mark: 'draft', story: '还没有提交，只有您自己看得到' },
  collecting: { label: '征集联名', stage: 'raise', mark: 'waiting', story: `正在等受邀的${s.member}确认联名` },
  screening: { label: '待审核', stage: 'screen', mark: 'running', story: `${s.office}正在审核` },
  returned: { label: '退回修改', stage: 'raise', mark: 'waiting', story: '请按工作机构的意见修改后再提交' },
  accepted: { label: `已${s.accept}`, stage: 'assign', mark: 'running', story: `已${s.accept}编号，正在确定承办单位` },
  handling: { label: '办理中', stage: 'handle', mark: 'running', story: '{lead}正在办理{missing}' },
  replied: { label: '已答复', stage: 'feedback', mark: 'waiting', story: '{lead}已答复，请您评价' },
  rehandling: { label: '重新办理', stage: 'handle', mark: 'running', story: '您评价不满意，{lead}正在重新办理' },
  escalated: { label: '研究处理', stage: 'feedback', mark: 'running', story: '再次评价不满意，工作机构正在召集双方研究' },
  closed: { label: '办结', stage: 'end', mark: 'done', final: true, story: '已经办结' },
  merged: { label: '已并案', stage: 'end', mark: 'closed', final: true, story: `已与内容相同的${s.name}合并办理，答复同样会送给您` },
  letter: { label: `转${s.member}来信`, stage: 'end', mark: 'closed', final: true, story: `作为${s.member}来信处理` },
  notAccepted: { label: `不予${s.accept}`, stage: 'end', mark: 'closed', final: true, story: `未${s.accept}，理由见经过` },
  withdrawn: { label: '已撤回', stage: 'end', mark: 'closed', final: true, story: '已按您的要求撤回' },
});

/** States of one unit's share. */
export const answeredShares: Readonly<Record<string, State>> = {
  assigned: { label: '待签收', stage: 'assign', mark: 'running', story: '等{unit}签收' },
  received: { label: '办理中', stage: 'handle', mark: 'running', story: '{unit}正在办理' },
  objecting: { label: '申请退办', stage: 'assign', mark: 'waiting', story: '{unit}认为不属于本单位职责，等工作机构决定' },
  drafting: { label: '拟写答复', stage: 'handle', mark: 'running', story: '{unit}正在起草答复' },
  signing: { label: '审签中', stage: 'reply', mark: 'running', story: '{unit}正在审签答复' },
  signed: { label: '待送达', stage: 'reply', mark: 'running', story: '{unit}已签发，正在盖章送达' },
  opinionGiven: { label: '意见已到', stage: 'reply', mark: 'done', story: '{unit}已提出会办意见' },
  replied: { label: '已答复', stage: 'feedback', mark: 'waiting', story: '{unit}已答复' },
  rated: { label: '已评价', stage: 'end', mark: 'done', final: true, story: '{unit}的答复已评价' },
  escalated: { label: '研究处理', stage: 'feedback', mark: 'running', story: '正在研究{unit}的答复' },
  ended: { label: '已改办', stage: 'end', mark: 'closed', final: true, story: '不再由{unit}办理' },
};

/** The clocks of the hops (DOMAIN §0, FIELD §1); every period is a parameter of the body's profile. */
export const answeredClocks = (s: Speech): Record<string, Clock> => ({
  cosign: { label: '联名确认', task: `看${s.name}，决定是否联名`, holder: 'invited' },
  submit: { label: '提交', task: `等${s.member}答复联名，齐了就提交`, holder: 'author' },
  revise: { label: '修改', task: '按意见修改后再提交', holder: 'author' },
  screen: { label: '审核', task: '审核', holder: 'office', period: 'screeningPeriod', principal: true },
  assign: { label: '交办', task: '确定承办单位并交办', holder: 'office', period: 'acknowledgePeriod', principal: true },
  receive: { label: '签收', task: '签收或退办', holder: 'handler', period: 'unitReceiptPeriod' },
  objection: { label: '退办期', task: '认为不属于本单位职责的，申请退办', holder: 'handler', period: 'objectionPeriod', right: true },
  decideObjection: { label: '退办处理', task: '决定改办或驳回退办', holder: 'office', period: 'reassignPeriod' },
  contact: { label: '首次联系', task: `联系${s.member}${s.contact}`, holder: 'handler', period: 'firstContactPeriod' },
  coOpinion: { label: '会办意见', task: '写会办意见', holder: 'handler', period: 'coOpinionPeriod' },
  coOpinionAgain: { label: '补充会办意见', task: '重新提出会办意见', holder: 'handler', period: 'coOpinionRedoPeriod' },
  reply: { label: '答复', task: `答复${s.member}`, holder: 'handler', period: 'replyPeriod', principal: true },
  decideExtension: { label: '延期审批', task: '决定是否同意延期', holder: 'office' },
  rate: { label: '评价', task: '评价答复', holder: 'rater', period: 'feedbackPeriod', principal: true, lapses: 'lapseRating' },
  redo: { label: '重新答复', task: '重新办理并再次答复', holder: 'handler', period: 'redoPeriod', principal: true },
  treat: { label: '处理意见', task: '召集双方研究并出具处理意见', holder: 'office', period: 'treatmentOpinionPeriod', principal: true },
  promise: { label: '承诺', task: '兑现承诺并回报', holder: 'handler' },
  judge: { label: '承诺评价', task: '看承诺兑现得怎么样', holder: 'rater', period: 'commitmentReportPeriod' },
});

export const answeredRoles = { sole: '独办', lead: '主办', co: '会办', separate: '分办' } as const;

/** The state that follows from the shares of those who answer: one escalated share stops all, all rated is the end. */
export const answeredDerive: Kind['derive'] = (handlings) => {
  const principal = handlings.filter((one) => principalRoles.includes(one.role) && one.state !== 'ended');
  if (principal.length === 0) return 'accepted';
  if (principal.some((one) => one.state === 'escalated')) return 'escalated';
  if (principal.every((one) => one.state === 'rated')) return 'closed';
  if (principal.every((one) => one.state === 'rated' || one.state === 'replied')) return 'replied';
  return principal.some((one) => one.round > 1) ? 'rehandling' : 'handling';
};
