import { Section } from '#platform/web/desk/page.tsx';
import type { Numbering, SeatBlock } from '../../../contract/places/seat-map.ts';
import { hallParts, numberings } from '../../../contract/places/seat-map.ts';
import { Tick, toggled } from './fields.tsx';
import { alignOf, rowsOf } from './hall-edit.ts';

type Align = 'left' | 'middle' | 'right';

interface BlockFieldsProps {
  readonly block: SeatBlock;
  readonly onBlock: (block: SeatBlock) => void;
}

/** One block by numbers: rows, seats of each row, how they are numbered, its arc and its place. */
export function BlockFields({ block, onBlock }: BlockFieldsProps) {
  const set = (part: Partial<SeatBlock>) => onBlock({ ...block, ...part });
  return (
    <Section title={`${block.name}的排法`}>
      <div className="hall-fields">
        <Text label="名称" value={block.name} onChange={(name) => name && set({ name: name.slice(0, 20) })} />
        <Pick label="位置" value={block.part} choices={hallParts} onChange={(part) => set({ part: part as SeatBlock['part'] })} />
        <Pick
          label="座号"
          value={block.numbering}
          choices={numberings}
          onChange={(numbering) => set({ numbering: numbering as Numbering })}
        />
        <RowFields block={block} onBlock={onBlock} />
        <Figure label="座距" value={block.pitch} bounds={[12, 80]} onChange={(pitch) => set({ pitch })} />
        <Figure label="排距" value={block.rowPitch} bounds={[14, 120]} onChange={(rowPitch) => set({ rowPitch })} />
        <Figure label="弧度半径" value={block.radius} bounds={[0, 20_000]} onChange={(radius) => set({ radius })} />
        <Figure label="横向" value={Math.round(block.x)} bounds={[-5_000, 20_000]} onChange={(x) => set({ x })} />
        <Figure label="纵向" value={Math.round(block.y)} bounds={[-5_000, 20_000]} onChange={(y) => set({ y })} />
      </div>
      <p className="s">弧度半径为 0 是直排，数字越大越平。</p>
      <div className="row wrap">
        <Tick label="左边靠墙" checked={block.walls.includes('left')} onChange={() => set({ walls: toggled(block.walls, 'left') })} />
        <Tick label="右边靠墙" checked={block.walls.includes('right')} onChange={() => set({ walls: toggled(block.walls, 'right') })} />
      </div>
    </Section>
  );
}

const aligns = { left: '靠左', middle: '居中', right: '靠右' } as const;

function RowFields({ block, onBlock }: BlockFieldsProps) {
  const seats = block.rows.map((row) => row.seats);
  const first = block.rows[0]?.number ?? 1;
  const align = alignOf(block);
  const rebuild = (list: readonly number[], from = first, side: Align = align) =>
    onBlock({ ...block, rows: rowsOf(list.length > 0 ? list : [1], from, side) });
  const written = (words: string) => {
    const list = words
      .split(/[\s,，、]+/)
      .map(Number)
      .filter((many) => Number.isInteger(many) && many >= 0 && many <= 120);
    if (list.length > 0) rebuild(list.slice(0, 100));
  };
  const [start, end] = [seats[0] ?? 1, seats.at(-1) ?? 1];
  return (
    <>
      <Figure
        label="排数"
        value={seats.length}
        bounds={[1, 100]}
        onChange={(rows) => rebuild(Array.from({ length: rows }, (_, index) => seats[index] ?? end))}
      />
      <Figure label="首排座数" value={start} bounds={[1, 100]} onChange={(many) => rebuild(tapered(many, end, seats.length))} />
      <Figure label="末排座数" value={end} bounds={[1, 100]} onChange={(many) => rebuild(tapered(start, many, seats.length))} />
      <Text label="各排座数" value={seats.join(' ')} onChange={written} />
      <Pick label="对齐" value={align} choices={aligns} onChange={(side) => rebuild(seats, first, side as Align)} />
      <Figure label="起始排号" value={first} bounds={[1, 100]} onChange={(from) => rebuild(seats, from)} />
    </>
  );
}

/** Evenly more or fewer seats from the first row to the last. */
function tapered(first: number, last: number, rows: number): number[] {
  return Array.from({ length: rows }, (_, index) => Math.round(first + ((last - first) * index) / Math.max(1, rows - 1)));
}

/** Taken over when the field is left or Enter is pressed, so that half a number moves no seats. */
function Figure({
  label,
  value,
  bounds: [least, most],
  onChange,
}: {
  label: string;
  value: number;
  bounds: readonly [number, number];
  onChange: (value: number) => void;
}) {
  const take = (words: string) => {
    const next = Math.max(least, Math.min(most, Math.round(Number(words))));
    if (words !== '' && Number.isFinite(next) && next !== value) onChange(next);
  };
  return (
    <>
      <span>{label}</span>
      <input
        key={value}
        className="input"
        type="number"
        aria-label={label}
        min={least}
        max={most}
        defaultValue={value}
        onBlur={(event) => take(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
      />
    </>
  );
}

function Text({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <>
      <span>{label}</span>
      <input
        key={value}
        className="input"
        aria-label={label}
        defaultValue={value}
        onBlur={(event) => event.target.value.trim() !== value && onChange(event.target.value.trim())}
      />
    </>
  );
}

function Pick({
  label,
  value,
  choices,
  onChange,
}: {
  label: string;
  value: string;
  choices: Readonly<Record<string, string>>;
  onChange: (value: string) => void;
}) {
  return (
    <>
      <span>{label}</span>
      <select className="pick" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {Object.entries(choices).map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}
