import type { PageContent } from '#platform/web/public/page.ts';
import { kinds } from '../../contract/kinds/index.ts';
import { publicKindName, raiserWord } from '../../contract/public-words.ts';
import type { PublicBody } from '../../contract/publication.ts';

export const bodyMarks = { congress: '人大', cppcc: '政协' } as const;

/** What stands at the top of a page of `body`, or of all bodies. */
export function nameOfPages(body: PublicBody | null): PageContent['name'] {
  if (!body) return ['', '人大 政协', '公开'];
  return [body.regionName, bodyMarks[body.kind], '公开'];
}

/** `明州市人大`: how citizens call a body in a line. */
export function callName(body: PublicBody): string {
  return `${body.regionName}${bodyMarks[body.kind]}`;
}

/** What a body publishes, in its own words: 代表建议; where there are several kinds, 代表提出的事项. */
export function matterWords(body: PublicBody | null, published: readonly string[]): string {
  const [only, ...others] = published.map((kind) => kinds[kind]!);
  if (only && others.length === 0) return publicKindName(only);
  return body ? `${raiserWord(body.kind)}提出的事项` : '代表和委员提出的事项';
}
