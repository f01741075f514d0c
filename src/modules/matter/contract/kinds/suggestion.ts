import type { Field } from '../field.ts';
import type { Kind } from '../kind.ts';
import { defineKind } from '../kind.ts';
import { answering } from './parts/answering.ts';
import { around } from './parts/around.ts';
import { assigning } from './parts/assigning.ts';
import { handling } from './parts/handling.ts';
import { answeredClocks, answeredDerive, answeredRoles, answeredShares, answeredStates } from './parts/life.ts';
import { raising } from './parts/raising.ts';
import { screening, splitting } from './parts/screening.ts';
import { congressSpeech } from './parts/speech.ts';

/**
 * 代表建议、批评和意见: DOMAIN §1.4 to §1.9; 代表法 (2025) §24, §36, §51, §52. Every period is a parameter of the body's profile.
 */
const form: readonly Field[] = [
  { name: 'title', label: '标题', input: 'line', required: true, min: 6, max: 80, hint: '关于……的建议，一事一件' },
  { name: 'field', label: '类别', input: 'choice', required: true, choicesFrom: 'fields' },
  { name: 'situation', label: '情况', input: 'text', required: true, min: 20, max: 3000, hint: '在哪里、什么问题、影响多少人' },
  { name: 'analysis', label: '分析', input: 'text', required: true, min: 10, max: 3000, hint: '为什么会这样' },
  { name: 'measures', label: '建议', input: 'list', required: true, max: 12, hint: '一条一个具体办法，承办单位逐条回应' },
  { name: 'suggestedUnits', label: '希望由谁办', input: 'units', max: 6, hint: '可不填，由工作机构确定' },
  {
    name: 'openness',
    label: '是否公开',
    input: 'choice',
    required: true,
    choices: [
      ['open', '同意全文公开'],
      ['summary', '只公开标题和答复摘要'],
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
  { name: 'contactWish', label: '方便面商的时间和方式', input: 'line', max: 200 },
  { name: 'files', label: '附件', input: 'files', max: 12 },
];

const speech = congressSpeech('建议');

export const suggestion: Kind = defineKind({
  kind: 'suggestion',
  bodyKind: 'congress',
  pace: 'long',
  signers: 'suggestionSigners',
  words: { name: '建议', full: '建议、批评和意见', raise: '提建议', author: '领衔代表', signer: '联名代表', counter: '件' },
  form,
  first: 'draft',
  states: answeredStates(speech),
  handlingStates: answeredShares,
  clocks: answeredClocks(speech),
  acts: {
    ...raising(speech),
    ...screening(speech),
    ...splitting(speech, 'suggestion'),
    ...assigning(speech),
    ...handling(speech),
    ...answering(speech),
    ...around(speech, form),
  },
  numbering: { when: 'atOnce' },
  visibility: 'body',
  handlingRoles: answeredRoles,
  derive: answeredDerive,
});
