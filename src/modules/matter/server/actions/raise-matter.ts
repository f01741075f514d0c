import type { Actor } from '#platform/contract/actor.ts';
import type { Look, Tx } from '#platform/server/database.ts';
import { lookUp, tables } from '#platform/server/database.ts';
import type { Place } from '../../contract/field.ts';
import type { Kind } from '../../contract/kind.ts';
import { matterProblem } from '../../contract/problems.ts';
import type { ActInput } from '../engine/act-context.ts';
import type { ActOutcome } from '../engine/act.ts';
import { performAct, performOn } from '../engine/act.ts';
import { newCase } from '../engine/case.ts';
import type { GridPlace } from '../engine/surroundings.ts';
import { keepGrid } from '../engine/surroundings.ts';
import type { MatterTables } from '../tables.ts';
import { newDraft, saveDraft } from './save-draft.ts';

/**
 * Stores the whole form and submits it, in one transaction: what a phone sends in one go, also later when the signal is back. A matter that
 * was submitted before under the same id is answered as it stands now, so a repetition under another key raises nothing twice.
 */
export async function raiseMatter(tx: Tx, kind: Kind, matterId: string, form: ActInput): Promise<ActOutcome> {
  const bodyId = tx.actor.bodyId ?? '';
  const known = (await lookUp<Known>(tx, raisingAhead(tx.actor, matterId, form)))!;
  if (known.use === 'elsewhere') throw matterProblem('matter.changed');
  if (known.use === 'free') {
    if (form.place) keepGrid(tx, form.place as Place, known.grid);
    const made = await newDraft(tx, kind, matterId, form);
    return await performOn(tx, newCase(made), { bodyId, matterId, act: 'submit', input: {} });
  }
  const earlier =
    bodyId &&
    (await tables<MatterTables>(tx)
      .selectFrom('matter')
      .select(['state', 'revision', 'number_text', 'submitted_at'])
      .where('body_id', '=', bodyId)
      .where('id', '=', matterId)
      .where('author_id', '=', tx.actor.personId)
      .where('kind', '=', kind.kind)
      .executeTakeFirst());
  if (earlier && earlier.submitted_at !== null)
    return { state: earlier.state, revision: earlier.revision, number: earlier.number_text, matterId, bodyId };
  await saveDraft(tx, kind, matterId, form);
  return await performAct(tx, { bodyId, matterId, act: 'submit', input: {} });
}

/** What {@link raiseMatter} wants to know first: see TransactOptions.ahead. */
export function raisingAhead({ bodyId }: Actor, matterId: string, form: ActInput): Look {
  const { lon, lat, gridId } = (form.place ?? {}) as Partial<Place>;
  const point = gridId ? [null, null] : [lon ?? null, lat ?? null];
  return {
    from: 'read_raising',
    values: [bodyId, matterId, ...point],
    many: 'read_raisings',
  };
}

/** The row of read_raising. */
interface Known {
  /** Who has the id: nobody, a matter of the actor's body (a draft of his own, most likely), or one of another body. */
  readonly use: 'free' | 'here' | 'elsewhere';
  readonly grid: GridPlace | null;
}
