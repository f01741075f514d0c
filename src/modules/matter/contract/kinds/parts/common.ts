import type { Field } from '../../field.ts';
import type { Act, State } from '../../kind.ts';

/** States of a matter that units handle: from assignment to the end, and those of them in which they still work. */
export const open = ['handling', 'replied', 'rehandling', 'escalated'] as const;
export const underway = ['handling', 'rehandling'] as const;

export const reason: Field = { name: 'reason', label: '理由', input: 'text', required: true, min: 4, max: 1000 };
export const files: Field = { name: 'files', label: '照片和附件', input: 'files', max: 12 };

/** Shared acts as far as a kind with fewer states has a place for them. */
export function fitting(
  acts: Readonly<Record<string, Act>>,
  states: Readonly<Record<string, State>>,
  shares: Readonly<Record<string, State>>,
): Record<string, Act> {
  return Object.fromEntries(
    Object.entries(acts).map(([name, act]) => [
      name,
      {
        ...act,
        from: act.from.filter((state) => state === '*' || state in states),
        ...(act.on === 'handling' && act.fromTarget ? { fromTarget: act.fromTarget.filter((state) => state in shares) } : {}),
      },
    ]),
  );
}
