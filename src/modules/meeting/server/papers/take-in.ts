import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { newId } from '#platform/contract/identifiers.ts';
import { fileProblems } from '#platform/contract/files.ts';
import { problems } from '#platform/contract/problem.ts';
import type { RouteContract } from '#platform/contract/route.ts';
import type { Repetition, Tx } from '#platform/server/database.ts';
import { emit } from '#platform/server/database.ts';
import { attach } from '#platform/server/files/attach.ts';
import { discard } from '#platform/server/files/discard.ts';
import type { FileRoom, PreparedFile } from '#platform/server/files/file-room.ts';
import type { KeptFile } from '#platform/server/files/kept-file.ts';
import { keptFile } from '#platform/server/files/kept-file.ts';
import type { RawCall } from '#platform/server/http/bind.ts';
import { keyOf } from '#platform/server/http/register.ts';
import { papersIssued } from '../../contract/papers/events.ts';
import type { OfficePaper, VersionProposal } from '../../contract/papers/paper.ts';
import { mostPapers } from '../../contract/papers/paper.ts';
import { papersProblem } from '../../contract/papers/problems.ts';
import type { addPaper as addRoute, addVersion as versionRoute, compareVersion as compareRoute } from '../../contract/papers/routes.ts';
import type { MeetingRow } from '../core/find.ts';
import { ownMeeting } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { officePaperOf, record, refuseForeignPlaces, refuseOutside } from './change-papers.ts';
import type { PageComparison } from './comparison-rules.ts';
import { comparePages, proposeWords } from './comparison-rules.ts';
import type { PaperRow } from './find-paper.ts';
import { lockedPaper, papersDb } from './find-paper.ts';
import { officeMeeting } from './list-papers.ts';
import type { Converter } from './make-pdf.ts';
import { makePdf } from './make-pdf.ts';
import type { PdfReading } from './read-pdf.ts';
import { readPdf } from './read-pdf.ts';

const fileProblem = problems(fileProblems);

/** What taking files in needs of the process. */
export interface TakingIn {
  readonly files: FileRoom;
  readonly converter: Converter;
}

/** An uploaded file, looked at: its pages' texts, and the PDF that was made of it where it was none. */
interface Taken {
  readonly name: string;
  readonly bytes: number;
  readonly reading: PdfReading;
  readonly made: PreparedFile | null;
}

/** Takes an uploaded file in as a paper of the meeting, a draft at the end of the list. The reading of the file happens before any transaction. */
export async function addPaper(room: TakingIn, call: RawCall<typeof addRoute>): Promise<OfficePaper> {
  const { actor, database, params, body, request } = call;
  const repetition = repetitionOf(call, 'meeting.add-paper');
  await database.read(actor, (tx) => officeMeeting(tx, params.meetingId), { requestId: request.id });
  const looked = await unlessRefused(takeIn(room, call, body.fileIds));
  const write = async (tx: Tx): Promise<OfficePaper> => {
    const taken = looked();
    const meeting = await ownMeeting(tx, params.meetingId, { evenEnded: true });
    await refuseForeignPlaces(tx, meeting, body);
    refuseOutside(body.class, body.categories);
    const paperId = newId(tx.now.getTime());
    await papersDb(tx)
      .insertInto('paper')
      .values({
        body_id: meeting.body_id,
        id: paperId,
        meeting_id: meeting.id,
        title: body.title ?? titleOf(taken.name),
        class: body.class,
        agenda_item_id: body.agendaItemId,
        sitting_id: body.sittingId,
        group_ids: body.groupIds,
        categories: body.categories,
        state: 'draft',
        position: await nextPosition(tx, meeting),
        version: 1,
        changed_at: tx.now,
      })
      .execute();
    await addFile(tx, room, meeting, { paperId, version: 1, fileIds: body.fileIds, taken, changeWords: '', map: [] });
    record(tx, meeting, paperId, 'meeting.add-paper', { pages: taken.reading.texts.length });
    return await officePaperOf(tx, meeting, paperId);
  };
  return await database.transact(actor, write, { requestId: request.id, repetition });
}

