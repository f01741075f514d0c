import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Loading } from '#platform/web/desk/states.tsx';
import { BrokenPage, MissingPage } from './missing-page.tsx';
import { deskPages } from './pages.ts';
import { DeskShell } from './shell.tsx';
import { StartPage } from './start-page.tsx';

/** The router of the desk: one route per declared page, each loaded when first opened. */
export function makeDeskRouter() {
  const root = createRootRoute({ component: DeskShell, notFoundComponent: MissingPage, errorComponent: BrokenPage });
  const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage });
  const pages = deskPages.map((page) =>
    createRoute({
      getParentRoute: () => root,
      path: page.path,
      component: lazyRouteComponent(page.load),
      pendingComponent: Loading,
      validateSearch: (search: Record<string, unknown>) => search as Record<string, string | undefined>,
    }),
  );
  return createRouter({
    routeTree: root.addChildren([start, ...pages]),
    basepath: '/desk',
    defaultPreload: 'intent',
    defaultPendingMs: 200,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: MissingPage,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
  });
}

/** Addresses stay as people write them: `?text=公交`, no quotes around words that look like numbers. */
function readSearch(search: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(search));
}

function writeSearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const query = new URLSearchParams(kept.map(([name, value]) => [name, String(value)]));
  return query.size > 0 ? `?${query}` : '';
}
