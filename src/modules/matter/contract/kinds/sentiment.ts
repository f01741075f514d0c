import type { Act, Clock, Kind, State } from '../kind.ts';
import { defineKind } from '../kind.ts';
import type { Field } from '../field.ts';
import { around } from './parts/around.ts';
import { reason } from './parts/common.ts';
import { raising } from './parts/raising.ts';
import { cppccSpeech } from './parts/speech.ts';

/**
 * 社情民意信息: DOMAIN §2.5. A member reports any day; the editor's desk words it beside the original, uses it alone, in a compilation or forwards the
 * original in a numbered bulletin; adoptions and leaders' instructions come back to the author one by one.
 */
const form: readonly Field[] = [
  { name: 'title', label: '标题', input: 'line', required: true, min: 6, max: 80, hint: '反映什么问题，一事一报' },
  {
    name: 'raisedBy',
    label: '以什么名义反映',
    input: 'choice',
    required: true,
    choices: [
      ['people', '委员个人或联名'],
      ['sector', '界别'],
      ['party', '党派、团体'],
      ['committee', '专门委员会'],
    ],
  },
  {
    name: 'collective',
    label: '集体名称',
    input: 'line',
    required: true,
    max: 60,
    when: { field: 'raisedBy', is: ['sector', 'party', 'committee'] },
  },
  { name: 'field', label: '类别', input: 'choice', required: true, choicesFrom: 'fields' },
  { name: 'words', label: '情况和建议', input: 'text', required: true, min: 40, max: 1500, hint: '情况、分析、建议，1500 字以内' },
  {
    name: 'urgency',
    label: '缓急',
    input: 'choice',
    required: true,
    choices: [
      ['ordinary', '一般'],
      ['urgent', '紧急，请当天看'],
    ],
  },
  { name: 'source', label: '材料来源', input: 'line', max: 200, hint: '走访、座谈、调研，如引用数据请注明出处' },
  { name: 'files', label: '附件', input: 'files', max: 9 },
];

const states: Record<string, State> = {
  draft: { label: '草稿', stage: 'raise', mark: 'draft', story: '还没有提交，只有您自己看得到' },
  collecting: { label: '征集联名', stage: 'raise', mark: 'waiting', story: '正在等受邀的委员确认联名' },
  submitted: { label: '待编辑', stage: 'screen', mark: 'running', story: '信息工作机构已收到，正在看' },
  returned: { label: '退回修改', stage: 'raise', mark: 'waiting', story: '请按编辑的意见修改后再提交' },
  editing: { label: '编辑中', stage: 'handle', mark: 'running', story: '正在编辑，准备采用' },
  used: { label: '已采用', stage: 'reply', mark: 'done', story: '已采用报送，正在等上级采用和领导批示' },
  followed: { label: '跟踪落实', stage: 'follow', mark: 'running', story: '领导已批示，正在跟踪落实' },
  closed: { label: '办结', stage: 'end', mark: 'done', final: true, story: '已经办结，结果见经过' },
  notUsed: { label: '留存备查', stage: 'end', mark: 'closed', final: true, story: '这次没有采用，留存备查，理由见经过' },
  converted: { label: '已转提案', stage: 'end', mark: 'closed', final: true, story: '已转为提案办理' },
  withdrawn: { label: '已撤回', stage: 'end', mark: 'closed', final: true, story: '已按您的要求撤回' },
};

const clocks: Record<string, Clock> = {
  cosign: { label: '联名确认', task: '看信息，决定是否联名', holder: 'invited' },
  submit: { label: '提交', task: '等委员答复联名，齐了就提交', holder: 'author' },
  revise: { label: '修改', task: '按编辑的意见修改后再提交', holder: 'author' },
  edit: {
    label: '编辑',
    task: '编辑、采用或说明不用的理由',
    holder: 'office',
    principal: true,
    period: { ordinary: 'sentimentEditPeriod', urgent: 'sentimentUrgentPeriod' },
  },
  use: { label: '编发', task: '编入一期信息或单篇报送', holder: 'office', period: 'sentimentIssuePeriod', principal: true },
  feedBack: { label: '反馈', task: '登记采用和批示，向委员反馈', holder: 'office', period: 'sentimentFeedbackPeriod', principal: true },
  followUp: { label: '跟踪落实', task: '登记批示落实情况', holder: 'office', period: 'sentimentFollowPeriod', principal: true },
};

