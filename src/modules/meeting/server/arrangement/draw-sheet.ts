import { a4, bytesOf, grey, ink, line, mm, openPaper, type Paper, put, stroke } from '../core/print-paper.ts';
import type { ProgrammeSheet, SheetEntry, SheetPoint } from './programme-sheet.ts';

/** Millimetres: margins, and the columns of time, of what happens and of where. */
const sides = 16;
const width = a4.width - 2 * sides;
const bottom = a4.height - 18;
const column = { time: sides, title: sides + 30, place: sides + 128 };
const titleWidth = column.place - column.title - 6;
const placeWidth = a4.width - sides - column.place;

/** Where drawing stands on the paper. */
interface Pen {
  readonly paper: Paper;
  readonly sheet: ProgrammeSheet;
  y: number;
}

/** A programme or an agenda on A4 in the body's own colour: every page has its head and number, no entry's head stands alone at the foot of a page. */
export async function drawSheet(sheet: ProgrammeSheet): Promise<Uint8Array> {
  const paper = await openPaper({ size: a4, title: sheet.title, author: sheet.body, numbered: true });
  const pen: Pen = { paper, sheet, y: 0 };
  firstPage(pen);
  const single = sheet.days.length === 1 && sheet.days[0]!.entries.length === 1;
  for (const { day, entries } of sheet.days) {
    if (!single) dayHead(pen, day, entries[0]);
    for (const entry of entries) (single ? agendaAlone : drawEntry)(pen, entry);
  }
  if (sheet.days.length === 0) words(pen, '还没有排出日程。', { x: sides, width, size: 12 });
  footers(pen);
  return await bytesOf(paper);
}

const colourOf = ({ bodyKind }: ProgrammeSheet) => (bodyKind === 'cppcc' ? '#0f5ba8' : '#b3161d');
const softOf = ({ bodyKind }: ProgrammeSheet) => (bodyKind === 'cppcc' ? '#e8f1fa' : '#fbecec');

function firstPage(pen: Pen): void {
  const { paper, sheet } = pen;
  paper.addPage();
  paper.rect(0, 0, a4.width * mm, 5 * mm).fill(colourOf(sheet));
  const alone = sheet.title.startsWith(sheet.meeting);
  pen.y = 16;
  if (!alone) {
    words(pen, sheet.meeting, { x: sides, width, size: 12, colour: grey, align: 'center' });
    pen.y += 2;
  }
  words(pen, sheet.title, { x: sides, width, size: 20, bold: true, align: 'center' });
  pen.y += 2;
  words(pen, sheet.under, { x: sides, width, size: 11, colour: grey, align: 'center' });
  pen.y += 5;
}

/** Begins a new page where `height` more millimetres do not fit. */
function make(pen: Pen, height: number): void {
  if (pen.y + height <= bottom) return;
  pen.paper.addPage();
  pen.paper.rect(0, 0, a4.width * mm, 2 * mm).fill(colourOf(pen.sheet));
  put(pen.paper, pen.sheet.title, { x: sides, y: 8 }, { size: 9, colour: grey, width });
  pen.y = 16;
}

function dayHead(pen: Pen, day: string, first: SheetEntry | undefined): void {
  make(pen, 14 + (first ? heightOf(pen, first) : 0));
  const { paper, sheet } = pen;
  paper.rect(sides * mm, pen.y * mm, width * mm, 8 * mm).fill(softOf(sheet));
  paper.rect(sides * mm, pen.y * mm, 1.4 * mm, 8 * mm).fill(colourOf(sheet));
  put(paper, day, { x: sides + 4, y: pen.y + 1.8 }, { size: 11.5, bold: true, colour: colourOf(sheet), width: width - 8 });
  pen.y += 10;
}

/** Time, title and place side by side; below them quorum, the groups' places and the agenda. */
function drawEntry(pen: Pen, entry: SheetEntry): void {
  make(pen, heightOf(pen, entry));
  const { paper } = pen;
  const top = pen.y;
  put(paper, entry.time, { x: column.time, y: top }, { size: 11.5, bold: true, width: 28 });
  const place = measure(paper, entry.place, { width: placeWidth, size: 10.5 });
  paper.fillColor(grey).text(entry.place, column.place * mm, (top + 0.3) * mm, { width: placeWidth * mm });
  words(pen, entry.title, { x: column.title, width: titleWidth, size: 11.5, bold: true });
  if (entry.quorum) words(pen, `法定人数：${entry.quorum}`, { x: column.title, width: titleWidth, size: 9.5, colour: grey });
  pen.y = Math.max(pen.y, top + place) + 0.8;
  groupPlaces(pen, entry);
  for (const point of entry.agenda) drawPoint(pen, point, { x: column.title, width: width - 30, size: 10.5 });
  pen.y += 1.8;
  paper.save().lineWidth(0.3).strokeColor(line);
  stroke(paper, { x: sides, y: pen.y }, { x: a4.width - sides, y: pen.y });
  paper.restore();
  pen.y += 2.2;
}

