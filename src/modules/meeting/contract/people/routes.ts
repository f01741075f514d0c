import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { instant } from '#platform/contract/instant.ts';
import { importMode } from '#platform/contract/list-import.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { defineRoute, done } from '#platform/contract/route.ts';
import { ofMeeting, ofSitting } from '../addresses.ts';
import { attendeeCategory, attendeePost, presenceCount, sittingKind, sittingState } from '../meeting.ts';
import { attendeeImportReport } from './import.ts';
import { leaveGrounds, leaveLine, leaveState, leaveStepKind } from './leave.ts';
import { attendeeChange, attendeeDraft, attendeePrivate, attendeeRow, groupChange, groupDraft, peopleSummary } from './people.ts';

const ofAttendee = z.object({ meetingId: uuid, attendeeId: uuid });
const ofGroup = z.object({ meetingId: uuid, groupId: uuid });
const ofLeave = z.object({ meetingId: uuid, leaveId: uuid });
const made = z.object({ id: uuid });
const some = z.array(uuid).min(1, '请先选人').max(3_000, '一次最多 3000 人');
const flag = z.enum(['yes', 'no']);
const words = z.string().trim().max(200, '不超过 200 字');

// People.

/** People of a meeting by group, order in the group, then name. Whoever left for good is shown only where `left` is `yes`. */
export const listAttendees = defineRoute({
  id: 'meeting.list-attendees',
  method: 'GET',
  path: '/api/meetings/:meetingId/attendees',
  permission: 'meeting.own',
  summary: '参会人员',
  params: ofMeeting,
  query: z.object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(500).default(100),
    /** Who belongs to the group or holds a post in it; `none`: without a group. */
    groupId: z.union([uuid, z.literal('none')]).optional(),
    category: attendeeCategory.optional(),
    /** Part of name, title or unit, pinyin or initials from the start, certificate number. */
    words: z.string().trim().max(40).optional(),
    registered: flag.optional(),
    pack: flag.optional(),
    left: flag.optional(),
    /** Whether a published seating has a seat for him. Only the office asks. */
    seated: flag.optional(),
    /** Without an account, so that nothing reaches him by phone page. */
    known: flag.optional(),
  }),
  answer: page(attendeeRow),
});

export const readPeopleSummary = defineRoute({
  id: 'meeting.read-people-summary',
  method: 'GET',
  path: '/api/meetings/:meetingId/people-summary',
  permission: 'meeting.own',
  summary: '参会人员分组和统计',
  params: ofMeeting,
  answer: peopleSummary,
});

/** One person with everything that the reader may know: the office all, a convenor about his group, everybody about himself. */
export const readAttendee = defineRoute({
  id: 'meeting.read-attendee',
  method: 'GET',
  path: '/api/meetings/:meetingId/attendees/:attendeeId',
  permission: 'meeting.own',
  summary: '参会人员卡片',
  params: ofAttendee,
  answer: z.object({
    attendee: attendeeRow,
    /** Null for whoever is neither of the office nor the person himself. */
    kept: attendeePrivate.nullable(),
    /** Null where the reader is not told. */
    sittings: z
      .array(
        z.object({
          id: uuid,
          kind: sittingKind,
          title: z.string(),
          startsAt: instant,
          state: sittingState,
          /** `missing` is 未到 until the sitting is closed and 缺席 afterwards; null before it can be told. */
          outcome: z.enum(['present', 'onLeave', 'missing']).nullable(),
        }),
      )
      .nullable(),
    leaves: z.array(leaveLine).nullable(),
    seat: z.string().nullable(),
    coaches: z.array(z.string()).nullable(),
    room: z.string().nullable(),
    table: z.string().nullable(),
    unreadPapers: z.number().nullable(),
  }),
});

/** Who is due at a sitting and what became of each: everybody for the office, his own people for whoever speaks for a group. */
export const readSittingPeople = defineRoute({
  id: 'meeting.read-sitting-people',
  method: 'GET',
  path: '/api/meetings/:meetingId/sittings/:sittingId/people',
  permission: 'meeting.own',
  summary: '一次会议的应到人员',
  params: ofSitting,
  answer: z.object({
    count: presenceCount,
    people: z.array(
      z.object({
        attendeeId: uuid,
        name: z.string(),
        title: z.string(),
        category: attendeeCategory,
        groupId: uuid.nullable(),
        groupName: z.string(),
        state: z.enum(['present', 'onLeave', 'missing']),
        at: instant.nullable(),
        phone: z.string().nullable(),
      }),
    ),
  }),
});

