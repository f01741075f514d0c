import type { FigureLink } from './annual-figures.ts';
import { percent } from './annual-figures.ts';
import type { AccountChart, ChartPart, ChartTone } from './annual-tables.ts';

/** What a colour stands for; screens and documents give each its own. */
export type ChartInk = ChartTone | 'now' | 'before' | 'ink' | 'quiet' | 'line' | 'onDark';

export type ChartShape =
  | {
      readonly form: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly ink: ChartInk;
    }
  | {
      readonly form: 'text';
      readonly x: number;
      readonly y: number;
      readonly words: string;
      readonly size: number;
      readonly anchor: 'start' | 'middle' | 'end';
      readonly ink: ChartInk;
      readonly strong?: boolean;
    };

/** A drawing on a sheet of `width` by `height`, and the places in it that lead to a list. */
export interface ChartDrawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly ChartShape[];
  readonly places: readonly {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
    readonly words: string;
    readonly link: FigureLink;
  }[];
}

const sheet = 720;
const labels = 148;
const counts = 84;
const text = 14;
const small = 13;

/** Lays a chart out. Every length begins at nought; a count stands beside each bar. Pure: screen and document draw the same. */
export function drawChart(chart: AccountChart): ChartDrawing {
  return chart.form === 'bars' ? drawBars(chart) : drawParts(chart);
}

type Place = ChartDrawing['places'][number];

function drawBars(chart: Extract<AccountChart, { form: 'bars' }>): ChartDrawing {
  const [rowHeight, top] = [34, 34];
  const most = Math.max(1, ...chart.rows.flatMap((row) => [row.now, row.before]));
  const room = sheet - labels - counts;
  const height = top + chart.rows.length * rowHeight + 6;
  const shapes: ChartShape[] = [
    ...legendOf(
      [
        { words: chart.names[0], ink: 'now' },
        { words: chart.names[1], ink: 'before' },
      ],
      labels,
      14,
    ),
  ];
  const places: Place[] = [];
  for (const [index, row] of chart.rows.entries()) {
    const y = top + index * rowHeight;
    shapes.push(
      { form: 'text', x: labels - 12, y: y + 19, words: cut(row.label, labels - 16, text), size: text, anchor: 'end', ink: 'ink' },
      { form: 'rect', x: labels, y: y + 4, width: (row.now / most) * room, height: 13, ink: 'now' },
      { form: 'rect', x: labels, y: y + 19, width: (row.before / most) * room, height: 7, ink: 'before' },
      {
        form: 'text',
        x: labels + (row.now / most) * room + 7,
        y: y + 15,
        words: String(row.now),
        size: text,
        anchor: 'start',
        ink: 'ink',
        strong: true,
      },
      {
        form: 'text',
        x: labels + (row.before / most) * room + 7,
        y: y + 28,
        words: String(row.before),
        size: 12,
        anchor: 'start',
        ink: 'quiet',
      },
    );
    if (row.link)
      places.push({
        x: 0,
        y,
        width: sheet,
        height: rowHeight,
        words: `${row.label} ${row.now} ${chart.unit}，上年同期 ${row.before}`,
        link: row.link,
      });
  }
  shapes.push({ form: 'rect', x: labels, y: top, width: 1, height: chart.rows.length * rowHeight, ink: 'line' });
  return { width: sheet, height, shapes, places };
}

/** Parts narrower than this carry no count inside; the words below the bar carry every count. */
const leastWithCount = 34;

function drawParts(chart: Extract<AccountChart, { form: 'parts' }>): ChartDrawing {
  const shapes: ChartShape[] = [];
  const places: Place[] = [];
  let y = 4;
  for (const [place, year] of chart.years.entries()) {
    const total = year.rows.reduce((sum, row) => sum + row.count, 0);
    shapes.push({
      form: 'text',
      x: labels - 12,
      y: y + 20,
      words: year.name,
      size: text,
      anchor: 'end',
      ink: place === 0 ? 'ink' : 'quiet',
      strong: place === 0,
    });
    let x = labels;
    for (const row of year.rows.filter((one) => one.count > 0)) {
      const width = (row.count / total) * (sheet - labels);
      const drawn = Math.max(1, width - 1.5);
      shapes.push({ form: 'rect', x, y, width: drawn, height: 30, ink: row.tone });
      if (width >= leastWithCount)
        shapes.push({
          form: 'text',
          x: x + drawn / 2,
          y: y + 20,
          words: String(row.count),
          size: text,
          anchor: 'middle',
          ink: inkOn(row.tone),
          strong: true,
        });
      if (row.link)
        places.push({ x, y, width: drawn, height: 30, words: `${year.name}：${row.label} ${row.count} ${chart.unit}`, link: row.link });
      x += width;
    }
    y += 38;
    const below = partWords(year.rows, total, y);
    shapes.push(...below.shapes);
    y = below.end + 12;
  }
  return { width: sheet, height: y, shapes, places };
}

/** Every part in words under its bar: name, count, share; as many lines as they need. */
function partWords(rows: readonly ChartPart[], total: number, top: number): { shapes: ChartShape[]; end: number } {
  const shapes: ChartShape[] = [];
  let [x, y] = [labels, top];
  for (const row of rows.filter((one) => one.count > 0)) {
    const words = `${row.label} ${row.count}（${percent(row.count, total)}）`;
    const width = 18 + widthOf(words, small) + 16;
    if (x > labels && x + width > sheet) [x, y] = [labels, y + 22];
    shapes.push({ form: 'rect', x, y: y + 3, width: 11, height: 11, ink: row.tone });
    shapes.push({
      form: 'text',
      x: x + 17,
      y: y + 14,
      words: cut(words, sheet - labels - 20, small),
      size: small,
      anchor: 'start',
      ink: 'ink',
    });
    x += width;
  }
  return { shapes, end: y + 20 };
}

function legendOf(entries: readonly { words: string; ink: ChartInk }[], left: number, y: number): ChartShape[] {
  let x = left;
  return entries.flatMap(({ words, ink }): ChartShape[] => {
    const at = x;
    x += 20 + widthOf(words, small) + 22;
    return [
      { form: 'rect', x: at, y: y - 10, width: 11, height: 11, ink },
      { form: 'text', x: at + 17, y, words, size: small, anchor: 'start', ink: 'quiet' },
    ];
  });
}

/** Words on a dark part are light. */
function inkOn(tone: ChartTone): ChartInk {
  return tone === 'third' || tone === 'fourth' || tone === 'fifth' || tone === 'rest' || tone === 'fair' ? 'ink' : 'onDark';
}

/** Roughly how wide words are: a Chinese character is as wide as its size, others about half of it. */
function widthOf(words: string, size: number): number {
  return Array.from(words).reduce((sum, character) => sum + (character.codePointAt(0)! > 0x2e7f ? size : size * 0.58), 0);
}

/** `words` as far as they fit, with … where they do not. */
function cut(words: string, width: number, size: number): string {
  if (widthOf(words, size) <= width) return words;
  const kept = Array.from(words);
  while (kept.length > 1 && widthOf(kept.join(''), size) > width - size) kept.pop();
  return `${kept.join('')}…`;
}
