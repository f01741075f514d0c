import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { level } from '#modules/directory/contract/seat.ts';
import { parameterKey, storedValues } from './parameters.ts';
import { realDay } from './real-day.ts';

/** Where a value of this body comes from; see `Basis` in parameter.ts. */
export const basisView = z.object({
  status: z.enum(['law', 'local', 'unverified']),
  source: z.string().nullable(),
  title: z.string(),
  article: z.string(),
  since: day.nullable(),
  note: z.string(),
  /** The words of the article, where somebody checked them for this body. */
  excerpt: z.string().nullable(),
  checkedAt: instant.nullable(),
  checkedBy: z.string().nullable(),
});
export type BasisView = z.output<typeof basisView>;

/** One version in a line of the timeline. */
export const versionLine = z.object({
  id: uuid,
  state: z.enum(['draft', 'published']),
  /** `2026-1`; for a draft the label that it would get. */
  label: z.string(),
  validFrom: day,
  /** The day before the next published version; null where none follows. */
  validTo: day.nullable(),
  /** In force today. */
  current: z.boolean(),
  note: z.string(),
  /** Rows that differ from the version before. */
  changes: z.int(),
  revision: z.int(),
  changedAt: instant,
  changedBy: z.string(),
  publishedAt: instant.nullable(),
  publishedBy: z.string().nullable(),
});
export type VersionLine = z.output<typeof versionLine>;

export const versionList = z.object({
  items: z.array(versionLine),
  today: day,
  standing: z.object({ kind: z.enum(['congress', 'cppcc']), level }),
  bodyName: z.string(),
  /** The last year whose holidays are known without a gap; deadlines beyond it are provisional. */
  lastKnownYear: z.int().nullable(),
  /** The year in which the longest possible deadline from today ends. */
  yearNeeded: z.int(),
});

/** One row of the sheet in one version. */
export const sheetRow = z.object({
  key: parameterKey,
  value: z.json(),
  /** The value of the version in force before this one; of the preset for the first. */
  before: z.json(),
  preset: z.json(),
  changed: z.boolean(),
  departs: z.boolean(),
  lock: z.enum(['fixed', 'ceiling', 'floor']).nullable(),
  lockReason: z.string().nullable(),
  /** Since when this body has had the value; null for a preset, then the source's own day counts. */
  since: day.nullable(),
  basis: basisView,
});
export type SheetRow = z.output<typeof sheetRow>;

/** All rows that mean something for the body, in the order of the sheet. */
export const sheet = z.object({
  /** Null for the presets that apply before the first version. */
  version: versionLine.nullable(),
  /** The version that `before` is taken from; null for the presets. */
  beforeLabel: z.string().nullable(),
  rows: z.array(sheetRow),
});

/** What a person saves: all departures of the draft, not only those that are new. */
export const draftInput = z.object({
  /** The revision that was read; 0 to begin a draft. */
  revision: z.int().min(0),
  validFrom: realDay,
  note: z.string().trim().max(500, '说明请不超过 500 字'),
  values: storedValues,
});

export const difference = z.object({ key: parameterKey, one: z.json(), other: z.json() });