export const addAttendee = defineRoute({
  id: 'meeting.add-attendee',
  method: 'POST',
  path: '/api/meetings/:meetingId/attendees',
  permission: 'meeting.people',
  summary: '增加参会人员',
  params: ofMeeting,
  body: attendeeDraft,
  answer: made,
});

export const changeAttendee = defineRoute({
  id: 'meeting.change-attendee',
  method: 'PATCH',
  path: '/api/meetings/:meetingId/attendees/:attendeeId',
  permission: 'meeting.people',
  summary: '修改参会人员',
  params: ofAttendee,
  body: attendeeChange,
  answer: done,
});

/** Diet and needs by the person himself. */
export const changeOwnNeeds = defineRoute({
  id: 'meeting.change-own-needs',
  method: 'POST',
  path: '/api/meetings/:meetingId/own-needs',
  permission: 'meeting.own',
  summary: '本人填写饮食和其他需要',
  params: ofMeeting,
  body: attendeePrivate.pick({ diet: true, needs: true }).extend({ diet: z.string().trim().max(80), needs: z.string().trim().max(200) }),
  answer: done,
});

export const moveAttendees = defineRoute({
  id: 'meeting.move-attendees',
  method: 'POST',
  path: '/api/meetings/:meetingId/attendees/move',
  permission: 'meeting.people',
  summary: '把人员移到另一组',
  params: ofMeeting,
  body: z.object({ attendeeIds: some, groupId: uuid.nullable() }),
  answer: done,
});

/** The people of a group in the order given; who is left out follows by name. */
export const orderAttendees = defineRoute({
  id: 'meeting.order-attendees',
  method: 'POST',
  path: '/api/meetings/:meetingId/groups/:groupId/order',
  permission: 'meeting.people',
  summary: '排定组内次序',
  params: ofGroup,
  body: z.object({ attendeeIds: some }),
  answer: done,
});

/** People leave the meeting before its end (辞职、调离) or come back. */
export const endAttendance = defineRoute({
  id: 'meeting.end-attendance',
  method: 'POST',
  path: '/api/meetings/:meetingId/attendees/left',
  permission: 'meeting.people',
  summary: '办理离会或恢复参会',
  params: ofMeeting,
  body: z.object({ attendeeIds: some, left: z.boolean(), words: words.default('') }),
  answer: done,
});

/** Takes somebody off the list who is there by mistake: only while nothing is recorded of him. */
export const removeAttendee = defineRoute({
  id: 'meeting.remove-attendee',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/attendees/:attendeeId',
  permission: 'meeting.people',
  summary: '从名单删除误加的人员',
  params: ofAttendee,
  answer: done,
});

/** Takes the members of the current term over, with their delegations or sectors. Who is on the list already stays as he is. */
export const fillFromRoster = defineRoute({
  id: 'meeting.fill-from-roster',
  method: 'POST',
  path: '/api/meetings/:meetingId/attendees/fill',
  permission: 'meeting.people',
  summary: '按本届名册填入',
  params: ofMeeting,
  /** Of these delegations or sectors of the directory only; all where left out. */
  body: z.object({ memberGroups: z.array(uuid).min(1).max(200).optional() }),
  answer: z.object({ added: z.number(), kept: z.number(), groups: z.number() }),
});

/** Takes a list of people over from an xlsx file. Mode `check` says what would happen and writes nothing. */
export const importAttendees = defineRoute({
  id: 'meeting.import-attendees',
  method: 'POST',
  path: '/api/meetings/:meetingId/attendees/import',
  permission: 'meeting.people',
  summary: '从 Excel 导入参会人员',
  params: ofMeeting,
  query: z.object({
    mode: importMode,
    /** For rows that name none. */
    category: attendeeCategory.default('member'),
    /** Whether groups that do not exist are made; else their rows are refused. */
    makeGroups: flag.default('no'),
  }),
  answer: attendeeImportReport,
  carries: 'form',
});

export const attendeeTemplate = defineRoute({
  id: 'meeting.attendee-template',
  method: 'GET',
  path: '/api/meetings/:meetingId/attendees/template',
  permission: 'meeting.people',
  summary: '参会人员名单模板',
  params: ofMeeting,
  answer: z.unknown(),
  carries: 'bytes',
});

