import type { Tx } from '../database.ts';

/**
 * A kind of thing that files may hang on. The module that owns the things registers it in `ServerModule.fileSubjects`. It also lets those
 * read the rows of `stored_file` in row-level security who are not of the body's office, in its own migration:
 * `create policy stored_file_<module> on stored_file for select to luzhitong_app using (subject_kind = '<kind>' and sees_…(body_id, subject_id))`.
 */
export interface FileSubject {
  /** Stable name, e.g. `matter`; what actions pass to {@link attach}. */
  readonly kind: string;
  /** May the transaction's actor read the files of the thing `subjectId`? Runs under row-level security; false also where there is no such thing. */
  readonly mayRead: (tx: Tx, subjectId: string, file: { readonly id: string; readonly bodyId: string }) => Promise<boolean>;
}
