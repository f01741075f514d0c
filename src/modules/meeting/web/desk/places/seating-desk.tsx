import { useMemo, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Pane, Panes } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useRead, useWrite } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';
import type { Finding } from '../../../contract/places/checks.ts';
import type { Seat } from '../../../contract/places/hall.ts';
import { neighbours, seatName } from '../../../contract/places/hall.ts';
import { exchange, peopleMoved } from '../../../contract/places/moves.ts';
import type { SeatingLine, SeatingView } from '../../../contract/places/routes.ts';
import { arrangeSeats, readSeating, setSeatingRules } from '../../../contract/places/routes.ts';
import type { HallCanvasHandle, Spot } from '../../shared/places/hall-canvas.tsx';
import { HallCanvas } from '../../shared/places/hall-canvas.tsx';
import { groupLabels } from '../../shared/places/group-labels.ts';
import { FindPersonDialog } from './find-person-dialog.tsx';
import { paint } from './paint-rules.ts';
import { PrintDialog } from './print-dialog.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RulesDialog } from './rules-dialog.tsx';
import { SeatingAside } from './seating-aside.tsx';
import { GroupsPane } from './seating-groups.tsx';
import { useSeating } from './seating-state.ts';
import type { Seating } from './seating-state.ts';

type Tool = 'select' | 'box' | 'paint' | 'swap';
type Open = 'find' | 'rules' | 'publish' | 'print' | null;

export interface SeatingDeskProps {
  readonly meetingId: string;
  readonly view: SeatingView;
  /** The version before, to compare with. */
  readonly before: SeatingLine | null;
  readonly versions: readonly SeatingLine[];
  readonly topics: readonly string[];
  readonly tools: HTMLElement | null;
  readonly onVersion: (id: string) => void;
  readonly onNew: () => void;
}

/** The three panes of a seating: groups and versions, the hall, the person and the rules. */
export function SeatingDesk({ meetingId, view, before, versions, topics, tools, onVersion, onNew }: SeatingDeskProps) {
  const seating = useSeating(meetingId, view);
  const desk = useDesk(meetingId, seating, before, topics);
  const me = useMe();
  const word = me?.theme === 'cppcc' ? '界别' : '代表团';
  return (
    <>
      {tools && createPortal(<HeadTools seating={seating} desk={desk} before={before} />, tools)}
      <Panes columns="252px minmax(0, 1fr) 312px">
        <Pane label={word} as="nav">
          <GroupsPane
            seating={seating}
            word={word}
            group={desk.group}
            onGroup={desk.setGroup}
            onPerson={desk.pickPerson}
            onArrange={() => desk.arrange('unseated')}
            versions={versions}
            onVersion={onVersion}
            onNew={onNew}
          />
        </Pane>
        <section className="pane" aria-label="座位图">
          <Toolbar seating={seating} desk={desk} />
          <div className="hall-pane">
            <HallView seating={seating} desk={desk} />
            {desk.tip && <div className="hall-tip">{desk.tip}</div>}
          </div>
        </section>
        <Pane label="选中的人和规则" as="aside">
          <SeatingAside
            seating={seating}
            seatKey={desk.focus}
            personId={desk.person}
            selected={desk.selected.size}
            onFinding={desk.showFinding}
            onSwap={() => desk.setTool('swap')}
            onLock={desk.lock}
            onClear={desk.clear}
            onAisle={desk.toggleAisle}
            onRules={() => desk.setOpen('rules')}
          />
        </Pane>
      </Panes>
      {desk.open === 'find' && <FindPersonDialog seating={seating} onPick={desk.pickPerson} onClose={() => desk.setOpen(null)} />}
      {desk.open === 'rules' && <RulesDialog meetingId={meetingId} seating={seating} word={word} onClose={() => desk.setOpen(null)} />}
      {desk.open === 'publish' && (
        <PublishDialog meetingId={meetingId} seating={seating} changed={desk.changed?.size ?? null} onClose={() => desk.setOpen(null)} />
      )}
      {desk.open === 'print' && <PrintDialog meetingId={meetingId} seatingId={view.id} onClose={() => desk.setOpen(null)} />}
    </>
  );
}

type Desk = ReturnType<typeof useDesk>;

