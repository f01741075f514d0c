/** The text without spaces and breaks, by which pages are compared and searched: a word that a line break cuts is still one word. */
export function plainText(text: string): string {
  return text.replaceAll(/\s+/g, '').normalize('NFKC').toLowerCase();
}

/** A place where a paper's text has the words that were looked for. */
export interface TextHit {
  /** From 1. */
  readonly page: number;
  /** Which hit of its page, from 0. */
  readonly index: number;
  /** Words around it: `…前文`, the words themselves, `后文…`. */
  readonly before: string;
  readonly words: string;
  readonly after: string;
}

const mostHits = 500;
const around = 16;

/** Every place in the pages' texts that has `query`, in order, at most 500; the writing of spaces, widths and case does not matter. */
export function findInPages(pages: readonly string[], query: string): TextHit[] {
  const wanted = plainText(query);
  const hits: TextHit[] = [];
  if (wanted === '') return hits;
  for (const [pageIndex, text] of pages.entries()) {
    const { plain, shown, at: places } = searchable(text);
    for (let at = plain.indexOf(wanted), index = 0; at >= 0; at = plain.indexOf(wanted, at + wanted.length), index += 1) {
      const [from, to] = [places[at]!, places[at + wanted.length - 1]! + 1];
      hits.push({
        page: pageIndex + 1,
        index,
        before: shown.slice(Math.max(0, from - around), from).join(''),
        words: shown.slice(from, to).join(''),
        after: shown.slice(to, to + around).join(''),
      });
      if (hits.length >= mostHits) return hits;
    }
  }
  return hits;
}

/** The plain text to look in, the characters as they are written, and for each place of the one its place in the other. */
function searchable(text: string): { plain: string; shown: string[]; at: number[] } {
  const shown = Array.from(text.replaceAll(/\s+/g, ''));
  const at: number[] = [];
  let plain = '';
  for (const [index, char] of shown.entries()) {
    const said = plainText(char);
    plain += said;
    for (let part = 0; part < said.length; part += 1) at.push(index);
  }
  return { plain, shown, at };
}

/** A paragraph of a page for large-print reading; `heading` where it stands alone and short, as headings do. */
export interface Paragraph {
  readonly words: string;
  readonly heading: boolean;
}

const sentenceEnd = /[。！？；：.!?;:…”』」）)]$/;
const headingStart =
  /^(第[一二三四五六七八九十百零〇\d]+[章节条部分篇]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附件|附表|目\s*录)/;

/**
 * The lines of a page drawn together to paragraphs: a line goes on with the next unless it ends a sentence well before the page's right edge,
 * stands out as a heading, or is indented. Page numbers alone on a line are left out.
 */
export function paragraphsOf(text: string): Paragraph[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const usual = usualLength(lines);
  const paragraphs: Paragraph[] = [];
  let open = '';
  const close = () => {
    if (open.trim() !== '') paragraphs.push({ words: open.trim(), heading: isHeading(open.trim(), usual) });
    open = '';
  };
  for (const line of lines) {
    const words = line.trim();
    if (words === '' || isPageNumber(words)) {
      if (words === '') close();
      continue;
    }
    if (/^[\u3000\t]| {2,}/.test(line.slice(0, 3)) || headingStart.test(words)) close();
    open = joined(open, words);
    if (words.length < usual * 0.85 && (sentenceEnd.test(words) || isHeading(words, usual))) close();
  }
  close();
  return paragraphs;
}

function usualLength(lines: readonly string[]): number {
  const lengths = lines
    .map((line) => line.trim().length)
    .filter((length) => length > 3)
    .toSorted((a, b) => b - a);
  return lengths[Math.floor(lengths.length * 0.25)] ?? 0;
}

function isHeading(words: string, usual: number): boolean {
  return words.length < Math.max(12, usual * 0.7) && !/[。；，,;]$/.test(words) && (headingStart.test(words) || words.length <= 20);
}

function isPageNumber(words: string): boolean {
  return /^[-—–－\s]*\d{1,4}[-—–－\s]*$/.test(words) || /^第\s*\d+\s*页(\s*共\s*\d+\s*页)?$/.test(words);
}

/** Latin words and numbers keep a space where a line broke between them, Chinese does not. */
function joined(before: string, words: string): string {
  if (before === '') return words;
  return /[A-Za-z0-9,.]$/.test(before) && /^[A-Za-z0-9]/.test(words) ? `${before} ${words}` : before + words;
}
