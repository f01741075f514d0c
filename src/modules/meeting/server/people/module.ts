import type { RouteContract } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import type { BoundRoute, Call } from '#platform/server/http/bind.ts';
import { bind } from '#platform/server/http/bind.ts';
import { readListFile, uploadedList } from '#platform/server/list-import/list-file.ts';
import type { ServerModule } from '#platform/server/module.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { openPhoneVault } from '#modules/identity/server/index.ts';
import { peopleEvents } from '../../contract/people/events.ts';
import { attendeeColumns } from '../../contract/people/import.ts';
import { peoplePermissions } from '../../contract/people/permissions.ts';
import * as contract from '../../contract/people/routes.ts';
import { meetingOf } from '../core/find.ts';
import type { MeetingParts } from '../parts.ts';
import { fillFromRoster } from './fill.ts';
import { addGroup, addSecretariat, changeGroup, orderGroups, removeGroup, setPosts } from './groups.ts';
import { importAttendees } from './import/import-attendees.ts';
import type { SheetRow } from './import/sheet-rules.ts';
import { mostRows } from './import/sheet-rules.ts';
import { askLeave, decideAsConvenor, decideAtDesk, readLeavePath, withdrawLeave } from './leave.ts';
import { decideTogether, recordTogether, reopenTogether, strikeTogether } from './leaves-together.ts';
import { listAttendees } from './list-attendees.ts';
import { listLeaves } from './list-leaves.ts';
import { peoplePolicies } from './policy.ts';
import { readAttendee } from './read-attendee.ts';
import { register, setPacks, undoRegistration } from './register.ts';
import {
  addAttendee,
  changeAttendee,
  changeOwnNeeds,
  endAttendance,
  moveAttendees,
  orderAttendees,
  removeAttendee,
} from './save-attendee.ts';
import { readSittingPeople } from './sitting-people.ts';
import { readSummary } from './summary.ts';
import { leaveNotices, tellOfLeave } from './tell-of-leave.ts';

/** The people of a meeting, their groups, leaves and registration. */
export function meetingPeopleModule({ settings }: MeetingParts): ServerModule {
  const phones = openPhoneVault(settings.secret);
  return {
    name: 'meeting-people',
    permissions: peoplePermissions,
    policies: peoplePolicies,
    routes: [...peopleRoutes(phones), ...groupRoutes(), ...registrationRoutes(), ...leaveRoutes(), ...importRoutes(phones)],
    events: peopleEvents,
    subscribers: [tellOfLeave],
    notificationKinds: Object.values(leaveNotices),
  };
}

function peopleRoutes(phones: PhoneVault): BoundRoute[] {
  return [
    bind(contract.listAttendees, { read: (tx, { params, query }) => listAttendees(tx, params.meetingId, query) }),
    bind(contract.readPeopleSummary, { read: (tx, { params }) => readSummary(tx, params.meetingId) }),
    bind(contract.readAttendee, { read: (tx, { params }) => readAttendee(tx, params.meetingId, params.attendeeId) }),
    bind(contract.readSittingPeople, { read: (tx, { params }) => readSittingPeople(tx, params.meetingId, params.sittingId) }),
    bind(contract.addAttendee, { write: (tx, { params, body }) => addAttendee(tx, phones, params.meetingId, body) }),
    change(contract.changeAttendee, (tx, { params, body }) => changeAttendee(tx, params.meetingId, params.attendeeId, body)),
    change(contract.changeOwnNeeds, (tx, { params, body }) => changeOwnNeeds(tx, params.meetingId, body)),
    change(contract.moveAttendees, (tx, { params, body }) => moveAttendees(tx, params.meetingId, body.attendeeIds, body.groupId)),
    change(contract.orderAttendees, (tx, { params, body }) => orderAttendees(tx, params.meetingId, params.groupId, body.attendeeIds)),
    change(contract.endAttendance, (tx, { params, body }) => endAttendance(tx, params.meetingId, body)),
    change(contract.removeAttendee, (tx, { params }) => removeAttendee(tx, params.meetingId, params.attendeeId)),
    bind(contract.fillFromRoster, { write: (tx, { params, body }) => fillFromRoster(tx, phones, params.meetingId, body.memberGroups) }),
  ];
}

