import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { useCan } from '#platform/web/shared/session.tsx';
import { actPermission } from '../../contract/act-routes.ts';
import type { TaskLine } from '../../contract/views.ts';
import { BulkActDialog } from './bulk-act-dialog.tsx';
import { kindNamed } from './matter-marks.tsx';
import type { Bulk } from './use-bulk.ts';

/** The acts that all ticked tasks allow at once, e.g. 签收 or 催办. */
export function TaskBulkActs({ rows, bulk, onDone }: { rows: readonly TaskLine[]; bulk: Bulk; onDone: () => void }) {
  const can = useCan();
  const [picked, setPicked] = useState<string | null>(null);
  const kind = rows.length > 0 && rows.every((row) => row.matter.kind === rows[0]!.matter.kind) ? kindNamed(rows[0]!.matter.kind) : null;
  const acts = kind
    ? Object.entries(kind.acts).filter(([name, act]) => act.bulk && act.on === 'handling' && can(actPermission(kind.kind, name)))
    : [];
  const next = rows.every((row) => row.next === rows[0]!.next) ? acts.find(([, act]) => act.label === rows[0]?.next) : undefined;
  const shown = [...(next ? [next] : []), ...acts.filter((one) => one !== next)].slice(0, 3);
  useKeys([next && { keys: 'Shift+a', label: `一起${next[1].label}`, act: () => setPicked(next[0]) }]);
  if (!kind) return <span className="s">选中的不是同一类事项，请分开办理</span>;
  if (shown.length === 0) return <span className="s">这些待办没有可以一起办的步骤，请逐件办理</span>;
  const subjects = rows.map((row) => ({ matter: row.matter, targetId: row.clock.handlingId ?? undefined }));
  return (
    <>
      {shown.map(([name, act]) => (
        <Button key={name} small busy={bulk.busy} keys={name === next?.[0] ? 'Shift+a' : undefined} onPress={() => setPicked(name)}>
          一起{act.label}
        </Button>
      ))}
      {picked && <BulkActDialog subjects={subjects} act={picked} bulk={bulk} onDone={onDone} onClose={() => setPicked(null)} />}
    </>
  );
}
