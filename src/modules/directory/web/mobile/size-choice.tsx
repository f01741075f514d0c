import { chooseSize, useSize, type TextSize } from '#platform/web/shared/appearance.ts';
import './me.css';

const sizes: readonly { readonly value: TextSize; readonly label: string; readonly words: string }[] = [
  { value: 'standard', label: '标准版', words: '一屏看得多' },
  { value: 'elder', label: '长辈版', words: '字大，按钮大' },
];

/** Standard or elder version, each shown in its own size. */
export function SizeChoice() {
  const size = useSize();
  return (
    <div className="sizes" role="radiogroup" aria-label="字号和版式">
      {sizes.map(({ value, label, words }) => (
        <label key={value} className="size">
          <input type="radio" name="size" checked={size === value} onChange={() => chooseSize(value)} />
          <span className={value === 'elder' ? 'size-face big' : 'size-face'}>
            <b>{label}</b>
            {words}
          </span>
        </label>
      ))}
    </div>
  );
}
