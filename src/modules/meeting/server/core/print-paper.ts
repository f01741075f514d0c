import { fileURLToPath } from 'node:url';

/** A sheet that is drawn on: prints of the module share its fonts, inks and measures. */
export type Paper = PDFKit.PDFDocument;

/** Points in a millimetre. */
export const mm = 72 / 25.4;
export const a4 = { width: 210, height: 297 };
export const ink = '#1d2129';
export const grey = '#4e5969';
export const line = '#c9cdd4';

const fonts = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const;

/** Paper of `size` millimetres without a page yet; Noto Sans SC is embedded with the characters that are used, so that every printer shows the same. */
export async function openPaper(of: {
  size: { width: number; height: number };
  title: string;
  author: string;
  /** Pages stay open until the end, for what is known only then: how many there are. */
  numbered?: boolean;
}): Promise<Paper> {
  const { default: PDFDocument } = await import('pdfkit');
  const paper = new PDFDocument({
    size: [of.size.width * mm, of.size.height * mm],
    layout: 'portrait',
    margin: 0,
    autoFirstPage: false,
    bufferPages: of.numbered ?? false,
    info: { Title: of.title, Author: of.author },
  });
  for (const [name, file] of Object.entries(fonts)) paper.registerFont(name, fileURLToPath(import.meta.resolve(file)));
  return paper;
}

/** Millimetres from the upper left corner. */
export interface At {
  readonly x: number;
  readonly y: number;
}

export function stroke(paper: Paper, from: At, to: At): void {
  paper
    .moveTo(from.x * mm, from.y * mm)
    .lineTo(to.x * mm, to.y * mm)
    .stroke();
}

export interface Words {
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
  readonly width: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly spread?: number;
}

/** One line of words, made smaller until it fits; `at.y` is the top. Answers with the size used. */
export function put(paper: Paper, words: string, at: At, { size, bold, colour = ink, width, align = 'left', spread = 0 }: Words): number {
  paper.font(bold ? 'bold' : 'regular').fillColor(colour);
  let fitting = size;
  while (fitting > 5 && paper.fontSize(fitting).widthOfString(words, { characterSpacing: spread }) > width * mm) fitting -= 0.5;
  paper.fontSize(fitting).text(words, at.x * mm, at.y * mm, { width: width * mm + 1, align, lineBreak: false, characterSpacing: spread });
  return fitting;
}

/** Ends the paper. */
export async function bytesOf(paper: Paper): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    paper.on('data', (part: Buffer) => parts.push(part));
    paper.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))));
    paper.on('error', reject);
    paper.end();
  });
}