function groupRoutes(): BoundRoute[] {
  return [
    bind(contract.addGroup, { write: (tx, { params, body }) => addGroup(tx, params.meetingId, body) }),
    bind(contract.addSecretariat, { write: (tx, { params }) => addSecretariat(tx, params.meetingId) }),
    change(contract.changeGroup, (tx, { params, body }) => changeGroup(tx, params.meetingId, params.groupId, body)),
    change(contract.removeGroup, (tx, { params }) => removeGroup(tx, params.meetingId, params.groupId)),
    change(contract.orderGroups, (tx, { params, body }) => orderGroups(tx, params.meetingId, body.groupIds)),
    change(contract.setPosts, (tx, { params, body }) => setPosts(tx, params.meetingId, params.groupId, body.posts)),
  ];
}

function registrationRoutes(): BoundRoute[] {
  return [
    bind(contract.register, { write: (tx, { params, body }) => register(tx, params.meetingId, body) }),
    change(contract.undoRegistration, (tx, { params, body }) => undoRegistration(tx, params.meetingId, body)),
    change(contract.setPacks, (tx, { params, body }) => setPacks(tx, params.meetingId, body.packs)),
  ];
}

function leaveRoutes(): BoundRoute[] {
  return [
    bind(contract.listLeaves, { read: (tx, { params, query }) => listLeaves(tx, params.meetingId, query) }),
    bind(contract.readLeavePath, { read: (tx, { params, query }) => readLeavePath(tx, params.meetingId, query) }),
    bind(contract.askLeave, { write: (tx, { params, body }) => askLeave(tx, params.meetingId, body) }),
    change(contract.decideLeave, (tx, { params, body }) => decideAsConvenor(tx, params.meetingId, params.leaveId, body)),
    change(contract.decideLeaveAtDesk, (tx, { params, body }) => decideAtDesk(tx, params.meetingId, params.leaveId, body)),
    bind(contract.decideLeavesAtDesk, { write: (tx, { params, body }) => decideTogether(tx, params.meetingId, body) }),
    change(contract.reopenLeaves, (tx, { params, body }) => reopenTogether(tx, params.meetingId, body)),
    bind(contract.recordLeaves, { write: (tx, { params, body }) => recordTogether(tx, params.meetingId, body) }),
    change(contract.strikeLeaves, (tx, { params, body }) => strikeTogether(tx, params.meetingId, body)),
    change(contract.withdrawLeave, (tx, { params, body }) => withdrawLeave(tx, params.meetingId, params.leaveId, body.revision)),
  ];
}

/** The largest spreadsheet that is taken: 5,000 rows make about 1 MB. */
const largestSheet = 5 * 1024 * 1024;
const listThread = new URL('./import/sheet-worker.ts', import.meta.url);

function importRoutes(phones: PhoneVault): BoundRoute[] {
  return [
    bind(contract.importAttendees, {
      raw: async ({ actor, database, request, params, query }) => {
        const sheet = await readListFile<SheetRow>(await uploadedList(request, largestSheet), { thread: listThread, mostRows });
        const { mode, category, makeGroups } = query;
        const choices = { mode, category, makeGroups: makeGroups === 'yes', sheet };
        const work = (tx: Tx) => importAttendees(tx, phones, params.meetingId, choices);
        return mode === 'check' ? await database.read(actor, work) : await database.transact(actor, work, { requestId: request.id });
      },
    }),
    bind(contract.attendeeTemplate, {
      raw: async ({ reply, actor, database, params }) => {
        await database.read(actor, async (tx) => await meetingOf(tx, params.meetingId));
        const { sendListTemplate } = await import('#platform/server/list-import/template.ts');
        return await sendListTemplate(reply, '参会人员名单模板', attendeeColumns);
      },
    }),
  ];
}

const done = { done: true } as const;

/** Binds a write whose answer says no more than that it was done. */
function change<R extends RouteContract>(route: R, work: (tx: Tx, call: Call<R>) => Promise<void>): BoundRoute {
  return bind(route, {
    write: async (tx, call) => {
      await work(tx, call);
      return done as never;
    },
  });
}
