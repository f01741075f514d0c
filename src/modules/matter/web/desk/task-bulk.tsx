import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { actPermission } from '../../contract/act-routes.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, TaskLine } from '../../contract/views.ts';
import { faultsOf, inputOf } from '../shared/index.ts';
import { FormFields } from './fields.tsx';
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
  const next = kind && rows.every((row) => row.next === rows[0]!.next) ? acts.find(([, act]) => act.label === rows[0]!.next) : undefined;
  const shown = [...(next ? [next] : []), ...acts.filter((one) => one !== next)].slice(0, 3);
  useKeys([next && { keys: 'Shift+a', label: `一起${next[1].label}`, act: () => setPicked(next[0]) }]);
  if (!kind) return <span className="s">选中的不是同一类事项，请分开办理</span>;
  if (shown.length === 0) return <span className="s">这些待办没有可以一起办的步骤，请逐件办理</span>;
  return (
    <>
      {shown.map(([name, act]) => (
        <Button key={name} small busy={bulk.busy} keys={name === next?.[0] ? 'Shift+a' : undefined} onPress={() => setPicked(name)}>
          一起{act.label}
        </Button>
      ))}
      {picked && <BulkDialog rows={rows} actName={picked} bulk={bulk} onClose={() => setPicked(null)} onDone={onDone} />}
    </>
  );
}

function BulkDialog({
  rows,
  actName,
  bulk,
  onClose,
  onDone,
}: {
  rows: readonly TaskLine[];
  actName: string;
  bulk: Bulk;
  onClose: () => void;
  onDone: () => void;
}) {
  const first = rows[0]!.matter;
  const view = useRead(readCase, { params: { bodyId: first.bodyId, matterId: first.id } });
  return (
    <Read of={view} rows={2}>
      {({ acts }) => {
        const act = acts.find((one) => one.act === actName);
        return act ? (
          <BulkForm rows={rows} act={act} bulk={bulk} onClose={onClose} onDone={onDone} />
        ) : (
          <DeskDialog title="现在不能一起办" onClose={onClose}>
            <p>“{first.title}”现在不能做这一步，请取消选中后再试。</p>
          </DeskDialog>
        );
      }}
    </Read>
  );
}

function BulkForm({
  rows,
  act,
  bulk,
  onClose,
  onDone,
}: {
  rows: readonly TaskLine[];
  act: ActView;
  bulk: Bulk;
  onClose: () => void;
  onDone: () => void;
}) {
  const [value, setValue] = useState<Readonly<Record<string, unknown>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const matter = rows[0]!.matter;
  const run = async () => {
    const missing = faultsOf(act.fields, value);
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    const targets = rows.map((row) => ({
      bodyId: row.matter.bodyId,
      matterId: row.matter.id,
      ...(act.on === 'handling' && row.clock.handlingId ? { targetId: row.clock.handlingId } : {}),
    }));
    const done = await bulk.run(
      [{ kind: matter.kind, act: act.act, input: inputOf(act.fields, value), targets }],
      `${act.label} ${rows.length} 件`,
    );
    if (!done) return;
    onClose();
    onDone();
  };
  return (
    <DeskDialog
      title={`一起${act.label} ${rows.length} 件`}
      note="可撤销的时间内不会通知任何人。"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>不做了</Button>
          <Button filled busy={bulk.busy} onPress={() => void run()}>
            {act.label} {rows.length} 件
          </Button>
        </>
      }
    >
      <ol className="bulk-list">
        {rows.map((row) => (
          <li key={row.clock.id} className="cut">
            {row.matter.shortNumber && <b>{row.matter.shortNumber} </b>}
            {row.matter.title}
          </li>
        ))}
      </ol>
      <FormFields
        fields={act.fields}
        value={value}
        onChange={(name, next) => setValue({ ...value, [name]: next })}
        faults={faults}
        matter={matter}
      />
      {bulk.refusal && (
        <p className="refused-line" role="alert">
          {bulk.refusal}
        </p>
      )}
    </DeskDialog>
  );
}
