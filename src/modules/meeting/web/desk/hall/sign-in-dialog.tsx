import { useState } from 'react';
import type { FormEvent } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { MissingPerson } from '../../../contract/hall/board.ts';
import { signInByStaff } from '../../../contract/presence/routes.ts';
import { scanStatuses } from '../../../contract/presence/words.ts';

interface SignInDialogProps {
  readonly person: MissingPerson;
  readonly meetingId: string;
  readonly checkListId: string;
  readonly sittingTitle: string;
  readonly onClose: () => void;
}

const reasons = ['人在会场，码未扫上', '未带手机和证件，本人到场', '由联络员确认到场'] as const;

/** 补签: somebody is here and his code was not read. The reason stays in the log of scans. */
export function SignInDialog({ person, meetingId, checkListId, sittingTitle, onClose }: SignInDialogProps) {
  const [reason, setReason] = useState<string>(reasons[0]);
  const { say } = useUndo();
  const signIn = useWrite(signInByStaff, {
    onDone: (outcome) => {
      say(`${person.name}：${scanStatuses[outcome.status]}`);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate({ params: { meetingId, checkListId, attendeeId: person.attendeeId }, body: { reason } });
  };
  return (
    <DeskDialog title={`为${person.name}补签`} note={`${sittingTitle}，${person.groupName}。最后动态：${person.words}`} onClose={onClose}>
      <form onSubmit={submit}>
        <label className="field">
          <span className="name">原因</span>
          <input
            className="input"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
            required
            minLength={2}
            maxLength={200}
            list="sign-in-reasons"
          />
          <datalist id="sign-in-reasons">
            {reasons.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </datalist>
        </label>
        <Button filled submit busy={signIn.isPending} onPress={() => undefined}>
          补签
        </Button>
        {signIn.error && (
          <p className="refused-line" role="alert">
            {wordsOf(signIn.error)}
          </p>
        )}
      </form>
    </DeskDialog>
  );
}
