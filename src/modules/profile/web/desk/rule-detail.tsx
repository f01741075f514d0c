import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import type { AnswerOf } from '#platform/contract/route.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { parameterOf, sayValue } from '../../contract/parameters.ts';
import { periodUnitNames, type Period } from '../../contract/period.ts';
import type { readSheet } from '../../contract/routes.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import type { ActBlocks } from './act-blocks.ts';
import type { RuleDialogName } from './rule-dialog.tsx';
import { RuleState } from './rule-facts.tsx';
import { basisWords } from './rule-table.tsx';
import { Trial } from './trial.tsx';
import { versionWords } from './version-timeline.tsx';

type Sheet = AnswerOf<typeof readSheet>;

interface RuleDetailProps {
  readonly row: SheetRow;
  readonly number: number;
  readonly sheet: Sheet;
  readonly today: string;
  readonly blocks: ActBlocks;
  readonly onOpen: (dialog: RuleDialogName) => void;
}

/** Everything about one row: what it means, what it is and was, what it rests on, and what it makes of a date. */
export function RuleDetail({ row, number, sheet, today, blocks, onOpen }: RuleDetailProps) {
  const { label, explanation, affects, form } = parameterOf(row.key);
  return (
    <>
      <section className="sec">
        <div className="row s">
          <span>第 {number} 项</span>
          <span className="right">
            <RuleState row={row} draft={sheet.version?.state === 'draft'} />
          </span>
        </div>
        <h2 className="title-2">{label}</h2>
        <p className="m rule-explanation">{explanation}</p>
        <Facts
          pairs={[
            ...valuePairs(row, sheet),
            ['预设', row.departs ? sayValue(row.key, row.preset) : null],
            ['计算', form.form === 'period' ? countingWords(row.value as Period) : null],
            ['谁受影响', affects],
            ['法律界限', row.lockReason],
          ]}
        />
        <div className="row rule-acts">
          <Button small onPress={() => onOpen('edit')} keys="e" blocked={blocks.edit}>
            改值
          </Button>
          <Button small onPress={() => onOpen('history')} keys="h">
            本项历史
          </Button>
        </div>
      </section>
      <BasisSection row={row} blocked={blocks.basis} onCheck={() => onOpen('basis')} />
      {form.form === 'period' && <Trial row={row} today={today} />}
    </>
  );
}

/** The value, or the value before and after where the shown version changes it. */
function valuePairs(row: SheetRow, sheet: Sheet): [string, string][] {
  const draft = sheet.version?.state === 'draft';
  const now = sayValue(row.key, row.value);
  if (!row.changed) return [[draft ? '不变' : '值', now]];
  const from = sheet.version ? `，${dayWords(sheet.version.validFrom)}起` : '';
  return [
    [draft ? '现行' : '原为', `${sayValue(row.key, row.before)}（${versionWords(sheet.beforeLabel)}）`],
    ['改为', `${now}${from}`],
  ];
}

function BasisSection({ row, blocked, onCheck }: { row: SheetRow; blocked: string | null; onCheck: () => void }) {
  const { basis } = row;
  const act = basis.status !== 'law' && (
    <Button small onPress={onCheck} blocked={blocked}>
      {basis.checkedAt ? '更正依据' : '登记原文'}
    </Button>
  );
  return (
    <Section title="依据" act={act}>
      {basis.excerpt ? <p className="cite">{`${basisWords(row)}：${basis.excerpt}`}</p> : <p>{basisWords(row)}</p>}
      {basis.note && <p className="s">{basis.note}</p>}
      {basis.since && <p className="s">{basis.since} 起施行</p>}
      {basis.checkedAt && <p className="s">{`${basis.checkedBy} ${dayWords(basis.checkedAt)}核对`}</p>}
      {basis.status === 'unverified' && (
        <p className="doubt">
          <Icon name="half" /> 请对照现行文本核对，登记原文后此标记消失。
        </p>
      )}
    </Section>
  );
}

function countingWords(period: Period): string {
  if (period.amount === 0) return '当日，节假日不顺延';
  if (period.unit === 'workingDay') return '次日起算，只数工作日，调休上班日计入';
  return `次日起算，按${periodUnitNames[period.unit]}；末日遇休息日顺延到下一工作日`;
}
