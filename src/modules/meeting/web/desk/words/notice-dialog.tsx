import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { attendeeCategories, type AttendeeCategory } from '../../../contract/meeting.ts';
import { countRecipients, sendNotice } from '../../../contract/words/notices.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { PeoplePicker, type PickedPerson } from './people-picker.tsx';
import { Refusal } from './refusal.tsx';

type To = 'all' | 'some';

/** Writes a notice and sends it: to all, to kinds of people, to groups, to some by name. Says beforehand how many get it. */
export function NoticeDialog({ onClose }: { readonly onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [id] = useState(() => newId());
  const [title, setTitle] = useState('');
  const [words, setWords] = useState('');
  const [urgent, setUrgent] = useState(false);
  const [to, setTo] = useState<To>('all');
  const [categories, setCategories] = useState<readonly AttendeeCategory[]>([]);
  const [groupIds, setGroupIds] = useState<readonly string[]>([]);
  const [people, setPeople] = useState<readonly PickedPerson[]>([]);
  const chosen = to === 'all' ? { categories: [], groupIds: [], attendeeIds: [] } : { categories: [...categories], groupIds: [...groupIds], attendeeIds: people.map((one) => one.id) };
  const nobody = to === 'some' && categories.length + groupIds.length + people.length === 0;
  const query = { categories: chosen.categories.join(), groupIds: chosen.groupIds.join(), attendeeIds: chosen.attendeeIds.join() };
  const count = useRead(countRecipients, { params: { meetingId: meeting.id }, query }, { enabled: !nobody, keepPrevious: true });
  const send = useWrite(sendNotice, {
    onDone: ({ told }) => {
      say(`已发给 ${told} 人`);
      onClose();
    },
  });
  const reason = title.trim().length < 2 ? '请写标题' : words.trim().length < 2 ? '请写内容' : nobody ? '请选发给谁' : null;
  return (
    <DeskDialog
      title="写通知"
      width={640}
      onClose={onClose}
      foot={
        <>
          <span className="s">{nobody ? '还没有选人' : count.data ? recipientWords(count.data) : ''}</span>
          <Button onPress={onClose}>不发了</Button>
          <Button
            filled
            busy={send.isPending}
            blocked={reason}
            onPress={() => send.mutate({ params: { meetingId: meeting.id, noticeId: id }, body: { title: title.trim(), words: words.trim(), urgent, ...chosen } })}
          >
            发送
          </Button>
        </>
      }
    >
      <label className="field">
        <span className="name">标题</span>
        <input className="input" autoFocus value={title} maxLength={60} onChange={(event) => setTitle(event.target.value)} />
      </label>
      <label className="field">
        <span className="name">内容</span>
        <textarea className="input area" rows={5} maxLength={2_000} value={words} onChange={(event) => setWords(event.target.value)} />
      </label>
      <fieldset className="field">
        <legend className="name">发给</legend>
        <div className="choices">
          <Choice on={to === 'all'} onPress={() => setTo('all')}>
            全体参会人员
          </Choice>
          <Choice on={to === 'some'} onPress={() => setTo('some')}>
            选一部分
          </Choice>
        </div>
      </fieldset>
      {to === 'some' && (
        <>
          <Several
            label="人员类别"
            options={Object.entries(attendeeCategories).map(([value, label]) => [value, label] as const)}
            picked={categories}
            onPick={(picked) => setCategories(picked as AttendeeCategory[])}
          />
          <Several label="团组" options={meeting.groups.map((group) => [group.id, group.name] as const)} picked={groupIds} onPick={setGroupIds} />
          <PeoplePicker label="点名" picked={people} onPick={setPeople} />
        </>
      )}
      <label className="words-tick">
        <input type="checkbox" className="ck" checked={urgent} onChange={(event) => setUrgent(event.target.checked)} />
        <span>
          紧急：要求确认收到
          <span className="s">　手机上置顶到确认为止；会议当天任何时候都立即推送</span>
        </span>
      </label>
      <Refusal error={send.error} />
    </DeskDialog>
  );
}

function recipientWords({ people, withoutAccount }: { readonly people: number; readonly withoutAccount: number }): string {
  return withoutAccount > 0 ? `发给 ${people} 人，其中 ${withoutAccount} 人没有账号，要另行通知` : `发给 ${people} 人`;
}

function Choice({ on, onPress, children }: { readonly on: boolean; readonly onPress: () => void; readonly children: string }) {
  return (
    <button type="button" className={on ? 'on' : undefined} aria-pressed={on} onClick={onPress}>
      {children}
    </button>
  );
}

interface SeveralProps {
  readonly label: string;
  readonly options: readonly (readonly [string, string])[];
  readonly picked: readonly string[];
  readonly onPick: (picked: string[]) => void;
}

function Several({ label, options, picked, onPick }: SeveralProps) {
  if (options.length === 0) return null;
  const toggle = (value: string) => onPick(picked.includes(value) ? picked.filter((one) => one !== value) : [...picked, value]);
  return (
    <fieldset className="field">
      <legend className="name">{label}</legend>
      <div className="choices words-several">
        {options.map(([value, name]) => (
          <Choice key={value} on={picked.includes(value)} onPress={() => toggle(value)}>
            {name}
          </Choice>
        ))}
      </div>
    </fieldset>
  );
}
