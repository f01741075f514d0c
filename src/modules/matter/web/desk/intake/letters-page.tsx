import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { dayOf } from '#platform/contract/instant.ts';
import { useAddress, useGo } from '#platform/web/desk/address.ts';
import type { Query } from '#platform/web/desk/address.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { useCursor } from '#platform/web/desk/cursor.ts';
import type { Selection } from '#platform/web/desk/cursor.ts';
import { saveAs } from '#platform/web/desk/download.ts';
import { FilterTabs } from '#platform/web/desk/filters.tsx';
import { useKeys } from '#platform/web/desk/keys.tsx';
import { DeskPage, Pane, Panes, Section } from '#platform/web/desk/page.tsx';
import { SearchField } from '#platform/web/desk/search-field.tsx';
import { Empty, Read } from '#platform/web/desk/states.tsx';
import { PagedTable } from '#platform/web/desk/table.tsx';
import { useUndo } from '#platform/web/desk/undo.tsx';
import { addressOf, call, seatInUse, send } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { usePages, useRead } from '#platform/web/shared/queries.ts';
import type { LetterName } from '../../../contract/intake.ts';
import { listLetterTemplates, makeLetters, previewLetters } from '../../../contract/intake.ts';
import { stages } from '../../../contract/kind.ts';
import type { Kind, Stage } from '../../../contract/kind.ts';
import { listMatters } from '../../../contract/routes.ts';
import { matterColumns } from '../matter-columns.tsx';
import { casePath, useKinds } from '../matter-marks.tsx';
import { carried } from './carried.ts';
import { LabelsDialog } from './labels-dialog.tsx';
import { LetterWordsDialog } from './letter-words-dialog.tsx';
import './intake.css';

/** Letters and labels for many matters at once: tick the matters, look at what comes out, take it as one document or as many. */
export default function LettersPage() {
  const go = useGo();
  const [address, change] = useAddress();
  const kinds = useKinds();
  const query = queryOf(address, kinds);
  const matters = usePages(listMatters, { query: { view: 'body', order: 'number', limit: 100, ...query } }, { keepPrevious: true });
  const rows = matters.items;
  const ids = useMemo(() => rows.map((row) => row.id), [rows]);
  const cursor = useCursor(ids);
  const selection = useKeptSelection();
  return (
    <DeskPage
      title="公文和标签"
      facts={
        <SearchField
          value={address['words'] ?? ''}
          onSearch={(words) => change({ words: words || undefined })}
          hint="编号、标题、人名、单位"
        />
      }
      strip={<Strip address={address} kinds={kinds} onChange={change} selection={selection} />}
    >
      <Panes columns="minmax(0, 1fr) 460px">
        <Pane label="选事项">
          <PagedTable
            label="选事项"
            pages={matters}
            rows={rows}
            columns={choosing}
            rowId={(row) => row.id}
            cursor={cursor}
            selection={selection}
            onOpen={(row) => go(casePath(row))}
            empty={<Empty words="没有符合条件的事项" hint="换几个字，或看别的阶段。" />}
          />
        </Pane>
        <Letters selection={selection} />
      </Panes>
    </DeskPage>
  );
}

/** As much of the list as one needs to choose by: the letters take the other half of the page. */
const choosing = matterColumns.filter((column) => !['source', 'result', 'due', 'left'].includes(column.id));

function queryOf(address: Query, kinds: readonly Kind[]) {
  const { stage, words } = address;
  const kind = shownKind(address, kinds);
  return { ...(kind ? { kind } : {}), ...(stage ? { stage } : {}), ...(words ? { words, order: 'relevance' as const } : {}) };
}

/** Ticks that stay while the list is searched and filtered: letters are gathered from several looks. */
function useKeptSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(() => new Set(carried.take()));
  return useMemo(() => {
    const put = (some: readonly string[], on: boolean) => {
      const next = new Set(ids);
      for (const id of some) {
        if (on) next.add(id);
        else next.delete(id);
      }
      setIds(next);
    };
    return {
      ids,
      has: (id) => ids.has(id),
      toggle: (id) => put([id], !ids.has(id)),
      toggleAll: (some) => put(some, !some.every((id) => ids.has(id))),
      clear: () => setIds(new Set()),
    };
  }, [ids]);
}

