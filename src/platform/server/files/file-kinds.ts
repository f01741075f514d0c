import { largestFile } from '../../contract/files.ts';

export type FileFamily = keyof typeof largestFile;

/** A type of file that may be uploaded. */
export interface FileKind {
  readonly family: FileFamily;
  /** What it is stored and served as. */
  readonly mediaType: string;
  readonly extension: string;
}

const image = (mediaType: string, extension: string): FileKind => ({ family: 'image', mediaType, extension });
const audio = (mediaType: string, extension: string): FileKind => ({ family: 'audio', mediaType, extension });
const office = (name: string, extension: string): FileKind => ({
  family: 'document',
  mediaType: `application/vnd.openxmlformats-officedocument.${name}`,
  extension,
});

export const ofd: FileKind = { family: 'document', mediaType: 'application/ofd', extension: 'ofd' };
const docx = office('wordprocessingml.document', 'docx');
const xlsx = office('spreadsheetml.sheet', 'xlsx');
const pptx = office('presentationml.presentation', 'pptx');

/** Accepted types by what their content says they are. Browsers record sound into containers that detection takes for films. */
const kinds: Readonly<Record<string, FileKind>> = {
  'image/jpeg': image('image/jpeg', 'jpg'),
  'image/png': image('image/png', 'png'),
  'image/webp': image('image/webp', 'webp'),
  'image/gif': image('image/png', 'png'),
  'image/avif': image('image/jpeg', 'jpg'),
  'application/pdf': { family: 'document', mediaType: 'application/pdf', extension: 'pdf' },
  [docx.mediaType]: docx,
  [xlsx.mediaType]: xlsx,
  [pptx.mediaType]: pptx,
  'audio/mpeg': audio('audio/mpeg', 'mp3'),
  'audio/ogg': audio('audio/ogg', 'ogg'),
  'audio/mp4': audio('audio/mp4', 'm4a'),
  'audio/x-m4a': audio('audio/mp4', 'm4a'),
  'video/mp4': audio('audio/mp4', 'm4a'),
  'video/webm': audio('audio/webm', 'webm'),
  'audio/webm': audio('audio/webm', 'webm'),
  'audio/wav': audio('audio/wav', 'wav'),
  'audio/aac': audio('audio/aac', 'aac'),
  'audio/amr': audio('audio/amr', 'amr'),
};

/** The kind of a content type, or null where it may not be uploaded. */
export function kindOf(contentType: string): FileKind | null {
  return kinds[contentType.split(';', 1)[0]!] ?? null;
}

const longestName = 120;

/**
 * The name under which a file is kept: without folders, control characters and marks that turn the direction of writing, and with the
 * extension of what it really is.
 */
export function keptName(given: string, extension: string): string {
  const base = given.normalize('NFC').split(/[/\\]/).at(-1)!;
  const clean = base
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  const stem = clean.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim() || '未命名';
  return `${Array.from(stem).slice(0, longestName).join('')}.${extension}`;
}
