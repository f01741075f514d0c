import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { useCan } from '#platform/web/shared/session.tsx';
import { actPermission } from '../../contract/act-routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { BulkActDialog } from './bulk-act-dialog.tsx';
import { kindNamed } from './matter-marks.tsx';
import type { Bulk } from './use-bulk.ts';

interface MatterBulkProps {
  readonly rows: readonly MatterLine[];
  readonly bulk: Bulk;
  readonly onDone: () => void;
}

/** The acts on whole matters that all ticked ones allow at once, e.g. 向社会公开. */
export function MatterBulk({ rows, bulk, onDone }: MatterBulkProps) {
  const can = useCan();
  const [picked, setPicked] = useState<string | null>(null);
  const kind = rows.length > 0 && rows.every((row) => row.kind === rows[0]!.kind) ? kindNamed(rows[0]!.kind) : null;
  if (!kind) return <span className="s">选中的不是同一类事项，请分开办理</span>;
  const allowed = (from: readonly string[]) =>
    rows.every((row) => from.includes(row.state) || (from.includes('*') && !kind.states[row.state]?.final));
  const acts = Object.entries(kind.acts).filter(
    ([name, act]) => act.bulk && act.on === 'matter' && name !== 'assign' && can(actPermission(kind.kind, name)) && allowed(act.from),
  );
  if (acts.length === 0) return <span className="s">选中的这些没有可以一起办的步骤</span>;
  return (
    <>
      {acts.slice(0, 3).map(([name, act]) => (
        <Button key={name} small busy={bulk.busy} onPress={() => setPicked(name)}>
          一起{act.label}
        </Button>
      ))}
      {picked && (
        <BulkActDialog
          subjects={rows.map((matter) => ({ matter }))}
          act={picked}
          bulk={bulk}
          onDone={onDone}
          onClose={() => setPicked(null)}
        />
      )}
    </>
  );
}
