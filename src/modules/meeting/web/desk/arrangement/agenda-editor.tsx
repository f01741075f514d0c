import { useMemo, useRef, useState } from 'react';
import type { ClipboardEvent, KeyboardEvent } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { Section } from '#platform/web/desk/page.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { numberAgenda } from '../../../contract/arrangement/numbering-rules.ts';
import type { AgendaItem } from '../../../contract/arrangement/routes.ts';
import { saveAgenda } from '../../../contract/arrangement/routes.ts';
import { useMeeting } from '../shared/meeting-page.tsx';
import { AgendaClock } from './agenda-clock.tsx';
import { pastedItems } from './agenda-paste.ts';
import type { Draft } from './agenda-tree.ts';
import { depthOf, indent, insertAfter, move, outdent, without } from './agenda-tree.ts';
import type { Sitting } from './sitting-words.ts';

interface AgendaEditorProps {
  readonly sitting: Sitting;
  readonly items: readonly AgendaItem[];
  readonly fixed: boolean;
  /** What was changed and not saved yet. */
  readonly draft: readonly Draft[] | undefined;
  readonly onDraft: (items: readonly Draft[] | null) => void;
}

/** The agenda of one sitting as a tree: typed like a list, numbered by itself. */
export function AgendaEditor({ sitting, items, fixed, draft, onDraft }: AgendaEditorProps) {
  const stored = useMemo(() => items.map(draftOfItem), [items]);
  const shown = draft ?? stored;
  const numbers = useMemo(() => numberAgenda(shown), [shown]);
  const { save, busy, refusal } = useSaving(sitting, stored, () => onDraft(null));
  const rows = useRef<HTMLOListElement>(null);
  const [focus, setFocus] = useState<string | null>(null);
  const put = (next: readonly Draft[], at?: string) => {
    onDraft(next);
    if (at) setFocus(at);
  };
  const add = (after: string | null) => {
    const item = emptyItem();
    put(insertAfter(shown, after, item), item.id);
  };
  useKeys([
    !fixed && { keys: 'a', label: '写议程', act: () => (shown.length > 0 ? focusFirst(rows.current) : add(null)) },
    draft && { keys: 'Ctrl+s', label: '保存议程', everywhere: true, act: () => save(draft) },
  ]);
  return (
    <Section
      title="议程"
      note={shown.length > 0 ? sumWords(shown) : undefined}
      act={draft && <SaveActs draft={draft} busy={busy} onSave={() => save(draft)} onDrop={() => onDraft(null)} />}
    >
      {refusal && (
        <p className="refused-line" role="alert">
          {refusal}
        </p>
      )}
      <ol className="agenda" ref={rows}>
        {shown.map((item) => (
          <AgendaRow
            key={item.id}
            item={item}
            number={numbers.get(item.id)!.number}
            depth={depthOf(shown, item)}
            fixed={fixed}
            wantsFocus={focus === item.id}
            stored={draft ? undefined : items.find((one) => one.id === item.id)}
            onChange={(part) => put(shown.map((one) => (one.id === item.id ? { ...one, ...part } : one)))}
            onKey={(event) => keyed(event, shown, item, { put, add })}
            onPaste={(event) => pasted(event, shown, item, put)}
          />
        ))}
      </ol>
      {shown.length === 0 && <p className="m">{fixed ? '没有议程。' : '还没有议程。可以把写好的议程整段粘贴进来，按编号分出层级。'}</p>}
      {!fixed && (
        <Button small keys={shown.length === 0 ? 'a' : undefined} onPress={() => add(shown.at(-1)?.id ?? null)}>
          增加一项
        </Button>
      )}
      {!fixed && shown.length > 0 && <p className="s agenda-keys">回车增加下一项，Tab 和 Shift Tab 改层级，Alt ↑↓ 移动，空行退格删去。</p>}
    </Section>
  );
}

function SaveActs({ draft, busy, onSave, onDrop }: { draft: readonly Draft[]; busy: boolean; onSave: () => void; onDrop: () => void }) {
  return (
    <span className="row">
      <Button small onPress={onDrop}>
        不改了
      </Button>
      <Button
        small
        filled
        keys="Ctrl+s"
        busy={busy}
        blocked={draft.some((one) => one.title.trim() === '') ? '有一项还没有写名称' : null}
        onPress={onSave}
      >
        保存议程
      </Button>
    </span>
  );
}

interface AgendaRowProps {
  readonly item: Draft;
  readonly number: string;
  readonly depth: number;
  readonly fixed: boolean;
  readonly wantsFocus: boolean;
  /** As it is stored, where nothing is being changed: then it can be taken up and finished. */
  readonly stored: AgendaItem | undefined;
  readonly onChange: (part: Partial<Draft>) => void;
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void;
  readonly onPaste: (event: ClipboardEvent<HTMLInputElement>) => void;
}

