import { z } from 'zod';
import { uuid } from '#platform/contract/identifiers.ts';
import { regionCode } from './region.ts';
import { level, organisationKind, organisationLine } from './seat.ts';

export const organisationStatus = z.enum(['active', 'closed']);

/** An organisation in full. Duties, keywords and divisions matter for handling units: they say what may be assigned to them. */
export const organisation = organisationLine.extend({
  parentId: uuid.nullable(),
  duties: z.string(),
  keywords: z.array(z.string()),
  divisions: z.array(z.string()),
  postalAddress: z.string(),
  status: organisationStatus,
  version: z.number(),
});
export type Organisation = z.infer<typeof organisation>;

const name = z.string().trim().min(2, '请填写名称').max(60, '名称不超过 60 字');
const shortName = z.string().trim().min(1, '请填写简称').max(20, '简称不超过 20 字');
const duties = z.string().trim().max(1000, '职责不超过 1000 字');
const postalAddress = z.string().trim().max(120, '通信地址不超过 120 字');
const words = z.array(z.string().trim().min(1).max(20, '每个词不超过 20 字')).max(60, '不超过 60 个');

/** A unit to be added. Bodies are added by the operator's command line, because each is a tenant of its own. */
export const organisationDraft = z.object({
  kind: organisationKind.extract(['handlingUnit', 'grassrootsUnit']),
  name,
  shortName,
  level,
  regionCode,
  parentId: uuid.nullable().default(null),
  duties: duties.default(''),
  keywords: words.default([]),
  divisions: words.default([]),
  postalAddress: postalAddress.default(''),
});

export const organisationChange = z.object({
  /** The version that was read; a change in between is refused. */
  version: z.number().int(),
  name: name.optional(),
  shortName: shortName.optional(),
  parentId: uuid.nullable().optional(),
  duties: duties.optional(),
  keywords: words.optional(),
  divisions: words.optional(),
  postalAddress: postalAddress.optional(),
});

/** [longitude, latitude] in WGS 84. */
export const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type Position = z.infer<typeof position>;

/** One closed ring without holes; the first position is repeated at the end. */
export const ring = z.array(position).min(4, '网格边界至少三个点').max(2000, '网格边界点太多');

/** A grid of a grassroots unit. */
export const grid = z.object({
  id: uuid,
  organisationId: uuid,
  code: z.string(),
  name: z.string(),
  polygon: ring,
  /** People who work the grid, by post. */
  workers: z.array(z.object({ personId: uuid, postId: uuid, name: z.string() })),
});
export type Grid = z.infer<typeof grid>;

export const gridDraft = z.object({
  code: z.string().trim().min(1, '请填写网格编号').max(30),
  name: z.string().trim().min(1, '请填写网格名称').max(40),
  polygon: ring,
});
