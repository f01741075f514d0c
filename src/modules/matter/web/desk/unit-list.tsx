import type { ProposedUnit } from './plans.ts';
import { useUnitNames } from './unit-names.ts';

const none: readonly ProposedUnit[] = [];

/** Units by their short names: a form keeps ids, a reader wants names. */
export function UnitList({ ids }: { ids: unknown }) {
  const wanted = (Array.isArray(ids) ? ids : [ids]).filter((id) => typeof id === 'string');
  const names = useUnitNames(wanted, none);
  return <>{wanted.map((id) => names.get(id) ?? '…').join('、')}</>;
}
