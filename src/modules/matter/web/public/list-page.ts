import type { AnswerOf } from '#platform/contract/route.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { stateMark } from '#platform/web/public/marks.ts';
import type { PageCall, PageContent, View } from '#platform/web/public/page.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { PublicBody } from '../../contract/routes.ts';
import { listPublished, listPublishingBodies } from '../../contract/routes.ts';
import { callName, nameOfPages } from './body-words.ts';

type Line = AnswerOf<typeof listPublished>['items'][number];

/** What the visitor asked for; everything else in the address is left out of account. */
interface Wish {
  readonly body: string | undefined;
  readonly words: string | undefined;
  readonly cursor: string | undefined;
}

/** All published suggestions, of one body or of all, newest first, found by words. */
export async function listPage({ query, view, ask }: PageCall): Promise<PageContent> {
  const wish = wishOf(query);
  const [{ items, next }, { items: bodies }] = await Promise.all([
    ask(listPublished, { query: { ...wish, limit: 20 } }),
    ask(listPublishingBodies),
  ]);
  const body = bodies.find((one) => one.id === wish.body) ?? null;
  const title = wish.words ? `“${wish.words}”的搜索结果` : body ? `${callName(body)}公开的代表建议` : '公开的代表建议';
  return {
    title,
    description: `${body ? body.name : '各级人大、政协'}公开的建议：谁提的，部门怎么答复，答应的事做到没有。`,
    theme: body?.kind ?? 'unit',
    name: nameOfPages(body),
    publisher: body?.name ?? null,
    address: wish.body ? `/?body=${wish.body}` : '/',
    unlisted: Boolean(wish.words ?? wish.cursor),
    feed: wish.body ? `/feed.xml?body=${wish.body}` : '/feed.xml',
    main: html`<div class="head">
<h1>${wish.words ? title : '代表提的建议，办得怎么样'}</h1>
<div class="sub">部门怎么答复，答应的事做到没有，都公开在这里。</div>
${searchForm(wish, view)}
${bodies.length > 1 && bodyChoice(bodies, wish, view)}
</div>
${wish.cursor && html`<a class="btn line again" href="${view.link('/', { ...wish, cursor: undefined })}">回到最新公开的</a>`}
${items.length > 0 ? rows(items, body === null, view) : nothing(wish, body, view)}
${next && html`<div class="foot"><a class="btn line" rel="next" href="${view.link('/', { ...wish, cursor: next })}">更多</a></div>`}`,
  };
}

function wishOf(query: PageCall['query']): Wish {
  const words = query['words']?.trim().slice(0, 100);
  const body = uuid.safeParse(query['body']);
  return { body: body.success ? body.data : undefined, words: words || undefined, cursor: query['cursor'] || undefined };
}

function searchForm(wish: Wish, view: View): Html {
  return html`<form class="search" role="search" action="/p/" method="get">
${wish.body && html`<input type="hidden" name="body" value="${wish.body}">`}
${view.size === 'elder' && html`<input type="hidden" name="size" value="elder">`}
<input type="search" name="words" value="${wish.words}" maxlength="100" aria-label="搜索公开的建议" placeholder="搜街道、学校、公交、编号" enterkeyhint="search"><button class="btn" type="submit">搜索</button>
</form>`;
}

function bodyChoice(bodies: readonly PublicBody[], wish: Wish, view: View): Html {
  const choice = (id: string | undefined, words: string) =>
    id === wish.body
      ? html`<li><a class="chip" aria-current="true" href="${view.link('/', { body: id, words: wish.words })}">${words}</a></li>`
      : html`<li><a class="chip" href="${view.link('/', { body: id, words: wish.words })}">${words}</a></li>`;
  return html`<nav aria-label="看哪一级的"><ul class="chips">${choice(undefined, '全部')}${bodies.map((body) => choice(body.id, callName(body)))}</ul></nav>`;
}

function rows(items: readonly Line[], named: boolean, view: View): Html {
  return html`<section class="list"><ul class="rows">${items.map((line) => row(line, named, view))}</ul></section>`;
}

function row(line: Line, named: boolean, view: View): Html {
  const facts = [named ? callName(line.body) : null, line.number, line.author && `${line.author} 提出`].filter(Boolean);
  return html`<li><a class="row" href="${view.link(`/matters/${line.bodyId}/${line.id}`)}"><b>${line.title}</b>
<span class="sub meta">${facts.map((fact) => html`<span>${fact}</span>`)}</span>
<span class="ends">${standing(line)}<span class="sub">${dayWords(line.publishedAt, view.now)}公开</span></span></a></li>`;
}

function standing({ promises: { total, kept }, stateLabel }: Line): Html {
  if (total > 0 && kept === total) return stateMark('ok', total === 1 ? '承诺已兑现' : `${total} 项承诺都已兑现`);
  if (total > 0) return stateMark('run', `${total} 项承诺，兑现 ${kept} 项`);
  return stateLabel === '办理中' ? stateMark('run', '正在办理') : stateMark('closed', '已经答复');
}

function nothing(wish: Wish, body: PublicBody | null, view: View): Html {
  const all = view.link('/', { body: wish.body });
  if (wish.words)
    return html`<section class="none"><h2>没有找到</h2><p>公开的建议里没有“${wish.words}”。可以换一个短一点的词，比如路名、小区名、学校名。</p><a class="more" href="${all}">看全部公开的建议</a></section>`;
  if (wish.cursor)
    return html`<section class="none"><h2>没有更多了</h2><p>已经看完全部公开的建议。</p><a class="more" href="${all}">回到最新公开的</a></section>`;
  if (wish.body && !body)
    return html`<section class="none"><h2>这里还没有公开的建议</h2><p>这个地方还没有公开过建议，或者地址抄错了。</p><a class="more" href="${view.link('/')}">看各地公开的建议</a></section>`;
  return html`<section class="none"><h2>还没有公开的建议</h2><p>建议由部门答复、经代表同意并审核后，会公开在这里。</p></section>`;
}
