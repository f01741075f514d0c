import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Loading the dictionary takes a tenth of a second, so it waits for the first text. */
let segmenter: Jieba | undefined;

/** Words that stand in nearly every text and tell nothing apart; formal phrases of suggestions among them. */
const emptyWords = new Set(
  '的 了 和 是 在 有 与 及 或 也 就 都 对 于 等 为 以 把 被 这 那 其 并 从 到 将 而 但 不 要 能 会 可 我 我们 他 她 它 您 你 个 一 一个 关于 建议 进一步 加强 问题 有关 相关'.split(
    ' ',
  ),
);

const word = /[\p{L}\p{N}]/u;

/**
 * The distinct search words of a text, in the order of their first appearance: Chinese words cut for search (long words and the short ones
 * inside them), other scripts in lower case. Empty words, marks and words over 40 characters are left out. Full-width letters and figures
 * count as their plain forms.
 */
export function tokensOf(text: string): string[] {
  segmenter ??= Jieba.withDict(dict);
  const plain = text.normalize('NFKC').toLowerCase().replaceAll('\u0000', '');
  const found = new Set<string>();
  // Most tokens are words that were met already: each distinct one is looked at once.
  for (const token of new Set(segmenter.cutForSearch(plain, true))) {
    const trimmed = isHan(token) ? token : token.trim();
    if (trimmed.length <= 40 && (isHan(trimmed) || word.test(trimmed)) && !emptyWords.has(trimmed)) found.add(trimmed);
  }
  return [...found];
}

/** True for a token that begins and ends with a common Chinese character: surely a word, and nothing to trim. */
function isHan(token: string): boolean {
  return isHanAt(token, 0) && isHanAt(token, token.length - 1);
}

function isHanAt(token: string, at: number): boolean {
  const code = token.charCodeAt(at);
  return code >= 0x4e00 && code <= 0x9fff;
}
