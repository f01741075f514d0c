import { uuid } from '#platform/contract/identifiers.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import type { PublicFeed } from '#platform/web/public/page.ts';
import { listPublished } from '../../contract/routes.ts';
import { callName } from './body-words.ts';

/** The latest published matters as an Atom feed (RFC 4287), of one body or of all. */
export const publishedFeed: PublicFeed['make'] = async ({ query, ask, absolute, view }): Promise<Html> => {
  const parsed = uuid.safeParse(query['body']);
  const body = parsed.success ? parsed.data : undefined;
  const { items } = await ask(listPublished, { query: { body, limit: 40 } });
  const address = body ? `/feed.xml?body=${body}` : '/feed.xml';
  const named = body && items[0] ? callName(items[0].body) : '各级人大、政协';
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>${named}公开的代表建议</title>
<id>${absolute(address)}</id>
<link rel="self" href="${absolute(address)}"/>
<link rel="alternate" type="text/html" href="${absolute(body ? `/?body=${body}` : '/')}"/>
<updated>${items[0]?.publishedAt ?? view.now.toISOString()}</updated>
${items.map(
  (line) => html`<entry>
<title>${line.title}</title>
<id>urn:uuid:${line.id}</id>
<link rel="alternate" type="text/html" href="${absolute(`/matters/${line.bodyId}/${line.id}`)}"/>
<updated>${line.publishedAt}</updated>
<author><name>${line.author ?? line.body.name}</name></author>
<summary>${[callName(line.body), line.number, line.stateLabel].filter(Boolean).join(' ')}</summary>
</entry>
`,
)}</feed>
`;
};
