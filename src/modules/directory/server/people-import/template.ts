import writeExcelFile from 'write-excel-file/node';
import { importColumns, type ImportKind } from '../../contract/people-import.ts';

/** An empty list with headings and one example, to be filled in. */
export async function importTemplate(kind: ImportKind): Promise<Buffer> {
  const columns = importColumns[kind];
  const headings = columns.map((column) => ({
    value: column.required ? `${column.heading}*` : column.heading,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const examples = columns.map((column) => ({ value: column.example, type: String }));
  const widths = columns.map((column) => ({ width: Math.max(12, column.heading.length * 2 + 4) }));
  return await writeExcelFile([headings, examples], { columns: widths }).toBuffer();
}
