import { useMemo, useState } from 'react';
import { Select } from 'antd';
import { listMemberGroups, listMembers } from '#modules/directory/contract/routes.ts';
import { useRead } from '#platform/web/shared/queries.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly title: string;
}

const nobody: readonly Person[] = [];

interface MemberPickerProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly many?: boolean;
  /** Whoever is known already: those chosen, and those whom a name can mean, who stand first. */
  readonly known?: readonly Person[];
  readonly group: string | null;
  readonly onNames?: (people: readonly Person[]) => void;
  readonly autoFocus?: boolean;
}

/** Members of the body by name, pinyin or initials, of one delegation or sector where `group` names it. Namesakes are told apart by it. */
export function MemberPicker({ label, value, onChange, many, known = nobody, group, onNames, autoFocus }: MemberPickerProps) {
  const [text, setText] = useState('');
  // Closed by each choice: while the list is open, Tab would take the person just chosen out again.
  const [open, setOpen] = useState(false);
  const [seen, setSeen] = useState<readonly Person[]>([]);
  const found = useRead(
    listMembers,
    { query: { text: text || undefined, groupId: group ?? undefined, limit: 30 } },
    { keepPrevious: true },
  );
  const people = useMemo(() => {
    const listed = (found.data?.items ?? []).map((one) => ({ id: one.personId, name: one.name, title: one.groupName }));
    const first = text ? known.filter((one) => value.includes(one.id)) : known;
    const kept = seen.filter((one) => value.includes(one.id));
    return [...new Map([...first, ...kept, ...listed].map((one) => [one.id, one])).values()];
  }, [found.data, known, seen, text, value]);
  const change = (next: string | string[] | undefined) => {
    const ids = next === undefined ? [] : [next].flat();
    const chosen = people.filter((one) => ids.includes(one.id));
    setSeen([...seen, ...chosen]);
    onNames?.(chosen);
    setText('');
    setOpen(false);
    onChange(ids);
  };
  const search = (typed: string) => {
    setText(typed);
    if (typed) setOpen(true);
  };
  return (
    <Select<string | string[]>
      aria-label={label}
      mode={many ? 'multiple' : undefined}
      allowClear
      autoFocus={autoFocus}
      style={{ width: '100%' }}
      placeholder="姓名、拼音或首字母"
      open={open}
      onOpenChange={setOpen}
      showSearch={{ searchValue: text, onSearch: search, filterOption: false }}
      value={many ? [...value] : value[0]}
      onChange={change}
      loading={found.isFetching}
      options={people.map((one) => ({
        value: one.id,
        label: many ? one.name : `${one.name}（${one.title}）`,
        name: one.name,
        title: one.title,
      }))}
      notFoundContent={found.isFetching ? '正在找' : '没有找到，换几个字试试'}
      optionRender={choiceWords}
    />
  );
}

function choiceWords({ data }: { data: { name?: string; title?: string } }) {
  return (
    <span className="picker-choice">
      <span>{data.name}</span>
      <span className="s cut">{data.title}</span>
    </span>
  );
}

/** The delegation or sector that narrows {@link MemberPicker}. */
export function GroupPicker({ value, onChange, words }: { value: string | null; onChange: (id: string | null) => void; words: string }) {
  const groups = useRead(listMemberGroups, {}, { staleTime: 600_000 });
  return (
    <Select<string>
      aria-label={`按${words}找`}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: 168, flex: 'none' }}
      placeholder={`全部${words}`}
      value={value ?? undefined}
      onChange={(next: string | undefined) => onChange(next ?? null)}
      options={(groups.data?.items ?? []).map((group) => ({ value: group.id, label: group.name }))}
    />
  );
}
