import { newId } from '#platform/contract/identifiers.ts';
import type { Draft } from './agenda-tree.ts';

/** Numbers as official papers write them, from the highest level down; what stands before a line's words tells its level. */
const levels = [/^[一二三四五六七八九十]+[、.．]/, /^[（(][一二三四五六七八九十]+[）)]/, /^\d+[.．、]/, /^[（(]\d+[）)]/];

/** Lines of pasted text as items, without their numbers. A text without Chinese numbers that counts 1. 2. 3. has one level. */
export function pastedItems(text: string): readonly { readonly item: Draft; readonly depth: number }[] {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, 200);
  const found = lines.map((line) => levels.findIndex((level) => level.test(line)));
  const highest = Math.min(...found.filter((level) => level >= 0), levels.length);
  return lines.map((line, index) => {
    const level = found[index]!;
    const title = (level < 0 ? line : line.replace(levels[level]!, '')).trim().slice(0, 200);
    return {
      item: { id: newId(), parentId: null, title, note: '', presenter: '', minutes: null, hidden: false },
      depth: level < 0 ? 0 : level - highest,
    };
  });
}
