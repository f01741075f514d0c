import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { saveAs } from '#platform/web/desk/download.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { ListExcel, everyRow } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { CheckedRow } from '../../contract/assignment-sheet.ts';
import type { Kind } from '../../contract/kind.ts';
import { listMatters } from '../../contract/routes.ts';
import type { MatterLine } from '../../contract/views.ts';
import { checkPlanSheet, planSheetOf } from './plan-sheet.ts';
import { SheetFault } from './plan-sheet-rows.ts';
import type { Plan, ProposedUnit } from './plans.ts';
import { RefusalLine } from './refusal-line.tsx';
import { proposalQuery } from './unit-proposals.ts';
import type { Bulk } from './use-bulk.ts';

interface PlanSheetDialogProps {
  readonly kind: Kind;
  /** The list in force; all pages of it go into the sheet. */
  readonly query: object;
  readonly planOf: (id: string) => Plan | null;
  readonly bulk: Bulk;
  readonly onClose: () => void;
}

/** Assignment by Excel: take the list out, fill in units and mode, load it back; every row is checked and shown before anything is done. */
export function PlanSheetDialog(props: PlanSheetDialogProps) {
  const { kind, bulk, onClose } = props;
  const sheet = useSheet(props);
  const ready = sheet.rows?.filter((row) => row.outcome === 'ready') ?? [];
  const assign = async () => {
    const targets = ready.map((row) => ({ bodyId: row.bodyId!, matterId: row.matterId!, input: row.input! }));
    if (await bulk.run({ kind: kind.kind, act: 'assign', input: {}, targets }, `交办 ${ready.length} 件`)) onClose();
  };
  const doing = ready.length > 0 ? `交办 ${ready.length} 件` : '交办';
  return (
    <DeskDialog
      title="用 Excel 批量交办"
      note="下载待交办清单，在表里填好办理方式、主办单位、会办单位，再选回来。先逐行核对，核对后才交办，交办后还可以撤销。"
      onClose={onClose}
      width={sheet.rows ? 960 : 620}
      foot={
        <>
          <Button onPress={onClose}>关闭</Button>
          <Button filled busy={bulk.busy} blocked={blockedBy(sheet.rows, ready.length)} onPress={() => void assign()}>
            {doing}
          </Button>
        </>
      }
    >
      <div className="row">
        <Button busy={sheet.busy === 'out'} onPress={() => void sheet.takeOut()}>
          <Icon name="download" />
          {sheet.busy === 'out' ? '正在整理清单' : '下载待交办清单'}
        </Button>
        <FileChoice busy={sheet.busy === 'in'} again={sheet.rows !== null} onChoose={(file) => void sheet.takeIn(file)} />
        {sheet.fileName && <span className="s cut">{sheet.fileName}</span>}
      </div>
      <RefusalLine words={sheet.refusal ?? bulk.refusal} />
      {sheet.rows && <Checked rows={sheet.rows} />}
    </DeskDialog>
  );
}

function blockedBy(rows: readonly CheckedRow[] | null, ready: number): string | null {
  if (!rows) return '先选填好的表格';
  return ready > 0 ? null : '没有可以交办的行';
}

/** The sheet on its way out and back. */
function useSheet({ kind, query, planOf }: PlanSheetDialogProps) {
  const client = useQueryClient();
  const [rows, setRows] = useState<readonly CheckedRow[] | null>(null);
  const [fileName, setFileName] = useState('');
  const [busy, setBusy] = useState<'out' | 'in' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const during = async (way: 'out' | 'in', work: () => Promise<void>) => {
    setBusy(way);
    setRefusal(null);
    try {
      await work();
    } catch (error) {
      setRefusal(error instanceof SheetFault ? error.message : wordsOf(error));
    } finally {
      setBusy(null);
    }
  };
  const takeOut = () =>
    during('out', async () => {
      const matters = await everyRow(listMatters, query);
      const proposed = await proposalsOf(client, matters);
      const lines = matters.map((matter, place) => ({ matter, plan: planOf(matter.id), proposed: proposed[place]! }));
      saveAs(await planSheetOf(lines), `${kind.words.name}待交办清单.xlsx`);
    });
  const takeIn = (file: File) =>
    during('in', async () => {
      setRows(null);
      setFileName(file.name);
      setRows(await checkPlanSheet(file, kind.kind));
    });
  return { rows, fileName, busy, refusal, takeOut, takeIn };
}

