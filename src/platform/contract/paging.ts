import { z } from 'zod';

/** Query members of every list: an opaque cursor from the previous page's `next`, and a page size. */
export const pageQuery = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(30),
};

/** One page of a list by keyset: its items, and the cursor of the next page or null at the end. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Packs the keyset values of a page's last row into an opaque cursor. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(values));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** The keyset values packed by {@link encodeCursor}, or null where the text is no such cursor. */
export function decodeCursor(cursor: string): (string | number | null)[] | null {
  try {
    const binary = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    const values: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0))));
    const flat = Array.isArray(values) && values.every((value) => value === null || ['string', 'number'].includes(typeof value));
    return flat ? (values as (string | number | null)[]) : null;
  } catch {
    return null;
  }
}
