import { html } from '#platform/web/public/html.ts';
import type { PageCall, PageContent, View } from '#platform/web/public/page.ts';
import { fullDay, grouped } from '#platform/web/public/words.ts';
import { openLicence, openTables } from '../../contract/open-data.ts';
import type { OpenTable } from '../../contract/publication.ts';
import { listPublishingBodies } from '../../contract/publication.ts';
import { callName, nameOfPages } from './body-words.ts';

const tables = Object.entries(openTables) as [OpenTable, (typeof openTables)[OpenTable]][];

/** The open data: what there is by body and year, what every column means, and under which terms it may be used. */
export async function openPage({ ask, view }: PageCall): Promise<PageContent> {
  const { items } = await ask(listPublishingBodies);
  return {
    title: '开放数据',
    description: '人大、政协公开的事项、答复和承诺，按机构和年份下载，JSON 和 CSV，附数据字典。',
    theme: 'unit',
    name: nameOfPages(null),
    publisher: null,
    address: '/open',
    back: view.link('/'),
    main: html`<div class="head wide"><h1>开放数据</h1>
<p>这里的数据和网页上公开的内容完全一样：先由各机构核对，再公开；撤下的内容，数据里也不再有。</p>
<dl class="pairs"><dt>许可</dt><dd><a href="${openLicence.address}">${openLicence.name}</a>：${openLicence.words}</dd><dt>更新</dt><dd>下载时现生成，就是那一刻公开的内容；JSON 里写明取得的时间。</dd><dt>格式</dt><dd>JSON（UTF-8）；CSV（UTF-8，带 BOM，逗号分隔，表格软件可以直接打开）。以 = + - @ 开头的单元格前面加了一个撇号，防止被当成公式。</dd><dt>接口</dt><dd>查询和下载的接口写在 <a href="/openapi.json">OpenAPI 文档</a>里，路径以 /api/public/ 开头，不用登录。</dd></dl></div>
<div class="lead"><section><h2>数据字典</h2><p class="sub">日期写作 2026-11-23。没有内容的，JSON 里是 null，CSV 里是空。</p>${tables.map(
      ([name, { title, about, columns }]) =>
        html`<details class="dictionary"><summary class="more">${title}表（${name}）</summary><p class="sub">${about}</p><div class="scroll" tabindex="0" role="region" aria-label="${title}表的字段"><table><thead><tr><th scope="col">CSV 列</th><th scope="col">JSON 成员</th><th scope="col">类型</th><th scope="col">意思</th></tr></thead><tbody>${columns.map(
          (column) =>
            html`<tr><th scope="row">${column.heading}</th><td><code>${column.member}</code></td><td>${column.type}</td><td>${column.meaning}</td></tr>`,
        )}</tbody></table></div></details>`,
    )}<p class="sub">JSON 里每件事项另有 <code>replies</code> 和 <code>promises</code> 两个列表，内容是后两张表。</p></section></div>
<div class="side"><section><h2>下载</h2>${items.length === 0 ? html`<p class="sub">还没有机构公开事项。</p>` : items.map((body) => downloads(body, view))}</section></div>`,
  };
}

type Body = Awaited<ReturnType<typeof bodiesOf>>[number];
const bodiesOf = async (ask: PageCall['ask']) => (await ask(listPublishingBodies)).items;

function downloads(body: Body, view: View) {
  const base = `/api/public/open/${body.id}`;
  return html`<h3><a href="${view.link('/', { body: body.id })}">${callName(body)}</a></h3><p class="sub">最近更新 ${fullDay(body.changedAt)}</p><ul class="downloads">${body.years.map(
    ({ year, count }) =>
      html`<li><span>${year} 年，${grouped(count)} 件</span><span class="pair"><a href="${base}/${year}/matters.json" download aria-label="${callName(body)} ${year} 年 JSON">JSON</a>${tables.map(
        ([name, { title }]) =>
          html`<a href="${base}/${year}/csv/${name}" download aria-label="${callName(body)} ${year} 年${title} CSV">${title} CSV</a>`,
      )}</span></li>`,
  )}</ul>`;
}
