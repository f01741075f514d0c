import { z } from 'zod';
import { defineEvent } from '#platform/contract/event.ts';
import { uuid } from '#platform/contract/identifiers.ts';
import { role } from './seat.ts';

const mandateOfPerson = z.object({ mandateId: uuid, personId: uuid });
const postOfPerson = z.object({ postId: uuid, personId: uuid, organisationId: uuid });

export const personAdded = defineEvent('directory.person-added', z.object({ personId: uuid }));
export const personChanged = defineEvent('directory.person-changed', z.object({ personId: uuid }));
export const mandateGiven = defineEvent('directory.mandate-given', mandateOfPerson);
export const mandateChanged = defineEvent('directory.mandate-changed', mandateOfPerson);
export const mandateEnded = defineEvent('directory.mandate-ended', mandateOfPerson);
export const postGiven = defineEvent('directory.post-given', postOfPerson);
export const postChanged = defineEvent('directory.post-changed', postOfPerson);
export const postEnded = defineEvent('directory.post-ended', postOfPerson);
export const rolesGranted = defineEvent('directory.roles-granted', postOfPerson.extend({ roles: z.array(role) }));
export const organisationAdded = defineEvent('directory.organisation-added', z.object({ organisationId: uuid }));
export const organisationChanged = defineEvent('directory.organisation-changed', z.object({ organisationId: uuid }));
export const organisationClosed = defineEvent('directory.organisation-closed', z.object({ organisationId: uuid }));
export const memberGroupChanged = defineEvent('directory.member-group-changed', z.object({ groupId: uuid }));
export const termChanged = defineEvent('directory.term-changed', z.object({ termId: uuid }));
export const gridChanged = defineEvent('directory.grid-changed', z.object({ gridId: uuid, organisationId: uuid }));
export const peopleImported = defineEvent(
  'directory.people-imported',
  z.object({ kind: z.string(), added: z.number(), updated: z.number(), refused: z.number() }),
);

export const directoryEvents = [
  personAdded,
  personChanged,
  mandateGiven,
  mandateChanged,
  mandateEnded,
  postGiven,
  postChanged,
  postEnded,
  rolesGranted,
  organisationAdded,
  organisationChanged,
  organisationClosed,
  memberGroupChanged,
  termChanged,
  gridChanged,
  peopleImported,
];
