export { openAuthenticator, type Authenticator } from './authenticator.ts';
export {
  bodiesOf, currentTerm, grassrootsUnitFor, gridAt, gridById, gridsOf, mandateOf, mandatesOf, mayAssign, membersOf, organisationsByIds, peopleByIds, searchPeople,
  sessionAt, staffOf, unitsFor, type GridPlace, type MemberOfBody, type PersonName, type SessionOfTerm, type StaffMember, type TermOfBody, type UnitWithDuties,
} from './doors.ts';
