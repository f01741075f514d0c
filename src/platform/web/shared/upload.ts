import { uploadFile as uploadRoute, type FileLine } from '../../contract/files.ts';
import { newId } from '../../contract/identifiers.ts';
import { addressOf, seatInUse, send } from './call.ts';

export interface UploadOptions {
  /** The body whose matter the file is for; staff of units must name it, for all others it is their own body. */
  readonly bodyId?: string | null | undefined;
  readonly idempotencyKey?: string;
  readonly seatId?: string | null;
  readonly signal?: AbortSignal;
}

/** Uploads one file and answers the server's id of it. It belongs to its uploader alone until an action attaches it to something. */
export async function uploadFile(blob: Blob, name: string, options: UploadOptions = {}): Promise<string> {
  return (await uploadFileLine(blob, name, options)).id;
}

/** The same, answering everything that a page shows of the file. */
export async function uploadFileLine(blob: Blob, name: string, options: UploadOptions = {}): Promise<FileLine> {
  const body = new FormData();
  body.append('file', blob, name);
  const seatId = options.seatId === undefined ? seatInUse() : options.seatId;
  const address = addressOf(uploadRoute, { query: { body: options.bodyId ?? undefined } });
  const response = await send({
    method: 'POST',
    address,
    body,
    seatId,
    idempotencyKey: options.idempotencyKey ?? newId(),
    signal: options.signal,
  });
  return (await response.json()) as FileLine;
}
