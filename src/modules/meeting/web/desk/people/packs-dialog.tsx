import { useState } from 'react';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { PeopleSummary } from '../../../contract/people/people.ts';
import { readPeopleSummary, setPacks } from '../../../contract/people/routes.ts';
import { peopleWords } from '../../../contract/people/words.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { FormDialog } from '#platform/web/desk/form.tsx';

/** How many certificate packs were made, handed out and are left, by category. */
export function PacksDialog({ onClose }: { onClose: () => void }) {
  const meeting = useMeeting();
  const summary = useRead(readPeopleSummary, { params: { meetingId: meeting.id } });
  const { say } = useUndo();
  const [made, setMade] = useState<Partial<Record<AttendeeCategory, string>>>({});
  const write = useWrite(setPacks, {
    onDone: () => {
      say('已登记材料袋数量');
      onClose();
    },
  });
  const packs = Object.entries(made).map(([category, count]) => ({ category: category as AttendeeCategory, made: Number(count) }));
  const wrong = packs.some((one) => !Number.isInteger(one.made) || one.made < 0 || one.made > 100_000);
  return (
    <FormDialog
      title="证件材料袋"
      note="会议通知、证件、须知和餐卡装一袋，报到时发放。"
      words="登记数量"
      busy={write.isPending}
      error={write.error}
      blocked={packs.length === 0 ? '没有改动' : wrong ? '数量应是整数' : null}
      onSubmit={() => write.mutate({ params: { meetingId: meeting.id }, body: { packs } })}
      onClose={onClose}
    >
      <Read of={summary} rows={4}>
        {(told) => <PackTable summary={told} made={made} onChange={(category, count) => setMade({ ...made, [category]: count })} />}
      </Read>
    </FormDialog>
  );
}

interface PackTableProps {
  readonly summary: PeopleSummary;
  readonly made: Partial<Record<AttendeeCategory, string>>;
  readonly onChange: (category: AttendeeCategory, count: string) => void;
}

function PackTable({ summary, made, onChange }: PackTableProps) {
  const meeting = useMeeting();
  const { categories } = peopleWords(meeting.bodyKind);
  const there = summary.categories.filter((one) => one.people > 0 || one.packs.made > 0);
  return (
    <table className="small-table">
      <thead>
        <tr>
          <th>类别</th>
          <th className="num">人数</th>
          <th className="num">做好</th>
          <th className="num">已发</th>
          <th className="num">剩余</th>
        </tr>
      </thead>
      <tbody>
        {there.map(({ category, people, packs }) => {
          const count = Number(made[category] ?? packs.made);
          return (
            <tr key={category}>
              <td>{categories[category]}</td>
              <td className="num">{people}</td>
              <td className="num">
                <input
                  className="input num"
                  style={{ width: 76 }}
                  inputMode="numeric"
                  aria-label={`${categories[category]}做好的材料袋`}
                  value={made[category] ?? String(packs.made)}
                  onChange={(event) => onChange(category, event.target.value.replaceAll(/\D/g, ''))}
                />
              </td>
              <td className="num">{packs.handed}</td>
              <td className="num">
                {count >= packs.handed ? count - packs.handed : <span className="soon-words">少 {packs.handed - count}</span>}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
