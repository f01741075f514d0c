import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { attendeeCategory } from '../meeting.ts';

/** How far a paper may go: `public` may be kept and passed on, `internal` stays among the people of the meeting, `returned` also leaves their devices after it. */
export const paperClasses = { public: '公开', internal: '内部', returned: '会后收回' } as const;
export type PaperClass = keyof typeof paperClasses;
export const paperClass = z.enum(Object.keys(paperClasses) as [PaperClass, ...PaperClass[]]);

/** `draft`: the office alone knows of it; `issued`: whom it is for reads it; `withdrawn`: gone from every device. */
export const paperStates = { draft: '未印发', issued: '已印发', withdrawn: '已撤回' } as const;
export type PaperState = keyof typeof paperStates;
export const paperState = z.enum(Object.keys(paperStates) as [PaperState, ...PaperState[]]);

/** Longest side of a list of papers that one meeting may have. */
export const mostPapers = 500;

/** Pictures that can be made into one paper. */
export const mostPictures = 100;

/** Whom a paper is for, and where it belongs. No group named means everybody of the categories. */
const place = {
  agendaItemId: uuid.nullable(),
  sittingId: uuid.nullable(),
  groupIds: z.array(uuid).max(200),
  categories: z.array(attendeeCategory).min(1, '请至少选择一类人员').max(6),
};

/** One version of a paper in a line. */
export const paperVersionLine = z.object({
  version: z.number().int(),
  bytes: z.number().int(),
  pages: z.number().int(),
  changeWords: z.string(),
  madeBy: z.string(),
  madeAt: instant,
  /**
   * For each page of the version before, the page of this one that has its content: `n` where the text is the same, `-n` where it was changed, `0` where
   * nothing like it is left. Empty for the first version.
   */
  pageMap: z.array(z.number().int()),
});
export type PaperVersionLine = z.infer<typeof paperVersionLine>;

/** How many people a paper is for, and how far they are with the version in force. */
export const readingCount = z.object({
  due: z.number().int(),
  downloaded: z.number().int(),
  read: z.number().int(),
  /** Devices that gave the paper back; only for papers that must be returned. */
  returned: z.number().int(),
});

/** A paper as the office lists it. */
export const officePaper = z.object({
  id: uuid,
  title: z.string(),
  class: paperClass,
  state: paperState,
  ...place,
  position: z.number().int(),
  version: z.number().int(),
  pages: z.number().int(),
  bytes: z.number().int(),
  changeWords: z.string(),
  issuedAt: instant.nullable(),
  changedAt: instant,
  withdrawnWords: z.string(),
  count: readingCount,
});
export type OfficePaper = z.infer<typeof officePaper>;

/** Where somebody is with a paper. */
export const ownReading = z.object({
  version: z.number().int(),
  downloadedAt: instant.nullable(),
  openedAt: instant.nullable(),
  lastReadAt: instant.nullable(),
  page: z.number().int(),
  furthestPage: z.number().int(),
  returnedAt: instant.nullable(),
});
export type OwnReading = z.infer<typeof ownReading>;

/** A paper as somebody of the meeting has it. `until` is when it leaves the device; a `closed` one has left and can no longer be opened. */
export const ownPaper = z.object({
  id: uuid,
  title: z.string(),
  class: paperClass,
  agendaItemId: uuid.nullable(),
  sittingId: uuid.nullable(),
  position: z.number().int(),
  version: z.number().int(),
  pages: z.number().int(),
  bytes: z.number().int(),
  changeWords: z.string(),
  issuedAt: instant,
  until: instant.nullable(),
  closed: z.boolean(),
  reading: ownReading.nullable(),
  notes: z.number().int(),
});
export type OwnPaper = z.infer<typeof ownPaper>;

