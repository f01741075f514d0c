import { useState } from 'react';
import { labelOf, type ControlProps } from './control.ts';
import { Picked, useNames } from './picked.tsx';
import { listMembers, listPeople } from '#modules/directory/contract/routes.ts';
import { Button } from '#platform/web/mobile/button.tsx';
import { Field } from '#platform/web/mobile/fields.tsx';
import { More } from '#platform/web/mobile/list.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { Empty, Reading } from '#platform/web/shared/conditions.tsx';
import { IconPlus, IconTick } from '#platform/web/shared/icons.tsx';
import { usePages } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';

/** Acts whose people are deputies or members of the body; everybody else is staff. */
const ofMembers = new Set(['invite', 'uninvite']);

interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

/** One or several people, found by name or by pinyin initials (`lzq`). */
export function PeopleField({ field, value, fault, onChange, place, single }: ControlProps & { readonly single?: boolean }) {
  const chosen = single ? (typeof value === 'string' ? [value] : []) : Array.isArray(value) ? (value as string[]) : [];
  const [open, setOpen] = useState(false);
  const names = useNames();
  const toggle = (one: Candidate) => {
    names.keep(one.id, one.name);
    if (single) {
      onChange(one.id);
      setOpen(false);
    } else onChange(chosen.includes(one.id) ? chosen.filter((id) => id !== one.id) : [...chosen, one.id]);
  };
  return (
    <Field label={labelOf(field)} fault={fault} required={field.required} note={field.hint}>
      <Picked ids={chosen} nameOf={names.of} onRemove={(id) => onChange(single ? undefined : chosen.filter((one) => one !== id))} />
      <button type="button" className="textual" onClick={() => setOpen(true)}>
        <IconPlus size={20} />
        {chosen.length > 0 ? (single ? '换一位' : '再选几位') : '选人'}
      </button>
      {open && (
        <Sheet
          title={field.label}
          tall
          onClose={() => setOpen(false)}
          foot={
            single ? undefined : (
              <Button look="fill" onClick={() => setOpen(false)}>
                选好了，共 {chosen.length} 位
              </Button>
            )
          }
        >
          {ofMembers.has(place.act) ? <Members chosen={chosen} onToggle={toggle} /> : <Staff chosen={chosen} onToggle={toggle} />}
        </Sheet>
      )}
    </Field>
  );
}

interface ListProps {
  readonly chosen: readonly string[];
  readonly onToggle: (one: Candidate) => void;
}

function Members({ chosen, onToggle }: ListProps) {
  const [text, setText] = useState('');
  const me = useMe();
  const list = usePages(listMembers, { query: { limit: 50, ...(text ? { text } : {}) } }, { keepPrevious: true });
  const people = list.items
    .filter((one) => one.personId !== me.person.id)
    .map((one) => ({ id: one.personId, name: one.name, note: one.groupName }));
  return <Candidates {...{ text, setText, list, people, chosen, onToggle }} />;
}

function Staff({ chosen, onToggle }: ListProps) {
  const [text, setText] = useState('');
  const { seat } = useMe();
  const list = usePages(
    listPeople,
    { query: { limit: 50, ...(text ? { text } : {}), ...(seat ? { organisationId: seat.organisation.id } : {}) } },
    { keepPrevious: true },
  );
  const people = list.items.map((one) => ({ id: one.id, name: one.name, note: one.seats.map((place) => place.title).join('、') }));
  return <Candidates {...{ text, setText, list, people, chosen, onToggle }} />;
}

interface CandidatesProps extends ListProps {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly list: Parameters<typeof More>[0] & Parameters<typeof Reading>[0]['result'];
  readonly people: readonly Candidate[];
}

function Candidates({ text, setText, list, people, chosen, onToggle }: CandidatesProps) {
  return (
    <>
      <SearchBox label="姓名或拼音首字母，如 lzq" value={text} onChange={setText} />
      <Reading
        result={list}
        rows={5}
        isEmpty={() => people.length === 0}
        empty={<Empty title="没有找到">换个姓名，或用拼音首字母试试。</Empty>}
      >
        {() =>
          people.map((one) => (
            <label key={one.id} className="row pick">
              <span className="row-words">
                {one.name}
                <span className="label">{one.note}</span>
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
