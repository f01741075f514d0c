import { useState } from 'react';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Checkbox } from '#platform/web/desk/marks.tsx';
import { Facts, Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import type { SelectionEntry, SelectionGround } from '../../../contract/selections.ts';
import { dropEntry, entryStages, saveEntry, selectionGrounds } from '../../../contract/selections.ts';
import { RefusalLine } from '../refusal-line.tsx';
import type { Selection } from './selection-page.tsx';

interface EntryAsideProps {
  readonly selection: Selection;
  readonly entry: SelectionEntry;
  readonly isOpen: boolean;
}

type Typed = Pick<SelectionEntry, 'stage' | 'grounds' | 'score' | 'words' | 'committee'> & { readonly leader: string | null };

/** The entry in hand: why it is put up, its score, who would supervise and lead, and whether it stays in. */
export function EntryAside({ selection, entry, isOpen }: EntryAsideProps) {
  const { say } = useUndo();
  const [typed, setTyped] = useState<Typed>({ ...entry, leader: entry.leader?.id ?? null });
  const save = useWrite(saveEntry);
  const drop = useWrite(dropEntry, { onDone: () => say(`已取消提名：${entry.matter.title}`) });
  const params = { selectionId: selection.id, matterId: entry.matter.id };
  const keep = (change: Partial<Typed> = {}) => {
    const { stage, grounds, score, words, committee, leader } = { ...typed, ...change };
    const body = { stage, grounds, score, words: words?.trim() || null, committee: committee?.trim() || null, leader };
    save.mutate({ params, body }, { onSuccess: () => say(`${entryStages[stage]}：${entry.matter.title}`) });
  };
  useKeys(
    isOpen
      ? [
          { keys: 'Enter', label: '选定', act: () => keep({ stage: 'chosen' }) },
          { keys: 'r', label: '入围', act: () => keep({ stage: 'shortlisted' }) },
          { keys: 'x', label: '不入选', act: () => keep({ stage: 'dropped' }) },
          { keys: 'Ctrl+s', label: '保存', act: () => keep(), everywhere: true },
        ]
      : [],
  );
  return (
    <>
      <div className="sec">
        <h2 className="title-2">{entry.matter.title}</h2>
        <Facts
          pairs={[
            ['提出人', entry.matter.author ? `${entry.matter.author.name}（${entry.matter.author.title}）` : null],
            ['联名', entry.matter.signers > 1 ? `${entry.matter.signers} 人` : null],
            ['集体提案', entry.collective ? '是' : null],
            ['提名', entry.nominatedBy],
            ['现在', entryStages[entry.stage]],
          ]}
        />
        {isOpen && <Decisions keep={keep} busy={save.isPending} onDrop={() => drop.mutate({ params })} dropping={drop.isPending} />}
        <RefusalLine words={save.error ? wordsOf(save.error) : null} />
      </div>
      {isOpen ? (
        <EntryForm
          selection={selection}
          typed={typed}
          onChange={(change) => setTyped({ ...typed, ...change })}
          onSave={() => keep()}
          busy={save.isPending}
        />
      ) : (
        <EntryFacts entry={entry} />
      )}
    </>
  );
}

interface DecisionsProps {
  readonly keep: (change: Partial<Typed>) => void;
  readonly busy: boolean;
  readonly onDrop: () => void;
  readonly dropping: boolean;
}

/** Chosen, in the first round, out, or never put up. */
function Decisions({ keep, busy, onDrop, dropping }: DecisionsProps) {
  return (
    <div className="row wrap">
      <Button filled keys="Enter" busy={busy} onPress={() => keep({ stage: 'chosen' })}>
        选定
      </Button>
      <Button keys="r" onPress={() => keep({ stage: 'shortlisted' })}>
        入围
      </Button>
      <Button keys="x" onPress={() => keep({ stage: 'dropped' })}>
        不入选
      </Button>
      <Button busy={dropping} onPress={onDrop}>
        取消提名
      </Button>
    </div>
  );
}

interface EntryFormProps {
  readonly selection: Selection;
  readonly typed: Typed;
  readonly onChange: (change: Partial<Typed>) => void;
  readonly onSave: () => void;
  readonly busy: boolean;
}

function EntryForm({ selection, typed, onChange, onSave, busy }: EntryFormProps) {
  const tick = (code: SelectionGround) =>
    onChange({ grounds: typed.grounds.includes(code) ? typed.grounds.filter((one) => one !== code) : [...typed.grounds, code] });
  return (
    <Section
      title="意见"
      act={
        <Button small keys="Ctrl+s" busy={busy} onPress={onSave}>
          保存
        </Button>
      }
    >
      <fieldset className="field">
        <legend className="name">理由</legend>
        {Object.entries(selectionGrounds).map(([code, label]) => (
          <label key={code} className="row">
            <Checkbox
              checked={typed.grounds.includes(code as SelectionGround)}
              label={label}
              onChange={() => tick(code as SelectionGround)}
            />
            <span>{label}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span className="name">打分（0 至 100）</span>
        <input
          className="input"
          type="number"
          min={0}
          max={100}
          value={typed.score ?? ''}
          onChange={(event) => onChange({ score: event.target.value === '' ? null : Number(event.target.value) })}
        />
      </label>
      <label className="field">
        <span className="name">评语</span>
        <textarea
          className="input"
          rows={3}
          maxLength={300}
          value={typed.words ?? ''}
          onChange={(event) => onChange({ words: event.target.value })}
        />
      </label>
      {selection.purpose === 'key' && <Charge selection={selection} typed={typed} onChange={onChange} />}
    </Section>
  );
}

/** Who would supervise and lead a key item. */
function Charge({ selection, typed, onChange }: Pick<EntryFormProps, 'selection' | 'typed' | 'onChange'>) {
  return (
    <>
      <label className="field">
        <span className="name">督办委员会</span>
        <input
          className="input"
          list="committees"
          maxLength={60}
          value={typed.committee ?? ''}
          onChange={(event) => onChange({ committee: event.target.value })}
        />
        <datalist id="committees">
          {selection.committees.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      </label>
      <label className="field">
        <span className="name">领办领导</span>
        <select className="input" value={typed.leader ?? ''} onChange={(event) => onChange({ leader: event.target.value || null })}>
          <option value="">暂不定</option>
          {selection.leaders.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}（{one.title}）
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function EntryFacts({ entry }: { entry: SelectionEntry }) {
  return (
    <Section title="意见">
      <Facts
        pairs={[
          ['理由', entry.grounds.map((one) => selectionGrounds[one]).join('、')],
          ['打分', entry.score],
          ['评语', entry.words],
          ['督办委员会', entry.committee],
          ['领办领导', entry.leader?.name],
        ]}
      />
    </Section>
  );
}