/** A paper as the reader opens it. */
export const paperView = z.object({
  id: uuid,
  meetingId: uuid,
  title: z.string(),
  class: paperClass,
  state: paperState,
  version: z.number().int(),
  until: instant.nullable(),
  closed: z.boolean(),
  versions: z.array(paperVersionLine),
  reading: ownReading.nullable(),
  /** Who reads, for the watermark: name and number of his certificate; the number is empty for staff who are none of the meeting's people. */
  reader: z.object({ name: z.string(), certificateNumber: z.string(), attends: z.boolean() }),
});
export type PaperView = z.infer<typeof paperView>;

/** Text and size of every page of one version: what the search inside and the large-print reading stand on. Sizes are points (1/72 inch), width before height. */
export const paperTexts = z.object({
  version: z.number().int(),
  pages: z.array(z.string()),
  sizes: z.array(z.tuple([z.number(), z.number()])),
});
export type PaperTexts = z.infer<typeof paperTexts>;

const share = z.number().min(-0.5).max(1.5);

/** A stroke of the pen: points as shares of the page's width (x) and height (y), one after the other; `width` as a share of the page's width. */
export const penStroke = z.object({
  points: z.array(share).min(2).max(4_000),
  colour: z.enum(['red', 'blue', 'black', 'marker']),
  width: z.number().min(0.0005).max(0.05),
});
export type PenStroke = z.infer<typeof penStroke>;

/** A typed note and where on the page it stands. */
export const textNote = z.object({ words: z.string().trim().min(1, '请写点什么').max(2_000), x: share, y: share });

const noteOf = { id: uuid, paperId: uuid, version: z.number().int().min(1).max(1_000), page: z.number().int().min(1).max(20_000) };
const noteTimes = { changedAt: instant, deleted: z.boolean() };

/** A bookmark, a typed note or a stroke on one page. A deleted one stays as a mark, so that every device forgets it. */
export const paperNote = z.discriminatedUnion('kind', [
  z.object({ ...noteOf, kind: z.literal('bookmark'), content: z.object({}), ...noteTimes }),
  z.object({ ...noteOf, kind: z.literal('text'), content: textNote, ...noteTimes }),
  z.object({ ...noteOf, kind: z.literal('pen'), content: penStroke, ...noteTimes }),
]);
export type PaperNote = z.infer<typeof paperNote>;

/** How far somebody is with a paper, as his device tells it. Times are the device's. */
export const readingReport = z.object({
  paperId: uuid,
  version: z.number().int().min(1).max(1_000),
  downloadedAt: instant.optional(),
  openedAt: instant.optional(),
  lastReadAt: instant.optional(),
  page: z.number().int().min(1).max(20_000).optional(),
  furthestPage: z.number().int().min(1).max(20_000).optional(),
  returnedAt: instant.optional(),
});
export type ReadingReport = z.infer<typeof readingReport>;

/** What a new version would change, by comparing its pages' texts with those of the version in force. */
export const versionProposal = z.object({
  pages: z.number().int(),
  changed: z.array(z.number().int()).describe('新版中文字有改动的页'),
  added: z.array(z.number().int()).describe('新版中新增的页'),
  removed: z.array(z.number().int()).describe('旧版中被删去的页'),
  words: z.string().describe('拟写的改动说明'),
});
export type VersionProposal = z.infer<typeof versionProposal>;

/** One person whom a paper is for, as the secretariat sees his reading. */
export const readerLine = z.object({
  attendeeId: uuid,
  name: z.string(),
  category: attendeeCategory,
  groupId: uuid.nullable(),
  groupName: z.string(),
  title: z.string(),
  version: z.number().int().nullable(),
  downloadedAt: instant.nullable(),
  openedAt: instant.nullable(),
  lastReadAt: instant.nullable(),
  furthestPage: z.number().int(),
  returnedAt: instant.nullable(),
});
export type ReaderLine = z.infer<typeof readerLine>;

/** Fields of a paper that the office sets. */
export const paperFields = z.object({
  title: z.string().trim().min(1, '请填写文件名称').max(120, '名称最多 120 字'),
  class: paperClass,
  ...place,
});
