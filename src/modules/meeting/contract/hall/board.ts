import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { presenceCount, sittingLine } from '../meeting.ts';

/** Somebody to ask about a group: its liaison, else its convenor. */
const contact = z.object({ name: z.string(), phone: z.string() });

/**
 * What is last known of somebody who is not there: `calling`: nothing says that he is coming; `refused`: his code was refused at the door, he stands there;
 * `near`: he registered; `riding`: he is on a coach that has not arrived; `asked`: his leave is not decided.
 */
export const traces = { calling: '待联系', refused: '可补签', near: '在驻地', riding: '在路上', asked: '请假待批' } as const;
export type Trace = keyof typeof traces;

export const missingPerson = z.object({
  attendeeId: uuid,
  name: z.string(),
  groupId: uuid.nullable(),
  groupName: z.string(),
  title: z.string(),
  phone: z.string(),
  trace: z.enum(Object.keys(traces) as [Trace, ...Trace[]]),
  /** What was last seen of him, in words. */
  words: z.string(),
  /** When he is expected, where a coach says so. */
  expectedAt: instant.nullable(),
});
export type MissingPerson = z.infer<typeof missingPerson>;

export const boardGroup = presenceCount.extend({ id: uuid.nullable(), name: z.string(), contact: contact.nullable() });
export type BoardGroup = z.infer<typeof boardGroup>;

export const waitingLeave = z.object({
  id: uuid,
  attendeeId: uuid,
  name: z.string(),
  groupName: z.string(),
  fromAt: instant,
  untilAt: instant,
  grounds: z.string(),
  words: z.string(),
  askedAt: instant,
  revision: z.number().int(),
  /** The step that waits, and those before it with what became of them. */
  steps: z.array(z.object({ step: z.string(), label: z.string(), state: z.enum(['waiting', 'agreed', 'refused']), byName: z.string() })),
});
export type WaitingLeave = z.infer<typeof waitingLeave>;

export const coachLine = z.object({
  tripId: uuid,
  number: z.string(),
  title: z.string(),
  state: z.enum(['planned', 'boarding', 'departed', 'arrived', 'cancelled']),
  departsAt: instant,
  departedAt: instant.nullable(),
  arrivedAt: instant.nullable(),
  expectedAt: instant.nullable(),
  /** By plan, from its last stop. */
  dueAt: instant.nullable(),
  note: z.string(),
  booked: z.number().int(),
  boarded: z.number().int(),
});
export type CoachLine = z.infer<typeof coachLine>;

export const paperLine = z.object({
  id: uuid,
  title: z.string(),
  due: z.number().int(),
  unread: z.number().int(),
  groups: z.array(z.object({ name: z.string(), unread: z.number().int() })),
});

/** How many were in after so many minutes since the door opened: rising, one pair for each minute in which somebody came. */
export const arrivalCurve = z.object({
  title: z.string(),
  opensAt: instant,
  startsAt: instant,
  points: z.array(z.tuple([z.number(), z.number()])),
});
export type ArrivalCurve = z.infer<typeof arrivalCurve>;

/** The secretariat's board: one sitting and the day around it. Every sum adds up: due = present + onLeave + missing, the groups to the whole. */
export const board = z.object({
  at: instant,
  bodyKind: z.enum(['congress', 'cppcc']),
  sitting: sittingLine.extend({ checkListId: uuid.nullable() }).nullable(),
  count: presenceCount,
  need: z.number().int(),
  /** When enough were in; null as long as they are not. */
  reachedAt: instant.nullable(),
  strip: z.array(sittingLine.extend({ count: presenceCount.nullable() })),
  groups: z.array(boardGroup),
  missing: z.array(missingPerson),
  arrivals: arrivalCurve.nullable(),
  arrivalsBefore: arrivalCurve.nullable(),
  leaves: z.array(waitingLeave),
  coaches: z.array(coachLine),
  papers: z.array(paperLine),
  scanners: z.object({ online: z.number().int(), away: z.number().int(), queued: z.number().int() }),
});
export type Board = z.infer<typeof board>;
