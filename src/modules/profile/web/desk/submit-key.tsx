import { useKeys } from '#platform/web/desk/keys.tsx';

/** Ctrl+Enter sends the dialog that it stands in, also while typing. */
export function SubmitKey({ label, onSubmit }: { label: string; onSubmit: () => void }) {
  useKeys([{ keys: 'Ctrl+Enter', label, act: onSubmit, everywhere: true }]);
  return null;
}
