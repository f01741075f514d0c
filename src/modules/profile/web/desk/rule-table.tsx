import { useMemo } from 'react';
import type { Cursor } from '#platform/web/desk/cursor.ts';
import { DeskTable } from '#platform/web/desk/table.tsx';
import type { DeskColumn } from '#platform/web/desk/table.tsx';
import { parameterGroups, type ParameterGroup } from '../../contract/parameter.ts';
import { parameterOf, sayValue, type ParameterKey } from '../../contract/parameters.ts';
import { periodUnitNames, type Period } from '../../contract/period.ts';
import type { SheetRow } from '../../contract/sheet-view.ts';
import { RuleState } from './rule-facts.tsx';

/** The parameters of one business in their groups. */
export function RuleTable({
  groups,
  rows,
  draft,
  cursor,
  onOpen,
}: {
  groups: readonly { group: ParameterGroup; keys: readonly ParameterKey[] }[];
  rows: readonly SheetRow[];
  draft: boolean;
  cursor: Cursor;
  onOpen: (row: SheetRow) => void;
}) {
  const columns = useMemo(() => columnsOf(rows, draft), [rows, draft]);
  const shown = groups.map(({ group, keys }) => ({
    id: group,
    head: (
      <>
        <b>{parameterGroups[group].label}</b>
        {parameterGroups[group].note && <span>{parameterGroups[group].note}</span>}
      </>
    ),
    rows: keys.flatMap((key) => rows.filter((row) => row.key === key)),
  }));
  return (
    <DeskTable
      label="参数"
      columns={columns}
      groups={shown}
      rowId={(row) => row.key}
      cursor={cursor}
      onOpen={onOpen}
      openWords="核对原文或改值"
      tone={(row) => (row.changed ? 'chg' : undefined)}
    />
  );
}

function columnsOf(rows: readonly SheetRow[], draft: boolean): DeskColumn<SheetRow>[] {
  return [
    { id: 'number', head: '项', width: 48, figure: true, cell: (row) => <span className="s">{rows.indexOf(row) + 1}</span> },
    { id: 'label', head: '规则', width: 158, cell: (row) => parameterOf(row.key).label },
    { id: 'value', head: '值', cell: (row) => <RuleValue row={row} /> },
    { id: 'unit', head: '计算', width: 62, cell: (row) => <span className="m">{unitOf(row)}</span> },
    { id: 'basis', head: '依据', width: 188, cell: (row) => <span title={basisWords(row)}>{basisWords(row)}</span> },
    {
      id: 'since',
      head: '生效',
      width: 92,
      figure: true,
      cell: (row) => <span className="s">{row.since ?? row.basis.since ?? '预设'}</span>,
    },
    { id: 'state', head: '状态', width: 142, cell: (row) => <RuleState row={row} draft={draft} /> },
  ];
}

/** The value in words; where this version changes it, what it was before stands struck out in front. */
export function RuleValue({ row }: { row: SheetRow }) {
  return (
    <span className="rule-value" title={sayValue(row.key, row.value)}>
      {row.changed && (
        <span className="was">
          <span className="unseen">原为</span>
          {shortValue(row.key, row.before)}
        </span>
      )}
      {shortValue(row.key, row.value)}
    </span>
  );
}

/** `市人大办理办法第15条`, `代表法（2025）第51条`, `本级自定`. */
export function basisWords(row: SheetRow): string {
  return `${row.basis.title}${row.basis.article}`;
}

/** Days stand as a bare figure, since the next column says how they are counted; long lists as their length, since the pane beside shows them. */
function shortValue(key: ParameterKey, value: unknown): string {
  if (Array.isArray(value) && parameterOf(key).form.form === 'list' && sayValue(key, value).length > 14) return `${value.length} 项`;
  if (Array.isArray(value) && parameterOf(key).form.form === 'answerClasses') return `${value.length} 类`;
  const period = periodOf(key, value);
  return period && period.unit !== 'month' && period.amount > 0 ? String(period.amount) : sayValue(key, value);
}

function unitOf(row: SheetRow): string {
  const period = periodOf(row.key, row.value);
  return period ? periodUnitNames[period.unit] : '';
}

function periodOf(key: ParameterKey, value: unknown): Period | null {
  return parameterOf(key).form.form === 'period' ? (value as Period) : null;
}
