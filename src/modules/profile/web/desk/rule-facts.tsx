import { Icon } from '#platform/web/desk/icon.tsx';
import { Tag } from '#platform/web/desk/marks.tsx';
import type { SheetRow } from '../../contract/sheet-view.ts';

/** Counts beside the title: how many rows law fixes, the body sets, rest on unchecked text, and are changed in the draft. */
export function RuleFacts({ bodyName, rows }: { bodyName: string; rows: readonly SheetRow[] }) {
  const count = (status: SheetRow['basis']['status']) => rows.filter((row) => row.basis.status === status).length;
  const changed = rows.filter((row) => row.changed).length;
  return (
    <>
      <span>
        {bodyName}，{rows.length} 项
      </span>
      {count('law') > 0 && (
        <span className="clk off">
          <Icon name="lock" />
          国家法定 {count('law')}
        </span>
      )}
      <span className="clk off">本级自定 {count('local')}</span>
      {count('unverified') > 0 && (
        <span className="clk soon">
          <Icon name="half" />
          原文待核 {count('unverified')}
        </span>
      )}
      {changed > 0 && <Tag kind="draft">本版改动 {changed}</Tag>}
    </>
  );
}

/** What a row rests on, as a mark with its words: changed, fixed by law, set by the body, or still to be checked. */
export function RuleState({ row, draft }: { row: SheetRow; draft: boolean }) {
  if (row.changed) return <Tag kind={draft ? 'draft' : undefined}>{draft ? '草稿改动' : '本版改动'}</Tag>;
  if (row.lock)
    return (
      <span className="clk off">
        <Icon name="lock" />
        {row.lock === 'fixed' ? '国家法，不可改' : '国家法，不可放宽'}
      </span>
    );
  if (row.basis.status === 'law')
    return (
      <span className="clk off">
        <Icon name="lock" />
        国家法
      </span>
    );
  if (row.basis.status === 'unverified')
    return (
      <span className="clk soon">
        <Icon name="half" />
        原文待核
      </span>
    );
  return row.basis.checkedAt ? (
    <span className="clk done">
      <Icon name="tick" />
      依据已核
    </span>
  ) : (
    <span className="s">本级自定</span>
  );
}
