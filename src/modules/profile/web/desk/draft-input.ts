import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import { addDays } from '#platform/contract/instant.ts';
import type { listVersions, readSheet, saveDraft } from '../../contract/routes.ts';

/** The whole draft with `changes` laid over what the sheet shows: a save always carries all departures. */
export function draftInputOf(
  sheet: AnswerOf<typeof readSheet>,
  versions: AnswerOf<typeof listVersions>,
  changes: Readonly<Record<string, unknown>>,
): BodyOf<typeof saveDraft> {
  const departures = Object.fromEntries(sheet.rows.filter((row) => row.departs).map((row) => [row.key, row.value]));
  const draft = sheet.version?.state === 'draft' ? sheet.version : null;
  return {
    revision: draft?.revision ?? 0,
    validFrom: draft?.validFrom ?? firstOfNextMonth(versions.today),
    note: draft?.note ?? '',
    values: { ...departures, ...changes },
  };
}

/** Rules usually begin with a month. */
export function firstOfNextMonth(today: string): string {
  return `${addDays(`${today.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}
