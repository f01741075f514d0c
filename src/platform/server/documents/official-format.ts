import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip,
  Document,
  Footer,
  LineRuleType,
  PageNumber,
  Packer,
  Paragraph,
  TextRun,
} from 'docx';
import type { IParagraphOptions, Table } from 'docx';

/**
 * 党政机关公文格式 GB/T 9704-2012 (DOMAIN §8.7): A4, body 156 × 225 mm, 22 lines of 28 characters, 仿宋 3号 text, 小标宋 2号 title, red
 * letterhead, page number between dashes.
 */
const page = {
  size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
  margin: {
    top: convertMillimetersToTwip(37),
    bottom: convertMillimetersToTwip(35),
    left: convertMillimetersToTwip(28),
    right: convertMillimetersToTwip(26),
    footer: convertMillimetersToTwip(28),
  },
};

const fangsong = { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312', hAnsi: 'Times New Roman' };
const xiaobiaosong = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' };
const songti = { ascii: 'Times New Roman', eastAsia: '宋体', hAnsi: 'Times New Roman' };
const heiti = { ascii: 'Times New Roman', eastAsia: '黑体', hAnsi: 'Times New Roman' };

/** 22 lines fill 225 mm: each 28.95 points. */
const lineSpacing = { line: 579, lineRule: LineRuleType.EXACT };
const red = 'C8102E';

/** One paragraph of text, first line two characters in. A line that begins like 一、 is a heading of the first level and stands in 黑体. */
export function bodyParagraph(text: string): Paragraph {
  const font = /^[一二三四五六七八九十]+、/.test(text) && text.length <= 24 ? heiti : fangsong;
  return new Paragraph({ spacing: lineSpacing, indent: { firstLine: 640 }, children: [new TextRun({ text, size: 32, font })] });
}

/** A line without indent: the addressee, or what stands at the right. */
export function plainLine(text: string, options: Partial<Omit<IParagraphOptions, 'heading'>> & { strong?: boolean } = {}): Paragraph {
  const { strong, ...rest } = options;
  return new Paragraph({ spacing: lineSpacing, ...rest, children: [new TextRun({ text, size: 32, font: strong ? heiti : fangsong })] });
}

/** The title in 小标宋 2号, centred. */
export function titleLine(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 560, after: 560, line: 640, lineRule: LineRuleType.EXACT },
    children: [new TextRun({ text, size: 44, font: xiaobiaosong })],
  });
}

/** The red letterhead of the letter form (信函格式): the sender's name over a thick and a thin red line. */
export function letterhead(sender: string): Paragraph[] {
  const border = { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 24, color: red, space: 4 };
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after: 240 },
      border: { bottom: border },
      children: [new TextRun({ text: sender, size: 64, color: red, font: xiaobiaosong })],
    }),
  ];
}

/** The finished document as bytes. */
export async function officialDocument(of: { title: string; creator: string; children: (Paragraph | Table)[] }): Promise<Buffer> {
  return await officialSeries({ ...of, letters: [of.children] });
}

/** Several letters in one document: each begins on a page of its own, and its pages are numbered from one. */
export async function officialSeries(of: {
  title: string;
  creator: string;
  letters: readonly (readonly (Paragraph | Table)[])[];
}): Promise<Buffer> {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ size: 28, font: songti, children: ['— ', PageNumber.CURRENT, ' —'] })],
  });
  return await Packer.toBuffer(
    new Document({
      title: of.title,
      creator: of.creator,
      sections: of.letters.map((children) => ({
        properties: { page: { ...page, ...(of.letters.length > 1 ? { pageNumbers: { start: 1 } } : {}) } },
        footers: { default: new Footer({ children: [number] }) },
        children: [...children],
      })),
    }),
  );
}

/** `2026-05-28` as 2026年5月28日, as dates stand under documents. */
export function documentDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return `${year}年${month}月${date}日`;
}
