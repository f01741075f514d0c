import { encodeQR } from 'qr';
import { printKinds } from '../../../contract/places/print-kinds.ts';
import type { PrintData, PrintPerson } from './print-data.ts';
import { a4, type At, bytesOf, grey, ink, line, mm, openPaper, type Paper, put, stroke } from '../../core/print-paper.ts';
import { badgeColour, badgeColours, badgeName } from './print-data.ts';

/** The print as PDF: Noto Sans SC embedded with the characters that it uses, so that every printer shows the same. */
export async function drawPrint(data: PrintData): Promise<Uint8Array> {
  const single = data.kind === 'badgePages';
  const size = single ? { width: 90, height: 130 } : a4;
  const paper = await openPaper({ size, title: `${data.meeting} ${printKinds[data.kind]}`, author: data.meeting });
  drawings[data.kind](paper, data);
  if (data.people.length === 0) emptyPage(paper, data);
  return await bytesOf(paper);
}

const drawings: Readonly<Record<PrintData['kind'], (paper: Paper, data: PrintData) => void>> = {
  badges: (paper, data) =>
    sheets(paper, data.people, { width: 90, height: 130, columns: 2, rows: 2 }, (person, at) => badge(paper, data, person, at)),
  badgePages: (paper, data) => {
    for (const person of data.people) {
      paper.addPage();
      badge(paper, data, person, { x: 0, y: 0 });
    }
  },
  tableCards: (paper, data) =>
    sheets(paper, data.people, { width: 190, height: 140, columns: 1, rows: 2 }, (person, at) => tableCard(paper, person, at)),
  seatLabels: (paper, data) =>
    sheets(paper, data.people, { width: 60, height: 30, columns: 3, rows: 9 }, (person, at) => seatLabel(paper, person, at)),
  byGroup: (paper, data) =>
    list(paper, data, (person) => person.group || '未编团组', [
      { head: '姓名', width: 28, of: (person) => person.name },
      { head: '座位', width: 40, of: (person) => person.seat, strong: true },
      { head: '区', width: 30, of: (person) => person.block },
      { head: '走哪个门', width: 30, of: (person) => person.door },
      { head: '单位职务', width: 62, of: (person) => person.title || person.unit },
    ]),
  bySeat: (paper, data) =>
    list(paper, data, (person) => `${person.block} ${String(person.row)} 排`, [
      { head: '座位', width: 40, of: (person) => person.seat, strong: true },
      { head: '姓名', width: 28, of: (person) => person.name },
      { head: '团组', width: 44, of: (person) => person.group },
      { head: '单位职务', width: 78, of: (person) => person.title || person.unit },
    ]),
  rooms: (paper, data) =>
    list(paper, data, (person) => person.hotel, [
      { head: '房号', width: 26, of: (person) => person.room, strong: true },
      { head: '姓名', width: 28, of: (person) => person.name },
      { head: '团组', width: 44, of: (person) => person.group },
      { head: '餐桌', width: 22, of: (person) => person.table },
      { head: '饮食要求', width: 70, of: (person) => person.diet },
    ]),
  coaches: (paper, data) =>
    list(paper, data, (person) => person.coach, [
      { head: '姓名', width: 28, of: (person) => person.name, strong: true },
      { head: '团组', width: 50, of: (person) => person.group },
      { head: '上车点', width: 62, of: (person) => person.stop },
      { head: '上车', width: 20, of: () => '□' },
    ]),
};

/** Things of one size beside and below each other on A4, with marks where to cut. Millimetres. */
function sheets<Thing>(
  paper: Paper,
  things: readonly Thing[],
  { width, height, columns, rows }: { width: number; height: number; columns: number; rows: number },
  draw: (thing: Thing, at: At) => void,
): void {
  const left = (a4.width - columns * width) / 2;
  const top = (a4.height - rows * height) / 2;
  things.forEach((thing, index) => {
    const place = index % (columns * rows);
    if (place === 0) {
      paper.addPage();
      cutMarks(paper, { left, top, width, height, columns, rows });
    }
    draw(thing, { x: left + (place % columns) * width, y: top + Math.floor(place / columns) * height });
  });
}

