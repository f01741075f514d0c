import type { FastifyReply } from 'fastify';
import writeExcelFile from 'write-excel-file/node';
import type { ListColumn } from '../../contract/list-import.ts';

/** Sends an empty list with headings and one example, to be filled in; `name` is the file's, without its ending. */
export async function sendListTemplate(reply: FastifyReply, name: string, columns: readonly ListColumn[]): Promise<FastifyReply> {
  reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.xlsx`)}`);
  return await reply.send(await listTemplate(columns));
}

async function listTemplate(columns: readonly ListColumn[]): Promise<Buffer> {
  const headings = columns.map((column) => ({
    value: column.required ? `${column.heading}*` : column.heading,
    type: String,
    fontWeight: 'bold' as const,
  }));
  const examples = columns.map((column) => ({ value: column.example, type: String }));
  const widths = columns.map((column) => ({ width: Math.max(12, column.heading.length * 2 + 4) }));
  return await writeExcelFile([headings, examples], { columns: widths, stickyRowsCount: 1 }).toBuffer();
}
