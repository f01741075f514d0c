import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import type { PublicCard } from '#platform/web/public/page.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { publicKindName } from '../../contract/public-words.ts';
import { readPublished } from '../../contract/publication.ts';
import { callName } from './body-words.ts';
import { sumOfPromises } from './promises.ts';

type Published = AnswerOf<typeof readPublished>;

const colours = { congress: ['#b3161d', '#fbecec'], cppcc: ['#0f5ba8', '#e8f1fa'] } as const;
const barColours = {
  kept: '#0a7f50',
  keptLate: '#5fb592',
  reported: '#1a66ff',
  running: '#8fb3ff',
  overdue: '#cf1322',
  notKept: '#cf1322',
} as const;

/** What a chat shows of a shared link: whose, which, and how it stands. */
export const matterCard: PublicCard['draw'] = async ({ params, ask }) => {
  const matter = await ask(readPublished, { params: { bodyId: params['bodyId']!, matterId: params['matterId']! } });
  const [brand, ground] = colours[matter.body.kind];
  const lines = linesOf(matter.title, 17, 3);
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630" font-family="Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, sans-serif">
<rect width="1200" height="630" fill="#ffffff"/><rect width="1200" height="14" fill="${brand}"/>
<rect x="64" y="70" width="${String(36 + Array.from(callName(matter.body)).length * 34)}" height="56" rx="28" fill="${ground}"/>
<text x="82" y="110" font-size="34" font-weight="700" fill="${brand}">${callName(matter.body)}</text>
<text x="1136" y="110" font-size="30" text-anchor="end" fill="#4e5969">${clipped(`${publicKindName(kindOf(matter.kind))}　${matter.number ?? ''}`, 24)}</text>
${lines.map((line, index) => html`<text x="64" y="${String(226 + index * 82)}" font-size="62" font-weight="700" fill="#1d2129">${line}</text>`)}
${stand(matter)}
</svg>`;
};

function stand(matter: Published): Html {
  const { commitments } = matter;
  if (commitments.length === 0)
    return html`<text x="64" y="560" font-size="40" font-weight="700" fill="#1d2129">${matter.replies.length > 0 ? '部门已经答复' : '部门正在办理'}</text><text x="1136" y="560" font-size="30" text-anchor="end" fill="#4e5969">${matter.ratingLabel ? `评价：${matter.ratingLabel}` : matter.stateLabel}</text>`;
  const width = (1072 - (commitments.length - 1) * 8) / commitments.length;
  return html`${commitments.map(
    ({ standing }, index) =>
      html`<rect x="${(64 + index * (width + 8)).toFixed(1)}" y="470" width="${width.toFixed(1)}" height="22" rx="4" fill="${barColours[standing]}"/>`,
  )}<text x="64" y="560" font-size="40" font-weight="700" fill="#1d2129">${sumOfPromises(commitments)}</text><text x="1136" y="560" font-size="30" text-anchor="end" fill="#4e5969">${matter.units[0] ? clipped(matter.units[0].name, 16) : matter.stateLabel}</text>`;
}

/** Width of a character in widths of a Chinese one. */
const widthOf = (char: string) => (char < '\u0300' ? 0.56 : 1);

/** A text in at most `most` lines of `wide` Chinese characters; no line begins with a closing mark, and what is left over ends in 「……」. */
export function linesOf(text: string, wide: number, most: number): string[] {
  const lines: string[] = [''];
  let width = 0;
  for (const char of text) {
    const next = width + widthOf(char);
    if (next > wide && !/[，。、；：！？）》”’]/u.test(char)) {
      lines.push('');
      width = 0;
    }
    lines[lines.length - 1] += char;
    width += widthOf(char);
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, -2)}……`];
}

function clipped(text: string, most: number): string {
  const [first = ''] = linesOf(text.trim(), most, 1);
  return first;
}