/** What is chosen on the page, and the acts that keys and presses share. */
function useDesk(meetingId: string, seating: Seating, before: SeatingLine | null, topics: readonly string[]) {
  const { say } = useUndo();
  const canvas = useRef<HallCanvasHandle>(null);
  const [tool, setTool] = useState<Tool>('select');
  const [focus, setFocus] = useState<string | null>(null);
  const [person, setPerson] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [group, setGroup] = useState<string | null | undefined>(undefined);
  const [names, setNames] = useState(false);
  const [compare, setCompare] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const [tip, setTip] = useState('');
  const params = { meetingId, seatingId: seating.view.id };
  const arranging = useWrite(arrangeSeats);
  const setting = useWrite(setSeatingRules);
  const earlier = useRead(
    readSeating,
    { params: { meetingId, seatingId: before?.id ?? seating.view.id } },
    { topics, enabled: before !== null },
  );
  const changed = useMemo(() => {
    if (!before || !earlier.data) return null;
    const was = new Map(earlier.data.seats.map((one) => [one.seat, one.personId]));
    return new Map(peopleMoved(was, seating.seated).map((one) => [one.personId, one]));
  }, [before, earlier.data, seating.seated]);
  const near = useMemo(() => neighbours(seating.hall), [seating.hall]);
  const occupant = focus ? (seating.seated.get(focus) ?? null) : null;
  const refuse = (error: unknown) => say(`没有改：${wordsOf(error)}`);
  const arrange = (only: 'all' | 'unseated') =>
    arranging.mutate(
      { params, body: { only } },
      {
        onError: refuse,
        onSuccess: ({ seated, unseated, milliseconds }) =>
          say(`已排 ${seated} 人，用时 ${milliseconds} 毫秒${unseated > 0 ? `；${unseated} 人没排下` : ''}`),
      },
    );
  const pickSeat = (key: string | null) => {
    setFocus(key);
    setPerson(null);
    setSelected(new Set());
  };
  const pickPerson = (id: string) => {
    setOpen(null);
    const key = seating.seatOf.get(id);
    setFocus(key ?? null);
    setPerson(id);
    setSelected(new Set());
    const seat = key ? seating.hall.byKey.get(key) : undefined;
    if (seat) canvas.current?.show(seat);
  };
  const put = (key: string) => {
    const from = focus && occupant ? focus : null;
    if (from) seating.move(wordsOfExchange(seating, from, key), exchange(seating.seated, from, key));
    else if (person && !seating.seatOf.has(person) && !seating.seated.has(key))
      seating.move(`${seating.byId.get(person)!.name} 坐到 ${nameOf(seating, key)}`, [{ seat: key, was: null, now: person }]);
    else return;
    setTool('select');
    setFocus(key);
    setPerson(null);
  };
  return {
    canvas,
    tool,
    setTool,
    focus,
    person,
    setFocus: pickSeat,
    selected,
    setSelected,
    group,
    setGroup,
    names,
    setNames,
    compare: compare && changed !== null,
    setCompare,
    open,
    setOpen,
    tip,
    setTip,
    changed,
    arrange,
    arranging: arranging.isPending,
    pickPerson,
    put,
    near,
    lock: () => {
      const ids = selected.size > 0 ? [...selected].flatMap((key) => seating.seated.get(key) ?? []) : occupant ? [occupant] : [];
      seating.lock(ids, !ids.every((id) => seating.locked.has(id)));
    },
    clear: () => {
      const keys = (selected.size > 0 ? [...selected] : focus ? [focus] : []).filter((key) => seating.seated.has(key));
      seating.move(
        keys.length === 1 ? `空出 ${nameOf(seating, keys[0]!)}` : `空出 ${String(keys.length)} 个座位`,
        keys.map((seat) => ({ seat, was: seating.seated.get(seat)!, now: null })),
      );
    },
    showFinding: (finding: Finding) => {
      const key = finding.seat ?? (finding.personId ? seating.seatOf.get(finding.personId) : undefined);
      const seat = key ? seating.hall.byKey.get(key) : undefined;
      if (seat) {
        pickSeat(seat.key);
        canvas.current?.show(seat);
      } else if (finding.personId) pickPerson(finding.personId);
      if (finding.groupId !== undefined && !seat) setGroup(finding.groupId);
    },
    toggleAisle: (personId: string) => {
      const { rules } = seating.view;
      const atAisle = rules.atAisle.includes(personId) ? rules.atAisle.filter((id) => id !== personId) : [...rules.atAisle, personId];
      setting.mutate({ params, body: { rules: { ...rules, atAisle } } }, { onError: refuse });
    },
  };
}

