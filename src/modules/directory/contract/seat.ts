import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';

/** What an organisation is. `congress` and `cppcc` are bodies: the tenants of the product. */
export const organisationKind = z.enum(['congress', 'cppcc', 'handlingUnit', 'grassrootsUnit']);
export type OrganisationKind = z.infer<typeof organisationKind>;

/** Administrative level of a body or unit (地方组织法: province, city, county, township). */
export const level = z.enum(['province', 'city', 'county', 'township']);
export type Level = z.infer<typeof level>;

/** Roles a seat may carry. A mandate carries `deputy` or `member`; a post carries one or more of the others. */
export const roles = {
  deputy: '人大代表',
  member: '政协委员',
  clerk: '代表（提案）工作人员',
  officeLeader: '代表（提案）工作机构负责人',
  committee: '专门委员会督办人员',
  leader: '领办领导',
  dutyDesk: '值班受理',
  gridWorker: '网格员',
  unitClerk: '承办单位收发',
  unitOfficer: '承办人',
  unitHead: '承办单位负责人',
  administrator: '系统管理员',
  securityAdministrator: '安全管理员',
  auditor: '审计员',
} as const;
export type Role = keyof typeof roles;
export const role = z.enum(Object.keys(roles) as [Role, ...Role[]]);

/** An organisation in a line: enough to name and colour it. */
export const organisationLine = z.object({
  id: uuid,
  kind: organisationKind,
  name: z.string(),
  shortName: z.string(),
  level,
  regionCode: z.string(),
});
export type OrganisationLine = z.infer<typeof organisationLine>;

/** One working identity (工作身份) of a person: a mandate in a body or a post in an organisation. */
export const seat = z.object({
  id: uuid,
  kind: z.enum(['mandate', 'post']),
  /** What the person is called here, e.g. 明州市人大代表, 市住建局承办人. */
  title: z.string(),
  organisation: organisationLine,
  roles: z.array(role),
});
export type Seat = z.infer<typeof seat>;

/** Who is signed in, and what the seat in use may do. */
export const me = z.object({
  person: z.object({ id: uuid, name: z.string() }),
  phone: z.string().describe('打码的手机号'),
  seats: z.array(seat),
  seat: seat.nullable(),
  permissions: z.array(z.string()),
  theme: z.enum(['congress', 'cppcc', 'unit']),
});
export type Me = z.infer<typeof me>;
