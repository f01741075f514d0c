import { useRef, useState } from 'react';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { sayDue, sayFullDay } from '../../contract/deadline.ts';
import type { Period } from '../../contract/period.ts';
import { tryPeriod } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';

/** What a period makes of an event of a chosen day, before and after the change. */
export function Trial({ row, today }: { row: SheetRow; today: string }) {
  const [start, setStart] = useState(today);
  const field = useRef<HTMLInputElement>(null);
  useKeys([{ keys: 't', label: '试算', act: () => field.current?.focus() }]);
  return (
    <Section title="试算" note="按本级工作日历，不保存">
      <label className="field trial-field">
        <span>事件发生在</span>
        <input ref={field} type="date" className="input" value={start} onChange={(event) => setStart(event.target.value || today)} />
      </label>
      {row.changed && <TrialLine start={start} period={row.before as Period} words="原来" />}
      <TrialLine start={start} period={row.value as Period} words={row.changed ? '改后' : ''} />
    </Section>
  );
}

function TrialLine({ start, period, words }: { start: string; period: Period; words: string }) {
  const tried = useRead(tryPeriod, { query: { start, amount: period.amount, unit: period.unit } }, { keepPrevious: true });
  if (!tried.data) {
    return (
      <p className="s" role="status">
        {tried.error ? '没有算出来，请核对日期' : '正在算'}
      </p>
    );
  }
  return (
    <div className="trial-line" aria-live="polite">
      {words && <span className="s">{words} </span>}
      <b>{sayFullDay(tried.data.due)}</b>
      {(tried.data.shiftedBy > 0 || tried.data.provisional) && <p className="s">{sayDue(tried.data)}</p>}
    </div>
  );
}