const nameOf = (seating: Seating, key: string) => {
  const seat = seating.hall.byKey.get(key);
  return seat ? seatName(seat) : '';
};

function wordsOfExchange(seating: Seating, from: string, to: string): string {
  const [one, other] = [from, to].map((key) => seating.byId.get(seating.seated.get(key) ?? '')?.name);
  return one && other ? `对换 ${one}、${other}` : `${one ?? other ?? ''} 换到 ${nameOf(seating, one ? to : from)}`;
}

function HeadTools({ seating, desk, before }: { seating: Seating; desk: Desk; before: SeatingLine | null }) {
  const wrong = seating.findings.length;
  const next = () => {
    const at = seating.findings.findIndex((finding) => finding.seat !== undefined && finding.seat === desk.focus);
    const finding = seating.findings[(at + 1) % Math.max(1, wrong)];
    if (finding) desk.showFinding(finding);
  };
  const here = seating.findings.find((finding) => finding.seat === desk.focus || (desk.person && finding.personId === desk.person));
  useKeys([
    { keys: 'F8', label: '下一处不符', blocked: wrong === 0 ? '都符合规则' : undefined, act: next },
    {
      keys: 'm',
      label: '修复这一处',
      blocked: here ? undefined : '先用 F8 选中一处不符',
      act: () => here && seating.mend(here),
      quiet: true,
    },
    { keys: 'c', label: '对比', blocked: before ? undefined : '没有更早的版本', act: () => desk.setCompare((on) => !on) },
    { keys: 'Ctrl+z', label: '撤销', blocked: seating.view.undo ? undefined : '没有可撤销的', act: seating.undo, everywhere: true },
    {
      keys: 'Ctrl+y',
      label: '重做',
      blocked: seating.view.redo ? undefined : '没有可重做的',
      act: seating.redo,
      everywhere: true,
      quiet: true,
    },
    { keys: 'g', label: '自动排入', act: () => seating.isDraft && desk.arrange('unseated') },
    { keys: '/', label: '找人', act: () => desk.setOpen('find') },
  ]);
  return (
    <>
      {wrong > 0 ? (
        <span className="clk over">
          <Icon name="late" />
          {wrong} 处不符
        </span>
      ) : (
        <span className="clk done">
          <Icon name="tick" />
          规则都符合
        </span>
      )}
      <span className="s">
        {seating.seated.size} 人在座，座位 {seating.hall.seats.filter((seat) => !seat.blocked).length}
      </span>
      {before && (
        <Button keys="c" onPress={() => desk.setCompare((on) => !on)}>
          {desk.compare ? '不再对比' : `与第 ${before.number} 版对比`}
        </Button>
      )}
      <Button onPress={() => desk.setOpen('print')}>导出、打印</Button>
      {seating.isDraft && seating.seated.size === 0 ? (
        <Button filled onPress={() => desk.arrange('all')} busy={desk.arranging}>
          按规则自动排座
        </Button>
      ) : seating.isDraft && wrong > 0 ? (
        <>
          <Button onPress={() => desk.setOpen('publish')}>发布</Button>
          <Button filled keys="F8" onPress={next}>
            改下一处不符
          </Button>
        </>
      ) : seating.isDraft ? (
        <Button filled onPress={() => desk.setOpen('publish')}>
          发布第 {seating.view.number} 版
        </Button>
      ) : null}
    </>
  );
}

const toolNames: readonly (readonly [Tool, string, string])[] = [
  ['select', '选择', 'v'],
  ['box', '框选', 'r'],
  ['paint', '涂团组', 'b'],
  ['swap', '对换', 'x'],
];

