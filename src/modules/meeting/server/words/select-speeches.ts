import { sql, type Selectable, type Updateable } from 'kysely';
import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { speechGiven } from '../../contract/events.ts';
import { speechDecided } from '../../contract/words/events.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import type * as contract from '../../contract/words/speeches.ts';
import { screeningSteps, speechStates } from '../../contract/words/speeches.ts';
import type { MeetingRow } from '../core/find.ts';
import { meetingOf, ownMeeting, sittingOf } from '../core/find.ts';
import { tellChange } from '../core/tell.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import { charactersOf } from '../../contract/words/characters.ts';
import { ownView } from './own-speeches.ts';
import { screenedBy, signatureOf } from './screening-rules.ts';
import { speechLimits } from './speech-limits.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);
type SpeechRow = Selectable<WordsTables['speech']>;

/** All registered speeches of the meeting: what is under selection first, then as they came. */
export async function listSpeeches(tx: Tx, meetingId: string): Promise<AnswerOf<typeof contract.listSpeeches>> {
  const meeting = await meetingOf(tx, meetingId);
  const [rows, kind] = await Promise.all([rowsOf(tx, meeting).execute(), bodyKindOf(tx, meeting.body_id)]);
  const limits = speechLimits(kind, meeting.rules);
  return { mostCharacters: limits.characters, oralSeconds: limits.first, items: rows.map(lineOf) };
}

/** One speech with its text and what each screening step said. Throws `meeting.speech-not-found`. */
export async function readSpeech(tx: Tx, meetingId: string, speechId: string): Promise<contract.SpeechView> {
  const meeting = await meetingOf(tx, meetingId);
  const row = await rowsOf(tx, meeting).where('s.id', '=', speechId).executeTakeFirst();
  if (!row) throw wordsProblem('meeting.speech-not-found');
  return { ...lineOf(row), text: row.text, phone: row.phone ?? '', screenings: [...row.screenings] };
}

/** One screening step for several speeches, all or none; each author is told. Throws `meeting.speech-step`, `meeting.speech-unsigned`. */
export async function screenSpeeches(
  tx: Tx,
  meetingId: string,
  body: BodyOf<typeof contract.screenSpeeches>,
): Promise<{ changed: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  const speeches = await lockSpeeches(tx, meeting, body.speechIds);
  for (const speech of speeches) await screen(tx, meeting, speech, body);
  await tellChange(tx, meeting, { parts: ['speeches'], subjectKind: 'meeting', subjectId: meeting.id });
  recordAct(tx, {
    bodyId: meeting.body_id,
    act: 'meeting.screen-speeches',
    subjectKind: 'meeting',
    subjectId: meeting.id,
    detail: { speeches: body.speechIds, outcome: body.outcome, words: body.words },
  });
  return { changed: speeches.length };
}

/** Notes that the sealed paper of a speech has come in. */
export async function recordSeal(tx: Tx, meetingId: string, speechId: string, signedBy: string): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const [speech] = await lockSpeeches(tx, meeting, [speechId]);
  if (!signatureOf(speech!.in_name_of)) throw wordsProblem('meeting.speech-step', { state: '不需要签署' });
  await update(tx, meeting, speechId, { signed_by: signedBy, signed_at: tx.now });
  await tellChange(tx, meeting, { parts: ['speeches'], subjectKind: 'speech', subjectId: speechId });
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.record-seal', subjectKind: 'speech', subjectId: speechId, detail: { signedBy } });
  return { done: true };
}

/** Puts selected speeches into a sitting in this order, with the time that each has. Those of the sitting that are not named go back. */
export async function orderSpeeches(tx: Tx, meetingId: string, sittingId: string, ids: readonly string[]): Promise<{ done: true }> {
  const meeting = await ownMeeting(tx, meetingId);
  const sitting = await sittingOf(tx, meeting, sittingId);
  const speeches = ids.length > 0 ? await lockSpeeches(tx, meeting, ids) : [];
  const misplaced = speeches.find((one) => one.state !== 'selected' || one.form !== 'oral');
  if (misplaced) throw wordsProblem('meeting.speech-step', { state: speechStates[misplaced.state] });
  const seconds = speechLimits(await bodyKindOf(tx, meeting.body_id), meeting.rules).first;
  await db(tx)
    .updateTable('speech')
    .set({ sitting_id: null, position: 0, limit_seconds: null })
    .where('body_id', '=', meeting.body_id)
    .where('sitting_id', '=', sitting.id)
    .where('state', '=', 'selected')
    .execute();
  for (const [index, id] of ids.entries()) {
    const limit = speeches.find((one) => one.id === id)?.limit_seconds ?? seconds;
    await update(tx, meeting, id, { sitting_id: sitting.id, position: index + 1, limit_seconds: limit });
  }
  await tellChange(tx, meeting, { parts: ['speeches'], subjectKind: 'sitting', subjectId: sitting.id });
  const detail = { speeches: ids };
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.order-speeches', subjectKind: 'sitting', subjectId: sitting.id, detail });
  return { done: true };
}

