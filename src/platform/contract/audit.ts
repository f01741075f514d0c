import { z } from 'zod';
import { uuid } from './identifiers.ts';
import { day, instant } from './instant.ts';
import { page, pageQuery } from './paging.ts';
import { defineRoute } from './route.ts';

/** One entry of the audit log: who did what to which thing, when, and its place in the body's hash chain once it is sealed. */
export const auditLine = z.object({
  id: uuid,
  at: instant,
  actorName: z.string(),
  personId: uuid.nullable(),
  organisationId: uuid.nullable(),
  act: z.string(),
  subjectKind: z.string(),
  subjectId: uuid,
  detail: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  position: z.number().int().nullable(),
});
export type AuditLine = z.infer<typeof auditLine>;

export const listAudit = defineRoute({
  id: 'audit.list',
  method: 'GET',
  path: '/api/audit',
  permission: 'audit.read',
  summary: '本机构的操作记录，新的在前',
  query: z.object({
    ...pageQuery,
    act: z.string().max(100).optional().describe('操作名或其开头，如 matter.'),
    personId: uuid.optional(),
    subjectId: uuid.optional(),
    from: day.optional(),
    to: day.optional(),
  }),
  answer: page(auditLine),
});

export const readAuditState = defineRoute({
  id: 'audit.read-state',
  method: 'GET',
  path: '/api/audit/state',
  permission: 'audit.read',
  summary: '操作记录已封存到哪里，还有多少条等待封存',
  answer: z.object({
    sealed: z.number().int(),
    hash: z.string().nullable().describe('最后一条封存的校验值，可抄存备查'),
    sealedAt: instant.nullable().describe('最后一条已封存记录的时间'),
    unsealed: z.number().int().describe('最近一天内尚未封存的条数，最多数到 1000'),
  }),
});

export const auditPermissions = { 'audit.read': '查看本机构的操作记录' } as const;
