import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  IconBack,
  IconFollow,
  IconLetters,
  IconPaper,
  IconSearch,
  IconTalk,
  IconTick,
  IconUndo,
  IconWrite,
} from '#platform/web/shared/icons.tsx';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import type { PaperNote } from '../../../contract/papers/paper.ts';
import { keptPlace, pictureBegun, startOf } from './early.ts';
import { tellDrawn } from './first-page.ts';
import { type Layout, gap, layOut, pageAt, pagesInSight, widthOfPages } from './layout.ts';
import { keepLook, keptLook } from './look.ts';
import { LargePrint } from './large-print.tsx';
import { placeNotes } from './moved-notes.ts';
import { useNotebook } from './notebook.ts';
import { FindPanel, NotesPanel, ViewPanel } from './panels.tsx';
import { PenLayer } from './pen-layer.tsx';
import './papers.css';
import type { Tool } from './strokes.ts';
import { SheetPicture } from './sheet.tsx';
import { type PaperAtHand, usePaper } from './use-paper.ts';
import { usePlace } from './use-place.ts';
import { watermarkOf } from './watermark.ts';

interface PaperReaderProps {
  readonly personId: string;
  readonly meetingId: string;
  readonly paperId: string;
  readonly onBack: () => void;
  /** Acts of the terminal at the right end of the head. */
  readonly tools?: ReactNode;
}

/** Reads one paper: its pages, its words in large print, and one's own notes on it. Fills its place. */
export function PaperReader({ personId, meetingId, paperId, onBack, tools }: PaperReaderProps) {
  const found = usePaper(personId, meetingId, paperId);
  if (found.state === 'there')
    return <Reading key={`${paperId} ${found.paper.version}`} paper={found.paper} personId={personId} onBack={onBack} tools={tools} />;
  return (
    <div className="reader">
      <header className="reader-head">
        <button type="button" className="reader-tool" aria-label="返回" onClick={onBack}>
          <IconBack />
        </button>
        <h1>会议文件</h1>
      </header>
      <div className="reader-wait" role={found.state === 'failed' ? 'alert' : 'status'}>
        {found.state === 'failed' ? (
          <>
            <p>{wordsOf(found.error)}</p>
            <button type="button" className="reader-button" onClick={found.retry}>
              重试
            </button>
          </>
        ) : (
          <p>正在打开</p>
        )}
      </div>
    </div>
  );
}

type PanelName = 'find' | 'notes' | 'view' | 'pen' | null;

interface ReadingProps {
  readonly paper: PaperAtHand;
  readonly personId: string;
  readonly onBack: () => void;
  readonly tools: ReactNode;
}

function Reading({ paper, personId, onBack, tools }: ReadingProps) {
  const reading = useReading(paper, personId);
  const { look, panel, page, show } = reading;
  const { view, pages } = paper;
  return (
    <div className={`reader${look.night ? ' night' : ''}`}>
      <header className="reader-head">
        <button type="button" className="reader-tool" aria-label="返回" onClick={onBack}>
          <IconBack />
        </button>
        <h1>{view.title}</h1>
        {tools}
        <button
          type="button"
          className="reader-where"
          aria-label={`第 ${page} 页，共 ${pages} 页。页码和显示`}
          aria-expanded={panel === 'view'}
          onClick={() => show('view')}
        >
          {page} / {pages}
        </button>
      </header>
      {paper.outdated && <p className="reader-banner">这份文件已有新版本，有网络时打开就会换成新的。</p>}
      <div className="reader-body">
        <Content reading={reading} />
        <OpenPanel reading={reading} />
      </div>
      {panel === 'pen' ? (
        <PenBar
          tool={reading.tool}
          canUndo={reading.book.canUndo}
          onTool={reading.setTool}
          onUndo={() => reading.book.undo()}
          onDone={() => show(null)}
        />
      ) : (
        <Bar reading={reading} />
      )}
    </div>
  );
}

