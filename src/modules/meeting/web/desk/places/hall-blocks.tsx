import { Button } from '#platform/web/desk/button.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import type { HallDoor, HallPlan, SeatBlock } from '../../../contract/places/seat-map.ts';
import { BlockFields } from './block-fields.tsx';
import { Tick } from './fields.tsx';
import { freshBlock, withBlock } from './hall-edit.ts';

interface HallBlocksProps {
  readonly plan: HallPlan;
  readonly picked: string | null;
  readonly onPick: (id: string | null) => void;
  readonly onPlan: (plan: HallPlan) => void;
}

/** The blocks of a hall by numbers, its stage and its doors. */
export function HallBlocks({ plan, picked, onPick, onPlan }: HallBlocksProps) {
  const block = plan.blocks.find((one) => one.id === picked);
  return (
    <>
      <Section title="区" note={`${String(plan.blocks.length)} 个`}>
        {plan.blocks.map((one) => (
          <div key={one.id} className="line-item">
            <button
              type="button"
              className={one.id === picked ? 'bare b' : 'bare'}
              aria-pressed={one.id === picked}
              onClick={() => onPick(one.id === picked ? null : one.id)}
            >
              {one.name} <span className="s">{sizeOf(one)}</span>
            </button>
            <Button small onPress={() => onPlan(withBlock(plan, one.id, null))}>
              删除
            </Button>
          </div>
        ))}
        <AddBlocks plan={plan} onPick={onPick} onPlan={onPlan} />
      </Section>
      {block && <BlockFields key={block.id} block={block} onBlock={(next) => onPlan(withBlock(plan, block.id, next))} />}
      <Section title="门" note="按 D 在图上加，拖动可移">
        {plan.doors.map((door) => (
          <DoorRow
            key={door.id}
            door={door}
            onDoor={(next) => onPlan({ ...plan, doors: plan.doors.flatMap((one) => (one.id === door.id ? (next ?? []) : one)) })}
          />
        ))}
        {plan.doors.length === 0 && <p className="s">有了门，每个人的手机上会画出从门到座位的路。</p>}
      </Section>
    </>
  );
}

const sizeOf = (block: SeatBlock) => `${String(block.rows.length)} 排，${String(block.rows.reduce((sum, row) => sum + row.seats, 0))} 座`;

const parts = { floor: '加一个区', stage: '加主席台座位', balcony: '加楼上区' } as const;

function AddBlocks({ plan, onPick, onPlan }: Omit<HallBlocksProps, 'picked'>) {
  const add = (part: SeatBlock['part']) => {
    const fresh = freshBlock(plan, part);
    onPlan(withBlock(plan, fresh.id, fresh));
    onPick(fresh.id);
  };
  return (
    <div className="row wrap acts-row">
      {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
        <Button key={part} small onPress={() => add(part)}>
          {parts[part]}
        </Button>
      ))}
    </div>
  );
}

/** `null` takes the door away. */
function DoorRow({ door, onDoor }: { door: HallDoor; onDoor: (door: HallDoor | null) => void }) {
  const rename = (name: string) => {
    if (name.trim() && name.trim() !== door.name) onDoor({ ...door, name: name.trim() });
  };
  return (
    <div className="line-item">
      <input
        className="room-edit"
        defaultValue={door.name}
        maxLength={20}
        aria-label="门的名称"
        onBlur={(event) => rename(event.target.value)}
      />
      <Tick label="无障碍" checked={door.stepless} onChange={() => onDoor({ ...door, stepless: !door.stepless })} />
      <Button small onPress={() => onDoor(null)}>
        删除
      </Button>
    </div>
  );
}
