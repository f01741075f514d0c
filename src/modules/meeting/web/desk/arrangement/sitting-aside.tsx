import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { saveFrom } from '#platform/web/desk/download.ts';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { dayAndWeekday } from '#platform/web/shared/dates.ts';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead } from '#platform/web/shared/queries.ts';
import { printProgramme, readAgenda } from '../../../contract/arrangement/routes.ts';
import { quorums, sittingStates } from '../../../contract/meeting.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { AgendaEditor } from './agenda-editor.tsx';
import type { Draft } from './agenda-tree.ts';
import type { Sitting } from './sitting-words.ts';
import { clockOf, dueWords, kindWords } from './sitting-words.ts';
import type { SittingActs } from './use-sitting-acts.ts';

interface SittingAsideProps {
  readonly sitting: Sitting;
  readonly acts: SittingActs;
  readonly over: boolean;
  readonly draft: readonly Draft[] | undefined;
  readonly onDraft: (items: readonly Draft[] | null) => void;
  readonly onEdit: () => void;
  readonly onCancel: () => void;
}

/** The picked entry: its facts, what can be done with it, and its agenda. */
export function SittingAside({ sitting, acts, over, draft, onDraft, onEdit, onCancel }: SittingAsideProps) {
  const meeting = useMeeting();
  const agenda = useRead(readAgenda, { params: { meetingId: meeting.id } }, { topics: [`meeting:${meeting.id}`] });
  const fixed = over || sitting.state === 'ended' || sitting.state === 'cancelled';
  return (
    <>
      <Section
        title={sitting.title}
        note={sitting.state === 'planned' ? kindWords(sitting.kind, meeting.bodyKind) : sittingStates[sitting.state]}
      >
        <Facts
          pairs={[
            ['时间', `${dayAndWeekday(sitting.startsAt)} ${clockOf(sitting.startsAt)} 至 ${clockOf(sitting.endsAt)}`],
            ['地点', sitting.place || '还没有定'],
            ['应到', dueWords(sitting, meeting)],
            ['法定人数', sitting.quorum === 'none' ? '' : `${quorums[sitting.quorum]}，请假的也算在应到内`],
            ['谁看得到', sitting.hidden ? '只有会务人员' : ''],
          ]}
        />
        <div className="row wrap">
          {!over && <SittingActsRow sitting={sitting} acts={acts} fixed={fixed} onEdit={onEdit} onCancel={onCancel} />}
          {agenda.data?.items.some((one) => one.sittingId === sitting.id) && <PrintAgenda sitting={sitting} />}
        </div>
      </Section>
      {agenda.data ? (
        <AgendaEditor
          sitting={sitting}
          items={agenda.data.items.filter((one) => one.sittingId === sitting.id)}
          fixed={fixed}
          draft={draft}
          onDraft={onDraft}
        />
      ) : agenda.error ? (
        <Refused error={agenda.error} onRetry={() => void agenda.refetch()} />
      ) : (
        <Loading rows={4} />
      )}
    </>
  );
}

/** The agenda as a sheet to hand out. */
function PrintAgenda({ sitting }: { sitting: Sitting }) {
  const meeting = useMeeting();
  const { say } = useUndo();
  const [busy, setBusy] = useState(false);
  const print = async () => {
    setBusy(true);
    try {
      await saveFrom(printProgramme, { params: { meetingId: meeting.id }, query: { sittingId: sitting.id } }, `${sitting.title}议程.pdf`);
      say('已生成可打印的议程（PDF）');
    } catch (error) {
      say(wordsOf(error));
    }
    setBusy(false);
  };
  return (
    <Button small busy={busy} onPress={() => void print()}>
      打印议程
    </Button>
  );
}

function SittingActsRow({
  sitting,
  acts,
  fixed,
  onEdit,
  onCancel,
}: Pick<SittingAsideProps, 'sitting' | 'acts' | 'onEdit' | 'onCancel'> & { fixed: boolean }) {
  const meeting = useMeeting();
  if (sitting.state === 'cancelled')
    return (
      <Button small onPress={() => acts.restore(sitting)}>
        恢复这项日程
      </Button>
    );
  if (fixed) return null;
  return (
    <>
      <Button small keys="Enter" onPress={onEdit}>
        修改
      </Button>
      {meeting.state === 'running' && sitting.state === 'planned' && (
        <Button small onPress={() => acts.begin(sitting)}>
          宣布开会
        </Button>
      )}
      <Button
        small
        keys="h"
        onPress={() => acts.quickly(sitting, { hidden: !sitting.hidden }, `${sitting.hidden ? '显示' : '隐藏'} ${sitting.title}`)}
      >
        {sitting.hidden ? '显示' : '隐藏'}
      </Button>
      <Button small keys="x" onPress={onCancel}>
        {meeting.state === 'draft' ? '删除' : '取消'}
      </Button>
    </>
  );
}
