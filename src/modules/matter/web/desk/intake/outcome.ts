import type { Uploaded } from './upload-files.ts';

const kept = new Map<string, Uploaded>();

/** Remembers what came of an upload until the batch's page has shown it. */
export function keepOutcome(intakeId: string, outcome: Uploaded): void {
  kept.set(intakeId, outcome);
}

/** What came of the upload that opened this batch in this window, if it was one. */
export function outcomeOf(intakeId: string): Uploaded | null {
  return kept.get(intakeId) ?? null;
}
