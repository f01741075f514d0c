import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { tokensOf } from '#modules/insight/server/index.ts';
import type { MatterRow } from '../tables.ts';

/**
 * The search vector of a matter: its words by weight (title A, names B, text C), its number, and the token of its body. A query always
 * holds the body's token, so the index itself stays inside the tenant. The text is made here and cast by PostgreSQL.
 */
export function searchText(
  matter: Pick<MatterRow, 'body_id' | 'title' | 'form' | 'author_name' | 'address' | 'number' | 'number_short'>,
): string {
  const texts = Object.values(matter.form).flatMap((value) =>
    typeof value === 'string' ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [],
  );
  const extra = [bodyToken(matter.body_id), ...(matter.number_short ? [numberToken(matter.number_short)] : [])];
  return searchVector(
    [
      [matter.title, 'A'],
      [`${matter.author_name} ${matter.address ?? ''}`, 'B'],
      [texts.join('\n'), 'C'],
    ],
    extra,
  );
}

/** A search vector that was made before its matter had a number, with the token of that number. */
export function searchWithNumber(search: string, short: string): string {
  return `${search} ${quote(numberToken(short))}`;
}

/** A tsvector in text form from weighted texts; positions count through, so that ranking can tell a title from a text. */
export function searchVector(texts: readonly (readonly [text: string, weight: 'A' | 'B' | 'C'])[], extra: readonly string[] = []): string {
  const weights = new Map<string, string>();
  for (const token of extra) weights.set(token, '');
  for (const [text, weight] of texts) for (const token of tokensOf(text)) if (!weights.has(token)) weights.set(token, weight);
  let position = 0;
  return [...weights]
    .map(([token, weight]) => (weight ? `${quote(token)}:${Math.min(16_383, (position += 1))}${weight}` : quote(token)))
    .join(' ');
}

/** The tsquery in text form for what somebody typed: all words must be there; a number finds its case. */
export function searchQuery(bodyId: string | null, words: string): string {
  const number = /^(第)?\s*(闭会?第?\s*)?(\d{1,6})\s*号?$/.exec(words.trim());
  const tokens = number ? [numberToken(number[2] ? `闭 ${number[3]}` : number[3]!)] : tokensOf(words);
  const wanted = [...(bodyId ? [bodyToken(bodyId)] : []), ...tokens].map(quote);
  return wanted.join(' & ');
}

function bodyToken(bodyId: string): string {
  return `b:${bodyId.replaceAll('-', '')}`;
}

/** The token by which a number (87, 闭 14) is found. */
export function numberToken(short: string): string {
  return `n:${short.replaceAll(' ', '')}`;
}

/** A lexeme as tsvector and tsquery text read it: quoted, with quotes and backslashes doubled. */
function quote(token: string): string {
  return /['\\]/.test(token) ? `'${token.replaceAll('\\', '\\\\').replaceAll("'", "''")}'` : `'${token}'`;
}

/** The condition that a row of `publication` is to be read by everybody and has the words, asked of the word index first as in {@link hasWords}. */
export function isPublishedWith(words: string): RawBuilder<boolean> {
  return sql<boolean>`(body_id, matter_id) in (select hit_body, hit_matter from published_with(${words}::tsquery))`;
}

/**
 * The condition that the matter named by two columns has the words: asked of the word index first, which row-level security would otherwise keep
 * from being used (see `matters_with` in db/migrations/0005_matter.sql).
 */
export function hasWords(bodyColumn: string, matterColumn: string, words: string): RawBuilder<boolean> {
  return sql<boolean>`(${sql.ref(bodyColumn)}, ${sql.ref(matterColumn)}) in (select hit_body, hit_matter from matters_with(${words}::tsquery, false))`;
}
