import { Component, Suspense, createElement, lazy, useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useOwnScreen } from '#platform/web/screen/own-screen.ts';
import { PairingPage } from '#platform/web/screen/pairing-page.tsx';
import { WallLink } from '#platform/web/screen/wall-link.ts';
import type { PairedScreen } from '#platform/web/screen/wall-page.ts';
import { wallPages } from './pages.ts';

/** The page that the screen's address names (`?page=supervision`); the first one unless it names one. */
const named = new URLSearchParams(location.search).get('page');
const usual = wallPages.find((page) => page.name === named) ?? wallPages[0]!;
const views = new Map(wallPages.map((page) => [page, lazy(page.load)]));
const onCall = wallPages.filter((page) => page.onCall !== undefined);

/** The wall terminal: a code until an office has paired it, then its page, for as long as it hangs. */
export function App() {
  const { standing, check } = useOwnScreen();
  if (standing.state === 'starting') return <Notice title="大屏正在启动">{standing.away && '现在连不上服务器，正在重试。'}</Notice>;
  if (standing.state === 'waiting') return <PairingPage {...standing} />;
  return (
    <Unbreaking>
      <Paired key={standing.screen.id} screen={standing.screen} check={check} />
    </Unbreaking>
  );
}

function Paired({ screen, check }: { readonly screen: PairedScreen; readonly check: () => void }) {
  const link = useMemo(() => new WallLink(screen.id, check), [screen.id, check]);
  useEffect(() => link.hold(), [link]);
  const page = useSyncExternalStore(
    useCallback((listener: () => void) => watchCalls(link, listener), [link]),
    () => onCall.find((one) => one.onCall!.isCalled(link)) ?? usual,
  );
  return <Suspense fallback={<Notice title="正在打开" />}>{createElement(views.get(page)!, { screen, link })}</Suspense>;
}

/** Hears of pages that are called onto the screen or taken off it. */
function watchCalls(link: WallLink, listener: () => void): () => void {
  const ends = onCall.map((page) => page.onCall!.watch(link, listener));
  return () => {
    for (const end of ends) end();
  };
}

function Notice({ title, children }: { readonly title: string; readonly children?: ReactNode }) {
  return (
    <main className="notice" role="status">
      {title}
      <p>{children}</p>
    </main>
  );
}

/** A wall has nobody who would press a button: a page that broke starts anew by itself after half a minute. */
class Unbreaking extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(): void {
    setTimeout(() => location.reload(), 30_000);
  }

  override render(): ReactNode {
    return this.state.broken ? <Notice title="这一页没有打开">半分钟后自动重试，不用操作。</Notice> : this.props.children;
  }
}
