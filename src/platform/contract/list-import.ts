import { z } from 'zod';

/** A column of a list of people that is taken over from Excel. Columns are found by their heading, in any order. */
export interface ListColumn {
  readonly key: string;
  readonly heading: string;
  /** Other headings that mean the same. */
  readonly also: readonly string[];
  readonly required: boolean;
  readonly example: string;
  readonly explanation: string;
}

/** `check` says what an import would do and writes nothing. */
export const importMode = z.enum(['check', 'commit']);
export type ImportMode = z.infer<typeof importMode>;

/** What an import of a list did, or in mode `check` would do. */
export const listImportReport = z.object({
  mode: importMode,
  rows: z.number(),
  added: z.number(),
  updated: z.number(),
  unchanged: z.number(),
  /** Rows that were not taken, each with every reason why. `row` is the row number that the spreadsheet shows. */
  refused: z.array(z.object({ row: z.number(), name: z.string(), reasons: z.array(z.string()) })),
  /** Headings that mean nothing here and were passed over. */
  ignoredColumns: z.array(z.string()),
});
export type ListImportReport = z.infer<typeof listImportReport>;
