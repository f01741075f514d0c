import type { AnswerOf } from '#platform/contract/route.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { addressOf, seatInUse, send } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { largestIntakeFile } from '../../../contract/intake-limits.ts';
import { addToIntake } from '../../../contract/intake.ts';

export interface Uploaded {
  readonly added: number;
  readonly repeated: number;
  readonly refused: readonly { readonly name: string; readonly reason: string }[];
}

/** Documents of one pack: a request each would cost more than the reading. */
const packed = { files: 40, bytes: 30 * 2 ** 20 } as const;

/**
 * Puts files into a batch, documents packed together, everything else alone; `onProgress` hears how many files are through. One that is
 * refused stops no other. Answers what came of all.
 */
export async function uploadFiles(intakeId: string, files: readonly File[], onProgress: (done: number) => void): Promise<Uploaded> {
  const sum = { added: 0, repeated: 0, refused: [] as { name: string; reason: string }[] };
  let done = 0;
  for (const pack of packsOf(files)) {
    try {
      const answer = await sendOne(intakeId, await fileOf(pack));
      sum.added += answer.added;
      sum.repeated += answer.repeated;
      sum.refused.push(...answer.refused);
    } catch (error) {
      for (const file of pack) sum.refused.push({ name: file.name, reason: wordsOf(error) });
    }
    done += pack.length;
    onProgress(done);
  }
  return sum;
}

/** Documents in packs within bounds; archives, sheets and what is too large by themselves. */
export function packsOf(files: readonly Pick<File, 'name' | 'size'>[]): File[][] {
  const packs: File[][] = [];
  let open: { files: File[]; bytes: number } | null = null;
  for (const file of files as readonly File[]) {
    if (!/\.docx$/i.test(file.name) || file.size > largestIntakeFile.docx) {
      packs.push([file]);
      continue;
    }
    if (!open || open.files.length >= packed.files || open.bytes + file.size > packed.bytes) {
      open = { files: [], bytes: 0 };
      packs.push(open.files);
    }
    open.files.push(file);
    open.bytes += file.size;
  }
  return packs;
}

async function fileOf(pack: readonly File[]): Promise<File> {
  if (pack.length === 1) return pack[0]!;
  const { zipSync } = await import('fflate');
  const entries: Record<string, Uint8Array> = {};
  // Files of different folders may bear one name.
  for (const [index, file] of pack.entries()) entries[`${index}/${file.name}`] = new Uint8Array(await file.arrayBuffer());
  return new File([new Uint8Array(zipSync(entries, { level: 0 }))], `${pack.length}个文档.zip`, { type: 'application/zip' });
}

async function sendOne(intakeId: string, file: File): Promise<AnswerOf<typeof addToIntake>> {
  const body = new FormData();
  body.append('file', file, file.name);
  const response = await send({
    method: 'POST',
    address: addressOf(addToIntake, { params: { intakeId } }),
    body,
    seatId: seatInUse(),
    idempotencyKey: newId(),
  });
  return (await response.json()) as AnswerOf<typeof addToIntake>;
}
