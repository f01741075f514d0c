import { expect, test } from 'vitest';
import type { PaperNote } from '../../../contract/papers/paper.ts';
import { placeNotes } from './moved-notes.ts';

const note = (version: number, page: number): PaperNote => ({
  id: '01900000-0000-7000-8000-000000000001',
  paperId: '01900000-0000-7000-8000-000000000002',
  version,
  page,
  kind: 'bookmark',
  content: {},
  changedAt: '2026-11-23T00:00:00.000Z',
  deleted: false,
});
const versions = [
  { version: 1, pages: 3, pageMap: [] },
  // A page put in front; the second changed; the third gone.
  { version: 2, pages: 3, pageMap: [2, -3, 0] },
  { version: 3, pages: 4, pageMap: [1, 3, 4] },
];

test.each([
  ['a note on the version in force stays', 3, 2, { page: 2, moved: false }],
  ['it goes along with its text', 1, 1, { page: 3, moved: false }],
  ['it says so where the words have changed', 1, 2, { page: 4, moved: true }],
  ['of a page that is gone it stands where that was', 1, 3, { page: 4, moved: true }],
])('%s', (_, version, page, expected) => {
  expect(placeNotes([note(version, page)], versions, 3)[0]).toMatchObject(expected);
});
