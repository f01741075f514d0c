import { useMemo, useRef, useState } from 'react';
import { useParams } from '@tanstack/react-router';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { saveAs } from '#platform/web/desk/download.ts';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes } from '#platform/web/desk/page.tsx';
import { Read } from '#platform/web/desk/states.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { hallOf, seatName } from '../../../contract/places/hall.ts';
import { cellsOfPlan, planOfCells } from '../../../contract/places/hall-sheet.ts';
import { deleteHall, readHall, saveHall } from '../../../contract/places/routes.ts';
import type { HallPlan } from '../../../contract/places/seat-map.ts';
import type { Spot } from '../../shared/places/hall-canvas.tsx';
import { HallCanvas } from '../../shared/places/hall-canvas.tsx';
import { HallBlocks } from './hall-blocks.tsx';
import type { Brush } from './hall-edit.ts';
import { brushes, emptyPlan, painted, withBlock } from './hall-edit.ts';
import './places.css';

/** The editor of one hall: blocks by numbers or pulled about, seats painted, doors set; in and out by Excel. */
export default function HallPage() {
  const { hallId = '' }: { readonly hallId?: string } = useParams({ strict: false });
  const [address] = useAddress();
  const [fresh] = useState(address['new'] === '1');
  const hall = useRead(readHall, { params: { hallId } }, { enabled: !fresh });
  if (fresh) return <HallEditor hallId={hallId} name="" plan={emptyPlan} revision={0} />;
  return (
    <Read of={hall} rows={12}>
      {(data) => <HallEditor hallId={hallId} name={data.name} plan={data.plan} revision={data.revision} />}
    </Read>
  );
}

interface EditorProps {
  readonly hallId: string;
  readonly name: string;
  readonly plan: HallPlan;
  readonly revision: number;
}

function HallEditor({ hallId, name: before, plan: start, revision: first }: EditorProps) {
  const [name, setName] = useState(before);
  const history = useHistory(start);
  const [block, setBlock] = useState<string | null>(null);
  const [brush, setBrush] = useState<Brush | 'door' | null>(null);
  const hall = useMemo(() => hallOf(history.plan), [history.plan]);
  const usable = hall.seats.filter((seat) => !seat.blocked).length;
  const wrong = name.trim() ? (usable === 0 ? '先加一个区' : null) : '请填会场名称';
  return (
    <DeskPage
      title={name || '新会场'}
      head={<EditorHead name={name} onName={setName} usable={usable} history={history} />}
      act={<EditorActs hallId={hallId} first={first} name={name} wrong={wrong} history={history} onBrush={setBrush} />}
    >
      <Panes columns="300px minmax(0, 1fr)">
        <Pane label="区和门">
          <HallBlocks plan={history.plan} picked={block} onPick={setBlock} onPlan={history.put} />
        </Pane>
        <section className="pane" aria-label="座位图">
          <Brushes brush={brush} onBrush={setBrush} history={history} />
          <Canvas hall={hall} plan={history.plan} brush={brush} block={block} onBlock={setBlock} history={history} onBrush={setBrush} />
        </section>
      </Panes>
    </DeskPage>
  );
}

function EditorHead({ name, onName, usable, history }: { name: string; onName: (name: string) => void; usable: number; history: History }) {
  const { plan } = history;
  return (
    <>
      <input
        className="input hall-name"
        value={name}
        maxLength={40}
        placeholder="会场名称"
        aria-label="会场名称"
        onChange={(event) => onName(event.target.value)}
      />
      <div className="facts">
        <span>{usable} 座可用</span>
        {plan.blocked.length > 0 && <span>{plan.blocked.length} 座停用</span>}
        <span>{plan.doors.length} 个门</span>
        {history.changed && <span className="soon-words">有改动没保存</span>}
      </div>
    </>
  );
}

interface ActsProps {
  readonly hallId: string;
  readonly first: number;
  readonly name: string;
  readonly wrong: string | null;
  readonly history: History;
  readonly onBrush: (brush: Brush | 'door' | null) => void;
}