function cutMarks(paper: Paper, on: { left: number; top: number; width: number; height: number; columns: number; rows: number }): void {
  const [right, bottom] = [on.left + on.columns * on.width, on.top + on.rows * on.height];
  paper.save().lineWidth(0.3).strokeColor(ink);
  for (let column = 0; column <= on.columns; column += 1) {
    const x = on.left + column * on.width;
    stroke(paper, { x, y: on.top - 5 }, { x, y: on.top - 1.5 });
    stroke(paper, { x, y: bottom + 1.5 }, { x, y: bottom + 5 });
  }
  for (let row = 0; row <= on.rows; row += 1) {
    const y = on.top + row * on.height;
    stroke(paper, { x: on.left - 5, y }, { x: on.left - 1.5, y });
    stroke(paper, { x: right + 1.5, y }, { x: right + 5, y });
  }
  paper.restore();
}

/** Two characters stand as far apart as three do: 王 明. */
const spaced = (name: string) => (Array.from(name).length === 2 ? Array.from(name).join('　') : name);

function badge(paper: Paper, data: PrintData, person: PrintPerson, at: At): void {
  const { zone } = badgeColours[person.category];
  const colour = badgeColour(person.category, data.bodyKind);
  const inner = { x: at.x + 6, width: 78 };
  paper.rect(at.x * mm, at.y * mm, 90 * mm, 31 * mm).fill(colour);
  put(paper, data.meeting, { x: inner.x, y: at.y + 6 }, { size: 13, bold: true, colour: '#ffffff', width: inner.width, align: 'center' });
  put(
    paper,
    badgeName(person.category, data.bodyKind),
    { x: inner.x, y: at.y + 14 },
    { size: 27, bold: true, colour: '#ffffff', width: inner.width, align: 'center', spread: 6 },
  );
  put(paper, spaced(person.name), { x: inner.x, y: at.y + 37 }, { size: 38, bold: true, width: inner.width, align: 'center' });
  put(paper, person.group, { x: inner.x, y: at.y + 55 }, { size: 15, colour: grey, width: inner.width, align: 'center' });
  put(paper, person.title || person.unit, { x: inner.x, y: at.y + 63 }, { size: 10, colour: grey, width: inner.width, align: 'center' });
  paper.save().lineWidth(0.6).strokeColor(line);
  stroke(paper, { x: inner.x, y: at.y + 72 }, { x: inner.x + inner.width, y: at.y + 72 });
  paper.restore();
  code(paper, person.badgeCode, { x: at.x + 8, y: at.y + 77 }, 38);
  const side = { x: at.x + 50, width: 34 };
  put(paper, '证号', { x: side.x, y: at.y + 78 }, { size: 9, colour: grey, width: side.width });
  put(paper, person.certificate || '未编号', { x: side.x, y: at.y + 82.5 }, { size: 17, bold: true, width: side.width });
  put(paper, person.seat ? '座位' : '通行', { x: side.x, y: at.y + 94 }, { size: 9, colour: grey, width: side.width });
  put(paper, person.seat || zone, { x: side.x, y: at.y + 98.5 }, { size: 15, bold: true, width: side.width });
  paper.rect(side.x * mm, (at.y + 108) * mm, side.width * mm, 7 * mm).fill(colour);
  put(paper, zone, { x: side.x, y: at.y + 109 }, { size: 11, bold: true, colour: '#ffffff', width: side.width, align: 'center' });
  put(paper, data.days, { x: inner.x, y: at.y + 120.5 }, { size: 8.5, colour: grey, width: inner.width, align: 'center' });
}

/** The code as squares of the paper's own ink, with the four free modules around it that readers ask for. */
function code(paper: Paper, words: string, at: At, size: number): void {
  if (!words) return;
  const modules = encodeQR(words, 'raw', { ecc: 'medium', border: 4 });
  const step = (size * mm) / modules.length;
  modules.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (!row[x]) continue;
      let run = 1;
      while (row[x + run]) run += 1;
      paper.rect(at.x * mm + x * step, at.y * mm + y * step, run * step, step);
      x += run;
    }
  });
  paper.fill('#000000');
}

