import { unzipSync } from 'fflate';

/** One paragraph of a document, or one row of a table with the paragraphs of each cell. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string; readonly style: string; readonly centred: boolean; readonly numbered: boolean }
  | { readonly kind: 'row'; readonly cells: readonly (readonly string[])[] };

/** Why a document cannot be read, as a Chinese sentence that says what to do. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Bounds that no proposal of a person reaches; whatever goes beyond is made to do harm or by mistake. */
export const bounds = {
  /** Unpacked bytes of the text part. */
  text: 24 * 2 ** 20,
  /** Unpacked bytes of all parts together. */
  unpacked: 200 * 2 ** 20,
  /** Packed to unpacked: real text reaches 1 to 40. */
  ratio: 400,
  entries: 2_000,
  characters: 400_000,
  blocks: 20_000,
} as const;

/**
 * The text of a .docx file as blocks in reading order. Only the text part is unpacked, within {@link bounds}; nothing is fetched, no entity is
 * defined, deleted text, fields' codes, comments and the doubles of text boxes are left out. Throws {@link Unreadable} for anything else.
 */
export function readDocx(bytes: Uint8Array): Block[] {
  refuseOthers(bytes);
  const entries = listEntries(bytes);
  const types = unpackOne(bytes, '[Content_Types].xml');
  if (entries.some((entry) => /vbaProject\.bin$|(^|\/)macrosheets\//i.test(entry.name)) || /macroEnabled/i.test(types ?? ''))
    throw new Unreadable('文件带有宏，可能不安全。请用 WPS 或 Word 打开后另存为“.docx”（不带宏）再放进来。');
  const main = types && mainPart(types);
  const xml = main && unpackOne(bytes, main);
  if (!xml) throw new Unreadable('这不是 Word 文档（.docx）。请用 WPS 或 Word 另存为“.docx”再放进来。');
  return blocksOf(xml);
}

/** What a file is by its first bytes, and a sentence for each that is no archive. */
function refuseOthers(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new Unreadable('文件是空的，请重新选择。');
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return;
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    // Both old Word files and encrypted new ones stand in the same container.
    const locked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new Unreadable(
      locked
        ? '文件设了打开密码。请用 WPS 或 Word 打开，去掉密码后保存，再放进来。'
        : '这是旧版 .doc（或 .wps）文件。请用 WPS 或 Word 打开，另存为“.docx”再放进来。',
    );
  }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46]))
    throw new Unreadable('这是 PDF，认不出结构。请用原来的 Word 文档，或作为书面件逐件录入并附上扫描件。');
  throw new Unreadable('这不是 Word 文档（.docx）。请用 WPS 或 Word 另存为“.docx”再放进来。');
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

interface Entry {
  readonly name: string;
  readonly packed: number;
  readonly size: number;
}

/** The entries of an archive without unpacking any; refuses archives that unpack beyond {@link bounds}. */
export function listEntries(bytes: Uint8Array): Entry[] {
  const entries: Entry[] = [];
  let total = 0;
  try {
    unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        total += originalSize;
        if (entries.push({ name, packed: size, size: originalSize }) > bounds.entries)
          throw new Unreadable('压缩包里的文件太多，请分成几包。');
        return false;
      },
    });
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('文件已损坏，打不开。请用 WPS 或 Word 打开确认，重新保存后再放进来。');
  }
  const bomb = entries.some((entry) => entry.size > 2 ** 20 && entry.size > Math.max(1, entry.packed) * bounds.ratio);
  if (bomb || total > bounds.unpacked) throw new Unreadable('文件解开后异常地大，可能有问题，没有读取。请核对来源。');
  return entries;
}

/** The text of one entry; null where there is none. The declared size bounds what is written, whatever the packed bytes say. */
function unpackOne(bytes: Uint8Array, name: string): string | null {
  try {
    const found = unzipSync(bytes, {
      filter: (entry) => {
        if (entry.name !== name) return false;
        if (entry.originalSize > bounds.text) throw new Unreadable('文字太多，超出一件的范围。请核对文件。');
        return true;
      },
    })[name];
    return found ? Buffer.from(found).toString('utf8') : null;
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('文件已损坏，打不开。请用 WPS 或 Word 打开确认，重新保存后再放进来。');
  }
}

function mainPart(types: string): string | null {
  const override =
    /<Override\b[^>]*\bContentType="application\/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml"[^>]*>/.exec(
      types,
    )?.[0];
  const name = override && /\bPartName="\/?([^"]+)"/.exec(override)?.[1];
  return name ?? (types.includes('wordprocessingml') ? 'word/document.xml' : null);
}

const namespaces = ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'http://purl.oclc.org/ooxml/wordprocessingml/main'];

