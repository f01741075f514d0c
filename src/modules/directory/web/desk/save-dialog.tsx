import type { ReactNode } from 'react';
import { FormDialog } from '#platform/web/desk/form.tsx';

interface SaveDialogProps {
  /** The name of what is changed; undefined where something is added. */
  readonly changes: string | undefined;
  /** What is added: 一届, 会议, 代表团. */
  readonly adds: string;
  /** To what it is added, where the page does not say so. */
  readonly to?: string;
  readonly write: { readonly isPending: boolean; readonly error: Error | null };
  readonly width?: number;
  readonly blocked?: string | null;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The dialog that adds something or changes it: one form, and words for what it does. */
export function SaveDialog({ changes, adds, to, write, width = 420, blocked = null, onSubmit, onClose, children }: SaveDialogProps) {
  const adding = changes === undefined;
  return (
    <FormDialog
      title={adding ? `${to ? `${to}：` : ''}新增${adds}` : `修改${changes}`}
      width={width}
      words={adding ? `新增${adds}` : '保存修改'}
      busy={write.isPending}
      blocked={blocked}
      error={write.error}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  );
}
