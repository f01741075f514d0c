import { useState } from 'react';
import { dayOf } from '#platform/contract/instant.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useAddress } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { annualDocument, listAnnual, readAnnual, readAnnualVersion } from '../../../contract/annual.ts';
import type { AnnualContent } from '../../../contract/annual.ts';
import { chineseNumber } from '../../../contract/annual-tables.ts';
import { AnnualEditor } from './editor.tsx';
import { FixDialog } from './fix-dialog.tsx';
import { ReportView } from './report-view.tsx';
import './annual.css';

type Annual = AnswerOf<typeof readAnnual>;

/** The year's account: figures as they stand, in the office's own composition; fixed as a version when it is reported. */
export default function AnnualPage() {
  const [address, change] = useAddress();
  const years = useRead(listAnnual);
  const [running] = useState(() => Number(dayOf(new Date()).slice(0, 4)));
  const year = /^\d{4}$/.test(address['year'] ?? '') ? Number(address['year']) : running;
  const to = /^\d{4}-\d\d-\d\d$/.test(address['to'] ?? '') && address['to']!.startsWith(String(year)) ? address['to'] : undefined;
  const version = /^\d{1,4}$/.test(address['version'] ?? '') ? Number(address['version']) : null;
  const annual = useRead(readAnnual, { params: { year }, query: { to } }, { keepPrevious: true });
  const [editing, setEditing] = useState(false);
  const { say } = useUndo();
  return (
    <DeskPage
      title="年度报告"
      facts={annual.data && <Facts content={annual.data.content} version={version} />}
      act={annual.data && !editing && <Acts annual={annual.data} version={version} onEdit={() => setEditing(true)} />}
    >
      <Read of={annual} rows={14}>
        {(data) =>
          editing ? (
            <AnnualEditor
              annual={data}
              onLeave={() => setEditing(false)}
              onSaved={(words) => {
                setEditing(false);
                say(words);
              }}
            />
          ) : (
            <Panes columns="236px minmax(0, 1fr)">
              <Pane label="年份和章节" as="nav">
                <Years years={years.data?.years ?? []} year={year} version={version} onGo={(next) => change(next, { replaceAll: true })} />
                <DaySection annual={data} to={to} shown={version === null} onPick={(day) => change({ to: day })} />
                <Outline content={data.content} />
              </Pane>
              <Pane label="报告">
                <div className="annual-desk">
                  {version === null ? <ReportView content={data.content} /> : <FixedVersion year={year} version={version} />}
                </div>
              </Pane>
            </Panes>
          )
        }
      </Read>
    </DeskPage>
  );
}

function Facts({ content, version }: { content: AnnualContent; version: number | null }) {
  return version === null ? (
    <span>
      {dayWords(content.period.from)} 至 {dayWords(content.period.to)}，与上年同期比；数字按现在的办理情况，点开就是清单
    </span>
  ) : (
    <span>定稿 {version}，数字和文字不再变动；点开的清单是现在的</span>
  );
}

function Acts({ annual, version, onEdit }: { annual: Annual; version: number | null; onEdit: () => void }) {
  const mayCompose = useCan()('matter.compose-annual');
  const [fixing, setFixing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { say } = useUndo();
  const { year, title, period } = annual.content;
  const query = version === null ? { to: period.to } : { version: String(version) };
  const save = async () => {
    setBusy(true);
    const name = `${title}.docx`;
    await saveFrom(annualDocument, { params: { year }, query }, name).then(
      () => say(`已保存：${name}`),
      (error: unknown) => say(error instanceof Error ? `没有保存：${error.message}` : '没有保存，请重试。'),
    );
    setBusy(false);
  };
  const open = mayCompose && version === null;
  useKeys([{ keys: 'w', label: '存为文档', act: () => void save() }, open && { keys: 'c', label: '改章节和文字', act: onEdit }]);
  return (
    <>
      <Button keys="w" busy={busy} onPress={() => void save()}>
        {busy ? '正在生成' : '存为文档（docx）'}
      </Button>
      {open && (
        <>
          <Button keys="c" onPress={onEdit}>
            改章节和文字
          </Button>
          <Button filled onPress={() => setFixing(true)}>
            定稿
          </Button>
        </>
      )}
      {fixing && (
        <FixDialog annual={annual} onClose={() => setFixing(false)} onFixed={(number) => say(`已定稿，为 ${year} 年第 ${number} 份`)} />
      )}
    </>
  );
}

interface YearsProps {
  readonly years: AnswerOf<typeof listAnnual>['years'];
  readonly year: number;
  readonly version: number | null;
  readonly onGo: (to: Readonly<Record<string, string>>) => void;
}

function Years({ years, year, version, onGo }: YearsProps) {
  return (
    <div className="flt">
      <h2>年份</h2>
      {years.map((one) => (
        <div key={one.year}>
          <button
            type="button"
            className={one.year === year && version === null ? 'on' : undefined}
            onClick={() => onGo({ year: String(one.year) })}
          >
            <span>{one.year} 年</span>
            <b>{one.raised}</b>
          </button>
          {one.year === year &&
            one.versions.map((fixed) => (
              <button
                key={fixed.version}
                type="button"
                className={fixed.version === version ? 'annual-fixed on' : 'annual-fixed'}
                title={`${fixed.fixedBy} ${momentWords(fixed.fixedAt)}`}
                onClick={() => onGo({ year: String(one.year), version: String(fixed.version) })}
              >
                <span className="cut">
                  定稿 {fixed.version}，到 {dayWords(fixed.asOf)}
                  {fixed.note && `：${fixed.note}`}
                </span>
              </button>
            ))}
        </div>
      ))}
    </div>
  );
}

interface DaySectionProps {
  readonly annual: Annual;
  readonly to: string | undefined;
  readonly shown: boolean;
  readonly onPick: (day: string | undefined) => void;
}

function DaySection({ annual, to, shown, onPick }: DaySectionProps) {
  const { year, period } = annual.content;
  const origins = { product: '章节是系统预设的', template: '章节来自本机构的模板', year: '章节是这一年单独改过的' } as const;
  if (!shown) return null;
  return (
    <Section title="统计到">
      <input
        className="input"
        type="date"
        aria-label="统计到哪一天"
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        value={to ?? period.to}
        onChange={(event) => onPick(event.target.value || undefined)}
      />
      <p className="s">{origins[annual.origin]}</p>
    </Section>
  );
}

function Outline({ content }: { content: AnnualContent }) {
  return (
    <div className="flt">
      <h2>章节</h2>
      {content.sections.map((section, index) => (
        <button
          key={section.id}
          type="button"
          onClick={() => document.querySelector(`#annual-${section.id}`)?.scrollIntoView({ behavior: 'smooth', block: 'start' })}
        >
          <span className="cut">
            {chineseNumber(index + 1)}、{section.heading}
          </span>
        </button>
      ))}
    </div>
  );
}

function FixedVersion({ year, version }: { year: number; version: number }) {
  const fixed = useRead(readAnnualVersion, { params: { year, version } });
  return (
    <Read of={fixed} rows={14}>
      {({ content, version: line, fingerprint }) => (
        <>
          <p className="s annual-paper-note">
            {line.fixedBy} {momentWords(line.fixedAt)} 定稿{line.note && `：${line.note}`}。核对码 {fingerprint.slice(0, 16)}
          </p>
          <ReportView content={content} />
        </>
      )}
    </Read>
  );
}
