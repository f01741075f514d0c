import type { ParamsOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { recordAct, tables } from '#platform/server/database.ts';
import type { editTranscript as route, Transcript } from '../../contract/transcript.ts';
import { transcriptProblem } from '../../contract/transcript.ts';
import type { Case } from '../engine/case.ts';
import { loadCase } from '../engine/case.ts';
import { tellTranscribed } from './transcribe.ts';
import type { TranscriptTables } from './transcript-tables.ts';

/** The words of a case's recording as they stand; null where there are none to wait for. Whoever sees the case sees them. */
export async function transcriptOf(tx: Tx, { bodyId, matterId }: ParamsOf<typeof route>): Promise<Transcript | null> {
  const found = await loadCase(tx, bodyId, matterId);
  const row = await tables<TranscriptTables>(tx)
    .selectFrom('matter_transcript')
    .select(['state', 'words', 'edited_at'])
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .executeTakeFirst();
  if (!row) return null;
  const mayEdit = isAuthor(tx, found) && isOpen(found) && row.state !== 'waiting';
  return { state: row.state, words: row.words, edited: row.edited_at !== null, mayEdit };
}

/** Puts the words of one's own recording right, also where the machine found none. What the machine gave stays in the row. */
export async function editTranscript(tx: Tx, { bodyId, matterId }: ParamsOf<typeof route>, words: string): Promise<{ done: true }> {
  const found = await loadCase(tx, bodyId, matterId, { lock: true });
  if (!isAuthor(tx, found)) throw transcriptProblem('matter.transcript-missing');
  if (!isOpen(found)) throw transcriptProblem('matter.transcript-closed');
  const kept = await tables<TranscriptTables>(tx)
    .updateTable('matter_transcript')
    .set({ words, edited_at: tx.now })
    .where('body_id', '=', bodyId)
    .where('matter_id', '=', matterId)
    .where('state', '!=', 'waiting')
    .returning('state')
    .executeTakeFirst();
  if (!kept) throw transcriptProblem('matter.transcript-missing');
  recordAct(tx, {
    bodyId,
    act: 'matter.edit-transcript',
    subjectKind: 'matter',
    subjectId: matterId,
    detail: { characters: words.length },
  });
  tellTranscribed(tx, { bodyId, matterId }, { state: kept.state as 'done' | 'failed', edited: true });
  return { done: true };
}

function isAuthor(tx: Tx, found: Case): boolean {
  return found.matter.author_id !== null && found.matter.author_id === tx.actor.personId;
}

/** Until somebody is sent out: what they act upon must not change behind their back. */
function isOpen(found: Case): boolean {
  const stage = found.kind.states[found.matter.state]?.stage;
  return stage === 'raise' || stage === 'assign';
}
