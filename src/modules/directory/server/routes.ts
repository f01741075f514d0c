import type { Actor } from '#platform/contract/actor.ts';
import { platformProblem } from '#platform/contract/problem.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { bind, type BoundRoute, type Call } from '#platform/server/http/bind.ts';
import { readListFile, uploadedList } from '#platform/server/list-import/list-file.ts';
import type { PhoneVault } from '#modules/identity/server/index.ts';
import { importColumns } from '../contract/people-import.ts';
import * as contract from '../contract/routes.ts';
import { addOrganisation } from './actions/add-organisation.ts';
import { addPerson } from './actions/add-person.ts';
import { changeMandate } from './actions/change-mandate.ts';
import { changeOrganisation } from './actions/change-organisation.ts';
import { changePerson } from './actions/change-person.ts';
import { changePost } from './actions/change-post.ts';
import { closeOrganisation } from './actions/close-organisation.ts';
import { endMandate } from './actions/end-mandate.ts';
import { endPost } from './actions/end-post.ts';
import { giveMandate } from './actions/give-mandate.ts';
import { givePost } from './actions/give-post.ts';
import { grantRoles } from './actions/grant-roles.ts';
import { importPeople } from './actions/import-people.ts';
import { addGrid, changeGrid } from './actions/save-grid.ts';
import { addMemberGroup, changeMemberGroup, closeMemberGroup } from './actions/save-member-group.ts';
import { addSession, addTerm, changeSession, changeTerm } from './actions/save-term.ts';
import type { SheetRow } from './people-import/sheet-rules.ts';
import { mostRows } from './people-import/sheet-rules.ts';
import { listMemberGroups, listTerms } from './queries/body.ts';
import { findGrid, listGrids } from './queries/grids.ts';
import { listMembers, readMember } from './queries/members.ts';
import { listOrganisations, listUnits, readOrganisation } from './queries/organisations.ts';
import { listPeople, listPosts, readPerson } from './queries/people.ts';
import { readMe } from './queries/read-me.ts';
import { listRegions } from './queries/regions.ts';

export interface RouteParts {
  readonly phones: PhoneVault;
  /** Permissions of all modules that the actor's seat has. */
  readonly permissionsOf: (actor: Actor) => readonly string[];
}

const done = { done: true } as const;

/** The largest spreadsheet that is taken: 20,000 rows make about 2 MB. */
const largestSheet = 10 * 1024 * 1024;
const listThread = new URL('./people-import/sheet-worker.ts', import.meta.url);

export function directoryRoutes(parts: RouteParts): BoundRoute[] {
  return [...readingRoutes(parts), ...peopleRoutes(parts), ...organisationRoutes(), ...importRoutes(parts)];
}

function readingRoutes({ phones, permissionsOf }: RouteParts): BoundRoute[] {
  return [
    bind(contract.readMe, { read: (tx) => readMe(tx, phones, permissionsOf) }),
    bind(contract.listOrganisations, { read: (tx, { query }) => listOrganisations(tx, query) }),
    bind(contract.readOrganisation, { read: (tx, { params }) => readOrganisation(tx, params.id) }),
    bind(contract.listUnits, { read: (tx, { query }) => listUnits(tx, query) }),
    bind(contract.listRegions, { read: (tx, { query }) => listRegions(tx, query.parent) }),
    bind(contract.listGrids, { read: (tx, { params }) => listGrids(tx, params.id) }),
    bind(contract.findGrid, { read: (tx, { query }) => findGrid(tx, query) }),
    bind(contract.listMembers, { read: (tx, { query }) => listMembers(tx, query) }),
    bind(contract.readMember, { read: (tx, { params }) => readMember(tx, phones, params.id) }),
    bind(contract.listMemberGroups, { read: (tx, { query }) => listMemberGroups(tx, query.closed ?? false) }),
    bind(contract.listTerms, { read: (tx) => listTerms(tx) }),
    bind(contract.listPeople, { read: (tx, { query }) => listPeople(tx, query) }),
    bind(contract.readPerson, { read: (tx, { params }) => readPerson(tx, phones, params.id) }),
    bind(contract.listPosts, { read: (tx, { params, query }) => listPosts(tx, params.id, query) }),
  ];
}

