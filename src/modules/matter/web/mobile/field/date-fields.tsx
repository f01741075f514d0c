import { labelOf, type ControlProps } from './control.ts';
import { TextField } from '#platform/web/mobile/fields.tsx';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import { dayAndWeekday } from '#platform/web/shared/dates.ts';

/** A day, with the phone's own picker, which everybody knows and screen readers read. */
export function DayField({ field, value, fault, onChange }: ControlProps) {
  const day = typeof value === 'string' ? value : '';
  return (
    <TextField
      label={labelOf(field)}
      fault={fault}
      required={field.required}
      note={day ? dayAndWeekday(day) : field.hint}
      type="date"
      min={tomorrow()}
      value={day}
      onText={(text) => onChange(text || undefined)}
    />
  );
}

/** A moment that has passed, e.g. of a talk; now is suggested. */
export function MomentField({ field, value, fault, onChange }: ControlProps) {
  const local = typeof value === 'string' ? inChina(value) : '';
  return (
    <TextField
      label={labelOf(field)}
      fault={fault}
      required={field.required}
      type="datetime-local"
      value={local}
      max={thisMinute()}
      onText={(text) => onChange(text ? new Date(`${text}:00+08:00`).toISOString() : undefined)}
      aside={
        <button type="button" className="textual" onClick={() => onChange(new Date().toISOString())}>
          就是现在
        </button>
      }
    />
  );
}

const tomorrow = () => addDays(dayOf(new Date()), 1);
const thisMinute = () => inChina(new Date().toISOString());

function inChina(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16);
}
