import { labelOf, type ControlProps } from './control.ts';
import { VoiceRecorder } from './voice-recorder.tsx';
import { Field } from '#platform/web/mobile/fields.tsx';
import type { OutgoingFile } from '#platform/web/shared/outgoing.ts';

/** A spoken part of the form, kept as a recording. */
export function VoiceField({ field, value, fault, onChange }: ControlProps) {
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required}>
      <VoiceRecorder voice={(value as OutgoingFile | undefined) ?? null} onChange={(voice) => onChange(voice ?? undefined)} />
    </Field>
  );
}
