import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { importMode } from '#platform/contract/list-import.ts';
import { page, pageQuery } from '#platform/contract/paging.ts';
import { done, defineRoute } from '#platform/contract/route.ts';
import { memberGroup, memberGroupDraft, sessionDraft, term, termDraft } from './body.ts';
import { grid, gridDraft, organisation, organisationChange, organisationDraft, organisationStatus } from './organisation.ts';
import { importKind, importReport } from './people-import.ts';
import {
  mandate,
  mandateChange,
  mandateDraft,
  member,
  personChange,
  personDraft,
  personFound,
  personPage,
  post,
  postChange,
  postDraft,
  postRole,
  seatEnd,
} from './person.ts';
import { region, regionCode } from './region.ts';
import { level, me, organisationKind, role } from './seat.ts';

const byId = z.object({ id: uuid });
const made = z.object({ id: uuid });
const text = z.string().trim().max(40).optional();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Who is signed in. The seat in use is named by the header `x-seat`; without it the person's first seat is used. */
export const readMe = defineRoute({
  id: 'directory.read-me',
  method: 'GET',
  path: '/api/me',
  permission: 'directory.self',
  summary: '我是谁、有哪些工作身份、当前身份能做什么',
  answer: me,
});

// Reading: organisations, regions, grids.

/** Organisations by name, short name, pinyin initials, kind and place; ordered by level and name. */
export const listOrganisations = defineRoute({
  id: 'directory.list-organisations',
  method: 'GET',
  path: '/api/directory/organisations',
  permission: 'directory.read-organisations',
  summary: '机构列表和搜索',
  query: z.object({
    text,
    kind: organisationKind.optional(),
    level: level.optional(),
    region: regionCode.optional(),
    parentId: uuid.optional(),
    status: organisationStatus.default('active'),
    ...pageQuery,
  }),
  answer: page(organisation),
});

export const readOrganisation = defineRoute({
  id: 'directory.read-organisation',
  method: 'GET',
  path: '/api/directory/organisations/:id',
  permission: 'directory.read-organisations',
  summary: '机构',
  params: byId,
  answer: organisation.extend({ parent: organisation.pick({ id: true, name: true }).nullable(), manageable: z.boolean() }),
});

/** Active handling and grassroots units inside the region of the actor's organisation, with duties: for choosing whom to assign. */
export const listUnits = defineRoute({
  id: 'directory.list-units',
  method: 'GET',
  path: '/api/directory/units',
  permission: 'directory.read-organisations',
  summary: '可交办的单位及其职责',
  query: z.object({
    text,
    kind: organisationKind.extract(['handlingUnit', 'grassrootsUnit']).optional(),
    region: regionCode.optional(),
    ...pageQuery,
  }),
  answer: page(organisation),
});

export const listRegions = defineRoute({
  id: 'directory.list-regions',
  method: 'GET',
  path: '/api/directory/regions',
  permission: 'directory.read-organisations',
  summary: '下级行政区划',
  query: z.object({ parent: regionCode.optional() }),
  answer: z.object({ items: z.array(region) }),
});

export const listGrids = defineRoute({
  id: 'directory.list-grids',
  method: 'GET',
  path: '/api/directory/organisations/:id/grids',
  permission: 'directory.read-organisations',
  summary: '基层单元的网格',
  params: byId,
  answer: z.object({ items: z.array(grid) }),
});

export const findGrid = defineRoute({
  id: 'directory.find-grid',
  method: 'GET',
  path: '/api/directory/grids/at',
  permission: 'directory.read-organisations',
  summary: '某一位置所在的网格',
  query: z.object({ longitude: z.coerce.number().min(-180).max(180), latitude: z.coerce.number().min(-90).max(90) }),
  answer: z.object({ grid: grid.omit({ polygon: true }).nullable(), organisation: organisation.nullable() }),
});

// Reading: members and people.

/** Members of the actor's body in its current term (or `termId`), by name, pinyin or initials, delegation or sector; in pinyin order. */
export const listMembers = defineRoute({
  id: 'directory.list-members',
  method: 'GET',
  path: '/api/directory/members',
  permission: 'directory.read-members',
  summary: '本级代表（委员）名册和搜索',
  query: z.object({
    text,
    groupId: uuid.optional(),
    termId: uuid.optional(),
    status: z.enum(['active', 'ended']).default('active'),
    ...pageQuery,
  }),
  answer: page(member),
});

