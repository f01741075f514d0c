import { useState } from 'react';
import { FormDialog, FormField, faultOf } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { signInByStaff, takeBackSignIn } from '../../../contract/presence/routes.ts';
import type { CheckListLine, PresencePerson } from '../../../contract/presence/views.ts';
import { scanStatuses } from '../../../contract/presence/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

const signReasons = ['手机没电', '忘带手机和证件', '码扫不出', '会场内已见到本人'];
const backReasons = ['认错人', '误操作', '本人已离开'];

/** 补签 with its reason, or taking a sign-in back with its own. Both stay in the log. */
export function SignInDialog({ list, person, onClose }: { list: CheckListLine; person: PresencePerson; onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const back = person.state === 'present';
  const [reason, setReason] = useState('');
  const params = { meetingId: meeting.id, checkListId: list.id, attendeeId: person.attendeeId };
  const sign = useWrite(signInByStaff, {
    onDone: (outcome) => {
      if (!outcome.letsIn) return;
      say(`已为${person.name}补签`);
      onClose();
    },
  });
  const take = useWrite(takeBackSignIn, {
    onDone: () => {
      say(`已撤销${person.name}的签到`);
      onClose();
    },
  });
  const refused = sign.data && !sign.data.letsIn ? sign.data.status : null;
  const submit = () =>
    back ? take.mutate({ params, body: { reason } }) : sign.mutate({ params, body: { reason, force: refused !== null } });
  return (
    <FormDialog
      title={back ? `撤销${person.name}的签到` : `为${person.name}补签`}
      note={`${list.title}，${person.groupName || '未编组'}`}
      words={back ? '撤销签到' : refused ? '仍然补签' : '补签'}
      busy={sign.isPending || take.isPending}
      blocked={reason.trim().length < 2 ? '请写明原因' : null}
      error={sign.error ?? take.error}
      onSubmit={submit}
      onClose={onClose}
    >
      {refused && (
        <p className="refused-line" role="alert">
          按规则不能签到：{scanStatuses[refused]}。确认无误可以再按“仍然补签”，会记为放行。
        </p>
      )}
      <FormField name="原因" wrong={faultOf(sign.error ?? take.error, 'reason')}>
        <input className="input" autoFocus maxLength={200} value={reason} onChange={(event) => setReason(event.target.value)} />
      </FormField>
      <div className="chips">
        {(back ? backReasons : signReasons).map((words) => (
          <button key={words} type="button" className="chip" onClick={() => setReason(words)}>
            {words}
          </button>
        ))}
      </div>
    </FormDialog>
  );
}
