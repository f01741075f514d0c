import { type Html, html } from '#platform/web/public/html.ts';
import type { PublicFeed } from '#platform/web/public/page.ts';
import { listPublished, listPublishingBodies } from '../../contract/publication.ts';

/** The index of site maps for search engines (sitemaps.org): one map for each body and year, and one of the pages that are always there. */
export const sitemapIndex: PublicFeed['make'] = async ({ ask, absolute }): Promise<Html> => {
  const { items } = await ask(listPublishingBodies);
  return html`<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>${absolute('/sitemap/pages')}</loc></sitemap>
${items.flatMap((body) =>
  body.years.map(
    ({ year }) => html`<sitemap><loc>${absolute(`/sitemap/${body.id}/${year}`)}</loc><lastmod>${body.changedAt}</lastmod></sitemap>\n`,
  ),
)}</sitemapindex>
`;
};

/** The homes of the city and of each body, and the open data. */
export const sitemapOfPages: PublicFeed['make'] = async ({ ask, absolute }): Promise<Html> => {
  const { items } = await ask(listPublishingBodies);
  return urls([
    { page: absolute('/') },
    { page: absolute('/open') },
    ...items.map((body) => ({ page: absolute(`/?body=${body.id}`), changed: body.changedAt })),
  ]);
};

/** A map holds at most so many addresses, by its standard. */
const most = 50_000;

/** Everything that a body has published of one year. */
export const sitemapOfYear: PublicFeed['make'] = async ({ params, ask, absolute }): Promise<Html> => {
  const found: { page: string; changed: string }[] = [];
  for (let cursor: string | null | undefined; cursor !== null && found.length < most;) {
    const page = await ask(listPublished, { query: { body: params['bodyId'], year: params['year'], cursor, limit: 200 } });
    found.push(...page.items.map((line) => ({ page: absolute(`/matters/${line.bodyId}/${line.id}`), changed: line.changedAt })));
    cursor = page.next;
  }
  return urls(found);
};

function urls(pages: readonly { readonly page: string; readonly changed?: string }[]): Html {
  return html`<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${pages.map(({ page, changed }) => html`<url><loc>${page}</loc>${changed && html`<lastmod>${changed}</lastmod>`}</url>\n`)}</urlset>
`;
}
