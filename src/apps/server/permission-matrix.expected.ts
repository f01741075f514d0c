import type { Relation } from '#modules/matter/contract/relation.ts';
import type { RoleSeat } from './testing/planted-city.ts';

/**
 * Who may, written by hand and on purpose apart from the policies: whoever widens a policy must say so here as well, and a reviewer reads it
 * in one place. A permission that no line names fails the test.
 */
const members = ['deputy', 'member'] as const;
const office = ['clerk', 'officeLeader'] as const;
const handlers = ['unitClerk', 'unitOfficer', 'unitHead'] as const;
const grassroots = ['dutyDesk', 'dutyDesk@unit', 'gridWorker'] as const;
const overseers = ['committee', 'leader', 'leader@unit'] as const;
const administrators = ['administrator', 'administrator@unit'] as const;
const securityAdministrators = ['securityAdministrator', 'securityAdministrator@unit'] as const;

const inBodies = [
  ...office,
  'committee',
  'leader',
  'dutyDesk',
  'administrator',
  'securityAdministrator',
  'auditor',
] as const satisfies RoleSeat[];
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
  'screen.pair': ['clerk', 'officeLeader', 'leader', 'administrator'],
  'audit.read': ['auditor', 'securityAdministrator'],

  'directory.read-organisations': everySeat,
  'directory.read-members': [...members, ...inBodies],
  'directory.read-people': [...inBodies, ...inUnits],
  'directory.manage-people': administrators,
  'directory.manage-organisations': ['administrator'],
  'directory.grant-roles': securityAdministrators,
  'directory.import': ['administrator'],

  'profile.read': [...members, ...inBodies],
  'profile.edit': [...office, 'administrator'],
  'profile.publish': ['officeLeader'],
  'profile.edit-calendar': ['officeLeader', 'administrator'],
  'profile.load-calendar': ['officeLeader', 'administrator'],

  'matter.read': [...members, ...office, ...handlers, ...grassroots, ...overseers],
  'matter.raise': members,
  'matter.screen': office,
  'matter.intake': office,
  'matter.letters': office,
  'matter.bulk': [...office, ...handlers, ...grassroots],
  'matter.export': [...office, ...handlers, ...grassroots, ...overseers],
  'matter.board': [...office, 'committee', 'leader'],
  'matter.annual': [...office, 'committee', 'leader'],
  'matter.compose-annual': office,
  'matter.suggestion.raise': ['deputy'],
  'matter.report.raise': ['deputy'],
  'matter.motion.raise': ['deputy'],
  'matter.proposal.raise': ['member'],
  'matter.sentiment.raise': ['member'],
  'matter.concern.raise': ['member'],
  'matter.bulletins': office,
  'matter.select': office,
  'matter.decide-selection': ['officeLeader'],
  'matter.key-items': [...office, 'committee', 'leader'],
};

/** What a paired wall screen may: show its body's figures and hear when they change. */
export const screens: readonly string[] = ['matter.board', 'live.follow'];

/** The seats that can ever stand in a relation to a case: what an act's permission follows from. */
export const relationSeats: Readonly<Record<Relation, readonly RoleSeat[]>> = {
  author: members,
  invited: members,
  signer: members,
  rater: members,
  fellow: members,
  office,
  officeLeader: ['officeLeader'],
  supervisor: ['committee'],
  committee: ['committee'],
  leader: ['leader', 'leader@unit'],
  handler: handlers,
  unitClerk: ['unitClerk', 'unitHead'],
  unitOfficer: handlers,
  unitHead: ['unitHead'],
  leadHandler: handlers,
  coHandler: handlers,
  dutyDesk: ['dutyDesk', 'dutyDesk@unit'],
  gridWorker: ['gridWorker'],
  system: [],
};

/** Everybody who may do nothing but what is open: no living session stands behind them. */
export const strangers = ['anonymous', 'signed out', 'expired', 'disabled'] as const;
