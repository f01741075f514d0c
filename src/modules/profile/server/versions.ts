import type { Selectable } from 'kysely';
import { addDays, dayOf } from '#platform/contract/instant.ts';
import type { Tx } from '#platform/server/database.ts';
import { tables } from '#platform/server/database.ts';
import type { BodyStanding } from '../contract/parameter.ts';
import type { Parameters } from '../contract/parameters.ts';
import { resolveParameters } from '../contract/parameters.ts';
import type { VersionLine } from '../contract/sheet-view.ts';
import { differences, labelFor, versionOn } from './profile-rules.ts';
import type { ProfileTables } from './tables.ts';

export type VersionRow = Selectable<ProfileTables['profile_version']>;

/** A version with its rules in full and the version before it. */
export interface Version {
  readonly row: VersionRow;
  readonly validFrom: string;
  readonly id: string;
  readonly parameters: Parameters;
  readonly before: Parameters;
  readonly line: VersionLine;
}

/** All versions of a body that the actor may see: the published ones by their start, then the draft. */
export async function versionsOf(tx: Tx, bodyId: string, standing: BodyStanding): Promise<Version[]> {
  const rows = await tables<ProfileTables>(tx)
    .selectFrom('profile_version')
    .selectAll()
    .where('body_id', '=', bodyId)
    .orderBy('state', 'desc')
    .orderBy('valid_from')
    .execute();
  return describe(rows, standing, dayOf(tx.now));
}

/** The rules of one version in full. Rows that joined the sheet after its publication take their default. */
export function parametersOf(row: Pick<VersionRow, 'departures' | 'resolved'>, standing: BodyStanding): Parameters {
  return { ...resolveParameters(standing, row.departures), ...row.resolved };
}

function describe(rows: readonly VersionRow[], standing: BodyStanding, today: string): Version[] {
  const starts = rows.filter((row) => row.state === 'published').map((row) => ({ id: row.id, validFrom: row.valid_from }));
  const current = versionOn(starts, today)?.id ?? null;
  let before = resolveParameters(standing);
  return rows.map((row) => {
    const parameters = parametersOf(row, standing);
    const next = row.state === 'published' ? starts.find((start) => start.validFrom > row.valid_from) : undefined;
    const line = lineOf(row, {
      label: row.label ?? labelFor(starts, row.valid_from),
      current: row.id === current,
      next: next?.validFrom,
      changes: differences(before, parameters).length,
    });
    const version = { row, id: row.id, validFrom: row.valid_from, parameters, before, line };
    before = parameters;
    return version;
  });
}

function lineOf(row: VersionRow, told: { label: string; current: boolean; next: string | undefined; changes: number }): VersionLine {
  return {
    id: row.id,
    state: row.state,
    label: told.label,
    validFrom: row.valid_from,
    validTo: told.next ? addDays(told.next, -1) : null,
    current: told.current,
    note: row.note,
    changes: told.changes,
    revision: row.revision,
    changedAt: row.changed_at.toISOString(),
    changedBy: row.changed_by_name,
    publishedAt: row.published_at?.toISOString() ?? null,
    publishedBy: row.published_by_name,
  };
}
