import sharp from 'sharp';
import type { ChartDrawing, ChartInk, ChartShape } from '../../contract/annual-charts.ts';

/** The colours of the product's charts on white paper (tokens.css), print well in grey: neighbours differ in lightness, not only in hue. */
const inks: Readonly<Record<ChartInk, string>> = {
  now: '#1557d8',
  before: '#b9c4d6',
  first: '#12408f',
  second: '#2f6fe0',
  third: '#86aef2',
  fourth: '#c3d6f8',
  fifth: '#e0e6ef',
  rest: '#d3d8e0',
  good: '#0a7f50',
  fair: '#8fd0b0',
  bad: '#b80f1d',
  poor: '#d9534f',
  waiting: '#2f6fe0',
  ink: '#1d2129',
  quiet: '#646c78',
  line: '#c9ced6',
  onDark: '#ffffff',
};

const fonts = `'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'HarmonyOS Sans SC', 'WenQuanYi Micro Hei', SimHei, sans-serif`;
const pixels = 2.4;

/** The drawing as SVG text. */
export function chartSvg({ width, height, shapes }: ChartDrawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${Math.round(width * pixels)}" height="${Math.round(height * pixels)}" font-family="${fonts}"><rect width="100%" height="100%" fill="#ffffff"/>${shapes.map(shapeSvg).join('')}</svg>`;
}

function shapeSvg(shape: ChartShape): string {
  const fill = inks[shape.ink];
  if (shape.form === 'rect')
    return `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${fill}"/>`;
  const weight = shape.strong ? ' font-weight="600"' : '';
  return `<text x="${round(shape.x)}" y="${round(shape.y)}" font-size="${shape.size}" text-anchor="${shape.anchor}" fill="${fill}"${weight}>${escaped(shape.words)}</text>`;
}

const round = (value: number) => Math.round(value * 10) / 10;
const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The drawing as PNG for a document, and its size on paper in points at `width` points. */
export async function chartPicture(drawing: ChartDrawing, width: number): Promise<{ data: Buffer; width: number; height: number }> {
  const data = await sharp(Buffer.from(chartSvg(drawing)))
    .png({ palette: true })
    .toBuffer();
  return { data, width, height: Math.round((width * drawing.height) / drawing.width) };
}

let writes: Promise<boolean> | undefined;

/** True where this machine has a font with Chinese characters: without one every character is drawn as the same box, and charts say nothing. */
export async function writesChinese(): Promise<boolean> {
  writes ??= (async () => {
    const draw = (character: string) =>
      sharp(
        Buffer.from(
          `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" font-family="${fonts}"><text x="4" y="30" font-size="28">${character}</text></svg>`,
        ),
      )
        .raw()
        .toBuffer();
    const [one, other] = await Promise.all([draw('议'), draw('国')]);
    return !one.equals(other);
  })();
  return await writes;
}
