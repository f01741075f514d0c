import { labelOf, type ControlProps } from './control.ts';
import { Choices, Field, Ticks } from '#platform/web/mobile/fields.tsx';
import { useState } from 'react';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Row } from '#platform/web/mobile/parts.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { IconTick } from '#platform/web/shared/icons.tsx';

/** So many choices are shown at once; more are picked from a list. */
const inSight = 8;

/** One of declared choices. */
export function ChoiceField({ field, value, fault, onChange }: ControlProps) {
  const choices = field.choices ?? [];
  const chosen = choices.find((choice) => choice.value === value);
  if (choices.length > inSight) return <ChoiceList {...{ field, value, fault, onChange }} />;
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={chosen?.hint ?? field.hint}>
      <Choices
        label={field.label}
        even={choices.length > 1 && choices.length <= 4 && choices.every((choice) => choice.label.length <= 5)}
        options={choices}
        value={typeof value === 'string' ? value : null}
        onChoose={(next) => onChange(next === value && !field.required ? undefined : next)}
      />
      {choices.length === 0 && <p className="field-note">没有可选的，可以不填。</p>}
    </Field>
  );
}

/** Several of declared choices. */
export function ChoicesField({ field, value, fault, onChange }: ControlProps) {
  const values = Array.isArray(value) ? (value as string[]) : [];
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={field.hint}>
      <Ticks label={field.label} options={field.choices ?? []} values={values} onChange={onChange} />
    </Field>
  );
}

function ChoiceList({ field, value, fault, onChange }: Omit<ControlProps, 'place'>) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const chosen = field.choices?.find((choice) => choice.value === value);
  const shown = (field.choices ?? []).filter((choice) => `${choice.label}${choice.hint ?? ''}`.includes(words.trim()));
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required}>
      <Row onPress={() => setOpen(true)} note={chosen?.hint}>
        {chosen?.label ?? <span className="second">请选择</span>}
      </Row>
      {open && (
        <Sheet title={field.label} tall onClose={() => setOpen(false)}>
          <SearchBox label="搜一搜" value={words} onChange={setWords} />
          {shown.map((choice) => (
            <button
              key={choice.value}
              type="button"
              className="row"
              aria-pressed={choice.value === value}
              onClick={() => {
                onChange(choice.value);
                setOpen(false);
              }}
            >
              <span className="row-words">
                {choice.label}
                {choice.hint && <span className="label">{choice.hint}</span>}
              </span>
              {choice.value === value && <IconTick size={20} />}
            </button>
          ))}
        </Sheet>
      )}
    </Field>
  );
}