/** What is proposed for each matter, few at a time, those already read not again; a matter whose proposal fails goes without one. */
async function proposalsOf(client: QueryClient, matters: readonly MatterLine[]): Promise<readonly (readonly ProposedUnit[])[]> {
  const found: (readonly ProposedUnit[])[] = [];
  for (let from = 0; from < matters.length; from += 6) {
    const some = matters.slice(from, from + 6).map(async (matter) => {
      try {
        return (await client.fetchQuery(proposalQuery(matter))).items;
      } catch {
        return [];
      }
    });
    found.push(...(await Promise.all(some)));
  }
  return found;
}

function FileChoice({ busy, again, onChoose }: { busy: boolean; again: boolean; onChoose: (file: File) => void }) {
  return (
    <label className={busy ? 'btn off' : 'btn'}>
      <Icon name="upload" />
      {busy ? '正在逐行核对' : again ? '换一个文件' : '选填好的 xlsx 文件'}
      <input
        type="file"
        accept=".xlsx"
        className="unseen"
        disabled={busy}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onChoose(file);
          event.target.value = '';
        }}
      />
    </label>
  );
}

const outcomes = {
  ready: { words: '可以交办', tone: 'done' },
  refused: { words: '不能交办', tone: 'soon' },
} as const;

function Checked({ rows }: { rows: readonly CheckedRow[] }) {
  const count = (outcome: CheckedRow['outcome']) => rows.filter((row) => row.outcome === outcome).length;
  // What has to be mended stands in front.
  const order = ['refused', 'ready', 'blank'];
  const sorted = [...rows].sort((one, other) => order.indexOf(one.outcome) - order.indexOf(other.outcome) || one.row - other.row);
  const refused = sorted.filter((row) => row.outcome === 'refused');
  return (
    <div className="import-report" role="region" aria-label="核对结果">
      <div className="row wrap import-figures" role="status">
        <span>
          共 <b>{rows.length}</b> 行
        </span>
        <Clock tone="done" words={`可以交办 ${count('ready')}`} />
        {refused.length > 0 && <Clock tone="soon" words={`不能交办 ${refused.length}`} />}
        {count('blank') > 0 && <span>没有填的 {count('blank')} 行留着不动</span>}
        {refused.length > 0 && (
          <span className="right">
            <ListExcel name="不能交办的行" columns={refusedSheet} rows={async () => refused} />
          </span>
        )}
      </div>
      <table className="small-table">
        <thead>
          <tr>
            <th style={{ width: 48 }}>行</th>
            <th style={{ width: 104 }}>核对</th>
            <th style={{ width: '34%' }}>事项</th>
            <th>怎么交办，或为什么不能</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>{row.outcome === 'blank' ? <span className="s">没有填，留着</span> : <Clock {...outcomes[row.outcome]} />}</td>
              <td>
                {row.title || '（表里没有写标题）'}
                <br />
                <span className="s">{row.number || '没有编号'}</span>
              </td>
              <td>{row.outcome === 'refused' ? row.reasons.map((reason) => <div key={reason}>{reason}</div>) : row.units}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const refusedSheet: readonly SheetColumn<CheckedRow>[] = [
  { head: '行', width: 6, value: (row) => row.row },
  { head: '编号', width: 34, value: (row) => row.number },
  { head: '标题', width: 50, value: (row) => row.title },
  { head: '原因', width: 80, value: (row) => row.reasons.join('；') },
];
