import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { papersProblem } from '../../contract/papers/problems.ts';

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const conversionLimit = 120_000;

/** Which program turns documents into PDF; null where there is none. */
export type Converter = string | null;

/**
 * The file as PDF: a PDF as it is, a picture as one page, a docx by LibreOffice. Throws `meeting.paper-kind`, `meeting.paper-no-converter` and
 * `meeting.paper-not-converted`.
 */
export async function makePdf(file: { readonly bytes: Buffer; readonly mediaType: string }, converter: Converter): Promise<Buffer> {
  if (file.mediaType === 'application/pdf') return file.bytes;
  if (file.mediaType.startsWith('image/')) return await pageOfPicture(file.bytes);
  if (file.mediaType !== docx) throw papersProblem('meeting.paper-kind');
  if (!converter) throw papersProblem('meeting.paper-no-converter');
  return await convert(file.bytes, converter);
}

/** A4 in points. */
const [a4Width, a4Height] = [595.28, 841.89];

/** One page with the picture as large as A4 allows, upright or lying as the picture is. */
async function pageOfPicture(bytes: Buffer): Promise<Buffer> {
  const { default: sharp } = await import('sharp');
  const jpeg = await sharp(bytes, { limitInputPixels: 80_000_000 })
    .rotate()
    .resize({ width: 2_400, height: 2_400, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .jpeg({ quality: 84 })
    .toBuffer({ resolveWithObject: true });
  const lying = jpeg.info.width > jpeg.info.height;
  const size: [number, number] = lying ? [a4Height, a4Width] : [a4Width, a4Height];
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({ size, margin: 0 });
  document.image(jpeg.data, 0, 0, { fit: size, align: 'center', valign: 'center' });
  return await finished(document);
}

/** The bytes of a pdfkit document once it is ended. */
export async function finished(document: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return await new Promise((resolve, reject) => {
    document.on('data', (part: Buffer) => parts.push(part));
    document.on('end', () => resolve(Buffer.concat(parts)));
    document.on('error', reject);
    document.end();
  });
}

/** LibreOffice in a profile of its own, so that two at once do not meet, with a time after which it is ended. */
async function convert(bytes: Buffer, converter: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'luzhitong-docx-'));
  try {
    await writeFile(join(folder, 'paper.docx'), bytes, { mode: 0o600 });
    const profile = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`;
    await run(converter, [profile, '--headless', '--norestore', '--convert-to', 'pdf', '--outdir', folder, join(folder, 'paper.docx')]);
    return await readFile(join(folder, 'paper.pdf'));
  } catch (error) {
    throw Object.assign(papersProblem('meeting.paper-not-converted'), { cause: error });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(program: string, words: readonly string[]): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    // A group of its own: soffice is a script that starts the real program.
    const child = spawn(program, words, { stdio: 'ignore', detached: true });
    const end = () => {
      try {
        if (child.pid) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It is gone already.
      }
    };
    const timer = setTimeout(end, conversionLimit);
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Error(`the converter ended with ${String(code)}`));
    });
  });
}
