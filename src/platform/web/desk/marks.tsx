import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';

/** Whose matter it is: 人大 in a single frame, 政协 with double sides, so that colour is never the only sign. */
export function OwnerMark({ body }: { body: 'congress' | 'cppcc' }) {
  return <span className={`own ${body === 'congress' ? 'rd' : 'zx'}`}>{body === 'congress' ? '人大' : '政协'}</span>;
}

/** A word in a frame. `strong` for what answers for the matter (主办), `key` for 重点, `draft` for what is not yet in force. */
export function Tag({ kind, children }: { kind?: 'strong' | 'key' | 'draft' | undefined; children: ReactNode }) {
  return <span className={kind ? `tag ${kind}` : 'tag'}>{children}</span>;
}

export type CardColour = 'blue' | 'yellow' | 'red';
const cards = {
  blue: { bars: 1, words: '蓝牌', tone: 'u' },
  yellow: { bars: 2, words: '黄牌', tone: 'y' },
  red: { bars: 3, words: '红牌', tone: 'r' },
} as const;

/** A supervision card: a flag with one, two or three bars and the word. */
export function CardFlag({ colour }: { colour: CardColour }) {
  const card = cards[colour];
  return (
    <span className={`card-mk ${card.tone}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2 1v14" stroke="currentColor" strokeWidth="1.6" />
        <path d="M2.8 1.6h12v8.2h-12" fill="none" stroke="currentColor" strokeWidth="1.2" />
        <g fill="currentColor">
          {[4.5, 7.9, 11.3].slice(0, card.bars).map((x) => (
            <rect key={x} x={x} y="2.5" width="2.2" height="6.4" />
          ))}
        </g>
      </svg>
      {card.words}
    </span>
  );
}

export type CertaintyLevel = 'certain' | 'likely' | 'look' | 'unsure';
const certainties = {
  certain: { cells: 5, words: '很有把握' },
  likely: { cells: 4, words: '有把握' },
  look: { cells: 3, words: '请看一眼' },
  unsure: { cells: 1, words: '拿不准' },
} as const;

/** The words of the levels, for sheets. */
export const certaintyNames: Readonly<Record<CertaintyLevel, string>> = {
  certain: certainties.certain.words,
  likely: certainties.likely.words,
  look: certainties.look.words,
  unsure: certainties.unsure.words,
};

/** How sure the machine is: five cells and a word. Doubt is orange, never red. `share` is shown where it is known, 0 to 1. */
export function Certainty({ level, share }: { level: CertaintyLevel; share?: number | undefined }) {
  const { cells, words } = certainties[level];
  return (
    <span className={level === 'unsure' ? 'certainty lo' : 'certainty'}>
      <span className="cert" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((cell) => (
          <i key={cell} className={cell <= cells ? 'f' : undefined} />
        ))}
      </span>
      <span>
        {words}
        {share !== undefined && ` ${Math.round(share * 100)}%`}
      </span>
    </span>
  );
}

/** A native tick box; `partly` where some of what it stands for is ticked. */
export function Checkbox({
  checked,
  partly,
  label,
  onChange,
  disabled,
}: {
  checked: boolean;
  partly?: boolean;
  label: string;
  onChange: () => void;
  disabled?: boolean;
}) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = Boolean(partly);
  }, [partly]);
  return (
    <input
      ref={box}
      type="checkbox"
      className="ck"
      tabIndex={-1}
      checked={checked}
      disabled={disabled}
      aria-label={label}
      onChange={onChange}
      onClick={(event) => event.stopPropagation()}
    />
  );
}
