import type { Act, Clock, Kind, State } from '../kind.ts';
import { defineKind, principalRoles } from '../kind.ts';
import type { Field } from '../field.ts';
import { answering } from './parts/answering.ts';
import { around } from './parts/around.ts';
import { assigning } from './parts/assigning.ts';
import { files, fitting, reason } from './parts/common.ts';
import { handling } from './parts/handling.ts';
import { answeredShares } from './parts/life.ts';
import { raising } from './parts/raising.ts';
import { cppccSpeech } from './parts/speech.ts';

/**
 * 委员议事 (MISSION A6): a small livelihood matter as 一件事, from raising over consultation on one or several levels to handling, answer and rating. Its
 * days are those that the profile of a CPPCC gives to 委员议事.
 */
const form: readonly Field[] = [
  { name: 'title', label: '议什么事', input: 'line', required: true, min: 4, max: 60 },
  { name: 'category', label: '类别', input: 'choice', required: true, choicesFrom: 'reportCategories' },
  { name: 'words', label: '情况', input: 'text', required: true, min: 10, max: 2000, hint: '看到了什么、群众怎么说' },
  { name: 'wish', label: '希望怎么办', input: 'text', max: 1000 },
  { name: 'place', label: '地点', input: 'place', required: true },
  { name: 'files', label: '照片', input: 'files', max: 9 },
];

const states: Record<string, State> = {
  draft: { label: '草稿', stage: 'raise', mark: 'draft', story: '还没有提交' },
  collecting: { label: '征集联名', stage: 'raise', mark: 'waiting', story: '正在等受邀的委员确认' },
  submitted: { label: '待受理', stage: 'screen', mark: 'running', story: '工作机构正在看，受理后组织协商' },
  returned: { label: '退回修改', stage: 'raise', mark: 'waiting', story: '请按工作机构的意见修改后再提交' },
  accepted: { label: '协商中', stage: 'assign', mark: 'running', story: '已受理，正在组织协商' },
  handling: { label: '承办中', stage: 'handle', mark: 'running', story: '{lead}正在承办' },
  replied: { label: '已反馈', stage: 'feedback', mark: 'waiting', story: '{lead}已反馈结果，请您评价' },
  rehandling: { label: '重新承办', stage: 'handle', mark: 'running', story: '您评价不满意，{lead}正在重新承办' },
  escalated: { label: '研究处理', stage: 'feedback', mark: 'running', story: '再次评价不满意，工作机构正在召集各方研究' },
  closed: { label: '办结', stage: 'end', mark: 'done', final: true, story: '已经办结' },
  notAccepted: { label: '不作议事', stage: 'end', mark: 'closed', final: true, story: '没有受理，理由见经过' },
  converted: { label: '已转提案', stage: 'end', mark: 'closed', final: true, story: '事情较大，已转为提案' },
  withdrawn: { label: '已撤回', stage: 'end', mark: 'closed', final: true, story: '已按您的要求撤回' },
};

const { assigned, received, objecting, replied, rated, escalated, ended } = answeredShares;
const shares: Record<string, State> = {
  assigned: assigned!,
  received: { ...received!, label: '承办中', story: '{unit}正在承办' },
  objecting: objecting!,
  replied: { ...replied!, label: '已反馈', story: '{unit}已反馈' },
  rated: rated!,
  escalated: escalated!,
  ended: ended!,
};

const clocks: Record<string, Clock> = {
  cosign: { label: '联名确认', task: '看议题，决定是否联名', holder: 'invited' },
  submit: { label: '提交', task: '等委员答复，齐了就提交', holder: 'author' },
  revise: { label: '修改', task: '按意见修改后再提交', holder: 'author' },
  screen: { label: '受理', task: '受理并定在哪一级协商', holder: 'office', period: 'reportReceiptPeriod', principal: true },
  consult: { label: '协商', task: '组织协商，形成纪要，交有关单位承办', holder: 'office', period: 'concernConsultPeriod', principal: true },
  receive: { label: '签收', task: '签收或退办', holder: 'handler', period: 'reportReceiptPeriod' },
  objection: { label: '退办期', task: '不归本单位管的，申请退办', holder: 'handler', period: 'reportObjectionPeriod', right: true },
  decideObjection: { label: '退办处理', task: '决定改办或驳回退办', holder: 'office', period: 'reportReceiptPeriod' },
  reply: { label: '承办', task: '承办并向委员反馈', holder: 'handler', period: 'reportComplaintPeriod', principal: true },
  decideExtension: { label: '延期审批', task: '决定是否同意延期', holder: 'office' },
  rate: { label: '评价', task: '看看办得怎么样', holder: 'rater', period: 'reportFeedbackPeriod', principal: true, lapses: 'lapseRating' },
  redo: { label: '重新承办', task: '重新承办并反馈', holder: 'handler', period: 'reportRedoPeriod', principal: true },
  treat: { label: '研究处理', task: '召集各方研究并出具意见', holder: 'office', period: 'treatmentOpinionPeriod', principal: true },
};

