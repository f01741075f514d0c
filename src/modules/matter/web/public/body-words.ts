import type { PageContent } from '#platform/web/public/page.ts';
import type { PublicBody } from '../../contract/routes.ts';

const marks = { congress: '人大', cppcc: '政协' } as const;

/** What stands at the top of a page of `body`, or of all bodies. */
export function nameOfPages(body: PublicBody | null): PageContent['name'] {
  if (!body) return ['人大', '代表建议', '公开'];
  return [body.regionName, marks[body.kind], '公开'];
}

/** `明州市人大`: how citizens call a body in a line. */
export function callName(body: PublicBody): string {
  return `${body.regionName}${marks[body.kind]}`;
}
