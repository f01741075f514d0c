import { papersProblem } from '../../contract/papers/problems.ts';
import { convertDocument, type DocumentKind } from './convert-document.ts';

const office = 'application/vnd.openxmlformats-officedocument.';
const documents: Readonly<Record<string, DocumentKind>> = {
  [`${office}wordprocessingml.document`]: 'docx',
  [`${office}spreadsheetml.sheet`]: 'xlsx',
  [`${office}presentationml.presentation`]: 'pptx',
};

/** Which program turns documents into PDF; null where there is none. */
export type Converter = string | null;

/** A file as it was uploaded; its bytes are fetched when it is its turn. */
interface GivenFile {
  readonly mediaType: string;
  readonly bytes: () => Promise<Buffer>;
}

/**
 * The files as one PDF: a PDF as it is, pictures as a page each in their order, a document by LibreOffice. Throws `meeting.paper-kind`,
 * `meeting.paper-pictures`, `meeting.paper-no-converter` and `meeting.paper-not-converted`.
 */
export async function makePdf(files: readonly [GivenFile, ...GivenFile[]], converter: Converter): Promise<Buffer> {
  if (files.every((file) => file.mediaType.startsWith('image/'))) return await pagesOfPictures(files);
  if (files.length > 1) throw papersProblem('meeting.paper-pictures');
  const [{ mediaType, bytes }] = files;
  if (mediaType === 'application/pdf') return await bytes();
  const kind = documents[mediaType];
  if (!kind) throw papersProblem('meeting.paper-kind');
  if (!converter) throw papersProblem('meeting.paper-no-converter');
  return await convertDocument({ bytes: await bytes(), kind }, converter);
}

/** A4 in points. */
const [a4Width, a4Height] = [595.28, 841.89];

/** A page for each picture, which stands on it as large as A4 allows, upright or lying as the picture is. Of a picture nothing but its points is kept. */
async function pagesOfPictures(pictures: readonly GivenFile[]): Promise<Buffer> {
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({ autoFirstPage: false, margin: 0 });
  return await finished(document, async () => {
    // One after the other: a hundred pictures at once would fill the memory.
    for (const { bytes } of pictures) {
      const { data, lying } = await printable(await bytes());
      const size: [number, number] = lying ? [a4Height, a4Width] : [a4Width, a4Height];
      document.addPage({ size, margin: 0 });
      document.image(data, 0, 0, { fit: size, align: 'center', valign: 'center' });
    }
  });
}

/** A picture as a JPEG of some 190 dots an inch on A4: small print stays legible, a photographed page takes 300 to 700 kB. */
async function printable(bytes: Buffer): Promise<{ data: Buffer; lying: boolean }> {
  const { default: sharp } = await import('sharp');
  const { data, info } = await sharp(bytes, { limitInputPixels: 80_000_000 })
    .rotate()
    .resize({ width: 2_200, height: 2_200, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 80, mozjpeg: true })
    .toBuffer({ resolveWithObject: true });
  return { data, lying: info.width > info.height };
}

/** The bytes of a pdfkit document once `draw` has drawn it and it is ended. */
export async function finished(document: PDFKit.PDFDocument, draw: () => Promise<void> = async () => undefined): Promise<Buffer> {
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
  });
  await draw();
  document.end();
  return await whole;
}
