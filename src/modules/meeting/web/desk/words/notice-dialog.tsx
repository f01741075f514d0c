import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useDraft } from '#platform/web/shared/drafts.ts';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import { attendeeCategories, type AttendeeCategory } from '../../../contract/meeting.ts';
import { countRecipients, sendNotice } from '../../../contract/words/notices.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { PeoplePicker, type PickedPerson } from './people-picker.tsx';
import { AreaField, Refusal, TextField, faultOf } from '#platform/web/desk/form.tsx';

interface Recipients {
  readonly to: 'all' | 'some';
  readonly categories: readonly AttendeeCategory[];
  readonly groupIds: readonly string[];
  readonly people: readonly PickedPerson[];
}

/** Writes a notice and sends it: to all, to kinds of people, to groups, to some by name. Says beforehand how many get it. */
export function NoticeDialog({ onClose }: { readonly onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [id] = useState(() => newId());
  const me = useMe();
  // Closed by mistake, or the browser with it: what was written is there again.
  const draft = useDraft<NoticeText>(`notice ${me.seat?.id ?? me.person.id} ${meeting.id}`, { title: '', words: '', urgent: false });
  const text = draft.content;
  const [to, setTo] = useState<Recipients>({ to: 'all', categories: [], groupIds: [], people: [] });
  const chosen = chosenBy(to);
  const nobody = to.to === 'some' && to.categories.length + to.groupIds.length + to.people.length === 0;
  const query = { categories: chosen.categories.join(), groupIds: chosen.groupIds.join(), attendeeIds: chosen.attendeeIds.join() };
  const count = useRead(countRecipients, { params: { meetingId: meeting.id }, query }, { enabled: !nobody, keepPrevious: true });
  const send = useWrite(sendNotice, {
    onDone: ({ told }) => {
      say(`已发给 ${told} 人`);
      void draft.discard();
      onClose();
    },
  });
  const title = text.title.trim();
  const words = text.words.trim();
  const reason = title.length < 2 ? '请写标题' : words.length < 2 ? '请写内容' : nobody ? '请选发给谁' : null;
  const body = { title, words, urgent: text.urgent, ...chosen };
  return (
    <DeskDialog
      title="写通知"
      width={640}
      onClose={onClose}
      foot={
        <>
          <span className="s">{nobody ? '还没有选人' : count.data ? recipientWords(count.data) : ''}</span>
          <Button onPress={() => void draft.discard().then(onClose)}>不发了</Button>
          <Button
            filled
            busy={send.isPending}
            blocked={reason}
            onPress={() => send.mutate({ params: { meetingId: meeting.id, noticeId: id }, body })}
          >
            发送
          </Button>
        </>
      }
    >
      <div className="words-fields">
        <TextFields text={text} onChange={draft.change} error={send.error} />
        <RecipientFields to={to} onChange={(part) => setTo({ ...to, ...part })} />
      </div>
      <Refusal error={send.error} />
    </DeskDialog>
  );
}

interface NoticeText {
  readonly title: string;
  readonly words: string;
  readonly urgent: boolean;
}

interface TextFieldsProps {
  readonly text: NoticeText;
  readonly onChange: (part: Partial<NoticeText>) => void;
  readonly error: Error | null;
}

function TextFields({ text, onChange, error }: TextFieldsProps) {
  return (
    <>
      <TextField
        name="标题"
        autoFocus
        maxLength={60}
        value={text.title}
        wrong={faultOf(error, 'title')}
        onChange={(title) => onChange({ title })}
      />
      <AreaField
        name="内容"
        rows={5}
        maxLength={2_000}
        value={text.words}
        wrong={faultOf(error, 'words')}
        onChange={(words) => onChange({ words })}
      />
      <label className="words-tick">
        <input type="checkbox" className="ck" checked={text.urgent} onChange={(event) => onChange({ urgent: event.target.checked })} />
        <span>
          紧急：要求确认收到
          <span className="s">　手机上置顶到确认为止；会议当天任何时候都立即推送</span>
        </span>
      </label>
    </>
  );
}

function chosenBy({ to, categories, groupIds, people }: Recipients) {
  if (to === 'all') return { categories: [], groupIds: [], attendeeIds: [] };
  return { categories: [...categories], groupIds: [...groupIds], attendeeIds: people.map((one) => one.id) };
}

function RecipientFields({ to, onChange }: { readonly to: Recipients; readonly onChange: (part: Partial<Recipients>) => void }) {
  const meeting = useMeeting();
  return (
    <>
      <fieldset className="field">
        <legend className="name">发给</legend>
        <div className="choices">
          <Choice on={to.to === 'all'} onPress={() => onChange({ to: 'all' })}>
            全体参会人员
          </Choice>
          <Choice on={to.to === 'some'} onPress={() => onChange({ to: 'some' })}>
            选一部分
          </Choice>
        </div>
      </fieldset>
      {to.to === 'some' && (
        <>
          <Several
            label="人员类别"
            options={Object.entries({ ...attendeeCategories, member: meeting.bodyKind === 'cppcc' ? '委员' : '代表' })}
            picked={to.categories}
            onPick={(categories) => onChange({ categories: categories as AttendeeCategory[] })}
          />
          <Several
            label="团组"
            options={meeting.groups.map((group) => [group.id, group.name] as const)}
            picked={to.groupIds}
            onPick={(groupIds) => onChange({ groupIds })}
          />
          <PeoplePicker label="点名" picked={to.people} onPick={(people) => onChange({ people })} />
        </>
      )}
    </>
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
