import { dayWords, momentWords } from '#platform/web/shared/dates.ts';
import type { RecordView } from '../../contract/views.ts';

/** One field of a kept form in words; long ones are passages of their own. */
export interface RecordedWords {
  readonly name: string;
  readonly label: string;
  readonly words: string;
  readonly long: boolean;
}

/** The fields of a record in their order, as they are read: codes and ids are words already, days and moments become words here. */
export function wordsOfRecord(record: RecordView): readonly RecordedWords[] {
  // The first day or moment is what the record is about: it stands before it already.
  const about = record.content.find((field) => field.input === 'day' || field.input === 'moment');
  return record.content.flatMap((field) => {
    const { name, label, input, value } = field;
    if (field === about) return [];
    const words = wordsOf(input, value);
    return words === '' ? [] : [{ name, label, words, long: input === 'text' || words.length > 40 }];
  });
}

function wordsOf(input: string, value: unknown): string {
  if (Array.isArray(value)) return value.map((one) => wordsOf(input, one)).join('、');
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  if (input === 'day') return dayWords(value);
  return input === 'moment' ? momentWords(value) : value;
}
