import { uuid } from '#platform/contract/identifiers.ts';
import { type Html, html } from '#platform/web/public/html.ts';
import type { PublicFeed } from '#platform/web/public/page.ts';
import { raiserWord } from '../../contract/public-words.ts';
import { listPublished, listPublishingBodies, readPublished } from '../../contract/publication.ts';
import { callName } from './body-words.ts';
import { stepsOf } from './course.ts';
import { trackOf } from './promises.ts';
import { addressOfWish, askedFor, narrowing, wishOf, wordsOfNarrowing } from './wish.ts';

/** The latest published matters as an Atom feed (RFC 4287): of all bodies, of one, or of what a search or filter finds. */
export const publishedFeed: PublicFeed['make'] = async ({ query, ask, absolute, view }): Promise<Html> => {
  const wish = wishOf(query);
  const [{ items }, { items: bodies }] = await Promise.all([
    ask(listPublished, { query: { ...askedFor(wish), limit: 40 } }),
    ask(listPublishingBodies),
  ]);
  const body = bodies.find((one) => one.id === wish.body);
  const chosen = narrowing.filter((name) => wish[name] !== undefined).map((name) => wordsOfNarrowing(wish, name));
  const title = [`${body ? callName(body) : '各级人大、政协'}公开的事项`, ...chosen, wish.words && `含“${wish.words}”`]
    .filter(Boolean)
    .join('，');
  const address = addressOfWish('/feed.xml', wish);
  return feed({
    title,
    address: absolute(address),
    page: absolute(addressOfWish('/', wish)),
    updated: items[0]?.publishedAt ?? view.now.toISOString(),
    entries: items.map((line) => ({
      id: `urn:uuid:${line.id}`,
      title: line.title,
      page: absolute(`/matters/${line.bodyId}/${line.id}`),
      updated: line.publishedAt,
      author: line.author ?? line.body.name,
      words: [callName(line.body), line.kindName, line.number, line.stateLabel].filter(Boolean).join(' '),
    })),
  });
};

/** Everything that happens to one matter and its promises, the latest first. */
export const matterFeed: PublicFeed['make'] = async ({ params, ask, absolute, view }): Promise<Html> => {
  const [bodyId, matterId] = [params['bodyId']!, uuid.parse(params['matterId'])];
  const matter = await ask(readPublished, { params: { bodyId, matterId } });
  const page = absolute(`/matters/${bodyId}/${matterId}`);
  const raiser = raiserWord(matter.body.kind);
  const news = [
    ...stepsOf(matter).map((step) => ({ key: step.words, on: step.on, title: step.words, words: step.note ?? '' })),
    ...matter.commitments.flatMap((promise) =>
      trackOf(promise, raiser, view.now)
        .slice(1)
        .map((step) => ({
          key: `${promise.id}:${step.words}`,
          on: step.on,
          title: `${step.words}：${promise.words}`,
          words: step.said ?? promise.unit,
        })),
    ),
  ].toSorted((one, other) => other.on.localeCompare(one.on));
  return feed({
    title: matter.title,
    address: `${page}/feed.xml`,
    page,
    updated: matter.changedAt,
    entries: news.map(({ key, on, title, words }) => ({
      id: `${page}#${encodeURIComponent(`${on}:${key}`)}`,
      title,
      page,
      updated: `${on}T00:00:00+08:00`,
      author: matter.body.name,
      words,
    })),
  });
};

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly page: string;
  readonly updated: string;
  readonly author: string;
  readonly words: string;
}

interface Feed {
  readonly title: string;
  readonly address: string;
  readonly page: string;
  readonly updated: string;
  readonly entries: readonly Entry[];
}

function feed({ title, address, page, updated, entries }: Feed): Html {
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">
<title>${title}</title>
<id>${address}</id>
<link rel="self" type="application/atom+xml" href="${address}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<updated>${updated}</updated>
${entries.map(
  (entry) => html`<entry>
<title>${entry.title}</title>
<id>${entry.id}</id>
<link rel="alternate" type="text/html" href="${entry.page}"/>
<updated>${entry.updated}</updated>
<author><name>${entry.author}</name></author>
<summary>${entry.words}</summary>
</entry>
`,
)}</feed>
`;
}
