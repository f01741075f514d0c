import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { newId } from '#platform/contract/identifiers.ts';
import { Unreachable, call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { uploadFile } from '#platform/web/shared/upload.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { PaperClass } from '../../../contract/papers/paper.ts';
import { addPaper } from '../../../contract/papers/routes.ts';

/** What becomes a paper: one file, or pictures in the order of their pages under a title of their own. */
export interface Given {
  readonly files: readonly File[];
  readonly title?: string;
}

/** One paper on its way in. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'reading' | 'failed';
  /** Why it failed, or how far it is. */
  readonly words?: string | undefined;
  readonly retry?: () => void;
}

/** Where dropped files go. */
export interface UploadPlace {
  readonly class: PaperClass;
  readonly sittingId: string | null;
  readonly categories: readonly AttendeeCategory[];
}

/** What may be dropped; the server looks at the content. */
export const acceptedPapers = '.pdf,.docx,.xlsx,.pptx,.jpg,.jpeg,.png,.webp';

/** How long a long document or a hundred scans may take to become pages, in milliseconds. */
export const readingPatience = 240_000;

/** What the server has of it already: an answer that was lost is asked for again with the same key, so that no paper comes in twice. */
interface Sent {
  readonly fileIds: string[];
  readonly key: string;
}
const nothingSent = (): Sent => ({ fileIds: [], key: newId() });

/** Takes many papers in, one after another; those that were refused stay in sight with the reason. */
export function useUploads(meetingId: string, onTaken: (paperId: string) => void) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const row = useRef<Promise<void>>(Promise.resolve());
  const set = (id: string, part: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const one = async (id: string, given: Given, place: UploadPlace, sent: Sent) => {
    try {
      const { length } = given.files;
      for (const file of given.files.slice(sent.fileIds.length)) {
        set(id, { state: 'sending', words: length > 1 ? `第 ${sent.fileIds.length + 1} 张，共 ${length} 张` : undefined });
        sent.fileIds.push(await uploadFile(file, file.name));
      }
      set(id, { state: 'reading', words: undefined });
      const body = {
        fileIds: sent.fileIds,
        ...(given.title ? { title: given.title } : {}),
        class: place.class,
        agendaItemId: null,
        sittingId: place.sittingId,
        groupIds: [],
        categories: [...place.categories],
      };
      const paper = await call(addPaper, { params: { meetingId }, body }, { idempotencyKey: sent.key, patience: readingPatience });
      setUploads((before) => before.filter((upload) => upload.id !== id));
      await refreshModule(client, 'meeting');
      onTaken(paper.id);
    } catch (error) {
      const again = error instanceof Unreachable ? sent : nothingSent();
      set(id, { state: 'failed', words: wordsOf(error), retry: () => put(id, given, place, again) });
    }
  };
  const put = (id: string, given: Given, place: UploadPlace, sent: Sent) => {
    set(id, { state: 'waiting', words: undefined });
    row.current = row.current.then(() => one(id, given, place, sent));
  };
  return {
    uploads,
    add: (papers: readonly Given[], place: UploadPlace) => {
      for (const given of papers) {
        const id = newId();
        setUploads((before) => [...before, { id, name: given.title ?? given.files[0]!.name, state: 'waiting' }]);
        put(id, given, place, nothingSent());
      }
    },
    forget: (id: string) => setUploads((before) => before.filter((upload) => upload.id !== id)),
  };
}
