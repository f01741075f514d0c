import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import type { TerminalPage } from '#platform/web/shared/page.ts';
import { pages } from './pages.ts';
import { NotFound, PageFailed, PageOnItsWay } from './not-found.tsx';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const routeOf = (page: TerminalPage) =>
  createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.load), staticData: { page } });

/** The router of the phone terminal, made from the pages of all modules. */
export const router = createRouter({
  routeTree: root.addChildren(pages.map(routeOf)),
  basepath: '/m',
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPendingMs: 200,
  defaultPendingComponent: PageOnItsWay,
  defaultErrorComponent: PageFailed,
});

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    page?: TerminalPage;
  }
}
