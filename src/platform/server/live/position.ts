/** A place in the order of the outbox. */
export interface Position {
  readonly txid: string;
  readonly id: string;
}

/** The position as a browser keeps it: `<txid>:<event id>`. */
export function formatPosition({ txid, id }: Position): string {
  return `${txid}:${id}`;
}

/** The position in a `Last-Event-ID`, or null where the text is none. */
export function parsePosition(text: unknown): Position | null {
  if (typeof text !== 'string') return null;
  const [, txid, id] = /^(\d{1,19}):([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/.exec(text) ?? [];
  return txid && id ? { txid, id } : null;
}

/** When the event at `position` happened, out of its UUIDv7; its transaction may have committed a little later. */
export function timeOf(position: Position): number {
  return Number.parseInt(position.id.replaceAll('-', '').slice(0, 12), 16);
}
