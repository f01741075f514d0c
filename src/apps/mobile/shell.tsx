import { Outlet, useLocation, useMatches } from '@tanstack/react-router';
import { Suspense, lazy, useMemo } from 'react';
import { LinkButton } from '#platform/web/mobile/button.tsx';
import { Frame, Page, TabBarContext } from '#platform/web/mobile/page.tsx';
import { TabBar } from '#platform/web/mobile/tab-bar.tsx';
import { Failure, Loading } from '#platform/web/shared/conditions.tsx';
import { Unreachable } from '#platform/web/shared/call.ts';
import { useCan, useSession } from '#platform/web/shared/session.tsx';
import { useTabs } from './tabs.ts';

const SignInPage = lazy(() => import('#modules/identity/web/mobile/sign-in-page.tsx'));

/** What stands around every page: the sign-in before it, the tab bar below it, the permission it asks for. */
export function Shell() {
  const { state, refresh } = useSession();
  const page = useMatches().at(-1)?.staticData.page;
  if (page?.withoutPerson) return <Outlet />;
  if (state === 'unknown')
    return (
      <Frame title="履职通">
        <Loading rows={5} />
      </Frame>
    );
  if (state === 'unreachable')
    return (
      <Frame title="履职通">
        <Failure error={new Unreachable()} onRetry={() => void refresh()} />
      </Frame>
    );
  if (state === 'signedOut')
    return (
      <Suspense
        fallback={
          <Frame title="登录">
            <Loading rows={4} />
          </Frame>
        }
      >
        <SignInPage />
      </Suspense>
    );
  return <SignedIn />;
}

function SignedIn() {
  const tabs = useTabs();
  const tabBar = useMemo(() => <TabBar tabs={tabs} />, [tabs]);
  const page = useMatches().at(-1)?.staticData.page;
  const can = useCan();
  const { pathname } = useLocation();
  return (
    <TabBarContext.Provider value={tabBar}>
      {page?.permission && !can(page.permission) ? <NotForThisSeat title={page.title} key={pathname} /> : <Outlet />}
    </TabBarContext.Provider>
  );
}

function NotForThisSeat({ title }: { readonly title: string }) {
  const { me } = useSession();
  return (
    <Page title={title}>
      <div className="condition">
        <p className="condition-title">当前身份不能使用这一页</p>
        <p className="condition-words">
          您现在的身份是{me?.seat?.title ?? '访客'}。
          {me && me.seats.length > 1 ? '切换到另一个工作身份后再打开。' : '需要使用请联系单位管理员。'}
        </p>
      </div>
      {me && me.seats.length > 1 ? (
        <LinkButton to="/me" look="fill">
          切换工作身份
        </LinkButton>
      ) : (
        <LinkButton to="/">回首页</LinkButton>
      )}
    </Page>
  );
}
