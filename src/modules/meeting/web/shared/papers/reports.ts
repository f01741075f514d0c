import type { ReadingReport } from '../../../contract/papers/paper.ts';
import { reportReadings } from '../../../contract/papers/routes.ts';
import { Problem } from '#platform/contract/problem.ts';
import { call } from '#platform/web/shared/call.ts';
import { shelf } from './shelf.ts';

/** Keeps what is to be told of a paper's reading until the server has it; later words on the same paper add to the earlier ones. */
export async function noteReading(personId: string, meetingId: string, report: ReadingReport): Promise<void> {
  const transaction = (await shelf()).transaction('reports', 'readwrite');
  const waiting = await transaction.store.get([personId, report.paperId]);
  await transaction.store.put({ personId, meetingId, report: waiting ? merged(waiting.report, report) : report }, [
    personId,
    report.paperId,
  ]);
  await transaction.done;
}

/** Two reports of one paper as one: the first opening, the last reading, the furthest page; of two versions the later one's. */
export function merged(before: ReadingReport, after: ReadingReport): ReadingReport {
  if (after.version !== before.version) {
    const [older, newer] = after.version > before.version ? [before, after] : [after, before];
    return { ...newer, returnedAt: newer.returnedAt ?? older.returnedAt };
  }
  const page = after.page ?? before.page;
  const furthest = Math.max(before.furthestPage ?? 1, after.furthestPage ?? 1);
  return {
    ...before,
    ...after,
    downloadedAt: before.downloadedAt ?? after.downloadedAt,
    openedAt: before.openedAt ?? after.openedAt,
    ...(page === undefined ? {} : { page, furthestPage: furthest }),
  };
}

/** Tells the server what waits. What it refuses for good is dropped; without a network it stays. */
export async function sendReports(personId: string): Promise<void> {
  const database = await shelf();
  const waiting = await database.getAll('reports', IDBKeyRange.bound([personId], [personId, []]));
  for (const meetingId of new Set(waiting.map((one) => one.meetingId))) {
    const sent = waiting.filter((one) => one.meetingId === meetingId);
    try {
      await call(reportReadings, { params: { meetingId }, body: { readings: sent.map((one) => one.report).slice(0, 200) } });
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500 || error.status === 401 || error.status === 429) return;
    }
    for (const one of sent.slice(0, 200)) await forgetUnlessChanged(one.personId, one.report);
  }
}

async function forgetUnlessChanged(personId: string, sent: ReadingReport): Promise<void> {
  const transaction = (await shelf()).transaction('reports', 'readwrite');
  const now = await transaction.store.get([personId, sent.paperId]);
  if (now && JSON.stringify(now.report) === JSON.stringify(sent)) await transaction.store.delete([personId, sent.paperId]);
  await transaction.done;
}
