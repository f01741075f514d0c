import { Icon } from '#platform/web/desk/icon.tsx';

/** Says that deadlines reach beyond the last year whose holidays are loaded, so that their dates may still move. */
export function CalendarWarning({ lastKnownYear, yearNeeded }: { lastKnownYear: number | null; yearNeeded: number }) {
  if (lastKnownYear !== null && lastKnownYear >= yearNeeded) return null;
  const missing = lastKnownYear === null ? '放假安排' : `${lastKnownYear + 1} 年放假安排`;
  return (
    <p className="doubt rail-note" role="note">
      <Icon name="half" /> {missing}未载入。到期日落在{lastKnownYear === null ? '' : `${lastKnownYear + 1} 年`}
      的件标“暂定”，载入后自动重算。
    </p>
  );
}
