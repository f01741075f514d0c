import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day, instant } from '#platform/contract/instant.ts';
import { attendeeCategory, attendeePost, meetingGroupKind, meetingLine, sittingLine } from '../meeting.ts';

/** A group of a meeting with who speaks for it. */
export const groupView = z.object({
  id: uuid,
  kind: meetingGroupKind,
  name: z.string(),
  position: z.number().int(),
  place: z.string(),
  /** Members of the meeting whose own group it is. */
  members: z.number().int(),
  /** Convenors first, then deputies and liaisons, each in its order. */
  posts: z.array(z.object({ attendeeId: uuid, name: z.string(), post: attendeePost })),
});
export type GroupView = z.infer<typeof groupView>;

/** What the reader himself is at the meeting. */
export const ownAttendance = z.object({
  attendeeId: uuid,
  category: attendeeCategory,
  groupId: uuid.nullable(),
  /** The groups in which he holds a post. */
  posts: z.array(z.object({ groupId: uuid, post: attendeePost })),
});
export type OwnAttendance = z.infer<typeof ownAttendance>;

const quorumAsked = z.enum(['moreThanHalf', 'twoThirds']);

/** A meeting with its programme and groups: what every page of it stands on. */
export const meetingView = meetingLine.extend({
  bodyKind: z.enum(['congress', 'cppcc']),
  sessionId: uuid.nullable(),
  announcedAt: instant.nullable(),
  endedAt: instant.nullable(),
  papersUntil: instant.nullable(),
  revision: z.number().int(),
  sittings: z.array(sittingLine.extend({ revision: z.number().int() })),
  /** The latest day on which the meeting may be announced, and papers handed out, by the body's rules (DOMAIN §6.1); null where none fixes it. */
  notice: z.object({ announceBy: day.nullable(), papersBy: day.nullable() }),
  /** What the meeting lives by, in words, each with where it comes from. Taken over when it is announced, before that the body's rules of today. */
  rules: z.array(z.object({ label: z.string(), value: z.string(), basis: z.string() })),
  quorums: z.object({ sessionQuorum: quorumAsked, committeeQuorum: quorumAsked }),
  groups: z.array(groupView),
  /** Null for whoever is none of its people, such as the office. */
  own: ownAttendance.nullable(),
});
export type MeetingView = z.infer<typeof meetingView>;
