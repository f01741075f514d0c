import type { ReactNode } from 'react';
import { Problem } from '../../contract/problem.ts';
import { Unreachable } from '../shared/call.ts';
import { wordsOf } from '../shared/conditions.tsx';
import { Icon } from './icon.tsx';

/** Grey lines in the place of rows that are on their way. */
export function Loading({ rows = 6, words = '正在打开' }: { rows?: number; words?: string }) {
  return (
    <div className="desk-loading" role="status">
      <span className="unseen">{words}</span>
      {Array.from({ length: rows }, (_, index) => (
        <i key={index} style={{ width: `${88 - ((index * 17) % 40)}%` }} />
      ))}
    </div>
  );
}

/** Nothing to show, and what that means or what to do. */
export function Empty({ words, hint, act }: { words: string; hint?: ReactNode; act?: ReactNode }) {
  return (
    <div className="nothing">
      <p className="b">{words}</p>
      {hint && <p className="m">{hint}</p>}
      {act}
    </div>
  );
}

/** A refused or failed reading: the server's own sentence, and what can be done from here. */
export function Refused({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const away = error instanceof Unreachable;
  const code = error instanceof Problem ? error.code : null;
  const final = code === 'actor.forbidden' || code === 'route.not-found' || Boolean(code?.endsWith('not-found'));
  return (
    <div className="nothing" role="alert">
      <p className="b">
        <Icon name={away ? 'wait' : 'late'} /> {away ? '现在连不上服务器' : '没有打开'}
      </p>
      <p className="m">{wordsOf(error)}</p>
      {onRetry && !final && (
        <button type="button" className="btn" onClick={onRetry}>
          重试
        </button>
      )}
    </div>
  );
}

interface Reading<Data> {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** One reading in its states: on its way, refused, there. What was read before stays while it is read again. */
export function Read<Data>({ of, rows, children }: { of: Reading<Data>; rows?: number; children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error) return <Refused error={of.error} onRetry={() => void of.refetch()} />;
  return <Loading rows={rows} />;
}
