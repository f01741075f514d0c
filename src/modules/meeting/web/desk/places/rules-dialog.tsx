import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import { drawLots, setSeatingRules } from '../../../contract/places/routes.ts';
import type { Ordering, SeatingRules } from '../../../contract/places/seating-rules.ts';
import { groupsInOrder, orderings } from '../../../contract/places/seating-rules.ts';
import { NumberField, PickField, Tick } from './fields.tsx';
import type { Seating } from './seating-state.ts';

interface RulesDialogProps {
  readonly meetingId: string;
  readonly seating: Seating;
  readonly word: string;
  readonly onClose: () => void;
}

const fixedWords = '已发布的版本不能改';

/** By what seats are given: order of the names, of the groups (usual, by hand or by lot), and the figures of the rules. */
export function RulesDialog({ meetingId, seating, word, onClose }: RulesDialogProps) {
  const [rules, setRules] = useState<SeatingRules>(seating.view.rules);
  const params = { meetingId, seatingId: seating.view.id };
  const save = useWrite(setSeatingRules, { onDone: onClose });
  const lots = useWrite(drawLots, { onDone: onClose });
  const set = (part: Partial<SeatingRules>) => setRules({ ...rules, ...part });
  const wrong = save.error ?? lots.error;
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
            blocked={seating.isDraft ? null : fixedWords}
            onPress={() => save.mutate({ params, body: { rules } })}
          >
            保存
          </Button>
        </>
      }
    >
      <RuleFields rules={rules} set={set} />
      <GroupOrder seating={seating} word={word} rules={rules} set={set} />
      <div className="row">
        <Button small busy={lots.isPending} blocked={seating.isDraft ? null : fixedWords} onPress={() => lots.mutate({ params })}>
          抽签决定先后
        </Button>
        <Button small onPress={() => set({ groupOrder: [], drawn: null })}>
          恢复惯例
        </Button>
      </div>
      {wrong && <p className="over-words">{wordsOf(wrong)}</p>}
    </DeskDialog>
  );
}

interface PartProps {
  readonly rules: SeatingRules;
  readonly set: (part: Partial<SeatingRules>) => void;
}

function RuleFields({ rules, set }: PartProps) {
  return (
    <>
      <div className="field-row">
        <PickField
          label="团内先后"
          value={rules.orderWithin}
          choices={Object.entries(orderings)}
          onChange={(orderWithin) => set({ orderWithin: orderWithin as Ordering })}
        />
        <NumberField
          label="同一团组最多隔几条过道"
          value={rules.mostAisles}
          least={0}
          most={4}
          onChange={(mostAisles) => set({ mostAisles })}
        />
        <NumberField label="每区留几个应急空座" value={rules.keepFree} least={0} most={40} onChange={(keepFree) => set({ keepFree })} />
        <NumberField label="前几排不空" value={rules.fullRows} least={0} most={20} onChange={(fullRows) => set({ fullRows })} />
      </div>
      <Tick label="团长、召集人坐本团首排" checked={rules.convenorFirst} onChange={() => set({ convenorFirst: !rules.convenorFirst })} />
    </>
  );
}

function GroupOrder({ seating, word, rules, set }: PartProps & { seating: Seating; word: string }) {
  const order = groupsInOrder(seating.view.groups, rules);
  const shift = (index: number, by: number) => {
    const ids = order.map((group) => group.id);
    const [moved] = ids.splice(index, 1);
    ids.splice(index + by, 0, moved!);
    set({ groupOrder: ids, drawn: null });
  };
  const how = rules.drawn
    ? `${rules.drawn.byName} ${momentWords(rules.drawn.at)} 抽签`
    : rules.groupOrder.length > 0
      ? '手工调整'
      : '按惯例';
  return (
    <div className="field group-order">
      <span className="name">
        {word}先后 <span className="s">{how}</span>
      </span>
      <div className="scroll-box">
        {order.map((group, index) => (
          <div key={group.id} className="line-item">
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
    </div>
  );
}