function peopleRoutes({ phones }: RouteParts): BoundRoute[] {
  return [
    bind(contract.addPerson, { write: (tx, { body }) => addPerson(tx, phones, body) }),
    change(contract.changePerson, (tx, { params, body }) => changePerson(tx, phones, { ...params, ...body })),
    bind(contract.giveMandate, { write: (tx, { body }) => giveMandate(needBody(tx), body) }),
    change(contract.changeMandate, (tx, { params, body }) => changeMandate(needBody(tx), { ...params, ...body })),
    change(contract.endMandate, (tx, { params, body }) => endMandate(needBody(tx), { ...params, ...body })),
    bind(contract.givePost, { write: (tx, { params, body }) => givePost(tx, { ...params, ...body }) }),
    change(contract.changePost, (tx, { params, body }) => changePost(tx, { ...params, ...body })),
    change(contract.endPost, (tx, { params, body }) => endPost(tx, { ...params, ...body })),
    change(contract.grantRoles, (tx, { params, body }) => grantRoles(tx, { ...params, ...body })),
  ];
}

function organisationRoutes(): BoundRoute[] {
  return [
    bind(contract.addOrganisation, { write: (tx, { body }) => addOrganisation(tx, body) }),
    change(contract.changeOrganisation, (tx, { params, body }) => changeOrganisation(tx, { ...params, ...body })),
    change(contract.closeOrganisation, (tx, { params, body }) => closeOrganisation(tx, { ...params, ...body })),
    bind(contract.addGrid, { write: (tx, { params, body }) => addGrid(tx, { organisationId: params.id, ...body }) }),
    change(contract.changeGrid, (tx, { params, body }) => changeGrid(tx, { ...params, ...body })),
    bind(contract.addMemberGroup, { write: (tx, { body }) => addMemberGroup(tx, body) }),
    change(contract.changeMemberGroup, (tx, { params, body }) => changeMemberGroup(tx, { ...params, ...body })),
    change(contract.closeMemberGroup, (tx, { params }) => closeMemberGroup(tx, params)),
    bind(contract.addTerm, { write: (tx, { body }) => addTerm(tx, body) }),
    change(contract.changeTerm, (tx, { params, body }) => changeTerm(tx, { ...params, ...body })),
    bind(contract.addSession, { write: (tx, { params, body }) => addSession(tx, { termId: params.id, ...body }) }),
    change(contract.changeSession, (tx, { params, body }) => changeSession(tx, { ...params, ...body })),
  ];
}

function importRoutes({ phones }: RouteParts): BoundRoute[] {
  return [
    bind(contract.importPeople, {
      raw: async ({ actor, database, request, query }) => {
        const file = await uploadedList(request, largestSheet);
        const sheet = await readListFile<SheetRow>(file, { thread: listThread, given: query.kind, mostRows });
        const work = (tx: Tx) => importPeople(tx, phones, { ...query, sheet });
        return query.mode === 'check' ? await database.read(actor, work) : await database.transact(actor, work, { requestId: request.id });
      },
    }),
    bind(contract.importTemplate, {
      raw: async ({ reply, query }) => {
        const { sendListTemplate } = await import('#platform/server/list-import/template.ts');
        return await sendListTemplate(reply, query.kind === 'members' ? '代表委员名册模板' : '工作人员名册模板', importColumns[query.kind]);
      },
    }),
  ];
}

/** Binds a write whose answer says no more than that it was done. */
function change<R extends RouteContract>(route: R, work: (tx: Tx, call: Call<R>) => Promise<void>): BoundRoute {
  return bind(route, {
    write: async (tx, call) => {
      await work(tx, call);
      return done as never;
    },
  });
}

/** Mandates belong to bodies: an administrator of a unit has none to give. */
function needBody(tx: Tx): Tx {
  if (tx.actor.bodyId === null) throw platformProblem('actor.forbidden');
  return tx;
}