function Toolbar({ seating, desk }: { seating: Seating; desk: Desk }) {
  const drafts = seating.isDraft ? undefined : '已发布的版本不能改';
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
  useKeys([
    ...toolNames.map(([tool, label, keys]) => ({
      keys,
      label,
      blocked: tool === 'paint' || tool === 'swap' ? drafts : undefined,
      act: () => desk.setTool(tool),
      quiet: tool === 'select',
    })),
    { keys: 'l', label: '锁定', blocked: drafts, act: desk.lock },
    { keys: 'h', label: '姓名', act: () => desk.setNames((on) => !on), quiet: true },
    { keys: 'Delete', label: '空出座位', blocked: drafts, act: desk.clear, quiet: true },
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
    {
      keys: 'Escape',
      label: '放下',
      act: () => {
        desk.setTool('select');
        desk.setFocus(null);
      },
      quiet: true,
    },
    ...Object.entries(steps).map(([keys, [x, y]]) => ({
      keys,
      label: '移到邻座',
      quiet: keys !== 'ArrowLeft',
      act: () => stepFocus(seating, desk, x, y),
    })),
  ]);
  return (
    <div className="seat-tools" role="toolbar" aria-label="座位图工具">
      {toolNames.map(([tool, label, keys]) => (
        <button
          key={tool}
          type="button"
          className={desk.tool === tool ? 'tool on' : 'tool'}
          aria-pressed={desk.tool === tool}
          disabled={!seating.isDraft && (tool === 'paint' || tool === 'swap')}
          onClick={() => desk.setTool(tool)}
        >
          {label} <kbd>{keys.toUpperCase()}</kbd>
        </button>
      ))}
      <button type="button" className="tool" disabled={!seating.isDraft} onClick={desk.lock}>
        锁定 <kbd>L</kbd>
      </button>
      <button
        type="button"
        className={desk.names ? 'tool on' : 'tool'}
        aria-pressed={desk.names}
        onClick={() => desk.setNames((on) => !on)}
      >
        姓名 <kbd>H</kbd>
      </button>
      {seating.isDraft && seating.seated.size > 0 && (
        <button type="button" className="tool" disabled={desk.arranging} onClick={() => desk.arrange('all')}>
          全部重排
        </button>
      )}
      <span className="right row">
        {seating.view.undo && seating.isDraft && (
          <button type="button" className="tool" onClick={seating.undo} disabled={seating.busy}>
            撤销：{seating.view.undo} <kbd>Ctrl Z</kbd>
          </button>
        )}
        {seating.view.redo && seating.isDraft && (
          <button type="button" className="tool" onClick={seating.redo} disabled={seating.busy}>
            重做
          </button>
        )}
      </span>
    </div>
  );
}

/** The focus goes to the nearest seat in that direction, over aisles too. */
function stepFocus(seating: Seating, desk: Desk, x: number, y: number): void {
  const here = seating.hall.byKey.get(desk.focus ?? '');
  if (!here) {
    const first = seating.hall.seats.find((seat) => seat.part !== 'stage') ?? seating.hall.seats[0];
    if (first) desk.setFocus(first.key);
    return;
  }
  let best: Seat | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const seat of seating.hall.seats) {
    const [dx, dy] = [seat.x - here.x, seat.y - here.y];
    const along = dx * x + dy * y;
    const aside = Math.abs(dx * y) + Math.abs(dy * x);
    if (along < 6 || aside > along * 1.2 + 4) continue;
    const cost = along + aside * 2;
    if (cost < least) [best, least] = [seat, cost];
  }
  if (best) desk.setFocus(best.key);
}