function AgendaRow({ item, number, depth, fixed, wantsFocus, stored, onChange, onKey, onPaste }: AgendaRowProps) {
  return (
    <li
      className={[item.hidden ? 'hidden' : '', stored ? stored.state : ''].filter(Boolean).join(' ') || undefined}
      style={{ paddingLeft: depth * 22 }}
    >
      <span className="agenda-number">{number || '隐藏'}</span>
      <span className="grow">
        <input
          className="agenda-title"
          aria-label="议程"
          data-item={item.id}
          autoFocus={wantsFocus}
          readOnly={fixed}
          maxLength={200}
          value={item.title}
          title={item.title}
          onChange={(event) => onChange({ title: event.target.value })}
          onKeyDown={onKey}
          onPaste={onPaste}
        />
        {stored && <AgendaClock item={stored} />}
      </span>
      <input
        className="agenda-presenter"
        aria-label="报告人或主持人"
        placeholder={fixed ? '' : '报告人'}
        readOnly={fixed}
        maxLength={60}
        value={item.presenter}
        title={item.presenter}
        onChange={(event) => onChange({ presenter: event.target.value })}
      />
      <input
        className="agenda-minutes"
        aria-label="几分钟"
        placeholder={fixed ? '' : '分'}
        inputMode="numeric"
        readOnly={fixed}
        value={item.minutes ?? ''}
        onChange={(event) => onChange({ minutes: minutesOf(event.target.value) })}
      />
      {!fixed && (
        <button type="button" className="text-act s" aria-pressed={item.hidden} onClick={() => onChange({ hidden: !item.hidden })}>
          {item.hidden ? '显示' : '隐藏'}
        </button>
      )}
    </li>
  );
}

interface Editing {
  readonly put: (items: readonly Draft[], at?: string) => void;
  readonly add: (after: string | null) => void;
}

/** The keys of a list that is typed: Enter, Tab, Alt with arrows, Backspace in an empty line; arrows go up and down. */
function keyed(event: KeyboardEvent<HTMLInputElement>, items: readonly Draft[], item: Draft, { put, add }: Editing): void {
  if (event.nativeEvent.isComposing || event.currentTarget.readOnly) return;
  const beside = (by: number) => items[items.indexOf(item) + by]?.id;
  const acts: Readonly<Record<string, (() => void) | undefined>> = {
    Enter: () => add(item.id),
    Tab: () => put(event.shiftKey ? outdent(items, item.id) : indent(items, item.id)),
    ArrowUp: () => (event.altKey ? put(move(items, item.id, -1), item.id) : focusOn(event.currentTarget, beside(-1))),
    ArrowDown: () => (event.altKey ? put(move(items, item.id, 1), item.id) : focusOn(event.currentTarget, beside(1))),
    Backspace: item.title === '' ? () => put(without(items, item.id), beside(-1)) : undefined,
  };
  const act = acts[event.key];
  // Tab leaves the list where it would change nothing, so that nobody is caught in it.
  const stuck = event.key === 'Tab' && (event.shiftKey ? outdent : indent)(items, item.id) === items;
  if (!act || stuck || event.ctrlKey) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

function pasted(event: ClipboardEvent<HTMLInputElement>, items: readonly Draft[], item: Draft, put: Editing['put']): void {
  const text = event.clipboardData.getData('text/plain');
  if (!text.trim().includes('\n') || event.currentTarget.readOnly) return;
  event.preventDefault();
  let next = items;
  let after = item.id;
  for (const made of pastedItems(text)) {
    next = insertAfter(next, after, made.item);
    for (let level = depthOf(next, made.item); level < made.depth; level += 1) next = indent(next, made.item.id);
    after = made.item.id;
    if (made.depth === 0) next = toTop(next, made.item.id);
    else
      while (
        depthOf(
          next,
          next.find((one) => one.id === made.item.id)!,
        ) > made.depth
      )
        next = outdent(next, made.item.id);
  }
  put(item.title === '' ? without(next, item.id) : next);
}

function toTop(items: readonly Draft[], id: string): readonly Draft[] {
  let next = items;
  while (
    depthOf(
      next,
      next.find((one) => one.id === id)!,
    ) > 0
  )
    next = outdent(next, id);
  return next;
}

function useSaving(sitting: Sitting, stored: readonly Draft[], onSaved: () => void) {
  const meeting = useMeeting();
  const undo = useUndo();
  const write = useWrite(saveAgenda);
  const params = { meetingId: meeting.id, sittingId: sitting.id };
  const save = (items: readonly Draft[]) =>
    write.mutate(
      { params, body: { revision: sitting.revision, items: [...items] } },
      {
        onSuccess: ({ revision }) => {
          onSaved();
          undo.put({
            words: `修改${sitting.title}议程`,
            undo: async () => void (await write.mutateAsync({ params, body: { revision, items: [...stored] } })),
          });
        },
      },
    );
  return { save, busy: write.isPending, refusal: write.error ? wordsOf(write.error) : null };
}

const emptyItem = (): Draft => ({ id: newId(), parentId: null, title: '', note: '', presenter: '', minutes: null, hidden: false });

function draftOfItem({ id, parentId, title, note, presenter, minutes, hidden }: AgendaItem): Draft {
  return { id, parentId, title, note, presenter, minutes, hidden };
}

function minutesOf(text: string): number | null {
  const minutes = Number.parseInt(text, 10);
  return Number.isNaN(minutes) || minutes < 1 ? null : Math.min(minutes, 600);
}

function sumWords(items: readonly Draft[]): string {
  const minutes = items.filter((one) => !one.hidden).reduce((sum, one) => sum + (one.minutes ?? 0), 0);
  return minutes > 0 ? `${items.length} 项，共 ${minutes} 分钟` : `${items.length} 项`;
}

function focusFirst(list: HTMLElement | null): void {
  list?.querySelector('input')?.focus();
}

function focusOn(from: HTMLElement, id: string | undefined): void {
  if (id) from.closest('ol')?.querySelector<HTMLElement>(`[data-item="${id}"]`)?.focus();
}
