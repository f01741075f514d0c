import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { publishSeating } from '../../../contract/places/routes.ts';
import type { Seating } from './seating-state.ts';

/** What publishing does, with what is still wrong; people whose seat stays as it was hear nothing. */
export function PublishDialog({
  meetingId,
  seating,
  changed,
  onClose,
}: {
  meetingId: string;
  seating: Seating;
  changed: number | null;
  onClose: () => void;
}) {
  const { say } = useUndo();
  const publish = useWrite(publishSeating, {
    onDone: ({ told }) => {
      say(`第 ${seating.view.number} 版已发布，通知了 ${told} 人`);
      onClose();
    },
  });
  const without = seating.view.people.length - seating.seatOf.size;
  return (
    <DeskDialog
      title={`发布第 ${seating.view.number} 版座次`}
      note="发布后不能再改，要改就新建一版"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>再看看</Button>
          <Button
            filled
            busy={publish.isPending}
            onPress={() => publish.mutate({ params: { meetingId, seatingId: seating.view.id } })}
            blocked={seating.seated.size === 0 ? '还没有人有座位' : null}
          >
            发布
          </Button>
        </>
      }
    >
      <p>
        {changed === null
          ? `${seating.seated.size} 人会收到自己的座位。`
          : changed === 0
            ? '没有人的座位和上一版不同，不会打扰任何人。'
            : `只通知座位有变化的 ${changed} 人，其他人不打扰。`}
      </p>
      {seating.findings.length > 0 && (
        <div className="fault-box">
          还有 {seating.findings.length} 处不符规则：
          {seating.findings
            .slice(0, 3)
            .map((finding) => finding.words)
            .join('；')}
        </div>
      )}
      {without > 0 && (
        <p className="soon-words" style={{ marginTop: 8 }}>
          {without} 人还没有座位。
        </p>
      )}
      {publish.error && <p className="over-words">{wordsOf(publish.error)}</p>}
    </DeskDialog>
  );
}
