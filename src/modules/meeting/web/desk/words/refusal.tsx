import { wordsOf } from '#platform/web/shared/conditions.tsx';

/** Why the last act was refused, in its own words; nothing while all is well. */
export function Refusal({ error }: { readonly error: unknown }) {
  return error ? (
    <p className="refused-line" role="alert">
      {wordsOf(error)}
    </p>
  ) : null;
}
