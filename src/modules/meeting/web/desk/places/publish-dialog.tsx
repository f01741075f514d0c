import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { publishSeating } from '../../../contract/places/routes.ts';
import type { Seating } from './seating-state.ts';

interface PublishDialogProps {
  readonly meetingId: string;
  readonly seating: Seating;
  /** How many people sit elsewhere than in the version before; null where there is none. */
  readonly changed: number | null;
  readonly onClose: () => void;
}

/** What publishing does, with what is still wrong; people whose seat stays as it was hear nothing. */
export function PublishDialog({ meetingId, seating, changed, onClose }: PublishDialogProps) {
  const { say } = useUndo();
  const { view, findings } = seating;
  const publish = useWrite(publishSeating, {
    onDone: ({ told }) => {
      say(`第 ${view.number} 版已发布，通知了 ${told} 人`);
      onClose();
    },
  });
  const without = view.people.filter((person) => !seating.seatOf.has(person.id)).length;
  const start = () => publish.mutate({ params: { meetingId, seatingId: view.id } });
  return (
    <DeskDialog
      title={`发布第 ${String(view.number)} 版座次`}
      note="发布后不能再改，要改就新建一版"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>再看看</Button>
          <Button filled busy={publish.isPending} onPress={start} blocked={seating.seated.size === 0 ? '还没有人有座位' : null}>
            发布
          </Button>
        </>
      }
    >
      <p>{toldWords(changed, seating.seated.size)}</p>
      {findings.length > 0 && (
        <div className="fault-box">
          还有 {findings.length} 处不符规则：
          {findings
            .slice(0, 3)
            .map((finding) => finding.words)
            .join('；')}
        </div>
      )}
      {without > 0 && <p className="soon-words">{without} 人还没有座位。</p>}
      {publish.error && <p className="over-words">{wordsOf(publish.error)}</p>}
    </DeskDialog>
  );
}

function toldWords(changed: number | null, seated: number): string {
  if (changed === null) return `${String(seated)} 人会收到自己的座位。`;
  return changed === 0 ? '没有人的座位和上一版不同，不会打扰任何人。' : `只通知座位有变化的 ${String(changed)} 人，其他人不打扰。`;
}
