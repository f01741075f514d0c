import type { AnswerOf, BodyOf } from '#platform/contract/route.ts';
import type { Selectable } from 'kysely';
import type { Tx } from '#platform/server/database.ts';
import { emit, recordAct, tables } from '#platform/server/database.ts';
import { signatureAsked, speechDecided } from '../../contract/words/events.ts';
import { wordsProblem } from '../../contract/words/problems.ts';
import type * as contract from '../../contract/words/speeches.ts';
import { speechStates } from '../../contract/words/speeches.ts';
import { meetingProblem } from '../../contract/problems.ts';
import type { AttendeeRow, MeetingRow } from '../core/find.ts';
import { refuseTakenId } from '../core/take-id.ts';
import { meetingOf, ownAttendance } from '../core/find.ts';
import { bodyKindOf } from '../core/body-kind.ts';
import { charactersOf } from '../../contract/words/characters.ts';
import { speechLimits } from './speech-limits.ts';
import type { WordsTables } from './tables.ts';

const db = (tx: Tx) => tables<WordsTables>(tx);
type SpeechRow = Selectable<WordsTables['speech']>;

/** The actor's registered speeches with the rules that hold for them, and those that wait for his signature as a convenor. */
export async function listOwnSpeeches(tx: Tx, meetingId: string): Promise<AnswerOf<typeof contract.listOwnSpeeches>> {
  const meeting = await meetingOf(tx, meetingId);
  const me = await ownAttendance(tx, meeting);
  const bodyKind = await bodyKindOf(tx, meeting.body_id);
  const limits = speechLimits(bodyKind, meeting.rules);
  const [own, toSign] = me ? await Promise.all([ownRows(tx, me), unsignedRows(tx, me)]) : [[], []];
  return {
    bodyKind,
    mostCharacters: limits.characters,
    oralSeconds: limits.first,
    closesAt: closingTime(meeting)?.toISOString() ?? null,
    mayRegister: me?.category === 'member' && takesSpeeches(tx, meeting),
    items: own.map(ownView),
    toSign,
  };
}

/**
 * Registers the actor's speech, or hands in anew one that was sent back. Throws `meeting.speech-members-only`, `meeting.speech-closed`,
 * `meeting.speech-too-long`, and `meeting.speech-step` for one that is under selection already.
 */
export async function registerSpeech(
  tx: Tx,
  meetingId: string,
  speechId: string,
  body: BodyOf<typeof contract.registerSpeech>,
): Promise<contract.OwnSpeech> {
  const meeting = await meetingOf(tx, meetingId);
  const me = await meAt(tx, meeting);
  const kind = await bodyKindOf(tx, meeting.body_id);
  if (me.category !== 'member') throw wordsProblem('meeting.speech-members-only', { members: kind === 'cppcc' ? '委员' : '代表' });
  if (!takesSpeeches(tx, meeting)) throw wordsProblem('meeting.speech-closed');
  const most = speechLimits(kind, meeting.rules).characters;
  if (most !== null && charactersOf(body.text) > most)
    throw wordsProblem('meeting.speech-too-long', { most, length: charactersOf(body.text) });
  const stored = await ownRow(tx, me, speechId);
  if (stored && stored.state !== 'draft' && stored.state !== 'registered')
    throw wordsProblem('meeting.speech-step', { state: speechStates[stored.state] });
  const signs = body.inNameOf === 'sector' && (await convenes(tx, me));
  const signature = { signed_by: signs ? me.name : null, signed_at: signs ? tx.now : null };
  const words = { form: body.form, in_name_of: body.inNameOf, party: body.party, title: body.title, text: body.text };
  const row = { ...words, ...signature, group_id: me.group_id, state: 'registered' as const, registered_at: tx.now, changed_at: tx.now };
  if (stored)
    await db(tx)
      .updateTable('speech')
      .set({ ...row, revision: stored.revision + 1 })
      .where('body_id', '=', me.body_id)
      .where('id', '=', speechId)
      .execute();
  else
    refuseTakenId(
      await db(tx)
        .insertInto('speech')
        .values({ body_id: me.body_id, id: speechId, meeting_id: meeting.id, attendee_id: me.id, ...row })
        .onConflict((on) => on.columns(['body_id', 'id']).doNothing())
        .returning('id')
        .executeTakeFirst(),
    );
  if (body.inNameOf === 'sector' && !signs)
    emit(tx, signatureAsked, { bodyId: me.body_id, subject: speechId, topics: [`body:${me.body_id}`], payload: { meetingId } });
  note(tx, me, 'meeting.register-speech', speechId, { form: body.form, inNameOf: body.inNameOf });
  return ownView((await ownRow(tx, me, speechId))!);
}

/** Takes back a speech that is not under selection yet. */
export async function withdrawSpeech(tx: Tx, meetingId: string, speechId: string): Promise<{ done: true }> {
  const me = await meAt(tx, await meetingOf(tx, meetingId));
  const stored = await ownRow(tx, me, speechId);
  if (!stored) throw wordsProblem('meeting.speech-not-found');
  if (stored.state !== 'draft' && stored.state !== 'registered')
    throw wordsProblem('meeting.speech-step', { state: speechStates[stored.state] });
  await db(tx)
    .updateTable('speech')
    .set({ state: 'withdrawn', changed_at: tx.now, revision: stored.revision + 1 })
    .where('body_id', '=', me.body_id)
    .where('id', '=', speechId)
    .execute();
  note(tx, me, 'meeting.withdraw-speech', speechId, {});
  return { done: true };
}