/** Ends the selection: oral ones that were not selected become written ones and are taken in; each author is told (DOMAIN §6.3). */
export async function closeSelection(tx: Tx, meetingId: string): Promise<{ written: number }> {
  const meeting = await ownMeeting(tx, meetingId);
  const open = await rowsOf(tx, meeting).where('s.form', '=', 'oral').where('s.state', 'in', ['registered', 'shortlisted']).execute();
  const ready = open.filter((one) => !signatureOf(one.in_name_of) || one.signed_at);
  const body = { outcome: 'written' as const, words: '未入选口头发言，转为书面发言印发。' };
  for (const speech of ready) await screen(tx, meeting, speech, body);
  await tellChange(tx, meeting, { parts: ['speeches'], subjectKind: 'meeting', subjectId: meeting.id });
  const detail = { written: ready.map((one) => one.id), unsigned: open.length - ready.length };
  recordAct(tx, { bodyId: meeting.body_id, act: 'meeting.close-selection', subjectKind: 'meeting', subjectId: meeting.id, detail });
  return { written: ready.length };
}

async function screen(
  tx: Tx,
  meeting: MeetingRow,
  speech: SpeechRow & { person_id: string | null; mandate_id: string | null },
  body: Pick<BodyOf<typeof contract.screenSpeeches>, 'outcome' | 'words'>,
): Promise<void> {
  const { form, state, screened, in_name_of: inNameOf, signed_at: signedAt } = speech;
  const after = screenedBy({ form, state, screened, inNameOf, signedAt }, body.outcome);
  if (after === 'state') throw wordsProblem('meeting.speech-step', { state: speechStates[state] });
  if (after === 'unsigned') throw wordsProblem('meeting.speech-unsigned', { signature: signatureOf(inNameOf) ?? '' });
  const step = {
    step: Math.min(3, screened + 1),
    outcome: body.outcome,
    words: body.words,
    byName: tx.actor.name,
    at: tx.now.toISOString(),
  };
  await update(tx, meeting, speech.id, {
    ...after,
    screenings: JSON.stringify([...speech.screenings, step]),
    words: body.words,
    ...(after.state === 'draft' ? { signed_by: null, signed_at: null } : {}),
  });
  const told = toldWords(after.state, after.screened, body.words);
  emit(tx, speechDecided, { bodyId: meeting.body_id, subject: speech.id, topics: [], payload: { meetingId: meeting.id, words: told } });
  if (after.state === 'written' && speech.person_id)
    emit(tx, speechGiven, {
      bodyId: meeting.body_id,
      subject: speech.id,
      topics: [],
      payload: {
        meetingId: meeting.id,
        speechId: speech.id,
        sittingId: null,
        form: 'written',
        title: speech.title,
        at: tx.now.toISOString(),
        personId: speech.person_id,
        mandateId: speech.mandate_id,
        seconds: null,
      },
    });
}

function toldWords(state: contract.SpeechState, screened: number, words: string): string {
  const why = words === '' ? '' : `意见：${words}`;
  if (state === 'draft') return `您的发言退回修改，请改好后再报。${why}`;
  if (state === 'declined') return `您的发言这次没有采用。${why}`;
  if (state === 'written') return `您的发言已收入书面发言材料。${why}`;
  if (state === 'selected') return `您的发言已选定为大会口头发言，发言顺序另行通知。${why}`;
  return `您的发言通过${screeningSteps[screened - 1] ?? ''}，进入${screeningSteps[screened] ?? '下一步'}。${why}`;
}

async function lockSpeeches(tx: Tx, meeting: MeetingRow, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  await sql`select from speech where body_id = ${meeting.body_id} and id = any(${wanted}::uuid[]) order by id for update`.execute(db(tx));
  const rows = await rowsOf(tx, meeting)
    .where(sql<boolean>`s.id = any(${wanted}::uuid[])`)
    .execute();
  if (rows.length < wanted.length) throw wordsProblem('meeting.speech-not-found');
  return rows;
}

async function update(tx: Tx, meeting: MeetingRow, id: string, change: Updateable<WordsTables['speech']>): Promise<void> {
  await db(tx)
    .updateTable('speech')
    .set({ ...change, changed_at: tx.now, revision: sql<number>`revision + 1` })
    .where('body_id', '=', meeting.body_id)
    .where('id', '=', id)
    .execute();
}

function rowsOf(tx: Tx, meeting: MeetingRow) {
  return db(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .leftJoin('attendee_private as v', (join) => join.onRef('v.body_id', '=', 's.body_id').onRef('v.attendee_id', '=', 's.attendee_id'))
    .leftJoin('meeting_group as g', (join) => join.onRef('g.body_id', '=', 'a.body_id').onRef('g.id', '=', 'a.group_id'))
    .selectAll('s')
    .select(['a.name', 'a.unit', 'a.title as post', 'a.person_id', 'a.mandate_id', 'g.name as group_name', 'v.phone'])
    .where('s.body_id', '=', meeting.body_id)
    .where('s.meeting_id', '=', meeting.id)
    .where('s.form', 'in', ['oral', 'written'])
    .where('s.state', '<>', 'withdrawn')
    .orderBy('s.position')
    .orderBy('s.registered_at')
    .orderBy('s.id');
}

function lineOf(row: Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]): contract.SpeechLine {
  const { text: _, ...own } = ownView(row);
  return {
    ...own,
    attendeeId: row.attendee_id,
    speaker: row.name,
    unit: row.unit === '' ? row.post : row.unit,
    groupId: row.group_id,
    groupName: row.group_name ?? '',
    characters: charactersOf(row.text),
    screened: row.screened,
    changedAt: row.changed_at.toISOString(),
  };
}