const levels: Field = {
  name: 'level',
  label: '哪一级',
  input: 'choice',
  required: true,
  choices: [
    ['department', '有关部门'],
    ['own', '本级党委、政府'],
    ['provincialCppcc', '上级政协'],
    ['provincialParty', '上级党委、政府'],
    ['national', '全国政协'],
  ],
};

const speech = { ...cppccSpeech('社情民意信息'), accept: '采用', author: '反映人' };
const raised = raising(speech);
const beside = around(speech, form);

const editing: Record<string, Act> = {
  returnForRevision: {
    label: '退回修改',
    on: 'matter',
    by: ['office'],
    from: ['submitted', 'editing'],
    to: 'returned',
    fields: [{ name: 'advice', label: '修改意见', input: 'text', required: true, min: 4, max: 1000, hint: '写清楚补什么、改哪里' }],
    effects: [],
    meets: ['edit', 'use'],
    starts: ['revise'],
    tells: [{ to: 'author', title: '请修改后再提交', words: '《{title}》需要修改：{advice}' }],
    line: '{actor}退回修改：{advice}',
    audience: 'all',
    weight: 'other',
  },
  edit: {
    label: '编辑',
    on: 'matter',
    by: ['office'],
    from: ['submitted', 'editing'],
    to: 'editing',
    fields: [
      { name: 'editedTitle', label: '编辑后的标题', input: 'line', required: true, min: 4, max: 80 },
      { name: 'editedWords', label: '编辑后的正文', input: 'text', required: true, min: 20, max: 5000 },
    ],
    effects: ['edit'],
    meets: ['edit'],
    starts: ['use'],
    line: '{actor}编辑了文稿',
    audience: 'office',
    weight: 'main',
  },
  use: {
    label: '采用编发',
    on: 'matter',
    by: ['office'],
    from: ['submitted', 'editing', 'used', 'followed'],
    to: 'used',
    fields: [
      {
        name: 'form',
        label: '采用方式',
        input: 'choice',
        required: true,
        choices: [
          ['single', '单篇采用'],
          ['compiled', '综合采用'],
          ['original', '原稿转送'],
        ],
      },
      { name: 'bulletin', label: '哪一期', input: 'line', required: true, max: 80, hint: '如 明州政协信息 2026 年第 31 期' },
      { name: 'addressees', label: '报送哪里', input: 'line', required: true, max: 200 },
    ],
    effects: ['record'],
    meets: ['edit', 'use', 'feedBack', 'followUp'],
    starts: ['feedBack'],
    tells: [{ to: 'signers', title: '信息已采用', words: '《{title}》已{form}，编入{bulletin}，报送{addressees}。' }],
    line: '{form}：{bulletin}，报送{addressees}',
    audience: 'all',
    weight: 'main',
  },
  adopt: {
    label: '登记上级采用',
    on: 'matter',
    by: ['office'],
    from: ['used', 'followed', 'closed'],
    fields: [
      levels,
      {
        name: 'form',
        label: '采用方式',
        input: 'choice',
        required: true,
        choices: [
          ['single', '单篇采用'],
          ['compiled', '综合采用'],
        ],
      },
      { name: 'on', label: '采用日期', input: 'day', required: true },
      { name: 'publication', label: '刊物和期号', input: 'line', max: 100 },
      { name: 'files', label: '采用通知', input: 'files', max: 6 },
    ],
    effects: ['record'],
    tells: [{ to: 'signers', title: '信息被上级采用', words: '《{title}》被{level}{form}。' }],
    line: '被{level}{form}。{publication}',
    audience: 'all',
    weight: 'other',
  },
  instruct: {
    label: '登记领导批示',
    on: 'matter',
    by: ['office'],
    from: ['used', 'followed'],
    to: 'followed',
    fields: [
      levels,
      { name: 'leader', label: '批示领导', input: 'line', required: true, max: 60, hint: '写职务，如 市政府分管副市长' },
      { name: 'on', label: '批示日期', input: 'day', required: true },
      { name: 'words', label: '批示内容', input: 'text', required: true, min: 2, max: 1000 },
      { name: 'files', label: '批示扫描件', input: 'files', max: 6 },
    ],
    effects: ['record'],
    meets: ['feedBack', 'followUp'],
    starts: ['followUp'],
    tells: [{ to: 'signers', title: '领导批示了您的信息', words: '{leader}批示了《{title}》。' }],
    line: '{leader}批示：{words}',
    audience: 'all',
    weight: 'other',
  },
  followUp: {
    label: '登记落实情况',
    on: 'matter',
    by: ['office'],
    from: ['followed'],
    to: 'closed',
    fields: [
      { name: 'organisation', label: '由谁落实', input: 'line', required: true, max: 100 },
      { name: 'words', label: '落实情况', input: 'text', required: true, min: 4, max: 2000 },
      { name: 'files', label: '材料', input: 'files', max: 6 },
    ],
    effects: ['record'],
    meets: ['followUp'],
    tells: [{ to: 'signers', title: '批示有了落实', words: '《{title}》：{organisation}{words}' }],
    line: '{organisation}落实：{words}',
    audience: 'all',
    weight: 'main',
  },
  feedBack: {
    label: '反馈办结',
    on: 'matter',
    by: ['office'],
    from: ['used'],
    to: 'closed',
    fields: [{ name: 'words', label: '给委员的反馈', input: 'text', required: true, min: 4, max: 1000 }],
    effects: ['record'],
    meets: ['feedBack'],
    tells: [{ to: 'signers', title: '信息有了反馈', words: '《{title}》：{words}' }],
    line: '{actor}反馈：{words}',
    audience: 'all',
    weight: 'main',
  },
  keep: {
    label: '不采用，留存',
    on: 'matter',
    by: ['office'],
    from: ['submitted', 'editing'],
    to: 'notUsed',
    bulk: true,
    fields: [reason],
    effects: ['end'],
    meets: ['edit', 'use'],
    tells: [{ to: 'signers', title: '这次没有采用', words: '《{title}》没有采用，留存备查：{reason}' }],
    line: '{actor}留存备查：{reason}',
    audience: 'all',
    weight: 'grave',
  },
  toProposal: {
    label: '转为提案',
    on: 'matter',
    by: ['office', 'author'],
    from: ['submitted', 'editing', 'used', 'followed'],
    to: 'converted',
    fields: [{ name: 'title', label: '提案案由', input: 'line', required: true, min: 6, max: 80, hint: '关于……的提案' }, reason],
    converts: { to: 'proposal', arrives: 'draft', text: { situation: ['words'] } },
    effects: ['convert', 'end'],
    meets: ['edit', 'use', 'feedBack', 'followUp'],
    tells: [
      { to: 'signers', title: '信息转为提案', words: '《{title}》转为提案，草稿已在您的提案里，请补全后提交：{reason}' },
      { to: 'office', title: '信息转为提案', words: '{actor}把《{title}》转为提案。' },
    ],
    line: '{actor}转为提案：{reason}',
    audience: 'all',
    weight: 'other',
  },
};

