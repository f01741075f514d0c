import { useState } from 'react';
import { addDays, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { LeaveGrounds } from '../../../contract/people/leave.ts';
import { leaveGroundsWords } from '../../../contract/people/leave.ts';
import type { AttendeeRow } from '../../../contract/people/people.ts';
import { readLeavePath, recordLeave } from '../../../contract/people/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { AreaField, FormDialog, TextField, PickField, faultOf } from '#platform/web/desk/form.tsx';

/** Leave that staff enter for somebody who wrote or called. */
export function RecordLeaveDialog({ of, onClose }: { of: Pick<AttendeeRow, 'id' | 'name'>; onClose: () => void }) {
  const { value, put, last, days, way, write, submit } = useRecording(of, onClose);
  const choices = days.map((day) => [day, dayWords(day)] as const);
  const wayOn = value.granted ? '' : `登记后由${way?.steps.map((step) => step.label).join('、')}批。`;
  return (
    <FormDialog
      title={`登记${of.name}请假`}
      note={way && `${way.why}${wayOn}`}
      words="登记请假"
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <div className="field-row people-three">
        <PickField
          name="从"
          value={value.first}
          onChange={(first) => put({ first })}
          choices={choices}
          wrong={faultOf(write.error, 'untilAt')}
        />
        <PickField
          name="到"
          value={last}
          onChange={(next) => put({ last: next })}
          choices={choices.filter(([day]) => day >= value.first)}
        />
        <PickField
          name="事由"
          value={value.grounds}
          onChange={(grounds) => put({ grounds: grounds as LeaveGrounds })}
          choices={Object.entries(leaveGroundsWords)}
        />
      </div>
      <AreaField
        name="说明"
        required
        maxLength={500}
        rows={3}
        value={value.words}
        onChange={(words) => put({ words })}
        wrong={faultOf(write.error, 'words')}
      />
      <TextField
        name="已由谁批准"
        hint="书面或电话已批准的填写，留空则按程序审批"
        maxLength={80}
        value={value.granted}
        onChange={(granted) => put({ granted })}
      />
    </FormDialog>
  );
}

/** What has been filled in, the way that such a leave goes, and the writing of it. */
function useRecording(of: Pick<AttendeeRow, 'id' | 'name'>, onClose: () => void) {
  const meeting = useMeeting();
  const days = daysOf(meeting);
  const params = { meetingId: meeting.id };
  const [value, setValue] = useState({ first: days[0]!, last: days[0]!, grounds: 'illness' as LeaveGrounds, words: '', granted: '' });
  const { say } = useUndo();
  const write = useWrite(recordLeave, {
    onDone: () => {
      say(value.granted ? `已登记${of.name}的请假` : `已登记，等审批：${of.name}`);
      onClose();
    },
  });
  const last = value.last < value.first ? value.first : value.last;
  const time = { fromAt: startOfDay(value.first).toISOString(), untilAt: new Date(endOfDay(last).getTime() + 1).toISOString() };
  const way = useRead(readLeavePath, { params, query: { ...time, attendeeId: of.id } }, { keepPrevious: true });
  const { grounds, words, granted } = value;
  const submit = () => write.mutate({ params, body: { ...time, attendeeId: of.id, grounds, words, granted } });
  return { value, put: (part: Partial<typeof value>) => setValue({ ...value, ...part }), last, days, way: way.data, write, submit };
}

/** The days of a meeting. */
function daysOf({ opensOn, closesOn }: { opensOn: string; closesOn: string }): string[] {
  const days = [opensOn];
  while (days.at(-1)! < closesOn) days.push(addDays(days.at(-1)!, 1));
  return days;
}
