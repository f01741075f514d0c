import { createHash } from 'node:crypto';
import { z } from 'zod';
import { categoriesIn, reportCategory } from '../engine/report-categories.ts';
import { shorten } from '../engine/words.ts';

/** One line of an import file as it may be written: title, body, time; id, place and category where there are any. */
const line = z.object(
  {
    id: z.union([z.string().max(100), z.number()]).optional(),
    title: z.string().trim().max(500).optional(),
    body: z.string().trim().min(4, 'body 至少 4 个字').max(20_000, 'body 超过 20000 字'),
    time: z.string().trim().min(8, 'time 缺失或格式不对'),
    place: z.string().trim().max(200).optional(),
    category: z.string().trim().max(60).optional(),
  },
  { error: '这一行不是一条记录' },
);

/** A message that can become a matter. */
export interface Message {
  readonly key: string;
  readonly title: string;
  readonly words: string;
  readonly at: Date;
  readonly place: string;
  readonly category: string;
}

/** A line that cannot be taken, with the reason that its writer needs. */
export interface Reject {
  readonly line: number;
  readonly reason: string;
}

/** Reads one line of a JSON-lines file. `now` bounds the time: nothing is reported in the future. */
export function readMessage(text: string, number: number, now: Date): Message | Reject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { line: number, reason: '不是合法的 JSON' };
  }
  const parsed = line.safeParse(value);
  if (!parsed.success)
    return {
      line: number,
      reason: parsed.error.issues
        .map((issue) => (issue.path.length > 0 ? `${issue.path.join('.')}：${issue.message}` : issue.message))
        .join('；'),
    };
  const at = timeOf(parsed.data.time);
  if (!at) return { line: number, reason: `time 不是时间：${parsed.data.time}` };
  if (at > now) return { line: number, reason: `time 在将来：${parsed.data.time}` };
  return messageOf(parsed.data, at);
}

/** True for a {@link Reject}. */
export function isReject(read: Message | Reject): read is Reject {
  return 'reason' in read;
}

function messageOf(data: z.output<typeof line>, at: Date): Message {
  const words = data.body.replaceAll(/\s+/g, ' ');
  const title = shorten(data.title || words, 60);
  const category =
    data.category && reportCategory(data.category) ? data.category : (categoriesIn(`${title}${words}`)[0]?.key ?? 'consult.policy');
  const key =
    data.id === undefined
      ? createHash('sha256').update(`${title}\n${data.time}\n${data.body}`).digest('hex').slice(0, 32)
      : String(data.id);
  return { key, title, words, at, place: data.place ?? '', category };
}

/** `2019-02-28 11:25:05`, `2019/2/28` and ISO forms; times without a zone are China's. */
function timeOf(text: string): Date | null {
  const parts = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = '+08:00'] = parts;
  const two = (value: string) => value.padStart(2, '0');
  const at = new Date(`${year}-${two(month!)}-${two(day!)}T${two(hour)}:${minute}:${second.padStart(2, '0')}${zone}`);
  return Number.isNaN(at.getTime()) ? null : at;
}
