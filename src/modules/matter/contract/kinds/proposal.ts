import type { Act, Clock, Kind } from '../kind.ts';
import { defineKind } from '../kind.ts';
import type { Field } from '../field.ts';
import { answering } from './parts/answering.ts';
import { around } from './parts/around.ts';
import { assigning } from './parts/assigning.ts';
import { open, reason } from './parts/common.ts';
import { handling } from './parts/handling.ts';
import { answeredClocks, answeredDerive, answeredRoles, answeredShares, answeredStates } from './parts/life.ts';
import { raising } from './parts/raising.ts';
import { screening, splitting } from './parts/screening.ts';
import { cppccSpeech } from './parts/speech.ts';

/** 政协提案: DOMAIN §2.1 to §2.4; 政协全国委员会提案工作条例 (2018). Every period and share is a parameter of the body's profile. */
const form: readonly Field[] = [
  { name: 'title', label: '案由', input: 'line', required: true, min: 6, max: 80, hint: '关于……的提案，一事一案' },
  {
    name: 'raisedBy',
    label: '以什么名义提出',
    input: 'choice',
    required: true,
    choices: [
      ['people', '委员个人或联名'],
      ['sector', '界别'],
      ['group', '委员小组'],
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
    hint: '如 教育界、民建明州市委会、提案委员会',
    when: { field: 'raisedBy', is: ['sector', 'group', 'party', 'committee'] },
  },
  { name: 'field', label: '类别', input: 'choice', required: true, choicesFrom: 'fields' },
  { name: 'situation', label: '情况', input: 'text', required: true, min: 20, max: 3000, hint: '在哪里、什么问题、影响多少人' },
  { name: 'analysis', label: '分析', input: 'text', required: true, min: 10, max: 3000, hint: '为什么会这样' },
  { name: 'measures', label: '建议', input: 'list', required: true, max: 12, hint: '一条一个具体办法，承办单位逐条回应' },
  { name: 'suggestedUnits', label: '希望由谁办', input: 'units', max: 6, hint: '可不填，由提案工作机构确定' },
  {
    name: 'openness',
    label: '是否公开',
    input: 'choice',
    required: true,
    choices: [
      ['open', '同意全文公开'],
      ['summary', '只公开案由和答复摘要'],
      ['confidential', '不公开，办理中请保密'],
    ],
  },
  {
    name: 'confidentialReason',
    label: '不公开的理由',
    input: 'line',
    required: true,
    max: 200,
    when: { field: 'openness', is: ['confidential'] },
  },
  { name: 'contactWish', label: '方便协商的时间和方式', input: 'line', max: 200 },
  { name: 'files', label: '附件', input: 'files', max: 12 },
];

const speech = cppccSpeech('提案');
const raised = raising(speech);
const screened = screening(speech);
const handled = handling(speech);
const answered = answering(speech);

const clocks: Record<string, Clock> = {
  ...answeredClocks(speech),
  rateProposal: { label: '提案评价', task: '评价提案质量', holder: 'handler', period: 'feedbackPeriod', lapses: 'lapseProposalRating' },
};

const score = (name: string, label: string, max: number, hint: string): Field => ({
  name,
  label,
  input: 'number',
  required: true,
  min: 0,
  max,
  hint,
});

/** DOMAIN §2.4: both sides score, back to back; the pair is opened together, and only then does what follows from it happen. */
const rating: Record<string, Act> = {
  rate: {
    ...answered.rate!,
    label: '评价办理',
    guards: ['notRatedYet'],
    fields: [
      { name: 'overall', label: '总体评价', input: 'choice', required: true, choicesFrom: 'ratings' },
      score('organisation', '组织领导', 20, '0 至 20 分：领导重视、专人负责'),
      score('consultation', '协商沟通', 25, '0 至 25 分：办前、办中、办后都沟通'),
      score('effect', '办理实效', 40, '0 至 40 分：问题解决、承诺落实'),
      score('answer', '答复质量', 15, '0 至 15 分：逐条回应、内容实在'),
      {
        name: 'reason',
        label: '哪里不满意',
        input: 'text',
        required: true,
        min: 4,
        max: 1000,
        when: { field: 'overall', is: ['dissatisfied'] },
      },
      { name: 'words', label: '想说的话', input: 'line', max: 500 },
    ],
    effects: ['rateBothWays'],
    tells: [
      { to: 'handler', title: '委员已评价', words: '委员已评价{number}的办理，请评价提案质量，双方都评价后同时公开。' },
      { to: 'office', title: '委员已评价', words: '{actor}已评价{number}的办理。' },
      { to: 'author', title: '双方评价已公开', words: '{opened}' },
    ],
    line: '{actor}评价了办理，双方都评价后公开。{opened}',
  },
  rateProposal: {
    label: '评价提案',
    on: 'handling',
    by: ['unitOfficer'],
    from: [...open],
    fromTarget: ['replied'],
    to: 'derived',
    guards: ['notRatedYet'],
    fields: [
      score('science', '科学性', 20, '0 至 20 分：调研充分、数据可靠'),
      score('seriousness', '严肃性', 20, '0 至 20 分：一事一案、实事求是'),
      score('feasibility', '可行性', 25, '0 至 25 分：建议具体、能够办到'),
      score('form', '规范性', 15, '0 至 15 分：情况、分析、建议齐全'),
      score('weight', '影响性', 20, '0 至 20 分：对工作的推动'),
      { name: 'words', label: '给委员的话', input: 'line', max: 500 },
    ],
    effects: ['rateBothWays'],
    meets: ['rateProposal'],
    tells: [{ to: 'author', title: '双方评价已公开', words: '{opened}' }],
    line: '{unit}评价了提案质量，双方都评价后公开。{opened}',
    audience: 'all',
    weight: 'main',
  },
  lapseRating: { ...answered.lapseRating!, effects: ['openRatings'], meets: ['rate', 'rateProposal'] },
  lapseProposalRating: {
    label: '逾期未评价提案',
    on: 'handling',
    by: ['system'],
    from: [...open],
    fromTarget: ['replied'],
    to: 'derived',
    fields: [],
    effects: ['openIfRated'],
    meets: ['rateProposal'],
    tells: [{ to: 'author', title: '双方评价已公开', words: '{opened}' }],
    line: '承办单位没有在期限内评价提案。{opened}',
    audience: 'all',
    weight: 'other',
  },
};

/** 办理协商 before, during and after the handling, with minutes (DOMAIN §2.3). */
const consulting: Record<string, Act> = {
  recordContact: {
    ...handled.recordContact!,
    label: '登记办理协商',
    fields: [
      {
        name: 'phase',
        label: '在哪个阶段',
        input: 'choice',
        required: true,
        choices: [
          ['before', '办理前'],
          ['during', '办理中'],
          ['after', '办理后'],
        ],
      },
      ...handled.recordContact!.fields,
    ],
    effects: ['recordContact', 'record'],
    line: '{unit}与委员{phase}协商（{manner}）',
  },
};

const honouring: Record<string, Act> = {
  honour: {
    label: '评为优秀提案',
    on: 'matter',
    by: ['officeLeader'],
    from: ['replied', 'closed'],
    fields: [
      { name: 'honour', label: '称号', input: 'line', required: true, min: 4, max: 30, hint: '如 2026 年度优秀提案' },
      { name: 'words', label: '评语', input: 'line', max: 300 },
    ],
    effects: ['honour', 'record'],
    tells: [
      { to: 'signers', title: '提案获评', words: '《{title}》获评{honour}。{words}' },
      { to: 'allHandlers', title: '提案获评', words: '{number}《{title}》获评{honour}。' },
    ],
    line: '获评{honour}。{words}',
    audience: 'all',
    weight: 'other',
  },
};

const filing: Record<string, Act> = {
  toSentiment: {
    label: '转社情民意',
    on: 'matter',
    by: ['office'],
    from: ['screening'],
    to: 'converted',
    fields: [reason],
    converts: { to: 'sentiment', arrives: 'submitted', starts: 'edit', text: { words: ['situation', 'analysis', 'measures'] } },
    effects: ['convert', 'end'],
    meets: ['screen'],
    tells: [{ to: 'signers', title: '已转社情民意', words: '《{title}》不作提案立案，已转为社情民意信息：{reason}' }],
    line: '{actor}转为社情民意信息：{reason}',
    audience: 'all',
    weight: 'other',
  },
};

export const proposal: Kind = defineKind({
  kind: 'proposal',
  bodyKind: 'cppcc',
  pace: 'long',
  signers: 'proposalSigners',
  stageWords: { screen: '审查立案' },
  words: { name: '提案', full: '政协提案', raise: '提提案', author: '第一提案人', signer: '联名委员', counter: '件' },
  form,
  first: 'draft',
  states: {
    ...answeredStates(speech),
    converted: { label: '已转社情民意', stage: 'end', mark: 'closed', final: true, story: '不作提案立案，已转为社情民意信息' },
  },
  handlingStates: answeredShares,
  clocks,
  acts: {
    ...raised,
    submit: { ...raised.submit!, guards: ['formComplete', 'signersAnswered', 'enoughSigners'] },
    ...screened,
    ...filing,
    ...splitting(speech, 'proposal'),
    ...assigning(speech),
    ...handled,
    ...consulting,
    issueReply: { ...handled.issueReply!, starts: ['rate', 'rateProposal'] },
    ...answered,
    ...rating,
    ...honouring,
    ...around(speech, form),
  },
  numbering: { when: 'atOnce' },
  visibility: 'body',
  handlingRoles: answeredRoles,
  derive: answeredDerive,
});