/** A convenor signs a speech in the name of his group (DOMAIN §6.3). Signing twice changes nothing. */
export async function signSpeech(tx: Tx, meetingId: string, speechId: string): Promise<{ done: true }> {
  const meeting = await meetingOf(tx, meetingId);
  const me = await meAt(tx, meeting);
  const speech = await db(tx)
    .selectFrom('speech')
    .select(['group_id', 'state', 'signed_at', 'in_name_of', 'title'])
    .where('body_id', '=', meeting.body_id)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', speechId)
    .executeTakeFirst();
  if (!speech) throw wordsProblem('meeting.speech-not-found');
  if (!(await convenes(tx, me, speech.group_id))) throw wordsProblem('meeting.speech-not-convenor');
  if (speech.state !== 'registered') throw wordsProblem('meeting.speech-step', { state: speechStates[speech.state] });
  if (speech.signed_at) return { done: true };
  const signature = { signed_by: me.name, signed_at: tx.now, changed_at: tx.now };
  await db(tx).updateTable('speech').set(signature).where('body_id', '=', meeting.body_id).where('id', '=', speechId).execute();
  emit(tx, speechDecided, {
    bodyId: meeting.body_id,
    subject: speechId,
    topics: [],
    payload: { meetingId, words: `召集人 ${me.name} 已签署您的发言。` },
  });
  note(tx, me, 'meeting.sign-speech', speechId, {});
  return { done: true };
}

/** Registration ends when the meeting's rules say so, at the latest with the meeting. */
function closingTime(meeting: MeetingRow): Date | null {
  const until = meeting.rules['speechUntil'];
  return typeof until === 'string' && !Number.isNaN(Date.parse(until)) ? new Date(until) : null;
}

function takesSpeeches(tx: Tx, meeting: MeetingRow): boolean {
  const until = closingTime(meeting);
  return (meeting.state === 'announced' || meeting.state === 'running') && (until === null || tx.now <= until);
}

/** True where the attendee convenes the group, or any group. */
async function convenes(tx: Tx, me: AttendeeRow, groupId: string | null = me.group_id): Promise<boolean> {
  const row = await db(tx)
    .selectFrom('attendee_post')
    .select('group_id')
    .where('body_id', '=', me.body_id)
    .where('attendee_id', '=', me.id)
    .where('post', 'in', ['convenor', 'deputyConvenor'])
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  return row !== undefined;
}

async function ownRows(tx: Tx, me: AttendeeRow): Promise<SpeechRow[]> {
  return await db(tx)
    .selectFrom('speech')
    .selectAll()
    .where('body_id', '=', me.body_id)
    .where('attendee_id', '=', me.id)
    .where('form', 'in', ['oral', 'written'])
    .where('state', '<>', 'withdrawn')
    .orderBy('id', 'desc')
    .execute();
}

async function ownRow(tx: Tx, me: AttendeeRow, speechId: string): Promise<SpeechRow | null> {
  const row = await db(tx)
    .selectFrom('speech')
    .selectAll()
    .where('body_id', '=', me.body_id)
    .where('attendee_id', '=', me.id)
    .where('id', '=', speechId)
    .executeTakeFirst();
  return row ?? null;
}

async function unsignedRows(tx: Tx, me: AttendeeRow): Promise<AnswerOf<typeof contract.listOwnSpeeches>['toSign']> {
  const rows = await db(tx)
    .selectFrom('speech as s')
    .innerJoin('attendee as a', (join) => join.onRef('a.body_id', '=', 's.body_id').onRef('a.id', '=', 's.attendee_id'))
    .innerJoin('attendee_post as p', (join) => join.onRef('p.body_id', '=', 's.body_id').onRef('p.group_id', '=', 's.group_id'))
    .select(['s.id', 's.title', 's.text', 's.form', 's.registered_at', 'a.name'])
    .where('p.attendee_id', '=', me.id)
    .where('p.post', 'in', ['convenor', 'deputyConvenor'])
    .where('s.body_id', '=', me.body_id)
    .where('s.meeting_id', '=', me.meeting_id)
    .where('s.in_name_of', '=', 'sector')
    .where('s.state', '=', 'registered')
    .where('s.signed_at', 'is', null)
    .orderBy('s.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    form: row.form,
    registeredAt: row.registered_at?.toISOString() ?? null,
    speaker: row.name,
  }));
}

/** A speech as its author sees it; his place in the order only once there is one. */
export function ownView(row: SpeechRow): contract.OwnSpeech {
  return {
    id: row.id,
    form: row.form,
    inNameOf: row.in_name_of,
    party: row.party,
    title: row.title,
    text: row.text,
    state: row.state,
    signedBy: row.signed_by,
    signedAt: row.signed_at?.toISOString() ?? null,
    sittingId: row.sitting_id,
    position: row.sitting_id ? row.position : null,
    limitSeconds: row.limit_seconds,
    words: row.words,
    seconds: row.seconds,
    registeredAt: row.registered_at?.toISOString() ?? null,
    revision: row.revision,
  };
}

async function meAt(tx: Tx, meeting: MeetingRow): Promise<AttendeeRow> {
  if (meeting.state === 'ended') throw meetingProblem('meeting.ended');
  const me = await ownAttendance(tx, meeting);
  if (!me) throw wordsProblem('meeting.no-attendee');
  return me;
}

function note(tx: Tx, me: AttendeeRow, act: string, subjectId: string, detail: Record<string, unknown>): void {
  recordAct(tx, { bodyId: me.body_id, act, subjectKind: 'speech', subjectId, detail });
}
