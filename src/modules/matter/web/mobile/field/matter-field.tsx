import { useState } from 'react';
import { listMatters } from '../../../contract/routes.ts';
import { labelOf, type ControlProps } from './control.ts';
import { Picked, useNames } from './picked.tsx';
import { Field } from '#platform/web/mobile/fields.tsx';
import { Row } from '#platform/web/mobile/parts.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { IconPlus } from '#platform/web/shared/icons.tsx';
import { usePages } from '#platform/web/shared/queries.ts';

/** Another matter, found by title or number. */
export function MatterField({ field, value, fault, onChange, place }: ControlProps) {
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const names = useNames();
  const list = usePages(
    listMatters,
    { query: { view: 'body', kind: place.kind, ...(words ? { words } : {}) } },
    { keepPrevious: true, enabled: open },
  );
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={field.hint}>
      <Picked ids={typeof value === 'string' ? [value] : []} nameOf={names.of} onRemove={() => onChange(undefined)} />
      <button type="button" className="textual" onClick={() => setOpen(true)}>
        <IconPlus size={20} />
        选一件
      </button>
      {open && (
        <Sheet title={field.label} tall onClose={() => setOpen(false)}>
          <SearchBox label="标题或编号" value={words} onChange={setWords} />
          <Reading result={list} rows={4} isEmpty={() => list.items.length === 0} empty={<Empty title="没有找到" />}>
            {() =>
              list.items.map((one) => (
                <Row
                  key={one.id}
                  note={one.number}
                  onPress={() => {
                    names.keep(one.id, one.title);
                    onChange(one.id);
                    setOpen(false);
                  }}
                >
                  {one.title}
                </Row>
              ))
            }
          </Reading>
        </Sheet>
      )}
    </Field>
  );
}
