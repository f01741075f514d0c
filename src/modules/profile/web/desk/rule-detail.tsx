import { useId, useRef, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { sayDue, sayFullDay } from '../../contract/deadline.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { periodUnitNames, type Period } from '../../contract/period.ts';
import { type readSheet, tryPeriod } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import type { ActBlocks } from './act-blocks.ts';
import { versionWords } from './version-timeline.tsx';
import { RuleState } from './rule-facts.tsx';
import { basisWords } from './rule-table.tsx';

type Sheet = AnswerOf<typeof readSheet>;

interface RuleDetailProps {
  readonly row: SheetRow;
  readonly number: number;
  readonly sheet: Sheet;
  readonly today: string;
  readonly blocked: ActBlocks;
  readonly onEdit: () => void;
  readonly onCheck: () => void;
  readonly onHistory: () => void;
}

/** Everything about one row: what it means, what it is and was, what it rests on, and what it makes of a date. */
export function RuleDetail({ row, number, sheet, today, blocked, onEdit, onCheck, onHistory }: RuleDetailProps) {
  const { label, explanation, affects, form } = parameterOf(row.key);
  const draft = sheet.version?.state === 'draft';
  return (
    <>
      <section className="sec">
        <div className="row s"><span>第 {number} 项</span><span className="right"><RuleState row={row} draft={draft} /></span></div>
        <h2 className="title-2">{label}</h2>
        <p className="m rule-explanation">{explanation}</p>
        <Facts
          pairs={[
            ...(row.changed
              ? [[draft ? '现行' : '原为', `${sayValue(row.key, row.before)}（${versionWords(sheet.beforeLabel)}）`] as const, ['改为', <b key="new">{sayValue(row.key, row.value)}{sheet.version && `，${dayWords(sheet.version.validFrom)}起`}</b>] as const]
              : [[draft ? '不变' : '值', <b key="now">{sayValue(row.key, row.value)}</b>] as const]),
            ['预设', row.departs ? sayValue(row.key, row.preset) : null],
            ['计算', form.form === 'period' ? countingWords(row.value as Period) : null],
            ['谁受影响', affects], ['法律界限', row.lockReason],
          ]}
        />
        <div className="row rule-acts">
          <Button small onPress={onEdit} keys="e" blocked={blocked.edit}>改值</Button>
          <Button small onPress={onHistory} keys="h">本项历史</Button>
        </div>
      </section>
      <BasisSection row={row} blocked={blocked.basis} onCheck={onCheck} />
      {form.form === 'period' && <Trial row={row} today={today} />}
    </>
  );
}

function BasisSection({ row, blocked, onCheck }: { row: SheetRow; blocked: string | null; onCheck: () => void }) {
  const { basis } = row;
  const act = basis.status !== 'law' && <Button small onPress={onCheck} blocked={blocked}>{basis.checkedAt ? '更正依据' : '登记原文'}</Button>;
  return (
    <Section title="依据" act={act}>
      {basis.excerpt ? <p className="cite">{basisWords(row)}：{basis.excerpt}</p> : <p>{basisWords(row)}</p>}
      {basis.note && <p className="s">{basis.note}</p>}
      {basis.since && <p className="s">{basis.since} 起施行</p>}
      {basis.checkedBy && <p className="s">{basis.checkedBy} {basis.checkedAt && dayWords(basis.checkedAt)}核对</p>}
      {basis.status === 'unverified' && <p className="doubt"><Icon name="half" /> 所引文件已修订或只见转述。请对照现行文本核对，登记原文后此标记消失。</p>}
    </Section>
  );
}

/** What a period makes of an event of a chosen day, before and after the change. */
function Trial({ row, today }: { row: SheetRow; today: string }) {
  const [start, setStart] = useState(today);
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  useKeys([{ keys: 't', label: '试算', act: () => field.current?.focus() }]);
  return (
    <Section title="试算" note="按本级工作日历，不保存">
      <label className="field trial-field" htmlFor={id}><span>事件发生在</span><input ref={field} id={id} type="date" className="input" value={start} onChange={(event) => setStart(event.target.value || today)} /></label>
      {row.changed && <TrialLine start={start} period={row.before as Period} words="原来" />}
      <TrialLine start={start} period={row.value as Period} words={row.changed ? '改后' : ''} />
    </Section>
  );
}

function TrialLine({ start, period, words }: { start: string; period: Period; words: string }) {
  const tried = useRead(tryPeriod, { query: { start, amount: period.amount, unit: period.unit } }, { keepPrevious: true });
  if (!tried.data) return <p className="s" role="status">{tried.error ? '没有算出来，请核对日期' : '正在算'}</p>;
  return (
    <p className="trial-line" aria-live="polite">
      {words && <span className="s">{words} </span>}<b>{sayFullDay(tried.data.due)}</b>
      {(tried.data.shiftedBy > 0 || tried.data.provisional) && <><br /><span className="s">{sayDue(tried.data)}</span></>}
    </p>
  );
}

function countingWords(period: Period): string {
  if (period.amount === 0) return '当日，节假日不顺延';
  if (period.unit === 'workingDay') return '次日起算，只数工作日，调休上班日计入';
  return `次日起算，按${periodUnitNames[period.unit]}；末日遇休息日顺延到下一工作日`;
}
