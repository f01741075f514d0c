import type { ReactNode } from 'react';
import type { TimeSpan } from '../../contract/sheet/urging.ts';
import { FigureInput } from './figure-input.tsx';
import type { InputProps } from './figure-input.tsx';

/** Places are what such rows are known by: their values may be equal while somebody types. */
const places = ['一', '二', '三', '四', '五', '六'] as const;

interface RowsProps<Item> {
  readonly items: readonly Item[];
  readonly onChange: (items: Item[]) => void;
  readonly most: number;
  /** `次`, `段`. */
  readonly counter: string;
  readonly next: (last: Item | undefined) => Item;
  readonly children: (item: Item, place: string, change: (item: Item) => void) => ReactNode;
}

/** A short list of values that grows and shrinks. */
function Rows<Item>({ items, onChange, most, counter, next, children }: RowsProps<Item>) {
  return (
    <>
      {places.slice(0, items.length).map((place, index) => (
        <div className="row list-row" key={place}>
          {children(items[index]!, `第${place}${counter}`, (item) => onChange(items.map((one, at) => (at === index ? item : one))))}
          {items.length > 1 && (
            <button type="button" className="lk" onClick={() => onChange(items.filter((_, at) => at !== index))}>
              去掉
            </button>
          )}
        </div>
      ))}
      {items.length < most && (
        <button type="button" className="lk" onClick={() => onChange([...items, next(items.at(-1))])}>
          再加一{counter}
        </button>
      )}
    </>
  );
}

/** Working days left at which people are reminded, from many to few. */
export function MarksField({ unit, label, value, onChange }: InputProps<number[]> & { unit: string }) {
  return (
    <Rows items={value} onChange={onChange} most={6} counter="次" next={(last) => Math.max(0, (last ?? 5) - 1)}>
      {(mark, place, change) => (
        <>
          <FigureInput label={`${label}，${place}`} value={mark} onChange={change} />
          <span>{unit}</span>
        </>
      )}
    </Rows>
  );
}

/** A part of the day, on the 24-hour clock: the browser's own field may show another one. */
export function SpanField({ label, value, onChange }: InputProps<TimeSpan>) {
  const time = (name: 'from' | 'to', words: string) => (
    <input
      className="input time-input"
      inputMode="numeric"
      placeholder="08:30"
      maxLength={5}
      aria-label={`${label}，${words}`}
      value={value[name]}
      onChange={(event) => onChange({ ...value, [name]: event.target.value })}
    />
  );
  return (
    <span className="row">
      {time('from', '从')}
      <span>至</span>
      {time('to', '到')}
    </span>
  );
}

/** Parts of the day, one after the other. */
export function SpansField({ label, value, onChange }: InputProps<TimeSpan[]>) {
  return (
    <Rows items={value} onChange={onChange} most={4} counter="段" next={(last) => ({ from: last?.to ?? '08:30', to: '18:00' })}>
      {(span, place, change) => <SpanField label={`${label}，${place}`} value={span} onChange={change} />}
    </Rows>
  );
}