const levels: Field = {
  name: 'level',
  label: '在哪一级协商',
  input: 'choice',
  required: true,
  choices: [
    ['village', '村（社区）'],
    ['township', '乡镇（街道）'],
    ['county', '区县'],
    ['city', '市级'],
  ],
};

const speech = { ...cppccSpeech('议事'), office: '工作机构', author: '议事发起人', accept: '受理', contact: '协商' };
const raised = fitting(raising(speech), states, shares);
const given = fitting(assigning(speech), states, shares);
const handled = fitting(handling(speech), states, shares);
const answered = fitting(answering(speech), states, shares);
const beside = fitting(around(speech, form), states, shares);

const consulting: Record<string, Act> = {
  accept: {
    label: '受理',
    on: 'matter',
    by: ['office'],
    from: ['submitted'],
    to: 'accepted',
    fields: [levels, { name: 'words', label: '请谁参加协商', input: 'line', max: 300 }],
    effects: ['record'],
    meets: ['screen'],
    starts: ['consult'],
    tells: [{ to: 'signers', title: '议事已受理', words: '《{title}》已受理，将在{level}协商。{words}' }],
    line: '{actor}受理，在{level}协商。{words}',
    audience: 'all',
    weight: 'main',
  },
  returnForRevision: {
    label: '退回修改',
    on: 'matter',
    by: ['office'],
    from: ['submitted'],
    to: 'returned',
    fields: [{ name: 'advice', label: '修改意见', input: 'text', required: true, min: 4, max: 1000 }],
    effects: [],
    meets: ['screen'],
    starts: ['revise'],
    tells: [{ to: 'author', title: '请修改后再提交', words: '《{title}》需要修改：{advice}' }],
    line: '{actor}退回修改：{advice}',
    audience: 'all',
    weight: 'other',
  },
  notAccept: {
    label: '不作议事',
    on: 'matter',
    by: ['office'],
    from: ['submitted', 'accepted'],
    to: 'notAccepted',
    fields: [
      { name: 'label', label: '属于哪种情形', input: 'choice', required: true, choicesFrom: 'stopLabels' },
      { ...reason, label: '向委员说明', hint: '写清楚为什么，应当找谁' },
    ],
    effects: ['end'],
    meets: ['screen', 'consult'],
    tells: [{ to: 'signers', title: '没有受理', words: '《{title}》：{reason}' }],
    line: '{actor}说明：{reason}',
    audience: 'all',
    weight: 'grave',
  },
  recordConsultation: {
    label: '登记协商',
    on: 'matter',
    by: ['office'],
    from: ['accepted', 'handling', 'rehandling', 'escalated'],
    fields: [
      levels,
      { name: 'at', label: '时间', input: 'moment', required: true },
      { name: 'place', label: '地点', input: 'line', required: true, max: 100 },
      { name: 'people', label: '参加人', input: 'line', required: true, max: 300, hint: '委员、群众代表、单位、村社' },
      { name: 'words', label: '协商纪要', input: 'text', required: true, min: 10, max: 5000 },
      { name: 'outcome', label: '达成的意见', input: 'text', required: true, min: 4, max: 1000 },
      files,
    ],
    effects: ['record'],
    tells: [
      { to: 'signers', title: '协商有了结果', words: '《{title}》在{level}协商：{outcome}' },
      { to: 'allHandlers', title: '协商有了结果', words: '《{title}》在{level}协商：{outcome}' },
    ],
    line: '{level}协商：{outcome}',
    audience: 'all',
    weight: 'other',
  },
};

const answer: Act = {
  label: '反馈结果',
  on: 'handling',
  by: ['unitOfficer'],
  from: ['handling', 'rehandling', 'escalated'],
  fromTarget: ['received'],
  toTarget: 'replied',
  to: 'derived',
  fields: [
    { name: 'words', label: '办理结果', input: 'text', required: true, min: 4, max: 3000 },
    files,
    {
      name: 'answerClass',
      label: '办到什么程度',
      input: 'choice',
      required: true,
      choices: [
        ['done', '已经办好'],
        ['explained', '已作解释'],
        ['planned', '已列入计划'],
      ],
    },
  ],
  effects: ['issueReply'],
  meets: ['reply', 'redo', 'objection'],
  starts: ['rate'],
  tells: [
    { to: 'signers', title: '有结果了', words: '《{title}》：{words}' },
    { to: 'office', title: '承办单位已反馈', words: '{unit}已反馈《{title}》。' },
  ],
  line: '{unit}反馈：{words}',
  audience: 'all',
  weight: 'main',
};

