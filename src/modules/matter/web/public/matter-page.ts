import type { AnswerOf } from '#platform/contract/route.ts';
import { type Content, type Html, html } from '#platform/web/public/html.ts';
import { onward } from '#platform/web/public/marks.ts';
import type { PageCall, PageContent } from '#platform/web/public/page.ts';
import { beginningOf, fullDay, paragraphsOf } from '#platform/web/public/words.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { readPublished } from '../../contract/routes.ts';
import { nameOfPages } from './body-words.ts';
import { course } from './course.ts';
import { promiseRows, promiseSum, sumOfPromises } from './promises.ts';

type Published = AnswerOf<typeof readPublished>;

/** One published matter: first what was promised and whether it was kept, then what was said. */
export async function matterPage({ params, view, ask }: PageCall): Promise<PageContent> {
  const matter = await ask(readPublished, { params: { bodyId: params['bodyId']!, matterId: params['matterId']! } });
  const { body, commitments } = matter;
  return {
    title: matter.title,
    description: descriptionOf(matter),
    theme: body.kind,
    name: nameOfPages(body),
    publisher: body.name,
    address: `/matters/${matter.bodyId}/${matter.id}`,
    back: view.link('/', { body: body.id }),
    feed: `/feed.xml?body=${body.id}`,
    main: html`<article itemscope itemtype="https://schema.org/Article">
<meta itemprop="datePublished" content="${matter.publishedAt}"><meta itemprop="publisher" content="${body.name}"><meta itemprop="inLanguage" content="zh-CN">
${head(matter)}
${commitments.length > 0 ? [promiseSum(commitments, fullDay(view.now.toISOString())), promiseRows(commitments, view.now)] : withoutPromises(matter, view.now)}
${said(matter)}
${matter.replies.map((reply) => answered(reply, matter.replies.length, view.now))}
${course(matter, view.now)}
${handled(matter)}
</article>`,
  };
}

function descriptionOf(matter: Published): string {
  const outcome =
    matter.commitments.length > 0 ? sumOfPromises(matter.commitments) : matter.replies.length > 0 ? '部门已经答复' : '部门正在办理';
  return [matter.number, outcome, beginningOf(matter.situation, 60)].filter(Boolean).join('。');
}

function head({ kindName, number, title, author, units }: Published): Html {
  const lead = units[0];
  return html`<div class="head"><div class="sub">代表${kindName}　${number}</div>
<h1 itemprop="headline">${title}</h1>
<div class="sub meta">${author && html`<span>提出：<span itemprop="author">${author}</span></span>`}${lead && html`<span>${lead.roleLabel || '承办'}：${lead.name}</span>`}</div></div>`;
}

/** The first screen of a matter in whose answers nothing was promised by a day. */
function withoutPromises({ replies, assignedOn }: Published, now: Date): Html {
  const last = replies.at(-1);
  const [words, note] = last
    ? [
        last.answerClassLabel ? `部门已经答复：${last.answerClassLabel}` : '部门已经答复',
        `${dayWords(last.issuedOn, now)}答复，没有写明期限的承诺`,
      ]
    : ['部门正在办理', assignedOn ? `${dayWords(assignedOn, now)}交给部门，答复后会在这里公开` : '答复后会在这里公开'];
  return html`<section class="say one">${words}<span>${note}</span></section>`;
}

function said({ situation, analysis, measures }: Published): Html | null {
  if (!situation && measures.length === 0)
    return html`<section><h2>建议怎么说</h2><p class="sub">按代表的意愿，只公开标题和答复摘要。</p></section>`;
  const full = html`${texts(situation)}${analysis && html`<h3>为什么会这样</h3>${texts(analysis)}`}${measures.length > 0 && html`<h3>建议怎么办</h3><ol>${measures.map((measure) => html`<li>${measure}</li>`)}</ol>`}`;
  return html`<section itemprop="articleBody"><h2>建议怎么说</h2>${folded(situation, full, [situation, analysis ?? '', ...measures].join('').length, '看建议全文')}</section>`;
}

function answered(reply: Published['replies'][number], replies: number, now: Date): Html {
  const facts = [reply.unit, dayWords(reply.issuedOn, now), reply.answerClassLabel].filter(Boolean).join('　');
  return html`<section><h2>${replies > 1 ? `${reply.unit}怎么答复` : '部门怎么答复'}</h2><div class="sub facts">${facts}</div>${folded(reply.words, texts(reply.words), reply.words.length, '看答复全文')}</section>`;
}

/** Up to so many characters are shown at once; of more the beginning, with the rest behind a fold that needs no script. */
const shortText = 180;

function folded(text: string, full: Content, length: number, words: string): Html {
  if (length <= shortText) return html`<div class="doc">${full}</div>`;
  return html`<details><summary><span class="doc">${beginningOf(text, 110)}</span><span class="more">${words}${onward}</span></summary><div class="doc">${full}</div></details>`;
}

function texts(text: string): Html[] {
  return paragraphsOf(text).map((words) => html`<p>${words}</p>`);
}

function handled({ units, field }: Published): Html | null {
  if (units.length < 2 && !field) return null;
  return html`<section><h2>谁来办</h2><dl class="pairs">${units.map((unit) => html`<dt>${unit.roleLabel || '承办'}</dt><dd>${unit.name}</dd>`)}${field && html`<dt>类别</dt><dd>${field}</dd>`}</dl></section>`;
}
