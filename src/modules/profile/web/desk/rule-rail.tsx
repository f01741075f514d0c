import { useGo } from '#platform/web/desk/address.ts';
import { FilterRail } from '#platform/web/desk/filters.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { ruleKinds, type RuleKind } from '../../contract/parameter.ts';
import { keysFor } from '../../contract/parameters.ts';
import type { listVersions } from '../../contract/routes.ts';
import { CalendarWarning } from './calendar-warning.tsx';

/** The businesses that have rules, and what they share: the working calendar. */
export function RuleRail({
  versions,
  picked,
  onPick,
}: {
  versions: AnswerOf<typeof listVersions>;
  picked: RuleKind;
  onPick: (kind: string) => void;
}) {
  const go = useGo();
  const filters = ruleKinds[versions.standing.kind].map(({ kind, label }) => ({
    id: kind,
    label,
    count: keysFor(versions.standing, kind).length,
  }));
  return (
    <>
      <FilterRail label="规则" groups={[{ title: '规则', filters }]} picked={picked} onPick={onPick} />
      <nav className="flt" aria-label="共用">
        <h2>共用</h2>
        <button type="button" onClick={() => go('/calendar')}>
          <span>工作日历</span>
          <b>{versions.lastKnownYear === null ? '未载入' : `到 ${versions.lastKnownYear}`}</b>
        </button>
      </nav>
      <CalendarWarning lastKnownYear={versions.lastKnownYear} yearNeeded={versions.yearNeeded} />
    </>
  );
}
