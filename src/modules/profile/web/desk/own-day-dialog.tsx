import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { AreaField, Refusal, TextField } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { CalendarDayView } from '../../contract/calendar-view.ts';
import { sayDay } from '../../contract/deadline.ts';
import { addOwnDay } from '../../contract/routes.ts';
import { SubmitKey } from './submit-key.tsx';

interface OwnDayInput extends CalendarDayView {
  readonly reason: string;
}

/** Registers a day off or a workday of this body alone. */
export function OwnDayDialog({ day, works, onClose }: { day: string; works: boolean; onClose: () => void }) {
  const [input, setInput] = useState<OwnDayInput>({ day, kind: works ? 'off' : 'work', name: '', reason: '' });
  const { say } = useUndo();
  const add = useWrite(addOwnDay, {
    onDone: () => {
      say(`已登记 ${sayDay(input.day, input.day)}${input.kind === 'off' ? '放假' : '上班'}`);
      onClose();
    },
  });
  const missing = missingOf(input);
  const submit = () => {
    if (!missing) add.mutate({ body: input });
  };
  const change = (part: Partial<OwnDayInput>) => setInput({ ...input, ...part });
  return (
    <DeskDialog
      title="登记本级放假或上班"
      note="只影响本级的期限，受影响的在办件到期日自动重算。"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>不登记</Button>
          <Button filled keys="Ctrl+Enter" busy={add.isPending} blocked={missing} onPress={submit}>
            登记
          </Button>
        </>
      }
    >
      <SubmitKey label="登记" onSubmit={submit} />
      <div className="field-row">
        <TextField type="date" name="日期" value={input.day} onChange={(value) => change({ day: value })} />
        <KindField kind={input.kind} onChange={(kind) => change({ kind })} />
      </div>
      <TextField name="事由" hint="期限顺延时会显示，如 台风停工" maxLength={20} value={input.name} onChange={(name) => change({ name })} />
      <AreaField name="理由或文号" rows={2} maxLength={200} value={input.reason} onChange={(reason) => change({ reason })} />
      <Refusal error={add.error} whole />
    </DeskDialog>
  );
}

function KindField({ kind, onChange }: { kind: CalendarDayView['kind']; onChange: (kind: CalendarDayView['kind']) => void }) {
  return (
    <div className="field">
      <span className="name">这一天</span>
      <div className="choices" role="group" aria-label="这一天">
        {(['off', 'work'] as const).map((one) => (
          <button key={one} type="button" aria-pressed={kind === one} onClick={() => onChange(one)}>
            {one === 'off' ? '放假' : '上班'}
          </button>
        ))}
      </div>
    </div>
  );
}

function missingOf(input: OwnDayInput): string | null {
  if (!input.day) return '请选日期';
  if (input.name.trim() === '') return '请写事由';
  return input.reason.trim().length < 4 ? '请写理由或文号' : null;
}
