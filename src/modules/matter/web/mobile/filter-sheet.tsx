import { useState } from 'react';
import { stages, type Kind, type Stage } from '../../contract/kind.ts';
import { kindsMet, stageWords } from '../shared/index.ts';
import type { MatterQuery } from './matters-page.tsx';
import { Button } from '#platform/web/mobile/button.tsx';
import { Choices, Field, Ticks } from '#platform/web/mobile/fields.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { useMe } from '#platform/web/shared/session.tsx';

const lateOptions = [
  { value: 'dueSoon', label: '快到期' },
  { value: 'late', label: '已逾期' },
];
/** 逾期 stands for both degrees of it. */
const lateStates: Readonly<Record<string, readonly string[]>> = { dueSoon: ['dueSoon'], late: ['overdue', 'veryOverdue'] };
const orderOptions = [
  { value: 'changed', label: '最近有变化' },
  { value: 'submitted', label: '最近提出' },
  { value: 'due', label: '先到期' },
];

interface FilterSheetProps {
  readonly query: MatterQuery;
  readonly onApply: (query: Partial<MatterQuery>) => void;
  readonly onClose: () => void;
}

/** Narrows a list of matters. */
export function FilterSheet({ query, onApply, onClose }: FilterSheetProps) {
  const met = kindsMet(useMe().seat?.organisation.kind);
  const [kind, setKind] = useState(query.kind ?? '');
  const [stage, setStage] = useState(listOf(query.stage));
  const [late, setLate] = useState(listOf(query.mark).includes('dueSoon') ? 'dueSoon' : listOf(query.mark).length > 0 ? 'late' : '');
  const [order, setOrder] = useState(query.order ?? 'changed');
  const [key, setKey] = useState(query.key === 'true' ? ['key'] : []);
  const kindOptions = [{ value: '', label: '全部' }, ...met.map((one) => ({ value: one.kind, label: one.words.name }))];
  const stageOptions = stagesOf(met.filter((one) => kind === '' || one.kind === kind));
  const apply = () =>
    onApply({
      kind: kind || undefined,
      stage: stage.length > 0 ? stage : undefined,
      mark: late ? [...lateStates[late]!] : undefined,
      order: order === 'changed' ? undefined : order,
      key: key.length > 0 ? 'true' : undefined,
    });
  const clear = () => {
    setKind('');
    setStage([]);
    setLate('');
    setOrder('changed');
    setKey([]);
  };
  return (
    <Sheet
      title="筛选和排序"
      onClose={onClose}
      foot={
        <div className="btns">
          <Button onClick={clear}>清除</Button>
          <Button look="fill" onClick={apply}>
            按此查看
          </Button>
        </div>
      }
    >
      <Field label="种类">
        <Choices label="种类" options={kindOptions} value={kind} onChoose={setKind} />
      </Field>
      <Field label="走到哪一步">
        <Ticks label="走到哪一步" options={stageOptions} values={stage} onChange={setStage} />
      </Field>
      <Field label="期限">
        <Choices label="期限" options={[{ value: '', label: '不限' }, ...lateOptions]} value={late} onChoose={setLate} />
      </Field>
      <Field label="其他">
        <Ticks label="其他" options={[{ value: 'key', label: '重点督办' }]} values={key} onChange={setKey} />
      </Field>
      <Field label="排序">
        <Choices label="排序" options={orderOptions} value={order} onChoose={(next) => setOrder(next as typeof order)} />
      </Field>
    </Sheet>
  );
}

/** How many conditions narrow the list. */
export function countFilters(query: MatterQuery): number {
  return [
    query.kind,
    listOf(query.stage).length > 0,
    listOf(query.mark).length > 0,
    query.key,
    query.order && query.order !== 'changed',
  ].filter(Boolean).length;
}

function listOf(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : value.split(',').filter(Boolean);
}

/** The stages that these kinds have; one kind alone calls them its own way. */
function stagesOf(among: readonly Kind[]) {
  const used = new Set(among.flatMap((kind) => Object.values(kind.states).map((state) => state.stage)));
  const only = among.length === 1 ? among[0] : undefined;
  return (Object.keys(stages) as Stage[])
    .filter((stage) => used.has(stage))
    .map((stage) => ({ value: stage, label: stageWords(only, stage) }));
}
