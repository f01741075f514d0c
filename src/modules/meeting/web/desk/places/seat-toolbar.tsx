import { useKeys } from '#platform/web/desk/keys.tsx';
import type { Seat } from '../../../contract/places/hall.ts';
import type { Desk, Tool } from './desk-acts.ts';
import type { Seating } from './seating-state.ts';

const tools: readonly (readonly [Tool, string, string])[] = [
  ['select', '选择', 'v'],
  ['box', '框选', 'r'],
  ['paint', '涂团组', 'b'],
  ['swap', '对换', 'x'],
];

/** What a press on the map means, and the last steps. */
export function SeatToolbar({ seating, desk }: { seating: Seating; desk: Desk }) {
  useToolKeys(seating, desk);
  return (
    <div className="seat-tools" role="toolbar" aria-label="座位图工具">
      {tools.map(([tool, label, keys]) => (
        <button
          key={tool}
          type="button"
          className={desk.tool === tool ? 'tool on' : 'tool'}
          aria-pressed={desk.tool === tool}
          disabled={!seating.isDraft && changes(tool)}
          onClick={() => desk.set({ tool })}
        >
          {label} <kbd>{keys.toUpperCase()}</kbd>
        </button>
      ))}
      <button type="button" className="tool" disabled={!seating.isDraft} onClick={desk.lock}>
        锁定 <kbd>L</kbd>
      </button>
      <button type="button" className={desk.names ? 'tool on' : 'tool'} aria-pressed={desk.names} onClick={desk.toggleNames}>
        姓名 <kbd>H</kbd>
      </button>
      {seating.isDraft && seating.seated.size > 0 && (
        <button type="button" className="tool" disabled={desk.arranging} onClick={() => desk.arrange('all')}>
          全部重排
        </button>
      )}
      {seating.isDraft && <Steps seating={seating} />}
    </div>
  );
}

const changes = (tool: Tool) => tool === 'paint' || tool === 'swap';

function Steps({ seating }: { seating: Seating }) {
  return (
    <span className="right row">
      {seating.view.undo && (
        <button type="button" className="tool" onClick={seating.undo} disabled={seating.busy}>
          撤销：{seating.view.undo} <kbd>Ctrl Z</kbd>
        </button>
      )}
      {seating.view.redo && (
        <button type="button" className="tool" onClick={seating.redo} disabled={seating.busy}>
          重做
        </button>
      )}
    </span>
  );
}

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;

function useToolKeys(seating: Seating, desk: Desk): void {
  const fixed = seating.isDraft ? undefined : '已发布的版本不能改';
  useKeys([
    ...tools.map(([tool, label, keys]) => ({
      keys,
      label,
      blocked: changes(tool) ? fixed : undefined,
      act: () => desk.set({ tool }),
      quiet: tool === 'select',
    })),
    { keys: 'l', label: '锁定', blocked: fixed, act: desk.lock },
    { keys: 'h', label: '姓名', act: desk.toggleNames, quiet: true },
    { keys: 'Delete', label: '空出座位', blocked: fixed, act: desk.clear, quiet: true },
    { keys: '0', label: '适应窗口', act: () => desk.canvas.current?.fit(), quiet: true },
    { keys: ['+', '='], label: '放大', act: () => desk.canvas.current?.zoom(1.25), quiet: true },
    { keys: '-', label: '缩小', act: () => desk.canvas.current?.zoom(0.8), quiet: true },
    {
      keys: 'Enter',
      label: '放到这里',
      blocked: desk.tool === 'swap' ? undefined : '先按 X',
      act: () => desk.focus && desk.put(desk.focus),
      quiet: true,
    },
    { keys: 'Escape', label: '放下', act: () => desk.set({ tool: 'select', focus: null, person: null, selected: new Set() }), quiet: true },
    ...Object.entries(arrows).map(([keys, [x, y]]) => ({
      keys,
      label: '移到邻座',
      quiet: keys !== 'ArrowLeft',
      act: () => stepFocus(seating, desk, x, y),
    })),
  ]);
}

/** The focus goes to the nearest seat in that direction, over aisles too. */
function stepFocus(seating: Seating, desk: Desk, x: number, y: number): void {
  const { seats, byKey } = seating.hall;
  const here = byKey.get(desk.focus ?? '');
  if (!here) {
    const first = seats.find((seat) => seat.part !== 'stage') ?? seats[0];
    if (first) desk.setFocus(first.key);
    return;
  }
  let best: Seat | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const seat of seats) {
    const [dx, dy] = [seat.x - here.x, seat.y - here.y];
    const along = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    if (along < 6 || aside > along * 1.2 + 4) continue;
    const cost = along + aside * 2;
    if (cost < least) [best, least] = [seat, cost];
  }
  if (best) desk.setFocus(best.key);
}
