import type { FieldView } from '../../contract/views.ts';

/** The largest number that is a score and not a count of people or days. */
const mostPoints = 100;

/** True for a field that gives points: required, from nothing up to some dozens. */
export function isScore(field: Pick<FieldView, 'input' | 'required' | 'min' | 'max'>): boolean {
  return field.input === 'number' && field.required && field.min === 0 && field.max !== undefined && field.max <= mostPoints;
}

/** `合计 86 / 100 分`, and how many criteria are still open; null where the form gives fewer than two scores. */
export function sumWords(fields: readonly FieldView[], values: Readonly<Record<string, unknown>>): string | null {
  const scores = fields.filter(isScore);
  if (scores.length < 2) return null;
  const given = scores.flatMap(({ name }) => (typeof values[name] === 'number' ? [values[name]] : []));
  const open = scores.length - given.length;
  const most = scores.reduce((sum, field) => sum + field.max!, 0);
  return `合计 ${given.reduce((sum, one) => sum + one, 0)} / ${most} 分${open > 0 ? `，还有 ${open} 项没评` : ''}`;
}
