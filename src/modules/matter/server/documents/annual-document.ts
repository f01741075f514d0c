import { AlignmentType, ImageRun, Paragraph } from 'docx';
import type { Table } from 'docx';
import { dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import type { AnnualContent } from '../../contract/annual.ts';
import { drawChart } from '../../contract/annual-charts.ts';
import type { AccountTable } from '../../contract/annual-tables.ts';
import { chartOf, chineseNumber, nothingToTell, tableOf } from '../../contract/annual-tables.ts';
import { readAnnual, readAnnualVersion } from '../annual/read-annual.ts';
import { chartPicture, writesChinese } from './annual-charts.ts';
import { figureTable } from '#platform/server/documents/figure-table.ts';
import { bodyParagraph, documentDay, officialDocument, plainLine, titleLine } from '#platform/server/documents/official-format.ts';

/** The report of a year as a document in the official form: as it stands now, or as a version fixed it. */
export async function annualDocument(
  tx: Tx,
  year: number,
  of: { readonly to?: string | undefined; readonly version?: number | undefined },
): Promise<{ name: string; bytes: Buffer }> {
  const content =
    of.version === undefined ? (await readAnnual(tx, year, of.to)).content : (await readAnnualVersion(tx, year, of.version)).content;
  const name = `${content.title}${of.version === undefined ? '（稿）' : `（定稿${of.version}）`}`;
  return { name: `${name}.docx`, bytes: await documentOf(content, of.version === undefined) };
}

async function documentOf(content: AnnualContent, draft: boolean): Promise<Buffer> {
  const drawn = await writesChinese();
  const sections = await Promise.all(content.sections.map((section, index) => sectionParts(section, index, content, drawn)));
  const reckoned = documentDay(dayOf(new Date(content.reckonedAt)));
  return await officialDocument({
    title: content.title,
    creator: content.bodyName,
    children: [
      ...(draft ? [plainLine('（稿）', { alignment: AlignmentType.RIGHT })] : []),
      titleLine(content.title),
      ...sections.flat(),
      plainLine(''),
      plainLine(content.bodyName, { alignment: AlignmentType.RIGHT, indent: { right: 640 } }),
      plainLine(reckoned, { alignment: AlignmentType.RIGHT, indent: { right: 1280 } }),
    ],
  });
}

type DocumentPart = Paragraph | Table;

async function sectionParts(
  section: AnnualContent['sections'][number],
  index: number,
  content: AnnualContent,
  drawn: boolean,
): Promise<DocumentPart[]> {
  const table = tableOf(section, content);
  const chart = chartOf(section, content);
  return [
    bodyParagraph(`${chineseNumber(index + 1)}、${section.heading}`),
    ...section.text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
      .map(bodyParagraph),
    ...(chart && drawn ? [await picture(drawChart(chart), section.heading)] : []),
    ...(table && table.rows.length > 0 ? [tablePart(table), plainLine('', { spacing: { line: 240 } })] : []),
    ...(table && table.rows.length === 0 ? [bodyParagraph(nothingToTell)] : []),
  ];
}

/** 156 mm of text are 442 points. */
const textWidth = 442;

async function picture(drawing: ReturnType<typeof drawChart>, words: string): Promise<Paragraph> {
  const { data, width, height } = await chartPicture(drawing, textWidth);
  // The library counts in pixels of 96 to the inch.
  const size = { width: Math.round((width * 96) / 72), height: Math.round((height * 96) / 72) };
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 120 },
    children: [new ImageRun({ type: 'png', data, transformation: size, altText: { name: words, title: words, description: words } })],
  });
}

/** The columns after the first are as narrow as their number asks; a single one may hold words. */
function tablePart(table: AccountTable): Table {
  const others = table.columns.length - 1;
  const wordy = others === 1;
  return figureTable(table, wordy ? 6_400 : Math.min(1_500, Math.floor(5_900 / others)), wordy);
}
