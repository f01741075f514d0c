import { useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { fixAnnual } from '../../../contract/annual.ts';
import type { readAnnual } from '../../../contract/annual.ts';
import { RefusalLine } from '../refusal-line.tsx';

interface FixDialogProps {
  readonly annual: AnswerOf<typeof readAnnual>;
  readonly onFixed: (version: number) => void;
  readonly onClose: () => void;
}

/** Fixes the report as it stands. It can not be changed after that; a correction is another version. */
export function FixDialog({ annual, onFixed, onClose }: FixDialogProps) {
  const { year, period, title } = annual.content;
  const [note, setNote] = useState('');
  const fix = useWrite(fixAnnual, {
    onDone: ({ version }) => {
      onFixed(version);
      onClose();
    },
  });
  return (
    <DeskDialog
      title={`定稿：${title}`}
      note={`存下 ${dayWords(period.from)} 至 ${dayWords(period.to)} 的数字和文字，以后不再变动。还要改时再定一份。`}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>不定了</Button>
          <Button filled busy={fix.isPending} onPress={() => fix.mutate({ params: { year }, body: { to: period.to, note } })}>
            定稿
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="name">说明（可不填）</span>
        <input
          className="input"
          maxLength={200}
          placeholder="例如 报主任会议审议稿"
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {annual.versions.length > 0 && <p className="s">这一年已有 {annual.versions.length} 份定稿，都会保留。</p>}
      <RefusalLine words={fix.error?.message ?? null} />
    </DeskDialog>
  );
}
