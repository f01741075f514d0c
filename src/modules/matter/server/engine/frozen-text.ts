import { createHash } from 'node:crypto';
import type { MatterRow, TextRow } from '../tables.ts';

/** A form with its members in the order in which jsonb keeps and gives them: the fingerprint of a frozen text is that of the stored form. */
export function inStoredOrder(form: Readonly<Record<string, unknown>>): MatterRow['form'] {
  return ordered(form) as MatterRow['form'];
}

/** The copy of a matter's present text that is frozen at `at`, with its fingerprint. The form is in {@link inStoredOrder}. */
export function frozenText(matter: Pick<MatterRow, 'body_id' | 'id' | 'version' | 'title' | 'form'>, at: Date): TextRow {
  const { body_id, id, version, title, form } = matter;
  const fingerprint = createHash('sha256').update(title).update('\n').update(JSON.stringify(form)).digest();
  return { body_id, matter_id: id, version, title, form, fingerprint, frozen_at: at };
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  members.sort(
    ([one], [other]) => Buffer.byteLength(one) - Buffer.byteLength(other) || Buffer.compare(Buffer.from(one), Buffer.from(other)),
  );
  return Object.fromEntries(members.map(([name, member]) => [name, ordered(member)]));
}