export const readMember = defineRoute({
  id: 'directory.read-member',
  method: 'GET',
  path: '/api/directory/members/:id',
  permission: 'directory.read-members',
  summary: '代表（委员）',
  params: byId,
  answer: mandate.extend({
    /** For the office and the person alone. */
    contact: z.object({ phone: z.string().nullable(), postalAddress: z.string().nullable() }).nullable(),
  }),
});

export const listMemberGroups = defineRoute({
  id: 'directory.list-member-groups',
  method: 'GET',
  path: '/api/directory/member-groups',
  permission: 'directory.read-members',
  summary: '本级代表团或界别',
  query: z.object({ closed: flag.optional() }),
  answer: z.object({ items: z.array(memberGroup) }),
});

export const listTerms = defineRoute({
  id: 'directory.list-terms',
  method: 'GET',
  path: '/api/directory/terms',
  permission: 'directory.read-members',
  summary: '本级各届和各次会议',
  answer: z.object({ items: z.array(term) }),
});

/** People with a post or mandate that the actor may see, by name, pinyin or initials. */
export const listPeople = defineRoute({
  id: 'directory.list-people',
  method: 'GET',
  path: '/api/directory/people',
  permission: 'directory.read-people',
  summary: '人员搜索',
  query: z.object({ text, organisationId: uuid.optional(), role: role.optional(), ...pageQuery }),
  answer: page(personFound),
});

export const readPerson = defineRoute({
  id: 'directory.read-person',
  method: 'GET',
  path: '/api/directory/people/:id',
  permission: 'directory.read-people',
  summary: '人员及其工作身份',
  params: byId,
  answer: personPage,
});

export const listPosts = defineRoute({
  id: 'directory.list-posts',
  method: 'GET',
  path: '/api/directory/organisations/:id/posts',
  permission: 'directory.read-people',
  summary: '机构的岗位和人员',
  params: byId,
  query: z.object({ role: role.optional(), ended: flag.optional(), ...pageQuery }),
  answer: page(post),
});

// Managing people and seats.

/** Where the phone already belongs to a person of the same name, that person is returned instead of a second one. */
export const addPerson = defineRoute({
  id: 'directory.add-person',
  method: 'POST',
  path: '/api/directory/people',
  permission: 'directory.manage-people',
  summary: '新增人员并开通账号',
  body: personDraft,
  answer: made.extend({ existed: z.boolean() }),
});

export const changePerson = defineRoute({
  id: 'directory.change-person',
  method: 'PATCH',
  path: '/api/directory/people/:id',
  permission: 'directory.manage-people',
  summary: '修改人员信息',
  params: byId,
  body: personChange,
  answer: done,
});

export const giveMandate = defineRoute({
  id: 'directory.give-mandate',
  method: 'POST',
  path: '/api/directory/mandates',
  permission: 'directory.manage-people',
  summary: '登记代表（委员）资格',
  body: mandateDraft,
  answer: made,
});

export const changeMandate = defineRoute({
  id: 'directory.change-mandate',
  method: 'PATCH',
  path: '/api/directory/mandates/:id',
  permission: 'directory.manage-people',
  summary: '修改代表（委员）信息',
  params: byId,
  body: mandateChange,
  answer: done,
});

export const endMandate = defineRoute({
  id: 'directory.end-mandate',
  method: 'POST',
  path: '/api/directory/mandates/:id/end',
  permission: 'directory.manage-people',
  summary: '终止代表（委员）资格',
  params: byId,
  body: seatEnd,
  answer: done,
});

export const givePost = defineRoute({
  id: 'directory.give-post',
  method: 'POST',
  path: '/api/directory/organisations/:id/posts',
  permission: 'directory.manage-people',
  summary: '登记岗位',
  params: byId,
  body: postDraft,
  answer: made,
});

export const changePost = defineRoute({
  id: 'directory.change-post',
  method: 'PATCH',
  path: '/api/directory/posts/:id',
  permission: 'directory.manage-people',
  summary: '修改岗位',
  params: byId,
  body: postChange,
  answer: done,
});

export const endPost = defineRoute({
  id: 'directory.end-post',
  method: 'POST',
  path: '/api/directory/posts/:id/end',
  permission: 'directory.manage-people',
  summary: '终止岗位',
  params: byId,
  body: seatEnd,
  answer: done,
});

