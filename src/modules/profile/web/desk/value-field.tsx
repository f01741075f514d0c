import { useId } from 'react';
import type { ReactNode } from 'react';
import type { Option, ParameterForm } from '../../contract/parameter.ts';
import { periodUnitNames, type Period, type PeriodUnit } from '../../contract/period.ts';
import type { AnswerClass } from '../../contract/sheet/answer.ts';
import type { NumberFormat } from '../../contract/sheet/publication.ts';
import type { TimeSpan } from '../../contract/sheet/urging.ts';
import { AnswerClassesField } from './answer-classes-field.tsx';

interface FieldProps<Value> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The input that fits a row's form. */
export function ValueField({ form, label, value, onChange, wrong }: { form: ParameterForm; label: string; value: unknown; onChange: (value: unknown) => void; wrong: string | null }) {
  const fault = useId();
  return (
    <div className="field" role="group" aria-label={label} aria-describedby={wrong ? fault : undefined}>
      {inputOf(form, label, value, onChange)}
      {wrong && <span id={fault} className="wrong" role="alert">{wrong}</span>}
    </div>
  );
}

function inputOf(form: ParameterForm, label: string, value: unknown, onChange: (value: unknown) => void): ReactNode {
  switch (form.form) {
    case 'period': return <PeriodField units={form.units} label={label} value={value as Period} onChange={onChange} />;
    case 'count': return <CountField unit={form.unit} label={label} value={value as number} onChange={onChange} />;
    case 'choice': return <ChoiceField options={form.options} label={label} value={value as string} onChange={onChange} />;
    case 'switch': return <SwitchField on={form.on} off={form.off} label={label} value={value as boolean} onChange={onChange} />;
    case 'list': return <ListField options={form.options} label={label} value={value as string[]} onChange={onChange} />;
    case 'marks': return <MarksField unit={form.unit} label={label} value={value as number[]} onChange={onChange} />;
    case 'timeSpans': return form.exactly === 1
      ? <SpanField label={label} value={value as TimeSpan} onChange={onChange} />
      : <SpansField label={label} value={value as TimeSpan[]} onChange={onChange} />;
    case 'answerClasses': return <AnswerClassesField value={value as AnswerClass[]} onChange={onChange} />;
    case 'numberFormat': return <NumberFormatField label={label} value={value as NumberFormat} onChange={onChange} />;
  }
}

function PeriodField({ units, label, value, onChange }: FieldProps<Period> & { units: readonly PeriodUnit[] }) {
  return (
    <div className="row">
      <FigureInput label={`${label}，数目`} value={value.amount} onChange={(amount) => onChange({ ...value, amount })} />
      <select className="pick unit-pick" aria-label={`${label}，怎样计算`} value={value.unit} onChange={(event) => onChange({ ...value, unit: event.target.value as PeriodUnit })}>
        {units.map((unit) => <option key={unit} value={unit}>{periodUnitNames[unit]}</option>)}
      </select>
    </div>
  );
}

function CountField({ unit, label, value, onChange }: FieldProps<number> & { unit: string }) {
  return <div className="row"><FigureInput label={label} value={value} onChange={onChange} /><span>{unit}</span></div>;
}

/** A whole number; an empty field stands as no number, so that the row's shape says what is wanted. */
function FigureInput({ label, value, onChange }: FieldProps<number>) {
  return (
    <input
      className="input figure-input" type="number" inputMode="numeric" min={0} step={1} aria-label={label} autoFocus
      value={Number.isNaN(value) ? '' : value} onChange={(event) => onChange(event.target.value === '' ? Number.NaN : Number(event.target.value))}
    />
  );
}

function ChoiceField({ options, label, value, onChange }: FieldProps<string> & { options: readonly Option[] }) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className="option-list">
      {options.map((option) => (
        <label key={option.code}>
          <input type="radio" name={name} checked={value === option.code} onChange={() => onChange(option.code)} />
          <span>{option.label}{option.explanation && <span className="s"> {option.explanation}</span>}</span>
        </label>
      ))}
    </div>
  );
}

function SwitchField({ on, off, label, value, onChange }: FieldProps<boolean> & { on: string; off: string }) {
  const options = [{ code: 'on', label: on }, { code: 'off', label: off }];
  return <ChoiceField options={options} label={label} value={value ? 'on' : 'off'} onChange={(code) => onChange(code === 'on')} />;
}

function ListField({ options, label, value, onChange }: FieldProps<string[]> & { options: readonly Option[] }) {
  const toggle = (code: string) => onChange(options.map((option) => option.code).filter((one) => (one === code ? !value.includes(one) : value.includes(one))));
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

function MarksField({ unit, label, value, onChange }: FieldProps<number[]> & { unit: string }) {
  const change = (index: number, mark: number) => onChange(value.map((one, place) => (place === index ? mark : one)));
  return (
    <>
      {value.map((mark, index) => (
        <div className="row list-row" key={index}>
          <FigureInput label={`${label}，第 ${index + 1} 次`} value={mark} onChange={(next) => change(index, next)} /><span>{unit}</span>
          {value.length > 1 && <button type="button" className="lk" onClick={() => onChange(value.filter((_, place) => place !== index))}>去掉</button>}
        </div>
      ))}
      {value.length < 6 && <button type="button" className="lk" onClick={() => onChange([...value, Math.max(0, (value.at(-1) ?? 5) - 1)])}>再加一次</button>}
    </>
  );
}

function SpanField({ label, value, onChange }: FieldProps<TimeSpan>) {
  return (
    <div className="row list-row">
      <input type="time" className="input time-input" aria-label={`${label}，从`} value={value.from} onChange={(event) => onChange({ ...value, from: event.target.value })} />
      <span>至</span>
      <input type="time" className="input time-input" aria-label={`${label}，到`} value={value.to} onChange={(event) => onChange({ ...value, to: event.target.value })} />
    </div>
  );
}

function SpansField({ label, value, onChange }: FieldProps<TimeSpan[]>) {
  return (
    <>
      {value.map((span, index) => (
        <div className="row" key={index}>
          <SpanField label={`${label}，第 ${index + 1} 段`} value={span} onChange={(next) => onChange(value.map((one, place) => (place === index ? next : one)))} />
          {value.length > 1 && <button type="button" className="lk" onClick={() => onChange(value.filter((_, place) => place !== index))}>去掉</button>}
        </div>
      ))}
      {value.length < 4 && <button type="button" className="lk" onClick={() => onChange([...value, { from: value.at(-1)?.to ?? '08:30', to: '18:00' }])}>再加一段</button>}
    </>
  );
}

function NumberFormatField({ label, value, onChange }: FieldProps<NumberFormat>) {
  const text = (name: 'inSession' | 'outOfSession', words: string) => (
    <label className="field"><span className="name">{words}</span>
      <input className="input" aria-label={`${label}，${words}`} value={value[name]} onChange={(event) => onChange({ ...value, [name]: event.target.value })} /></label>
  );
  return (
    <>
      {text('inSession', '会议期间')}
      {text('outOfSession', '闭会期间')}
      <label className="field"><span className="name">序号最少位数<span className="s">不足的前面补 0</span></span>
        <FigureInput label={`${label}，位数`} value={value.figures} onChange={(figures) => onChange({ ...value, figures })} /></label>
    </>
  );
}
