import type { AnswerOf } from '#platform/contract/route.ts';
import { type Content, type Html, html } from '#platform/web/public/html.ts';
import { onward } from '#platform/web/public/marks.ts';
import type { PageCall, PageContent, View } from '#platform/web/public/page.ts';
import { beginningOf, fullDay, paragraphsOf } from '#platform/web/public/words.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { publicKindName, raiserWord } from '../../contract/public-words.ts';
import { readFollowKey, readPublished } from '../../contract/publication.ts';
import { nameOfPages } from './body-words.ts';
import { course } from './course.ts';
import { keeping } from './keeping.ts';
import { promiseRows, promiseSum, sumOfPromises } from './promises.ts';

type Published = AnswerOf<typeof readPublished>;

/** One published matter: first what was promised and whether it was kept, then what was said, then how it went and how to follow it. */
export async function matterPage({ params, view, ask }: PageCall): Promise<PageContent> {
  const [matter, { publicKey }] = await Promise.all([
    ask(readPublished, { params: { bodyId: params['bodyId']!, matterId: params['matterId']! } }),
    ask(readFollowKey),
  ]);
  const { body } = matter;
  const address = `/matters/${matter.bodyId}/${matter.id}`;
  return {
    title: matter.title,
    description: descriptionOf(matter),
    theme: body.kind,
    name: nameOfPages(body),
    publisher: body.name,
    address,
    back: view.link('/', { body: body.id }),
    feed: `${address}/feed.xml`,
    card: `${address}/card.png`,
    enhanced: true,
    main: html`<article class="split" itemscope itemtype="https://schema.org/Article">
<meta itemprop="datePublished" content="${matter.publishedAt}"><meta itemprop="dateModified" content="${matter.changedAt}"><meta itemprop="publisher" content="${body.name}"><meta itemprop="inLanguage" content="zh-CN">
<div class="lead">
${head(matter)}
${promised(matter, view)}
${said(matter)}
${matter.replies.map((reply) => answered(reply, matter.replies.length, view.now))}
${photos(matter, view.now)}
</div>
<div class="side">
${course(matter, view.now)}
${handled(matter)}
${keeping(matter, address, publicKey)}
</div>
</article>`,
  };
}

function descriptionOf(matter: Published): string {
  const outcome =
    matter.commitments.length > 0 ? sumOfPromises(matter.commitments) : matter.replies.length > 0 ? '部门已经答复' : '部门正在办理';
  return [matter.number, outcome, beginningOf(matter.situation, 60)].filter(Boolean).join('。');
}

function head({ kind, number, title, author, units }: Published): Html {
  const lead = units[0];
  return html`<div class="head"><div class="sub">${publicKindName(kindOf(kind))}　${number}</div>
<h1 itemprop="headline">${title}</h1>
<div class="sub meta">${author && html`<span>提出：<span itemprop="author">${author}</span></span>`}${lead && html`<span>${lead.roleLabel || '承办'}：${lead.name}</span>`}</div></div>`;
}

function promised(matter: Published, { now }: View): Content {
  const { commitments } = matter;
  if (commitments.length === 0) return withoutPromises(matter, now);
  return [promiseSum(commitments, fullDay(now.toISOString())), promiseRows(commitments, raiserWord(matter.body.kind), now)];
}

/** The first screen of a matter in whose answers nothing was promised by a day. */
function withoutPromises({ replies, assignedOn, closedOn, outcome }: Published, now: Date): Html {
  const last = replies.at(-1);
  if (!last && outcome)
    return html`<section class="say one">${outcome}${closedOn && html`<span>${dayWords(closedOn, now)}办结</span>`}</section>`;
  const [words, note] = last
    ? [
        last.answerClassLabel ? `部门已经答复：${last.answerClassLabel}` : '部门已经答复',
        `${dayWords(last.issuedOn, now)}答复，没有写明期限的承诺`,
      ]
    : ['部门正在办理', assignedOn ? `${dayWords(assignedOn, now)}交给部门，答复后会在这里公开` : '答复后会在这里公开'];
  return html`<section class="say one">${words}<span>${note}</span></section>`;
}

function said({ kindName, body, situation, analysis, measures, parts }: Published): Html {
  if (!situation && measures.length === 0 && parts.length === 0)
    return html`<section><h2>${kindName}怎么说</h2><p class="sub">按${raiserWord(body.kind)}的意愿，只公开标题和答复摘要。</p></section>`;
  const full = html`${texts(situation)}${analysis && html`<h3>为什么会这样</h3>${texts(analysis)}`}${parts.map((part) => html`<h3>${part.label}</h3>${texts(part.words)}`)}${measures.length > 0 && html`<h3>建议怎么办</h3><ol>${measures.map((measure) => html`<li>${measure}</li>`)}</ol>`}`;
  const length = [situation, analysis ?? '', ...measures, ...parts.map((part) => part.words)].join('').length;
  return html`<section itemprop="articleBody"><h2>${kindName}怎么说</h2>${folded(situation || parts[0]?.words || measures[0]!, full, length, `看${kindName}全文`)}</section>`;
}

function answered(reply: Published['replies'][number], replies: number, now: Date): Html {
  const facts = [reply.unit, dayWords(reply.issuedOn, now), reply.answerClassLabel].filter(Boolean).join('　');
  return html`<section><h2>${replies > 1 ? `${reply.unit}怎么答复` : '部门怎么答复'}</h2><div class="sub facts">${facts}</div>${folded(reply.words, texts(reply.words), reply.words.length, '看答复全文')}</section>`;
}

/** Small pictures, two beside each other, each leading to the whole one; only those that the office chose. */
function photos({ bodyId, id, photos: shown }: Published, now: Date): Html | null {
  if (shown.length === 0) return null;
  const path = (photo: string) => `/api/public/matters/${bodyId}/${id}/photos/${photo}`;
  return html`<section><h2>照片</h2><ul class="photos">${shown.map(({ id: photo, words, on, width, height }) => {
    const caption = on ? `${words}，${dayWords(on, now)}` : words;
    return html`<li><figure><a href="${path(photo)}"><img src="${path(photo)}?size=small" width="${width}" height="${height}" loading="lazy" alt="${caption}的照片"></a><figcaption class="sub">${caption}</figcaption></figure></li>`;
  })}</ul></section>`;
}

/** Up to so many characters are shown at once; of more the beginning, with the rest behind a fold that needs no script. */
const shortText = 180;

function folded(text: string, full: Content, length: number, words: string): Html {
  if (length <= shortText) return html`<div class="doc">${full}</div>`;
  return html`<details class="fold"><summary><span class="doc">${beginningOf(text, 110)}</span><span class="more">${words}${onward}</span></summary><div class="doc">${full}</div></details>`;
}

function texts(text: string): Html[] {
  return paragraphsOf(text).map((words) => html`<p>${words}</p>`);
}

function handled({ units, field }: Published): Html | null {
  if (units.length < 2 && !field) return null;
  return html`<section><h2>谁来办</h2><dl class="pairs">${units.map((unit) => html`<dt>${unit.roleLabel || '承办'}</dt><dd>${unit.name}</dd>`)}${field && html`<dt>类别</dt><dd>${field}</dd>`}</dl></section>`;
}
