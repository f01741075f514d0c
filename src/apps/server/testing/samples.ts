import type { Field } from '#modules/matter/contract/field.ts';
import { kinds } from '#modules/matter/contract/kinds/index.ts';
import type { Records } from './planted-city.ts';

/** As much of JSON Schema as the API document uses. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly prefixItems?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly propertyNames?: JsonSchema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** Texts of which one fits each pattern of the contracts. */
const texts = [
  '2026-12-01',
  '2026-03-01T02:00:00.000Z',
  '13800000000',
  '339901',
  '08:30',
  '0574-87654321',
  'A'.repeat(87),
  'A'.repeat(24),
  '2026',
  '123456',
  'abc-1',
  'A:1:0',
  `${'A'.repeat(24)}.ics`,
];

export interface SampleOptions {
  /** The id that a member of this name means. */
  readonly idOf: (name: string) => string;
  /** Leaves out what may be left out. */
  readonly lean?: boolean;
  readonly text?: string;
}

/** One value that the schema lets through; ids are those of real records, so that what is asked for exists. */
export function sampleOf(schema: JsonSchema, options: SampleOptions, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return sampleOf(choices.find((one) => one.type !== 'null') ?? choices[0]!, options, name);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => sampleOf(one, options, name)));
  const type = Array.isArray(schema.type) ? (schema.type as readonly string[])[0] : (schema.type as string | undefined);
  switch (type) {
    case 'object':
      return objectOf(schema, options);
    case 'array':
      return schema.prefixItems
        ? schema.prefixItems.map((one) => sampleOf(one, options, name))
        : Array.from({ length: Math.max(1, schema.minItems ?? 1) }, () => sampleOf(schema.items ?? {}, options, name));
    case 'string':
      return stringOf(schema, options, name);
    case 'number':
    case 'integer':
      // The year that the planted accounts are about.
      if (name === 'year') return 2025;
      return Math.min(Math.max(1, schema.minimum ?? 1), schema.maximum ?? 1);
    case 'boolean':
      return true;
    case 'null':
      return null;
    case undefined:
    default:
      return 'x';
  }
}

function objectOf(schema: JsonSchema, options: SampleOptions): Record<string, unknown> {
  const properties = Object.entries(schema.properties ?? {}).filter(([name]) => !options.lean || schema.required?.includes(name));
  return Object.fromEntries(properties.map(([name, one]) => [name, sampleOf(one, options, name)]));
}

function stringOf(schema: JsonSchema, options: SampleOptions, name: string): string {
  // Ids in an address are one text with commas between them.
  if (schema.pattern?.startsWith('^[0-9a-f]{8}-') || name.endsWith('Ids')) return options.idOf(name);
  if (/phone/i.test(name)) return '13900000001';
  // What begins has to end later.
  if (name === 'endsAt') return '2026-03-01T04:00:00.000Z';
  if (schema.format === 'uri') return 'https://push.example/x';
  if (schema.pattern) return texts.find((one) => new RegExp(schema.pattern!, 'u').test(one)) ?? 'x';
  const word = options.text ?? '情况已经研究过，请查看。';
  return word.padEnd(schema.minLength ?? 0, '，请查看').slice(0, schema.maxLength ?? 1_000);
}

/** A declared form filled in: declared choices, the ids of the county's records, everything that is asked for. */
export function formInput(fields: readonly Field[], records: Records): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const field of fields) {
    if (field.when && !field.when.is.includes(String(input[field.when.field]))) continue;
    const value = valueOf(field, records);
    if (value !== undefined) input[field.name] = value;
  }
  return input;
}

const offered: Readonly<Record<string, string>> = {
  ratings: 'satisfied',
  fields: '城建交通',
  reportCategories: 'road.manhole',
  answerClasses: 'planned',
  stopLabels: 'petition',
  grounds: 'noContent',
};

function valueOf(field: Field, records: Records): unknown {
  const values: Readonly<Record<Field['input'], unknown>> = {
    line: '按要求办理这一件事项',
    text: '已经研究过，情况如下，请查看。这里写得长一些，好让最短的要求也满足。'.padEnd(field.min ?? 0, '情况属实。'),
    list: ['一条具体的办法'],
    choice:
      field.choices?.[0]?.[0] ?? (field.choicesFrom === 'workers' ? records['worker'] : (offered[field.choicesFrom ?? ''] ?? '办公室')),
    choices: field.choices?.map(([value]) => value) ?? ['noContent'],
    yes: true,
    number: Math.max(1, field.min ?? 1),
    day: '2026-12-31',
    moment: '2026-01-05T02:00:00.000Z',
    person: records['unitPerson'],
    people: [records['person']],
    unit: records['unit'],
    units: [records['unit'], records['grassroots']],
    matter: records['screening'],
    place: { address: '云塘路1号', lon: 0.5, lat: 0.5 },
    promises: [{ words: '年底前完成', dueOn: '2027-12-31' }],
    files: field.required ? [records['loose']] : undefined,
    voice: undefined,
  };
  return values[field.input];
}

/** Which of a body's records a member of a path, a query or a body means, by the route it stands in; throws for one that nobody has named yet. */
export function recordFor(path: string, name: string, records: Records): string {
  const kind = kindIn(path);
  const ofKind = kind && { matterId: records[kind], targetId: records[`${kind}Share`] }[name];
  const found =
    ofPath.find(([pattern, member]) => member === name && pattern.test(path)) ?? anywhere.find(([pattern]) => pattern.test(name));
  const named = found?.at(-1);
  const record =
    (path.startsWith('/api/drafts/') || /commitments/.test(path) ? null : ofKind) ?? (typeof named === 'string' ? records[named] : null);
  if (!record) throw new Error(`Say in samples.ts which record ${name} of ${path} means.`);
  return record;
}

