import { html } from '#platform/web/public/html.ts';
import { onward } from '#platform/web/public/marks.ts';
import type { PageContent, View } from '#platform/web/public/page.ts';

/** What a visitor reads in place of a page: what happened, why that may be, and where to go on. */
export interface Trouble {
  readonly status: number;
  readonly title: string;
  readonly words: readonly string[];
}

export const missing: Trouble = {
  status: 404,
  title: '没有找到这一页',
  words: ['可能是地址少抄了几个字；也可能这件事项已经不再公开，或还没有公开。', '可以按标题里的词、街道名或编号找一找。'],
};

export const pageGone: Trouble = {
  status: 400,
  title: '翻页的位置已经失效',
  words: ['列表有了变化，请从最新公开的看起，或者搜索要找的内容。'],
};

/** A failure of ours; `id` is in the log. */
export function failed(id: string): Trouble {
  return {
    status: 500,
    title: '现在打不开',
    words: ['系统出了问题，已经记录。请过几分钟再试。', `如果一直打不开，请把编号 ${id} 告诉公开这些内容的机构。`],
  };
}

export function troublePage({ title, words }: Trouble, view: View): PageContent {
  return {
    title,
    description: words[0]!,
    theme: 'unit',
    name: ['', '人大 政协', '公开'],
    publisher: null,
    address: '/',
    back: view.link('/'),
    unlisted: true,
    main: html`<div class="head wide trouble"><h1>${title}</h1>${words.map((line) => html`<p>${line}</p>`)}
<form class="search" role="search" action="/p/" method="get">${view.size === 'elder' && html`<input type="hidden" name="size" value="elder">`}
<input type="search" name="words" maxlength="100" aria-label="搜索公开的事项" placeholder="搜街道、学校、公交、编号" enterkeyhint="search"><button class="btn" type="submit">搜索</button></form>
<a class="more" href="${view.link('/')}">看各级人大、政协公开的事项${onward}</a><a class="more" href="${view.link('/open')}">开放数据和下载${onward}</a></div>`,
  };
}
