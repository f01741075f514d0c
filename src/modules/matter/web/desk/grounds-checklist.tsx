import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';

/** What was found on each ground: looked at and not the case, or the case. Grounds not looked at are not in it. */
export type Grounds = Readonly<Record<string, 'clear' | 'met'>>;

interface GroundsChecklistProps {
  readonly title: string;
  /** What may be done once all are looked at: 受理, 立案. */
  readonly accept: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly hint?: string | undefined }[];
  readonly grounds: Grounds;
  readonly onChange: (grounds: Grounds) => void;
}

/** The grounds on which a matter is not taken, to be looked at one by one: G goes here, then 1 to 9 mark; each press turns 未核, 无, 有. */
export function GroundsChecklist({ title, accept, choices, grounds, onChange }: GroundsChecklistProps) {
  const list = useRef<HTMLUListElement>(null);
  const focused = useFocusWithin(list);
  const turn = (value: string) => onChange(turned(grounds, value));
  const allClear = () => onChange(Object.fromEntries(choices.map((one) => [one.value, grounds[one.value] === 'met' ? 'met' : 'clear'])));
  useKeys([
    { keys: 'g', label: '核情形', act: () => list.current?.querySelector<HTMLElement>('button')?.focus() },
    { keys: 'c', label: '其余均无', act: allClear },
    focused && {
      keys: `1-${Math.min(9, choices.length)}`,
      label: '标情形',
      act: (event) => {
        const choice = choices[Number(event.key) - 1];
        if (choice) turn(choice.value);
      },
    },
  ]);
  const looked = choices.filter((one) => grounds[one.value]).length;
  return (
    <Section
      title={title}
      note={looked === choices.length ? '已逐项核过' : `已核 ${looked} / ${choices.length}，逐项核过才可${accept}`}
      act={
        <Button small keys="c" onPress={allClear}>
          其余均无
        </Button>
      }
    >
      <ul ref={list} className="chk">
        {choices.map((choice, index) => (
          <Ground key={choice.value} choice={choice} place={index + 1} found={grounds[choice.value]} onTurn={() => turn(choice.value)} />
        ))}
      </ul>
    </Section>
  );
}

interface GroundProps {
  readonly choice: GroundsChecklistProps['choices'][number];
  readonly place: number;
  readonly found: 'clear' | 'met' | undefined;
  readonly onTurn: () => void;
}

function Ground({ choice, place, found, onTurn }: GroundProps) {
  const words = found === 'met' ? '有' : found === 'clear' ? '无' : '未核';
  return (
    <li className={found === 'met' ? 'hit' : undefined}>
      <button type="button" className="bare chk-turn" title={choice.hint} aria-label={`${choice.label}：${words}`} onClick={onTurn}>
        {place <= 9 && <kbd>{place}</kbd>}
        <span className={found === 'clear' ? 'done-words' : undefined}>
          <Icon name={found === 'clear' ? 'tick' : found === 'met' ? 'half' : 'wait'} />
        </span>
        <span className="cut grow">{choice.label}</span>
        <span className="s">{words}</span>
      </button>
    </li>
  );
}

function turned(grounds: Grounds, value: string): Grounds {
  const { [value]: before, ...rest } = grounds;
  if (before === 'met') return rest;
  return { ...rest, [value]: before === 'clear' ? 'met' : 'clear' };
}

/** True while the focus lies inside the element. */
function useFocusWithin(element: RefObject<HTMLElement | null>): boolean {
  const [within, setWithin] = useState(false);
  useEffect(() => {
    const look = () => setWithin(Boolean(element.current?.contains(document.activeElement)));
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, [element]);
  return within;
}
