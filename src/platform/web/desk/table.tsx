import { Fragment, useEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import type { Cursor, Selection } from './cursor.ts';
import { useKeys } from './keys.tsx';
import { Checkbox } from './marks.tsx';
import { Loading, Refused } from './states.tsx';

export interface DeskColumn<Row> {
  readonly id: string;
  readonly head: string;
  /** Pixels; the columns without one share what is left. */
  readonly width?: number;
  /** Figures stand at the right. */
  readonly figure?: boolean;
  /** Left out on narrow screens (below 1360), so that the title keeps its room. */
  readonly wide?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

export interface DeskGroup<Row> {
  readonly id: string;
  /** The row above the group; a group without one continues the rows before it. */
  readonly head?: ReactNode;
  /** An act on the whole group, at the right end of its head. */
  readonly act?: ReactNode;
  readonly rows: readonly Row[];
  /** Draws the rows as belonging together. */
  readonly bound?: boolean;
}

export interface DeskTableProps<Row> {
  readonly label: string;
  readonly columns: readonly DeskColumn<Row>[];
  readonly groups: readonly DeskGroup<Row>[];
  readonly rowId: (row: Row) => string;
  readonly cursor: Cursor;
  readonly selection?: Selection;
  /** What a double click and the keys of `openKeys` do with the row. */
  readonly onOpen?: (row: Row) => void;
  /** Enter where omitted; a page whose Enter does the next act takes O. */
  readonly openKeys?: readonly string[];
  /** Words of Enter for the key line; `打开` where omitted. */
  readonly openWords?: string;
  readonly tone?: (row: Row) => string | undefined;
  /** The next page of the list. */
  readonly more?: { readonly has: boolean; readonly busy: boolean; readonly load: () => void };
  /** Shown below the head where there are no rows. */
  readonly empty?: ReactNode;
}

/** A list as a table: J and K move, Enter opens, Space ticks, Shift Space ticks the group. The next page loads at the end. */
export function DeskTable<Row>(props: DeskTableProps<Row>) {
  const { label, columns, groups, rowId, cursor, selection, onOpen, more } = props;
  const rows = useMemo(() => groups.flatMap((group) => group.rows), [groups]);
  const body = useRef<HTMLTableSectionElement>(null);
  const here = rows.find((row) => rowId(row) === cursor.id);
  const wide = columns.filter((column) => column.wide).length;
  const width = columns.length - wide + (selection ? 1 : 0);
  useTableKeys(props, rows, here);
  useCursorInView(body, cursor.id);
  return (
    <div className="table-scroll">
      <table className="table" aria-label={label}>
        <TableHead columns={columns} rows={rows.map(rowId)} selection={selection} />
        <tbody ref={body}>
          {groups.map((group) => (
            <Fragment key={group.id}>
              {group.head !== undefined && <GroupHead group={group} width={width} wide={wide} />}
              {group.rows.map((row, index) => (
                <TableRow
                  key={rowId(row)}
                  {...props}
                  row={row}
                  bound={group.bound ? (index === group.rows.length - 1 ? 'end' : 'in') : undefined}
                  onOpen={onOpen}
                />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && !more?.busy && props.empty}
      {more && <MoreRows more={more} />}
    </div>
  );
}

/** The part of a paged reading that {@link PagedTable} looks at; results of `usePages` fit. */
export interface PagesLike {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
  readonly refetch: () => unknown;
}

/** A list read page by page, in whichever condition it is: on its way, refused, there. `rows` where it has no groups. */
export function PagedTable<Row>({
  pages,
  rows,
  groups,
  ...table
}: Omit<DeskTableProps<Row>, 'more' | 'groups'> & {
  readonly pages: PagesLike;
  readonly rows?: readonly Row[];
  readonly groups?: readonly DeskGroup<Row>[];
}) {
  const all = useMemo(() => groups ?? [{ id: 'all', rows: rows ?? [] }], [groups, rows]);
  if (pages.isPending) return <Loading rows={16} />;
  if (pages.error && all.every((group) => group.rows.length === 0))
    return <Refused error={pages.error} onRetry={() => void pages.refetch()} />;
  const more = { has: pages.hasNextPage, busy: pages.isFetchingNextPage, load: () => void pages.fetchNextPage() };
  return <DeskTable {...table} groups={all} more={more} />;
}

function TableHead<Row>({ columns, rows, selection }: Pick<DeskTableProps<Row>, 'columns' | 'selection'> & { rows: readonly string[] }) {
  return (
    <>
      <colgroup>
        {selection && <col style={{ width: 38 }} />}
        {columns.map((column) => (
          <col
            key={column.id}
            className={column.wide ? 'wide-only' : undefined}
            style={column.width ? { width: column.width } : undefined}
          />
        ))}
      </colgroup>
      <thead>
        <tr>
          {selection && (
            <th scope="col">
              <TickAll rows={rows} selection={selection} />
            </th>
          )}
          {columns.map((column) => (
            <th key={column.id} scope="col" className={classOf(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
    </>
  );
}

/** Wide columns get a cell of their own, which goes with them: a cell across more columns than are shown would make new ones. */
function GroupHead<Row>({ group, width, wide }: { group: DeskGroup<Row>; width: number; wide: number }) {
  return (
    <tr className="grp">
      <td colSpan={width}>
        <div className="row">
          {group.head}
          <span className="right">{group.act}</span>
        </div>
      </td>
      {wide > 0 && <td className="wide-only" colSpan={wide} aria-hidden="true" />}
    </tr>
  );
}

function TableRow<Row>({
  row,
  columns,
  rowId,
  cursor,
  selection,
  onOpen,
  tone,
  bound,
}: DeskTableProps<Row> & { row: Row; bound: 'in' | 'end' | undefined }) {
  const id = rowId(row);
  const on = cursor.id === id;
  const classes = [on ? 'on' : '', bound ? 'ind' : '', bound === 'end' ? 'end' : '', tone?.(row) ?? ''].filter(Boolean).join(' ');
  return (
    <tr
      data-row={id}
      className={classes || undefined}
      tabIndex={on ? 0 : -1}
      aria-current={on ? 'true' : undefined}
      onClick={() => cursor.go(id)}
      onDoubleClick={() => onOpen?.(row)}
      onFocus={(event) => {
        if (event.target === event.currentTarget) cursor.go(id);
      }}
    >
      {selection && (
        <td
          className="tick"
          onClick={(event) => {
            event.stopPropagation();
            selection.toggle(id);
          }}
        >
          <Checkbox checked={selection.has(id)} label="选择这一件" onChange={() => selection.toggle(id)} />
        </td>
      )}
      {columns.map((column) => (
        <td key={column.id} className={classOf(column)}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
}

function classOf(column: Pick<DeskColumn<unknown>, 'figure' | 'wide'>): string | undefined {
  return [column.figure ? 'num' : '', column.wide ? 'wide-only' : ''].filter(Boolean).join(' ') || undefined;
}

function TickAll({ rows, selection }: { rows: readonly string[]; selection: Selection }) {
  const ticked = rows.filter((id) => selection.has(id)).length;
  return (
    <Checkbox
      checked={ticked > 0 && ticked === rows.length}
      partly={ticked > 0 && ticked < rows.length}
      label="选择已列出的全部"
      onChange={() => selection.toggleAll(rows)}
    />
  );
}

function useTableKeys<Row>(
  { groups, rowId, cursor, selection, onOpen, openKeys = ['Enter'], openWords, more }: DeskTableProps<Row>,
  rows: readonly Row[],
  here: Row | undefined,
): void {
  const step = (steps: number) => {
    if (steps > 0 && cursor.index === rows.length - 1 && more?.has && !more.busy) more.load();
    cursor.move(steps);
  };
  const group = here && groups.find((one) => one.rows.includes(here));
  useKeys([
    {
      keys: ['j', 'k', 'ArrowDown', 'ArrowUp'],
      label: '上下',
      act: (event) => step(event.key.toLowerCase() === 'j' || event.key === 'ArrowDown' || event.code === 'KeyJ' ? 1 : -1),
    },
    onOpen && {
      keys: openKeys,
      label: openWords ?? '打开',
      act: () => {
        if (here) onOpen(here);
      },
    },
    selection && {
      keys: 'Space',
      label: '选',
      act: () => {
        if (cursor.id) selection.toggle(cursor.id);
      },
    },
    selection && {
      keys: 'Shift+Space',
      label: '选同组',
      quiet: true,
      act: () => {
        if (group) selection.toggleAll(group.rows.map(rowId));
      },
    },
    selection && { keys: 'Ctrl+a', label: '选已列出的全部', quiet: true, act: () => selection.toggleAll(rows.map(rowId)) },
    { keys: 'Home', label: '到第一件', quiet: true, act: () => cursor.move(-rows.length) },
    { keys: 'End', label: '到最后一件', quiet: true, act: () => cursor.move(rows.length) },
  ]);
}

/** Keeps the row under the cursor visible, and moves the focus to it where the focus was in the table or nowhere. */
function useCursorInView(body: RefObject<HTMLTableSectionElement | null>, id: string | null): void {
  useEffect(() => {
    const row = id && body.current?.querySelector<HTMLElement>(`tr[data-row="${CSS.escape(id)}"]`);
    if (!row) return;
    row.scrollIntoView({ block: 'nearest' });
    const active = document.activeElement;
    if (active === document.body || (active instanceof HTMLElement && active.matches('tr[data-row]'))) row.focus({ preventScroll: true });
  }, [body, id]);
}

function MoreRows({ more }: { more: NonNullable<DeskTableProps<unknown>['more']> }) {
  const end = useRef<HTMLButtonElement>(null);
  const { has, busy, load } = more;
  useEffect(() => {
    const element = end.current;
    if (!element || !has || busy) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) load();
      },
      { rootMargin: '200px' },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [has, busy, load]);
  if (!has) return null;
  return (
    <button ref={end} type="button" className="more-rows" disabled={busy} onClick={load}>
      {busy ? '正在取下一页' : '看下一页'}
    </button>
  );
}
