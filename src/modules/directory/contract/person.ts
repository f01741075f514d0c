import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { day } from '#platform/contract/instant.ts';
import { phone } from '#modules/identity/contract/account.ts';
import { organisationLine, role, seat } from './seat.ts';

export const gender = z.enum(['male', 'female']);
export type Gender = z.infer<typeof gender>;
export const genders = { male: '男', female: '女' } as const satisfies Record<Gender, string>;

/** A human being in a line. */
export const personLine = z.object({ id: uuid, name: z.string() });

/** A mainland or fixed-line number that colleagues may call. */
const contactPhone = z
  .string()
  .trim()
  .regex(/^[\d+\-() ]{5,20}$/, '请填写电话号码');
/** Where letters go: as it stands on an envelope. */
const postalAddress = z.string().trim().min(4, '请写全通信地址').max(120, '通信地址不超过 120 字');
const personName = z.string().trim().min(2, '请填写姓名').max(40, '姓名不超过 40 字');

/** A deputy or CPPCC member of one body in one term. `id` is the mandate's id, which is also the seat's. */
export const member = z.object({
  id: uuid,
  personId: uuid,
  name: z.string(),
  gender,
  groupId: uuid,
  groupName: z.string(),
  electoralUnit: z.string(),
  positions: z.array(z.string()),
  from: day,
  to: day.nullable(),
  status: z.enum(['active', 'ended']),
});
export type Member = z.infer<typeof member>;

/** A mandate as its holder and the office see it. */
export const mandate = member.extend({
  bodyId: uuid,
  termId: uuid,
  termName: z.string(),
  certificateNumber: z.string().nullable(),
  endReason: z.string().nullable(),
  version: z.number(),
});
export type Mandate = z.infer<typeof mandate>;

/** A post of a person in an organisation. `id` is also the seat's. */
export const post = z.object({
  id: uuid,
  organisationId: uuid,
  personId: uuid,
  personName: z.string(),
  roles: z.array(role),
  division: z.string(),
  title: z.string(),
  /** Grids that a grid worker looks after. */
  gridIds: z.array(uuid),
  from: day,
  to: day.nullable(),
  status: z.enum(['active', 'ended']),
  version: z.number(),
});
export type Post = z.infer<typeof post>;

/** Everything about one person that the reader may know. `contact` is null where the reader has no need to call. */
export const personPage = z.object({
  id: uuid,
  name: z.string(),
  gender,
  seats: z.array(seat),
  mandates: z.array(mandate),
  posts: z.array(post),
  contact: z.object({ phone: z.string().nullable(), postalAddress: z.string().nullable(), birthYear: z.number().nullable() }).nullable(),
  /** True where the reader may change this person, and so asks for `version`. */
  manageable: z.boolean(),
  version: z.number(),
});
export type PersonPage = z.infer<typeof personPage>;

/** A person as found by an administrator's search, with all seats. */
export const personFound = personLine.extend({
  gender,
  seats: z.array(seat.pick({ id: true, kind: true, title: true, roles: true }).extend({ organisation: organisationLine })),
});
export type PersonFound = z.infer<typeof personFound>;

const birthYear = z.number().int().min(1900, '年份太早').max(2015, '年份太晚').nullable();

/** A person to be added. `phone` is the phone to sign in with. */
export const personDraft = z.object({
  name: personName,
  gender,
  birthYear: birthYear.default(null),
  phone,
  contactPhone: contactPhone.nullable().default(null),
  postalAddress: postalAddress.nullable().default(null),
});

export const personChange = z.object({
  version: z.number().int(),
  name: personName.optional(),
  gender: gender.optional(),
  birthYear: birthYear.optional(),
  contactPhone: contactPhone.nullable().optional(),
  postalAddress: postalAddress.nullable().optional(),
});

const positions = z.array(z.string().trim().min(1).max(40, '职务不超过 40 字')).max(20, '不超过 20 个');
const electoralUnit = z.string().trim().max(80, '选举单位不超过 80 字');
const certificateNumber = z.string().trim().min(1).max(40, '代表证号不超过 40 字').nullable();

export const mandateDraft = z.object({
  personId: uuid,
  termId: uuid,
  groupId: uuid,
  electoralUnit: electoralUnit.default(''),
  positions: positions.default([]),
  certificateNumber: certificateNumber.default(null),
  from: day,
});

export const mandateChange = z.object({
  version: z.number().int(),
  groupId: uuid.optional(),
  electoralUnit: electoralUnit.optional(),
  positions: positions.optional(),
  certificateNumber: certificateNumber.optional(),
});

/** Ends a mandate or post on a day, for a reason that is kept. */
export const seatEnd = z.object({
  version: z.number().int(),
  on: day,
  reason: z.string().trim().min(2, '请写明原因').max(200, '原因不超过 200 字'),
});

const title = z.string().trim().min(1, '请填写职务').max(40, '职务不超过 40 字');
const division = z.string().trim().max(40, '处室不超过 40 字');

/** A post to be added. It carries no roles until the security administrator grants them. */
export const postDraft = z.object({
  personId: uuid,
  title,
  division: division.default(''),
  gridIds: z.array(uuid).max(50).default([]),
  from: day,
});
export const postChange = z.object({
  version: z.number().int(),
  title: title.optional(),
  division: division.optional(),
  gridIds: z.array(uuid).max(50).optional(),
});

/** Roles that a post may carry; mandates carry theirs by law. */
export const postRole = role.exclude(['deputy', 'member']);
