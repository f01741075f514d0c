import { useState } from 'react';
import type { ControlProps } from './control.ts';
import { Candidates, PickerField, type Picking } from './picker-field.tsx';
import { listMembers, listPeople } from '#modules/directory/contract/routes.ts';
import { usePages } from '#platform/web/shared/queries.ts';
import { useMe } from '#platform/web/shared/session.tsx';

/** Acts whose people are deputies or members of the body; everybody else is staff. */
const ofMembers = new Set(['invite', 'uninvite']);
const words = { first: '选人', other: '换一位', more: '再选几位', counter: '位' };
const told = { search: '姓名或拼音首字母，如 lzq', advice: '换个姓名，或用拼音首字母试试。' };

/** One or several people, found by name or by pinyin initials (`lzq`). */
export function PeopleField(props: ControlProps & { readonly single?: boolean }) {
  return (
    <PickerField {...props} words={words}>
      {(picking) => (ofMembers.has(props.place.act) ? <Members {...picking} /> : <Staff {...picking} />)}
    </PickerField>
  );
}

function Members(picking: Picking) {
  const [text, setText] = useState('');
  const me = useMe();
  const list = usePages(listMembers, { query: { limit: 50, ...(text ? { text } : {}) } }, { keepPrevious: true });
  const candidates = list.items
    .filter((one) => one.personId !== me.person.id)
    .map((one) => ({ id: one.personId, name: one.name, note: one.groupName }));
  return <Candidates {...told} {...picking} text={text} onText={setText} list={list} candidates={candidates} />;
}

function Staff(picking: Picking) {
  const [text, setText] = useState('');
  const { seat } = useMe();
  const list = usePages(
    listPeople,
    { query: { limit: 50, ...(text ? { text } : {}), ...(seat ? { organisationId: seat.organisation.id } : {}) } },
    { keepPrevious: true },
  );
  const candidates = list.items.map((one) => ({ id: one.id, name: one.name, note: one.seats.map((place) => place.title).join('、') }));
  return <Candidates {...told} {...picking} text={text} onText={setText} list={list} candidates={candidates} />;
}
