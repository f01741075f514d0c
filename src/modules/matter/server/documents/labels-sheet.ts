/** One label: what is read from afar, what stands below, who sends it, and a QR code as rows of dark modules. */
export interface Label {
  readonly head: string;
  readonly lines: readonly string[];
  readonly foot: string;
  readonly qr: readonly (readonly boolean[])[] | null;
}

/** Sheets of labels on A4 in millimetres: 3 × 8 without gaps, 2 × 7 as L7163 and its like are cut. */
export const sheets = {
  '3x8': { columns: 3, rows: 8, width: 70, height: 37, left: 0, top: 0.5, gap: 0 },
  '2x7': { columns: 2, rows: 7, width: 99.1, height: 38.1, left: 4.65, top: 15.15, gap: 2.5 },
} as const;
export type SheetName = keyof typeof sheets;

/**
 * A whole page of HTML that prints the labels at exactly their places: every length in millimetres, paper A4 without margins, one section a
 * sheet. `used` labels of the first sheet are left free. Every text is escaped. Pure.
 */
export function labelPage(labels: readonly Label[], sheet: SheetName, used = 0): string {
  const { columns, rows } = sheets[sheet];
  const perSheet = columns * rows;
  const first = Math.min(used, perSheet - 1);
  const pages = Math.ceil((first + labels.length) / perSheet);
  const sections = Array.from({ length: pages }, (_, page) =>
    labels
      .flatMap((label, index) =>
        Math.floor((index + first) / perSheet) === page ? [drawLabel(label, placeOf(sheet, (index + first) % perSheet), sheet)] : [],
      )
      .join('\n'),
  );
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>标签（${labels.length} 张，${pages} 页）</title>
<style>${styleOf(sheet)}</style>
</head>
<body>
<p class="note">打印时选 A4、“实际大小”（100%）、无页边距、不要页眉页脚。先用白纸试印一张，对着标签纸比一下。</p>
${sections.map((content) => `<section>\n${content}\n</section>`).join('\n')}
</body>
</html>
`;
}

/** Where the label number `index` of a sheet lies, in millimetres from the paper's upper left corner; row by row. */
export function placeOf(sheet: SheetName, index: number): { left: number; top: number } {
  const { columns, width, height, left, top, gap } = sheets[sheet];
  const column = index % columns;
  return { left: round(left + column * (width + gap)), top: round(top + Math.floor(index / columns) * height) };
}

function round(millimetres: number): number {
  return Math.round(millimetres * 100) / 100;
}

function drawLabel(label: Label, place: { left: number; top: number }, sheet: SheetName): string {
  const long = label.head.length > (sheet === '3x8' ? 13 : 18);
  const lines = label.lines.map((line, index) => `<p class="${index === 0 ? 'line' : 'line more'}">${escape(line)}</p>`).join('');
  return `<div class="label" style="left:${place.left}mm;top:${place.top}mm">${label.qr ? drawCode(label.qr) : ''}<div class="words"><h2${long ? ' class="long"' : ''}>${escape(label.head)}</h2>${lines}</div><p class="foot">${escape(label.foot)}</p></div>`;
}

/** The code as one path, with the four quiet modules that readers ask for. */
function drawCode(modules: readonly (readonly boolean[])[]): string {
  const size = modules.length + 8;
  const path = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x + 4} ${y + 4}h1v1h-1z`] : []))).join('');
  return `<svg class="code" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges" role="img" aria-label="打开这一件的二维码"><path d="${path}"/></svg>`;
}

function styleOf(sheet: SheetName): string {
  const { width, height } = sheets[sheet];
  const code = sheet === '3x8' ? 22 : 25;
  return `
@page { size: 210mm 297mm; margin: 0; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { font-family: "FangSong_GB2312", "FangSong", "Noto Serif CJK SC", "SimSun", serif; color: #000; background: #fff; }
section { position: relative; width: 210mm; height: 296.9mm; overflow: hidden; break-after: page; }
section:last-of-type { break-after: auto; }
.label { position: absolute; width: ${width}mm; height: ${height}mm; padding: 3.5mm 4.5mm; overflow: hidden; }
.code { float: right; width: ${code}mm; height: ${code}mm; margin: -1.5mm -2.5mm 0 1mm; }
h2 { font-size: 5mm; line-height: 6.4mm; font-weight: 700; font-family: "SimHei", "Noto Sans CJK SC", sans-serif; }
h2.long { font-size: 4.1mm; line-height: 5.2mm; }
.words { max-height: ${height - 11}mm; overflow: hidden; }
.line { font-size: 3.6mm; line-height: 4.7mm; margin-top: 0.6mm; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; }
.line.more { font-size: 3.1mm; line-height: 4.1mm; -webkit-line-clamp: 2; }
.foot { position: absolute; left: 4.5mm; right: 4.5mm; bottom: 2.5mm; font-size: 2.9mm; line-height: 3.6mm; color: #333; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.note { padding: 4mm 6mm; font: 3.6mm/5mm sans-serif; background: #fff7e6; }
@media screen { body { background: #e5e6eb; } section { background: #fff; margin: 4mm auto; } .label { outline: 0.2mm dashed #b8bcc4; } }
@media print { .note { display: none; } }`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
