import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { Outlet, RouterProvider, createRootRoute, createRoute, createRouter, lazyRouteComponent, useNavigate, useRouterState } from '@tanstack/react-router';
import { App, ConfigProvider } from 'antd';
import { KeyboardRoot } from '#platform/web/desk/keys.tsx';
import { UndoRoot } from '#platform/web/desk/undo.tsx';
import { DeskFrame } from '#platform/web/desk/frame.tsx';
import { makeQueryClient } from '#platform/web/shared/queries.ts';
import { SessionProvider, useSession } from '#platform/web/shared/session.tsx';
import '#platform/web/shared/tokens.css';
import '#platform/web/desk/desk.css';
import { profilePages } from '../web/desk/index.ts';
const me = await (await fetch('/me')).json();
function Shell() {
  const s = useSession(); const navigate = useNavigate();
  const path = useRouterState({ select: (state) => state.location.pathname });
  if (s.state !== 'signedIn') return <p>{s.state}</p>;
  return <DeskFrame mark={{ body: me.theme, name: me.seat.organisation.shortName }} rooms={[{ path: '/rules', title: '规则' }, { path: '/calendar', title: '工作日历' }]} path={path} onGo={(to) => void navigate({ to })} seats={[]} seatId={null} onSeat={() => undefined} person={{ name: me.person.name, note: me.seat.title }} personMenu={[]} palette={[]}><Outlet /></DeskFrame>;
}
const root = createRootRoute({ component: Shell });
const pages = profilePages.map((page) => createRoute({ getParentRoute: () => root, path: page.path, component: lazyRouteComponent(page.load), validateSearch: (s: Record<string, unknown>) => s as Record<string, string> }));
const read = (search: string) => Object.fromEntries(new URLSearchParams(search));
const write = (search: Record<string, unknown>) => { const q = new URLSearchParams(Object.entries(search).filter(([, v]) => v !== undefined && v !== '').map(([k, v]) => [k, String(v)])); return q.size ? `?${q}` : ''; };
const router = createRouter({ routeTree: root.addChildren(pages), parseSearch: read, stringifySearch: write });
createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={makeQueryClient()}><SessionProvider load={async () => me}><ConfigProvider><App component={false}><KeyboardRoot><UndoRoot><RouterProvider router={router} /></UndoRoot></KeyboardRoot></App></ConfigProvider></SessionProvider></QueryClientProvider>,
);
