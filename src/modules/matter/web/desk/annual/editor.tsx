import { useRef, useState } from 'react';
import type { AnswerOf } from '#platform/contract/route.ts';
import { Button } from '#platform/web/desk/button.tsx';
import { Pane, Panes, Section as PaneSection } from '#platform/web/desk/page.tsx';
import { useWrite } from '#platform/web/shared/queries.ts';
import { composeAnnual, keepAnnualTemplate, sectionTables } from '../../../contract/annual.ts';
import type { Composition, Section, SectionTable, readAnnual } from '../../../contract/annual.ts';
import { RefusalLine } from '../refusal-line.tsx';

type Annual = AnswerOf<typeof readAnnual>;

interface EditorProps {
  readonly annual: Annual;
  /** After saving; `words` says where. */
  readonly onSaved: (words: string) => void;
  readonly onLeave: () => void;
}

/** Composes the report: which sections in which order, their words, tables and charts; kept for this year, or for every year. */
export function AnnualEditor({ annual, onSaved, onLeave }: EditorProps) {
  const [draft, setDraft] = useState<Composition>(annual.composition);
  const field = useRef<{ id: string; element: HTMLTextAreaElement } | null>(null);
  const put = (id: string, change: Partial<Section>) =>
    setDraft((before) => ({ ...before, sections: before.sections.map((one) => (one.id === id ? { ...one, ...change } : one)) }));
  const insert = (name: string) => {
    const at = field.current;
    if (!at) return;
    const { selectionStart, selectionEnd, value } = at.element;
    put(at.id, { words: `${value.slice(0, selectionStart)}{${name}}${value.slice(selectionEnd)}` });
    at.element.focus();
  };
  return (
    <Panes columns="minmax(0, 1fr) 340px">
      <Pane label="章节" foot={<SaveBar annual={annual} draft={draft} onSaved={onSaved} onLeave={onLeave} />}>
        <div className="annual-desk">
          <div className="annual-editor">
            <div className="annual-card">
              <label className="row">
                <span className="nw">报告标题</span>
                <input
                  className="input"
                  maxLength={80}
                  value={draft.title}
                  onChange={(event) => setDraft({ ...draft, title: event.target.value })}
                />
              </label>
            </div>
            <SectionCards
              sections={draft.sections}
              kinds={annual.content.kinds}
              onPut={put}
              onOrder={(sections) => setDraft({ ...draft, sections })}
              onWrite={(id, element) => (field.current = { id, element })}
            />
          </div>
        </div>
      </Pane>
      <Pane label="可用的数字" as="aside">
        <Fillings fillings={annual.fillings} onPick={insert} />
      </Pane>
    </Panes>
  );
}

function SaveBar({ annual, draft, onSaved, onLeave }: EditorProps & { readonly draft: Composition }) {
  const { year } = annual.content;
  const compose = useWrite(composeAnnual, { onDone: () => onSaved(`已存为 ${year} 年的报告`) });
  const keep = useWrite(keepAnnualTemplate, { onDone: () => onSaved('已存为模板，没有单独改过的年份都用它') });
  return (
    <>
      <Button
        filled
        busy={compose.isPending}
        onPress={() => compose.mutate({ params: { year }, body: { revision: annual.revision, composition: draft } })}
      >
        存到 {year} 年
      </Button>
      <Button busy={keep.isPending} onPress={() => keep.mutate({ body: { revision: annual.templateRevision, composition: draft } })}>
        存为每年的模板
      </Button>
      <Button onPress={onLeave}>不改了</Button>
      <RefusalLine words={(compose.error ?? keep.error)?.message} />
    </>
  );
}

interface SectionCardsProps {
  readonly sections: readonly Section[];
  readonly kinds: Annual['content']['kinds'];
  readonly onPut: (id: string, change: Partial<Section>) => void;
  readonly onOrder: (sections: Section[]) => void;
  readonly onWrite: (id: string, element: HTMLTextAreaElement) => void;
}

function SectionCards({ sections, kinds, onPut, onOrder, onWrite }: SectionCardsProps) {
  return (
    <>
      {sections.map((section, index) => (
        <SectionCard
          key={section.id}
          section={section}
          kinds={kinds}
          first={index === 0}
          last={index === sections.length - 1}
          onPut={(change) => onPut(section.id, change)}
          onMove={(by) => onOrder(moved(sections, index, by))}
          onDrop={sections.length > 1 ? () => onOrder(sections.filter((one) => one !== section)) : null}
          onWrite={(element) => onWrite(section.id, element)}
        />
      ))}
      <Button onPress={() => onOrder([...sections, emptySection(sections)])}>加一节</Button>
    </>
  );
}

