import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { readCase } from '../../contract/routes.ts';
import type { ActView, MatterLine } from '../../contract/views.ts';
import { faultsOf, inputOf } from '../shared/index.ts';
import { FormFields } from './fields.tsx';
import type { FormValue } from './fields.tsx';
import { RefusalLine } from './refusal-line.tsx';
import type { Bulk } from './use-bulk.ts';

/** One of several cases to do an act on; `targetId` where the act is on a unit's share. */
export interface BulkSubject {
  readonly matter: MatterLine;
  readonly targetId?: string | undefined;
}

interface BulkActDialogProps {
  readonly subjects: readonly BulkSubject[];
  readonly act: string;
  readonly bulk: Bulk;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Does one act on many cases with one form. Its fields and choices are those that the first of the cases offers. */
export function BulkActDialog(props: BulkActDialogProps) {
  const first = props.subjects[0]!.matter;
  const view = useRead(readCase, { params: { bodyId: first.bodyId, matterId: first.id } });
  return (
    <Read of={view} rows={2}>
      {({ acts }) => {
        const act = acts.find((one) => one.act === props.act);
        if (act) return <BulkForm {...props} offered={act} />;
        return (
          <DeskDialog title="现在不能一起办" onClose={props.onClose}>
            <p>“{first.title}”现在不能做这一步，请取消选中后再试。</p>
          </DeskDialog>
        );
      }}
    </Read>
  );
}

function BulkForm({ subjects, offered, bulk, onDone, onClose }: BulkActDialogProps & { offered: ActView }) {
  const [value, setValue] = useState<FormValue>({});
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const words = `${offered.label} ${subjects.length} 件`;
  const run = async () => {
    const missing = faultsOf(offered.fields, value);
    setFaults(missing);
    if (Object.keys(missing).length > 0) return;
    const targets = subjects.map(({ matter, targetId }) => ({
      bodyId: matter.bodyId,
      matterId: matter.id,
      ...(offered.on === 'handling' && targetId ? { targetId } : {}),
    }));
    const step = { kind: subjects[0]!.matter.kind, act: offered.act, input: inputOf(offered.fields, value), targets };
    if (!(await bulk.run(step, words))) return;
    onClose();
    onDone();
  };
  return (
    <DeskDialog
      title={`一起${words}`}
      note="可撤销的时间内不会通知任何人。"
      onClose={onClose}
      width={560}
      foot={
        <>
          <Button onPress={onClose}>不做了</Button>
          <Button filled busy={bulk.busy} onPress={() => void run()}>
            {words}
          </Button>
        </>
      }
    >
      <ol className="bulk-list">
        {subjects.map(({ matter, targetId }) => (
          <li key={`${matter.id}:${targetId ?? ''}`} className="cut">
            {matter.shortNumber && <b>{matter.shortNumber} </b>}
            {matter.title}
          </li>
        ))}
      </ol>
      <FormFields
        fields={offered.fields}
        value={value}
        onChange={(name, next) => setValue({ ...value, [name]: next })}
        faults={faults}
        matter={subjects[0]!.matter}
      />
      <RefusalLine words={bulk.refusal} />
    </DeskDialog>
  );
}