/** Everything that one reading of a paper holds: where it is, what is open, the notes. */
function useReading(paper: PaperAtHand, personId: string) {
  const { view } = paper;
  const [book, notes] = useNotebook({ personId, meetingId: view.meetingId, paperId: view.id });
  const placed = useMemo(() => placeNotes(notes, view.versions, paper.version), [notes, view.versions, paper.version]);
  const [panel, setPanel] = useState<PanelName>(null);
  const [tool, setTool] = useState<Tool>('read');
  const [find, setFind] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const look = useLook();
  const [early] = useState(() => pictureBegun({ personId, paperId: view.id, version: paper.version }));
  const where = useWhere(paper, personId);
  const here = placed.filter((one) => one.page === where.page);
  return {
    paper,
    early,
    book,
    placed,
    here,
    panel,
    setPanel,
    tool,
    setTool,
    find,
    setFind,
    chosen,
    look,
    ...where,
    // Scans have no words to enlarge: whoever likes large print sees their pages.
    large: look.large && hasWords(paper),
    show: (name: PanelName) => {
      setPanel(panel === name ? null : name);
      setTool(name === 'pen' && panel !== 'pen' ? 'red' : 'read');
      if (name === 'pen') look.setLarge(false);
    },
    /** Shows a note among the others. */
    choose: (note: PaperNote) => {
      setChosen(note.id);
      setPanel('notes');
    },
    /** Puts a typed note on a page and opens it. */
    write: (page: number, words: string, x: number, y: number) => {
      setChosen(book.add(paper.version, page, { kind: 'text', content: { words, x, y } }).id);
      setTool('read');
      setPanel('notes');
    },
  };
}

const hasWords = ({ texts }: PaperAtHand) => texts?.some((text) => text.trim() !== '') ?? false;

interface OfReading {
  readonly reading: ReturnType<typeof useReading>;
}

/** The paper itself, as pages or in large print. */
function Content({ reading }: OfReading) {
  const { paper, book, look, page, jump, find, arrive, go } = reading;
  if (reading.large && paper.texts)
    return (
      <LargePrint
        texts={paper.texts}
        size={look.size}
        page={page}
        find={find}
        jump={jump}
        onPage={arrive}
        watermark={watermarkOf(paper.view)}
        onPicture={(number) => {
          look.setLarge(false);
          go(number);
        }}
      />
    );
  return (
    <Pages
      paper={paper}
      early={reading.early}
      zoom={look.zoom}
      page={page}
      jump={jump}
      find={find.trim()}
      tool={reading.tool}
      notes={reading.placed}
      chosen={reading.chosen}
      onPage={arrive}
      onZoom={look.setZoom}
      onStroke={(on, stroke) => book.add(paper.version, on, { kind: 'pen', content: stroke })}
      onPlace={(on, x, y) => reading.write(on, '（写在这里）', x, y)}
      onErase={(note) => book.remove(note)}
      onChoose={reading.choose}
    />
  );
}

function OpenPanel({ reading }: OfReading) {
  const { paper, book, look, panel, page, go, here } = reading;
  const close = () => reading.setPanel(null);
  if (panel === 'find')
    return <FindPanel texts={paper.texts} find={reading.find} onFind={reading.setFind} onGo={(hit) => go(hit.page)} onClose={close} />;
  if (panel === 'notes')
    return (
      <NotesPanel
        notes={reading.placed}
        page={page}
        chosen={reading.chosen}
        onChoose={(note, on) => {
          reading.choose(note);
          go(on);
        }}
        onAdd={(words) => reading.write(page, words, 0.92, Math.min(0.9, 0.06 + 0.06 * here.length))}
        onChange={(note, words) => book.change(note, words)}
        onRemove={(note) => book.remove(note)}
        onClose={close}
      />
    );
  if (panel !== 'view') return null;
  return (
    <ViewPanel
      title={paper.view.title}
      page={page}
      pages={paper.pages}
      zoom={look.zoom}
      size={look.size}
      large={reading.large}
      night={look.night}
      onGo={go}
      onZoom={look.setZoom}
      onSize={look.setSize}
      onNight={look.setNight}
      onClose={close}
    />
  );
}

