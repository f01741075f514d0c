import { useState } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { FormDialog, TextField, faultOf } from '#platform/web/desk/form.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { dayWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { inFigures } from '../../../contract/arrangement/numbering-rules.ts';
import type { ClonePart } from '../../../contract/arrangement/routes.ts';
import { cloneMeeting, cloneParts } from '../../../contract/arrangement/routes.ts';
import type { MeetingLine } from '../../../contract/meeting.ts';
import './programme.css';
import { SessionField } from './meeting-dialog.tsx';

interface CloneDialogProps {
  readonly from: MeetingLine;
  readonly onClose: () => void;
  readonly onMade: (id: string) => void;
}

const parts = Object.entries(cloneParts) as [ClonePart, string][];
/** People change from year to year: they come from the roster or from a list. */
const usual: readonly ClonePart[] = ['programme', 'agenda', 'groups', 'seating', 'coaches', 'papers', 'checkLists'];

/** Makes a new meeting out of an earlier one; day 1 becomes the new day 1. */
export function CloneDialog({ from, onClose, onMade }: CloneDialogProps) {
  const [id] = useState(newId);
  const [title, setTitle] = useState(() => nextTitle(from.title));
  const [opensOn, setOpensOn] = useState('');
  const [sessionId, setSessionId] = useState('');
  const [picked, setPicked] = useState<readonly ClonePart[]>(usual);
  const write = useWrite(cloneMeeting, { onDone: (answer) => onMade(answer.id) });
  const submit = () =>
    write.mutate({ params: { meetingId: from.id }, body: { id, title, opensOn, sessionId: sessionId || null, parts: [...picked] } });
  const toggle = (part: ClonePart) =>
    setPicked((before) => (before.includes(part) ? before.filter((one) => one !== part) : [...before, part]));
  return (
    <FormDialog
      title="以旧会议为模板"
      note={`${from.title}（${dayWords(from.opensOn)}开始）。签到、请假、通知等当时的记录不带过来。`}
      words="生成新会议"
      width={520}
      busy={write.isPending}
      blocked={picked.length === 0 ? '请至少选一项带过来' : null}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextField name="新会议名称" required maxLength={80} value={title} onChange={setTitle} wrong={faultOf(write.error, 'title')} />
      <TextField name="新会议第一天" type="date" required value={opensOn} onChange={setOpensOn} wrong={faultOf(write.error, 'opensOn')} />
      {from.kind === 'plenarySession' && <SessionField value={sessionId} onChange={setSessionId} />}
      <fieldset className="field">
        <legend className="name">带过来</legend>
        {parts.map(([part, label]) => (
          <label key={part} className="row clone-part">
            <Checkbox checked={picked.includes(part)} onChange={() => toggle(part)} label={label} />
            {label}
          </label>
        ))}
      </fieldset>
    </FormDialog>
  );
}

/** The name of the meeting after this one: 第六次会议 becomes 第七次会议. */
function nextTitle(title: string): string {
  return title.replace(/第([一二三四五六七八九十]+)次/, (whole, figures: string) => {
    const number = Array.from({ length: 98 }, (_, index) => index + 1).find((one) => inFigures(one) === figures);
    return number ? `第${inFigures(number + 1)}次` : whole;
  });
}
