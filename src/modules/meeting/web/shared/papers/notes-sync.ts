import { Problem } from '#platform/contract/problem.ts';
import { call } from '#platform/web/shared/call.ts';
import type { PaperNote } from '../../../contract/papers/paper.ts';
import { listPaperNotes, writePaperNotes } from '../../../contract/papers/routes.ts';
import { type KeptNote, shelf } from './shelf.ts';

/** The person's notes on this device; those on one paper, or all. */
export async function keptNotes(personId: string, paperId?: string): Promise<KeptNote[]> {
  const all = await (await shelf()).getAll('notes', IDBKeyRange.bound([personId], [personId, []]));
  return paperId ? all.filter((kept) => kept.note.paperId === paperId) : all;
}

/** Puts a note on the shelf before anything is sent, so that no lost signal and no empty battery loses it. */
export async function keepNote(personId: string, meetingId: string, note: PaperNote): Promise<void> {
  await (await shelf()).put('notes', { personId, meetingId, note, pending: true }, [personId, note.id]);
}

let busy: Promise<void> = Promise.resolve();

/** Sends the person's notes that wait, in few requests. What is not sent stays and goes with the next round. One round runs at a time. */
export function sendNotes(personId: string): Promise<void> {
  busy = busy.then(
    () => round(personId),
    () => round(personId),
  );
  return busy;
}

async function round(personId: string): Promise<void> {
  const waiting = (await keptNotes(personId)).filter((kept) => kept.pending);
  for (const meetingId of new Set(waiting.map((kept) => kept.meetingId))) {
    const ofMeeting = waiting.filter((kept) => kept.meetingId === meetingId).map((kept) => kept.note);
    for (let from = 0; from < ofMeeting.length; from += 100)
      if (!(await sendSome(personId, meetingId, ofMeeting.slice(from, from + 100)))) return;
  }
}

/** False where the row has to wait: no network, nobody signed in, the server in trouble. */
async function sendSome(personId: string, meetingId: string, notes: readonly PaperNote[]): Promise<boolean> {
  try {
    const { newer } = await call(writePaperNotes, { params: { meetingId }, body: { notes: [...notes] } });
    await settle(personId, notes);
    await takeOver(personId, meetingId, newer);
    return true;
  } catch (error) {
    if (!(error instanceof Problem) || error.status >= 500 || error.status === 401 || error.status === 429) return false;
    // He is none of the meeting's people any more. What he wrote stays his on this device, but is sent no more.
    await settle(personId, notes);
    return true;
  }
}

async function settle(personId: string, sent: readonly PaperNote[]): Promise<void> {
  const transaction = (await shelf()).transaction('notes', 'readwrite');
  for (const note of sent) {
    const kept = await transaction.store.get([personId, note.id]);
    // Changed meanwhile: the change still has to go.
    if (kept?.note.changedAt === note.changedAt) await transaction.store.put({ ...kept, pending: false }, [personId, note.id]);
  }
  await transaction.done;
}

/** Fetches what other devices have written since the last time; of two writings of a note the later one stays. True where something changed here. */
export async function fetchNotes(personId: string, meetingId: string): Promise<boolean> {
  const mark = `${personId} ${meetingId}`;
  const since = await (await shelf()).get('marks', mark);
  let cursor: string | undefined;
  let changed = false;
  let at: string | undefined;
  do {
    const query = { ...(since ? { since } : {}), ...(cursor ? { cursor } : {}) };
    const answer = await call(listPaperNotes, { params: { meetingId }, query });
    at ??= answer.at;
    changed = (await takeOver(personId, meetingId, answer.items)) || changed;
    cursor = answer.next ?? undefined;
  } while (cursor);
  await (await shelf()).put('marks', at, mark);
  return changed;
}

async function takeOver(personId: string, meetingId: string, notes: readonly PaperNote[]): Promise<boolean> {
  let changed = false;
  const transaction = (await shelf()).transaction('notes', 'readwrite');
  for (const note of notes) {
    const kept = await transaction.store.get([personId, note.id]);
    if (kept && kept.note.changedAt >= note.changedAt) continue;
    await transaction.store.put({ personId, meetingId, note, pending: false }, [personId, note.id]);
    changed = true;
  }
  await transaction.done;
  return changed;
}