/** The acts at the lower edge. Whoever is none of the meeting's people writes no notes. */
function Bar({ reading }: OfReading) {
  const { paper, book, look, large, page, panel, show, go } = reading;
  const bookmark = reading.here.find(({ note }) => note.kind === 'bookmark')?.note;
  const written = reading.placed.filter(({ note }) => note.kind !== 'bookmark').length;
  const mark = () => (bookmark ? book.remove(bookmark) : book.add(paper.version, page, { kind: 'bookmark', content: {} }));
  return (
    <footer className="reader-foot">
      <BarTool label="查找" icon={<IconSearch />} on={panel === 'find'} onPress={() => show('find')} />
      {paper.view.reader.attends && (
        <>
          <BarTool label={bookmark ? '取消书签' : '书签'} icon={<IconFollow />} on={bookmark !== undefined} onPress={mark} />
          <BarTool label="手写" icon={<IconWrite />} on={false} onPress={() => show('pen')} />
          <BarTool
            label={written > 0 ? `笔记 ${written}` : '笔记'}
            icon={<IconTalk />}
            on={panel === 'notes'}
            onPress={() => show('notes')}
          />
        </>
      )}
      {(paper.texts === null || hasWords(paper)) && (
        <BarTool
          label={large ? '看原版' : '大字阅读'}
          icon={large ? <IconPaper /> : <IconLetters />}
          on={large}
          onPress={() => {
            look.setLarge(!large);
            go(page);
          }}
        />
      )}
    </footer>
  );
}

function BarTool({
  label,
  icon,
  on,
  onPress,
}: {
  readonly label: string;
  readonly icon: ReactNode;
  readonly on: boolean;
  readonly onPress: () => void;
}) {
  return (
    <button type="button" className={on ? 'reader-bar-tool on' : 'reader-bar-tool'} aria-pressed={on} onClick={onPress}>
      {icon}
      <span>{label}</span>
    </button>
  );
}

const pens: readonly (readonly [Tool, string])[] = [
  ['red', '红笔'],
  ['blue', '蓝笔'],
  ['black', '黑笔'],
  ['marker', '荧光'],
  ['words', '便签'],
  ['eraser', '橡皮'],
];

interface PenBarProps {
  readonly tool: Tool;
  readonly canUndo: boolean;
  readonly onTool: (tool: Tool) => void;
  readonly onUndo: () => void;
  readonly onDone: () => void;
}

function PenBar({ tool, canUndo, onTool, onUndo, onDone }: PenBarProps) {
  return (
    <footer className="reader-foot pens">
      <div className="reader-pens" role="radiogroup" aria-label="笔">
        {pens.map(([name, words]) => (
          <button
            key={name}
            type="button"
            role="radio"
            aria-checked={tool === name}
            className={`pen-choice ${name}${tool === name ? ' on' : ''}`}
            onClick={() => onTool(name)}
          >
            <i aria-hidden="true" />
            <span>{words}</span>
          </button>
        ))}
      </div>
      <button type="button" className="reader-bar-tool" disabled={!canUndo} onClick={onUndo}>
        <IconUndo />
        <span>撤销</span>
      </button>
      <button type="button" className="reader-bar-tool on" onClick={onDone}>
        <IconTick />
        <span>完成</span>
      </button>
    </footer>
  );
}

interface PagesProps {
  readonly paper: PaperAtHand;
  readonly early: ReturnType<typeof pictureBegun>;
  readonly zoom: number;
  readonly page: number;
  readonly jump: number;
  readonly find: string;
  readonly tool: Tool;
  readonly notes: ReturnType<typeof placeNotes>;
  readonly chosen: string | null;
  readonly onPage: (page: number) => void;
  readonly onZoom: (zoom: number) => void;
  readonly onStroke: (page: number, stroke: Extract<PaperNote, { kind: 'pen' }>['content']) => void;
  readonly onPlace: (page: number, x: number, y: number) => void;
  readonly onErase: (note: PaperNote) => void;
  readonly onChoose: (note: PaperNote) => void;
}