/** Compares an uploaded file with the version in force and proposes what to say of it. Changes nothing. */
export async function compareVersion(room: TakingIn, call: RawCall<typeof compareRoute>): Promise<VersionProposal> {
  keyOf(call.request);
  const before = await textsInForce(call);
  const taken = await takeIn(room, call, call.body.fileIds);
  const after = taken.reading.texts;
  return proposeWords(comparePages(before, after), { before: before.length, after: after.length });
}

/** Puts a new version in force. Notes stay with the version that they were written on; readers of an issued paper are told what changed. */
export async function addVersion(room: TakingIn, call: RawCall<typeof versionRoute>): Promise<{ version: number }> {
  const { actor, database, params, body, request } = call;
  const repetition = repetitionOf(call, 'meeting.add-paper-version');
  const before = await textsInForce(call);
  const looked = await unlessRefused(takeIn(room, call, body.fileIds));
  const write = async (tx: Tx): Promise<{ version: number }> => {
    const taken = looked();
    const comparison = comparePages(before, taken.reading.texts);
    const meeting = await ownMeeting(tx, params.meetingId, { evenEnded: true });
    const paper = await lockedPaper(tx, meeting, params.paperId);
    if (paper.state === 'withdrawn') throw papersProblem('meeting.paper-not-issued');
    if (paper.state === 'issued' && body.changeWords === '') throw papersProblem('meeting.paper-change-words');
    const version = paper.version + 1;
    // A title that was taken over from an earlier meeting gets its first file: there is nothing that could have changed.
    await addFile(tx, room, meeting, {
      paperId: paper.id,
      version,
      fileIds: body.fileIds,
      taken,
      changeWords: version === 1 ? '' : body.changeWords,
      map: comparison.map,
    });
    await papersDb(tx)
      .updateTable('paper')
      .set({ version, changed_at: tx.now })
      .where('body_id', '=', meeting.body_id)
      .where('id', '=', paper.id)
      .execute();
    record(tx, meeting, paper.id, 'meeting.add-paper-version', { version, pages: taken.reading.texts.length });
    if (paper.state === 'issued') await tellOfVersion(tx, meeting, paper, body.changeWords);
    return { version };
  };
  return await database.transact(actor, write, { requestId: request.id, repetition });
}

async function tellOfVersion(tx: Tx, meeting: MeetingRow, paper: PaperRow, changeWords: string): Promise<void> {
  const words = `《${paper.title}》换了新版本：${changeWords}`;
  await tellChange(tx, meeting, { parts: ['papers'], subjectKind: 'paper', subjectId: paper.id, words });
  emit(tx, papersIssued, {
    bodyId: meeting.body_id,
    subject: meeting.id,
    topics: [],
    payload: { meetingId: meeting.id, paperIds: [paper.id], words },
  });
}

/** Texts of the pages of the version in force; none of a paper that is only a title yet. */
async function textsInForce(call: RawCall<typeof compareRoute> | RawCall<typeof versionRoute>): Promise<readonly string[]> {
  const { actor, database, params, request } = call;
  return await database.read(
    actor,
    async (tx) => {
      const meeting = await officeMeeting(tx, params.meetingId);
      const row = await papersDb(tx)
        .selectFrom('paper as p')
        .leftJoin('paper_version as v', (join) =>
          join.onRef('v.body_id', '=', 'p.body_id').onRef('v.paper_id', '=', 'p.id').onRef('v.version', '=', 'p.version'),
        )
        .select('v.page_texts')
        .where('p.body_id', '=', meeting.body_id)
        .where('p.meeting_id', '=', meeting.id)
        .where('p.id', '=', params.paperId)
        .executeTakeFirst();
      if (!row) throw papersProblem('meeting.paper-not-found');
      return row.page_texts ?? [];
    },
    { requestId: request.id },
  );
}

/** Readings of the last few files, so that comparing and then taking over reads a file once. */
const lately = new Map<string, Omit<Taken, 'name'>>();
const mostLately = 3;

