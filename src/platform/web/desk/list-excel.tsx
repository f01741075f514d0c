import { useState } from 'react';
import type { AnswerOf, CallOf, RouteContract } from '../../contract/route.ts';
import { call } from '../shared/call.ts';
import { wordsOf } from '../shared/conditions.tsx';
import { Button } from './button.tsx';
import { saveAs } from './download.ts';
import { useKeys } from './keys.tsx';
import { useUndo } from './undo.tsx';

/** One column of the sheet. */
export interface SheetColumn<Row> {
  readonly head: string;
  /** In characters. */
  readonly width: number;
  readonly value: (row: Row) => string | number | null;
}

export interface ListExcelProps<Row> {
  readonly name: string;
  readonly columns: readonly SheetColumn<Row>[];
  /** Every row of the list in force, all pages of it. */
  readonly rows: () => Promise<readonly Row[]>;
}

/** Takes the list in force out as Excel, all pages of it, key E. The sheet is written in the browser, so any list can have it. */
export function ListExcel<Row>({ name, columns, rows }: ListExcelProps<Row>) {
  const [busy, setBusy] = useState(false);
  const { say } = useUndo();
  const take = async () => {
    setBusy(true);
    try {
      const all = await rows();
      saveAs(await sheetOf(columns, all), `${name}.xlsx`);
      say(`已导出 ${all.length} 行：${name}.xlsx`);
    } catch (error) {
      say(`没有导出：${wordsOf(error)}`);
    } finally {
      setBusy(false);
    }
  };
  useKeys([{ keys: 'e', label: '导出', act: () => void take() }]);
  return (
    <Button onPress={() => void take()} busy={busy} keys="e">
      {busy ? '正在导出' : '导出 Excel'}
    </Button>
  );
}

/** All rows of a keyset list, page after page. */
export async function everyPage<Row>(
  page: (cursor: string | undefined) => Promise<{ items: readonly Row[]; next: string | null }>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | undefined;
  do {
    const answer = await page(cursor);
    rows.push(...answer.items);
    cursor = answer.next ?? undefined;
  } while (cursor);
  return rows;
}

/** All rows that `route` lists for `query`, page after page. */
export async function everyRow<R extends RouteContract>(route: R, query: object): Promise<readonly RowOf<R>[]> {
  return everyPage(
    async (cursor) =>
      (await call(route, { query: { ...query, limit: 200, cursor } } as CallOf<R>)) as { items: RowOf<R>[]; next: string | null },
  );
}

type RowOf<R extends RouteContract> = AnswerOf<R> extends { items: readonly (infer Row)[] } ? Row : never;

async function sheetOf<Row>(columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Promise<Blob> {
  const { default: writeExcelFile } = await import('write-excel-file/universal');
  const head = columns.map((column) => ({ value: column.head, fontWeight: 'bold' as const, backgroundColor: '#F5F6F8' }));
  const body = rows.map((row) => columns.map((column) => column.value(row)));
  return writeExcelFile([head, ...body], { columns: columns.map((column) => ({ width: column.width })), stickyRowsCount: 1 }).toBlob();
}
