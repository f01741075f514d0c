import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { Departures } from '../contract/parameters.ts';
import { resolveParameters } from '../contract/parameters.ts';
import { labelFor, readDepartures } from './profile-rules.ts';
import { bodyOf } from './standing.ts';
import type { ProfileTables } from './tables.ts';
import { versionsOf } from './versions.ts';

/**
 * Publishes a version without a draft, for seeds and for taking over a body whose rules changed in the past; needs access `worker`. Emits
 * nothing, since no deadline exists yet that could care. Throws where a value contradicts law.
 */
export async function publishRules(
  tx: Tx,
  bodyId: string,
  version: { validFrom: string; departures: Departures; note: string; publishedBy: string; publishedAt?: Date },
): Promise<{ id: string; label: string }> {
  const body = await bodyOf(tx, bodyId);
  const { departures, faults } = readDepartures(body, version.departures);
  if (faults.length > 0) throw new Error(`The rules of ${body.shortName} are refused: ${JSON.stringify(faults)}`);
  const label = labelFor(
    (await versionsOf(tx, bodyId, body)).filter(({ line }) => line.state === 'published'),
    version.validFrom,
  );
  const at = version.publishedAt ?? tx.now;
  const id = newId(at.getTime());
  await tables<ProfileTables>(tx)
    .insertInto('profile_version')
    .values({
      body_id: bodyId,
      id,
      state: 'published',
      label,
      valid_from: version.validFrom,
      departures: JSON.stringify(departures),
      resolved: JSON.stringify(resolveParameters(body, departures)),
      note: version.note,
      revision: 1,
      changed_at: at,
      changed_by: null,
      changed_by_name: version.publishedBy,
      published_at: at,
      published_by: null,
      published_by_name: version.publishedBy,
    })
    .execute();
  recordAct(tx, {
    bodyId,
    act: 'profile.publish-rules',
    subjectKind: 'profile-version',
    subjectId: id,
    detail: { label, validFrom: version.validFrom },
  });
  return { id, label };
}
