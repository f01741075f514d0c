import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import type { SeatingLine } from '../../../contract/places/routes.ts';
import type { Desk } from './desk-acts.ts';
import type { Seating } from './seating-state.ts';

interface HeadToolsProps {
  readonly seating: Seating;
  readonly desk: Desk;
  readonly before: SeatingLine | null;
}

/** How well the rules hold, and what to do next: arrange, mend the next fault, publish. */
export function HeadTools({ seating, desk, before }: HeadToolsProps) {
  const wrong = seating.findings.length;
  const next = () => {
    const at = seating.findings.findIndex((finding) =>
      finding.seat === undefined ? finding.personId !== undefined && finding.personId === desk.person : finding.seat === desk.focus,
    );
    const finding = seating.findings[(at + 1) % Math.max(1, wrong)];
    if (finding) desk.showFinding(finding);
  };
  useHeadKeys({ seating, desk, before }, next);
  return (
    <>
      <span className={wrong > 0 ? 'clk over' : 'clk done'}>
        <Icon name={wrong > 0 ? 'late' : 'tick'} />
        {wrong > 0 ? `${String(wrong)} 处不符` : '规则都符合'}
      </span>
      <span className="s">
        {seating.seated.size} 人在座，座位 {seating.hall.seats.filter((seat) => !seat.blocked).length}
      </span>
      {before && (
        <Button keys="c" onPress={desk.toggleCompare}>
          {desk.compare ? `有 ${String(desk.changed!.size)} 人不同` : `与第 ${String(before.number)} 版对比`}
        </Button>
      )}
      <Button onPress={() => desk.set({ open: 'print' })}>导出、打印</Button>
      {seating.isDraft && <NextAct seating={seating} desk={desk} next={next} />}
    </>
  );
}

/** The one filled button: what the seating needs now. */
function NextAct({ seating, desk, next }: { seating: Seating; desk: Desk; next: () => void }) {
  const publish = () => desk.set({ open: 'publish' });
  if (seating.seated.size === 0)
    return (
      <Button filled onPress={() => desk.arrange('all')} busy={desk.arranging}>
        按规则自动排座
      </Button>
    );
  if (seating.findings.length === 0)
    return (
      <Button filled onPress={publish}>
        发布第 {seating.view.number} 版
      </Button>
    );
  return (
    <>
      <Button onPress={publish}>发布</Button>
      <Button filled keys="F8" onPress={next}>
        改下一处不符
      </Button>
    </>
  );
}

function useHeadKeys({ seating, desk, before }: HeadToolsProps, next: () => void): void {
  const here = seating.findings.find(
    (finding) => finding.seat === desk.focus || (desk.person !== null && finding.personId === desk.person),
  );
  useKeys([
    { keys: 'F8', label: '下一处不符', blocked: seating.findings.length === 0 ? '都符合规则' : undefined, act: next },
    {
      keys: 'm',
      label: '修复这一处',
      blocked: here ? undefined : '先用 F8 选中一处不符',
      act: () => here && seating.mend(here),
      quiet: true,
    },
    { keys: 'c', label: '对比', blocked: before ? undefined : '没有更早的版本', act: desk.toggleCompare },
    { keys: 'Ctrl+z', label: '撤销', blocked: seating.view.undo ? undefined : '没有可撤销的', act: seating.undo, everywhere: true },
    {
      keys: 'Ctrl+y',
      label: '重做',
      blocked: seating.view.redo ? undefined : '没有可重做的',
      act: seating.redo,
      everywhere: true,
      quiet: true,
    },
    { keys: 'g', label: '自动排入', blocked: seating.isDraft ? undefined : '已发布的版本不能改', act: () => desk.arrange('unseated') },
    { keys: '/', label: '找人', act: () => desk.set({ open: 'find' }) },
  ]);
}
