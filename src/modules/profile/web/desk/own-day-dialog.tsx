import { useState } from 'react';
import { Problem } from '#platform/contract/problem.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { sayDay } from '../../contract/deadline.ts';
import { addOwnDay } from '../../contract/routes.ts';
import { SubmitKey } from './submit-key.tsx';

/** Registers a day off or a workday of this body alone. */
export function OwnDayDialog({ day, works, onClose }: { day: string; works: boolean; onClose: () => void }) {
  const [input, setInput] = useState({ day, kind: works ? ('off' as const) : ('work' as const), name: '', reason: '' } as { day: string; kind: 'off' | 'work'; name: string; reason: string });
  const { say } = useUndo();
  const add = useWrite(addOwnDay, { onDone: () => { say(`已登记 ${sayDay(input.day, input.day)}${input.kind === 'off' ? '放假' : '上班'}`); onClose(); } });
  const missing = !input.day ? '请选日期' : input.name.trim() === '' ? '请写事由' : input.reason.trim().length < 4 ? '请写理由或文号' : null;
  const submit = () => { if (!missing) add.mutate({ body: input }); };
  const faults = add.error instanceof Problem ? (add.error.fields ?? []).map((field) => field.message) : [];
  return (
    <DeskDialog
      title="登记本级放假或上班" note="只影响本级的期限，受影响的在办件到期日自动重算。" onClose={onClose}
      foot={<><Button onPress={onClose}>不登记</Button><Button filled keys="Ctrl+Enter" busy={add.isPending} blocked={missing} onPress={submit}>登记</Button></>}
    >
      <SubmitKey label="登记" onSubmit={submit} />
      <div className="field-row">
        <label className="field"><span className="name">日期</span><input type="date" className="input" value={input.day} onChange={(event) => setInput({ ...input, day: event.target.value })} /></label>
        <div className="field"><span className="name">这一天</span>
          <div className="choices" role="group" aria-label="这一天">
            {(['off', 'work'] as const).map((kind) => <button key={kind} type="button" aria-pressed={input.kind === kind} onClick={() => setInput({ ...input, kind })}>{kind === 'off' ? '放假' : '上班'}</button>)}
          </div>
        </div>
      </div>
      <label className="field"><span className="name">事由<span className="s">期限顺延时会显示，如 台风停工</span></span><input className="input" maxLength={20} value={input.name} onChange={(event) => setInput({ ...input, name: event.target.value })} /></label>
      <label className="field"><span className="name">理由或文号</span><textarea className="area" rows={2} maxLength={200} value={input.reason} onChange={(event) => setInput({ ...input, reason: event.target.value })} /></label>
      {add.error && <p className="refused-line" role="alert">{[wordsOf(add.error), ...faults].join(' ')}</p>}
    </DeskDialog>
  );
}
