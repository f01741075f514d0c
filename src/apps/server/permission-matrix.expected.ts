import type { Relation } from '#modules/matter/contract/relation.ts';
import type { RoleSeat, Side } from './testing/planted-city.ts';

/**
 * Who may, written by hand and on purpose apart from the policies: whoever widens a policy must say so here as well, and a reviewer reads it
 * in one place. A permission that no line names fails the test.
 */
const members = ['deputy', 'member'] as const;
const ofCongress = { office: ['clerk', 'officeLeader'], committee: ['committee'], leader: ['leader'] } as const;
const ofCppcc = { office: ['clerk@cppcc', 'officeLeader@cppcc'], committee: ['committee@cppcc'], leader: ['leader@cppcc'] } as const;
const office = [...ofCongress.office, ...ofCppcc.office] as const;
const officeLeaders = ['officeLeader', 'officeLeader@cppcc'] as const;
const handlers = ['unitClerk', 'unitOfficer', 'unitHead'] as const;
const grassroots = ['dutyDesk', 'dutyDesk@cppcc', 'dutyDesk@unit', 'gridWorker'] as const;
/** Committees and leaders of bodies, who look at figures; a leader's seat in a unit has none to look at. */
const overseersInBodies = [...ofCongress.committee, ...ofCongress.leader, ...ofCppcc.committee, ...ofCppcc.leader] as const;
const overseers = [...overseersInBodies, 'leader@unit'] as const;
const bodyAdministrators = ['administrator', 'administrator@cppcc'] as const;
const administrators = [...bodyAdministrators, 'administrator@unit'] as const;
const securityInBodies = ['securityAdministrator', 'securityAdministrator@cppcc'] as const;
const securityAdministrators = [...securityInBodies, 'securityAdministrator@unit'] as const;
const auditorsInBodies = ['auditor', 'auditor@cppcc'] as const;

const inBodies: readonly RoleSeat[] = [
  ...office,
  ...overseersInBodies,
  'dutyDesk',
  'dutyDesk@cppcc',
  ...bodyAdministrators,
  ...securityInBodies,
  ...auditorsInBodies,
];
const inUnits = [
  ...handlers,
  'dutyDesk@unit',
  'gridWorker',
  'leader@unit',
  'administrator@unit',
  'securityAdministrator@unit',
  'auditor@unit',
] as const satisfies RoleSeat[];
const everySeat: readonly RoleSeat[] = [...members, ...inBodies, ...inUnits];

/** Open to whoever is signed in, also without a seat. */
export const signedIn = 'signedIn';
/** Open to everybody. */
export const everybody = 'everybody';

type Allowed = readonly RoleSeat[] | typeof signedIn | typeof everybody;

export const allowed: Readonly<Record<string, Allowed>> = {
  public: everybody,
  'file.read': everybody,

  'identity.own': signedIn,
  'directory.self': signedIn,
  'live.follow': signedIn,
  'notification.own': signedIn,

  'identity.administer-accounts': securityAdministrators,
  'file.add': everySeat,
  'screen.pair': [...office, ...ofCongress.leader, ...ofCppcc.leader, ...bodyAdministrators],
  'audit.read': [...auditorsInBodies, ...securityInBodies],

  'directory.read-organisations': everySeat,
  'directory.read-members': [...members, ...inBodies],
  'directory.read-people': [...inBodies, ...inUnits],
  'directory.manage-people': administrators,
  'directory.manage-organisations': bodyAdministrators,
  'directory.grant-roles': securityAdministrators,
  'directory.import': bodyAdministrators,

  'profile.read': [...members, ...inBodies],
  'profile.edit': [...office, ...bodyAdministrators],
  'profile.publish': officeLeaders,
  'profile.edit-calendar': [...officeLeaders, ...bodyAdministrators],
  'profile.load-calendar': [...officeLeaders, ...bodyAdministrators],

  'matter.read': [...members, ...office, ...handlers, ...grassroots, ...overseers],
  'matter.raise': members,
  'matter.screen': office,
  'matter.intake': office,
  'matter.letters': office,
  'matter.bulk': [...office, ...handlers, ...grassroots],
  'matter.export': [...office, ...handlers, ...grassroots, ...overseers],
  'matter.board': [...office, ...overseersInBodies],
  'matter.annual': [...office, ...overseersInBodies],
  'matter.compose-annual': office,
  'matter.suggestion.raise': ['deputy'],
  'matter.report.raise': ['deputy'],
  'matter.motion.raise': ['deputy'],
  'matter.proposal.raise': ['member'],
  'matter.sentiment.raise': ['member'],
  'matter.concern.raise': ['member'],
  // 社情民意 is a CPPCC's: a congress has no editor's desk.
  'matter.bulletins': ofCppcc.office,
  'matter.select': office,
  'matter.decide-selection': officeLeaders,
  'matter.key-items': [...office, ...overseersInBodies],

  // Row-level security says of which meetings.
  'meeting.read': everySeat,
  'meeting.arrange': office,
  'meeting.people': office,
  'meeting.decide-leave': office,
  // Of which meeting, and about whom, row-level security and each query decide.
  'meeting.own': everySeat,
  'meeting.presence': office,
  'meeting.scan': everySeat,
  'meeting.see-presence': everySeat,
  'meeting.hall-code': office,
  'meeting.notices': office,
  'meeting.speeches': office,
  'meeting.briefs': office,
  'meeting.day': everySeat,
  'meeting.floor': everySeat,
  'meeting.papers': office,
  'meeting.places': office,
  'meeting.board': [...office, ...ofCongress.leader, ...ofCppcc.leader],
  'meeting.hall': office,
  'meeting.scene': [],
  'meeting.read-papers': everySeat,
};

/** What a paired wall screen may: show its body's figures and hear when they change. */
export const screens: readonly string[] = [
  'matter.board',
  'live.follow',
  'meeting.floor',
  'meeting.see-presence',
  'meeting.hall-code',
  'meeting.scene',
];

const standing = (
  member: RoleSeat,
  desk: RoleSeat,
  { office: of, committee, leader }: typeof ofCongress | typeof ofCppcc,
): Readonly<Record<Relation, readonly RoleSeat[]>> => ({
  author: [member],
  invited: [member],
  signer: [member],
  rater: [member],
  fellow: [member],
  office: of,
  officeLeader: [of[1]],
  supervisor: committee,
  committee,
  leader: [...leader, 'leader@unit'],
  handler: handlers,
  unitClerk: ['unitClerk', 'unitHead'],
  unitOfficer: handlers,
  unitHead: ['unitHead'],
  leadHandler: handlers,
  coHandler: handlers,
  dutyDesk: [desk, 'dutyDesk@unit'],
  gridWorker: ['gridWorker'],
  system: [],
});

/**
 * The seats that can ever stand in a relation to a case of a kind of congresses or of CPPCCs: what an act's permission follows from. Units
 * answer to both; a body's own people meet the kinds of their sort of body only.
 */
export const relationSeats: Readonly<Record<Side, Readonly<Record<Relation, readonly RoleSeat[]>>>> = {
  congress: standing('deputy', 'dutyDesk', ofCongress),
  cppcc: standing('member', 'dutyDesk@cppcc', ofCppcc),
};

/** Everybody who may do nothing but what is open: no living session stands behind them. */
export const strangers = ['anonymous', 'signed out', 'expired', 'disabled'] as const;