/** A card that is folded in the middle: the name twice, the upper one upside down, so that both sides read it. */
function tableCard(paper: Paper, person: PrintPerson, at: At): void {
  const name = (y: number) => {
    const letters = Array.from(person.name).length;
    put(
      paper,
      spaced(person.name),
      { x: at.x + 10, y },
      { size: letters > 4 ? 70 : 104, bold: true, width: 170, align: 'center', spread: letters === 3 ? 8 : 0 },
    );
  };
  paper.save().lineWidth(0.3).dash(2, { space: 3 }).strokeColor(line);
  stroke(paper, { x: at.x, y: at.y + 70 }, { x: at.x + 190, y: at.y + 70 });
  paper.undash().restore();
  name(at.y + 70 + 10);
  paper.save().rotate(180, { origin: [(at.x + 95) * mm, (at.y + 70) * mm] });
  name(at.y + 70 + 10);
  paper.restore();
}

function seatLabel(paper: Paper, person: PrintPerson, at: At): void {
  put(paper, person.seat, { x: at.x + 4, y: at.y + 3.5 }, { size: 15, bold: true, width: 52 });
  put(paper, spaced(person.name), { x: at.x + 4, y: at.y + 11.5 }, { size: 22, bold: true, width: 52 });
  put(paper, person.group, { x: at.x + 4, y: at.y + 22.5 }, { size: 9.5, colour: grey, width: 52 });
}

interface Column {
  readonly head: string;
  /** Millimetres; together 190. */
  readonly width: number;
  readonly of: (person: PrintPerson) => string;
  readonly strong?: boolean;
}

const rowHeight = 7;

/** A list in groups over as many pages as it needs; every page has title, heads and its number. */
function list(paper: Paper, data: PrintData, groupOf: (person: PrintPerson) => string, columns: readonly Column[]): void {
  const groups = [...Map.groupBy(data.people, groupOf)];
  let y = Number.POSITIVE_INFINITY;
  let page = 0;
  const next = () => {
    page += 1;
    y = listHead(paper, data, columns, page);
  };
  for (const [name, people] of groups) {
    // A group's head stays with its first row.
    if (y + 3 * rowHeight > a4.height - 14) next();
    paper.rect(10 * mm, y * mm, 190 * mm, rowHeight * mm).fill('#f2f4f7');
    put(paper, `${name}　${String(people.length)} 人`, { x: 12, y: y + 1.4 }, { size: 10.5, bold: true, width: 180 });
    y += rowHeight;
    for (const person of people) {
      if (y + rowHeight > a4.height - 14) next();
      listRow(paper, columns, person, y);
      y += rowHeight;
    }
  }
}

function listHead(paper: Paper, data: PrintData, columns: readonly Column[], page: number): number {
  paper.addPage();
  put(paper, `${data.meeting}${printKinds[data.kind]}`, { x: 10, y: 10 }, { size: 15, bold: true, width: 190 });
  const note = [data.days, data.place, data.version].filter(Boolean).join('　');
  put(paper, note, { x: 10, y: 18.5 }, { size: 9, colour: grey, width: 190 });
  put(
    paper,
    `${data.madeAt} 打印　第 ${String(page)} 页`,
    { x: 10, y: a4.height - 11 },
    { size: 8.5, colour: grey, width: 190, align: 'right' },
  );
  let x = 10;
  for (const column of columns) {
    put(paper, column.head, { x: x + 2, y: 26 }, { size: 9, colour: grey, width: column.width - 3 });
    x += column.width;
  }
  paper.save().lineWidth(0.8).strokeColor(ink);
  stroke(paper, { x: 10, y: 31.5 }, { x: 200, y: 31.5 });
  paper.restore();
  return 31.5;
}

function listRow(paper: Paper, columns: readonly Column[], person: PrintPerson, y: number): void {
  let x = 10;
  for (const column of columns) {
    put(paper, column.of(person), { x: x + 2, y: y + 1.4 }, { size: 10, bold: column.strong ?? false, width: column.width - 3 });
    x += column.width;
  }
  paper.save().lineWidth(0.3).strokeColor(line);
  stroke(paper, { x: 10, y: y + rowHeight }, { x: 200, y: y + rowHeight });
  paper.restore();
}

function emptyPage(paper: Paper, data: PrintData): void {
  paper.addPage();
  put(paper, `${printKinds[data.kind]}：没有要打印的人。`, { x: 6, y: 20 }, { size: 12, width: 78 });
}
