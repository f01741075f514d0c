import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { type PublicState, stateShape } from '#platform/web/public/marks.ts';
import type { View } from '#platform/web/public/page.ts';
import { grouped } from '#platform/web/public/words.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { promiseStateWords, publicKindName } from '../../contract/public-words.ts';
import type { PromiseState, readPublishedFigures } from '../../contract/publication.ts';
import type { Narrowing, Wish } from './wish.ts';

export type Figures = AnswerOf<typeof readPublishedFigures>;

const looks: Readonly<Record<PromiseState, PublicState>> = { kept: 'ok', running: 'run', overdue: 'over', none: 'closed' };
const shown: readonly PromiseState[] = ['kept', 'running', 'overdue', 'none'];

/** How many are published and what became of their promises. Every figure leads to its list; the four states add up to the first. */
export function figureBand(figures: Figures, body: string | undefined, view: View): Html {
  const { total, promiseStates: states } = figures;
  return html`<section class="band" aria-label="数目">
<a class="sum" href="${view.link('/', { body, all: '1' })}"><b>${grouped(total)}</b><span>件已公开</span></a>
<div class="stack" aria-hidden="true">${shown.map((state) => states[state] > 0 && html`<svg class="${looks[state]}" viewBox="0 0 1 1" preserveAspectRatio="none" width="${((states[state] / total) * 100).toFixed(2)}%"><rect width="1" height="1"/></svg>`)}</div>
<ul class="tiles">${shown.map(
    (state) =>
      html`<li>${states[state] > 0 ? html`<a class="${looks[state]}" href="${view.link('/', { body, promise: state })}">${tile(state, states[state])}</a>` : html`<span class="${looks[state]}">${tile(state, 0)}</span>`}</li>`,
  )}</ul>
<p class="sub">按事项数，截至 ${dayWords(figures.at, view.now)}。答应的 ${grouped(figures.promises.total)} 项里，${grouped(figures.promises.kept)} 项已经兑现。</p>
</section>`;
}

function tile(state: PromiseState, count: number): Html {
  return html`${stateShape(looks[state])}<b>${grouped(count)}</b><span>${promiseStateWords[state]}</span>`;
}

/** The same matters by field, year, unit and result: each line is a figure and the way to its list. */
export function breakdowns(figures: Figures, wish: Wish, view: View): Html {
  const by = (title: string, name: Narrowing, lines: readonly (readonly [value: string, words: string, count: number])[], note?: string) =>
    lines.length > 1 &&
    html`<section><h2>${title}</h2>${note && html`<p class="sub">${note}</p>`}<ul class="counts">${lines
      .slice(0, 8)
      .map(
        ([value, words, count]) =>
          html`<li><a href="${view.link('/', { body: wish.body, [name]: value })}"><span>${words}</span><b>${grouped(count)}</b></a></li>`,
      )}</ul>${lines.length > 8 && more(title, name, lines.slice(8), wish, view)}</section>`;
  return html`${by(
    '种类',
    'kind',
    figures.kinds.map(({ kind, count }) => [kind, publicKindName(kinds[kind]!), count]),
  )}${by(
    '类别',
    'field',
    figures.fields.map(({ field, count }) => [field, field, count]),
  )}${by(
    '提出年份',
    'year',
    figures.years.map(({ year, count }) => [String(year), `${year} 年`, count]),
  )}${by(
    '办理结果',
    'answer',
    figures.answers.map(({ answer, count }) => [answer, answer, count]),
  )}${by(
    '承办单位',
    'unit',
    figures.units.map(({ unit, count }) => [unit, unit, count]),
    '几个单位一起办的，每个单位各算一件。',
  )}`;
}

function more(title: string, name: Narrowing, lines: readonly (readonly [string, string, number])[], wish: Wish, view: View): Html {
  return html`<details><summary class="more">更多${title}</summary><ul class="counts">${lines.map(
    ([value, words, count]) =>
      html`<li><a href="${view.link('/', { body: wish.body, [name]: value })}"><span>${words}</span><b>${grouped(count)}</b></a></li>`,
  )}</ul></details>`;
}

/** How many a list with this one narrowing holds; null where there are several or words, which are not counted. */
export function countOf(figures: Figures, wish: Wish): number | null {
  const { body: _, ...rest } = wish;
  const [only, ...others] = Object.entries(rest);
  if (!only) return figures.total;
  if (others.length > 0) return null;
  const [name, value] = only;
  if (name === 'promise') return figures.promiseStates[value as PromiseState];
  const lists: Readonly<Record<string, readonly { readonly count: number }[]>> = {
    kind: figures.kinds,
    year: figures.years,
    field: figures.fields,
    answer: figures.answers,
    unit: figures.units,
  };
  const line = lists[name]?.find((one) => String((one as Record<string, unknown>)[name]) === value);
  return line?.count ?? null;
}
