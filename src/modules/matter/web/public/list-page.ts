import type { AnswerOf } from '#platform/contract/route.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import { onward, stateMark } from '#platform/web/public/marks.ts';
import type { PageCall, PageContent, View } from '#platform/web/public/page.ts';
import { grouped } from '#platform/web/public/words.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { raiserWord } from '../../contract/public-words.ts';
import { listPublished, listPublishingBodies, readPublishedFigures } from '../../contract/publication.ts';
import { bodyMarks, callName, matterWords, nameOfPages } from './body-words.ts';
import type { Figures } from './figures.ts';
import { breakdowns, countOf, figureBand } from './figures.ts';
import { searchAndFilter } from './filter-form.ts';
import type { Wish } from './wish.ts';
import { addressOfWish, askedFor, isNarrowed, wishOf, wordsOfNarrowing, narrowing } from './wish.ts';

type Line = AnswerOf<typeof listPublished>['items'][number];
type Bodies = AnswerOf<typeof listPublishingBodies>['items'];

/** Everything that the three looks of the list show. */
interface Shelf {
  readonly wish: Wish;
  readonly body: Bodies[number] | null;
  readonly bodies: Bodies;
  readonly figures: Figures;
  readonly items: readonly Line[];
  readonly next: string | null;
  readonly cursor: string | undefined;
  readonly view: View;
}

/**
 * Published matters, newest first. Without a wish it is the home of a city: choose a body, figures, the latest. With a body it is that body's
 * home. With filters, words or further pages it is a list.
 */
export async function listPage({ query, view, ask }: PageCall): Promise<PageContent> {
  const wish = wishOf(query);
  const cursor = query['cursor'] || undefined;
  const plain = cursor !== undefined || isNarrowed(wish) || query['all'] !== undefined;
  const [{ items, next }, { items: bodies }, figures] = await Promise.all([
    ask(listPublished, { query: { ...askedFor(wish), cursor, limit: plain || wish.body ? 20 : 8 } }),
    ask(listPublishingBodies),
    ask(readPublishedFigures, { query: { body: wish.body } }),
  ]);
  const body = bodies.find((one) => one.id === wish.body) ?? null;
  const shelf: Shelf = { wish, body, bodies, figures, items, next, cursor, view };
  const address = addressOfWish('/', wish);
  return {
    title: titleOf(shelf, plain),
    description: `${body ? body.name : '各级人大、政协'}公开的${matterWords(body, kindsOf(figures))}：谁提的，部门怎么答复，答应的事做到没有。`,
    theme: body?.kind ?? 'unit',
    name: nameOfPages(body),
    publisher: body?.name ?? null,
    address: plain && !isNarrowed(wish) ? addressOfWish('/', { ...wish }) : address,
    unlisted: Boolean(wish.words ?? cursor) || narrowing.some((name) => wish[name] !== undefined),
    feed: addressOfWish('/feed.xml', wish),
    ...(plain || body ? { back: plain && body ? view.link('/', { body: body.id }) : view.link('/') } : {}),
    main: plain ? listed(shelf) : body ? homeOfBody(shelf) : home(shelf),
  };
}

const kindsOf = (figures: Figures) => figures.kinds.map(({ kind }) => kind);

function titleOf({ wish, body, figures }: Shelf, plain: boolean): string {
  const words = `${body ? callName(body) : ''}公开的${matterWords(body, kindsOf(figures))}`;
  if (wish.words) return `“${wish.words}”的搜索结果`;
  if (!plain) return words;
  const chosen = narrowing.filter((name) => wish[name] !== undefined).map((name) => wordsOfNarrowing(wish, name));
  return [words, ...chosen].join('，');
}

function home(shelf: Shelf): Html {
  const { figures, bodies, items, wish, view } = shelf;
  return html`<div class="head wide">
<h1>${raisersOf(figures)}提的事，办得怎么样</h1>
<div class="sub">谁提的，部门怎么答复，答应的事做到没有，都公开在这里。</div>
${searchAndFilter(wish, figures, view)}
</div>
<div class="lead">
${figures.total > 0 && figureBand(figures, undefined, view)}
${bodies.length > 0 && choice(bodies, view)}
${items.length > 0 && html`<section class="list"><h2>最近公开的</h2>${rows(items, true, view)}<a class="more" href="${view.link('/', { all: '1' })}">看全部${onward}</a></section>`}
${items.length === 0 && nothing(shelf)}
</div>
<div class="side">${figures.total > 0 && breakdowns(figures, wish, view)}</div>`;
}

/** 代表, 委员 or both, as there are matters of theirs. */
function raisersOf(figures: Figures): string {
  const raisers = [...new Set(figures.kinds.map(({ kind }) => raiserWord(kinds[kind]!.bodyKind)))].toSorted();
  return raisers.length > 0 ? raisers.join('和') : '代表和委员';
}

function homeOfBody(shelf: Shelf): Html {
  const { body, figures, items, wish, view } = shelf;
  return html`<div class="head wide">
<h1>${body!.regionName}${matterWords(body, kindsOf(figures))}，办得怎么样</h1>
<div class="sub">${body!.name}公开。部门怎么答复，答应的事做到没有，都在这里。</div>
${searchAndFilter(wish, figures, view)}
</div>
<div class="lead">
${figureBand(figures, body!.id, view)}
<section class="list"><h2>最近公开的</h2>${rows(items, false, view)}</section>
${paging(shelf)}
</div>
<div class="side">${breakdowns(figures, wish, view)}</div>`;
}

