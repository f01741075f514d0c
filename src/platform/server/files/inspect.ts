import { unzipSync } from 'fflate';
import { fileTypeFromBuffer } from 'file-type';
import { constants, inflateSync } from 'node:zlib';
import { fileProblems, largestFile } from '../../contract/files.ts';
import { problems } from '../../contract/problem.ts';
import type { FileKind } from './file-kinds.ts';
import { kindOf, ofd } from './file-kinds.ts';

const problem = problems(fileProblems);

/**
 * Finds out by its content what `bytes` is, and refuses what may not be uploaded: other types, macros, scripts, what cannot be looked into,
 * and what is too large for its kind. Places in sound files are blanked in `bytes` itself.
 */
export async function inspect(bytes: Buffer): Promise<FileKind> {
  if (bytes.length === 0) throw problem('file.empty');
  const detected = await detect(bytes);
  if (detected === 'application/x-cfb') throw problem('file.legacy');
  if (detected.includes('macroenabled')) throw problem('file.macro');
  const kind = detected === 'application/zip' ? kindOfArchive(bytes) : kindOf(detected);
  if (!kind) throw problem('file.type');
  if (bytes.length > largestFile[kind.family]) throw problem('file.too-large', { limit: largestFile[kind.family] / 2 ** 20 });
  if (kind.mediaType === 'application/pdf') inspectPdf(bytes);
  else if (kind.family === 'document') inspectArchive(bytes);
  else if (kind.family === 'audio') inspectSound(bytes);
  return kind;
}

async function detect(bytes: Buffer): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  return found?.mime ?? '';
}

/** OFD, the national format of laid-out documents, is a ZIP with a root of its own. */
function kindOfArchive(bytes: Buffer): FileKind | null {
  return entriesOf(bytes).some((entry) => entry.name === 'OFD.xml') ? ofd : null;
}

interface Entry {
  readonly name: string;
  readonly size: number;
}

const mostUnpacked = 2 ** 30;

function entriesOf(bytes: Buffer): Entry[] {
  const entries: Entry[] = [];
  try {
    unzipSync(bytes, { filter: ({ name, originalSize }) => entries.push({ name, size: originalSize }) < 0 });
  } catch {
    throw problem('file.damaged');
  }
  return entries;
}

/** Macros, controls, embedded objects of old programs, and anything that a double click would run. */
const active =
  /(^|\/)vba(Project\.bin|Data\.xml)|(^|\/)macrosheets\/|(^|\/)activeX\/|(^|\/)oleObject\d*\.bin$|\.(exe|dll|com|scr|js|jse|vbs|vbe|wsf|hta|bat|cmd|ps1|jar|lnk|do[ct]m|xl[st]m|xlam|pp[st]m|potm)$/i;

function inspectArchive(bytes: Buffer): void {
  const entries = entriesOf(bytes);
  if (entries.some((entry) => active.test(entry.name))) throw problem('file.macro');
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > mostUnpacked) throw problem('file.damaged');
  const told = unpack(bytes, /^\[Content_Types\]\.xml$|_rels\/[^/]*\.rels$/);
  for (const text of told) {
    if (/macroEnabled/i.test(text)) throw problem('file.macro');
    // A template or object that is fetched from elsewhere when the document is opened brings its macros along.
    if (
      /(attachedTemplate|oleObject|frame|subDocument)"[^>]*TargetMode="External"|TargetMode="External"[^>]*(attachedTemplate|oleObject|subDocument)"/.test(
        text,
      )
    )
      throw problem('file.macro');
  }
}

function unpack(bytes: Buffer, wanted: RegExp): string[] {
  try {
    const found = unzipSync(bytes, { filter: ({ name, originalSize }) => wanted.test(name) && originalSize < 5_000_000 });
    return Object.values(found).map((part) => Buffer.from(part).toString('utf8'));
  } catch {
    throw problem('file.damaged');
  }
}

/** Actions that run a script, start a program or play embedded media. Links and forms without scripts stay allowed. */
const pdfActive = /\/(JavaScript|Launch|RichMedia)\b/;

function inspectPdf(bytes: Buffer): void {
  const { objects, packed } = splitPdf(bytes.toString('latin1'));
  const plain = objects + packed.map((stream) => inflate(stream)).join('\n');
  if (/\/Encrypt\b/.test(objects)) throw problem('file.locked');
  // Any character of a name may be written as #xx.
  const names = plain.match(/\/[^\s/<>[\]()]*#[0-9a-fA-F]{2}[^\s/<>[\]()]*/g) ?? [];
  const spelled = names.map((name) =>
    name.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  );
  if (pdfActive.test(plain) || spelled.some((name) => pdfActive.test(name))) throw problem('file.macro');
}

/** The objects of a PDF without the content of its streams (pictures, text), and the streams that hold further objects. */
function splitPdf(text: string): { objects: string; packed: Buffer[] } {
  const objects: string[] = [];
  const packed: Buffer[] = [];
  let from = 0;
  for (const start of text.matchAll(/\bstream\r?\n/g)) {
    if (start.index < from) continue;
    const end = text.indexOf('endstream', start.index);
    if (end < 0) break;
    const before = text.slice(from, start.index);
    objects.push(before);
    if (/\/ObjStm\b/.test(before.slice(-1_000))) packed.push(Buffer.from(text.slice(start.index + start[0].length, end), 'latin1'));
    from = end;
  }
  objects.push(text.slice(from));
  return { objects: objects.join('\n'), packed };
}

function inflate(stream: Buffer): string {
  try {
    return inflateSync(stream, { maxOutputLength: 64 * 2 ** 20, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1');
  } catch {
    throw problem('file.damaged');
  }
}

function inspectSound(bytes: Buffer): void {
  if (hasPicture(bytes)) throw problem('file.type');
  blankPlaces(bytes);
}

/** True where a container of sound also has a film track. */
function hasPicture(bytes: Buffer): boolean {
  const start = bytes.subarray(0, 2 ** 20);
  if (['V_VP8', 'V_VP9', 'V_AV1', 'V_MPEG'].some((codec) => start.includes(codec))) return true;
  for (let at = bytes.indexOf('hdlr'); at >= 0; at = bytes.indexOf('hdlr', at + 4))
    if (bytes.toString('latin1', at + 12, at + 16) === 'vide') return true;
  return false;
}

/** Recorders of phones write down where they were (ISO 6709, e.g. +30.2741+120.1551/): its digits become zeros, the file keeps its length. */
function blankPlaces(bytes: Buffer): void {
  if (!['\xa9xyz', 'loci', 'ISO6709'].some((mark) => bytes.includes(mark, 0, 'latin1'))) return;
  for (const found of bytes.toString('latin1').matchAll(/[+-]\d{1,2}\.\d{2,}[+-]\d{1,3}\.\d{2,}(?:[+-]\d+(?:\.\d+)?)?\//g)) {
    bytes.write(found[0].replaceAll(/\d/g, '0'), found.index, 'latin1');
  }
  for (let at = bytes.indexOf('loci'); at >= 0; at = bytes.indexOf('loci', at + 4)) bytes.write('free', at, 'latin1');
}