// Groups.

export const addGroup = defineRoute({
  id: 'meeting.add-group',
  method: 'POST',
  path: '/api/meetings/:meetingId/groups',
  permission: 'meeting.people',
  summary: '增加编组',
  params: ofMeeting,
  body: groupDraft,
  answer: made,
});

/** The usual groups of a session's secretariat; those that exist stay. */
export const addSecretariat = defineRoute({
  id: 'meeting.add-secretariat',
  method: 'POST',
  path: '/api/meetings/:meetingId/groups/secretariat',
  permission: 'meeting.people',
  summary: '建立大会秘书处各组',
  params: ofMeeting,
  answer: z.object({ added: z.number() }),
});

export const changeGroup = defineRoute({
  id: 'meeting.change-group',
  method: 'PATCH',
  path: '/api/meetings/:meetingId/groups/:groupId',
  permission: 'meeting.people',
  summary: '修改编组',
  params: ofGroup,
  body: groupChange,
  answer: done,
});

export const removeGroup = defineRoute({
  id: 'meeting.remove-group',
  method: 'DELETE',
  path: '/api/meetings/:meetingId/groups/:groupId',
  permission: 'meeting.people',
  summary: '删除没有人的编组',
  params: ofGroup,
  answer: done,
});

export const orderGroups = defineRoute({
  id: 'meeting.order-groups',
  method: 'POST',
  path: '/api/meetings/:meetingId/groups/order',
  permission: 'meeting.people',
  summary: '排定编组次序',
  params: ofMeeting,
  body: z.object({ groupIds: z.array(uuid).min(1).max(500) }),
  answer: done,
});

/** Who holds an office in the group; replaces what was. */
export const setPosts = defineRoute({
  id: 'meeting.set-posts',
  method: 'PUT',
  path: '/api/meetings/:meetingId/groups/:groupId/posts',
  permission: 'meeting.people',
  summary: '确定团长、召集人、联络员和成员',
  params: ofGroup,
  body: z.object({ posts: z.array(z.object({ attendeeId: uuid, post: attendeePost })).max(1_000) }),
  answer: done,
});

// Registration.

/** Registers people (报到), with their certificate packs where `pack` is true. Told again it changes nothing. */
export const register = defineRoute({
  id: 'meeting.register',
  method: 'POST',
  path: '/api/meetings/:meetingId/registrations',
  permission: 'meeting.people',
  summary: '办理报到、发放证件材料袋',
  params: ofMeeting,
  body: z.object({ attendeeIds: some, pack: z.boolean() }),
  answer: z.object({ registered: z.number(), packs: z.number() }),
});

export const undoRegistration = defineRoute({
  id: 'meeting.undo-registration',
  method: 'POST',
  path: '/api/meetings/:meetingId/registrations/undo',
  permission: 'meeting.people',
  summary: '撤销报到或收回材料袋',
  params: ofMeeting,
  body: z.object({ attendeeIds: some, what: z.enum(['registration', 'pack']) }),
  answer: done,
});

export const setPacks = defineRoute({
  id: 'meeting.set-packs',
  method: 'PUT',
  path: '/api/meetings/:meetingId/packs',
  permission: 'meeting.people',
  summary: '登记做好的证件材料袋数量',
  params: ofMeeting,
  body: z.object({ packs: z.array(z.object({ category: attendeeCategory, made: z.number().int().min(0).max(100_000) })).max(6) }),
  answer: done,
});

// Leave.

/** Leaves that the reader may know: his own, those of the groups he convenes, all for the office. Those that wait for him come first, oldest first. */
export const listLeaves = defineRoute({
  id: 'meeting.list-leaves',
  method: 'GET',
  path: '/api/meetings/:meetingId/leaves',
  permission: 'meeting.own',
  summary: '请假',
  params: ofMeeting,
  query: z.object({
    ...pageQuery,
    limit: z.coerce.number().int().min(1).max(200).default(100),
    state: leaveState.optional(),
    /** `own`: of the reader himself; `toDecide`: those whose next step is the reader's. */
    of: z.enum(['own', 'toDecide']).optional(),
    groupId: uuid.optional(),
  }),
  answer: page(leaveLine),
});

