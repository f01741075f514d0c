import { useState, type ReactNode } from 'react';
import { labelOf, type ControlProps } from './control.ts';
import { Picked, useNames } from './picked.tsx';
import { Button } from '#platform/web/mobile/button.tsx';
import { Field } from '#platform/web/mobile/fields.tsx';
import { More } from '#platform/web/mobile/list.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { IconPlus, IconTick } from '#platform/web/shared/icons.tsx';

/** Something that can be picked. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  /** As it is called once picked, where that is shorter. */
  readonly short?: string;
  readonly note: string;
}

export interface Picking {
  readonly chosen: readonly string[];
  readonly onToggle: (one: Candidate) => void;
}

interface PickerFieldProps extends Omit<ControlProps, 'place'> {
  readonly single?: boolean | undefined;
  /** 选人, 换一位, 再选几位, and the counter 位. */
  readonly words: { readonly first: string; readonly other: string; readonly more: string; readonly counter: string };
  /** The list to pick from. */
  readonly children: (picking: Picking) => ReactNode;
}

/** One or several of a long list: what is picked stands in the form, the list comes up in a sheet. */
export function PickerField({ field, value, fault, onChange, single, words, children }: PickerFieldProps) {
  const chosen = single ? (typeof value === 'string' ? [value] : []) : Array.isArray(value) ? (value as string[]) : [];
  const [open, setOpen] = useState(false);
  const names = useNames();
  const onToggle = (one: Candidate) => {
    names.keep(one.id, one.short ?? one.name);
    if (!single) return onChange(chosen.includes(one.id) ? chosen.filter((id) => id !== one.id) : [...chosen, one.id]);
    onChange(one.id);
    setOpen(false);
  };
  const done = (
    <Button look="fill" onClick={() => setOpen(false)}>
      选好了，共 {chosen.length} {words.counter}
    </Button>
  );
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={field.hint}>
      <Picked ids={chosen} nameOf={names.of} onRemove={(id) => onChange(single ? undefined : chosen.filter((one) => one !== id))} />
      <button type="button" className="textual" onClick={() => setOpen(true)}>
        <IconPlus size={20} />
        {chosen.length === 0 ? words.first : single ? words.other : words.more}
      </button>
      {open && (
        <Sheet title={field.label} tall onClose={() => setOpen(false)} foot={single ? undefined : done}>
          {children({ chosen, onToggle })}
        </Sheet>
      )}
    </Field>
  );
}

interface CandidatesProps extends Picking {
  readonly search: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly list: Parameters<typeof More>[0] & Parameters<typeof Reading>[0]['result'];
  readonly candidates: readonly Candidate[];
  /** What to try where nothing is found. */
  readonly advice: string;
}

/** A list that is searched while one types and reads on by itself, each line with a box to tick. */
export function Candidates({ search, text, onText, list, candidates, advice, chosen, onToggle }: CandidatesProps) {
  return (
    <>
      <SearchBox label={search} value={text} onChange={onText} />
      <Reading result={list} rows={5} isEmpty={() => candidates.length === 0} empty={<Empty title="没有找到">{advice}</Empty>}>
        {() =>
          candidates.map((one) => (
            <label key={one.id} className="row pick">
              <span className="row-words wrap">
                {one.name}
                <span className="label clipped">{one.note}</span>
              </span>
              <input type="checkbox" checked={chosen.includes(one.id)} onChange={() => onToggle(one)} />
              <span className="pick-box" aria-hidden>
                <IconTick size={20} />
              </span>
            </label>
          ))
        }
      </Reading>
      <More {...list} />
    </>
  );
}
