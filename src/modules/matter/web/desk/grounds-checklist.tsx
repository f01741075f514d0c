import { useRef, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { Icon } from '#platform/web/desk/icon.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';

/** What was found on each ground: looked at and not the case, or the case. Grounds not looked at are not in it. */
export type Grounds = Readonly<Record<string, 'clear' | 'met'>>;

interface GroundsChecklistProps {
  readonly title: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly hint?: string | undefined }[];
  readonly grounds: Grounds;
  readonly onChange: (grounds: Grounds) => void;
}

/** The grounds on which a matter is not taken, to be looked at one by one: G goes here, then 1 to 9 mark; each press turns 未核, 无, 有. */
export function GroundsChecklist({ title, choices, grounds, onChange }: GroundsChecklistProps) {
  const list = useRef<HTMLUListElement>(null);
  const [focused, setFocused] = useState(false);
  const turn = (value: string) => {
    const next = { undefined: 'clear', clear: 'met', met: undefined }[String(grounds[value])] as 'clear' | 'met' | undefined;
    const { [value]: _, ...rest } = grounds;
    onChange(next ? { ...rest, [value]: next } : rest);
  };
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
      note={looked === choices.length ? '已逐项核过' : `已核 ${looked} / ${choices.length}，逐项核过才可受理`}
      act={
        <Button small keys="c" onPress={allClear}>
          其余均无
        </Button>
      }
    >
      <ul
        ref={list}
        className="chk"
        onFocus={() => setFocused(true)}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false);
        }}
      >
        {choices.map((choice, index) => {
          const found = grounds[choice.value];
          return (
            <li key={choice.value} className={found === 'met' ? 'hit' : undefined}>
              <button
                type="button"
                className="bare chk-turn"
                title={choice.hint}
                aria-label={`${choice.label}：${found === 'met' ? '有' : found === 'clear' ? '无' : '未核'}`}
                onClick={() => turn(choice.value)}
              >
                {index < 9 && <kbd>{index + 1}</kbd>}
                {found === 'clear' ? (
                  <span className="done-words">
                    <Icon name="tick" />
                  </span>
                ) : (
                  <Icon name={found === 'met' ? 'half' : 'wait'} />
                )}
                <span className="cut grow">{choice.label}</span>
                <span className="s">{found === 'met' ? '有' : found === 'clear' ? '无' : '未核'}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
