import { fileURLToPath } from 'node:url';
import type { Block } from './demo-texts.ts';
import { finished } from './make-pdf.ts';

const fonts = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;
const margins = { top: 96, bottom: 84, left: 80, right: 74 };
/** No characters are drawn together: papers are in Chinese, and it halves the time. */
const plain = { features: [] };

/** A paper of a demo meeting, and what a reader of its PDF would find: text and size of every page. */
export interface DrawnPaper {
  readonly bytes: Buffer;
  readonly texts: readonly string[];
  readonly size: readonly [number, number];
}

/** Draws a paper as offices lay theirs out: a title, indented paragraphs in large print, page numbers between dashes. */
export async function drawPaper(title: string, meeting: string, blocks: readonly Block[]): Promise<DrawnPaper> {
  const { default: PDFDocument } = await import('pdfkit');
  const paper = new PDFDocument({ size: 'A4', margins, autoFirstPage: false, info: { Title: title, Author: meeting } });
  for (const [name, file] of Object.entries(fonts)) paper.registerFont(name, fileURLToPath(import.meta.resolve(file)));
  const texts: string[] = [];
  const say = (words: string) => {
    texts[texts.length - 1] += `${words}\n`;
  };
  const width = 595.28 - margins.left - margins.right;
  const floor = 841.89 - margins.bottom;
  const begin = () => {
    paper.addPage();
    texts.push('');
    paper.font('regular').fontSize(11).fillColor('#333333');
    const number = `— ${texts.length} —`;
    paper.text(number, margins.left, 788, { width, align: 'center', height: 20, lineBreak: false, ...plain });
    paper.x = margins.left;
    paper.y = margins.top;
  };
  const lines = (words: string, size: number, { indent = 0, bold = false, centred = false, gap = 9 } = {}) => {
    paper
      .font(bold ? 'bold' : 'regular')
      .fontSize(size)
      .fillColor('#111111');
    const height = size * 1.2 + gap;
    for (const [index, line] of broken(paper, words, width, indent).entries()) {
      if (paper.y + height > floor) begin();
      paper
        .font(bold ? 'bold' : 'regular')
        .fontSize(size)
        .fillColor('#111111');
      const x = centred ? margins.left + (width - paper.widthOfString(line, plain)) / 2 : margins.left + (index === 0 ? indent : 0);
      const { y } = paper;
      paper.text(line, x, y, { lineBreak: false, ...plain });
      say(`${index === 0 && indent > 0 ? '\u3000\u3000' : ''}${line}`);
      paper.y = y + height;
    }
  };
  begin();
  lines(meeting, 12, { centred: true, gap: 16 });
  lines(title, 22, { centred: true, bold: true, gap: 14 });
  for (const block of blocks) {
    if (block.kind === 'page') begin();
    else if (block.kind === 'table') drawTable(paper, block, { width, floor, begin, say });
    else if (block.kind === 'heading') lines(block.words, 17, { indent: 34, bold: true, gap: 12 });
    else if (block.kind === 'subheading') lines(block.words, 16, { indent: 32, bold: true, gap: 11 });
    else if (block.kind === 'centred') lines(block.words, 15, { centred: true, gap: 12 });
    else lines(block.words, 16, { indent: 32, gap: 11 });
  }
  return { bytes: await finished(paper), texts, size: [595.3, 841.9] };
}

/** Breaks a text into lines; no line begins with a mark that belongs to the one before. */
function broken(paper: PDFKit.PDFDocument, words: string, width: number, indent: number): string[] {
  const found: string[] = [];
  let [line, used] = ['', indent];
  for (const char of words) {
    const wide = paper.widthOfString(char, plain);
    if (used + wide > width && line !== '' && !/[，。；：、！？）”》%]/.test(char)) {
      found.push(line);
      [line, used] = ['', 0];
    }
    line += char;
    used += wide;
  }
  return [...found, line];
}

function drawTable(
  paper: PDFKit.PDFDocument,
  table: Extract<Block, { kind: 'table' }>,
  page: { readonly width: number; readonly floor: number; readonly begin: () => void; readonly say: (words: string) => void },
): void {
  const height = 25;
  for (const [index, row] of table.rows.entries()) {
    if (paper.y + height > page.floor) page.begin();
    const { y } = paper;
    let x = margins.left;
    const strong = index === 0 || row[0] === '合计';
    for (const [column, words] of row.entries()) {
      const wide = table.widths[column]! * page.width;
      paper.lineWidth(0.6).strokeColor('#555555').rect(x, y, wide, height).stroke();
      paper
        .font(strong ? 'bold' : 'regular')
        .fontSize(11)
        .fillColor('#111111');
      const left = column < 2 && !/^[\d,]+$/.test(words) ? x + 6 : x + wide - 6 - paper.widthOfString(words, plain);
      paper.text(words, left, y + 5, { lineBreak: false, ...plain });
      x += wide;
    }
    page.say(row.join(' '));
    paper.x = margins.left;
    paper.y = y + height;
  }
  paper.y += 10;
}
