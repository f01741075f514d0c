import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { attendeeCategory, attendeeLine, attendeePost, meetingGroupKind } from '../meeting.ts';

/** An office that somebody holds in a group. */
export const heldPost = z.object({ groupId: uuid, groupName: z.string(), post: attendeePost });
export type HeldPost = z.infer<typeof heldPost>;

/** A person of a meeting in the list of its people. */
export const attendeeRow = attendeeLine.extend({
  certificateNumber: z.string(),
  position: z.number(),
  registeredAt: instant.nullable(),
  packAt: instant.nullable(),
  leftAt: instant.nullable(),
  posts: z.array(heldPost),
  /** Null where the reader has no need to call him: the office calls everybody, a convenor his group, a member his convenor and liaison. */
  phone: z.string().nullable(),
});
export type AttendeeRow = z.infer<typeof attendeeRow>;

/** What the office and the person himself know besides. */
export const attendeePrivate = z.object({ phone: z.string(), diet: z.string(), needs: z.string(), note: z.string() });

const name = z.string().trim().min(2, '请填写姓名').max(40, '姓名不超过 40 字');
const short = (most: number, what: string) => z.string().trim().max(most, `${what}不超过 ${most} 字`);
const phone = z
  .string()
  .trim()
  .regex(/^$|^[\d+\-() ]{5,20}$/, '请填写电话号码');

const told = {
  name,
  gender: z.enum(['male', 'female']).nullable(),
  category: attendeeCategory,
  groupId: uuid.nullable(),
  title: short(80, '职务'),
  unit: short(80, '单位'),
  certificateNumber: short(40, '证件号'),
  phone,
  diet: short(80, '饮食要求'),
  needs: short(200, '其他需要'),
  note: short(200, '备注'),
} as const;

/** Somebody to be added. `personId` where he is known to the directory. */
export const attendeeDraft = z.object({
  personId: uuid.nullable().default(null),
  name: told.name,
  gender: told.gender.default(null),
  category: told.category,
  groupId: told.groupId.default(null),
  title: told.title.default(''),
  unit: told.unit.default(''),
  certificateNumber: told.certificateNumber.default(''),
  phone: told.phone.default(''),
  diet: told.diet.default(''),
  needs: told.needs.default(''),
  note: told.note.default(''),
});
export type AttendeeDraft = z.output<typeof attendeeDraft>;

/** Members that are left out stay as they are. */
export const attendeeChange = z.object(told).partial();
export type AttendeeChange = z.output<typeof attendeeChange>;

/** A group of the meeting with how many belong to it. */
export const groupLine = z.object({
  id: uuid,
  kind: meetingGroupKind,
  name: z.string(),
  place: z.string(),
  position: z.number(),
  /** Whose own group it is; those who only hold a post in it do not count. */
  people: z.number(),
  members: z.number(),
  registered: z.number(),
  /** Convenors first, then deputies, chairs, liaisons, and plain members of a group that is not their own. */
  posts: z.array(
    z.object({
      attendeeId: uuid,
      name: z.string(),
      title: z.string(),
      post: attendeePost,
      groupName: z.string(),
      phone: z.string().nullable(),
    }),
  ),
});
export type GroupLine = z.infer<typeof groupLine>;

/** A meeting's people in sums. */
export const peopleSummary = z.object({
  groups: z.array(groupLine),
  /** Without a group. */
  loose: z.number(),
  left: z.number(),
  categories: z.array(
    z.object({
      category: attendeeCategory,
      people: z.number(),
      registered: z.number(),
      /** Certificate packs: made (as the office entered), handed out, and what is left of them. */
      packs: z.object({ made: z.number(), handed: z.number(), left: z.number() }),
    }),
  ),
});
export type PeopleSummary = z.infer<typeof peopleSummary>;

export const groupDraft = z.object({
  kind: meetingGroupKind,
  name: z.string().trim().min(2, '请填写名称').max(40, '名称不超过 40 字'),
  place: short(80, '会议地点').default(''),
});
export const groupChange = z.object({ name: groupDraft.shape.name.optional(), place: short(80, '会议地点').optional() });

/** The groups of a plenary session's secretariat (大会秘书处), as sessions name them (DOMAIN §6.3). */
export const secretariatGroups = ['秘书组', '组织组', '宣传组', '议案（提案）组', '会务组'] as const;
