import { useState } from 'react';
import type { CallOf } from '#platform/contract/route.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { stages } from '../../contract/kind.ts';
import { dimensions, measureLabel, parseCondition } from '../../contract/annual-figures.ts';
import type { Kind } from '../../contract/kind.ts';
import type { listMatters } from '../../contract/routes.ts';
import { UnitPicker } from './pickers.tsx';

/** Names of the filters that a list's address may carry. */
export const filterNames = [
  'view',
  'kind',
  'stage',
  'state',
  'field',
  'unit',
  'answerClass',
  'rating',
  'mark',
  'key',
  'published',
  'figure',
  'from',
  'to',
  'order',
  'words',
] as const as readonly string[];

const views = { body: '全部可见的', unit: '本单位承办的', mine: '我提出或联名的', followed: '我跟进的' } as const;
const orders = { changed: '最近变动', submitted: '最近提交', due: '先到期', number: '编号', relevance: '最相关' } as const;
/** Words of the address for how a deadline stands, each with what the server calls it. */
const marks = {
  overdue: '逾期',
  veryOverdue: '严重逾期',
  soon: '临期',
  running: '正常',
  waiting: '没有在计时',
  red: '红牌',
  yellow: '黄牌',
  blue: '蓝牌',
} as const;
const serverMarks: Readonly<Record<string, string>> = { overdue: 'overdue,veryOverdue', soon: 'dueSoon' };

/** The list's query from its address. Unknown words in a hand-written address are left out. */
export function queryOf(address: Query): NonNullable<CallOf<typeof listMatters>['query']> {
  const one = <Names extends object>(names: Names, value: string | undefined) =>
    value !== undefined && value in names ? (value as keyof Names & string) : undefined;
  const flag = (value: string | undefined) => (value === 'true' ? ('true' as const) : value === 'false' ? ('false' as const) : undefined);
  const { kind, stage, state, field, unit, answerClass, rating, figure, from, to, words } = address;
  const mark = address.mark && (serverMarks[address.mark] ?? address.mark);
  return {
    view: one(views, address.view) ?? 'body',
    kind,
    stage,
    state,
    field,
    unit,
    answerClass,
    rating,
    figure,
    mark,
    from,
    to,
    words,
    key: flag(address.key),
    published: flag(address.published),
    order: one(orders, address.order) ?? (words ? 'relevance' : 'changed'),
  };
}

/** The filters in force as words, each of which can be taken away. */
export function chipsOf(query: Query, kinds: readonly Kind[]): readonly { name: string; words: string }[] {
  const words: Readonly<Record<string, (value: string) => string>> = {
    view: (value) => views[value as keyof typeof views] ?? value,
    kind: (value) => kinds.find((kind) => kind.kind === value)?.words.full ?? value,
    stage: (value) =>
      `阶段：${value
        .split(',')
        .map((one) => stages[one as keyof typeof stages] ?? one)
        .join('、')}`,
    state: (value) => `状态：${labelOfStates(value, kinds)}`,
    field: (value) => `类别：${value}`,
    unit: () => '指定承办单位',
    answerClass: (value) => `结果：${value} 类`,
    rating: (value) => `评价：${ratings[value as keyof typeof ratings] ?? value}`,
    mark: (value) => `期限：${marks[value as keyof typeof marks] ?? value}`,
    key: (value) => (value === 'true' ? '重点督办' : '非重点'),
    published: (value) => (value === 'true' ? '已公开' : '未公开'),
    figure: (value) => figureWords(value, kinds.find((kind) => kind.kind === query.kind)?.bodyKind ?? kinds[0]?.bodyKind ?? 'congress'),
    from: (value) => `${value} 起`,
    to: (value) => `到 ${value}`,
    order: (value) => `按${orders[value as keyof typeof orders] ?? value}排`,
  };
  return Object.entries(query)
    .filter(([name]) => name in words)
    .map(([name, value]) => ({ name, words: words[name]!(value) }));
}