const escalating: Act = {
  label: '转为提案',
  on: 'matter',
  by: ['author'],
  from: ['submitted', 'accepted', 'handling', 'replied', 'rehandling', 'escalated'],
  to: 'converted',
  fields: [{ name: 'title', label: '提案案由', input: 'line', required: true, min: 6, max: 80, hint: '关于……的提案' }],
  converts: { to: 'proposal', arrives: 'draft', text: { situation: ['words', 'address'], measures: ['wish'] } },
  effects: ['convert', 'end'],
  tells: [{ to: 'office', title: '议事转为提案', words: '《{title}》由委员转为提案。' }],
  line: '{actor}转为提案',
  audience: 'all',
  weight: 'other',
};

export const concern: Kind = defineKind({
  kind: 'concern',
  bodyKind: 'cppcc',
  pace: 'short',
  stageWords: { screen: '受理', assign: '协商', feedback: '反馈评价' },
  words: { name: '议事', full: '委员议事', raise: '发起议事', author: '议事发起人', signer: '联名委员', counter: '件' },
  form,
  first: 'draft',
  states,
  handlingStates: shares,
  clocks,
  acts: {
    ...raised,
    submit: {
      ...raised.submit!,
      label: '提交议事',
      to: 'submitted',
      effects: ['freezeText', 'locate', 'dropInvitation'],
      tells: [{ to: 'office', title: '收到委员议事', words: '{actor}发起《{title}》，请受理。' }],
    },
    withdraw: { ...raised.withdraw!, from: ['collecting', 'submitted', 'returned', 'accepted', 'handling'], guards: [] },
    agreeWithdrawal: { ...raised.agreeWithdrawal!, from: ['submitted', 'returned', 'accepted', 'handling'] },
    ...consulting,
    assign: {
      ...given.assign!,
      label: '交办',
      guards: ['consulted'],
      fields: [
        {
          name: 'mode',
          label: '办理方式',
          input: 'choice',
          required: true,
          choices: [
            ['sole', '一家承办'],
            ['separate', '分别承办'],
          ],
        },
        { name: 'lead', label: '承办单位', input: 'unit', required: true, when: { field: 'mode', is: ['sole'] } },
        {
          name: 'separate',
          label: '分别承办的单位',
          input: 'units',
          required: true,
          min: 2,
          max: 5,
          when: { field: 'mode', is: ['separate'] },
        },
        { name: 'words', label: '交办要求', input: 'line', max: 500 },
      ],
      meets: ['consult'],
    },
    reassign: given.reassign!,
    refuseObjection: { ...given.refuseObjection!, resumes: ['reply', 'redo'] },
    signFor: handled.signFor!,
    appointOfficer: handled.appointOfficer!,
    object: { ...handled.object!, pauses: ['reply', 'redo'] },
    requestExtension: handled.requestExtension!,
    grantExtension: handled.grantExtension!,
    refuseExtension: handled.refuseExtension!,
    answer,
    rate: answered.rate!,
    lapseRating: answered.lapseRating!,
    treat: answered.treat!,
    convert: escalating,
    note: beside.note!,
    message: { ...beside.message!, from: ['submitted', 'accepted', 'handling', 'replied', 'rehandling', 'escalated', 'closed'] },
    addFiles: { ...beside.addFiles!, from: ['submitted', 'accepted', 'handling', 'replied', 'rehandling', 'escalated'] },
    urge: { ...beside.urge!, by: ['office', 'author'] },
    publish: beside.publish!,
    unpublish: beside.unpublish!,
  },
  numbering: { when: 'afterCommit' },
  visibility: 'body',
  handlingRoles: { sole: '承办', separate: '分办' },
  derive: (handlings) => {
    const principal = handlings.filter((one) => principalRoles.includes(one.role) && one.state !== 'ended');
    if (principal.length === 0) return 'accepted';
    if (principal.some((one) => one.state === 'escalated')) return 'escalated';
    if (principal.every((one) => one.state === 'rated')) return 'closed';
    if (principal.every((one) => one.state === 'rated' || one.state === 'replied')) return 'replied';
    return principal.some((one) => one.round > 1) ? 'rehandling' : 'handling';
  },
});
