import { useState } from 'react';
import { AreaField, FormDialog, PickField, faultOf } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { settledOutcomes } from '../../../contract/meeting.ts';
import { correctAttendance } from '../../../contract/presence/routes.ts';
import type { CheckListLine, PresencePerson } from '../../../contract/presence/views.ts';
import { useMeeting } from '../shared/meeting-page.tsx';

type Becomes = 'record' | 'together' | 'present' | 'absent';

interface CorrectProps {
  readonly list: CheckListLine;
  readonly person: PresencePerson;
  readonly people: readonly PresencePerson[];
  readonly onClose: () => void;
}

/** Corrects what was settled of somebody, or of all whose entry came late, with the reason. What was settled stays beside it. */
export function CorrectDialog({ list, person, people, onClose }: CorrectProps) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const late = people.filter((one) => one.differs === 'present');
  const choices = choicesOf(person, late.length);
  const [becomes, setBecomes] = useState<Becomes>(choices[0]![0]);
  const [words, setWords] = useState('');
  const write = useWrite(correctAttendance, {
    onDone: ({ corrected }) => {
      say(`已更正 ${corrected} 人，原结果保留`);
      onClose();
    },
  });
  const submit = () =>
    write.mutate({
      params: { meetingId: meeting.id, sittingId: list.sittingId! },
      body: {
        attendeeIds: becomes === 'together' ? late.map((one) => one.attendeeId) : [person.attendeeId],
        becomes: becomes === 'together' ? 'record' : becomes,
        words,
      },
    });
  return (
    <FormDialog
      title={`更正${person.name}的出席结果`}
      note={`${list.title}，已结算为${settledOutcomes[person.state === 'missing' ? 'absent' : person.state]}。更正连同理由写入履职记录，原结果保留。补办请假请在“人员”页登记，批准后自动更正。`}
      words="更正"
      busy={write.isPending}
      blocked={words.trim().length < 2 ? '请写明理由' : null}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField name="更正为" value={becomes} onChange={(next) => setBecomes(next as Becomes)} choices={choices} />
      <AreaField name="理由" required maxLength={200} rows={2} value={words} onChange={setWords} wrong={faultOf(write.error, 'words')} />
      {person.corrections.length > 0 && (
        <ul className="corrections">
          {person.corrections.map((one) => (
            <li key={one.at}>
              <span className="m">
                {momentWords(one.at)} {one.byName}
              </span>
              <span>
                {settledOutcomes[one.was]}更正为{settledOutcomes[one.becomes]}：{one.words}
              </span>
            </li>
          ))}
        </ul>
      )}
    </FormDialog>
  );
}

function choicesOf(person: PresencePerson, late: number): (readonly [Becomes, string])[] {
  const words = { present: '到会', onLeave: '请假', missing: '缺席' } as const;
  return [
    ...(person.differs ? [['record', `${words[person.differs]}（现有记录）`] as const] : []),
    ...(late > 1 && person.differs === 'present' ? [['together', `到会，${late} 名补交签到的一起更正`] as const] : []),
    ...(person.state === 'present' || person.differs === 'present' ? [] : [['present', '到会（人工核实）'] as const]),
    ...(person.state === 'missing' ? [] : [['absent', '缺席（人工核实）'] as const]),
  ];
}
