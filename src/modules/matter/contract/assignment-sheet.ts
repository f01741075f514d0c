import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';

/** Most rows of one sheet; a great session files about a thousand suggestions. */
export const mostAssignmentRows = 2_000;

/** How a case is handled, by the words of the sheet's column 办理方式. */
export const assignmentModes = { sole: '独办', lead: '主办和会办', separate: '分别办理' } as const;

/** One row of an assignment sheet as it was written. `row` is the row number that the spreadsheet shows. */
export const assignmentRow = z.object({
  row: z.number().int().min(1).max(1_048_576),
  number: z.string().max(200),
  title: z.string().max(500),
  mode: z.string().max(50),
  lead: z.string().max(1_000),
  co: z.string().max(1_000),
});
export type AssignmentRow = z.infer<typeof assignmentRow>;

/** The row after its check. `ready`: `input` carries it out; `refused`: every reason why not; `blank`: no unit was written, it waits on. */
export const checkedRow = z.object({
  row: z.number().int(),
  number: z.string(),
  title: z.string(),
  bodyId: uuid.nullable(),
  matterId: uuid.nullable(),
  outcome: z.enum(['ready', 'refused', 'blank']),
  reasons: z.array(z.string()),
  /** Who handles it how, in words: `市住建局主办，市财政局会办`. */
  units: z.string(),
  input: z.record(z.string(), z.unknown()).nullable(),
});
export type CheckedRow = z.infer<typeof checkedRow>;
