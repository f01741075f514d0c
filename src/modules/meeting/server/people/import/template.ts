import writeExcelFile from 'write-excel-file/node';
import type { AttendeeColumn } from '../../../contract/people/import.ts';
import { attendeeColumns } from '../../../contract/people/import.ts';

/** An empty list with headings and one example, to be filled in. */
export async function attendeeTemplate(): Promise<Buffer> {
  const columns: readonly AttendeeColumn[] = attendeeColumns;
  const headings = columns.map((column) => ({
    value: column.required ? `${column.heading}*` : column.heading,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const examples = columns.map((column) => ({ value: column.example, type: String }));
  const widths = columns.map((column) => ({ width: Math.max(12, column.heading.length * 2 + 4) }));
  return await writeExcelFile([headings, examples], { columns: widths, stickyRowsCount: 1 }).toBuffer();
}
