import { useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import { attendeeCategories } from '../../../contract/meeting.ts';
import { addAttendee, changeAttendee, readPeopleSummary } from '../../../contract/people/routes.ts';
import type { readAttendee } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { AreaField, FormDialog, TextField, PickField, faultOf } from '#platform/web/desk/form.tsx';

const nothing = {
  name: '',
  gender: '',
  category: 'nonVoting' as AttendeeCategory,
  groupId: '',
  title: '',
  unit: '',
  certificateNumber: '',
  phone: '',
  diet: '',
  needs: '',
  note: '',
};
type Value = typeof nothing;

/** Adds somebody to the list, or changes what is said of him. */
export function AttendeeDialog({ of, onClose }: { of?: AnswerOf<typeof readAttendee>; onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [value, setValue] = useState<Value>(of ? valueOf(of) : nothing);
  const done = (words: string) => () => {
    say(words);
    onClose();
  };
  const add = useWrite(addAttendee, { onDone: done(`已新增${value.name}`) });
  const change = useWrite(changeAttendee, { onDone: done(`已保存${value.name}`) });
  const write = of ? change : add;
  const { gender, groupId, ...rest } = value;
  const body = { ...rest, gender: gender === 'male' || gender === 'female' ? gender : null, groupId: groupId || null } as const;
  const submit = () => {
    const params = { meetingId: meeting.id };
    if (of) change.mutate({ params: { ...params, attendeeId: of.attendee.id }, body });
    else add.mutate({ params, body });
  };
  return (
    <FormDialog
      title={of ? `修改${of.attendee.name}` : '新增参会人员'}
      note={
        of
          ? undefined
          : `本机构的${peopleWords(meeting.bodyKind).person}请用“按名册填入”，这里加列席、旁听、工作、记者和来宾。姓名和手机号与系统人员一致时自动对上。`
      }
      words={of ? '保存修改' : '新增'}
      width={560}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Fields value={value} onChange={(part) => setValue({ ...value, ...part })} error={write.error} />
    </FormDialog>
  );
}

function valueOf({ attendee, kept }: AnswerOf<typeof readAttendee>): Value {
  const { name, gender, category, groupId, title, unit, certificateNumber } = attendee;
  return { ...nothing, ...kept, name, category, title, unit, certificateNumber, gender: gender ?? '', groupId: groupId ?? '' };
}

function Fields({ value, onChange, error }: { value: Value; onChange: (part: Partial<Value>) => void; error: Error | null }) {
  const meeting = useMeeting();
  const words = peopleWords(meeting.bodyKind);
  const summary = useRead(readPeopleSummary, { params: { meetingId: meeting.id } });
  const line = (key: keyof Value) => ({
    value: value[key],
    onChange: (next: string) => onChange({ [key]: next }),
    wrong: faultOf(error, key),
  });
  return (
    <>
      <div className="field-row people-three">
        <TextField name="姓名" required maxLength={40} autoFocus {...line('name')} />
        <PickField
          name="性别"
          {...line('gender')}
          choices={[
            ['', '未填'],
            ['female', '女'],
            ['male', '男'],
          ]}
        />
        <PickField
          name="类别"
          {...line('category')}
          choices={(Object.keys(attendeeCategories) as AttendeeCategory[]).map((one) => [one, words.categories[one]])}
        />
      </div>
      <div className="field-row people-three">
        <PickField
          name="编组"
          {...line('groupId')}
          choices={[['', '不编组'], ...(summary.data?.groups ?? []).map((one) => [one.id, one.name] as const)]}
        />
        <TextField name="证件号" maxLength={40} {...line('certificateNumber')} />
        <TextField name="手机号" maxLength={20} {...line('phone')} />
      </div>
      <div className="field-row">
        <TextField name="单位" maxLength={80} {...line('unit')} />
        <TextField name="职务" maxLength={80} {...line('title')} />
      </div>
      <div className="field-row">
        <TextField name="饮食要求" hint="只有会务组和本人能看到" maxLength={80} {...line('diet')} />
        <TextField name="其他需要" maxLength={200} {...line('needs')} />
      </div>
      <AreaField name="会务备注" hint="只有会务组能看到" maxLength={200} rows={2} {...line('note')} />
    </>
  );
}
