import { useState } from 'react';
import type { ControlProps } from './control.ts';
import { Candidates, PickerField, type Picking } from './picker-field.tsx';
import { listUnits } from '#modules/directory/contract/routes.ts';
import { usePages } from '#platform/web/shared/queries.ts';

const words = { first: '选单位', other: '换一个', more: '再选', counter: '个' };
const told = { search: '单位名称或拼音首字母', advice: '换个名称，或用拼音首字母试试。' };

/** One or several units, found by name, by pinyin initials or by what they are responsible for. */
export function UnitsField(props: ControlProps & { readonly single?: boolean }) {
  return (
    <PickerField {...props} words={words}>
      {(picking) => <Units {...picking} />}
    </PickerField>
  );
}

function Units(picking: Picking) {
  const [text, setText] = useState('');
  const list = usePages(listUnits, { query: { limit: 50, ...(text ? { text } : {}) } }, { keepPrevious: true });
  const candidates = list.items.map((unit) => ({ id: unit.id, name: unit.name, short: unit.shortName, note: unit.duties }));
  return <Candidates {...told} {...picking} text={text} onText={setText} list={list} candidates={candidates} />;
}
