import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { newId } from '#platform/contract/identifiers.ts';
import { call } from '#platform/web/shared/call.ts';
import { wordsOf } from '#platform/web/shared/conditions.tsx';
import { refreshModule } from '#platform/web/shared/queries.ts';
import { uploadFile } from '#platform/web/shared/upload.ts';
import type { AttendeeCategory } from '../../../contract/meeting.ts';
import type { PaperClass } from '../../../contract/papers/paper.ts';
import { addPaper } from '../../../contract/papers/routes.ts';

/** One file on its way to be a paper. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly state: 'waiting' | 'sending' | 'reading' | 'failed';
  readonly words?: string;
  readonly retry?: () => void;
}

/** Where dropped files go. */
export interface UploadPlace {
  readonly class: PaperClass;
  readonly sittingId: string | null;
  readonly categories: readonly AttendeeCategory[];
}

/** What may be dropped; the server looks at the content. */
export const acceptedPapers = '.pdf,.docx,.jpg,.jpeg,.png,.webp';

/** Takes many files in, one after another; those that were refused stay in sight with the reason. */
export function useUploads(meetingId: string, onTaken: (paperId: string) => void) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const row = useRef<Promise<void>>(Promise.resolve());
  const set = (id: string, part: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.id === id ? { ...one, ...part } : one)));
  const one = async (id: string, file: File, place: UploadPlace) => {
    try {
      set(id, { state: 'sending' });
      const fileId = await uploadFile(file, file.name);
      set(id, { state: 'reading' });
      const body = {
        fileId,
        class: place.class,
        agendaItemId: null,
        sittingId: place.sittingId,
        groupIds: [],
        categories: [...place.categories],
      };
      const paper = await call(addPaper, { params: { meetingId }, body });
      setUploads((before) => before.filter((upload) => upload.id !== id));
      await refreshModule(client, 'meeting');
      onTaken(paper.id);
    } catch (error) {
      set(id, { state: 'failed', words: wordsOf(error), retry: () => put(id, file, place) });
    }
  };
  const put = (id: string, file: File, place: UploadPlace) => {
    set(id, { state: 'waiting' });
    row.current = row.current.then(() => one(id, file, place));
  };
  return {
    uploads,
    add: (files: readonly File[], place: UploadPlace) => {
      for (const file of files) {
        const id = newId();
        setUploads((before) => [...before, { id, name: file.name, state: 'waiting' }]);
        put(id, file, place);
      }
    },
    forget: (id: string) => setUploads((before) => before.filter((upload) => upload.id !== id)),
  };
}
