import { Button } from '#platform/web/desk/button.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { Loading, Refused } from '#platform/web/desk/states.tsx';
import { dayAndWeekday } from '#platform/web/shared/dates.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { readAgenda } from '../../../contract/arrangement/routes.ts';
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
        {!over && <SittingActsRow sitting={sitting} acts={acts} fixed={fixed} onEdit={onEdit} onCancel={onCancel} />}
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
      <div className="row wrap">
        <Button small onPress={() => acts.restore(sitting)}>
          恢复这项日程
        </Button>
      </div>
    );
  if (fixed) return null;
  return (
    <div className="row wrap">
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
    </div>
  );
}
