import { useState } from 'react';
import { BulkBar } from '#platform/web/desk/bulk-bar.tsx';
import { Button } from '#platform/web/desk/button.tsx';
import type { Selection } from '#platform/web/desk/cursor.ts';
import { AreaField, FormDialog } from '#platform/web/desk/form.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { LeaveLine } from '../../../contract/people/leave.ts';
import { decideLeavesAtDesk, reopenLeaves } from '../../../contract/people/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { LeftOutDialog } from './leave-parts.tsx';

/** What can be done with all ticked leaves at once: the open ones of them are decided in the same way, with one reason. */
export function LeaveBulk({ selection, leaves }: { selection: Selection; leaves: readonly LeaveLine[] }) {
  const [open, setOpen] = useState<'grant' | 'refuse' | null>(null);
  const some = leaves.filter((one) => selection.has(one.id) && one.mayDecide);
  const blocked = some.length === 0 ? '选中的都已办完' : null;
  return (
    <>
      <BulkBar selection={selection} unit="份" note={some.length < selection.ids.size ? `其中 ${some.length} 份待批` : '可以一次办理'}>
        <Button small blocked={blocked} onPress={() => setOpen('grant')}>
          准假
        </Button>
        <Button small blocked={blocked} onPress={() => setOpen('refuse')}>
          不同意
        </Button>
      </BulkBar>
      {open && (
        <DecideTogether
          some={some}
          agreed={open === 'grant'}
          onClose={() => {
            setOpen(null);
            selection.clear();
          }}
          onBack={() => setOpen(null)}
        />
      )}
    </>
  );
}

interface TogetherProps {
  readonly some: readonly LeaveLine[];
  readonly agreed: boolean;
  readonly onClose: () => void;
  readonly onBack: () => void;
}

function DecideTogether({ some, agreed, onClose, onBack }: TogetherProps) {
  // The list changes below the dialog while it decides.
  const [chosen] = useState(some);
  const [words, setWords] = useState('');
  const { write, submit } = useTogether(chosen, { agreed, words }, onClose);
  const leftOut = write.data?.leftOut ?? [];
  if (leftOut.length > 0)
    return (
      <LeftOutDialog title={`已办理 ${write.data!.decided.length} 份，${leftOut.length} 份没有办理`} leftOut={leftOut} onClose={onClose} />
    );
  return (
    <FormDialog
      title={agreed ? `准 ${chosen.length} 份假` : `不同意 ${chosen.length} 份请假`}
      note={`${namesOf(chosen)}。${stepsOf(chosen, agreed)}`}
      words={agreed ? `同意 ${chosen.length} 份` : '不同意并告知本人'}
      busy={write.isPending}
      error={write.error}
      blocked={!agreed && words.trim().length < 2 ? '请写明理由' : null}
      onSubmit={submit}
      onClose={onBack}
    >
      <AreaField name={agreed ? '批示（可不填）' : '理由'} maxLength={200} rows={3} value={words} onChange={setWords} />
    </FormDialog>
  );
}

function useTogether(chosen: readonly LeaveLine[], { agreed, words }: { agreed: boolean; words: string }, onClose: () => void) {
  const params = { meetingId: useMeeting().id };
  const { put } = useUndo();
  const reopen = useWrite(reopenLeaves);
  const write = useWrite(decideLeavesAtDesk, {
    onDone: ({ decided, leftOut }) => {
      if (decided.length > 0)
        put({
          words: `${agreed ? '同意' : '不同意'} ${decided.length} 份请假`,
          undo: async () => {
            await reopen.mutateAsync({ params, body: { leaves: decided } });
          },
        });
      if (leftOut.length === 0) onClose();
    },
  });
  const leaves = chosen.map(({ id, revision }) => ({ leaveId: id, revision }));
  return { write, submit: () => write.mutate({ params, body: { leaves, agreed, words } }) };
}

/** `张三、李四、王五等 12 人` */
function namesOf(some: readonly LeaveLine[]): string {
  const names = some.slice(0, 5).map((one) => one.name);
  return `${names.join('、')}${some.length > 5 ? `等 ${some.length} 人` : ''}`;
}

/** What the decision means for those that have further to go. */
function stepsOf(some: readonly LeaveLine[], agreed: boolean): string {
  if (!agreed) return '理由会告诉每位本人。';
  const waiting = (one: LeaveLine) => one.steps.filter((step) => step.state === 'waiting');
  const ofConvenors = some.filter((one) => waiting(one)[0]?.step === 'convenor').length;
  const further = some.filter((one) => waiting(one).length > 1).length;
  const recorded = ofConvenors > 0 ? `其中 ${ofConvenors} 份还在等团组，按代记团组同意办理。` : '';
  return `${recorded}${further > 0 ? `${further} 份之后还有一步审批。` : ''}`;
}