/** The kind of matter that a path names; null where it is for all of them. */
export function kindIn(path: string): string | null {
  return path.split('/').find((segment) => segment in kinds) ?? null;
}

const ofPath: readonly (readonly [RegExp, string, string])[] = [
  [/\/meetings\/:meetingId\/clone/, 'id', 'meetingId'],
  [/\/meetings\/.*\/agenda$/, 'id', 'agendaItemId'],
  [/\/meetings\/.*\/agenda$/, 'parentId', 'agendaItemId'],
  [/\/meetings\//, 'groupIds', 'meetingGroupId'],
  [/\/meetings\//, 'groupId', 'meetingGroupId'],
  [/\/meetings\//, 'dueGroups', 'meetingGroupId'],
  [/\/seatings\//, 'groupOrder', 'meetingGroupId'],
  [/\/seatings\//, 'from', 'seatingId'],
  [/\/seatings\//, 'personIds', 'attendeeId'],
  [/\/own-notices\//, 'ids', 'noticeId'],
  [/\/papers\/issue|\/paper-order/, 'ids', 'paperId'],
  [/\/meetings\/.*\/clone$/, 'id', 'meetingId'],
  [/\/meetings\/.*\/agenda$/, 'id', 'agendaItemId'],
  [/\/meetings\/.*\/agenda$/, 'parentId', 'agendaItemId'],
  [/\/paper-notes/, 'id', 'paperId'],
  [/\/papers/, 'fileIds', 'loose'],
  [/\/organisations\/:id/, 'id', 'organisation'],
  [/\/members\/:id|\/mandates\/:id/, 'id', 'mandate'],
  [/\/people\/:id/, 'id', 'person'],
  [/\/people\/:personId\/sessions\/:id/, 'id', 'accountSession'],
  [/\/posts\/:id/, 'id', 'bodyPost'],
  [/\/grids\/:id/, 'id', 'grid'],
  [/\/member-groups\/:id/, 'id', 'group'],
  [/\/terms\/:id/, 'id', 'term'],
  [/\/directory\/sessions\/:id/, 'id', 'session'],
  [/\/identity\/sessions\/:id/, 'id', 'accountSession'],
  [/\/passkeys\/:id/, 'id', 'passkey'],
  [/\/calendar\/days\/:id/, 'id', 'ownDay'],
  [/\/files\/:id/, 'id', 'attached'],
  [/\/push\/:id/, 'id', 'push'],
  [/\/screens\/:/, 'id', 'screen'],
  [/\/screens\/:/, 'screenId', 'screen'],
  [/\/scene$/, 'screenIds', 'screen'],
  [/\/handlings\/:targetId\//, 'targetId', 'share'],
  [/\/commitments\/:targetId/, 'targetId', 'commitment'],
  [/\/bulk$/, 'targetId', 'share'],
  [/\/drafts\//, 'matterId', 'draft'],
  [/\/bulletins\//, 'matters', 'sentiment'],
  [/\/commitments\/|letters/, 'matterId', 'closed'],
  [/\/public\//, 'matterId', 'handling'],
  [/./, 'matterId', 'handling'],
];

const anywhere: readonly (readonly [RegExp, string])[] = [
  [/^briefId$/, 'briefId'],
  [/^hallId$/, 'hallId'],
  [/^seatingId$/, 'seatingId'],
  [/^coachIds?$/, 'coachId'],
  [/^tripId$/, 'tripId'],
  [/^(liaisonId|atAisle|was|now|add|remove)$/, 'attendeeId'],
  [/^speechIds?$/, 'speechId'],
  [/^noticeId$/, 'noticeId'],
  [/^attendeeIds?$/, 'attendeeId'],
  [/^(checkListId|checkListIds|listId)$/, 'checkListId'],
  [/^scannerId$/, 'scannerId'],
  [/^(nonce|firstNonce|secondNonce)$/, 'scanNonce'],
  [/^sittingIds?$/, 'sittingId'],
  [/^paperId$/, 'paperId'],
  [/^(agendaItemId|itemId)$/, 'agendaItemId'],
  [/^meetingId$/, 'meetingId'],
  [/^leaveId$/, 'leaveId'],
  [/^memberGroups$/, 'group'],
  [/^(bodyId|body|organisationId|parentId)$/, 'body'],
  [/^intakeId$/, 'intake'],
  [/^rowId$/, 'intakeRow'],
  [/^selectionId$/, 'selection'],
  [/^bulletinId$/, 'bulletin'],
  [/^signers$/, 'person'],
  [/^scans$/, 'loose'],
  [/^matters$/, 'handling'],
  [/^(personId|author|people|leader|person|upTo)$/, 'person'],
  [/^(unit|unitId|units|lead|co|separate|suggestedUnits)$/, 'unit'],
  [/^(groupId|delegation)$/, 'group'],
  [/^termId$/, 'term'],
  [/^session$|^sessionId$/, 'session'],
  [/^filterId$/, 'filter'],
  [/^batchId$/, 'batch'],
  [/^replyId$/, 'reply'],
  [/^photoId$/, 'attached'],
  [/^ids$/, 'notification'],
  [/^files$|^voice$/, 'loose'],
  [/^gridIds?$/, 'grid'],
  [/^(subjectId|matter|into|matterId)$/, 'handling'],
  [/^(versionId|one|other)$/, 'draftRules'],
  [/^(accountId)$/, 'account'],
  [/^challengeId$/, 'passkey'],
  [/^seat$/, 'mandate'],
  [/^workers?$/, 'worker'],
];
