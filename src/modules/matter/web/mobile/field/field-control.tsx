import type { ReactNode } from 'react';
import { labelOf, type ControlProps } from './control.ts';
import { DayField, MomentField } from './date-fields.tsx';
import { FilesField } from './files-field.tsx';
import { ListField } from './list-field.tsx';
import { MatterField } from './matter-field.tsx';
import { PeopleField } from './people-field.tsx';
import { PlaceField } from '../place/place-field.tsx';
import { PromisesField } from './promises-field.tsx';
import { ScoreField } from './score-field.tsx';
import { UnitsField } from './units-field.tsx';
import { VoiceField } from './voice-field.tsx';
import { ChoiceField, ChoicesField } from './choice-fields.tsx';
import { isScore } from '../../shared/index.ts';
import { Switch, TextArea, TextField } from '#platform/web/mobile/fields.tsx';

/** Controls of inputs that need more than a text box. */
const controls: Readonly<Record<string, (props: ControlProps) => ReactNode>> = {
  list: ListField,
  choice: ChoiceField,
  choices: ChoicesField,
  day: DayField,
  moment: MomentField,
  person: (props) => (props.field.choices ? <ChoiceField {...props} /> : <PeopleField {...props} single />),
  people: (props) => (props.field.choices ? <ChoicesField {...props} /> : <PeopleField {...props} />),
  unit: (props) => <UnitsField {...props} single />,
  units: UnitsField,
  matter: MatterField,
  place: PlaceField,
  files: FilesField,
  voice: VoiceField,
  promises: PromisesField,
};

/** The control of one declared field on the phone. */
export function FieldControl(props: ControlProps): ReactNode {
  const { field, value, fault, onChange } = props;
  const Control = controls[field.input];
  if (Control) return <Control {...props} />;
  if (field.input === 'yes') {
    return (
      <Switch checked={value === true} onChange={onChange} note={field.hint}>
        {field.label}
      </Switch>
    );
  }
  const text = {
    label: labelOf(field),
    fault,
    required: field.required,
    placeholder: field.hint,
    ...(field.max ? { maxLength: field.max } : {}),
  };
  if (isScore(field)) return <ScoreField {...props} />;
  if (field.input === 'number') {
    const put = (words: string) => onChange(words.trim() === '' ? undefined : Number(words));
    return <TextField {...text} inputMode="decimal" value={typeof value === 'number' ? String(value) : ''} onText={put} />;
  }
  const words = { ...text, value: typeof value === 'string' ? value : '', onText: onChange };
  if (field.input !== 'text') return <TextField {...words} />;
  // Where enough has to be written, one sees how much there is.
  return <TextArea {...words} lines={3} {...(field.min && field.min > 4 ? { least: field.min } : {})} />;
}
