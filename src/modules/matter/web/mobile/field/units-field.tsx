import { useState } from 'react';
import { labelOf, type ControlProps } from './control.ts';
import { Picked, useNames } from './picked.tsx';
import { listUnits } from '#modules/directory/contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Field } from '#platform/web/mobile/fields.tsx';
import { More } from '#platform/web/mobile/list.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { IconPlus, IconTick } from '#platform/web/shared/icons.tsx';
import { usePages } from '#platform/web/shared/queries.ts';

/** One or several units, found by name, by pinyin initials or by what they are responsible for. */
export function UnitsField({ field, value, fault, onChange, single }: ControlProps & { readonly single?: boolean }) {
  const chosen = single ? (typeof value === 'string' ? [value] : []) : Array.isArray(value) ? (value as string[]) : [];
  const [open, setOpen] = useState(false);
  const names = useNames();
  const toggle = (id: string, name: string) => {
    names.keep(id, name);
    if (single) {
      onChange(id);
      setOpen(false);
    } else onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  };
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={field.hint}>
      <Picked ids={chosen} nameOf={names.of} onRemove={(id) => onChange(single ? undefined : chosen.filter((one) => one !== id))} />
      <button type="button" className="textual" onClick={() => setOpen(true)}>
        <IconPlus size={20} />
        {chosen.length > 0 ? (single ? '换一个' : '再选') : '选单位'}
      </button>
      {open && (
        <Sheet
          title={field.label}
          tall
          onClose={() => setOpen(false)}
          foot={
            single ? undefined : (
              <Button look="fill" onClick={() => setOpen(false)}>
                选好了，共 {chosen.length} 个
              </Button>
            )
          }
        >
          <Units chosen={chosen} onToggle={toggle} />
        </Sheet>
      )}
    </Field>
  );
}

function Units({ chosen, onToggle }: { readonly chosen: readonly string[]; readonly onToggle: (id: string, name: string) => void }) {
  const [text, setText] = useState('');
  const list = usePages(listUnits, { query: { limit: 50, ...(text ? { text } : {}) } }, { keepPrevious: true });
  return (
    <>
      <SearchBox label="单位名称或拼音首字母" value={text} onChange={setText} />
      <Reading
        result={list}
        rows={5}
        isEmpty={() => list.items.length === 0}
        empty={<Empty title="没有找到">换个名称，或用拼音首字母试试。</Empty>}
      >
        {() =>
          list.items.map((unit) => (
            <label key={unit.id} className="row pick">
              <span className="row-words wrap">
                {unit.name}
                <span className="label clipped">{unit.duties}</span>
              </span>
              <input type="checkbox" checked={chosen.includes(unit.id)} onChange={() => onToggle(unit.id, unit.shortName)} />
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
