import type { AnswerOf, QueryOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { ParameterKey, Parameters } from '../../contract/parameters.ts';
import { basisOf, defaultValue, isSameValue, keysFor, lockOf, resolveParameters } from '../../contract/parameters.ts';
import type { readSheet as route } from '../../contract/routes.ts';
import type { BasisView, SheetRow } from '../../contract/sheet-view.ts';
import { profileProblem } from '../../contract/problems.ts';
import { effectiveSince } from '../profile-rules.ts';
import { presetLabel } from '../rules-in-force.ts';
import type { Body } from '../standing.ts';
import { actorBody } from '../standing.ts';
import type { ProfileTables } from '../tables.ts';
import type { Version } from '../versions.ts';
import { versionsOf } from '../versions.ts';

/** The sheet of one version: each row with its value, what it was before, what the preset is, what law says, and its basis. */
export async function readSheet(tx: Tx, { versionId }: QueryOf<typeof route>): Promise<AnswerOf<typeof route>> {
  const body = await actorBody(tx);
  const [versions, bases] = await Promise.all([versionsOf(tx, body.id, body), basesOf(tx, body.id)]);
  const version = chosen(versions, versionId);
  const preset = resolveParameters(body);
  const shown = version ?? { parameters: preset, before: preset };
  const since = effectiveSince(versions.slice(0, version ? versions.indexOf(version) + 1 : 0), preset);
  const previous = version ? versions[versions.indexOf(version) - 1] : undefined;
  return {
    version: version?.line ?? null,
    beforeLabel: version ? (previous?.line.label ?? presetLabel) : null,
    rows: keysFor(body).map((key) => rowOf(key, body, shown, since[key], bases.get(key) ?? null)),
  };
}

function chosen(versions: readonly Version[], versionId: string | undefined): Version | null {
  if (!versionId) return versions.find(({ line }) => line.state === 'draft') ?? versions.find(({ line }) => line.current) ?? null;
  const found = versions.find(({ id }) => id === versionId);
  if (!found) throw profileProblem('profile.version-not-found');
  return found;
}

function rowOf(
  key: ParameterKey,
  body: Body,
  shown: { parameters: Parameters; before: Parameters },
  since: string | null,
  own: BasisView | null,
): SheetRow {
  const lock = lockOf(key, body);
  const preset = defaultValue(key, body);
  const departs = !isSameValue(key, shown.parameters[key], preset);
  return {
    key,
    value: plain(shown.parameters[key]),
    before: plain(shown.before[key]),
    preset: plain(preset),
    changed: !isSameValue(key, shown.parameters[key], shown.before[key]),
    departs,
    lock: lock?.kind ?? null,
    lockReason: lock?.reason ?? null,
    since,
    basis: viewOf(key, body, own, departs),
  };
}

/** What somebody checked for this body counts before the preset's own source; law needs no checking. A departure leaves its preset's source behind. */
function viewOf(key: ParameterKey, body: Body, own: BasisView | null, departs: boolean): BasisView {
  const preset = basisOf(key, body);
  if (own && preset.status !== 'law') return own;
  const notes = { law: preset.note, local: '', unverified: '本级的值与所引文件不同，请登记本级依据' };
  return { ...preset, note: departs ? notes[preset.status] : preset.note, excerpt: null, checkedAt: null, checkedBy: null };
}

async function basesOf(tx: Tx, bodyId: string): Promise<Map<string, BasisView>> {
  const rows = await tables<ProfileTables>(tx).selectFrom('profile_basis').selectAll().where('body_id', '=', bodyId).execute();
  return new Map(
    rows.map((row) => [
      row.parameter_key,
      {
        status: 'local',
        source: null,
        title: row.title,
        article: row.article,
        since: row.since,
        note: '',
        excerpt: row.excerpt,
        checkedAt: row.checked_at.toISOString(),
        checkedBy: row.checked_by_name,
      },
    ]),
  );
}

/** Values are read-only in the sheet's types and plain JSON on the wire. */
function plain(value: unknown): SheetRow['value'] {
  return value as SheetRow['value'];
}
