import { Button } from '#platform/web/desk/button.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import type { HallPlan, Numbering, SeatBlock } from '../../../contract/places/seat-map.ts';
import { hallParts, numberings } from '../../../contract/places/seat-map.ts';
import { alignOf, freshBlock, rowsOf, withBlock } from './hall-edit.ts';

interface HallBlocksProps {
  readonly plan: HallPlan;
  readonly picked: string | null;
  readonly onPick: (id: string | null) => void;
  readonly onPlan: (plan: HallPlan) => void;
}

/** The blocks of a hall by numbers, its stage and its doors. */
export function HallBlocks({ plan, picked, onPick, onPlan }: HallBlocksProps) {
  const block = plan.blocks.find((one) => one.id === picked);
  const add = (part: SeatBlock['part']) => {
    const fresh = freshBlock(plan, part);
    onPlan(withBlock(plan, fresh.id, fresh));
    onPick(fresh.id);
  };
  return (
    <>
      <Section title="区" note={`${plan.blocks.length} 个`}>
        {plan.blocks.map((one) => (
          <div key={one.id} className="line-item">
            <button
              type="button"
              className={one.id === picked ? 'bare b' : 'bare'}
              aria-pressed={one.id === picked}
              onClick={() => onPick(one.id === picked ? null : one.id)}
            >
              {one.name}{' '}
              <span className="s">
                {one.rows.length} 排，{one.rows.reduce((sum, row) => sum + row.seats, 0)} 座
              </span>
            </button>
            <Button small onPress={() => onPlan(withBlock(plan, one.id, null))}>
              删除
            </Button>
          </div>
        ))}
        <div className="row wrap" style={{ marginTop: 8 }}>
          <Button small onPress={() => add('floor')}>
            加一个区
          </Button>
          <Button small onPress={() => add('stage')}>
            加主席台座位
          </Button>
          <Button small onPress={() => add('balcony')}>
            加楼上区
          </Button>
        </div>
      </Section>
      {block && <BlockFields key={block.id} block={block} onBlock={(next) => onPlan(withBlock(plan, block.id, next))} />}
      <Section title="门" note="按 D 在图上加，拖动可移">
        {plan.doors.map((door) => {
          const set = (part: Partial<typeof door>) =>
            onPlan({ ...plan, doors: plan.doors.map((one) => (one.id === door.id ? { ...one, ...part } : one)) });
          return (
            <div key={door.id} className="line-item">
              <input
                className="room-edit"
                defaultValue={door.name}
                aria-label="门的名称"
                onBlur={(event) =>
                  event.target.value.trim() && event.target.value !== door.name && set({ name: event.target.value.trim() })
                }
              />
              <label className="row s">
                <Checkbox checked={door.stepless} label="无障碍" onChange={() => set({ stepless: !door.stepless })} />
                无障碍
              </label>
              <Button small onPress={() => onPlan({ ...plan, doors: plan.doors.filter((one) => one.id !== door.id) })}>
                删除
              </Button>
            </div>
          );
        })}
        {plan.doors.length === 0 && <p className="s">有了门，每个人的手机上会画出从门到座位的路。</p>}
      </Section>
    </>
  );
}

