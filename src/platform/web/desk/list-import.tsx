import { useState } from 'react';
import type { ReactNode } from 'react';
import { newId } from '../../contract/identifiers.ts';
import type { ImportMode, ListColumn, ListImportReport } from '../../contract/list-import.ts';
import type { AnswerOf, CallOf, RouteContract } from '../../contract/route.ts';
import { addressOf, seatInUse, send } from '../shared/call.ts';
import { wordsOf } from '../shared/conditions.tsx';
import { Button } from './button.tsx';
import { Clock } from './clock.tsx';
import { Refusal } from './form.tsx';
import { Icon } from './icon.tsx';
import { ListExcel } from './list-excel.tsx';
import type { SheetColumn } from './list-excel.tsx';
import { Pane, Panes, Section } from './page.tsx';
import { Empty } from './states.tsx';
import { useUndo } from './undo.tsx';

/** One file on its way through check and import. */
export interface ListImport<Report extends ListImportReport> {
  readonly file: File | null;
  readonly report: Report | null;
  readonly busy: ImportMode | null;
  readonly refusal: unknown;
  /** Takes a file and checks it. */
  readonly choose: (file: File | undefined) => void;
  /** Checks a file that is not imported yet once more, with other choices. */
  readonly checkAgain: (choices: object) => void;
  readonly commit: () => void;
  readonly forget: () => void;
}

/** Import of a list through `route`, whose query takes `mode` beside the `choices`: first a check that writes nothing, then the import. */
export function useListImport<R extends RouteContract>(
  route: R,
  choices: object,
  params?: CallOf<R>['params'],
): ListImport<AnswerOf<R> & ListImportReport> {
  const [file, setFile] = useState<File | null>(null);
  const [report, setReport] = useState<(AnswerOf<R> & ListImportReport) | null>(null);
  const [busy, setBusy] = useState<ImportMode | null>(null);
  const [refusal, setRefusal] = useState<unknown>(null);
  const run = async (sheet: File, mode: ImportMode, chosen: object) => {
    setBusy(mode);
    setRefusal(null);
    try {
      const body = new FormData();
      body.append('file', sheet, sheet.name);
      const address = addressOf(route, { params, query: { ...chosen, mode } } as CallOf<R>);
      const response = await send({ method: 'POST', address, body, seatId: seatInUse(), idempotencyKey: newId() });
      setReport((await response.json()) as AnswerOf<R> & ListImportReport);
    } catch (error) {
      setReport(null);
      setRefusal(error);
    } finally {
      setBusy(null);
    }
  };
  return {
    file,
    report,
    busy,
    refusal,
    choose: (sheet) => {
      if (!sheet) return;
      setFile(sheet);
      void run(sheet, 'check', choices);
    },
    checkAgain: (others) => {
      if (file && report?.mode !== 'commit') void run(file, 'check', others);
    },
    commit: () => {
      if (file) void run(file, 'commit', choices);
    },
    forget: () => {
      setFile(null);
      setReport(null);
      setRefusal(null);
    },
  };
}

/** The acts of an import: take the template, import what was checked, choose a file. */
export function ListImportActs({ run, template }: { run: ListImport<ListImportReport>; template: () => Promise<void> }) {
  const { say } = useUndo();
  const good = run.report ? run.report.added + run.report.updated : 0;
  const checked = run.report?.mode === 'check';
  const take = async () => {
    try {
      await template();
    } catch (error) {
      say(`没有下载：${wordsOf(error)}`);
    }
  };
  return (
    <>
      <Button onPress={() => void take()}>
        <Icon name="download" />
        下载模板
      </Button>
      {checked && (
        <Button filled busy={run.busy !== null} blocked={good > 0 ? null : '没有可导入的行'} onPress={run.commit}>
          {run.busy === 'commit' ? '正在导入' : `导入 ${good} 人`}
        </Button>
      )}
      <label className={`btn${checked ? '' : ' pri'}${run.busy ? ' off' : ''}`}>
        <Icon name="upload" />
        {run.busy === 'check' ? '正在核对' : checked ? '换一个文件' : '选文件核对'}
        <input
          type="file"
          accept=".xlsx"
          className="unseen"
          disabled={run.busy !== null}
          onChange={(event) => {
            run.choose(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
    </>
  );
}

interface ListImportPanesProps {
  readonly run: ListImport<ListImportReport>;
  readonly columns: readonly ListColumn[];
  /** Choices above the result. */
  readonly children?: ReactNode;
  /** What the report says beyond its figures. */
  readonly more?: ReactNode;
  /** What to do once it is imported. */
  readonly after?: ReactNode;
}

/** What a check found or an import did, every refused row with its reasons, and beside it which columns the list has. */
export function ListImportPanes({ run, columns, children, more, after }: ListImportPanesProps) {
  const { report, file, busy, refusal } = run;
  return (
    <Panes columns="minmax(0, 1fr) 420px">
      <Pane label="导入结果">
        {children}
        <Refusal error={refusal} />
        {report ? (
          <>
            <Figures report={report} name={file?.name ?? ''} act={report.mode === 'commit' && after}>
              {more}
            </Figures>
            {report.refused.length > 0 && <RefusedRows rows={report.refused} />}
          </>
        ) : (
          <Empty
            words={busy ? '正在逐行核对' : '选一个 xlsx 文件'}
            hint="先逐行核对，不写入；核对后再导入。有问题的行会写明原因，其余行照常导入。同一份名单可以重复导入。"
          />
        )}
      </Pane>
      <Pane label="要哪些列" as="aside" toRead>
        <Columns columns={columns} />
      </Pane>
    </Panes>
  );
}

interface FiguresProps {
  readonly report: ListImportReport;
  readonly name: string;
  readonly act: ReactNode;
  readonly children: ReactNode;
}

function Figures({ report, name, act, children }: FiguresProps) {
  const done = report.mode === 'commit';
  return (
    <Section title={done ? '已导入' : '核对结果'} note={name} act={act}>
      <div className="row wrap import-figures">
        <span>
          共 <b>{report.rows}</b> 行
        </span>
        <Clock tone="done" words={`${done ? '新增' : '将新增'} ${report.added}`} />
        <Clock tone="running" words={`${done ? '更新' : '将更新'} ${report.updated}`} />
        <span>没有变化 {report.unchanged}</span>
        {report.refused.length > 0 && <Clock tone="soon" words={`不能导入 ${report.refused.length}`} />}
      </div>
      {children}
      {report.ignoredColumns.length > 0 && <p className="note-line">没有用到的列：{report.ignoredColumns.join('、')}</p>}
    </Section>
  );
}

type RefusedRow = ListImportReport['refused'][number];

const refusedSheet: readonly SheetColumn<RefusedRow>[] = [
  { head: '行', width: 6, value: (row) => row.row },
  { head: '姓名', width: 12, value: (row) => row.name },
  { head: '原因', width: 80, value: (row) => row.reasons.join('；') },
];

function RefusedRows({ rows }: { rows: readonly RefusedRow[] }) {
  return (
    <Section
      title="不能导入的行"
      note="改好后再导入一次，已导入的行不会重复"
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

function Columns({ columns }: { columns: readonly ListColumn[] }) {
  return (
    <Section title="要哪些列" note="按表头找列，次序随意">
      <table className="small-table">
        <thead>
          <tr>
            <th style={{ width: 128 }}>列</th>
            <th style={{ width: 96 }}>举例</th>
            <th>说明</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
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
                    {column.explanation && <br />}
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
