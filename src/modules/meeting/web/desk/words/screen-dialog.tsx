import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import {
  closeSelection,
  screeningOutcomes,
  screenSpeeches,
  type ScreeningOutcome,
  type SpeechLine,
} from '../../../contract/words/speeches.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { Refusal } from '#platform/web/desk/form.tsx';

interface ScreenDialogProps {
  readonly speeches: readonly Pick<SpeechLine, 'id' | 'title' | 'speaker'>[];
  readonly outcome: ScreeningOutcome;
  readonly onDone?: () => void;
  readonly onClose: () => void;
}

const notes: Readonly<Record<ScreeningOutcome, string>> = {
  pass: '口头发言进入下一步，三步都通过即选定；书面发言收入汇编。',
  written: '不再作口头发言，收入书面发言材料。',
  sendBack: '退给本人修改，改好再报的从头遴选。',
  decline: '这次不采用。',
};

/** One screening step for one or several speeches, with words to their authors. */
export function ScreenDialog({ speeches, outcome, onDone, onClose }: ScreenDialogProps) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [words, setWords] = useState('');
  const screen = useWrite(screenSpeeches, {
    onDone: ({ changed }) => {
      say(`${screeningOutcomes[outcome]} ${changed} 份，本人都会收到告知`);
      onDone?.();
      onClose();
    },
  });
  const body = { speechIds: speeches.map((one) => one.id), outcome, words: words.trim() };
  const needsWords = outcome === 'sendBack' || outcome === 'decline';
  return (
    <DeskDialog
      title={`${screeningOutcomes[outcome]}（${speeches.length} 份）`}
      note={notes[outcome]}
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>先不办</Button>
          <Button
            filled
            busy={screen.isPending}
            blocked={needsWords && words.trim().length < 2 ? '请写明意见，本人会看到' : null}
            onPress={() => screen.mutate({ params: { meetingId: meeting.id }, body })}
          >
            {screeningOutcomes[outcome]}
          </Button>
        </>
      }
    >
      {speeches.slice(0, 6).map((one) => (
        <p key={one.id}>
          {one.title} <span className="s">{one.speaker}</span>
        </p>
      ))}
      {speeches.length > 6 && <p className="s">等 {speeches.length} 份</p>}
      <label className="field">
        <span className="name">给本人的意见{needsWords ? '' : '（可不写）'}</span>
        <textarea className="input" rows={3} maxLength={300} value={words} onChange={(event) => setWords(event.target.value)} />
      </label>
      <Refusal error={screen.error} />
    </DeskDialog>
  );
}

/** Ends the selection for good. */
export function CloseSelectionDialog({ onClose }: { readonly onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const close = useWrite(closeSelection, {
    onDone: ({ written }) => {
      say(`遴选已结束，${written} 份转为书面发言`);
      onClose();
    },
  });
  return (
    <DeskDialog
      title="结束遴选？"
      note="还没有选定的口头发言都转为书面发言，收入汇编，本人都会收到告知。没有签署、盖章的不转。"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>再等等</Button>
          <Button filled busy={close.isPending} onPress={() => close.mutate({ params: { meetingId: meeting.id } })}>
            结束遴选
          </Button>
        </>
      }
    >
      <Refusal error={close.error} />
    </DeskDialog>
  );
}