export const sentiment: Kind = defineKind({
  kind: 'sentiment',
  bodyKind: 'cppcc',
  pace: 'long',
  stageWords: { screen: '收件', handle: '编辑', reply: '采用报送', follow: '批示落实' },
  words: { name: '社情民意', full: '社情民意信息', raise: '报社情民意', author: '反映人', signer: '联名委员', counter: '篇' },
  form,
  first: 'draft',
  states,
  handlingStates: {},
  clocks,
  acts: {
    ...raised,
    submit: {
      ...raised.submit!,
      label: '提交信息',
      to: 'submitted',
      starts: ['edit'],
      tells: [
        { to: 'office', title: '收到社情民意', words: '{actor}反映《{title}》，请编辑。' },
        { to: 'signers', title: '联名的信息已提交', words: '您联名的《{title}》已提交。' },
      ],
    },
    withdraw: {
      ...raised.withdraw!,
      from: ['collecting', 'submitted', 'returned', 'editing'],
      guards: [],
      tells: [
        { to: 'office', title: '委员撤回信息', words: '{actor}撤回《{title}》：{reason}' },
        { to: 'signers', title: '信息已撤回', words: '您联名的《{title}》已由反映人撤回。' },
      ],
    },
    agreeWithdrawal: { ...raised.agreeWithdrawal!, from: ['submitted', 'returned'] },
    ...editing,
    note: { ...beside.note!, by: ['office'] },
    message: {
      ...beside.message!,
      by: ['author', 'office'],
      from: ['submitted', 'editing', 'used', 'followed', 'closed'],
      tells: [
        { to: 'author', title: '有新留言', words: '{actor}：{words}' },
        { to: 'office', title: '有新留言', words: '{actor}：{words}' },
      ],
    },
    addFiles: {
      ...beside.addFiles!,
      from: ['submitted', 'editing', 'used', 'followed'],
      tells: [{ to: 'office', title: '委员补充了材料', words: '{actor}为《{title}》补充了材料。{words}' }],
    },
  },
  bulletinAct: 'use',
  numbering: { when: 'afterCommit' },
  visibility: 'parties',
  handlingRoles: {},
  derive: () => 'submitted',
});
