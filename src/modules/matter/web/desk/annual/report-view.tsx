import type { AnnualContent } from '../../../contract/annual.ts';
import type { AccountTable } from '../../../contract/annual-tables.ts';
import { chartOf, chineseNumber, nothingToTell, tableOf } from '../../../contract/annual-tables.ts';
import { keyed } from '../keyed.ts';
import { Chart } from './chart.tsx';
import { FigureLink } from './figure-link.tsx';

/** The report as it will be printed, on white paper; every figure in it opens to its list. */
export function ReportView({ content }: { content: AnnualContent }) {
  return (
    <article className="annual-paper" aria-label={content.title}>
      <h2 className="annual-title">{content.title}</h2>
      {content.sections.map((section, index) => (
        <ReportSection key={section.id} section={section} number={index + 1} content={content} />
      ))}
      <p className="annual-sign">{content.bodyName}</p>
    </article>
  );
}

function ReportSection({
  section,
  number,
  content,
}: {
  section: AnnualContent['sections'][number];
  number: number;
  content: AnnualContent;
}) {
  const table = tableOf(section, content);
  const chart = chartOf(section, content);
  return (
    <section id={`annual-${section.id}`} className="annual-section">
      <h3>
        {chineseNumber(number)}、{section.heading}
      </h3>
      {keyed(section.text.split('\n').filter((line) => line.trim() !== '')).map(({ key, item }) => (
        <p key={key}>{item}</p>
      ))}
      {chart && <Chart chart={chart} title={section.heading} />}
      {table && (table.rows.length > 0 ? <ReportTable table={table} /> : <p className="annual-none">{nothingToTell}</p>)}
    </section>
  );
}

function ReportTable({ table }: { table: AccountTable }) {
  return (
    <table className={table.columns.length === 2 ? 'annual-table wordy' : 'annual-table'}>
      <thead>
        <tr>
          {keyed(table.columns).map(({ key, item }) => (
            <th key={key} scope="col">
              {item || <span className="unseen">数字</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {keyed(table.rows).map(({ key, item: row }) => (
          <tr key={key}>
            <th scope="row">{row.label}</th>
            {keyed(row.cells).map(({ key: place, item: cell }) => (
              <td key={place}>{cell.link ? <FigureLink link={cell.link}>{cell.text}</FigureLink> : cell.text}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
