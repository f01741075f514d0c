import { labelOf, type ControlProps } from './control.ts';
import { Field } from '#platform/web/mobile/fields.tsx';
import { IconMinus, IconPlus } from '#platform/web/shared/icons.tsx';
import './score-field.css';

/** Points of one criterion: a slider for the whole way, two large keys for the last points; one thumb reaches all of it. */
export function ScoreField({ field, value, fault, onChange }: ControlProps) {
  const most = field.max!;
  const points = typeof value === 'number' ? value : null;
  const put = (next: number) => onChange(Math.min(most, Math.max(0, next)));
  return (
    <Field
      label={labelOf(field)}
      fault={fault}
      required={field.required}
      note={field.hint}
      aside={
        <output className={points === null ? 'score-points unset' : 'score-points'}>
          {points === null ? '未评' : points}
          <span className="second"> / {most} 分</span>
        </output>
      }
    >
      <div className="score">
        <button type="button" aria-label={`${field.label}减一分`} disabled={points === 0} onClick={() => put((points ?? most + 1) - 1)}>
          <IconMinus size={24} />
        </button>
        <input
          type="range"
          min={0}
          max={most}
          step={1}
          value={points ?? most}
          data-unset={points === null || undefined}
          style={{ '--share': `${((points ?? most) / most) * 100}%` } as React.CSSProperties}
          aria-label={field.label}
          aria-valuetext={points === null ? '未评' : `${points} 分`}
          onChange={(event) => put(Number(event.target.value))}
          // A thumb laid on the end of an unset slider moves nothing, and yet means that end.
          onPointerUp={(event) => points === null && put(Number(event.currentTarget.value))}
        />
        <button type="button" aria-label={`${field.label}加一分`} disabled={points === most} onClick={() => put((points ?? most - 1) + 1)}>
          <IconPlus size={24} />
        </button>
      </div>
    </Field>
  );
}