function listed(shelf: Shelf): Html {
  const { body, figures, items, wish, cursor, view } = shelf;
  const count = countOf(figures, wish);
  return html`<div class="head wide">
<h1>${titleOf(shelf, true)}</h1>
${count !== null && html`<div class="sub">共 ${grouped(count)} 件，最近公开的在前</div>`}
${searchAndFilter(wish, figures, view)}
${wish.words && shelf.bodies.length > 1 && whereToLook(shelf)}
</div>
<div class="lead">
${cursor && html`<a class="btn line again" href="${view.link('/', { ...wish, all: '1' })}">回到最新公开的</a>`}
${items.length > 0 ? html`<section class="list">${rows(items, body === null, view)}</section>` : nothing(shelf)}
${paging(shelf)}
</div>
<div class="side"><section><h2>订阅这个列表</h2><p class="sub">以后公开的、符合这些条件的，会出现在订阅源里，用阅读器就能收到。</p><a class="btn line" href="/p${addressOfWish('/feed.xml', wish)}">订阅源（Atom）</a></section></div>`;
}

function paging({ next, wish, view }: Shelf): Html | null {
  return next === null
    ? null
    : html`<div class="foot"><a class="btn line" rel="next" href="${view.link('/', { ...wish, cursor: next })}">更多</a></div>`;
}

/** Regions with their bodies: one line each, the body's own colour beside its word. */
function choice(bodies: Bodies, view: View): Html {
  const regions = [...new Set(bodies.map((body) => body.regionName))];
  return html`<section aria-label="看哪一级的"><h2>看哪里的</h2><ul class="places">${regions.map(
    (region) =>
      html`<li><span>${region}</span><span class="pair">${bodies
        .filter((body) => body.regionName === region)
        .map(
          (body) =>
            html`<a class="chip" data-body="${body.kind}" href="${view.link('/', { body: body.id })}" aria-label="${callName(body)}，${body.published} 件"><b>${bodyMarks[body.kind]}</b>${grouped(body.published)} 件</a>`,
        )}</span></li>`,
  )}</ul></section>`;
}

/** The same words in one body, or in all. */
function whereToLook({ bodies, wish, view }: Shelf): Html {
  const one = (id: string | undefined, words: string) =>
    id === wish.body
      ? html`<li><a class="chip" aria-current="true" href="${view.link('/', { ...wish, body: id })}">${words}</a></li>`
      : html`<li><a class="chip" href="${view.link('/', { ...wish, body: id })}">${words}</a></li>`;
  return html`<nav aria-label="在哪里找"><ul class="chips">${one(undefined, '全部')}${bodies.map((body) => one(body.id, callName(body)))}</ul></nav>`;
}

function rows(items: readonly Line[], named: boolean, view: View): Html {
  return html`<ul class="rows">${items.map((line) => row(line, named, view))}</ul>`;
}

function row(line: Line, named: boolean, view: View): Html {
  const facts = [named ? callName(line.body) : null, line.kindName, line.number, line.author && `${line.author} 提出`].filter(Boolean);
  return html`<li><a class="row" href="${view.link(`/matters/${line.bodyId}/${line.id}`)}"><b>${line.title}</b>
<span class="sub meta">${facts.map((fact) => html`<span>${fact}</span>`)}</span>
<span class="ends">${standing(line)}<span class="sub">${dayWords(line.publishedAt, view.now)}公开</span></span></a></li>`;
}

function standing({ promises: { total, kept, state }, stateLabel, outcome }: Line): Html {
  if (state === 'kept') return stateMark('ok', total === 1 ? '承诺已兑现' : `${total} 项承诺都已兑现`);
  if (state === 'overdue') return stateMark('over', total === 1 ? '承诺到期没做到' : `${total} 项承诺里有到期没做到的`);
  if (state === 'running') return stateMark('run', total === 1 ? '承诺正在做' : `${total} 项承诺，兑现 ${kept} 项`);
  if (outcome) return stateMark('closed', outcome);
  return stateMark(stateLabel === '办理中' ? 'run' : 'closed', stateLabel);
}

function nothing({ wish, body, view }: Shelf): Html {
  const words = wish.words
    ? ['没有找到。', '换一个短一些的词，或者只写街道、学校的名字、编号里的数字再试。']
    : isNarrowed(wish)
      ? ['没有同时符合这些条件的。', '去掉一个条件再看。']
      : [
          `${body ? callName(body) : '这里'}还没有公开的事项。`,
          `${body ? raiserWord(body.kind) : '代表、委员'}提的事答复以后，经核对会公开在这里。`,
        ];
  return html`<section class="none"><h2>${words[0]}</h2><p>${words[1]}</p>${(isNarrowed(wish) || body) && html`<a class="more" href="${view.link('/', body && isNarrowed(wish) ? { body: body.id } : {})}">${body && isNarrowed(wish) ? `看${callName(body)}全部公开的` : '看各级公开的'}${onward}</a>`}</section>`;
}
