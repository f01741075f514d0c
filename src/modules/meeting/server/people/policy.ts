import type { Policy } from '#platform/server/module.ts';
import type { peoplePermissions } from '../../contract/people/permissions.ts';
import { attendee, office } from '../policy.ts';

/** Which seats may do what; of which meeting and about whom, the actions decide. */
export const peoplePolicies: Readonly<Record<keyof typeof peoplePermissions, Policy>> = {
  'meeting.people': office,
  'meeting.decide-leave': office,
  'meeting.own': attendee,
};