/** Figures of the year's account in words; a unit or a delegation is named by its dimension alone. */
function figureWords(value: string, bodyKind: Kind['bodyKind']): string {
  const named = value.split(',').map((one) => {
    const condition = parseCondition(one);
    if (!condition) return one;
    if ('measure' in condition) return measureLabel(condition.measure, bodyKind);
    const { dimension, key } = condition;
    return dimension === 'field' && key && !/^[a-z]/.test(key) ? key : `指定的${dimensions[dimension]}`;
  });
  return `年度报告：${named.join('、')}`;
}

function labelOfStates(value: string, kinds: readonly Kind[]): string {
  return value
    .split(',')
    .map((state) => kinds.find((kind) => kind.states[state])?.states[state]?.label ?? state)
    .join('、');
}

const ratings = { satisfied: '满意', basicallySatisfied: '基本满意', dissatisfied: '不满意' } as const;

interface FilterDialogProps {
  readonly query: Query;
  readonly kinds: readonly Kind[];
  readonly onTake: (query: Record<string, string | undefined>) => void;
  readonly onClose: () => void;
}

/** All filters of the list in one form. */
export function FilterDialog({ query, kinds, onTake, onClose }: FilterDialogProps) {
  const [draft, setDraft] = useState<Record<string, string | undefined>>({ ...query });
  const put = (name: string, value: string) => setDraft({ ...draft, [name]: value || undefined });
  const take = () => {
    onTake(draft);
    onClose();
  };
  return (
    <DeskDialog
      title="筛选条件"
      onClose={onClose}
      width={620}
      foot={
        <>
          <Button onPress={() => setDraft({})}>清空</Button>
          <Button filled onPress={take}>
            按条件筛选
          </Button>
        </>
      }
    >
      <div className="field-row">
        {choicesFor(kinds, draft['kind']).map(({ name, label, choices, none }) => (
          <label key={name} className="field">
            <span className="name">{label}</span>
            <select className="pick" value={draft[name] ?? ''} onChange={(event) => put(name, event.target.value)}>
              <option value="">{none ?? '不限'}</option>
              {choices.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ))}
        {dayFilters.map(([name, label]) => (
          <label key={name} className="field">
            <span className="name">{label}</span>
            <input className="input" type="date" value={draft[name] ?? ''} onChange={(event) => put(name, event.target.value)} />
          </label>
        ))}
      </div>
      <div className="field">
        <div className="name">承办单位</div>
        <UnitPicker label="承办单位" value={draft['unit'] ? [draft['unit']] : []} onChange={([unit]) => put('unit', unit ?? '')} />
      </div>
    </DeskDialog>
  );
}

const dayFilters = [
  ['from', '提交日期从'],
  ['to', '到'],
] as const;

interface FilterChoices {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly (readonly [value: string, words: string])[];
  readonly none?: string;
}

function choicesFor(kinds: readonly Kind[], picked: string | undefined): readonly FilterChoices[] {
  const used = new Set<string>(kinds.flatMap((kind) => Object.values(kind.states).map((state) => state.stage)));
  const states = kinds
    .filter((kind) => !picked || kind.kind === picked)
    .flatMap((kind) => Object.entries(kind.states).filter(([name]) => name !== 'draft'));
  return [
    { name: 'kind', label: '类型', choices: kinds.map((kind) => [kind.kind, kind.words.full] as const) },
    { name: 'view', label: '范围', choices: Object.entries(views), none: '全部可见的' },
    { name: 'stage', label: '阶段', choices: Object.entries(stages).filter(([stage]) => used.has(stage)) },
    { name: 'state', label: '状态', choices: [...new Map(states.map(([name, state]) => [name, state.label] as const))] },
    { name: 'mark', label: '期限', choices: Object.entries(marks) },
    {
      name: 'answerClass',
      label: '办理结果',
      choices: [
        ['A', 'A 类'],
        ['B', 'B 类'],
        ['C', 'C 类'],
      ],
    },
    { name: 'rating', label: '评价', choices: Object.entries(ratings) },
    {
      name: 'key',
      label: '重点督办',
      choices: [
        ['true', '是'],
        ['false', '否'],
      ],
    },
    {
      name: 'published',
      label: '向社会公开',
      choices: [
        ['true', '已公开'],
        ['false', '未公开'],
      ],
    },
    { name: 'order', label: '排序', choices: Object.entries(orders), none: '自动' },
  ];
}
