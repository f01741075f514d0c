import type { ReactNode } from 'react';
import type { Problem } from '#platform/contract/problem.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';

/** A named field of a dialog, with what the server found wrong with it. */
export function FormField({
  name,
  hint,
  wrong,
  children,
}: {
  name: string;
  hint?: string;
  wrong?: string | undefined;
  children: ReactNode;
}) {
  return (
    <label className="field">
      <span className="name">
        {name}
        {hint && <span className="s">{hint}</span>}
      </span>
      {children}
      {wrong && (
        <span className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </label>
  );
}

/** Why the form was not taken, as one line; the fields say the rest themselves. */
export function Refusal({ error }: { error: Error | null }) {
  return error ? (
    <p className="refused-line" role="alert">
      {wordsOf(error)}
    </p>
  ) : null;
}

/** What the server said about one field of a refused form. */
export function faultOf(error: Error | null, path: string): string | undefined {
  return (error as Problem | null)?.fields?.find((field) => field.path === path || field.path === `body.${path}`)?.message;
}
