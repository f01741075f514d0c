import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { ListExcel } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { addressOf, seatInUse, send } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { importColumns } from '../../contract/people-import.ts';
import type { ImportKind, ImportReport } from '../../contract/people-import.ts';
import { importPeople, importTemplate } from '../../contract/routes.ts';
import { useMemberWords } from './member-words.ts';

/** Import of people from Excel: first a check that writes nothing and names every refused row with its reasons, then the import. */
export default function ImportPage() {
  const words = useMemberWords();
  const [address, change] = useAddress();
  const kind: ImportKind = address['kind'] === 'staff' ? 'staff' : 'members';
  const run = useImport(kind);
  const turn = (next: ImportKind) => {
    run.forget();
    change({ kind: next });
  };
  return (
    <DeskPage
      title="从 Excel 导入名册"
      facts={
        <span className="choices">
          <button type="button" aria-pressed={kind === 'members'} onClick={() => turn('members')}>
            {words.person}
          </button>
          <button type="button" aria-pressed={kind === 'staff'} onClick={() => turn('staff')}>
            工作人员
          </button>
        </span>
      }
      act={<ImportActs kind={kind} person={words.person} run={run} />}
    >
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane label="导入结果">
          {run.refusal && (
            <p className="refused-line" role="alert">
              {run.refusal}
            </p>
          )}
          {run.report ? (
            <Report report={run.report} name={run.file?.name ?? ''} />
          ) : (
            <Empty
              words={run.busy ? '正在逐行核对' : '选一个 xlsx 文件'}
              hint="先逐行核对，不写入；核对后再导入。有问题的行会写明原因，其余行照常导入。"
            />
          )}
        </Pane>
        <Pane label="要哪些列" as="aside">
          <Columns kind={kind} />
        </Pane>
      </Panes>
    </DeskPage>
  );
}

/** One file on its way through check and import. */
function useImport(kind: ImportKind) {
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [busy, setBusy] = useState<'check' | 'commit' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async (sheet: File, mode: 'check' | 'commit') => {
    setBusy(mode);
    setRefusal(null);
    try {
      setReport(await sendSheet(sheet, kind, mode));
    } catch (error) {
      setReport(null);
      setRefusal(wordsOf(error));
    } finally {
      setBusy(null);
    }
  };
  const choose = (sheet: File | undefined) => {
    if (!sheet) return;
    setFile(sheet);
    void run(sheet, 'check');
  };
  const commit = () => {
    if (file) void run(file, 'commit');
  };
  const forget = () => {
    setFile(null);
    setReport(null);
    setRefusal(null);
  };
  return { file, report, busy, refusal, choose, commit, forget };
}

async function sendSheet(sheet: File, kind: ImportKind, mode: 'check' | 'commit'): Promise<ImportReport> {
  const body = new FormData();
  body.append('file', sheet, sheet.name);
  const address = addressOf(importPeople, { query: { kind, mode } });
  const response = await send({ method: 'POST', address, body, seatId: seatInUse(), idempotencyKey: newId() });
  return (await response.json()) as ImportReport;
}

function ImportActs({ kind, person, run }: { kind: ImportKind; person: string; run: ReturnType<typeof useImport> }) {
  const { say } = useUndo();
  const good = run.report ? run.report.added + run.report.updated : 0;
  const checked = run.report?.mode === 'check';
  const template = async () => {
    try {
      await saveFrom(importTemplate, { query: { kind } }, kind === 'members' ? `${person}名册模板.xlsx` : '工作人员模板.xlsx');
    } catch (error) {
      say(`没有下载：${wordsOf(error)}`);
    }
  };
  return (
    <>
      <Button onPress={() => void template()}>
        <Icon name="download" />
        下载模板
      </Button>
      {checked && (
        <Button filled busy={run.busy !== null} blocked={good > 0 ? null : '没有可导入的行'} onPress={run.commit}>
          {run.busy === 'commit' ? '正在导入' : `导入 ${good} 人`}
        </Button>
      )}
      <Chooser busy={run.busy} onChoose={run.choose} filled={!checked} />
    </>
  );
}

function Chooser({
  busy,
  onChoose,
  filled,
}: {
  busy: 'check' | 'commit' | null;
  onChoose: (file: File | undefined) => void;
  filled: boolean;
}) {
  return (
    <label className={`btn${filled ? ' pri' : ''}${busy ? ' off' : ''}`}>
      <Icon name="upload" />
      {busy === 'check' ? '正在核对' : filled ? '选文件核对' : '换一个文件'}
      <input
        type="file"
        accept=".xlsx"
        className="unseen"
        disabled={busy !== null}
        onChange={(event) => {
          onChoose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </label>
  );
}

function Report({ report, name }: { report: ImportReport; name: string }) {
  const go = useGo();
  const done = report.mode === 'commit';
  return (
    <>
      <Section
        title={done ? '已导入' : '核对结果'}
        note={name}
        act={
          done && (
            <Button small onPress={() => go(report.kind === 'members' ? '/members' : '/people')}>
              看名册
            </Button>
          )
        }
      >
        <div className="row wrap import-figures">
          <span>
            共 <b>{report.rows}</b> 行
          </span>
          <Clock tone="done" words={`${done ? '新增' : '将新增'} ${report.added}`} />
          <Clock tone="running" words={`${done ? '更新' : '将更新'} ${report.updated}`} />
          <span>没有变化 {report.unchanged}</span>
          {report.refused.length > 0 && <Clock tone="soon" words={`不能导入 ${report.refused.length}`} />}
        </div>
        {report.ignoredColumns.length > 0 && <p className="note-line">没有用到的列：{report.ignoredColumns.join('、')}</p>}
      </Section>
      {report.refused.length > 0 && <RefusedRows rows={report.refused} />}
    </>
  );
}

const refusedSheet: readonly SheetColumn<ImportReport['refused'][number]>[] = [
  { head: '行', width: 6, value: (row) => row.row },
  { head: '姓名', width: 12, value: (row) => row.name },
  { head: '原因', width: 80, value: (row) => row.reasons.join('；') },
];

function RefusedRows({ rows }: { rows: ImportReport['refused'] }) {
  return (
    <Section
      title="不能导入的行"
      note="改好后可只导入这些行"
      act={<ListExcel name="不能导入的行" columns={refusedSheet} rows={async () => rows} />}
    >
      <table className="small-table">
        <thead>
          <tr>
            <th style={{ width: 60 }}>行</th>
            <th style={{ width: 120 }}>姓名</th>
            <th>原因</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.row}>
              <td>{row.row}</td>
              <td>{row.name}</td>
              <td>{row.reasons.join('；')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Columns({ kind }: { kind: ImportKind }) {
  return (
    <Section title="要哪些列" note="按表头找列，次序随意">
      <table className="small-table">
        <thead>
          <tr>
            <th style={{ width: 104 }}>列</th>
            <th style={{ width: 96 }}>举例</th>
            <th>说明</th>
          </tr>
        </thead>
        <tbody>
          {importColumns[kind].map((column) => (
            <tr key={column.key}>
              <td>
                <b>{column.heading}</b>
                {column.required && <span className="soon-words"> 必填</span>}
              </td>
              <td className="m">{column.example}</td>
              <td className="m">
                {column.explanation}
                {column.also.length > 0 && (
                  <>
                    <br />
                    <span className="s">也可写作：{column.also.join('、')}</span>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
