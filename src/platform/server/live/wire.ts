import type { LiveMessage } from '../../contract/live.ts';
import { resync } from '../../contract/live.ts';
import type { Position } from './position.ts';
import { formatPosition } from './position.ts';
import type { TailEvent } from './tail.ts';

/** One message as it goes over the wire. */
export function messageBytes(event: TailEvent, topics: readonly string[]): Buffer {
  const message: LiveMessage = { type: event.type, subject: event.subject, topics: [...topics] };
  return Buffer.from(`id: ${formatPosition(event)}\ndata: ${JSON.stringify(message)}\n\n`);
}

/** Moves the browser's Last-Event-ID without telling it anything; with `retry`, also sets the pause before it comes back. */
export function positionBytes(position: Position, retry?: number): Buffer {
  return Buffer.from(`${retry === undefined ? '' : `retry: ${retry}\n`}id: ${formatPosition(position)}\n\n`);
}

/** Tells the browser to fetch again whatever it shows. */
export function resyncBytes(position: Position): Buffer {
  return Buffer.from(`id: ${formatPosition(position)}\nevent: ${resync}\ndata: {}\n\n`);
}
