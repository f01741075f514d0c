import { useState } from 'react';
import { useMutation } from '@tanstack/react-query';
import { addDays } from '#platform/contract/instant.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { addressOf, call, seatInUse, send } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { CalendarDayView, YearReading, YearView } from '../../contract/calendar-view.ts';
import { sayDay } from '../../contract/deadline.ts';
import { loadYear, readOfferedYear, readYearFile } from '../../contract/routes.ts';

/** Loads a year's arrangement in two steps: read it from the product, a file or typed lines; look it over; load it. */
export function LoadYearDialog({ view, onClose, onLoaded }: { view: YearView; onClose: () => void; onLoaded: (year: number) => void }) {
  const [reading, setReading] = useState<YearReading | null>(null);
  return reading
    ? <LookOver reading={reading} onBack={() => setReading(null)} onClose={onClose} onLoaded={onLoaded} />
    : <ChooseSource view={view} onRead={setReading} onClose={onClose} />;
}

const example = '日期,休或班,名称\n2027-01-01,休,元旦\n2027-02-05 至 2027-02-11,休,春节\n2027-02-20,班,春节';

function ChooseSource({ view, onRead, onClose }: { view: YearView; onRead: (reading: YearReading) => void; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const offer = useMutation({ mutationFn: () => call(readOfferedYear, { params: { year: view.year } }), onSuccess: onRead });
  const file = useMutation({ mutationFn: (given: File) => readFile(given), onSuccess: onRead });
  const error = offer.error ?? file.error;
  return (
    <DeskDialog
      title="载入年度放假安排" note="对本行政区域和下级区域的各机构都生效；先读出来核对，再载入。" onClose={onClose} width={620}
      foot={<><Button onPress={onClose}>不载入</Button><Button filled busy={file.isPending} blocked={typed.trim() === '' ? '请先填写，或在上面选文件' : null} onPress={() => file.mutate(new File([typed], 'typed.csv'))}>读出来核对</Button></>}
    >
      {view.offered && <p className="list-row"><Button busy={offer.isPending} onPress={() => offer.mutate()}>用系统自带的 {view.year} 年安排</Button></p>}
      <label className="field"><span className="name">从文件读<span className="s">xlsx、csv 或 json，第一行写：日期、休或班、名称</span></span>
        <input type="file" accept=".xlsx,.csv,.json,.txt" onChange={(event) => { const [given] = event.target.files ?? []; if (given) file.mutate(given); }} /></label>
      <label className="field"><span className="name">或逐行填写<span className="s">连续几天可写成 2027-02-05 至 2027-02-11</span></span>
        <textarea className="area" rows={9} placeholder={example} value={typed} onChange={(event) => setTyped(event.target.value)} /></label>
      <button type="button" className="lk" onClick={() => setTyped(example)}>填入格式示例</button>
      {error && <p className="refused-line" role="alert">{wordsOf(error)}</p>}
    </DeskDialog>
  );
}

async function readFile(file: File): Promise<YearReading> {
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await send({ method: 'POST', address: addressOf(readYearFile, {}), body, seatId: seatInUse() });
  return (await response.json()) as YearReading;
}

function LookOver({ reading, onBack, onClose, onLoaded }: { reading: YearReading; onBack: () => void; onClose: () => void; onLoaded: (year: number) => void }) {
  const [source, setSource] = useState(reading.source);
  const { say } = useUndo();
  const year = reading.year ?? 0;
  const load = useWrite(loadYear, { onDone: () => { say(`已载入 ${year} 年放假安排`); onLoaded(year); onClose(); } });
  const blocked = reading.year === null || reading.days.length === 0 ? '没有读出任何一天' : reading.faults.length > 0 ? '还有没读懂的行，请改好后重新读' : source.trim().length < 4 ? '请写明依据的通知' : null;
  return (
    <DeskDialog
      title={`核对 ${reading.year ?? ''} 年放假安排`} note="请与通知逐条核对。载入后，标“暂定”的到期日自动重算。" onClose={onClose} width={620}
      foot={<><Button onPress={onBack}>返回重读</Button><span className="grow" />
        <Button filled busy={load.isPending} blocked={blocked} onPress={() => load.mutate({ body: { year, source, days: reading.days } })}>载入</Button></>}
    >
      {reading.faults.length > 0 && <div className="refused-line" role="alert">{reading.faults.map((fault) => <p key={fault.row}>第 {fault.row} 行：{fault.message}</p>)}</div>}
      <div className="year-runs">
        <table className="small-table">
          <thead><tr><th style={{ width: 120 }}>名称</th><th style={{ width: 60 }}>休或班</th><th>日期</th><th className="num" style={{ width: 60 }}>天数</th></tr></thead>
          <tbody>
            {runsOf(reading.days).map((run) => (
              <tr key={run.from}><td>{run.name}</td><td>{run.kind === 'off' ? '休' : '班'}</td><td>{sayDay(run.from, run.from)}{run.to !== run.from && ` 至 ${sayDay(run.to, run.from)}`}</td><td className="num">{run.length}</td></tr>
            ))}
          </tbody>
        </table>
      </div>
      <label className="field"><span className="name">依据<span className="s">通知名称和文号</span></span>
        <input className="input" value={source} maxLength={120} placeholder="国务院办公厅关于2027年部分节假日安排的通知" onChange={(event) => setSource(event.target.value)} /></label>
      {load.error && <p className="refused-line" role="alert">{wordsOf(load.error)}</p>}
    </DeskDialog>
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
    if (last && last.kind === kind && last.name === name && addDays(last.to, 1) === day) runs[runs.length - 1] = { ...last, to: day, length: last.length + 1 };
    else runs.push({ name, kind, from: day, to: day, length: 1 });
  }
  return runs;
}
