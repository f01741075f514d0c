import { useDeferredValue, useEffect, useState } from 'react';
import { readForm, suggestCategory } from '../../../contract/routes.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Choices, Field, type Option } from '#platform/web/mobile/fields.tsx';
import { SearchBox } from '#platform/web/mobile/search-box.tsx';
import { Sheet } from '#platform/web/mobile/sheet.tsx';
import { IconTick } from '#platform/web/shared/icons.tsx';
import { useRead } from '#platform/web/shared/queries.ts';

interface CategoryFieldProps {
  readonly form: AnswerOf<typeof readForm> | undefined;
  readonly words: string;
  readonly value: string | null;
  readonly fault: string | undefined;
  readonly onChange: (category: string) => void;
}

const other = 'other';

/** The category: what the words point to stands ready, everything else is one press away. */
export function CategoryField({ form, words, value, fault, onChange }: CategoryFieldProps) {
  const typed = useDeferredValue(words.trim());
  const suggested = useRead(suggestCategory, { query: { words: typed } }, { enabled: typed.length >= 4, keepPrevious: true });
  const [open, setOpen] = useState(false);
  const [byHand, setByHand] = useState(value !== null);
  const all = form?.fields.find((field) => field.name === 'category')?.choices ?? [];
  const first = suggested.data?.items[0]?.key ?? null;
  useEffect(() => {
    if (!byHand && first && first !== value) onChange(first);
  }, [byHand, first, value, onChange]);
  const choose = (key: string) => {
    if (key === other) return setOpen(true);
    setByHand(true);
    onChange(key);
  };
  const shown = optionsOf(suggested.data?.items.slice(0, 2) ?? [], value, all);
  return (
    <Field label="类别" required fault={fault} aside={<span className="label">{shown.length > 1 && !byHand ? '系统按内容推荐' : ''}</span>}>
      <Choices
        label="类别"
        options={[...shown, { value: other, label: shown.length > 0 ? '其他类别' : '选类别' }]}
        value={value}
        onChoose={choose}
      />
      {open && (
        <CategorySheet
          choices={all}
          value={value}
          onClose={() => setOpen(false)}
          onChoose={(key) => {
            setOpen(false);
            choose(key);
          }}
        />
      )}
    </Field>
  );
}

function optionsOf(
  suggested: readonly { readonly key: string; readonly label: string }[],
  value: string | null,
  all: readonly Option[],
): Option[] {
  const options = suggested.map(({ key, label }) => ({ value: key, label }));
  const chosen = all.find((one) => one.value === value);
  return chosen && !options.some((one) => one.value === chosen.value)
    ? [{ value: chosen.value, label: chosen.label }, ...options]
    : options;
}

interface CategorySheetProps {
  readonly choices: readonly { readonly value: string; readonly label: string; readonly hint?: string | undefined }[];
  readonly value: string | null;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

function CategorySheet({ choices, value, onChoose, onClose }: CategorySheetProps) {
  const [words, setWords] = useState('');
  const shown = choices.filter((one) => `${one.label}${one.hint ?? ''}`.includes(words.trim()));
  const groups = [...new Set(shown.map((one) => one.hint ?? ''))];
  return (
    <Sheet title="类别" tall onClose={onClose}>
      <SearchBox label="搜类别" value={words} onChange={setWords} />
      {groups.map((group) => (
        <section key={group} className="category-group">
          <h3 className="second">{group}</h3>
          {shown
            .filter((one) => (one.hint ?? '') === group)
            .map((one) => (
              <button key={one.value} type="button" className="row" aria-pressed={one.value === value} onClick={() => onChoose(one.value)}>
                <span className="row-words">{one.label}</span>
                {one.value === value && <IconTick size={20} />}
              </button>
            ))}
        </section>
      ))}
      {shown.length === 0 && (
        <p className="second category-none">{choices.length === 0 ? '类别还没有下载，联网后再选。' : '没有这样的类别，换个词试试。'}</p>
      )}
    </Sheet>
  );
}