function EditorActs({ hallId, first, name, wrong, history, onBrush }: ActsProps) {
  const go = useGo();
  const { say } = useUndo();
  const [revision, setRevision] = useState(first);
  const save = useWrite(saveHall, {
    onDone: (line) => {
      setRevision(line.revision);
      history.saved();
      say(`已保存：${line.name}，${line.seats} 座`);
      go(`/halls/${hallId}`);
    },
  });
  const drop = useWrite(deleteHall, { onDone: () => go('/halls') });
  const onError = (error: unknown) => say(`没有改：${wordsOf(error)}`);
  const keep = () => save.mutate({ params: { hallId }, body: { name, revision, plan: history.plan } }, { onError });
  useKeys([
    { keys: 'Ctrl+z', label: '撤销', blocked: history.canUndo ? undefined : '没有可撤销的', act: history.undo, everywhere: true },
    { keys: 'Ctrl+y', label: '重做', blocked: history.canRedo ? undefined : '没有可重做的', act: history.redo, everywhere: true },
    { keys: 'Ctrl+s', label: '保存', blocked: wrong ?? undefined, act: keep, everywhere: true },
    { keys: 'v', label: '选择', act: () => onBrush(null), quiet: true },
    { keys: 'd', label: '加门', act: () => onBrush('door') },
  ]);
  return (
    <>
      <SheetButtons plan={history.plan} name={name} onPlan={history.put} />
      {first > 0 && (
        <Button busy={drop.isPending} onPress={() => drop.mutate({ params: { hallId } }, { onError })}>
          删除
        </Button>
      )}
      <Button filled keys="Ctrl+s" busy={save.isPending} blocked={wrong} onPress={keep}>
        保存
      </Button>
    </>
  );
}

type History = ReturnType<typeof useHistory>;

/** The plan with what was before it; a pull counts as one step. */
function useHistory(start: HallPlan) {
  const [steps, setSteps] = useState<{ readonly list: readonly HallPlan[]; readonly at: number; readonly saved: HallPlan }>({
    list: [start],
    at: 0,
    saved: start,
  });
  const plan = steps.list[steps.at]!;
  return {
    plan,
    changed: steps.saved !== plan,
    canUndo: steps.at > 0,
    canRedo: steps.at < steps.list.length - 1,
    put: (next: HallPlan) =>
      setSteps((now) => ({ ...now, list: [...now.list.slice(0, now.at + 1), next].slice(-80), at: Math.min(79, now.at + 1) })),
    /** Changes the last step instead of making a new one: while something is being pulled. */
    amend: (next: HallPlan) => setSteps((now) => ({ ...now, list: now.list.with(now.at, next) })),
    saved: () => setSteps((now) => ({ ...now, saved: now.list[now.at]! })),
    undo: () => setSteps((now) => ({ ...now, at: Math.max(0, now.at - 1) })),
    redo: () => setSteps((now) => ({ ...now, at: Math.min(now.list.length - 1, now.at + 1) })),
  };
}

function SheetButtons({ plan, name, onPlan }: { plan: HallPlan; name: string; onPlan: (plan: HallPlan) => void }) {
  const { say } = useUndo();
  const file = useRef<HTMLInputElement>(null);
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      const { readSheet } = await import('read-excel-file/universal');
      const rows = await readSheet(chosen);
      const read = planOfCells(rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell).trim()))));
      onPlan(read);
      say(`已读入 ${hallOf(read).seats.length} 个座位，请核对后保存`);
    } catch (error) {
      say(`没有读入：${error instanceof Error ? error.message : '文件读不了'}`);
    }
  };
  const give = async () => {
    const { default: writeExcelFile } = await import('write-excel-file/universal');
    const cells = cellsOfPlan(plan);
    const columns = (cells[0] ?? []).map(() => ({ width: 4 }));
    saveAs(
      await writeExcelFile(
        cells.map((row) => row.map((cell) => (cell === '' ? null : { value: cell, type: String }))),
        { columns },
      ).toBlob(),
      `${name || '会场'}座位图.xlsx`,
    );
    say('已导出，一个格子是一个座位');
  };
  return (
    <>
      <Button onPress={() => void give()} blocked={plan.blocks.length === 0 ? '还没有座位' : null}>
        导出 Excel
      </Button>
      <Button onPress={() => file.current?.click()}>读入 Excel</Button>
      <input
        ref={file}
        type="file"
        accept=".xlsx"
        hidden
        aria-label="选择座位图表格"
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
    </>
  );
}

