import { type Html, html } from '#platform/web/public/html.ts';
import type { View } from '#platform/web/public/page.ts';
import { grouped } from '#platform/web/public/words.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { promiseStateWords, publicKindName } from '../../contract/public-words.ts';
import { promiseState } from '../../contract/publication.ts';
import type { Figures } from './figures.ts';
import type { Narrowing, Wish } from './wish.ts';
import { narrowing, without, wordsOfNarrowing } from './wish.ts';

/** Words to look for, and under a fold what else a list can be narrowed by: a form that works as plain HTML. */
export function searchAndFilter(wish: Wish, figures: Figures, view: View): Html {
  const chosen = narrowing.filter((name) => wish[name] !== undefined);
  return html`<form class="find" role="search" action="/p/" method="get">
${wish.body && html`<input type="hidden" name="body" value="${wish.body}">`}
${view.size === 'elder' && html`<input type="hidden" name="size" value="elder">`}
<div class="search"><input type="search" name="words" value="${wish.words}" maxlength="100" aria-label="搜索公开的事项" placeholder="搜街道、学校、公交、编号" enterkeyhint="search"><button class="btn" type="submit">搜索</button></div>
<details class="filter"><summary>${chosen.length > 0 ? '改变筛选' : '按年份、类别、单位筛选'}</summary><div class="selects">
${narrowing.map((name) => select(name, wish, figures))}
<button class="btn line" type="submit">查看</button></div></details>
</form>
${chosen.length > 0 && html`<ul class="chips" aria-label="正在筛选">${chosen.map((name) => html`<li><a class="chip off" href="${view.link('/', { ...without(wish, name), all: '1' })}"><span class="unseen">去掉：</span>${wordsOfNarrowing(wish, name)}${cross}</a></li>`)}</ul>`}`;
}

const cross = html`<svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true"><path d="M5 5l10 10M15 5L5 15" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round"/></svg>`;

const labels: Readonly<Record<Narrowing, string>> = {
  kind: '种类',
  year: '提出年份',
  field: '类别',
  unit: '承办单位',
  answer: '办理结果',
  promise: '承诺',
};

type Option = readonly [value: string, words: string, count: number];

function optionsOf(name: Narrowing, figures: Figures): readonly Option[] {
  switch (name) {
    case 'kind':
      return figures.kinds.map(({ kind, count }) => [kind, publicKindName(kinds[kind]!), count]);
    case 'year':
      return figures.years.map(({ year, count }) => [String(year), `${year} 年`, count]);
    case 'field':
      return figures.fields.map(({ field, count }) => [field, field, count]);
    case 'unit':
      return figures.units.map(({ unit, count }) => [unit, unit, count]);
    case 'answer':
      return figures.answers.map(({ answer, count }) => [answer, answer, count]);
    case 'promise':
      return promiseState.options.map((state) => [state, promiseStateWords[state], figures.promiseStates[state]]);
  }
}

function select(name: Narrowing, wish: Wish, figures: Figures): Html | null {
  const options = optionsOf(name, figures).filter(([value, , count]) => count > 0 || wish[name] === value);
  const known = wish[name] === undefined || options.some(([value]) => value === wish[name]);
  if (options.length < 2 && wish[name] === undefined) return null;
  const all: readonly Option[] = known ? options : [[wish[name]!, wish[name]!, 0], ...options];
  return html`<label><span>${labels[name]}</span><select name="${name}"><option value="">不限</option>${all.map(([value, words, count]) =>
    value === wish[name]
      ? html`<option value="${value}" selected>${words}（${grouped(count)}）</option>`
      : html`<option value="${value}">${words}（${grouped(count)}）</option>`,
  )}</select></label>`;
}
