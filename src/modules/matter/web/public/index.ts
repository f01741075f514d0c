import type { PublicFeed, PublicPage } from '#platform/web/public/page.ts';
import { publishedFeed } from './feed.ts';
import { listPage } from './list-page.ts';
import { matterPage } from './matter-page.ts';

/** Pages on which citizens read what was suggested, answered, promised and kept. */
export const matterPublicPages: readonly PublicPage[] = [
  { path: '/', make: listPage },
  { path: '/matters/:bodyId/:matterId', make: matterPage },
];

export const matterFeeds: readonly PublicFeed[] = [{ path: '/feed.xml', make: publishedFeed }];
