/** What modules use of the files: hanging them on their own things and listing them. */
export { attach, detach, filesOn } from './attach.ts';
export type { FileSubjectId } from './attach.ts';
export type { FileSubject } from './subjects.ts';
