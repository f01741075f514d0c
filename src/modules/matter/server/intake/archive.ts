import { unzipSync } from 'fflate';
import iconv from 'iconv-lite';
import { largestIntakeFile, mostIntakeRows } from '../../contract/intake-limits.ts';
import { listEntries, Unreadable } from './document-text.ts';

/** One document as it came: the name that people gave it, and its bytes. */
export interface GivenDocument {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * The documents in an uploaded file: itself, or those of an archive without folders' names, hidden files and what editors leave behind. Throws
 * `Unreadable` for archives that unpack beyond bounds, hold another archive, or hold no document.
 */
export function documentsIn(bytes: Uint8Array, name: string): GivenDocument[] {
  if (!/\.zip$/i.test(name) || !isArchive(bytes)) return [{ name: baseName(name), bytes }];
  const entries = listEntries(bytes);
  if (entries.some((entry) => entry.name === '[Content_Types].xml')) return [{ name: baseName(name), bytes }];
  const wanted = entries.filter((entry) => !isLeftover(entry.name) && !entry.name.endsWith('/'));
  const inside = wanted.find((entry) => /\.(zip|rar|7z|gz|tar)$/i.test(entry.name));
  if (inside) throw new Unreadable(`压缩包里还有压缩包“${baseName(readableName(inside.name))}”，请先解开，把文档直接压成一包。`);
  if (wanted.length === 0) throw new Unreadable('压缩包里没有文件，请核对。');
  if (wanted.length > mostIntakeRows)
    throw new Unreadable(`压缩包里有 ${wanted.length} 个文件，一批最多 ${mostIntakeRows} 个，请分成几包。`);
  const big = wanted.find((entry) => entry.size > largestIntakeFile.docx);
  if (big)
    throw new Unreadable(
      `压缩包里的“${baseName(readableName(big.name))}”超过 ${largestIntakeFile.docx / 2 ** 20} MB，请去掉里面的大图片。`,
    );
  return unpack(bytes, new Set(wanted.map((entry) => entry.name)));
}

function unpack(bytes: Uint8Array, names: ReadonlySet<string>): GivenDocument[] {
  try {
    const found = unzipSync(bytes, { filter: (entry) => names.has(entry.name) });
    return Object.entries(found).map(([name, content]) => ({ name: baseName(readableName(name)), bytes: content }));
  } catch {
    throw new Unreadable('压缩包已损坏或设了密码，打不开。请去掉密码重新压缩后再放进来。');
  }
}

function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** What macOS and editors leave beside the documents. */
function isLeftover(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i.test(name);
}

/** Names in archives made by Windows are GBK without saying so; fflate then hands out one character a byte. */
export function readableName(name: string): string {
  const codes = Array.from(name, (one) => one.codePointAt(0)!);
  if (codes.some((code) => code > 0xff) || codes.every((code) => code < 0x7f)) return name;
  const raw = Buffer.from(name, 'latin1');
  const utf8 = raw.toString('utf8');
  return utf8.includes('\ufffd') ? iconv.decode(raw, 'gbk') : utf8;
}

function baseName(name: string): string {
  return (
    name
      .split(/[/\\]/)
      .at(-1)!
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .slice(-120) || '未命名'
  );
}
