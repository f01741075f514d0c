import type { ReactNode } from 'react';
import { labelOf, type ControlProps } from './control.ts';
import { DayField, MomentField } from './date-fields.tsx';
import { FilesField } from './files-field.tsx';
import { ListField } from './list-field.tsx';
import { MatterField } from './matter-field.tsx';
import { PeopleField } from './people-field.tsx';
import { PlaceField } from '../place/place-field.tsx';
import { PromisesField } from './promises-field.tsx';
import { UnitsField } from './units-field.tsx';
import { VoiceField } from './voice-field.tsx';
import { ChoiceField, ChoicesField } from './choice-fields.tsx';
import { Switch, TextArea, TextField } from '#platform/web/mobile/fields.tsx';

/** The control of one declared field on the phone. */
export function FieldControl(props: ControlProps): ReactNode {
  const { field, value, fault, onChange } = props;
  const text = {
    label: labelOf(field),
    fault,
    required: field.required,
    value: typeof value === 'string' ? value : '',
    onText: onChange,
    placeholder: field.hint,
    ...(field.max ? { maxLength: field.max } : {}),
  };
  switch (field.input) {
    case 'line':
      return <TextField {...text} />;
    case 'text':
      return <TextArea {...text} lines={3} />;
    case 'list':
      return <ListField {...props} />;
    case 'choice':
      return <ChoiceField {...props} />;
    case 'choices':
      return <ChoicesField {...props} />;
    case 'yes':
      return (
        <Switch checked={value === true} onChange={onChange} note={field.hint}>
          {field.label}
        </Switch>
      );
    case 'number':
      return (
        <TextField
          {...text}
          inputMode="decimal"
          value={typeof value === 'number' ? String(value) : ''}
          onText={(words) => onChange(words.trim() === '' ? undefined : Number(words))}
        />
      );
    case 'day':
      return <DayField {...props} />;
    case 'moment':
      return <MomentField {...props} />;
    case 'person':
      return field.choices ? <ChoiceField {...props} /> : <PeopleField {...props} single />;
    case 'people':
      return field.choices ? <ChoicesField {...props} /> : <PeopleField {...props} />;
    case 'unit':
      return <UnitsField {...props} single />;
    case 'units':
      return <UnitsField {...props} />;
    case 'matter':
      return <MatterField {...props} />;
    case 'place':
      return <PlaceField {...props} />;
    case 'files':
      return <FilesField {...props} />;
    case 'voice':
      return <VoiceField {...props} />;
    case 'promises':
      return <PromisesField {...props} />;
    default:
      return <TextField {...text} />;
  }
}