function BlockFields({ block, onBlock }: { block: SeatBlock; onBlock: (block: SeatBlock) => void }) {
  const seats = block.rows.map((row) => row.seats);
  const first = block.rows[0]?.number ?? 1;
  const align = alignOf(block);
  const set = (part: Partial<SeatBlock>) => onBlock({ ...block, ...part });
  const rebuild = (list: readonly number[], from = first, side = align) => set({ rows: rowsOf(list.length > 0 ? list : [1], from, side) });
  const number = (label: string, value: number, put: (value: number) => void, [least, most]: readonly [number, number]) => (
    <>
      <span>{label}</span>
      <input
        key={`${label}${String(value)}`}
        className="input"
        type="number"
        aria-label={label}
        min={least}
        max={most}
        defaultValue={value}
        onBlur={(event) => {
          const next = Math.max(least, Math.min(most, Number(event.target.value)));
          if (Number.isFinite(next) && next !== value) put(next);
        }}
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </>
  );
  return (
    <Section title={`${block.name}的排法`}>
      <div className="hall-fields">
        <span>名称</span>
        <input
          key={block.name}
          className="input"
          defaultValue={block.name}
          maxLength={20}
          aria-label="名称"
          onBlur={(event) => event.target.value.trim() && set({ name: event.target.value.trim() })}
        />
        <span>位置</span>
        <select
          className="pick"
          value={block.part}
          aria-label="位置"
          onChange={(event) => set({ part: event.target.value as SeatBlock['part'] })}
        >
          {Object.entries(hallParts).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        <span>座号</span>
        <select
          className="pick"
          value={block.numbering}
          aria-label="座号"
          onChange={(event) => set({ numbering: event.target.value as Numbering })}
        >
          {Object.entries(numberings).map(([id, label]) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
        {number(
          '排数',
          seats.length,
          (rows) => rebuild(Array.from({ length: rows }, (_, index) => seats[index] ?? seats.at(-1) ?? 10)),
          [1, 100],
        )}
        {number('首排座数', seats[0] ?? 0, (many) => rebuild(tapered(many, seats.at(-1) ?? many, seats.length)), [1, 100])}
        {number('末排座数', seats.at(-1) ?? 0, (many) => rebuild(tapered(seats[0] ?? many, many, seats.length)), [1, 100])}
        <span>各排座数</span>
        <input
          key={seats.join(' ')}
          className="input"
          defaultValue={seats.join(' ')}
          aria-label="各排座数"
          title="从第一排起，用空格隔开"
          onBlur={(event) => {
            const list = event.target.value
              .split(/[\s,，、]+/)
              .map(Number)
              .filter((many) => Number.isInteger(many) && many >= 0 && many <= 120);
            if (list.length > 0 && list.join(' ') !== seats.join(' ')) rebuild(list);
          }}
        />
        <span>对齐</span>
        <select
          className="pick"
          value={align}
          aria-label="对齐"
          onChange={(event) => rebuild(seats, first, event.target.value as 'left' | 'middle' | 'right')}
        >
          <option value="left">靠左</option>
          <option value="middle">居中</option>
          <option value="right">靠右</option>
        </select>
        {number('起始排号', first, (from) => rebuild(seats, from), [1, 180])}
        {number('座距', block.pitch, (pitch) => set({ pitch }), [12, 80])}
        {number('排距', block.rowPitch, (rowPitch) => set({ rowPitch }), [14, 120])}
        {number('弧度半径', block.radius, (radius) => set({ radius }), [0, 20_000])}
        {number('横向', Math.round(block.x), (x) => set({ x }), [-5_000, 20_000])}
        {number('纵向', Math.round(block.y), (y) => set({ y }), [-5_000, 20_000])}
      </div>
      <p className="s" style={{ marginTop: 6 }}>
        弧度半径为 0 是直排，数字越大越平。
      </p>
      <div className="row wrap">
        {(['left', 'right'] as const).map((side) => (
          <label key={side} className="row">
            <Checkbox
              checked={block.walls.includes(side)}
              label={side === 'left' ? '左边靠墙' : '右边靠墙'}
              onChange={() =>
                set({ walls: block.walls.includes(side) ? block.walls.filter((one) => one !== side) : [...block.walls, side] })
              }
            />
            {side === 'left' ? '左边靠墙' : '右边靠墙'}
          </label>
        ))}
      </div>
    </Section>
  );
}

/** Evenly more or fewer seats from the first row to the last. */
function tapered(first: number, last: number, rows: number): number[] {
  return Array.from({ length: rows }, (_, index) => Math.round(first + ((last - first) * index) / Math.max(1, rows - 1)));
}
