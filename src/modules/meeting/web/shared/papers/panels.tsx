import { useDeferredValue, useMemo, useState, type ReactNode } from 'react';
import { IconCross, IconDelete, IconFollow, IconPlus, IconWrite } from '#platform/web/shared/icons.tsx';
import type { PaperNote } from '../../../contract/papers/paper.ts';
import { type TextHit, findInPages } from '../../../contract/papers/paper-text.ts';
import type { PlacedNote } from './moved-notes.ts';

interface PanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A panel of the reader: beside the paper where there is room, over its lower part on a phone. */
export function Panel({ title, onClose, children }: PanelProps) {
  return (
    <aside className="reader-panel" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <button type="button" className="reader-tool" aria-label={`关闭${title}`} onClick={onClose}>
          <IconCross />
        </button>
      </header>
      <div className="reader-panel-body">{children}</div>
    </aside>
  );
}

interface FindPanelProps {
  readonly texts: readonly string[] | null;
  readonly find: string;
  readonly onFind: (words: string) => void;
  readonly onGo: (hit: TextHit) => void;
  readonly onClose: () => void;
}

/** Looks for words in the paper, on this device. */
export function FindPanel({ texts, find, onFind, onGo, onClose }: FindPanelProps) {
  const words = useDeferredValue(find);
  const hits = useMemo(() => (texts ? findInPages(texts, words) : []), [texts, words]);
  const [chosen, setChosen] = useState(-1);
  const go = (index: number) => {
    const hit = hits[index];
    if (!hit) return;
    setChosen(index);
    onGo(hit);
  };
  return (
    <Panel title="文内查找" onClose={onClose}>
      <div className="reader-find">
        <input
          type="search"
          className="reader-input"
          aria-label="要找的字词"
          placeholder="输入要找的字词"
          value={find}
          autoFocus
          onChange={(event) => {
            setChosen(-1);
            onFind(event.target.value);
          }}
          onKeyDown={(event) =>
            event.key === 'Enter' && !event.nativeEvent.isComposing && go(hits.length > 0 ? (chosen + 1) % hits.length : 0)
          }
        />
      </div>
      <p className="reader-note" role="status">
        {texts === null ? '正在取文字……' : find.trim() === '' ? '查找在本机进行，没有网络也能用。' : foundWords(hits)}
      </p>
      <ol className="reader-hits">
        {hits.map((hit, index) => (
          <li key={`${hit.page}-${hit.index}`}>
            <button type="button" aria-current={index === chosen || undefined} onClick={() => go(index)}>
              <span className="reader-page-mark">第 {hit.page} 页</span>
              <span>
                {hit.before}
                <mark>{hit.words}</mark>
                {hit.after}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function foundWords(hits: readonly TextHit[]): string {
  if (hits.length === 0) return '没有找到。扫描成图片的页没有文字，查不到。';
  return `找到 ${hits.length} 处，在 ${new Set(hits.map((hit) => hit.page)).size} 页`;
}

interface NotesPanelProps {
  readonly notes: readonly PlacedNote[];
  readonly page: number;
  readonly chosen: string | null;
  readonly onChoose: (note: PaperNote, page: number) => void;
  readonly onAdd: (words: string) => void;
  readonly onChange: (note: PaperNote, words: string) => void;
  readonly onRemove: (note: PaperNote) => void;
  readonly onClose: () => void;
}

/** The reader's own bookmarks and notes. */
export function NotesPanel({ notes, page, chosen, onChoose, onAdd, onChange, onRemove, onClose }: NotesPanelProps) {
  const [words, setWords] = useState('');
  const shown = notes.filter(({ note }) => note.kind !== 'pen');
  const drawn = new Map<number, number>();
  for (const placed of notes) if (placed.note.kind === 'pen') drawn.set(placed.page, (drawn.get(placed.page) ?? 0) + 1);
  const add = () => {
    if (words.trim() === '') return;
    onAdd(words.trim());
    setWords('');
  };
  return (
    <Panel title="书签和笔记" onClose={onClose}>
      <p className="reader-note">只有您自己能看到，工作人员也看不到。</p>
      <div className="reader-add">
        <textarea
          className="reader-input"
          rows={2}
          maxLength={2_000}
          aria-label={`在第 ${page} 页写一条笔记`}
          placeholder={`在第 ${page} 页写一条笔记`}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <button type="button" className="reader-button" disabled={words.trim() === ''} onClick={add}>
          <IconPlus size={20} />
          记下
        </button>
      </div>
      {shown.length === 0 && drawn.size === 0 && <p className="reader-empty">还没有书签和笔记。</p>}
      <ul className="reader-notes">
        {shown.map((one) => (
          <NoteLine
            key={one.note.id}
            {...one}
            chosen={one.note.id === chosen}
            onChoose={onChoose}
            onChange={onChange}
            onRemove={onRemove}
          />
        ))}
        {[...drawn].map(([on, count]) => (
          <li key={`pen-${on}`}>
            <button
              type="button"
              className="reader-note-go"
              onClick={() => onChoose(notes.find((one) => one.note.kind === 'pen' && one.page === on)!.note, on)}
            >
              <IconWrite size={20} />
              <span className="reader-page-mark">第 {on} 页</span>
              <span>手写批注 {count} 笔</span>
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

interface NoteLineProps extends PlacedNote, Pick<NotesPanelProps, 'onChoose' | 'onChange' | 'onRemove'> {
  readonly chosen: boolean;
}

function NoteLine({ note, page: on, moved, chosen, onChoose, onChange, onRemove }: NoteLineProps) {
  return (
    <li className={chosen ? 'on' : undefined}>
      <button type="button" className="reader-note-go" onClick={() => onChoose(note, on)}>
        {note.kind === 'bookmark' ? <IconFollow size={20} /> : <IconWrite size={20} />}
        <span className="reader-page-mark">第 {on} 页</span>
        {note.kind === 'bookmark' && <span>书签</span>}
      </button>
      {note.kind === 'text' && <NoteWords note={note} onChange={onChange} />}
      {moved && (
        <p className="reader-moved">
          写在第 {note.version} 版第 {note.page} 页，新版这里有改动，请核对位置。
        </p>
      )}
      <button
        type="button"
        className="reader-tool reader-remove"
        aria-label={note.kind === 'bookmark' ? '删除书签' : '删除笔记'}
        onClick={() => onRemove(note)}
      >
        <IconDelete size={20} />
      </button>
    </li>
  );
}

function NoteWords({
  note,
  onChange,
}: {
  readonly note: PaperNote & { kind: 'text' };
  readonly onChange: (note: PaperNote, words: string) => void;
}) {
  const [words, setWords] = useState(note.content.words);
  return (
    <textarea
      className="reader-input"
      rows={Math.min(6, Math.max(1, Math.ceil(words.length / 18)))}
      maxLength={2_000}
      aria-label={`第 ${note.page} 页的笔记`}
      value={words}
      onChange={(event) => setWords(event.target.value)}
      onBlur={() => {
        if (words.trim() !== '' && words.trim() !== note.content.words) onChange(note, words.trim());
      }}
    />
  );
}

interface ViewPanelProps {
  readonly title: string;
  readonly page: number;
  readonly pages: number;
  readonly zoom: number;
  readonly size: number;
  readonly large: boolean;
  readonly night: boolean;
  readonly onGo: (page: number) => void;
  readonly onZoom: (zoom: number) => void;
  readonly onSize: (size: number) => void;
  readonly onNight: (night: boolean) => void;
  readonly onClose: () => void;
}

/** Page, size and light. */
export function ViewPanel({ title, page, pages, zoom, size, large, night, onGo, onZoom, onSize, onNight, onClose }: ViewPanelProps) {
  const [wanted, setWanted] = useState(String(page));
  return (
    <Panel title="页码和显示" onClose={onClose}>
      <p className="reader-title">{title}</p>
      <JumpForm pages={pages} wanted={wanted} onWanted={setWanted} onGo={onGo} />
      <input
        type="range"
        className="reader-range"
        aria-label="拖动翻页"
        min={1}
        max={pages}
        value={page}
        onChange={(event) => {
          setWanted(event.target.value);
          onGo(Number(event.target.value));
        }}
      />
      <div className="reader-steps">
        <span>{large ? '字号' : '缩放'}</span>
        <button
          type="button"
          className="reader-button"
          aria-label="缩小"
          disabled={large ? size <= 18 : zoom <= 1}
          onClick={() => (large ? onSize(size - 3) : onZoom(zoom - 0.25))}
        >
          －
        </button>
        <output>{large ? `${size}` : `${Math.round(zoom * 100)}%`}</output>
        <button
          type="button"
          className="reader-button"
          aria-label="放大"
          disabled={large ? size >= 48 : zoom >= 4}
          onClick={() => (large ? onSize(size + 3) : onZoom(zoom + 0.25))}
        >
          ＋
        </button>
      </div>
      <label className="reader-switch">
        <span>夜间显示</span>
        <input type="checkbox" role="switch" aria-checked={night} checked={night} onChange={(event) => onNight(event.target.checked)} />
      </label>
    </Panel>
  );
}

interface JumpFormProps {
  readonly pages: number;
  readonly wanted: string;
  readonly onWanted: (wanted: string) => void;
  readonly onGo: (page: number) => void;
}

function JumpForm({ pages, wanted, onWanted, onGo }: JumpFormProps) {
  const go = () => {
    const number = Number(wanted);
    if (Number.isInteger(number) && number >= 1 && number <= pages) onGo(number);
  };
  return (
    <form
      className="reader-jump"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <label>
        到第
        <input
          className="reader-input"
          inputMode="numeric"
          aria-label="页码"
          value={wanted}
          onFocus={(event) => event.target.select()}
          onChange={(event) => onWanted(event.target.value.replaceAll(/\D/g, ''))}
        />
        页，共 {pages} 页
      </label>
      <button type="submit" className="reader-button">
        跳转
      </button>
    </form>
  );
}