interface StripProps {
  readonly address: Query;
  readonly kinds: readonly Kind[];
  readonly onChange: (change: Readonly<Record<string, string | undefined>>) => void;
  readonly selection: Selection;
}

/** The kind that is shown: what letters are mostly about, unless all or another one is asked for. */
function shownKind(address: Query, kinds: readonly Kind[]): string {
  return address['kind'] === 'all' ? '' : (address['kind'] ?? kinds.find((kind) => kind.pace === 'long')?.kind ?? '');
}

function Strip({ address, kinds, onChange, selection }: StripProps) {
  const shown = (Object.keys(stages) as Stage[]).filter(
    (stage) => stage !== 'raise' && kinds.some((kind) => Object.values(kind.states).some((state) => state.stage === stage)),
  );
  return (
    <FilterTabs
      label="阶段"
      filters={[{ id: 'all', label: '全部' }, ...shown.map((stage) => ({ id: stage, label: stages[stage] }))]}
      picked={address['stage'] ?? 'all'}
      onPick={(id) => onChange({ stage: id === 'all' ? undefined : id })}
      right={
        <span className="row">
          {kinds.length > 1 && (
            <select
              className="pick"
              aria-label="种类"
              value={shownKind(address, kinds) || 'all'}
              onChange={(event) => onChange({ kind: event.target.value })}
            >
              <option value="all">全部种类</option>
              {kinds.map((kind) => (
                <option key={kind.kind} value={kind.kind}>
                  {kind.words.name}
                </option>
              ))}
            </select>
          )}
          <b>已选 {selection.ids.size} 件</b>
          {selection.ids.size > 0 && (
            <button type="button" className="lk s" onClick={selection.clear}>
              全部去掉
            </button>
          )}
        </span>
      }
    />
  );
}

function Letters({ selection }: { selection: Selection }) {
  const templates = useRead(listLetterTemplates, {}, { staleTime: 60_000 });
  const [letter, setLetter] = useState<LetterName>('assignment');
  const [on, setOn] = useState(() => dayOf(new Date()));
  const [labels, setLabels] = useState(false);
  const [editing, setEditing] = useState(false);
  const template = templates.data?.items.find((one) => one.letter === letter);
  const ids = useMemo(() => [...selection.ids].slice(0, 500), [selection.ids]);
  return (
    <Pane
      label="公文"
      as="aside"
      foot={
        <>
          <Button keys="b" blocked={ids.length === 0 ? '先在左边勾选事项' : null} onPress={() => setLabels(true)}>
            标签
          </Button>
          <LetterButtons letter={letter} label={template?.label ?? ''} ids={ids} on={on} />
        </>
      }
    >
      <LetterKeys blocked={ids.length === 0} onLabels={() => setLabels(true)} />
      <Read of={templates} rows={4}>
        {({ items }) => (
          <Section
            title="哪种公文"
            note={template?.each}
            act={
              <Button small onPress={() => setEditing(true)}>
                改模板
              </Button>
            }
          >
            <div className="choices" role="group" aria-label="公文">
              {items.map((one) => (
                <button key={one.letter} type="button" aria-pressed={one.letter === letter} onClick={() => setLetter(one.letter)}>
                  {one.label}
                </button>
              ))}
            </div>
            <label className="field letter-day">
              <span className="name">落款日期</span>
              <input className="input" type="date" value={on} onChange={(event) => event.target.value && setOn(event.target.value)} />
            </label>
          </Section>
        )}
      </Read>
      {ids.length > 0 ? (
        <Preview letter={letter} ids={ids} on={on} version={template?.version ?? 0} />
      ) : (
        <Empty words="先在左边勾选事项" hint="空格勾选，Ctrl A 选已列出的全部。也可以在“事项”里选好再到这里来。" />
      )}
      {labels && <LabelsDialog ids={ids} onClose={() => setLabels(false)} />}
      {editing && template && <LetterWordsDialog template={template} onClose={() => setEditing(false)} />}
    </Pane>
  );
}

