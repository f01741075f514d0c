import { useState } from 'react';
import { FormDialog, FormField, PickField, TextField, faultOf } from '#platform/web/desk/form.tsx';
import { usualDue, usualQuorum } from '../../../contract/arrangement/usual-quorum.ts';
import type { AttendeeCategory, Quorum, SittingKind } from '../../../contract/meeting.ts';
import { quorums, sittingKinds } from '../../../contract/meeting.ts';
import type { MeetingView } from '../../../contract/arrangement/meeting-view.ts';
import { dayAndWeekday } from '#platform/web/shared/dates.ts';
import { chinaDay } from '#platform/web/shared/dates.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import type { Sitting } from './sitting-words.ts';
import { categoryWords, clockOf, daysOf, instantOf, kindWords, usualTitle } from './sitting-words.ts';
import type { SittingActs, SittingDraft } from './use-sitting-acts.ts';

interface SittingDialogProps {
  /** Null: a new entry. */
  readonly sitting: Sitting | null;
  /** The day and hour that a new entry starts from. */
  readonly start: { readonly day: string; readonly clock: string };
  readonly acts: SittingActs;
  readonly onClose: () => void;
}

/** One entry of the programme: what it is, when and where, who is due and which quorum it needs. */
export function SittingDialog({ sitting, start, acts, onClose }: SittingDialogProps) {
  const meeting = useMeeting();
  const [value, setValue] = useState(() => formOf(meeting, sitting, start));
  const [error, setError] = useState<Error | null>(null);
  const set = (part: Partial<Form>) => setValue((before) => ({ ...before, ...part }));
  const pickKind = (kind: SittingKind) =>
    set({
      kind,
      ...(sitting
        ? {}
        : {
            title: usualTitle(kind, meeting),
            quorum: usualQuorum(meeting.quorums, meeting.kind, kind),
            dueCategories: [...usualDue(kind)],
            ...usualGroups(kind, meeting),
          }),
    });
  const submit = () =>
    void acts
      .save(sitting, draftFrom(value), sitting ? `修改 ${value.title}` : `新增 ${value.title}`)
      .then(onClose, (refusal: Error) => setError(refusal));
  return (
    <FormDialog
      title={sitting ? '修改日程' : '新增日程'}
      note={meeting.state === 'draft' ? undefined : '会议已通知：时间、地点的改动会告诉应到的人。'}
      words={sitting ? '保存日程' : '新增日程'}
      width={560}
      busy={acts.busy}
      blocked={value.from >= value.until ? '结束时间应晚于开始时间' : value.dueCategories.length === 0 ? '请选择谁应到' : null}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <When value={value} set={set} pickKind={pickKind} error={error} />
      <Who value={value} set={set} />
    </FormDialog>
  );
}

interface FieldsProps {
  readonly value: Form;
  readonly set: (part: Partial<Form>) => void;
}

function When({ value, set, pickKind, error }: FieldsProps & { pickKind: (kind: SittingKind) => void; error: Error | null }) {
  const meeting = useMeeting();
  return (
    <>
      <div className="field-row">
        <PickField
          name="种类"
          value={value.kind}
          onChange={(kind) => pickKind(kind as SittingKind)}
          choices={(Object.keys(sittingKinds) as SittingKind[]).map((kind) => [kind, kindWords(kind, meeting.bodyKind)] as const)}
        />
        <PickField
          name="日期"
          value={value.day}
          onChange={(day) => set({ day })}
          choices={[...new Set([...daysOf(meeting), value.day])].map((day) => [day, dayAndWeekday(day)] as const)}
        />
      </div>
      <TextField
        name="名称"
        required
        maxLength={80}
        value={value.title}
        onChange={(title) => set({ title })}
        wrong={faultOf(error, 'title')}
      />
      <div className="field-row three">
        <TextField
          name="开始"
          type="time"
          required
          value={value.from}
          onChange={(from) => set({ from })}
          wrong={faultOf(error, 'startsAt')}
        />
        <TextField
          name="结束"
          type="time"
          required
          value={value.until}
          onChange={(until) => set({ until })}
          wrong={faultOf(error, 'endsAt')}
        />
        <TextField name="地点" maxLength={80} value={value.place} onChange={(place) => set({ place })} wrong={faultOf(error, 'place')} />
      </div>
    </>
  );
}

