import { useState } from 'react';
import { addDays, endOfDay, startOfDay } from '#platform/contract/instant.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { dayWords } from '#platform/web/shared/dates.ts';
import type { LeaveGrounds } from '../../../contract/people/leave.ts';
import { leaveGroundsWords } from '../../../contract/people/leave.ts';
import type { AttendeeRow } from '../../../contract/people/people.ts';
import { readLeavePath, recordLeaves, strikeLeaves } from '../../../contract/people/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { AreaField, FormDialog, TextField, PickField, faultOf } from '#platform/web/desk/form.tsx';
import { LeftOutDialog } from './leave-parts.tsx';

type Person = Pick<AttendeeRow, 'id' | 'name'>;

/** Hours of the day that a leave of one day covers: from and until, counted from midnight in China. */
const parts = { whole: ['全天', 0, 24], morning: ['上午', 0, 12], afternoon: ['下午', 12, 18], evening: ['晚上', 18, 24] } as const;
type DayPart = keyof typeof parts;

/** Leave that staff enter for those who wrote or called, or for many who are elsewhere together. */
export function RecordLeaveDialog({ of, onClose, onDone }: { of: readonly Person[]; onClose: () => void; onDone?: () => void }) {
  const { value, put, last, days, way, write, submit } = useRecording(of, () => {
    onDone?.();
    onClose();
  });
  const leftOut = write.data?.leftOut ?? [];
  if (leftOut.length > 0) {
    const entered = of.length - leftOut.length;
    const title = entered === 0 ? '没有登记' : `已登记 ${entered} 人，${leftOut.length} 人没有登记`;
    return <LeftOutDialog title={title} leftOut={leftOut} onClose={onClose} />;
  }
  return (
    <FormDialog
      title={of.length === 1 ? `登记${of[0]!.name}请假` : `为 ${of.length} 人登记请假`}
      note={
        of.length === 1
          ? way && `${way.why}${value.granted ? '' : `登记后由${way.steps.map((step) => step.label).join('、')}批。`}`
          : namesOf(of)
      }
      words={of.length === 1 ? '登记请假' : `登记 ${of.length} 人请假`}
      busy={write.isPending}
      error={write.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <WhenFields value={value} last={last} days={days} put={put} wrong={faultOf(write.error, 'untilAt')} />
      <PickField
        name="事由"
        value={value.grounds}
        onChange={(grounds) => put({ grounds: grounds as LeaveGrounds })}
        choices={Object.entries(leaveGroundsWords)}
      />
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

interface WhenProps {
  readonly value: { readonly first: string; readonly part: DayPart };
  readonly last: string;
  readonly days: readonly string[];
  readonly put: (part: { first?: string; last?: string; part?: DayPart }) => void;
  readonly wrong: string | undefined;
}

/** From which day to which; of a single day also which part. */
function WhenFields({ value, last, days, put, wrong }: WhenProps) {
  const choices = days.map((day) => [day, dayWords(day)] as const);
  return (
    <div className="field-row people-three">
      <PickField name="从" value={value.first} onChange={(first) => put({ first })} choices={choices} wrong={wrong} />
      <PickField name="到" value={last} onChange={(next) => put({ last: next })} choices={choices.filter(([day]) => day >= value.first)} />
      <PickField
        name="时段"
        value={last === value.first ? value.part : 'whole'}
        onChange={(part) => put({ part: part as DayPart })}
        choices={(last === value.first ? (Object.keys(parts) as DayPart[]) : (['whole'] as const)).map((part) => [part, parts[part][0]])}
      />
    </div>
  );
}

/** What has been filled in, the way that such a leave goes, and the writing of it. */
function useRecording(of: readonly Person[], onDone: () => void) {
  const meeting = useMeeting();
  const days = daysOf(meeting);
  const params = { meetingId: meeting.id };
  const [value, setValue] = useState({
    first: days[0]!,
    last: days[0]!,
    part: 'whole' as DayPart,
    grounds: (of.length === 1 ? 'illness' : 'duty') as LeaveGrounds,
    words: '',
    granted: '',
  });
  const { put: offer } = useUndo();
  const strike = useWrite(strikeLeaves);
  const write = useWrite(recordLeaves, {
    onDone: ({ entered, leftOut }) => {
      if (entered.length > 0)
        offer({
          words: `登记${of.length === 1 ? of[0]!.name : ` ${entered.length} 人`}请假`,
          undo: async () => {
            await strike.mutateAsync({ params, body: { leaves: entered } });
          },
        });
      if (leftOut.length === 0) onDone();
    },
  });
  const last = value.last < value.first ? value.first : value.last;
  const time = timeOf(value.first, last, value.part);
  const way = useRead(readLeavePath, { params, query: { ...time, attendeeId: of[0]!.id } }, { keepPrevious: true });
  const { grounds, words, granted } = value;
  const attendeeIds = of.map((one) => one.id);
  const submit = () => write.mutate({ params, body: { ...time, attendeeIds, grounds, words, granted } });
  return { value, put: (part: Partial<typeof value>) => setValue({ ...value, ...part }), last, days, way: way.data, write, submit };
}

function timeOf(first: string, last: string, part: DayPart): { fromAt: string; untilAt: string } {
  if (first !== last) return { fromAt: startOfDay(first).toISOString(), untilAt: new Date(endOfDay(last).getTime() + 1).toISOString() };
  const [, from, until] = parts[part];
  const at = (hours: number) => new Date(startOfDay(first).getTime() + hours * 3_600_000).toISOString();
  return { fromAt: at(from), untilAt: at(until) };
}

/** `张三、李四、王五等 60 人` */
function namesOf(of: readonly Person[]): string {
  const names = of.slice(0, 5).map((one) => one.name);
  return `${names.join('、')}${of.length > 5 ? `等 ${of.length} 人` : ''}。已有同一时间请假的会略过并列出。`;
}

/** The days of a meeting. */
function daysOf({ opensOn, closesOn }: { opensOn: string; closesOn: string }): string[] {
  const days = [opensOn];
  while (days.at(-1)! < closesOn) days.push(addDays(days.at(-1)!, 1));
  return days;
}
