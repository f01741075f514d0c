import { useState } from 'react';
import { AreaField, FormDialog } from '#platform/web/desk/form.tsx';
import { useMeeting } from '../shared/meeting-page.tsx';
import type { Sitting } from './sitting-words.ts';
import type { SittingActs } from './use-sitting-acts.ts';

/** Cancels an announced entry with its reason, which everybody due reads; a draft's entry is taken out. */
export function CancelDialog({ sitting, acts, onClose }: { sitting: Sitting; acts: SittingActs; onClose: () => void }) {
  const draft = useMeeting().state === 'draft';
  const [reason, setReason] = useState('');
  const [error, setError] = useState<Error | null>(null);
  return (
    <FormDialog
      title={draft ? '删除日程' : '取消日程'}
      note={draft ? `${sitting.title}连同它的议程一起删去。` : `${sitting.title}留在日程里，标明已取消；应到的人会收到通知和原因。`}
      words={draft ? '删除日程' : '取消日程'}
      busy={acts.busy}
      blocked={draft || reason.trim().length >= 2 ? null : '请写明原因'}
      error={error}
      onSubmit={() => void acts.cancel(sitting, reason.trim()).then(onClose, (refusal: Error) => setError(refusal))}
      onClose={onClose}
    >
      {!draft && <AreaField name="原因" required minLength={2} maxLength={200} rows={3} value={reason} onChange={setReason} />}
    </FormDialog>
  );
}