function Who({ value, set }: FieldsProps) {
  const meeting = useMeeting();
  return (
    <>
      <Toggles
        name="谁应到"
        all={Object.entries(categoryWords(meeting.bodyKind)) as [AttendeeCategory, string][]}
        picked={value.dueCategories}
        onChange={(dueCategories) => set({ dueCategories })}
      />
      {meeting.groups.length > 0 && (
        <Toggles
          name="只要这些组"
          hint={value.dueGroups.length === 0 ? '不选即全体' : `已选 ${value.dueGroups.length} 个组`}
          all={meeting.groups.map((group) => [group.id, group.name] as const)}
          picked={value.dueGroups}
          onChange={(dueGroups) => set({ dueGroups })}
        />
      )}
      <PickField
        name="法定人数"
        hint="按应到人数算，请假的也算在内"
        value={value.quorum}
        onChange={(quorum) => set({ quorum: quorum as Quorum })}
        choices={Object.entries(quorums)}
      />
      <FormField name="谁看得到">
        <span className="choices">
          {[false, true].map((hidden) => (
            <button key={String(hidden)} type="button" aria-pressed={value.hidden === hidden} onClick={() => set({ hidden })}>
              {hidden ? '只有会务人员' : '参会人员'}
            </button>
          ))}
        </span>
      </FormField>
    </>
  );
}

interface Form {
  readonly kind: SittingKind;
  readonly title: string;
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly place: string;
  readonly quorum: Quorum;
  readonly dueCategories: readonly AttendeeCategory[];
  readonly dueGroups: readonly string[];
  readonly hidden: boolean;
}

function formOf(meeting: MeetingView, sitting: Sitting | null, start: { day: string; clock: string }): Form {
  if (sitting) {
    const { kind, title, startsAt, endsAt, place, quorum, dueCategories, dueGroups, hidden } = sitting;
    return {
      kind,
      title,
      day: chinaDay(startsAt),
      from: clockOf(startsAt),
      until: clockOf(endsAt),
      place,
      quorum,
      dueCategories,
      dueGroups,
      hidden,
    };
  }
  const kind = meeting.sittings.length === 0 && meeting.kind === 'plenarySession' ? 'registration' : 'plenary';
  return {
    kind,
    title: usualTitle(kind, meeting),
    day: start.day,
    from: start.clock,
    until: later(start.clock, 120),
    place: meeting.place,
    quorum: usualQuorum(meeting.quorums, meeting.kind, kind),
    dueCategories: usualDue(kind),
    dueGroups: [],
    hidden: false,
  };
}

function draftFrom({ day, from, until, dueCategories, dueGroups, ...rest }: Form): SittingDraft {
  return {
    ...rest,
    startsAt: instantOf(day, from),
    endsAt: instantOf(day, until),
    dueCategories: [...dueCategories],
    dueGroups: [...dueGroups],
  };
}

/** A sitting of the presidium is for its members. */
function usualGroups(kind: SittingKind, meeting: MeetingView): { dueGroups: readonly string[] } {
  return { dueGroups: kind === 'presidium' ? meeting.groups.filter((group) => group.kind === 'presidium').map((group) => group.id) : [] };
}

/** A clock time some minutes later, within the day. */
export function later(clock: string, minutes: number): string {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  const all = Math.min(hour * 60 + minute + minutes, 23 * 60 + 59);
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`;
}

function Toggles<Id extends string>({
  name,
  hint,
  all,
  picked,
  onChange,
}: {
  name: string;
  hint?: string;
  all: readonly (readonly [Id, string])[];
  picked: readonly Id[];
  onChange: (picked: readonly Id[]) => void;
}) {
  return (
    <fieldset className="field">
      <legend className="name">
        {name}
        {hint && <span className="s">{hint}</span>}
      </legend>
      <div className="choices many">
        {all.map(([id, label]) => {
          const on = picked.includes(id);
          return (
            <button
              key={id}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(on ? picked.filter((one) => one !== id) : [...picked, id])}
            >
              {label}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
