import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { attendeeCategory, meetingLine, presenceCount, quorum, sittingKind, sittingState } from '../meeting.ts';

/** Sums of a meeting. Each is opened to its list by {@link figureQuery} with the same members. */
export const sessionReport = z.object({
  at: instant,
  bodyName: z.string(),
  bodyKind: z.enum(['congress', 'cppcc']),
  meeting: meetingLine,
  people: z.array(z.object({ category: attendeeCategory, count: z.number().int(), registered: z.number().int() })),
  groups: z.array(z.object({ id: uuid.nullable(), name: z.string(), people: z.number().int() })),
  /** Sittings that have begun, in order. `settled`: closed, its figures stay as they are. */
  sittings: z.array(
    z.object({
      id: uuid,
      title: z.string(),
      kind: sittingKind,
      startsAt: instant,
      state: sittingState,
      settled: z.boolean(),
      quorum,
      need: z.number().int(),
      count: presenceCount,
      groups: z.array(z.object({ id: uuid.nullable(), count: presenceCount })),
    }),
  ),
  leaves: z.array(z.object({ grounds: z.string(), label: z.string(), requests: z.number().int(), people: z.number().int() })),
  /** Who was neither there nor on leave at closed sittings: facts, no judgement. The most first. */
  absences: z.array(z.object({ attendeeId: uuid, name: z.string(), groupName: z.string(), times: z.number().int() })),
  speeches: z.object({
    forms: z.array(
      z.object({
        form: z.enum(['oral', 'written', 'floor']),
        count: z.number().int(),
        people: z.number().int(),
        seconds: z.number().int(),
      }),
    ),
    groups: z.array(z.object({ id: uuid.nullable(), name: z.string(), count: z.number().int(), seconds: z.number().int() })),
  }),
  /**
   * Of a session: what members handed in between its first and last day, by kind (建议, 议案, 提案) and group, as it stands now. `received` is the sum
   * of the other three. `acceptWord` is what the office's acceptance is called.
   */
  raised: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      acceptWord: z.string(),
      groups: z.array(
        z.object({
          id: uuid.nullable(),
          name: z.string(),
          received: z.number().int(),
          accepted: z.number().int(),
          waiting: z.number().int(),
          ended: z.number().int(),
        }),
      ),
    }),
  ),
  papers: z.array(z.object({ id: uuid, title: z.string(), due: z.number().int(), read: z.number().int() })),
  briefs: z.array(z.object({ id: uuid.nullable(), name: z.string(), issued: z.number().int() })),
  notices: z.array(
    z.object({ id: uuid, title: z.string(), sentAt: instant, due: z.number().int(), read: z.number().int(), confirmed: z.number().int() }),
  ),
});
export type SessionReport = z.infer<typeof sessionReport>;

/** Stands for those who belong to no group. */
export const noGroup = 'none';
const groupId = z.union([uuid, z.literal(noGroup)]).optional();

/** Which figure: its kind and the row and column that it stands in. */
export const figureQuery = z.object({
  ...pageQuery,
  figure: z.enum(['people', 'registered', 'attendance', 'leave', 'absence', 'speech', 'raised', 'paper', 'brief', 'notice']),
  sittingId: uuid.optional(),
  groupId,
  outcome: z.enum(['present', 'onLeave', 'missing']).optional(),
  category: attendeeCategory.optional(),
  grounds: z.string().max(20).optional(),
  form: z.enum(['oral', 'written', 'floor']).optional(),
  kind: z.string().max(20).optional(),
  standing: z.enum(['accepted', 'waiting', 'ended']).optional(),
  attendeeId: uuid.optional(),
  paperId: uuid.optional(),
  noticeId: uuid.optional(),
  done: z.enum(['yes', 'no', 'confirmed']).optional().describe('已读、未读、已确认'),
});
export type FigureQuery = z.output<typeof figureQuery>;

export const figureLine = z.object({ id: z.string(), name: z.string(), groupName: z.string(), words: z.string(), at: instant.nullable() });
export type FigureLine = z.infer<typeof figureLine>;
export const figureList = page(figureLine);
