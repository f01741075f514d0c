import type { ReactNode } from 'react';
import { Problem } from '../../contract/problem.ts';
import { Unreachable } from './call.ts';
import { agoWords } from './dates.ts';
import { IconInfo, IconOffline, IconOverdue, type IconComponent } from './icons.tsx';
import { useOffline } from './signal.ts';
import './conditions.css';

/** The part of a query's result that {@link Reading} looks at; results of `useRead` and `usePages` fit. */
export interface ReadingResult<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly fetchStatus: 'fetching' | 'paused' | 'idle';
  readonly dataUpdatedAt: number;
  readonly refetch: () => unknown;
}

interface ReadingProps<Data> {
  readonly result: ReadingResult<Data>;
  /** Rows of the placeholder while it loads. */
  readonly rows?: number;
  readonly isEmpty?: (data: Data) => boolean;
  readonly empty?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Shows a reading in whichever condition it is: loading, failed, without signal and never read, empty, or there. */
export function Reading<Data>({ result, rows = 3, isEmpty, empty, children }: ReadingProps<Data>) {
  const offline = useOffline();
  if (result.data !== undefined) {
    if (isEmpty?.(result.data) && !result.isPending) return <>{empty}</>;
    return <>{children(result.data)}</>;
  }
  if (result.error) return <Failure error={result.error} onRetry={() => void result.refetch()} />;
  // Tries that are still under way without a signal come to nothing; when the signal is back the answer takes this place.
  if (result.isPending && (offline || result.fetchStatus === 'paused'))
    return <Failure error={new Unreachable()} onRetry={() => void result.refetch()} />;
  return <Loading rows={rows} />;
}

/** Grey lines in the place of what is on its way. */
export function Loading({ rows = 3 }: { readonly rows?: number }) {
  return (
    <div className="loading" role="status" aria-label="正在加载">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} className="loading-row">
          <i />
          <i />
        </span>
      ))}
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: IconComponent;
}

/** There is nothing here, why, and what one can do. */
export function Empty({ title, children, action, icon: Mark = IconInfo }: EmptyProps) {
  return (
    <div className="condition">
      <Mark size={32} />
      <p className="condition-title">{title}</p>
      {children && <p className="condition-words">{children}</p>}
      {action}
    </div>
  );
}

/** What went wrong, in words that say what to do, with a way to try again where that may help. */
export function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const away = error instanceof Unreachable;
  const settled = error instanceof Problem && [403, 404].includes(error.status);
  const Mark = away ? IconOffline : settled ? IconInfo : IconOverdue;
  return (
    <div className="condition" role="alert">
      <Mark size={32} />
      <p className="condition-title">
        {away ? '现在连不上服务器' : settled ? (error.status === 404 ? '没有找到' : '不能查看') : '没有读到内容'}
      </p>
      <p className="condition-words">{away ? '请检查网络。有信号后会自动再读，已填写的内容不会丢。' : wordsOf(error)}</p>
      {onRetry && !settled && (
        <button type="button" className="condition-act" onClick={onRetry}>
          再试一次
        </button>
      )}
    </div>
  );
}

/** The Chinese sentence for any error; ours say what to do, others must not reach a user as they are. */
export function wordsOf(error: unknown): string {
  if (error instanceof Problem || error instanceof Unreachable) return error.message;
  return '页面出了问题，请刷新后再试。仍不行请告诉管理员。';
}

/** The grey chip that stands on a page while there is no signal, with the age of what is shown. */
export function OfflineChip({ updatedAt }: { readonly updatedAt?: number }) {
  if (!useOffline()) return null;
  return (
    <span className="offline-chip" role="status">
      <IconOffline size={16} />
      离线{updatedAt ? `，${agoWords(new Date(updatedAt).toISOString())}更新` : ''}
    </span>
  );
}
