import { describe, expect, test } from 'vitest';
import type { FieldView } from '../../contract/views.ts';
import { askedFields, faultsOf, inputOf } from './act-form.ts';

const fields: readonly FieldView[] = [
  {
    name: 'overall',
    label: '总体评价',
    input: 'choice',
    required: true,
    choices: [
      { value: 'satisfied', label: '满意' },
      { value: 'dissatisfied', label: '不满意' },
    ],
  },
  { name: 'attitude', label: '办理态度', input: 'choice', required: false },
  { name: 'reason', label: '哪里不满意', input: 'text', required: true, min: 4, max: 10, when: { field: 'overall', is: ['dissatisfied'] } },
  { name: 'measures', label: '建议', input: 'list', required: false, max: 2 },
];

describe('a form of declared fields', () => {
  test('asks for a reason only where the answer asks for one, right below it', () => {
    expect(askedFields(fields, {}).map((field) => field.name)).toEqual(['overall', 'attitude', 'measures']);
    expect(askedFields(fields, { overall: 'dissatisfied' }).map((field) => field.name)).toEqual([
      'overall',
      'reason',
      'attitude',
      'measures',
    ]);
  });

  test('names what is missing, too short, too long or too many', () => {
    expect(faultsOf(fields, {})).toEqual({ overall: '请填写“总体评价”' });
    expect(faultsOf(fields, { overall: 'dissatisfied' })).toEqual({ reason: '请填写“哪里不满意”' });
    expect(faultsOf(fields, { overall: 'dissatisfied', reason: '  不 ' })).toEqual({ reason: '“哪里不满意”至少 4 字' });
    expect(faultsOf(fields, { overall: 'dissatisfied', reason: '一二三四五六七八九十一' })).toEqual({ reason: '“哪里不满意”最多 10 字' });
    expect(faultsOf(fields, { overall: 'satisfied', measures: ['一', '二', '三'] })).toEqual({ measures: '“建议”最多 2 项' });
  });

  test('sends only what was asked for and filled in, without stray blanks', () => {
    expect(inputOf(fields, { overall: 'satisfied', reason: '改主意前写的', measures: [' 加梯 ', ''] })).toEqual({
      overall: 'satisfied',
      measures: ['加梯'],
    });
  });
});
