import { type Html, html } from '#platform/web/public/html.ts';
import type { PageContent, View } from '#platform/web/public/page.ts';
import { fullDay } from '#platform/web/public/words.ts';

/** What the frame needs to know of the request beside the page's own content. */
export interface FrameCall {
  readonly view: View;
  /** Origin of PUBLIC_URL with `/p`. */
  readonly base: string;
  /** The style sheet, as an element. */
  readonly style: Html;
  /** Path of the script of pages that offer more where scripts run. */
  readonly script: string;
  /** Path and query of the request below `/p`, for the switch of sizes. */
  readonly here: string;
}

/** A whole page: head, top bar, the page's own part, foot. It needs no script, and one style sheet. */
export function framed(content: PageContent, call: FrameCall): Html {
  const { view } = call;
  const [before, mark, after] = content.name;
  return html`<!doctype html>
<html lang="zh-CN" data-terminal="public" data-body="${content.theme}" data-size="${view.size}" prefix="og: https://ogp.me/ns#">
<head>
${headOf(content, call)}
</head>
<body>
<a class="skip" href="#page">跳到正文</a>
<header class="bar">${content.back ? html`<a class="ico" href="${content.back}" aria-label="返回">${arrowBack}</a>` : html`<span class="pad"></span>`}<a class="name" href="${view.link('/')}">${before}<i>${mark}</i>${after}</a><a class="big" href="${otherSize(call)}">${view.size === 'elder' ? '标准版' : '大字版'}</a></header>
<main id="page" class="page">
${content.main}
</main>
<footer class="end">
<p class="onpaper">打印于 ${fullDay(view.now.toISOString())}，最新情况见 ${call.base}${content.address}</p>
<p>${content.publisher ? html`内容由${content.publisher}依法公开。` : html`内容由各级人大、政协依法公开。`}涉及秘密和个人隐私的内容不在公开之列。</p>
<p><a href="${view.link('/')}">公开首页</a><a href="${view.link('/open')}">开放数据</a>${content.feed && html`<a href="/p${content.feed}">订阅更新</a>`}</p>
</footer>
</body>
</html>
`;
}

const arrowBack = html`<svg width="24" height="24" viewBox="0 0 24 24" aria-hidden="true"><path d="M15 5l-7 7 7 7" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

const colours = { congress: '#b3161d', cppcc: '#0f5ba8', unit: '#2b3648' } as const;

function headOf(content: PageContent, call: FrameCall): Html {
  const { base, style } = call;
  const site = content.name.join('');
  const canonical = `${base}${content.address}`;
  return html`<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${content.title} - ${site}</title>
${style}
<meta name="description" content="${content.description}">
<meta name="robots" content="${content.unlisted ? 'noindex, follow' : 'index, follow'}">
<link rel="canonical" href="${canonical}">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" content="${colours[content.theme]}">
<meta name="format-detection" content="telephone=no">
<link rel="icon" href="/p/icon.svg" type="image/svg+xml">
${content.feed && html`<link rel="alternate" type="application/atom+xml" title="${site}" href="/p${content.feed}">`}
<meta property="og:type" content="article">
<meta property="og:site_name" content="${site}">
<meta property="og:title" content="${content.title}">
<meta property="og:description" content="${content.description}">
<meta property="og:url" content="${canonical}">
<meta property="og:locale" content="zh_CN">
<meta property="og:image" content="${base}${content.card ?? '/share.png'}">
${content.card && html`<meta property="og:image:width" content="1200"><meta property="og:image:height" content="630"><meta name="twitter:card" content="summary_large_image">`}
${content.enhanced && html`<script src="${call.script}" defer></script>`}`;
}

/** This very page in the other size. */
function otherSize({ view, here }: FrameCall): string {
  const [path = '/', query = ''] = here.split('?', 2);
  const members = new URLSearchParams(query);
  for (const name of ['size', 'uiStyle']) members.delete(name);
  if (view.size === 'standard') members.set('size', 'elder');
  return `/p${path}${members.size > 0 ? `?${members.toString()}` : ''}`;
}
