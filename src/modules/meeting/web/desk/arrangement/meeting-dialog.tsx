import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { FormDialog, PickField, TextField, faultOf } from '#platform/web/desk/form.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { listTerms } from '#modules/directory/contract/routes.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { saveMeeting } from '../../../contract/arrangement/routes.ts';
import type { MeetingKind } from '../../../contract/meeting.ts';
import { meetingKinds } from '../../../contract/meeting.ts';

interface MeetingDialogProps {
  /** Null: a new one is made. */
  readonly meeting: MeetingView | null;
  readonly onClose: () => void;
  readonly onSaved?: (id: string) => void;
}

const kinds = Object.entries(meetingKinds);

/** What is held, where, and from which day to which. */
export function MeetingDialog({ meeting, onClose, onSaved }: MeetingDialogProps) {
  const [id] = useState(() => meeting?.id ?? newId());
  const [value, setValue] = useState({
    kind: meeting?.kind ?? 'plenarySession',
    title: meeting?.title ?? '',
    place: meeting?.place ?? '',
    opensOn: meeting?.opensOn ?? '',
    closesOn: meeting?.closesOn ?? '',
    sessionId: meeting?.sessionId ?? '',
  });
  const set = (part: Partial<typeof value>) => setValue((before) => ({ ...before, ...part }));
  const write = useWrite(saveMeeting, {
    onDone: () => {
      onClose();
      onSaved?.(id);
    },
  });
  const submit = () =>
    write.mutate({
      params: { meetingId: id },
      body: {
        ...value,
        sessionId: value.kind === 'plenarySession' && value.sessionId ? value.sessionId : null,
        papersUntil: meeting?.papersUntil ?? null,
        revision: meeting?.revision ?? null,
      },
    });
  return (
    <FormDialog
      title={meeting ? '修改会议' : '新建会议'}
      note={meeting && meeting.state !== 'draft' ? '会议已通知：名称、会期和地点的改动会告诉全体参会人员。' : undefined}
      words={meeting ? '保存会议' : '新建会议'}
      width={520}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField name="种类" value={value.kind} onChange={(kind) => set({ kind: kind as MeetingKind })} choices={kinds} />
      <TextField
        name="名称"
        required
        maxLength={80}
        value={value.title}
        onChange={(title) => set({ title })}
        wrong={faultOf(write.error, 'title')}
      />
      <Days value={value} set={set} error={write.error} />
      <TextField
        name="地点"
        maxLength={80}
        value={value.place}
        onChange={(place) => set({ place })}
        wrong={faultOf(write.error, 'place')}
      />
      {value.kind === 'plenarySession' && <SessionField value={value.sessionId} onChange={(sessionId) => set({ sessionId })} />}
    </FormDialog>
  );
}

interface DaysProps {
  readonly value: { readonly opensOn: string; readonly closesOn: string };
  readonly set: (part: { opensOn?: string; closesOn?: string }) => void;
  readonly error: Error | null;
}

function Days({ value, set, error }: DaysProps) {
  return (
    <div className="field-row">
      <TextField
        name="开始日期"
        type="date"
        required
        value={value.opensOn}
        onChange={(opensOn) => set({ opensOn, closesOn: value.closesOn || opensOn })}
        wrong={faultOf(error, 'opensOn')}
      />
      <TextField
        name="结束日期"
        type="date"
        required
        value={value.closesOn}
        onChange={(closesOn) => set({ closesOn })}
        wrong={faultOf(error, 'closesOn')}
      />
    </div>
  );
}

/** The session of the current term (次会议) that a plenary session is: what is filed in its days counts as filed in session. */
export function SessionField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const terms = useRead(listTerms);
  const sessions = (terms.data?.items ?? [])
    .filter((term) => term.current)
    .flatMap((term) => term.sessions.map((one) => [one.id, `${term.name}${one.name}`] as const));
  return <PickField name="届次" hint="与“届次”页里的次会议对应" value={value} onChange={onChange} choices={sessions} none="以后再定" />;
}
