import { useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import type { SessionReport } from '../../../contract/hall/report.ts';
import { readReport, reportDocument } from '../../../contract/hall/routes.ts';
import { reportSections, type FigureLink, type ReportSection } from '../../../contract/hall/report-sections.ts';
import { MeetingPage } from '../shared/meeting-page.tsx';
import { FigureDialog } from './figure-dialog.tsx';
import './report.css';

/** 会议统计: the same sections as in the document; every figure opens its list. */
export default function ReportPage() {
  const { meetingId = '' }: { meetingId?: string } = useParams({ strict: false });
  const report = useRead(readReport, { params: { meetingId } }, { topics: [`meeting:${meetingId}`], staleTime: 60_000 });
  const { save, saving } = useSaving(meetingId, report.data);
  useKeys([{ keys: 'd', label: '导出报告', act: () => void save(), blocked: report.data ? undefined : '统计还没有读完' }]);
  return (
    <MeetingPage
      part="report"
      tools={
        <Button filled keys="d" busy={saving} blocked={report.data ? null : '统计还没有读完'} onPress={() => void save()}>
          导出报告（docx）
        </Button>
      }
    >
      <Read of={report} rows={12}>
        {(data) => <ReportPanes report={data} meetingId={meetingId} />}
      </Read>
    </MeetingPage>
  );
}

function useSaving(meetingId: string, report: SessionReport | undefined) {
  const [saving, setSaving] = useState(false);
  const { say } = useUndo();
  const save = async () => {
    if (!report) return;
    setSaving(true);
    try {
      await saveFrom(reportDocument, { params: { meetingId } }, `${report.meeting.title}出席和履职情况统计.docx`);
      say('报告已导出');
    } catch (error) {
      say(`没有导出：${wordsOf(error)}`);
    } finally {
      setSaving(false);
    }
  };
  return { save, saving };
}

function ReportPanes({ report, meetingId }: { readonly report: SessionReport; readonly meetingId: string }) {
  const [open, setOpen] = useState<{ readonly title: string; readonly link: FigureLink } | null>(null);
  const sections = reportSections(report);
  return (
    <>
      <Panes columns="196px minmax(0, 1fr)">
        <Pane label="目录" as="nav">
          <ol className="report-list">
            {sections.map((section) => (
              <li key={section.id}>
                <a href={`#report-${section.id}`}>
                  {section.number}、{section.heading}
                </a>
              </li>
            ))}
          </ol>
          <p className="s report-at">统计到 {momentWords(report.at)}</p>
        </Pane>
        <Pane label="会议统计" toRead>
          <article className="report">
            {sections.map((section) => (
              <SectionPart key={section.id} section={section} onOpen={setOpen} />
            ))}
          </article>
        </Pane>
      </Panes>
      {open && <FigureDialog meetingId={meetingId} title={open.title} link={open.link} onClose={() => setOpen(null)} />}
    </>
  );
}

interface SectionPartProps {
  readonly section: ReportSection;
  readonly onOpen: (open: { title: string; link: FigureLink }) => void;
}

function SectionPart({ section, onOpen }: SectionPartProps) {
  const { table } = section;
  return (
    <section id={`report-${section.id}`}>
      <h2>
        {section.number}、{section.heading}
      </h2>
      {section.words.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {table && (
        <table className="small-table">
          <thead>
            <tr>
              {table.columns.map((column, index) => (
                <th key={column} className={index === 0 ? undefined : 'num'}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={`${row.label} ${JSON.stringify(row.cells[0]?.link)}`} className={row.strong ? 'b' : undefined}>
                <td>{row.label}</td>
                {row.cells.map((cell, column) => (
                  <td key={table.columns[column + 1]} className="num">
                    {cell.link ? (
                      <button
                        type="button"
                        className="bare figure"
                        onClick={() => onOpen({ title: `${row.label}，${table.columns[column + 1]} ${cell.text}`, link: cell.link! })}
                      >
                        {cell.text}
                      </button>
                    ) : (
                      cell.text
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
