import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import { bodyOf } from './standing.ts';
import type { BodyStanding } from '../contract/parameter.ts';
import type { Parameters } from '../contract/parameters.ts';
import { resolveParameters } from '../contract/parameters.ts';
import type { ProfileTables } from './tables.ts';
import { parametersOf } from './versions.ts';
import { versionOn } from './profile-rules.ts';

/** The rules of a body on a day. `versionId` is null before the body's first version, when the presets apply. */
export interface RulesInForce {
  readonly versionId: string | null;
  readonly label: string;
  readonly standing: BodyStanding;
  readonly parameters: Parameters;
}

/** The label under which deadlines name the presets. */
export const presetLabel = '预设规则';

/**
 * The rules of `bodyId` in force on `day`. One transaction asks for a body's versions once; the rules of a published version are kept
 * between transactions, which is safe because such a version never changes.
 */
export async function profileAt(tx: Tx, bodyId: string, day: string): Promise<RulesInForce> {
  const [{ kind, level }, starts] = await Promise.all([bodyOf(tx, bodyId), startsOf(tx, bodyId)]);
  const standing = { kind, level };
  const found = versionOn(starts, day);
  if (!found) return { versionId: null, label: presetLabel, standing, parameters: resolveParameters(standing) };
  return { versionId: found.id, label: found.label, standing, parameters: await publishedParameters(tx, bodyId, found.id, standing) };
}

interface Start {
  readonly id: string;
  readonly validFrom: string;
  readonly label: string;
}

const startsByTx = new WeakMap<Tx, Map<string, Promise<Start[]>>>();

function startsOf(tx: Tx, bodyId: string): Promise<Start[]> {
  const known = startsByTx.get(tx) ?? new Map<string, Promise<Start[]>>();
  startsByTx.set(tx, known);
  const asked = known.get(bodyId) ?? readStarts(tx, bodyId);
  known.set(bodyId, asked);
  return asked;
}

async function readStarts(tx: Tx, bodyId: string): Promise<Start[]> {
  const rows = await tables<ProfileTables>(tx)
    .selectFrom('profile_version')
    .select(['id', 'valid_from', 'label'])
    .where('body_id', '=', bodyId)
    .where('state', '=', 'published')
    .execute();
  return rows.map((row) => ({ id: row.id, validFrom: row.valid_from, label: row.label ?? '' }));
}

/** Published rules by version id; the oldest entry leaves when there are too many. */
const published = new Map<string, Parameters>();
const mostPublished = 1_000;

async function publishedParameters(tx: Tx, bodyId: string, id: string, standing: BodyStanding): Promise<Parameters> {
  const known = published.get(id);
  if (known) return known;
  const row = await tables<ProfileTables>(tx)
    .selectFrom('profile_version')
    .select(['departures', 'resolved'])
    .where('body_id', '=', bodyId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const parameters = parametersOf(row, standing);
  if (published.size >= mostPublished) published.delete(published.keys().next().value!);
  published.set(id, parameters);
  return parameters;
}