/** Reads tags and texts one after the other in one pass: no tree is built and nothing is looked up, so no document costs more than its length. */
function blocksOf(xml: string): Block[] {
  const prefix = namespaces.map((space) => new RegExp(`\\bxmlns:(\\w+)="${space.replaceAll('.', '\\.')}"`).exec(xml)?.[1]).find(Boolean);
  if (!prefix) throw new Unreadable('这不是 Word 文档（.docx）。请用 WPS 或 Word 另存为“.docx”再放进来。');
  const reader = new Reader();
  let characters = 0;
  // No alternative reaches past the next `<`, so that a broken tag costs no more than its own length.
  const token = /<(\/?)([\w:.-]+)((?:"[^"<]*"|'[^'<]*'|[^<>"'])*?)(\/?)>|([^<]+)/g;
  for (let found = token.exec(xml); found; found = token.exec(xml)) {
    const [, closing, name, attributes, empty, text] = found;
    if (text !== undefined) {
      if (reader.reading && (characters += text.length) > bounds.characters) throw new Unreadable('文字太多，超出一件的范围。请核对文件。');
      reader.text(text);
    } else if (name === 'mc:Fallback') reader.fallback(closing === '/' ? -1 : empty ? 0 : 1);
    else if (name!.startsWith(`${prefix}:`)) {
      const local = name!.slice(prefix.length + 1);
      if (closing === '/') reader.close(local);
      else reader.open(local, attributes ?? '', empty === '/');
    }
    if (reader.blocks.length > bounds.blocks) throw new Unreadable('段落太多，超出一件的范围。请核对文件。');
  }
  return reader.blocks;
}

/** Collects the paragraphs and table rows of one document. Tables inside cells count as further paragraphs of the cell. */
class Reader {
  readonly blocks: Block[] = [];
  reading = false;
  private words = '';
  private inParagraph = 0;
  private skipping = 0;
  private tables = 0;
  private cells: string[][] = [];
  private cell: string[] | null = null;
  private style = '';
  private centred = false;
  private numbered = false;

  text(raw: string): void {
    if (this.reading && this.skipping === 0) this.words += decode(raw);
  }

  fallback(step: number): void {
    this.skipping = Math.max(0, this.skipping + step);
  }

  open(name: string, attributes: string, empty: boolean): void {
    if (this.skipping > 0) return;
    const value = /\bval="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (name === 'p' && !empty) {
      if (this.inParagraph === 0) this.begin();
      this.inParagraph += 1;
    } else if (name === 't') this.reading = !empty;
    else if (name === 'tab') this.words += this.inParagraph > 0 ? '\t' : '';
    else if (name === 'br' || name === 'cr') this.words += '\n';
    else if (name === 'pStyle') this.style = value;
    else if (name === 'jc') this.centred = value === 'center';
    else if (name === 'numPr') this.numbered = !empty;
    else if (name === 'tbl') this.tables += 1;
    else if (name === 'tr' && this.tables === 1) this.cells = [];
    else if (name === 'tc' && this.tables === 1) this.cell = [];
  }

  close(name: string): void {
    if (name === 't') this.reading = false;
    if (this.skipping > 0) return;
    if (name === 'p') {
      this.inParagraph = Math.max(0, this.inParagraph - 1);
      if (this.inParagraph === 0) this.end();
    } else if (name === 'tc' && this.tables === 1) {
      if (this.cell) this.cells.push(this.cell);
      this.cell = null;
    } else if (name === 'tr' && this.tables === 1) {
      if (this.cells.some((cell) => cell.length > 0)) this.blocks.push({ kind: 'row', cells: this.cells });
      this.cells = [];
    } else if (name === 'tbl') this.tables = Math.max(0, this.tables - 1);
  }

  private begin(): void {
    this.words = '';
    this.style = '';
    this.centred = false;
    this.numbered = false;
  }

  private end(): void {
    for (const line of this.words.split('\n')) {
      const text = line.replaceAll(/[\u200b\ufeff\u00ad]/g, '').trimEnd();
      if (!text.trim()) continue;
      if (this.cell) this.cell.push(text.trim());
      else this.blocks.push({ kind: 'paragraph', text: text.trim(), style: this.style, centred: this.centred, numbered: this.numbered });
    }
    this.words = '';
  }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML and numbered characters; anything else stays as it stands, so that no definition can ever grow. */
function decode(raw: string): string {
  return raw.replaceAll(/&(#x?[0-9a-fA-F]{1,6}|\w{2,4});/g, (whole, code: string) => {
    if (!code.startsWith('#')) return named[code] ?? whole;
    const point = code[1] === 'x' ? Number.parseInt(code.slice(2), 16) : Number.parseInt(code.slice(1), 10);
    return Number.isFinite(point) && point > 8 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : '';
  });
}
