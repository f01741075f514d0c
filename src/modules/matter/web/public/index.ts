import type { PublicCard, PublicFeed, PublicPage } from '#platform/web/public/page.ts';
import { matterCard } from './card.ts';
import { matterFeed, publishedFeed } from './feed.ts';
import { listPage } from './list-page.ts';
import { matterPage } from './matter-page.ts';
import { openPage } from './open-page.ts';
import { sitemapIndex, sitemapOfPages, sitemapOfYear } from './sitemap.ts';

/** Pages on which citizens read what was raised, answered, promised and kept. */
export const matterPublicPages: readonly PublicPage[] = [
  { path: '/', make: listPage },
  { path: '/matters/:bodyId/:matterId', make: matterPage },
  { path: '/open', make: openPage },
];

const xml = 'application/xml; charset=utf-8';

export const matterFeeds: readonly PublicFeed[] = [
  { path: '/feed.xml', make: publishedFeed },
  { path: '/matters/:bodyId/:matterId/feed.xml', make: matterFeed },
  { path: '/sitemap.xml', type: xml, make: sitemapIndex },
  { path: '/sitemap/pages', type: xml, make: sitemapOfPages },
  { path: '/sitemap/:bodyId/:year', type: xml, make: sitemapOfYear },
];

export const matterCards: readonly PublicCard[] = [{ path: '/matters/:bodyId/:matterId/card.png', draw: matterCard }];