function HallView({ seating, desk }: { seating: Seating; desk: Desk }) {
  const [frame, setFrame] = useState<{ x: number; y: number; width: number; height: number } | null>(null);
  const [painted, setPainted] = useState<ReadonlySet<string>>(new Set());
  const groupOf = useMemo(() => {
    const index = new Map([...seating.seated].map(([seat, id]) => [seat, seating.lookIndex(seating.byId.get(id))]));
    return (seat: Seat) => index.get(seat.key);
  }, [seating.seated, seating.byId, seating.lookIndex]);
  const paintGroup = desk.group === undefined ? null : desk.group;
  const layers = useMemo(() => {
    const indexes = seating.view.groups.map((one, index) => [index, one.name] as const);
    const rules = new Map(seating.reports.filter((report) => report.findings.length > 0).map((report, index) => [report.rule, index + 1]));
    return {
      groupOf,
      labels: desk.names ? [] : groupLabels(seating.hall, groupOf, new Map(indexes)),
      nameOf: desk.names ? (seat: Seat) => seating.byId.get(seating.seated.get(seat.key) ?? '')?.name : undefined,
      isLocked: (key: string) => seating.locked.has(seating.seated.get(key) ?? ''),
      faults: new Map(seating.findings.flatMap((finding) => (finding.seat ? [[finding.seat, rules.get(finding.rule)!] as const] : []))),
      changed: desk.compare ? new Set([...desk.changed!.values()].flatMap((one) => one.to ?? [])) : new Set<string>(),
      selected: painted.size > 0 ? painted : desk.selected,
      focus: desk.focus,
      only:
        desk.group === undefined
          ? null
          : new Set([desk.group === null ? -1 : seating.view.groups.findIndex((one) => one.id === desk.group)]),
      frame,
      showZones: true,
    };
  }, [seating, groupOf, desk, frame, painted]);
  const press = (spot: Spot) => {
    const key = spot.seat?.key ?? null;
    if (desk.tool === 'swap' && key) desk.put(key);
    else if (desk.tool === 'paint' && key && desk.group !== undefined) paintSeats(seating, paintGroup, [key]);
    else if (key && desk.person && !seating.seatOf.has(desk.person) && !seating.seated.has(key) && seating.isDraft) desk.put(key);
    else desk.setFocus(key);
  };
  const pull = (from: Spot, to: Spot, phase: 'begin' | 'move' | 'end') => {
    if (desk.tool === 'box') return pullBox(from, to, phase);
    if (desk.tool === 'paint') return pullPaint(to, phase);
    // A person is pulled onto another seat.
    if (phase === 'begin' && from.seat) desk.setFocus(from.seat.key);
    if (phase === 'end' && from.seat && to.seat && seating.seated.has(from.seat.key)) {
      seating.move(wordsOfExchange(seating, from.seat.key, to.seat.key), exchange(seating.seated, from.seat.key, to.seat.key));
      desk.setFocus(to.seat.key);
    }
    return undefined;
  };
  const pullBox = (from: Spot, to: Spot, phase: 'begin' | 'move' | 'end') => {
    const box = { x: Math.min(from.x, to.x), y: Math.min(from.y, to.y), width: Math.abs(to.x - from.x), height: Math.abs(to.y - from.y) };
    setFrame(phase === 'end' ? null : box);
    const inside = seating.hall.seats.filter(
      (seat) => seat.x > box.x && seat.x < box.x + box.width && seat.y > box.y && seat.y < box.y + box.height,
    );
    desk.setSelected(new Set(inside.map((seat) => seat.key)));
  };
  const pullPaint = (to: Spot, phase: 'begin' | 'move' | 'end') => {
    if (phase === 'end') {
      if (desk.group !== undefined) paintSeats(seating, paintGroup, [...painted]);
      setPainted(new Set());
    } else if (to.seat && !painted.has(to.seat.key)) setPainted(new Set([...painted, to.seat.key]));
  };
  return (
    <HallCanvas
      hall={seating.hall}
      layers={layers}
      label={`座位图，${String(seating.seated.size)} 人在座`}
      pull={(from) =>
        desk.tool === 'select'
          ? seating.isDraft && from.seat && seating.seated.has(from.seat.key)
            ? 'draw'
            : 'pan'
          : desk.tool === 'swap'
            ? 'pan'
            : 'draw'
      }
      onPress={press}
      onPull={pull}
      onHover={(spot) => desk.setTip(tipOf(seating, desk, spot?.seat ?? null))}
      handle={desk.canvas}
    />
  );
}

function paintSeats(seating: Seating, groupId: string | null, keys: readonly string[]): void {
  const name = seating.view.groups.find((one) => one.id === groupId)?.name ?? '未编团组';
  seating.move(`把 ${String(keys.length)} 个座位给 ${name}`, paint(seating.state, groupId, keys));
}

function tipOf(seating: Seating, desk: Desk, seat: Seat | null): string {
  if (desk.tool === 'paint' && desk.group === undefined) return '先在左边点一个团组，再在图上涂';
  if (!seat) return desk.tool === 'swap' ? '点要换到的座位，Esc 放下' : '';
  const person = seating.byId.get(seating.seated.get(seat.key) ?? '');
  const change = person && desk.compare ? desk.changed?.get(person.id) : undefined;
  const was = change ? `，原来${change.from ? `在 ${nameOf(seating, change.from)}` : '没有座位'}` : '';
  return `${seatName(seat)} ${person ? person.name : seat.blocked ? '停用' : '空座'}${was}`;
}