/** The pages as pictures, one below the other; only those in sight exist. */
function Pages({ paper, early, zoom, page, jump, find, tool, notes, chosen, onPage, onZoom, ...acts }: PagesProps) {
  const { pages, sizes, open, view } = paper;
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(place);
  const layout = useMemo(() => layOut(pages, sizes, Math.round(widthOfPages(width) * zoom)), [pages, sizes, width, zoom]);
  const [top, setTop] = useState(0);
  const [fault, setFault] = useState<unknown>(null);
  useKeptPlace(place, layout, page, jump);
  usePinch(place, zoom, onZoom);
  const [drawn, begun] = useFirstDrawn();
  const seen = drawn ? pagesInSight(layout, top, height) : [page];
  const fail = (error: unknown) => {
    setFault(error);
    begun();
  };
  const onScroll = () => {
    const now = place.current!;
    setTop(now.scrollTop);
    onPage(pageAt(layout, now.scrollTop + now.clientHeight * 0.35));
  };
  const watermark = watermarkOf(view);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls
    <div ref={place} className="reader-pages" tabIndex={0} role="region" aria-label="文件各页" onScroll={onScroll}>
      {fault !== null && <p className="reader-banner" role="alert">{`有一页没有显示出来：${wordsOf(fault)}`}</p>}
      <div className="reader-sheets" style={{ height: layout.height, width: layout.width }}>
        {width > 0 &&
          seen.map((number) => (
            <div key={number} className="paper-sheet" style={{ top: layout.tops[number - 1], height: layout.heights[number - 1] }}>
              <SheetPicture
                pdf={open?.pdf ?? null}
                number={number}
                current={number === page}
                width={layout.width}
                height={layout.heights[number - 1]!}
                watermark={watermark}
                find={find}
                early={!drawn && number === page ? early : null}
                onDrawn={begun}
                onFault={fail}
              />
              {drawn && (
                <PenLayer
                  width={layout.width}
                  height={layout.heights[number - 1]!}
                  tool={tool}
                  notes={notes.filter((one) => one.page === number)}
                  chosen={chosen}
                  onStroke={(stroke) => acts.onStroke(number, stroke)}
                  onPlace={(x, y) => acts.onPlace(number, x, y)}
                  onErase={acts.onErase}
                  onChoose={acts.onChoose}
                  onPan={(dx, dy) => place.current?.scrollBy(dx, dy)}
                />
              )}
            </div>
          ))}
      </div>
    </div>
  );
}

/** The page being read comes first: its neighbours, the notes on it and all else are not even begun before it is there. */
function useFirstDrawn(): readonly [boolean, () => void] {
  const [drawn, setDrawn] = useState(false);
  const begun = useCallback(() => {
    // Not in the frame that is to show it.
    requestAnimationFrame(() =>
      setTimeout(() => {
        setDrawn(true);
        tellDrawn();
      }),
    );
  }, []);
  return [drawn, begun];
}

/** Size of an element, followed. */
function useSize(place: { readonly current: HTMLElement | null }): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const look = () => setSize({ width: element.clientWidth, height: element.clientHeight });
    look();
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => watch.disconnect();
  }, [place]);
  return size;
}

