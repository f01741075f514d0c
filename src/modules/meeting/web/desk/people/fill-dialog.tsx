import { useState } from 'react';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { listMemberGroups } from '#modules/directory/contract/routes.ts';
import { fillFromRoster } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { FormDialog } from '#platform/web/desk/form.tsx';

/** Takes the term's members over, all or those of some delegations or sectors. */
export function FillDialog({ onClose }: { onClose: () => void }) {
  const meeting = useMeeting();
  const { person, group } = peopleWords(meeting.bodyKind);
  const { say } = useUndo();
  const groups = useRead(listMemberGroups);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const write = useWrite(fillFromRoster, {
    onDone: ({ added, kept, groups: made }) => {
      say(`填入 ${added} 人，新建 ${made} 个${group}${kept > 0 ? `，${kept} 人已在名单里` : ''}`);
      onClose();
    },
  });
  const all = groups.data?.items ?? [];
  const picked = all.filter((one) => !left.has(one.id));
  const people = picked.reduce((sum, one) => sum + one.members, 0);
  const toggle = (id: string) => setLeft(left.has(id) ? new Set([...left].filter((one) => one !== id)) : new Set([...left, id]));
  const submit = () =>
    write.mutate({ params: { meetingId: meeting.id }, body: left.size === 0 ? {} : { memberGroups: picked.map((one) => one.id) } });
  return (
    <FormDialog
      title={`按本届名册填入${person}`}
      note={`连同${group}一起带入。已在名单里的人保持原样，可以重复填入。`}
      words={`填入 ${people} 人`}
      busy={write.isPending}
      error={write.error}
      blocked={people === 0 ? `请至少选一个${group}` : null}
      onSubmit={submit}
      onClose={onClose}
    >
      <Read of={groups} rows={4}>
        {() => (
          <div className="pick-people" role="group" aria-label={group}>
            {all.map((one) => (
              <button key={one.id} type="button" aria-pressed={!left.has(one.id)} onClick={() => toggle(one.id)}>
                <Checkbox checked={!left.has(one.id)} label={one.name} onChange={() => toggle(one.id)} />
                <span className="cut">{one.name}</span>
                <span className="right m">{one.members} 人</span>
              </button>
            ))}
          </div>
        )}
      </Read>
    </FormDialog>
  );
}
