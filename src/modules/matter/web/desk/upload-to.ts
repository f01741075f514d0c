import { uploadFile } from '#platform/contract/files.ts';
import type { FileLine } from '#platform/contract/files.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { addressOf, seatInUse, send } from '#platform/web/shared/call.ts';

/** Uploads a file for a matter of the body `bodyId`; a unit serves several bodies and so has to name one. Answers the file's id. */
export async function uploadTo(bodyId: string, file: File): Promise<string> {
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await send({
    method: 'POST',
    address: addressOf(uploadFile, { query: { body: bodyId } }),
    body,
    seatId: seatInUse(),
    idempotencyKey: newId(),
  });
  return ((await response.json()) as FileLine).id;
}
