import { useEffect, useRef, useState, type ReactNode } from 'react';

interface MoreProps {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** The end of a list that reads on by itself when it comes into sight; the button is for keyboards and screen readers. */
export function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  const end = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!end.current || !hasNextPage) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) fetchNextPage();
      },
      { rootMargin: '400px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (!hasNextPage) return null;
  return (
    <button
      ref={end}
      type="button"
      className="list-more"
      style={{ width: '100%' }}
      disabled={isFetchingNextPage}
      onClick={() => fetchNextPage()}
    >
      {isFetchingNextPage ? '正在读取' : '再看一些'}
    </button>
  );
}

const pullNeeded = 72;

/** Pulling the page down at its top reads it anew. Only for touch; everybody else has the live updates. */
export function PullToRefresh({ onRefresh, children }: { readonly onRefresh: () => Promise<unknown>; readonly children: ReactNode }) {
  const [pulled, setPulled] = useState(0);
  const [busy, setBusy] = useState(false);
  const start = useRef<number | null>(null);
  const finish = async () => {
    const enough = pulled >= pullNeeded;
    start.current = null;
    setPulled(0);
    if (!enough || busy) return;
    setBusy(true);
    await onRefresh().finally(() => setBusy(false));
  };
  return (
    <div
      onTouchStart={(event) => {
        start.current = scrollY <= 0 && event.touches.length === 1 ? event.touches[0]!.clientY : null;
      }}
      onTouchMove={(event) => {
        if (start.current !== null) setPulled(Math.max(0, Math.min(96, (event.touches[0]!.clientY - start.current) * 0.5)));
      }}
      onTouchEnd={() => void finish()}
      onTouchCancel={() => {
        start.current = null;
        setPulled(0);
      }}
    >
      <div className="pull" style={{ height: busy ? 48 : pulled > 8 ? pulled : 0 }} role="status">
        {busy ? '正在刷新' : pulled >= pullNeeded ? '松开刷新' : pulled > 8 ? '下拉刷新' : ''}
      </div>
      {children}
    </div>
  );
}
