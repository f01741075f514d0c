import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { drawLots, setSeatingRules } from '../../../contract/places/routes.ts';
import type { Ordering, SeatingRules } from '../../../contract/places/seating-rules.ts';
import { groupsInOrder, orderings } from '../../../contract/places/seating-rules.ts';
import type { Seating } from './seating-state.ts';

/** By what seats are given: order of the names, of the groups (usual, by hand or by lot), and the figures of the rules. */
export function RulesDialog({
  meetingId,
  seating,
  word,
  onClose,
}: {
  meetingId: string;
  seating: Seating;
  word: string;
  onClose: () => void;
}) {
  const [rules, setRules] = useState<SeatingRules>(seating.view.rules);
  const params = { meetingId, seatingId: seating.view.id };
  const save = useWrite(setSeatingRules, { onDone: onClose });
  const lots = useWrite(drawLots, { onDone: onClose });
  const order = groupsInOrder(seating.view.groups, rules);
  const set = (part: Partial<SeatingRules>) => setRules({ ...rules, ...part });
  const shift = (index: number, by: number) => {
    const ids = order.map((group) => group.id);
    const other = index + by;
    if (other < 0 || other >= ids.length) return;
    [ids[index], ids[other]] = [ids[other]!, ids[index]!];
    set({ groupOrder: ids, drawn: null });
  };
  const figure = (label: string, key: 'mostAisles' | 'keepFree' | 'fullRows', most: number) => (
    <label className="field">
      <span className="name">{label}</span>
      <input
        className="input"
        type="number"
        min={0}
        max={most}
        value={rules[key]}
        onChange={(event) => set({ [key]: Math.max(0, Math.min(most, Number(event.target.value))) })}
      />
    </label>
  );
  return (
    <DeskDialog
      title="排座规则"
      note="改规则不动已排的座位；要按新规则排，再点“全部重排”"
      onClose={onClose}
      width={560}
      foot={
        <>
          <Button onPress={onClose}>取消</Button>
          <Button
            filled
            busy={save.isPending}
            blocked={seating.isDraft ? null : '已发布的版本不能改'}
            onPress={() => save.mutate({ params, body: { rules } })}
          >
            保存
          </Button>
        </>
      }
    >
      <div className="field-row">
        <label className="field">
          <span className="name">团内先后</span>
          <select className="pick" value={rules.orderWithin} onChange={(event) => set({ orderWithin: event.target.value as Ordering })}>
            {Object.entries(orderings).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        {figure('同一团组最多隔几条过道', 'mostAisles', 4)}
        {figure('每区留几个应急空座', 'keepFree', 40)}
        {figure('前几排不空', 'fullRows', 20)}
      </div>
      <label className="row" style={{ marginBottom: 12 }}>
        <Checkbox
          checked={rules.convenorFirst}
          label="团长、召集人坐本团首排"
          onChange={() => set({ convenorFirst: !rules.convenorFirst })}
        />
        团长、召集人坐本团首排
      </label>
      <div className="field">
        <span className="name">
          {word}先后{' '}
          <span className="s">
            {rules.drawn
              ? `${rules.drawn.byName} ${momentWords(rules.drawn.at)} 抽签`
              : rules.groupOrder.length > 0
                ? '手工调整'
                : '按惯例'}
          </span>
        </span>
        <div style={{ maxHeight: 190, overflow: 'auto', border: '1px solid var(--line)' }}>
          {order.map((group, index) => (
            <div key={group.id} className="line-item" style={{ padding: '0 8px', minHeight: 28 }}>
              <span>
                {index + 1}　{group.name}
              </span>
              <Button small onPress={() => shift(index, -1)} blocked={index === 0 ? '已在最前' : null}>
                上移
              </Button>
              <Button small onPress={() => shift(index, 1)} blocked={index === order.length - 1 ? '已在最后' : null}>
                下移
              </Button>
            </div>
          ))}
        </div>
        <div className="row" style={{ marginTop: 8 }}>
          <Button
            small
            busy={lots.isPending}
            blocked={seating.isDraft ? null : '已发布的版本不能改'}
            onPress={() => lots.mutate({ params })}
          >
            抽签决定先后
          </Button>
          <Button small onPress={() => set({ groupOrder: [], drawn: null })}>
            恢复惯例
          </Button>
        </div>
      </div>
      {(save.error ?? lots.error) && <p className="over-words">{wordsOf(save.error ?? lots.error)}</p>}
    </DeskDialog>
  );
}