/** Brings the page that was asked for into sight, and keeps the place on the page where the layout grows or shrinks. */
function useKeptPlace(place: { readonly current: HTMLElement | null }, layout: Layout, page: number, jump: number): void {
  const before = useRef<{ readonly layout: Layout; readonly jump: number } | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element || layout.width <= 0) return;
    const last = before.current;
    before.current = { layout, jump };
    if (!last || last.jump !== jump || last.layout.width <= 0) {
      element.scrollTo({ top: (layout.tops[page - 1] ?? 0) - gap });
      return;
    }
    if (last.layout === layout) return;
    const middle = element.scrollTop + element.clientHeight / 2;
    const on = pageAt(last.layout, middle);
    const share = (middle - last.layout.tops[on - 1]!) / Math.max(1, last.layout.heights[on - 1]!);
    const centre = (layout.width * (element.scrollLeft + element.clientWidth / 2)) / Math.max(1, last.layout.width);
    element.scrollTo({
      top: layout.tops[on - 1]! + share * layout.heights[on - 1]! - element.clientHeight / 2,
      left: centre - element.clientWidth / 2,
    });
  }, [place, layout, page, jump]);
}

/** Two fingers make the page larger or smaller; a wheel with Ctrl does on the desk. */
function usePinch(place: { readonly current: HTMLElement | null }, zoom: number, onZoom: (zoom: number) => void): void {
  const now = useRef(zoom);
  useEffect(() => {
    now.current = zoom;
  });
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let began: { readonly span: number; readonly zoom: number } | null = null;
    const span = ({ touches }: TouchEvent) =>
      Math.hypot(touches[0]!.clientX - touches[1]!.clientX, touches[0]!.clientY - touches[1]!.clientY);
    const stop = new AbortController();
    const on = <Name extends keyof HTMLElementEventMap>(name: Name, act: (event: HTMLElementEventMap[Name]) => void) =>
      element.addEventListener(name, act, { passive: false, signal: stop.signal });
    on('touchstart', (event) => {
      began =
        event.touches.length === 2 && !(event.target as Element).closest('.writing') ? { span: span(event), zoom: now.current } : null;
    });
    on('touchmove', (event) => {
      if (!began || event.touches.length !== 2) return;
      event.preventDefault();
      onZoom((began.zoom * span(event)) / began.span);
    });
    on('touchend', () => {
      began = null;
    });
    on('wheel', (event) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      onZoom(now.current * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
    });
    return () => stop.abort();
  }, [place, onZoom]);
}

/** Which page is being read. `jump` counts the times a page was asked for, so that it comes into sight also where it was it already. */
function useWhere(paper: PaperAtHand, personId: string) {
  const { view, pages } = paper;
  const start = Math.min(pages, view.reading?.page ?? 1);
  const [at, setAt] = useState({ page: start, jump: 0 });
  const told = usePlace({ personId, view, version: paper.version });
  const moved = useRef(false);
  const arrive = useCallback(
    (page: number) => {
      setAt((before) => (before.page === page ? before : { ...before, page }));
      told(page);
    },
    [told],
  );
  const go = useCallback(
    (page: number) => {
      moved.current = true;
      setAt((before) => ({ page, jump: before.jump + 1 }));
      told(page);
    },
    [told],
  );
  useEffect(() => {
    let here = true;
    const begin = async () => {
      const kept = await keptPlace(personId, view.id);
      if (!here || moved.current) return;
      const found = Math.min(pages, startOf(view.reading, kept));
      if (found === start) told(start);
      else go(found);
    };
    void begin();
    return () => {
      here = false;
    };
    // Only when the paper is opened.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  return { page: at.page, jump: at.jump, go, arrive };
}

/** How somebody likes to read, kept for all papers on this device. */
function useLook() {
  const [look, setLook] = useState(keptLook);
  const [zoom, setZoom] = useState(1);
  const change = (part: Partial<typeof look>) => {
    const next = { ...look, ...part };
    setLook(next);
    keepLook(next);
  };
  return {
    ...look,
    zoom,
    setZoom: useCallback((wanted: number) => setZoom(Math.min(4, Math.max(1, wanted))), []),
    setLarge: (large: boolean) => change({ large }),
    setSize: (size: number) => change({ size: Math.min(48, Math.max(18, size)) }),
    setNight: (night: boolean) => change({ night }),
  };
}
