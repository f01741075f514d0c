import { useMemo, useState } from 'react';
import { Select } from 'antd';
import { listMembers, listPeople, listUnits, readOrganisation, readPerson } from '#modules/directory/contract/routes.ts';
import { useRead } from '#platform/web/shared/queries.ts';
import { useQueries } from '@tanstack/react-query';
import { call } from '#platform/web/shared/call.ts';
import { useCan } from '#platform/web/shared/session.tsx';
import { listMatters } from '../../contract/routes.ts';

interface Choice {
  readonly value: string;
  readonly label: string;
  readonly note?: string;
}

interface PickerProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
  readonly many?: boolean;
  readonly most?: number;
  readonly autoFocus?: boolean;
}

/** Handling units by name, short name or pinyin initials. */
export function UnitPicker(props: PickerProps) {
  const [text, setText] = useState('');
  const found = useRead(listUnits, { query: { text: text || undefined, limit: 30 } }, { keepPrevious: true });
  const choices = useMemo(
    () => (found.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.shortName || unit.name, note: unit.duties })),
    [found.data],
  );
  const names = useNames(props.value, choices, async (id) => (await call(readOrganisation, { params: { id } })).shortName, 'unit');
  return (
    <Picker
      {...props}
      text={text}
      onText={setText}
      choices={withNames(choices, names)}
      busy={found.isFetching}
      hint="单位名称、简称或首字母"
    />
  );
}

/** People: colleagues where the seat may see them, else the members of the body. */
export function PersonPicker(props: PickerProps & { members?: boolean }) {
  const can = useCan();
  const [text, setText] = useState('');
  const colleagues = can('directory.read-people') && !props.members;
  const people = useRead(listPeople, { query: { text: text || undefined, limit: 30 } }, { enabled: colleagues, keepPrevious: true });
  const members = useRead(listMembers, { query: { text: text || undefined, limit: 30 } }, { enabled: !colleagues, keepPrevious: true });
  const choices = useMemo<readonly Choice[]>(
    () =>
      colleagues
        ? (people.data?.items ?? []).map((one) => ({
            value: one.id,
            label: one.name,
            note: one.seats.map((seat) => seat.title).join('；'),
          }))
        : (members.data?.items ?? []).map((one) => ({ value: one.personId, label: one.name, note: one.groupName })),
    [colleagues, people.data, members.data],
  );
  const names = useNames(props.value, choices, async (id) => (await call(readPerson, { params: { id } })).name, 'person');
  return (
    <Picker
      {...props}
      text={text}
      onText={setText}
      choices={withNames(choices, names)}
      busy={people.isFetching || members.isFetching}
      hint="姓名或拼音首字母"
    />
  );
}

/** Another matter of the body by number, words or name; without those in `except`. */
export function MatterPicker({ kind, except, ...props }: PickerProps & { kind: string; except: readonly string[] }) {
  const [text, setText] = useState('');
  const found = useRead(
    listMatters,
    { query: { kind, words: text || undefined, order: text ? 'relevance' : 'submitted', limit: 30 } },
    { keepPrevious: true },
  );
  const choices = (found.data?.items ?? [])
    .filter((one) => !except.includes(one.id))
    .map((one) => ({
      value: one.id,
      label: `${one.shortNumber ? `${one.shortNumber}号 ` : ''}${one.title}`,
      note: `${one.author?.name ?? ''} ${one.stateLabel}`,
    }));
  return <Picker {...props} text={text} onText={setText} choices={choices} busy={found.isFetching} hint="编号、标题或人名" />;
}

function Picker({
  label,
  value,
  onChange,
  many,
  most,
  autoFocus,
  text,
  onText,
  choices,
  busy,
  hint,
}: PickerProps & {
  text: string;
  onText: (text: string) => void;
  choices: readonly Choice[];
  busy: boolean;
  hint: string;
}) {
  // Closed by each choice: while the list is open, Tab would take the one just chosen out again.
  const [open, setOpen] = useState(false);
  const change = (next: string | string[] | undefined) => {
    onText('');
    setOpen(false);
    onChange(next === undefined ? [] : [next].flat());
  };
  const search = (typed: string) => {
    onText(typed);
    if (typed) setOpen(true);
  };
  return (
    <Select<string | string[], Choice>
      aria-label={label}
      mode={many ? 'multiple' : undefined}
      maxCount={many ? most : undefined}
      allowClear
      autoFocus={autoFocus}
      style={{ width: '100%' }}
      placeholder={hint}
      open={open}
      onOpenChange={setOpen}
      showSearch={{ searchValue: text, onSearch: search, filterOption: false }}
      value={many ? [...value] : value[0]}
      onChange={change}
      loading={busy}
      options={[...choices]}
      notFoundContent={busy ? '正在找' : '没有找到，换几个字试试'}
      optionRender={choiceWords}
    />
  );
}

function choiceWords({ data }: { data: Choice }) {
  return (
    <span className="picker-choice">
      <span>{data.label}</span>
      {data.note && <span className="s cut">{data.note}</span>}
    </span>
  );
}

/** Names of chosen ids that the list found does not hold, e.g. those a form begins with. */
function useNames(
  ids: readonly string[],
  known: readonly Choice[],
  nameOf: (id: string) => Promise<string>,
  what: string,
): readonly Choice[] {
  const missing = ids.filter((id) => !known.some((one) => one.value === id));
  const answers = useQueries({
    queries: missing.map((id) => ({
      queryKey: [`directory.name-of-${what}`, id],
      queryFn: () => nameOf(id),
      staleTime: 600_000,
      retry: false,
    })),
  });
  return missing.map((id, index) => ({ value: id, label: answers[index]?.data ?? '正在取名称' }));
}

function withNames(choices: readonly Choice[], names: readonly Choice[]): readonly Choice[] {
  return [...names, ...choices];
}
