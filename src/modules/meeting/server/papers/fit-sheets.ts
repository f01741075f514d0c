/** Widest sheet, in characters, that stays upright where it says nothing of its own: what A4 shows at a size that can be read. */
const uprightWidth = 95;
/** Characters of a column that names no width. */
const usualWidth = 9;

/**
 * The XML of one sheet of an xlsx, set to print as many pages long as it needs and one wide; a wide one lying. A sheet that its author fitted to pages
 * himself, and what is no sheet, stay as they are. Only the parts before and after the cells are looked at, which may take up most of the text.
 */
export function fitToWidth(xml: string): string {
  const cells = xml.search(/<(?:\w+:)?sheetData\b/);
  const end = xml.lastIndexOf('sheetData');
  const opening = /<(\w+:)?worksheet\b[^>]*>/.exec(xml.slice(0, cells));
  if (cells < 0 || !opening) return xml;
  const rest = xml.indexOf('>', end) + 1;
  const [head, body, foot] = [xml.slice(0, cells), xml.slice(cells, rest), xml.slice(rest)];
  const prefix = opening[1] ?? '';
  if (/<(?:\w+:)?pageSetUpPr\b[^>]*\bfitToPage="(?:1|true)"/.test(head)) return xml;
  return fittedHead(head, prefix) + body + fittedFoot(foot, prefix, widthOf(head, body) > uprightWidth);
}

function fittedHead(head: string, prefix: string): string {
  const fit = `<${prefix}pageSetUpPr fitToPage="1"/>`;
  const bare = head.replace(/<(?:\w+:)?pageSetUpPr\b[^>]*\/>/, '');
  const whole = /(<(?:\w+:)?sheetPr\b[^>]*[^/]>|<(?:\w+:)?sheetPr>)([\s\S]*?)(<\/(?:\w+:)?sheetPr>)/;
  if (whole.test(bare)) return bare.replace(whole, (_, open: string, inner: string, close: string) => open + inner + fit + close);
  const empty = /<((?:\w+:)?sheetPr)\b([^>]*)\/>/;
  if (empty.test(bare)) return bare.replace(empty, (_, name: string, attributes: string) => `<${name}${attributes}>${fit}</${name}>`);
  return bare.replace(/<(?:\w+:)?worksheet\b[^>]*>/, (open) => `${open}<${prefix}sheetPr>${fit}</${prefix}sheetPr>`);
}

function fittedFoot(foot: string, prefix: string, lying: boolean): string {
  const fit = 'fitToWidth="1" fitToHeight="0"';
  const said = /<((?:\w+:)?pageSetup)\b([^>]*?)(\/?)>/;
  const own = said.exec(foot);
  if (own) {
    const kept = own[2]!.replaceAll(/\s+(scale|fitToWidth|fitToHeight)="[^"]*"/g, '');
    const way =
      lying && !/\borientation="landscape"/.test(kept) ? kept.replace(/\s+orientation="[^"]*"/, '') + ' orientation="landscape"' : kept;
    return foot.replace(said, `<${own[1]}${way} ${fit}${own[3]}>`);
  }
  const setup = `<${prefix}pageSetup paperSize="9" ${lying ? 'orientation="landscape" ' : ''}${fit}/>`;
  const margins = /<(?:\w+:)?pageMargins\b[^>]*\/>/;
  if (margins.test(foot)) return foot.replace(margins, (found) => found + setup);
  const after =
    /<(?:\w+:)?(headerFooter|rowBreaks|colBreaks|customProperties|cellWatches|ignoredErrors|smartTags|drawing|legacyDrawing|legacyDrawingHF|picture|oleObjects|controls|webPublishItems|tableParts|extLst)\b|<\/(?:\w+:)?worksheet>/;
  return foot.replace(after, (found) => setup + found);
}

/** Width of the columns that the sheet says it uses, or else that its first row has, in characters. */
function widthOf(head: string, body: string): number {
  const used = /<(?:\w+:)?dimension\b[^>]*\bref="(?:[A-Z]+\d+:)?([A-Z]+)\d+"/.exec(head)?.[1];
  const last = columnOf(used ?? lastOfFirstRow(body));
  let [sum, named] = [0, 0];
  for (const [column] of head.matchAll(/<(?:\w+:)?col\b[^>]*>/g)) {
    const of = (name: string) => Number(new RegExp(`\\b${name}="([\\d.]+)"`).exec(column)?.[1] ?? 0);
    if (/\bhidden="(?:1|true)"/.test(column)) {
      named += Math.max(0, Math.min(of('max'), last) - of('min') + 1);
      continue;
    }
    // Without a dimension every named column counts, but not those that are formatted to the edge of the sheet.
    const count = (last > 0 ? Math.min(of('max'), last) : Math.min(of('max'), of('min') + 50)) - of('min') + 1;
    if (count <= 0) continue;
    sum += count * (of('width') || usualWidth);
    named += count;
  }
  return sum + Math.max(0, last - named) * usualWidth;
}

function lastOfFirstRow(body: string): string {
  const row = body.slice(0, body.search(/<\/(?:\w+:)?row>/) + 1);
  return [...row.matchAll(/\br="([A-Z]+)\d+"/g)].at(-1)?.[1] ?? '';
}

/** `A` is 1, `AA` 27. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}