/** The security administrator's act: the roles of a post become exactly `roles`. */
export const grantRoles = defineRoute({
  id: 'directory.grant-roles',
  method: 'PUT',
  path: '/api/directory/posts/:id/roles',
  permission: 'directory.grant-roles',
  summary: '授予或收回岗位角色',
  params: byId,
  body: z.object({ roles: z.array(postRole).max(10) }),
  answer: done,
});

// Managing organisations, groups, terms.

export const addOrganisation = defineRoute({
  id: 'directory.add-organisation',
  method: 'POST',
  path: '/api/directory/organisations',
  permission: 'directory.manage-organisations',
  summary: '新增单位',
  body: organisationDraft,
  answer: made,
});

export const changeOrganisation = defineRoute({
  id: 'directory.change-organisation',
  method: 'PATCH',
  path: '/api/directory/organisations/:id',
  permission: 'directory.manage-organisations',
  summary: '修改机构',
  params: byId,
  body: organisationChange,
  answer: done,
});

export const closeOrganisation = defineRoute({
  id: 'directory.close-organisation',
  method: 'POST',
  path: '/api/directory/organisations/:id/close',
  permission: 'directory.manage-organisations',
  summary: '撤销单位',
  params: byId,
  body: z.object({ version: z.number().int() }),
  answer: done,
});

export const addGrid = defineRoute({
  id: 'directory.add-grid',
  method: 'POST',
  path: '/api/directory/organisations/:id/grids',
  permission: 'directory.manage-organisations',
  summary: '新增网格',
  params: byId,
  body: gridDraft,
  answer: made,
});

export const changeGrid = defineRoute({
  id: 'directory.change-grid',
  method: 'PUT',
  path: '/api/directory/grids/:id',
  permission: 'directory.manage-organisations',
  summary: '修改网格',
  params: byId,
  body: gridDraft,
  answer: done,
});

export const addMemberGroup = defineRoute({
  id: 'directory.add-member-group',
  method: 'POST',
  path: '/api/directory/member-groups',
  permission: 'directory.manage-organisations',
  summary: '新增代表团或界别',
  body: memberGroupDraft,
  answer: made,
});

export const changeMemberGroup = defineRoute({
  id: 'directory.change-member-group',
  method: 'PUT',
  path: '/api/directory/member-groups/:id',
  permission: 'directory.manage-organisations',
  summary: '修改代表团或界别',
  params: byId,
  body: memberGroupDraft,
  answer: done,
});

export const closeMemberGroup = defineRoute({
  id: 'directory.close-member-group',
  method: 'POST',
  path: '/api/directory/member-groups/:id/close',
  permission: 'directory.manage-organisations',
  summary: '撤销代表团或界别',
  params: byId,
  answer: done,
});

export const addTerm = defineRoute({
  id: 'directory.add-term',
  method: 'POST',
  path: '/api/directory/terms',
  permission: 'directory.manage-organisations',
  summary: '新增一届',
  body: termDraft,
  answer: made,
});

export const changeTerm = defineRoute({
  id: 'directory.change-term',
  method: 'PUT',
  path: '/api/directory/terms/:id',
  permission: 'directory.manage-organisations',
  summary: '修改一届',
  params: byId,
  body: termDraft,
  answer: done,
});

export const addSession = defineRoute({
  id: 'directory.add-session',
  method: 'POST',
  path: '/api/directory/terms/:id/sessions',
  permission: 'directory.manage-organisations',
  summary: '新增一次会议',
  params: byId,
  body: sessionDraft,
  answer: made,
});

export const changeSession = defineRoute({
  id: 'directory.change-session',
  method: 'PUT',
  path: '/api/directory/sessions/:id',
  permission: 'directory.manage-organisations',
  summary: '修改一次会议',
  params: byId,
  body: sessionDraft,
  answer: done,
});

// Import.

/** Multipart: the file in the field `file`. Mode `check` writes nothing; `commit` writes the good rows and reports the others. */
export const importPeople = defineRoute({
  id: 'directory.import-people',
  method: 'POST',
  path: '/api/directory/imports/people',
  permission: 'directory.import',
  summary: '从 Excel 导入人员',
  query: z.object({ kind: importKind, mode: importMode }),
  answer: importReport,
  carries: 'form',
});

export const importTemplate = defineRoute({
  id: 'directory.import-template',
  method: 'GET',
  path: '/api/directory/imports/template',
  permission: 'directory.import',
  summary: '下载导入模板',
  query: z.object({ kind: importKind }),
  answer: z.unknown(),
  carries: 'bytes',
});