/** The sections with the one at `index` moved by `by` places. */
function moved(sections: readonly Section[], index: number, by: number): Section[] {
  const rest = sections.filter((_, place) => place !== index);
  return rest.toSpliced(index + by, 0, sections[index]!);
}

function emptySection(sections: readonly Section[]): Section {
  let number = sections.length + 1;
  while (sections.some((one) => one.id === `own-${number}`)) number += 1;
  return { id: `own-${number}`, heading: '新的一节', words: '', kind: null, table: null, chart: false };
}

interface SectionCardProps {
  readonly section: Section;
  readonly kinds: Annual['content']['kinds'];
  readonly first: boolean;
  readonly last: boolean;
  readonly onPut: (change: Partial<Section>) => void;
  readonly onMove: (by: number) => void;
  readonly onDrop: (() => void) | null;
  readonly onWrite: (element: HTMLTextAreaElement) => void;
}

function SectionCard({ section, kinds, first, last, onPut, onMove, onDrop, onWrite }: SectionCardProps) {
  return (
    <div className="annual-card">
      <div className="row">
        <input
          className="input b"
          aria-label="小标题"
          maxLength={40}
          value={section.heading}
          onChange={(event) => onPut({ heading: event.target.value })}
        />
        <Button small blocked={first ? '已经是第一节' : null} onPress={() => onMove(-1)}>
          上移
        </Button>
        <Button small blocked={last ? '已经是最后一节' : null} onPress={() => onMove(1)}>
          下移
        </Button>
        <Button small blocked={onDrop ? null : '至少要有一节'} onPress={() => onDrop?.()}>
          删去
        </Button>
      </div>
      <textarea
        aria-label={`${section.heading}的文字`}
        value={section.words}
        maxLength={6_000}
        placeholder="自己的话；右边的数字按一下就放进来，每年自动换成当年的"
        onFocus={(event) => onWrite(event.target)}
        onChange={(event) => onPut({ words: event.target.value })}
      />
      <SectionShows section={section} kinds={kinds} onPut={onPut} />
    </div>
  );
}

/** What a section shows below its words: of which kind, which table, and whether it is drawn as well. */
function SectionShows({ section, kinds, onPut }: Pick<SectionCardProps, 'section' | 'kinds' | 'onPut'>) {
  const kind = kinds.find((one) => one.kind === section.kind);
  const drawn = section.table !== null && section.table !== 'overview' && section.table !== 'definitions';
  return (
    <div className="row">
      <label>
        哪类事项{' '}
        <select
          className="pick"
          value={section.kind ?? ''}
          onChange={(event) => onPut({ kind: event.target.value || null, table: null, chart: false })}
        >
          <option value="">不分类</option>
          {kinds.map((one) => (
            <option key={one.kind} value={one.kind}>
              {one.full}
            </option>
          ))}
        </select>
      </label>
      <label>
        表{' '}
        <select
          className="pick"
          value={section.table ?? ''}
          onChange={(event) => onPut({ table: (event.target.value || null) as SectionTable | null, chart: false })}
        >
          <option value="">不放表</option>
          {tablesOf(kind).map(([table, label]) => (
            <option key={table} value={table}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {drawn && (
        <label className="row">
          <input type="checkbox" className="ck" checked={section.chart} onChange={(event) => onPut({ chart: event.target.checked })} />
          同时画图
        </label>
      )}
    </div>
  );
}

/** The tables that a section of this kind may show. */
function tablesOf(kind: Annual['content']['kinds'][number] | undefined): [SectionTable, string][] {
  const has = (table: SectionTable) =>
    table === 'definitions' ||
    (kind !== undefined && (table === 'overview' || (table === 'promise' ? kind.promises !== null : kind.dimensions[table] !== undefined)));
  return (Object.entries(sectionTables) as [SectionTable, string][]).filter(([table]) => has(table));
}

function Fillings({ fillings, onPick }: { fillings: Annual['fillings']; onPick: (name: string) => void }) {
  const [words, setWords] = useState('');
  const found = fillings.filter((one) => one.name.includes(words.trim()));
  return (
    <PaneSection title="可用的数字" note="在文字里点一下，再按这里">
      <input
        className="input"
        aria-label="找数字"
        placeholder="例如 按期、满意、承诺"
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <div className="annual-fillings">
        {found.map((one) => (
          <button key={one.name} type="button" onMouseDown={(event) => event.preventDefault()} onClick={() => onPick(one.name)}>
            <span>{one.name}</span>
            <b>{one.value}</b>
          </button>
        ))}
        {found.length === 0 && <p className="m">没有这样的数字。</p>}
      </div>
    </PaneSection>
  );
}
