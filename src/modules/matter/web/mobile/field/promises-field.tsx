import { labelOf, type ControlProps } from './control.ts';
import { Field, GrowingText } from '#platform/web/mobile/fields.tsx';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { IconDelete, IconPlus } from '#platform/web/shared/icons.tsx';
import './fields.css';

interface Promised {
  readonly words: string;
  readonly dueOn: string;
}

/** 承诺事项: what will be done, and by when; each is followed until it happened. */
export function PromisesField({ field, value, fault, onChange }: ControlProps) {
  const items = Array.isArray(value) ? (value as Promised[]) : [];
  const put = (index: number, part: Partial<Promised>) =>
    onChange(items.map((item, place) => (place === index ? { ...item, ...part } : item)));
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note="写了就会跟踪到兑现，提出人会评价">
      <ol className="list-field">
        {items.map((item, index) => (
          // A line is its place: moving one moves its words, not its box.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="list-number" aria-hidden>
              {index + 1}
            </span>
            <div className="grow">
              <GrowingText
                lines={2}
                aria-label={`第 ${index + 1} 项承诺做什么`}
                placeholder="承诺做什么"
                maxLength={500}
                value={item.words}
                onText={(words) => put(index, { words })}
              />
              <label className="second promise-day">
                哪天前
                <input
                  className="field-input"
                  type="date"
                  min={addDays(dayOf(new Date()), 1)}
                  value={item.dueOn}
                  onChange={(event) => put(index, { dueOn: event.target.value })}
                />
              </label>
            </div>
            <button
              type="button"
              className="tool"
              aria-label={`去掉第 ${index + 1} 项承诺`}
              onClick={() => onChange(items.filter((_, place) => place !== index))}
            >
              <IconDelete size={20} />
            </button>
          </li>
        ))}
      </ol>
      <button type="button" className="textual" onClick={() => onChange([...items, { words: '', dueOn: '' }])}>
        <IconPlus size={20} />
        加一项承诺
      </button>
    </Field>
  );
}
