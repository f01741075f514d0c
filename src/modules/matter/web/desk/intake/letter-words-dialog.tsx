import { useRef, useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { DeskDialog } from '#platform/web/desk/dialog.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { momentWords } from '#platform/web/shared/dates.ts';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { LetterTemplate, LetterWords } from '../../../contract/intake.ts';
import { saveLetterTemplate } from '../../../contract/intake.ts';
import { RefusalLine } from '../refusal-line.tsx';

const lines: readonly (readonly [keyof LetterWords, string, string])[] = [
  ['sender', '发文单位（红头）', ''],
  ['title', '标题', ''],
  ['addressee', '称呼', ''],
  ['text', '正文', '一段一行；清单另起一行写 {list}'],
  ['signature', '落款', ''],
  ['contact', '联系方式', '可不填'],
];

/** The words of a letter as the body uses them. Fillings go in where the cursor stands; every saving is a version. */
export function LetterWordsDialog({ template, onClose }: { template: LetterTemplate; onClose: () => void }) {
  const [words, setWords] = useState<LetterWords>(template.words);
  const at = useRef<{ name: keyof LetterWords; start: number; end: number }>({
    name: 'text',
    start: words.text.length,
    end: words.text.length,
  });
  const { say } = useUndo();
  const save = useWrite(saveLetterTemplate, {
    onDone: ({ version }) => {
      say(`${template.label}模板已保存为第 ${version} 版`);
      onClose();
    },
  });
  const put = (filling: string) => {
    const { name, start, end } = at.current;
    setWords({ ...words, [name]: `${words[name].slice(0, start)}{${filling}}${words[name].slice(end)}` });
    at.current = { name, start: start + filling.length + 2, end: start + filling.length + 2 };
  };
  return (
    <DeskDialog
      title={`${template.label}模板`}
      note={editedWords(template)}
      width={860}
      onClose={onClose}
      foot={
        <>
          <span className="s grow">以前的版本都留着；改后只影响以后生成的公文</span>
          <Button onPress={onClose}>不改了</Button>
          <Button
            filled
            busy={save.isPending}
            blocked={JSON.stringify(words) === JSON.stringify(template.words) ? '文字没有变' : null}
            onPress={() => save.mutate({ params: { letter: template.letter }, body: { version: template.version, words } })}
          >
            保存为新版本
          </Button>
        </>
      }
    >
      <div className="letter-words">
        <div>
          {lines.map((line) => (
            <WordsField
              key={line[0]}
              line={line}
              value={words[line[0]]}
              onChange={(value) => setWords({ ...words, [line[0]]: value })}
              onPlace={(start, end) => {
                at.current = { name: line[0], start, end };
              }}
            />
          ))}
          <RefusalLine words={save.error && wordsOf(save.error)} />
        </div>
        <Fillings fillings={template.fillings} onPut={put} />
      </div>
    </DeskDialog>
  );
}

function editedWords({ version, changedBy, changedAt }: LetterTemplate): string {
  return changedBy ? `第 ${version} 版，${changedBy} ${changedAt ? momentWords(changedAt) : ''}修改` : '标准文字，还没有改过';
}

interface WordsFieldProps {
  readonly line: (typeof lines)[number];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onPlace: (start: number, end: number) => void;
}

function WordsField({ line: [name, label, hint], value, onChange, onPlace }: WordsFieldProps) {
  const shared = {
    value,
    'aria-label': label,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
    onSelect: ({ currentTarget }: React.SyntheticEvent<HTMLInputElement | HTMLTextAreaElement>) =>
      onPlace(currentTarget.selectionStart ?? 0, currentTarget.selectionEnd ?? 0),
  };
  return (
    <div className="field">
      <div className="name">
        {label}
        {hint && <span className="s">{hint}</span>}
      </div>
      {name === 'text' ? <textarea className="area" rows={9} {...shared} /> : <input className="input" {...shared} />}
    </div>
  );
}

function Fillings({ fillings, onPut }: { fillings: LetterTemplate['fillings']; onPut: (name: string) => void }) {
  return (
    <div className="fillings">
      <p className="s">填充项，点一下放到光标处</p>
      {fillings.map((one) => (
        <button key={one.name} type="button" onClick={() => onPut(one.name)}>
          <code>{`{${one.name}}`}</code>
          <span className="s">{one.label}</span>
        </button>
      ))}
    </div>
  );
}
