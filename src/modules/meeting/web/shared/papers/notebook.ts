import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { newId } from '#platform/contract/identifiers.ts';
import { signal } from '#platform/web/shared/signal.ts';
import type { PaperNote, PenStroke } from '../../../contract/papers/paper.ts';
import { afterFirstPage } from './first-page.ts';
import { fetchNotes, keepNote, keptNotes, sendNotes } from './notes-sync.ts';

/** What a new note says; the rest is filled in. */
export type NoteContent =
  | { readonly kind: 'bookmark'; readonly content: Record<string, never> }
  | { readonly kind: 'text'; readonly content: { readonly words: string; readonly x: number; readonly y: number } }
  | { readonly kind: 'pen'; readonly content: PenStroke };

/**
 * The notes of one person on one paper: at once in sight, then on the shelf, then with the server. Works alike with and without signal. Nobody else is
 * asked or told.
 */
export class Notebook {
  #notes: readonly PaperNote[] = [];
  #undo: (() => void)[] = [];
  #sending: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #of: { readonly personId: string; readonly meetingId: string; readonly paperId: string };

  constructor(of: { readonly personId: string; readonly meetingId: string; readonly paperId: string }) {
    this.#of = of;
  }

  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Notes in force, by page, then in the order in which they were made. */
  get notes(): readonly PaperNote[] {
    return this.#notes;
  }

  get canUndo(): boolean {
    return this.#undo.length > 0;
  }

  /** Reads the shelf, then fetches what other devices have written, then hands over what waits. */
  async begin(): Promise<void> {
    await this.#read();
    try {
      if (await fetchNotes(this.#of.personId, this.#of.meetingId)) await this.#read();
    } catch {
      // No signal: what is on the device is what there is.
    }
    await sendNotes(this.#of.personId).catch(() => undefined);
  }

  add(version: number, page: number, content: NoteContent): PaperNote {
    const note = {
      id: newId(),
      paperId: this.#of.paperId,
      version,
      page,
      ...content,
      changedAt: new Date().toISOString(),
      deleted: false,
    } as PaperNote;
    this.#put(note);
    this.#undo.push(() => this.#put({ ...note, deleted: true, changedAt: later(note) }));
    return note;
  }

  change(note: PaperNote, words: string): void {
    if (note.kind !== 'text') return;
    this.#put({ ...note, content: { ...note.content, words }, changedAt: later(note) });
  }

  remove(note: PaperNote): void {
    this.#put({ ...note, deleted: true, changedAt: later(note) });
    this.#undo.push(() => this.#put({ ...note, deleted: false, changedAt: later(note) }));
  }

  /** Takes the last stroke, note or removal of this reading back. */
  undo(): void {
    this.#undo.pop()?.();
    this.#tell();
  }

  #put(note: PaperNote): void {
    this.#show([...this.#notes.filter((one) => one.id !== note.id), ...(note.deleted ? [] : [note])]);
    void keepNote(this.#of.personId, this.#of.meetingId, note).then(() => this.#sendSoon());
  }

  #sendSoon(): void {
    clearTimeout(this.#sending);
    this.#sending = setTimeout(() => void sendNotes(this.#of.personId).catch(() => undefined), 1_200);
  }

  async #read(): Promise<void> {
    const kept = await keptNotes(this.#of.personId, this.#of.paperId).catch(() => []);
    this.#show(kept.map((one) => one.note).filter((note) => !note.deleted));
  }

  #show(notes: readonly PaperNote[]): void {
    this.#notes = notes.toSorted((a, b) => a.page - b.page || (a.id < b.id ? -1 : 1));
    this.#tell();
  }

  #tell(): void {
    // A new list also where only what can be undone changed, so that the page looks again.
    this.#notes = [...this.#notes];
    for (const listener of this.#listeners) listener();
  }
}

/** A moment after the note's last change, also where this device's clock is behind the one that wrote it. */
function later(note: PaperNote): string {
  return new Date(Math.max(Date.now(), Date.parse(note.changedAt) + 1)).toISOString();
}

/** The notebook of a paper and its notes, followed. */
export function useNotebook(of: {
  readonly personId: string;
  readonly meetingId: string;
  readonly paperId: string;
}): readonly [Notebook, readonly PaperNote[]] {
  const { personId, meetingId, paperId } = of;
  const book = useMemo(() => new Notebook({ personId, meetingId, paperId }), [personId, meetingId, paperId]);
  const notes = useSyncExternalStore(book.watch, () => book.notes);
  useEffect(() => {
    void afterFirstPage().then(() => book.begin());
    return signal.watch((state) => state === 'online' && void book.begin());
  }, [book]);
  return [book, notes];
}