/** Where each group meets, two beside each other. */
function groupPlaces(pen: Pen, { groups }: SheetEntry): void {
  const half = (width - 30) / 2;
  for (let at = 0; at < groups.length; at += 2) {
    const pair = groups.slice(at, at + 2).map(({ name, place }) => `${name}　${place || '地点待定'}`);
    const height = Math.max(...pair.map((one) => measure(pen.paper, one, { width: half - 4, size: 9.5 })));
    make(pen, height);
    pair.forEach((one, side) =>
      pen.paper
        .font('regular')
        .fontSize(9.5)
        .fillColor(ink)
        .text(one, (column.title + side * half) * mm, pen.y * mm, { width: (half - 4) * mm }),
    );
    pen.y += height + 0.4;
  }
}

/** The agenda of one sitting, in type that is read at arm's length. */
function agendaAlone(pen: Pen, entry: SheetEntry): void {
  pen.y += 4;
  if (entry.agenda.length === 0) words(pen, '议程待定。', { x: sides, width, size: 13, colour: grey, align: 'center' });
  for (const point of entry.agenda) {
    drawPoint(pen, point, { x: sides + 6, width: width - 12, size: 14 });
    pen.y += 2;
  }
}

interface Area {
  readonly x: number;
  readonly width: number;
  readonly size: number;
}

/** A point of an agenda: its number, then its words with further lines below the words, then who presents it. */
function drawPoint(pen: Pen, { number, words: said, beside, depth }: SheetPoint, { x, width: room, size }: Area): void {
  const { paper } = pen;
  const left = x + depth * 6;
  const numberWidth = paper.font('regular').fontSize(size).widthOfString(number) / mm + 0.6;
  const area = { x: left + numberWidth, width: x + room - left - numberWidth, size };
  const full = beside ? `${said}（${beside}）` : said;
  make(pen, measure(paper, full, area));
  put(paper, number, { x: left, y: pen.y }, { size, width: numberWidth + 1 });
  words(pen, full, area);
}

/** Words in as many lines as they need; the pen moves below them. */
function words(
  pen: Pen,
  said: string,
  {
    x,
    width: room,
    size,
    bold = false,
    colour = ink,
    align = 'left',
  }: Area & { bold?: boolean; colour?: string; align?: 'left' | 'center' },
): void {
  const height = measure(pen.paper, said, { width: room, size, bold });
  pen.paper.fillColor(colour).text(said, x * mm, pen.y * mm, { width: room * mm, align });
  pen.y += height;
}

/** Millimetres that words take; leaves the typeface set. */
function measure(paper: Paper, said: string, { width: room, size, bold = false }: { width: number; size: number; bold?: boolean }): number {
  paper.font(bold ? 'bold' : 'regular').fontSize(size);
  return said === '' ? 0 : paper.heightOfString(said, { width: room * mm }) / mm;
}

/** What must stand together of an entry: its head with the first line below. */
function heightOf({ paper }: Pen, entry: SheetEntry): number {
  const head = Math.max(
    measure(paper, entry.title, { width: titleWidth, size: 11.5, bold: true }) + (entry.quorum ? 5 : 0),
    measure(paper, entry.place, { width: placeWidth, size: 10.5 }),
  );
  return head + (entry.agenda.length + entry.groups.length > 0 ? 6 : 0) + 4;
}

/** Whose it is, when it was printed and which page of how many. */
function footers({ paper, sheet }: Pen): void {
  const { start, count } = paper.bufferedPageRange();
  for (let page = 0; page < count; page += 1) {
    paper.switchToPage(start + page);
    put(paper, `${sheet.body}　${sheet.printedOn} 打印`, { x: sides, y: a4.height - 12 }, { size: 8.5, colour: grey, width: width - 40 });
    const number = `第 ${page + 1} 页，共 ${count} 页`;
    put(paper, number, { x: a4.width - sides - 40, y: a4.height - 12 }, { size: 8.5, colour: grey, width: 40, align: 'right' });
  }
}
