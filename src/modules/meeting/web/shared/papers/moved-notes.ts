import type { PaperNote, PaperVersionLine } from '../../../contract/papers/paper.ts';

/** A note with the page of the version in force on which it is shown. */
export interface PlacedNote {
  readonly note: PaperNote;
  readonly page: number;
  /** It was written on an earlier version and that page's words have changed since, or the page is gone. */
  readonly moved: boolean;
}

/**
 * Where notes stand in the version in force: those on an earlier version go along with their page's text, step by step through the versions. A page that
 * was changed or is gone takes its notes to where it was, and says so.
 */
export function placeNotes(
  notes: readonly PaperNote[],
  versions: readonly Pick<PaperVersionLine, 'version' | 'pages' | 'pageMap'>[],
  version: number,
): PlacedNote[] {
  return notes.map((note) => {
    let { page } = note;
    let moved = false;
    for (const next of versions
      .filter((one) => one.version > note.version && one.version <= version)
      .toSorted((a, b) => a.version - b.version)) {
      const to = next.pageMap[page - 1] ?? 0;
      moved ||= to <= 0;
      page = to === 0 ? nearest(next, page) : Math.abs(to);
    }
    return { note, page, moved };
  });
}

/** Where a page that is gone would stand: after the last page before it that is left. */
function nearest(version: Pick<PaperVersionLine, 'pages' | 'pageMap'>, page: number): number {
  for (let before = page - 1; before >= 1; before -= 1) {
    const to = version.pageMap[before - 1] ?? 0;
    if (to !== 0) return Math.min(Math.abs(to) + 1, Math.max(1, version.pages));
  }
  return 1;
}
