import iconv from 'iconv-lite';
import type { MultipartFile } from '@fastify/multipart';
import type { RawCall } from '#platform/server/http/bind.ts';
import type { readYearFile as route } from '../../contract/routes.ts';
import type { YearReading } from '../../contract/calendar-view.ts';
import { profileProblem } from '../../contract/problems.ts';
import type { Cell } from '../calendar-file-rules.ts';
import { readYearTable } from '../calendar-file-rules.ts';

/** More than any year's table needs; a larger file is the wrong file. */
const mostBytes = 1_000_000;

/** Reads the uploaded file into days for a person to check. Nothing is saved. */
export async function readYearFile({ request }: RawCall<typeof route>): Promise<YearReading> {
  const file: MultipartFile | undefined = await request.file({ limits: { files: 1, fileSize: mostBytes } });
  if (!file) throw unreadable('没有收到文件');
  const bytes = await file.toBuffer().catch(() => {
    throw unreadable('文件太大');
  });
  return await readYearBytes(file.filename, bytes);
}

/** Reads the table out of a file's bytes; the name's ending tells which kind it is. */
export async function readYearBytes(name: string, bytes: Buffer): Promise<YearReading> {
  try {
    return readYearTable(await tableOf(name.toLowerCase(), bytes));
  } catch (error) {
    const reason = error instanceof Error && /\p{Script=Han}/u.test(error.message) ? error.message : '内容与文件类型不符';
    throw unreadable(reason);
  }
}

async function tableOf(name: string, bytes: Buffer): Promise<Cell[][]> {
  if (name.endsWith('.xlsx')) {
    const { readSheet } = await import('read-excel-file/node');
    return (await readSheet(bytes)) as Cell[][];
  }
  if (name.endsWith('.json')) return tableOfJson(JSON.parse(textOf(bytes)));
  if (name.endsWith('.csv') || name.endsWith('.txt')) return tableOfCsv(textOf(bytes));
  throw new Error('请上传 xlsx、csv 或 json 文件');
}

/** Offices' spreadsheets write CSV in GB 18030; anything that is no valid UTF-8 is taken for that. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'gb18030');
  }
}

function tableOfJson(content: unknown): Cell[][] {
  const list = Array.isArray(content) ? content : (content as { days?: unknown } | null)?.days;
  if (!Array.isArray(list)) throw new Error('应当是一个列表，每项写明日期、休或班、名称');
  const head = ['day', 'kind', 'name'];
  const names: Record<string, string> = { 日期: 'day', 休或班: 'kind', 类型: 'kind', 名称: 'name' };
  return [
    head,
    ...list.map((item: unknown) => {
      const plain = Object.fromEntries(
        Object.entries((item ?? {}) as Record<string, Cell>).map(([key, value]) => [names[key] ?? key, value]),
      );
      return head.map((column) => plain[column]);
    }),
  ];
}

/** Commas or tabs; a holiday table has no quoted line breaks. */
function tableOfCsv(text: string): Cell[][] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((line) => line.split(/[,\t，]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
}

function unreadable(reason: string) {
  return profileProblem('profile.file-unreadable', { reason });
}
