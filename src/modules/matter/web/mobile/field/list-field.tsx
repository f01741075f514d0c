import { labelOf, type ControlProps } from './control.ts';
import { Field, GrowingText } from '#platform/web/mobile/fields.tsx';
import { IconDelete, IconDown, IconPlus, IconUp } from '#platform/web/shared/icons.tsx';
import './fields.css';

/** A list of texts, one line of thought each: the measures of a suggestion, answered one by one later. */
export function ListField({ field, value, fault, onChange }: ControlProps) {
  const items = Array.isArray(value) && value.length > 0 ? (value as string[]) : [''];
  const put = (index: number, text: string) => onChange(items.map((item, place) => (place === index ? text : item)));
  const move = (index: number, by: number) => {
    const next = [...items];
    [next[index], next[index + by]] = [next[index + by]!, next[index]!];
    onChange(next);
  };
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required}>
      <ol className="list-field">
        {items.map((item, index) => (
          // A line is its place: moving one moves its words, not its box.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <span className="list-number" aria-hidden>
              {index + 1}
            </span>
            <GrowingText
              lines={2}
              aria-label={`第 ${index + 1} 条`}
              placeholder={index === 0 ? field.hint : '再写一条'}
              maxLength={2000}
              value={item}
              onText={(text) => put(index, text)}
            />
            <span className="list-tools">
              {index > 0 && (
                <button type="button" className="tool" aria-label={`第 ${index + 1} 条上移`} onClick={() => move(index, -1)}>
                  <IconUp size={20} />
                </button>
              )}
              {index < items.length - 1 && (
                <button type="button" className="tool" aria-label={`第 ${index + 1} 条下移`} onClick={() => move(index, 1)}>
                  <IconDown size={20} />
                </button>
              )}
              {items.length > 1 && (
                <button
                  type="button"
                  className="tool"
                  aria-label={`去掉第 ${index + 1} 条`}
                  onClick={() => onChange(items.filter((_, place) => place !== index))}
                >
                  <IconDelete size={20} />
                </button>
              )}
            </span>
          </li>
        ))}
      </ol>
      {items.length < (field.max ?? 20) && (
        <button type="button" className="textual" onClick={() => onChange([...items, ''])}>
          <IconPlus size={20} />
          再加一条
        </button>
      )}
    </Field>
  );
}
