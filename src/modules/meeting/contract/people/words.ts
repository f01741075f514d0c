import type { AttendeeCategory, AttendeePost, MeetingGroupKind } from '../meeting.ts';
import { attendeeCategories, attendeePosts } from '../meeting.ts';

/** What people of a meeting are called: deputies sit in delegations with heads, CPPCC members in sectors with convenors. */
export interface PeopleWords {
  readonly person: string;
  /** The kind of group that its members belong to. */
  readonly group: string;
  readonly categories: Readonly<Record<AttendeeCategory, string>>;
  readonly posts: Readonly<Record<AttendeePost, string>>;
}

const words: Readonly<Record<'congress' | 'cppcc', PeopleWords>> = {
  congress: {
    person: '代表',
    group: '代表团',
    categories: { ...attendeeCategories, member: '代表' },
    posts: { ...attendeePosts, convenor: '团长', deputyConvenor: '副团长' },
  },
  cppcc: {
    person: '委员',
    group: '界别',
    categories: { ...attendeeCategories, member: '委员' },
    posts: { ...attendeePosts, convenor: '召集人', deputyConvenor: '副召集人' },
  },
};

/** The words of a body of that kind. */
export function peopleWords(bodyKind: 'congress' | 'cppcc'): PeopleWords {
  return words[bodyKind];
}

/** Which offices a group of that kind has. */
export function postsOf(kind: MeetingGroupKind): readonly AttendeePost[] {
  if (kind === 'presidium') return ['sessionChair', 'member', 'liaison'];
  return ['convenor', 'deputyConvenor', 'liaison', ...(kind === 'secretariat' || kind === 'committee' ? (['member'] as const) : [])];
}
