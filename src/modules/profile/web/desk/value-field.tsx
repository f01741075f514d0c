import { useId } from 'react';
import type { ReactNode } from 'react';
import { FormField, TextField } from '#platform/web/desk/form.tsx';
import type { Option, ParameterForm } from '../../contract/parameter.ts';
import { periodUnitNames, type Period, type PeriodUnit } from '../../contract/period.ts';
import type { AnswerClass } from '../../contract/sheet/answer.ts';
import type { NumberFormat } from '../../contract/sheet/publication.ts';
import type { TimeSpan } from '../../contract/sheet/urging.ts';
import { AnswerClassesField } from './answer-classes-field.tsx';
import { FigureInput } from './figure-input.tsx';
import type { InputProps } from './figure-input.tsx';
import { MarksField, SpanField, SpansField } from './row-fields.tsx';

interface ValueFieldProps extends InputProps<unknown> {
  readonly form: ParameterForm;
  readonly wrong: string | null;
}

/** The input that fits a row's form. */
export function ValueField({ form, label, value, onChange, wrong }: ValueFieldProps) {
  const fault = useId();
  return (
    <div className="field" role="group" aria-label={label} aria-describedby={wrong ? fault : undefined}>
      {inputFor(form, label, value, onChange)}
      {wrong && (
        <span id={fault} className="wrong" role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}

function inputFor(form: ParameterForm, label: string, value: unknown, onChange: (value: unknown) => void): ReactNode {
  const given = { label, onChange };
  switch (form.form) {
    case 'period':
      return <PeriodField units={form.units} {...given} value={value as Period} />;
    case 'count':
      return <CountField unit={form.unit} {...given} value={value as number} />;
    case 'choice':
      return <ChoiceField options={form.options} {...given} value={value as string} />;
    case 'switch':
      return <SwitchField on={form.on} off={form.off} {...given} value={value as boolean} />;
    case 'list':
      return <ListField options={form.options} {...given} value={value as string[]} />;
    case 'marks':
      return <MarksField unit={form.unit} {...given} value={value as number[]} />;
    case 'timeSpans':
      return form.exactly === 1 ? (
        <SpanField {...given} value={value as TimeSpan} />
      ) : (
        <SpansField {...given} value={value as TimeSpan[]} />
      );
    case 'answerClasses':
      return <AnswerClassesField value={value as AnswerClass[]} onChange={onChange} />;
    case 'numberFormat':
    default:
      return <NumberFormatField {...given} value={value as NumberFormat} />;
  }
}

function PeriodField({ units, label, value, onChange }: InputProps<Period> & { units: readonly PeriodUnit[] }) {
  return (
    <div className="row">
      <FigureInput label={`${label}，数目`} value={value.amount} onChange={(amount) => onChange({ ...value, amount })} />
      <select
        className="pick unit-pick"
        aria-label={`${label}，怎样计算`}
        value={value.unit}
        onChange={(event) => onChange({ ...value, unit: event.target.value as PeriodUnit })}
      >
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {periodUnitNames[unit]}
          </option>
        ))}
      </select>
    </div>
  );
}

function CountField({ unit, ...given }: InputProps<number> & { unit: string }) {
  return (
    <div className="row">
      <FigureInput {...given} />
      <span>{unit}</span>
    </div>
  );
}

function ChoiceField({ options, label, value, onChange }: InputProps<string> & { options: readonly Option[] }) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="option-list">
      {options.map((option) => (
        <label key={option.code}>
          <input type="radio" name={name} checked={value === option.code} onChange={() => onChange(option.code)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

function SwitchField({ on, off, label, value, onChange }: InputProps<boolean> & { on: string; off: string }) {
  const options = [
    { code: 'on', label: on },
    { code: 'off', label: off },
  ];
  return <ChoiceField options={options} label={label} value={value ? 'on' : 'off'} onChange={(code) => onChange(code === 'on')} />;
}

function ListField({ options, label, value, onChange }: InputProps<string[]> & { options: readonly Option[] }) {
  const toggle = (code: string) => {
    const picked = new Set(value);
    if (!picked.delete(code)) picked.add(code);
    onChange(options.map((option) => option.code).filter((one) => picked.has(one)));
  };
  return (
    <div role="group" aria-label={label} className="option-list">
      {options.map((option) => (
        <label key={option.code}>
          <input type="checkbox" className="ck" checked={value.includes(option.code)} onChange={() => toggle(option.code)} />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

function NumberFormatField({ label, value, onChange }: InputProps<NumberFormat>) {
  return (
    <>
      <TextField name="会议期间" maxLength={60} value={value.inSession} onChange={(inSession) => onChange({ ...value, inSession })} />
      <TextField
        name="闭会期间"
        maxLength={60}
        value={value.outOfSession}
        onChange={(outOfSession) => onChange({ ...value, outOfSession })}
      />
      <FormField name="序号最少位数" hint="不足的前面补 0">
        <FigureInput label={`${label}，位数`} value={value.figures} onChange={(figures) => onChange({ ...value, figures })} />
      </FormField>
    </>
  );
}