/** How a leave would go its way: what the person sees before he asks. */
export const readLeavePath = defineRoute({
  id: 'meeting.read-leave-path',
  method: 'GET',
  path: '/api/meetings/:meetingId/leave-path',
  permission: 'meeting.own',
  summary: '请假要谁批',
  params: ofMeeting,
  query: z.object({ fromAt: instant, untilAt: instant, attendeeId: uuid.optional() }),
  answer: z.object({ steps: z.array(z.object({ step: leaveStepKind, label: z.string() })), why: z.string() }),
});

const asking = z.object({
  fromAt: instant,
  untilAt: instant,
  grounds: leaveGrounds,
  words: z.string().trim().min(2, '请写明请假事由').max(500, '事由不超过 500 字'),
});

export const askLeave = defineRoute({
  id: 'meeting.ask-leave',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves',
  permission: 'meeting.own',
  summary: '本人请假',
  params: ofMeeting,
  body: asking,
  answer: made,
});

const decision = z.object({ revision: z.number().int(), agreed: z.boolean(), words: words.default('') });

/** A convenor decides the step that waits for him. */
export const decideLeave = defineRoute({
  id: 'meeting.decide-leave-as-convenor',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/:leaveId/decision',
  permission: 'meeting.own',
  summary: '团长（召集人）批假',
  params: ofLeave,
  body: decision,
  answer: done,
});

/** The office decides its step, or records what the convenor said. */
export const decideLeaveAtDesk = defineRoute({
  id: 'meeting.decide-leave',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/:leaveId/office-decision',
  permission: 'meeting.decide-leave',
  summary: '秘书处批假或登记批复',
  params: ofLeave,
  body: decision,
  answer: done,
});

const theseLeaves = z
  .array(z.object({ leaveId: uuid, revision: z.number().int() }))
  .min(1, '请先选请假')
  .max(500, '一次最多办理 500 份');
/** What was not done of many, and why, in words for the person at the desk. */
const leftOut = z.array(z.object({ id: uuid, name: z.string(), why: z.string() }));

/** The office decides several leaves at once, all in the same way; whichever cannot be decided so is left as it is and named. */
export const decideLeavesAtDesk = defineRoute({
  id: 'meeting.decide-leaves',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/office-decisions',
  permission: 'meeting.decide-leave',
  summary: '一次办理多份请假',
  params: ofMeeting,
  body: z.object({ leaves: theseLeaves, agreed: z.boolean(), words: words.default('') }),
  answer: z.object({ decided: z.array(z.object({ leaveId: uuid, revision: z.number() })), leftOut }),
});

/** Takes the last decision about each back: its step waits again. Refused as a whole where one was changed since. */
export const reopenLeaves = defineRoute({
  id: 'meeting.reopen-leaves',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/reopened',
  permission: 'meeting.decide-leave',
  summary: '撤销请假的审批',
  params: ofMeeting,
  body: z.object({ leaves: theseLeaves }),
  answer: done,
});

/**
 * Leave that staff enter for somebody, or the same for many, e.g. a whole group that is elsewhere on duty; where it was granted already (by letter,
 * by telephone) `granted` says by whom. Who has a leave for these hours already is left out and named.
 */
export const recordLeaves = defineRoute({
  id: 'meeting.record-leaves',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/recorded',
  permission: 'meeting.decide-leave',
  summary: '代为登记请假',
  params: ofMeeting,
  body: asking.extend({ attendeeIds: some.max(500, '一次最多 500 人'), granted: z.string().trim().max(80).default('') }),
  answer: z.object({ entered: z.array(z.object({ leaveId: uuid, revision: z.number() })), leftOut }),
});

/** Strikes leaves out that were entered by mistake, as if they had never been. Refused as a whole where one was decided or changed since. */
export const strikeLeaves = defineRoute({
  id: 'meeting.strike-leaves',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/struck',
  permission: 'meeting.decide-leave',
  summary: '撤销登记错的请假',
  params: ofMeeting,
  body: z.object({ leaves: theseLeaves }),
  answer: done,
});

/** Takes a leave back (销假): one that has begun ends now. By the person himself or the office. */
export const withdrawLeave = defineRoute({
  id: 'meeting.withdraw-leave',
  method: 'POST',
  path: '/api/meetings/:meetingId/leaves/:leaveId/withdrawal',
  permission: 'meeting.own',
  summary: '撤回请假、销假',
  params: ofLeave,
  body: z.object({ revision: z.number().int() }),
  answer: done,
});