async function takeIn(room: TakingIn, call: RawCall<RouteContract>, fileIds: readonly string[]): Promise<Taken> {
  const { actor, database, request } = call;
  const given = await database.read(actor, (tx) => givenFiles(tx, fileIds), { requestId: request.id });
  const [first, ...rest] = given;
  const { name } = first;
  const key = given.map((file) => file.key).join(' ');
  const known = lately.get(key);
  if (known) return { name, ...known };
  const opened = ({ mediaType, key: kept }: KeptFile) => ({
    mediaType,
    bytes: async () => await buffer(await room.files.store.open(kept)),
  });
  const pdf = await makePdf([opened(first), ...rest.map(opened)], room.converter);
  const reading = await readPdf(pdf);
  const asItIs = first.mediaType === 'application/pdf';
  const made = asItIs ? null : await room.files.prepare(name.replace(/\.\w+$/, '.pdf'), () => Promise.resolve(pdf));
  const taken = { bytes: pdf.length, reading, made };
  if (lately.size >= mostLately) lately.delete(lately.keys().next().value!);
  lately.set(key, taken);
  return { name, ...taken };
}

/**
 * What the work gave, or its refusal, when it is asked for. A repetition of a request that was answered finds its files used up; only the write itself
 * knows that it has an answer already.
 */
async function unlessRefused<Result>(work: Promise<Result>): Promise<() => Result> {
  try {
    const result = await work;
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** The files in the order in which they were named; at least one. Throws `file.gone` where one is not there or not the actor's. */
async function givenFiles(tx: Tx, fileIds: readonly string[]): Promise<[KeptFile, ...KeptFile[]]> {
  const found: KeptFile[] = [];
  for (const id of fileIds) {
    const file = await keptFile(tx, tx.actor.bodyId!, id);
    if (!file) throw fileProblem('file.gone');
    found.push(file);
  }
  return found as [KeptFile, ...KeptFile[]];
}

interface NewVersion {
  readonly paperId: string;
  readonly version: number;
  readonly fileIds: readonly string[];
  readonly taken: Taken;
  readonly changeWords: string;
  readonly map: PageComparison['map'];
}

/** Hangs the file on the paper and writes the version's row. Of what was turned into PDF only the PDF is kept. */
async function addFile(tx: Tx, room: TakingIn, meeting: MeetingRow, added: NewVersion): Promise<void> {
  const { paperId, taken } = added;
  let fileId = added.fileIds[0]!;
  if (taken.made) {
    const owner = { bodyId: meeting.body_id, personId: tx.actor.personId!, unitId: null };
    fileId = (await room.files.insert(tx, taken.made, owner)).id;
    for (const id of new Set(added.fileIds)) await discard(tx, id);
  }
  await attach(tx, [fileId], { bodyId: meeting.body_id, kind: 'paper', id: paperId });
  await papersDb(tx)
    .insertInto('paper_version')
    .values({
      body_id: meeting.body_id,
      paper_id: paperId,
      version: added.version,
      meeting_id: meeting.id,
      file_id: fileId,
      media_type: 'application/pdf',
      bytes: taken.bytes,
      pages: taken.reading.texts.length,
      page_texts: JSON.stringify(taken.reading.texts),
      page_sizes: JSON.stringify(taken.reading.sizes),
      page_map: JSON.stringify(added.map),
      change_words: added.changeWords,
      made_by: tx.actor.name,
      made_at: tx.now,
    })
    .execute();
}

async function nextPosition(tx: Tx, meeting: MeetingRow): Promise<number> {
  const { count, last } = await papersDb(tx)
    .selectFrom('paper')
    .select((by) => [by.fn.countAll<number>().as('count'), by.fn.max('position').as('last')])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .executeTakeFirstOrThrow();
  if (count >= mostPapers) throw papersProblem('meeting.paper-too-many', { limit: mostPapers });
  return (last ?? 0) + 1;
}

/** `3.关于2026年预算草案的报告.pdf` without its ending, number and underscores. */
export function titleOf(fileName: string): string {
  const stem = fileName
    .replace(/\.\w+$/, '')
    .replaceAll('_', ' ')
    .trim();
  const bare = stem.replace(/^(文件|材料|附件)?\s*[（(]?[\d一二三四五六七八九十]{1,3}[)）.、．\s-]+/, '').trim();
  return (bare === '' ? stem : bare).slice(0, 120);
}

function repetitionOf(call: RawCall<RouteContract>, route: string): Repetition {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([call.params, call.query, call.body]))
    .digest();
  return { key: keyOf(call.request), route, fingerprint };
}