function Brushes({
  brush,
  onBrush,
  history,
}: {
  brush: Brush | 'door' | null;
  onBrush: (brush: Brush | 'door' | null) => void;
  history: History;
}) {
  const all = [[null, '选择、拖动区'], ...Object.entries(brushes), ['door', '加门']] as readonly (readonly [
    Brush | 'door' | null,
    string,
  ])[];
  return (
    <div className="seat-tools" role="toolbar" aria-label="座位图工具">
      {all.map(([id, label]) => (
        <button
          key={id ?? 'select'}
          type="button"
          className={brush === id ? 'tool on' : 'tool'}
          aria-pressed={brush === id}
          onClick={() => onBrush(id)}
        >
          {label}
        </button>
      ))}
      {history.canUndo && (
        <button type="button" className="tool right" onClick={history.undo}>
          撤销 <kbd>Ctrl Z</kbd>
        </button>
      )}
    </div>
  );
}

interface CanvasProps {
  readonly hall: ReturnType<typeof hallOf>;
  readonly plan: HallPlan;
  readonly brush: Brush | 'door' | null;
  readonly block: string | null;
  readonly onBlock: (id: string | null) => void;
  readonly onBrush: (brush: Brush | null) => void;
  readonly history: History;
}

const snap = (value: number) => Math.round(value / 5) * 5;

function Canvas(props: CanvasProps) {
  const { hall, plan, brush, block } = props;
  const [tip, setTip] = useState('');
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const layers = useMemo(() => {
    const own = hall.seats.filter((seat) => seat.block === block).map((seat) => seat.key);
    return { showZones: true, selected: marked.size > 0 ? marked : new Set(own) };
  }, [hall, block, marked]);
  const carry = useCarry(props);
  const pull = (from: Spot, to: Spot, phase: 'begin' | 'move' | 'end') => {
    if (!brush || brush === 'door') carry(from, to, phase);
    else if (phase === 'end') {
      props.history.put(painted(plan, brush, [...marked]));
      setMarked(new Set());
    } else if (to.seat) setMarked(new Set([...marked, to.seat.key]));
  };
  const pulls = (from: Spot) => {
    if (brush) return brush === 'door' ? 'pan' : 'draw';
    return from.seat || doorAt(plan, from) ? 'draw' : 'pan';
  };
  return (
    <div className="hall-pane">
      <HallCanvas
        hall={hall}
        layers={layers}
        label={`会场座位图，${String(hall.seats.length)} 座`}
        pull={pulls}
        onPress={(spot) => press(props, spot)}
        onPull={pull}
        onHover={(spot) => setTip(spot?.seat ? seatName(spot.seat) : brush === 'door' ? '点一下放门' : '')}
      />
      {tip && <div className="hall-tip">{tip}</div>}
    </div>
  );
}

const doorAt = (plan: HallPlan, spot: Spot) => plan.doors.find((door) => Math.hypot(door.x - spot.x, door.y - spot.y) < 14);

function press({ plan, brush, history, onBrush, onBlock }: CanvasProps, spot: Spot): void {
  if (brush === 'door') {
    const ids = new Set(plan.doors.map((door) => door.id));
    const number = Array.from({ length: 41 }, (_, index) => index + 1).find((one) => !ids.has(`d${String(one)}`))!;
    const door = { id: `d${String(number)}`, name: `${String(number)}号门`, x: snap(spot.x), y: snap(spot.y), stepless: false, note: '' };
    history.put({ ...plan, doors: [...plan.doors, door] });
    onBrush(null);
  } else if (brush && spot.seat) history.put(painted(plan, brush, [spot.seat.key]));
  else onBlock(spot.seat?.block ?? null);
}

/** Pulls a block or a door about; all of one pull is one step of the history. */
function useCarry({ plan, history, onBlock }: CanvasProps) {
  const pulled = useRef<{ kind: 'block' | 'door'; id: string; x: number; y: number } | null>(null);
  return (from: Spot, to: Spot, phase: 'begin' | 'move' | 'end') => {
    if (phase === 'begin') {
      const door = doorAt(plan, from);
      const own = plan.blocks.find((one) => one.id === from.seat?.block);
      pulled.current = door
        ? { kind: 'door', id: door.id, x: door.x, y: door.y }
        : own
          ? { kind: 'block', id: own.id, x: own.x, y: own.y }
          : null;
      if (own && !door) onBlock(own.id);
      history.put(plan);
      return;
    }
    const of = pulled.current;
    if (!of) return;
    const at = { x: snap(of.x + to.x - from.x), y: snap(of.y + to.y - from.y) };
    const block = plan.blocks.find((one) => one.id === of.id);
    if (of.kind === 'door') history.amend({ ...plan, doors: plan.doors.map((door) => (door.id === of.id ? { ...door, ...at } : door)) });
    else if (block) history.amend(withBlock(plan, of.id, { ...block, ...at }));
    if (phase === 'end') pulled.current = null;
  };
}