function LetterKeys({ blocked, onLabels }: { blocked: boolean; onLabels: () => void }) {
  useKeys([{ keys: 'b', label: '标签', act: onLabels, blocked: blocked ? '先勾选事项' : undefined }]);
  return null;
}

interface OfLetter {
  readonly letter: LetterName;
  readonly ids: readonly string[];
  readonly on: string;
}

/** Who gets one, about how much, and how the first one reads. */
function Preview({ letter, ids, on, version }: OfLetter & { version: number }) {
  const [shown, setShown] = useState(0);
  const preview = useQuery({
    queryKey: [previewLetters.id, seatInUse(), letter, ids, on, version],
    queryFn: () => call(previewLetters, { body: { letter, matters: [...ids], on } }),
    placeholderData: (previous) => previous,
  });
  return (
    <Read of={preview} rows={6}>
      {({ letters, without }) => {
        const one = letters[Math.min(shown, letters.length - 1)];
        return (
          <>
            <Section title={`会生成 ${letters.length} 份`} note={`选中 ${ids.length} 件`}>
              <div className="letter-list">
                {letters.map((each, index) => (
                  <button key={each.to} type="button" aria-pressed={each === one} onClick={() => setShown(index)}>
                    <span className="cut">{each.to}</span>
                    <span className="s">{each.matters} 件</span>
                  </button>
                ))}
              </div>
              {without.length > 0 && (
                <p className="doubt">
                  {without.length} 件没有：{without[0]!.title}，{without[0]!.reason}
                  {without.length > 1 && ' 其余类似。'}
                </p>
              )}
            </Section>
            {one && (
              <Section title="看一份" note="格式按 GB/T 9704，下载后可再改">
                <article className="letter-look">
                  <h3>{one.title}</h3>
                  {one.paragraphs.map((words, index) =>
                    words ? (
                      // eslint-disable-next-line react/no-array-index-key
                      <p key={index} className={index === 0 ? 'to' : undefined}>
                        {words}
                      </p>
                    ) : (
                      // eslint-disable-next-line react/no-array-index-key
                      <LetterTable key={index} columns={one.columns} rows={one.rows} />
                    ),
                  )}
                </article>
              </Section>
            )}
          </>
        );
      }}
    </Read>
  );
}

function LetterTable({ columns, rows }: { columns: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table className="small-table">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column}>{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 8).map((row) => (
          <tr key={row.join(' ')}>
            {columns.map((column, index) => (
              <td key={column}>{row[index]}</td>
            ))}
          </tr>
        ))}
        {rows.length > 8 && (
          <tr>
            <td colSpan={columns.length} className="s">
              其余 {rows.length - 8} 件在公文里
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function LetterButtons({ letter, label, ids, on }: OfLetter & { label: string }) {
  const { say } = useUndo();
  const [busy, setBusy] = useState<'one' | 'each' | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const take = async (as: 'one' | 'each') => {
    setBusy(as);
    setRefusal(null);
    try {
      const body = { letter, matters: [...ids], on, as };
      const answer = await send({ method: 'POST', address: addressOf(makeLetters, {}), body, seatId: seatInUse() });
      saveAs(await answer.blob(), `${label} ${on}.${as === 'one' ? 'docx' : 'zip'}`);
      say(`已下载${label}`);
    } catch (error) {
      setRefusal(wordsOf(error));
    }
    setBusy(null);
  };
  const blocked = ids.length === 0 ? '先在左边勾选事项' : null;
  useKeys([{ keys: 'g', label: '合成一个文件', act: () => void take('one'), blocked: blocked ?? undefined }]);
  return (
    <>
      <span className="grow cut s">{refusal && <span className="over-words">{refusal}</span>}</span>
      <Button busy={busy === 'each'} blocked={blocked} onPress={() => void take('each')}>
        每份一个文件
      </Button>
      <Button filled keys="g" busy={busy === 'one'} blocked={blocked} onPress={() => void take('one')}>
        合成一个文件
      </Button>
    </>
  );
}
