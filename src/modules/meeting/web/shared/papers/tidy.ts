import type { OwnPaper } from '../../../contract/papers/paper.ts';
import { listOwnPapers } from '../../../contract/papers/routes.ts';
import { Problem } from '#platform/contract/problem.ts';
import { call } from '#platform/web/shared/call.ts';
import { sendNotes } from './notes-sync.ts';
import { noteReading, sendReports } from './reports.ts';
import { type KeptPaper, clearShelf, dropPaper, keepPaper, keptPapers, shelfTime } from './shelf.ts';

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Takes off this device what may no longer lie on it: papers whose time is over, also where nobody has told it so since, and those of other people who
 * were signed in here. Then looks with the server, where it can be reached, what was withdrawn, and hands over what waits. For the start of the terminal.
 */
export async function keepPapersTidy(personId: string): Promise<void> {
  await reportGone(await clearShelf(personId));
  await dropOverdue(personId);
  const kept = await keptPapers(personId);
  for (const meetingId of new Set(kept.map((paper) => paper.meetingId))) await lookForWithdrawn(personId, meetingId);
  await sendReports(personId);
  await sendNotes(personId);
}

/** Whoever signs out leaves no paper behind, and no key that opens one. */
export async function leaveNoPapers(): Promise<void> {
  clearTimeout(timer);
  await reportGone(await clearShelf(null));
}

/** Drops the person's papers whose time is over, and comes back when the next one's is. */
export async function dropOverdue(personId: string): Promise<void> {
  clearTimeout(timer);
  const now = await shelfTime();
  let next = Number.POSITIVE_INFINITY;
  for (const paper of await keptPapers(personId)) {
    const until = paper.until === null ? Number.POSITIVE_INFINITY : Date.parse(paper.until);
    if (until <= now) await giveBack(paper);
    else next = Math.min(next, until);
  }
  // setTimeout counts in 32 bits; a later look at the shelf sets it anew.
  if (next - now < 2 ** 31) timer = setTimeout(() => void dropOverdue(personId), next - now + 500);
}

/** Brings the shelf into line with what the server says is the person's: gone is what was withdrawn, is closed or is no longer for him; times move along. */
export async function followList(personId: string, meetingId: string, papers: readonly OwnPaper[]): Promise<void> {
  for (const kept of await keptPapers(personId)) {
    if (kept.meetingId !== meetingId) continue;
    const now = papers.find((paper) => paper.id === kept.paperId);
    if (!now || now.closed) await giveBack(kept);
    else if (now.until !== kept.until || (now.class === 'returned') !== kept.mustReturn)
      await keepPaper({
        ...kept,
        until: now.until,
        mustReturn: now.class === 'returned',
        view: { ...kept.view, class: now.class, until: now.until },
      });
  }
}

async function lookForWithdrawn(personId: string, meetingId: string): Promise<void> {
  try {
    const { papers } = await call(listOwnPapers, { params: { meetingId } });
    await followList(personId, meetingId, papers);
  } catch (error) {
    // He is none of the meeting's people any more, so none of its papers is his.
    if (error instanceof Problem && error.status === 404) await followList(personId, meetingId, []);
  }
}

async function giveBack(paper: KeptPaper): Promise<void> {
  await dropPaper(paper.personId, paper.paperId);
  await reportGone([paper]);
}

/** Of papers that must be returned the secretariat is told that they left the device. */
async function reportGone(papers: readonly KeptPaper[]): Promise<void> {
  const returnedAt = new Date().toISOString();
  for (const { personId, meetingId, paperId, version, mustReturn } of papers)
    if (mustReturn) await noteReading(personId, meetingId, { paperId, version, returnedAt });
}
