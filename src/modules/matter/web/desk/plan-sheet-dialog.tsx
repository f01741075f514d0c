import { useState } from 'react';
import { listUnits } from '#modules/directory/contract/routes.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { everyRow } from '#platform/web/desk/list-excel.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { MatterLine } from '../../contract/views.ts';
import { SheetFault, readPlans } from './plan-sheet.ts';
import type { PlanReport } from './plan-sheet.ts';
import type { Plan } from './plans.ts';
import { RefusalLine } from './refusal-line.tsx';

/** Takes the units of many matters from a sheet that the offices agreed on; says row by row what could not be taken. */
export function PlanSheetDialog({
  matters,
  onTake,
  onClose,
}: {
  matters: readonly MatterLine[];
  onTake: (plans: ReadonlyMap<string, Plan>) => void;
  onClose: () => void;
}) {
  const [report, setReport] = useState<PlanReport | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setRefusal(null);
    try {
      setReport(await readPlans(file, matters, await everyRow(listUnits, {})));
    } catch (error) {
      setReport(null);
      setRefusal(error instanceof SheetFault ? error.message : wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  const take = () => {
    if (report) onTake(report.plans);
    onClose();
  };
  return (
    <DeskDialog
      title="从 Excel 读入单位"
      note="第一行为表头：编号、主办单位、会办单位；会办多家用顿号隔开；只有主办的按独办。读入后先核对，再交办。"
      onClose={onClose}
      width={620}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button filled blocked={report && report.plans.size > 0 ? null : '先选一个表格'} onPress={take}>
            {report ? `读入 ${report.plans.size} 件` : '读入'}
          </Button>
        </>
      }
    >
      <label className={busy ? 'btn off' : 'btn'}>
        {busy ? '正在读' : '选 xlsx 文件'}
        <input type="file" accept=".xlsx" className="unseen" disabled={busy} onChange={(event) => void read(event.target.files?.[0])} />
      </label>
      <RefusalLine words={refusal} />
      {report && <ReadReport report={report} />}
    </DeskDialog>
  );
}

function ReadReport({ report }: { report: PlanReport }) {
  return (
    <div className="import-report">
      <p>
        共 {report.rows} 行，可读入 <b>{report.plans.size}</b> 件
        {report.refused.length > 0 && <span className="soon-words">，{report.refused.length} 行不能读入</span>}。
      </p>
      {report.refused.length > 0 && (
        <table className="small-table">
          <thead>
            <tr>
              <th style={{ width: 60 }}>行</th>
              <th style={{ width: 120 }}>编号</th>
              <th>原因</th>
            </tr>
          </thead>
          <tbody>
            {report.refused.map((one) => (
              <tr key={one.row}>
                <td>{one.row}</td>
                <td>{one.number}</td>
                <td>{one.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
