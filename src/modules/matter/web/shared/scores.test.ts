import { describe, expect, test } from 'vitest';
import { kinds } from '../../contract/kinds/index.ts';
import type { FieldView } from '../../contract/views.ts';
import { isScore, sumWords } from './scores.ts';

const fieldsOf = (kind: string, act: string) =>
  kinds[kind]!.acts[act]!.fields.map((field) => ({ ...field, required: field.required ?? false }) as unknown as FieldView);

describe('scores of a rating from both sides', () => {
  test('are the points of the criteria, and add up to a hundred on each side', () => {
    expect(
      fieldsOf('proposal', 'rate')
        .filter(isScore)
        .map((field) => field.name),
    ).toEqual(['organisation', 'consultation', 'effect', 'answer']);
    expect(sumWords(fieldsOf('proposal', 'rateProposal'), {})).toBe('合计 0 / 100 分，还有 5 项没评');
    expect(sumWords(fieldsOf('proposal', 'rate'), { organisation: 18, consultation: 25, effect: 30, answer: 12 })).toBe('合计 85 / 100 分');
  });

  test('votes are no scores', () => {
    expect(fieldsOf('motion', 'recordVote').some(isScore)).toBe(false);
    expect(sumWords(fieldsOf('motion', 'recordVote'), {})).toBeNull();
  });
});
