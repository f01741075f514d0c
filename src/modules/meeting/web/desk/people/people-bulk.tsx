import { useState } from 'react';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import type { Selection } from '#platform/web/desk/cursor.ts';
import { ConfirmDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { AttendeeRow, PeopleSummary } from '../../../contract/people/people.ts';
import { endAttendance, moveAttendees, register, undoRegistration } from '../../../contract/people/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { FormDialog, PickField } from '#platform/web/desk/form.tsx';
import { RecordLeaveDialog } from './record-leave-dialog.tsx';

/** Registers people, and offers to take that back. */
export function useRegister() {
  const meeting = useMeeting();
  const params = { meetingId: meeting.id };
  const { put, say } = useUndo();
  const write = useWrite(register);
  const back = useWrite(undoRegistration);
  return {
    busy: write.isPending,
    put: (people: readonly Pick<AttendeeRow, 'id' | 'name' | 'registeredAt'>[], pack: boolean) => {
      const fresh = people.filter((one) => !one.registeredAt).map((one) => one.id);
      const who = people.length === 1 ? people[0]!.name : `${people.length} 人`;
      write.mutate(
        { params, body: { attendeeIds: people.map((one) => one.id), pack } },
        {
          onSuccess: () =>
            put({
              words: `${who}报到${pack ? '，已发材料袋' : ''}`,
              undo: async () => {
                if (fresh.length > 0) await back.mutateAsync({ params, body: { attendeeIds: fresh, what: 'registration' } });
              },
            }),
          onError: (error) => say(`没有办成：${wordsOf(error)}`),
        },
      );
    },
  };
}

interface PeopleBulkProps {
  readonly selection: Selection;
  readonly people: readonly AttendeeRow[];
  readonly summary: PeopleSummary | undefined;
}

/** What can be done with all ticked people at once. */
export function PeopleBulk({ selection, people, summary }: PeopleBulkProps) {
  const [open, setOpen] = useState<'move' | 'left' | 'leave' | null>(null);
  const { busy, put } = useRegister();
  const some = people.filter((one) => selection.has(one.id));
  const left = some.length > 0 && some.every((one) => one.leftAt !== null);
  const close = () => setOpen(null);
  return (
    <>
      <BulkBar selection={selection} unit="人" note={`${some.filter((one) => one.registeredAt).length} 人已报到`}>
        {!left && (
          <>
            <Button small busy={busy} onPress={() => put(some, true)}>
              报到并发材料袋
            </Button>
            <Button small busy={busy} onPress={() => put(some, false)}>
              只报到
            </Button>
            <Button small onPress={() => setOpen('move')}>
              移到别的组
            </Button>
            <Button small onPress={() => setOpen('leave')}>
              登记请假
            </Button>
          </>
        )}
        <Button small onPress={() => setOpen('left')}>
          {left ? '恢复参会' : '办理离会'}
        </Button>
      </BulkBar>
      {open === 'move' && <MoveDialog some={some} summary={summary} onClose={close} />}
      {open === 'leave' && <RecordLeaveDialog of={some} onClose={close} onDone={selection.clear} />}
      {open === 'left' && <LeftDialog some={some} left={!left} onClose={close} />}
    </>
  );
}

function MoveDialog({ some, summary, onClose }: { some: readonly AttendeeRow[]; summary: PeopleSummary | undefined; onClose: () => void }) {
  const meeting = useMeeting();
  const { put } = useUndo();
  const [groupId, setGroupId] = useState(summary?.groups[0]?.id ?? 'none');
  const write = useWrite(moveAttendees);
  const params = { meetingId: meeting.id };
  const to = groupId === 'none' ? '未编组' : (summary?.groups.find((one) => one.id === groupId)?.name ?? '');
  const submit = () => {
    const before = Map.groupBy(some, (one) => one.groupId);
    write.mutate(
      { params, body: { attendeeIds: some.map((one) => one.id), groupId: groupId === 'none' ? null : groupId } },
      {
        onSuccess: () => {
          onClose();
          put({
            words: `${some.length} 人移到${to}`,
            undo: async () => {
              for (const [was, people] of before)
                await write.mutateAsync({ params, body: { attendeeIds: people.map((one) => one.id), groupId: was } });
            },
          });
        },
      },
    );
  };
  return (
    <FormDialog
      title={`移动 ${some.length} 人`}
      words="移过去"
      busy={write.isPending}
      error={write.error}
      width={400}
      onSubmit={submit}
      onClose={onClose}
    >
      <PickField
        name="移到"
        value={groupId}
        onChange={setGroupId}
        choices={[...(summary?.groups ?? []).map((one) => [one.id, one.name] as const), ['none', '未编组']]}
      />
    </FormDialog>
  );
}

function LeftDialog({ some, left, onClose }: { some: readonly AttendeeRow[]; left: boolean; onClose: () => void }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const write = useWrite(endAttendance);
  const names = some
    .slice(0, 6)
    .map((one) => one.name)
    .join('、');
  return (
    <ConfirmDialog
      title={left ? '办理离会' : '恢复参会'}
      words={left ? `${some.length} 人离会` : `恢复 ${some.length} 人`}
      onConfirm={async () => {
        await write.mutateAsync({ params: { meetingId: meeting.id }, body: { attendeeIds: some.map((one) => one.id), left } });
        say(left ? `${some.length} 人已离会` : `${some.length} 人已恢复参会`);
      }}
      onClose={onClose}
    >
      <p>
        {names}
        {some.length > 6 && `等 ${some.length} 人`}
        {left ? '此后不再计入应到，也看不到会议内容；此前的签到和请假记录保留。临时缺席请办请假。' : '重新计入此后各次会议的应到。'}
      </p>
    </ConfirmDialog>
  );
}
