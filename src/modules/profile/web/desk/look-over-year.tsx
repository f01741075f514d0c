import { useState } from 'react';
import { addDays } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Refusal, TextField } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { CalendarDayView, YearReading } from '../../contract/calendar-view.ts';
import { sayDay } from '../../contract/deadline.ts';
import { loadYear } from '../../contract/routes.ts';

interface LookOverYearProps {
  readonly reading: YearReading;
  readonly onBack: () => void;
  readonly onClose: () => void;
  readonly onLoaded: (year: number) => void;
}

/** The second step: what was read, to be compared with the notice line by line, and then loaded. */
export function LookOverYear({ reading, onBack, onClose, onLoaded }: LookOverYearProps) {
  const [source, setSource] = useState(reading.source);
  const { say } = useUndo();
  const year = reading.year ?? 0;
  const load = useWrite(loadYear, {
    onDone: () => {
      say(`已载入 ${year} 年放假安排`);
      onLoaded(year);
      onClose();
    },
  });
  const foot = (
    <>
      <Button onPress={onBack}>返回重读</Button>
      <span className="grow" />
      <Button
        filled
        busy={load.isPending}
        blocked={missingOf(reading, source)}
        onPress={() => load.mutate({ body: { year, source, days: reading.days } })}
      >
        载入
      </Button>
    </>
  );
  const note = '请与通知逐条核对。载入后，标“暂定”的到期日自动重算。';
  return (
    <DeskDialog title={`核对 ${reading.year ?? ''} 年放假安排`} note={note} onClose={onClose} width={620} foot={foot}>
      <Faults faults={reading.faults} />
      <Runs days={reading.days} />
      <TextField
        name="依据"
        hint="通知名称和文号"
        maxLength={120}
        placeholder={`国务院办公厅关于${reading.year ?? ''}年部分节假日安排的通知`}
        value={source}
        onChange={setSource}
      />
      <Refusal error={load.error} whole />
    </DeskDialog>
  );
}

function Faults({ faults }: { faults: YearReading['faults'] }) {
  if (faults.length === 0) return null;
  return (
    <div className="refused-line" role="alert">
      {faults.map((fault) => (
        <p key={fault.row}>
          第 {fault.row} 行：{fault.message}
        </p>
      ))}
    </div>
  );
}

function Runs({ days }: { days: readonly CalendarDayView[] }) {
  return (
    <div className="year-runs">
      <table className="small-table">
        <thead>
          <tr>
            <th style={{ width: 120 }}>名称</th>
            <th style={{ width: 60 }}>休或班</th>
            <th>日期</th>
            <th className="num" style={{ width: 60 }}>
              天数
            </th>
          </tr>
        </thead>
        <tbody>
          {runsOf(days).map((run) => (
            <tr key={run.from}>
              <td>{run.name}</td>
              <td>{run.kind === 'off' ? '休' : '班'}</td>
              <td>{run.to === run.from ? sayDay(run.from, run.from) : `${sayDay(run.from, run.from)}至${sayDay(run.to, run.from)}`}</td>
              <td className="num">{run.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Run {
  readonly name: string;
  readonly kind: CalendarDayView['kind'];
  readonly from: string;
  readonly to: string;
  readonly length: number;
}

/** Days of one name that follow each other, as notices write them. */
function runsOf(days: readonly CalendarDayView[]): Run[] {
  const runs: Run[] = [];
  for (const { day, kind, name } of days) {
    const last = runs.at(-1);
    const continues = last && last.kind === kind && last.name === name && addDays(last.to, 1) === day;
    if (continues) runs[runs.length - 1] = { ...last, to: day, length: last.length + 1 };
    else runs.push({ name, kind, from: day, to: day, length: 1 });
  }
  return runs;
}

function missingOf(reading: YearReading, source: string): string | null {
  if (reading.year === null || reading.days.length === 0) return '没有读出任何一天';
  if (reading.faults.length > 0) return '还有没读懂的行，请改好后重新读';
  return source.trim().length < 4 ? '请写明依据的通知' : null;
}
