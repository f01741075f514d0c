import type { ReactNode } from 'react';
import type { Selection } from './cursor.ts';
import { Checkbox } from './marks.tsx';

/** The bar above a list while rows are ticked: how many, and what can be done with all of them at once. */
export function BulkBar({
  selection,
  children,
  note,
  unit = '件',
}: {
  selection: Selection;
  children: ReactNode;
  note?: ReactNode;
  /** What the rows are counted in. */
  unit?: string;
}) {
  if (selection.ids.size === 0) return null;
  return (
    <div className="bulk" role="region" aria-label="批量操作">
      <Checkbox checked label="取消选择" onChange={selection.clear} />
      <b>
        已选 {selection.ids.size} {unit}
      </b>
      <span className="m s">
        {note ?? (
          <>
            同组全选 <kbd>Shift</kbd> <kbd>Space</kbd>
          </>
        )}
      </span>
      <span className="right row">{children}</span>
    </div>
  );
}
