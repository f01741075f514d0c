import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { newId } from '#platform/contract/identifiers.ts';
import { useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Clock } from '#platform/web/desk/clock.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { Icon } from '#platform/web/desk/icon.tsx';
import { ListExcel } from '#platform/web/desk/list-excel.tsx';
import type { SheetColumn } from '#platform/web/desk/list-excel.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Empty } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { addressOf, seatInUse, send } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import type { AttendeeColumn, AttendeeImportReport } from '../../../contract/people/import.ts';
import { attendeeColumns } from '../../../contract/people/import.ts';
import { attendeeTemplate, importAttendees } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { MeetingPage, useMeeting } from '../shared/meeting-page.tsx';
import './people.css';

/** Import of people from Excel: first a check that writes nothing and names every refused row with its reasons, then the import. */
export default function ImportPeoplePage() {
  const { meetingId = '' } = useParams({ strict: false });
  const run = useImport(meetingId);
  return (
    <MeetingPage part="people" title="从 Excel 导入人员" tools={<ImportActs run={run} />}>
      <Panes columns="minmax(0, 1fr) 420px">
        <Pane label="导入结果">
          <Choices run={run} />
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
              hint="先逐行核对，不写入；核对后再导入。有问题的行会写明原因，其余行照常导入。同一份名单可以重复导入。"
            />
          )}
        </Pane>
        <Pane label="要哪些列" as="aside">
          <Columns />
        </Pane>
      </Panes>
    </MeetingPage>
  );
}

/** One file on its way through check and import. */
function useImport(meetingId: string) {
  const [file, setFile] = useState<File | null>(null);
  const [category, setCategory] = useState<AttendeeCategory>('member');
  const [makeGroups, setMakeGroups] = useState(false);
  const [report, setReport] = useState<AttendeeImportReport | null>(null);
  const [busy, setBusy] = useState<'check' | 'commit' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const run = async (sheet: File, mode: 'check' | 'commit', choices: { category: AttendeeCategory; makeGroups: boolean }) => {
    setBusy(mode);
    setRefusal(null);
    try {
      setReport(await sendSheet(meetingId, sheet, mode, choices));
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
    void run(sheet, 'check', { category, makeGroups });
  };
  const put = (part: { category?: AttendeeCategory; makeGroups?: boolean }) => {
    const choices = { category, makeGroups, ...part };
    setCategory(choices.category);
    setMakeGroups(choices.makeGroups);
    if (file && report?.mode !== 'commit') void run(file, 'check', choices);
  };
  const commit = () => {
    if (file) void run(file, 'commit', { category, makeGroups });
  };
  return { file, category, makeGroups, report, busy, refusal, choose, put, commit };
}
type Run = ReturnType<typeof useImport>;

async function sendSheet(
  meetingId: string,
  sheet: File,
  mode: 'check' | 'commit',
  choices: { category: AttendeeCategory; makeGroups: boolean },
): Promise<AttendeeImportReport> {
  const body = new FormData();
  body.append('file', sheet, sheet.name);
  const query = { mode, category: choices.category, makeGroups: choices.makeGroups ? ('yes' as const) : ('no' as const) };
  const address = addressOf(importAttendees, { params: { meetingId }, query });
  const response = await send({ method: 'POST', address, body, seatId: seatInUse(), idempotencyKey: newId() });
  return (await response.json()) as AttendeeImportReport;
}

function ImportActs({ run }: { run: Run }) {
  const meeting = useMeeting();
  const go = useGo();
  const { say } = useUndo();
  const good = run.report ? run.report.added + run.report.updated : 0;
  const checked = run.report?.mode === 'check';
  const template = async () => {
    try {
      await saveFrom(attendeeTemplate, { params: { meetingId: meeting.id } }, '参会人员名单模板.xlsx');
    } catch (error) {
      say(`没有下载：${wordsOf(error)}`);
    }
  };
  return (
    <>
      <Button onPress={() => go(`/meetings/${meeting.id}/people`)}>回到人员</Button>
      <Button onPress={() => void template()}>
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

function Choices({ run }: { run: Run }) {
  const meeting = useMeeting();
  const { categories } = peopleWords(meeting.bodyKind);
  return (
    <div className="people-strip">
      <span>没写类别的行，算作</span>
      <select
        className="pick"
        style={{ width: 120 }}
        aria-label="没写类别的行"
        value={run.category}
        onChange={(event) => run.put({ category: event.target.value as AttendeeCategory })}
      >
        {(Object.keys(attendeeCategories) as AttendeeCategory[]).map((one) => (
          <option key={one} value={one}>
            {categories[one]}
          </option>
        ))}
      </select>
      <span className="row">
        <Checkbox checked={run.makeGroups} label="没有的编组就新建" onChange={() => run.put({ makeGroups: !run.makeGroups })} />
        <button type="button" className="bare" tabIndex={-1} onClick={() => run.put({ makeGroups: !run.makeGroups })}>
          没有的编组就新建
        </button>
      </span>
    </div>
  );
}

function Report({ report, name }: { report: AttendeeImportReport; name: string }) {
  const done = report.mode === 'commit';
  return (
    <>
      <Section title={done ? '已导入' : '核对结果'} note={name}>
        <div className="row wrap import-figures">
          <span>
            共 <b>{report.rows}</b> 行
          </span>
          <Clock tone="done" words={`${done ? '新增' : '将新增'} ${report.added}`} />
          <Clock tone="running" words={`${done ? '更新' : '将更新'} ${report.updated}`} />
          <span>没有变化 {report.unchanged}</span>
          {report.refused.length > 0 && <Clock tone="soon" words={`不能导入 ${report.refused.length}`} />}
        </div>
        <p className="note-line">其中 {report.known} 人与系统人员对上，能在手机上收到通知和文件。</p>
        {report.groups.length > 0 && (
          <p className="note-line">
            {done ? '新建' : '将新建'}编组：{report.groups.join('、')}
          </p>
        )}
        {report.ignoredColumns.length > 0 && <p className="note-line">没有用到的列：{report.ignoredColumns.join('、')}</p>}
      </Section>
      {report.refused.length > 0 && <RefusedRows rows={report.refused} />}
    </>
  );
}

const refusedSheet: readonly SheetColumn<AttendeeImportReport['refused'][number]>[] = [
  { head: '行', width: 6, value: (row) => row.row },
  { head: '姓名', width: 12, value: (row) => row.name },
  { head: '原因', width: 80, value: (row) => row.reasons.join('；') },
];

function RefusedRows({ rows }: { rows: AttendeeImportReport['refused'] }) {
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

const columns: readonly AttendeeColumn[] = attendeeColumns;

function Columns() {
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
