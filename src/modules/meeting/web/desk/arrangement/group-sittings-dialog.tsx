import { useState } from 'react';
import { FormDialog, PickField, TextField } from '#platform/web/desk/form.tsx';
import { dayAndWeekday } from '#platform/web/shared/dates.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { daysOf, instantOf } from './sitting-words.ts';
import { later } from './sitting-dialog.tsx';
import type { SittingActs } from './use-sitting-acts.ts';

interface GroupSittingsDialogProps {
  readonly start: { readonly day: string; readonly clock: string };
  readonly acts: SittingActs;
  readonly onClose: () => void;
}

/** Sittings of all delegations (sector groups) at the same time, each in its own place. */
export function GroupSittingsDialog({ start, acts, onClose }: GroupSittingsDialogProps) {
  const meeting = useMeeting();
  const groups = meeting.groups.filter((group) => ['delegation', 'sector', 'group'].includes(group.kind));
  const [picked, setPicked] = useState<readonly string[]>(groups.map((group) => group.id));
  const [value, setValue] = useState({
    title: meeting.bodyKind === 'congress' ? '审议政府工作报告' : '讨论政府工作报告',
    day: start.day,
    from: start.clock,
    until: later(start.clock, 150),
  });
  const [error, setError] = useState<Error | null>(null);
  const set = (part: Partial<typeof value>) => setValue((before) => ({ ...before, ...part }));
  const submit = () =>
    void acts
      .addForGroups({
        kind: meeting.bodyKind === 'congress' ? 'delegation' : 'group',
        title: value.title,
        startsAt: instantOf(value.day, value.from),
        endsAt: instantOf(value.day, value.until),
        groupIds: [...picked],
      })
      .then(onClose, (refusal: Error) => setError(refusal));
  return (
    <FormDialog
      title={meeting.bodyKind === 'congress' ? '各代表团同时开会' : '各界别同时开会'}
      note="每组一项，名称前加组名，地点用各组自己的会场。"
      words={`为 ${picked.length} 个组安排`}
      width={560}
      busy={acts.busy}
      blocked={groups.length === 0 ? '会议还没有分组，请先到“人员”里建组' : picked.length === 0 ? '请至少选一个组' : null}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField name="做什么" required maxLength={60} value={value.title} onChange={(title) => set({ title })} />
      <div className="field-row three">
        <PickField
          name="日期"
          value={value.day}
          onChange={(day) => set({ day })}
          choices={daysOf(meeting).map((day) => [day, dayAndWeekday(day)] as const)}
        />
        <TextField name="开始" type="time" required value={value.from} onChange={(from) => set({ from })} />
        <TextField name="结束" type="time" required value={value.until} onChange={(until) => set({ until })} />
      </div>
      <GroupChoice groups={groups} picked={picked} onChange={setPicked} />
    </FormDialog>
  );
}

interface GroupChoiceProps {
  readonly groups: MeetingView['groups'];
  readonly picked: readonly string[];
  readonly onChange: (picked: readonly string[]) => void;
}

function GroupChoice({ groups, picked, onChange }: GroupChoiceProps) {
  return (
    <fieldset className="field">
      <legend className="name">
        哪些组<span className="s">共 {groups.length} 个</span>
      </legend>
      <div className="choices many">
        {groups.map((group) => {
          const on = picked.includes(group.id);
          return (
            <button
              key={group.id}
              type="button"
              aria-pressed={on}
              title={group.place || '没有定会场，用会议地点'}
              onClick={() => onChange(on ? picked.filter((id) => id !== group.id) : [...picked, group.id])}
            >
              {group.name}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
