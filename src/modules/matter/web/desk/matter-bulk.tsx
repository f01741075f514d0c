import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { actPermission } from '../../contract/act-routes.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, MatterLine } from '../../contract/views.ts';
import { faultsOf, inputOf } from '../shared/index.ts';
import { FormFields } from './fields.tsx';
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
  const acts = Object.entries(kind.acts).filter(
    ([name, act]) =>
      act.bulk &&
      act.on === 'matter' &&
      name !== 'assign' &&
      can(actPermission(kind.kind, name)) &&
      rows.every((row) => act.from.includes(row.state) || (act.from.includes('*') && !kind.states[row.state]?.final)),
  );
  if (acts.length === 0) return <span className="s">选中的这些没有可以一起办的步骤</span>;
  return (
    <>
      {acts.slice(0, 3).map(([name, act]) => (
        <Button key={name} small busy={bulk.busy} onPress={() => setPicked(name)}>
          一起{act.label}
        </Button>
      ))}
      {picked && <MatterBulkDialog rows={rows} actName={picked} bulk={bulk} onDone={onDone} onClose={() => setPicked(null)} />}
    </>
  );
}

function MatterBulkDialog({ rows, actName, bulk, onDone, onClose }: MatterBulkProps & { actName: string; onClose: () => void }) {
  const first = rows[0]!;
  const view = useRead(readCase, { params: { bodyId: first.bodyId, matterId: first.id } });
  return (
    <Read of={view} rows={2}>
      {({ acts }) => {
        const act = acts.find((one) => one.act === actName);
        return act ? (
          <MatterBulkForm rows={rows} act={act} bulk={bulk} onDone={onDone} onClose={onClose} />
        ) : (
          <DeskDialog title="现在不能一起办" onClose={onClose}>
            <p>“{first.title}”现在不能做这一步，请取消选中后再试。</p>
          </DeskDialog>
        );
      }}
    </Read>
  );
}

function MatterBulkForm({ rows, act, bulk, onDone, onClose }: MatterBulkProps & { act: ActView; onClose: () => void }) {
  const [value, setValue] = useState<Readonly<Record<string, unknown>>>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const run = async () => {
    const missing = faultsOf(act.fields, value);
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    const targets = rows.map((row) => ({ bodyId: row.bodyId, matterId: row.id }));
    if (
      !(await bulk.run(
        [{ kind: rows[0]!.kind, act: act.act, input: inputOf(act.fields, value), targets }],
        `${act.label} ${rows.length} 件`,
      ))
    )
      return;
    onClose();
    onDone();
  };
  return (
    <DeskDialog
      title={`一起${act.label} ${rows.length} 件`}
      note="可撤销的时间内不会通知任何人。"
      onClose={onClose}
      width={560}
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
          <li key={row.id} className="cut">
            {row.shortNumber && <b>{row.shortNumber} </b>}
            {row.title}
          </li>
        ))}
      </ol>
      <FormFields
        fields={act.fields}
        value={value}
        onChange={(name, next) => setValue({ ...value, [name]: next })}
        faults={faults}
        matter={rows[0]!}
      />
      {bulk.refusal && (
        <p className="refused-line" role="alert">
          {bulk.refusal}
        </p>
      )}
    </DeskDialog>
  );
}
