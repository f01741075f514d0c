import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import type { Tx } from '#platform/server/database.ts';
import { Database, tables } from '#platform/server/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { makeAttendee, makeGroup, makeMeeting, makeSitting, type TestMeeting } from '../factory.ts';
import { actOnBrief, listBriefs, readBrief, saveBrief } from './briefs.ts';
import { readFloor } from './floor.ts';
import { actOnFloor, addToFloor, askForFloor, leaveFloor, limitTurn, orderFloor, setFloor } from './floor-acts.ts';
import { listMyMeetings } from './list-my-meetings.ts';
import { listNotices, readNoticeReceipts, remindNotice, sendNotice, withdrawNotice } from './notices.ts';
import { confirmNotice, listOwnNotices, readOwnNotices } from './own-notices.ts';
import { listOwnSpeeches, registerSpeech, signSpeech, withdrawSpeech } from './own-speeches.ts';
import { papersIn, placesIn, readDay, wordsIn } from './read-day.ts';
import type { WordsTables } from './tables.ts';
import { myDay } from './day-rows.ts';
import { ownWords } from './own-words.ts';
import { ownPapers } from '../papers/own-papers.ts';
import { ownPlaces } from '../places/own-places.ts';
import { briefDocument } from './brief-document.ts';
import { closeSelection, listSpeeches, orderSpeeches, readSpeech, recordSeal, screenSpeeches } from './select-speeches.ts';
import { speechCollection } from './speech-collection.ts';

/** Notices, speeches, briefs and the day page against a real database and its walls. */
let isolated: IsolatedDatabase;
let database: Database;
let now = new Date('2026-11-23T00:40:00.000Z');
let city: TestCity;
let clerk: TestSeat;
let convenor: TestSeat;
let member: TestSeat;
let other: TestSeat;
let away: TestSeat;
let stranger: TestSeat;
let meeting: TestMeeting;
let groupId: string;
let sittingId: string;
let attendee: Record<'convenor' | 'member' | 'other', string>;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  await making(database, async (tx) => {
    city = await makeCity(tx);
    clerk = await makeStaff(tx, city.cppcc, ['clerk'], { name: '会务干部' });
    convenor = await makeMember(tx, city.cppcc, { name: '召集人甲' });
    member = await makeMember(tx, city.cppcc, { name: '委员乙' });
    other = await makeMember(tx, city.cppcc, { name: '委员丙' });
    away = await makeMember(tx, city.cppcc, { name: '不参会的委员' });
    stranger = await makeStaff(tx, city.congress, ['clerk'], { name: '别家干部' });
    meeting = await makeMeeting(tx, city.cppcc);
    groupId = await makeGroup(tx, meeting, { kind: 'sector', name: '教育界' });
    const elsewhere = await makeGroup(tx, meeting, { kind: 'sector', name: '经济界', position: 1 });
    sittingId = await makeSitting(tx, meeting);
    await makeSitting(tx, meeting, {
      kind: 'group',
      title: '经济界小组讨论',
      dueGroups: [elsewhere],
      startsAt: '2026-11-23T06:00:00.000Z',
      endsAt: '2026-11-23T08:00:00.000Z',
    });
    const one = await makeAttendee(tx, meeting, { seat: convenor, groupId, posts: [{ groupId, post: 'convenor' }] });
    const two = await makeAttendee(tx, meeting, { seat: member, groupId });
    const three = await makeAttendee(tx, meeting, { seat: other, groupId: elsewhere });
    attendee = { convenor: one.id, member: two.id, other: three.id };
  });
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const write = <Answer>(seat: TestSeat, work: (tx: Tx) => Promise<Answer>) => database.transact(seat.actor, work);
const read = <Answer>(seat: TestSeat, work: (tx: Tx) => Promise<Answer>) => database.read(seat.actor, work);
const refused = (code: string) => expect.objectContaining({ code });

async function send(to: { groupIds?: string[]; attendeeIds?: string[] } = {}, urgent = false): Promise<string> {
  const id = newId();
  const body = { title: '下午改乘 3 号车', words: '13:40 在北门上车。', urgent, categories: [], groupIds: [], attendeeIds: [], ...to };
  await write(clerk, (tx) => sendNotice(tx, meeting.id, id, body));
  return id;
}

describe('a notice', () => {
  test('reaches whom it is for and nobody else', async () => {
    const id = await send({ groupIds: [groupId] });
    const seen = async (seat: TestSeat) => (await read(seat, (tx) => listOwnNotices(tx, meeting.id))).items.some((one) => one.id === id);
    expect([await seen(convenor), await seen(member), await seen(other)]).toEqual([true, true, false]);
    await expect(read(away, (tx) => listOwnNotices(tx, meeting.id))).rejects.toEqual(refused('meeting.not-found'));
  });

  test('counts who has read and confirmed, once for each person, and the first time stands', async () => {
    const id = await send({ groupIds: [groupId] }, true);
    await write(member, (tx) => readOwnNotices(tx, meeting.id, [id]));
    await write(convenor, (tx) => confirmNotice(tx, meeting.id, id));
    const first = (await read(convenor, (tx) => listOwnNotices(tx, meeting.id))).items.find((one) => one.id === id)!.confirmedAt;
    now = new Date(now.getTime() + 60_000);
    await write(convenor, (tx) => confirmNotice(tx, meeting.id, id));
    const { notice, groups } = await read(clerk, (tx) => readNoticeReceipts(tx, meeting.id, id));
    expect(notice).toMatchObject({ told: 2, read: 2, confirmed: 1 });
    expect(groups).toMatchObject([
      {
        name: '教育界',
        told: 2,
        confirmed: 1,
        people: [
          { name: '委员乙', confirmedAt: null },
          { name: '召集人甲', confirmedAt: first },
        ],
      },
    ]);
    expect(await write(clerk, (tx) => remindNotice(tx, meeting.id, id))).toEqual({ reminded: 1 });
    await write(member, (tx) => confirmNotice(tx, meeting.id, id));
    await expect(write(clerk, (tx) => remindNotice(tx, meeting.id, id))).rejects.toEqual(refused('meeting.notice-all-answered'));
  });

  test('that was withdrawn is gone from phones and can no longer be confirmed', async () => {
    const id = await send({}, true);
    await write(clerk, (tx) => withdrawNotice(tx, meeting.id, id));
    expect((await read(member, (tx) => listOwnNotices(tx, meeting.id))).items.map((one) => one.id)).not.toContain(id);
    expect((await read(member, (tx) => readDay(tx, meeting.id, '2026-11-23'))).toConfirm.map((one) => one.id)).not.toContain(id);
    await expect(write(member, (tx) => confirmNotice(tx, meeting.id, id))).rejects.toEqual(refused('meeting.notice-not-found'));
    expect((await read(clerk, (tx) => listNotices(tx, meeting.id))).items.find((one) => one.id === id)).toMatchObject({
      state: 'withdrawn',
      told: 3,
    });
  });

  test('is refused where nobody would get it, and is nothing of another body', async () => {
    await expect(send({ attendeeIds: [newId()] })).rejects.toEqual(refused('meeting.notice-nobody'));
    const id = await send();
    await expect(write(stranger, (tx) => withdrawNotice(tx, meeting.id, id))).rejects.toEqual(refused('meeting.not-found'));
    await expect(read(stranger, (tx) => readNoticeReceipts(tx, meeting.id, id))).rejects.toEqual(refused('meeting.not-found'));
  });
});

const speech = {
  form: 'oral' as const,
  inNameOf: 'self' as const,
  party: '',
  title: '关于托育服务的几点建议',
  text: '各位委员：托育服务供给不足的问题应当引起重视，为此提出三点建议。',
};
async function register(
  seat: TestSeat,
  more: Partial<Omit<typeof speech, 'inNameOf' | 'form'>> & { inNameOf?: 'self' | 'sector' | 'party'; form?: 'oral' | 'written' } = {},
): Promise<string> {
  const id = newId();
  await write(seat, (tx) => registerSpeech(tx, meeting.id, id, { ...speech, ...more }));
  return id;
}
const screen = (speechIds: string[], outcome: 'pass' | 'written' | 'sendBack' | 'decline', words = '') =>
  write(clerk, (tx) => screenSpeeches(tx, meeting.id, { speechIds, outcome, words }));

describe('a plenary speech', () => {
  test('goes through three steps, is ordered, and stands in the collection', async () => {
    const id = await register(member);
    for (let step = 0; step < 3; step += 1) await screen([id], 'pass', '立意好');
    await write(clerk, (tx) => orderSpeeches(tx, meeting.id, sittingId, [id]));
    const { items } = await read(member, (tx) => listOwnSpeeches(tx, meeting.id));
    expect(items.find((one) => one.id === id)).toMatchObject({ state: 'selected', sittingId, position: 1, limitSeconds: 480 });
    expect((await read(clerk, (tx) => readSpeech(tx, meeting.id, id))).screenings).toHaveLength(3);
    const document = await read(clerk, (tx) => speechCollection(tx, meeting.id));
    expect(document.bytes.subarray(0, 2).toString()).toBe('PK');
    await write(clerk, (tx) => orderSpeeches(tx, meeting.id, sittingId, []));
    expect((await read(member, (tx) => listOwnSpeeches(tx, meeting.id))).items.find((one) => one.id === id)).toMatchObject({
      sittingId: null,
    });
  });

  test('sent back is handed in anew; under selection it stands still', async () => {
    const id = await register(other);
    await screen([id], 'sendBack', '请压缩篇幅');
    await write(other, (tx) => registerSpeech(tx, meeting.id, id, { ...speech, title: '改好的发言题目' }));
    await screen([id], 'pass');
    await expect(write(other, (tx) => registerSpeech(tx, meeting.id, id, speech))).rejects.toEqual(refused('meeting.speech-step'));
    await expect(write(other, (tx) => withdrawSpeech(tx, meeting.id, id))).rejects.toEqual(refused('meeting.speech-step'));
  });

  test('in the name of a sector needs the convenor, in that of a party the sealed paper', async () => {
    const ofSector = await register(member, { inNameOf: 'sector' });
    await expect(screen([ofSector], 'pass')).rejects.toEqual(refused('meeting.speech-unsigned'));
    await expect(write(other, (tx) => signSpeech(tx, meeting.id, ofSector))).rejects.toEqual(refused('meeting.speech-not-found'));
    await expect(write(member, (tx) => signSpeech(tx, meeting.id, ofSector))).rejects.toEqual(refused('meeting.speech-not-convenor'));
    expect((await read(convenor, (tx) => listOwnSpeeches(tx, meeting.id))).toSign.map((one) => one.id)).toContain(ofSector);
    await write(convenor, (tx) => signSpeech(tx, meeting.id, ofSector));
    const ofParty = await register(member, { inNameOf: 'party' });
    await write(clerk, (tx) => recordSeal(tx, meeting.id, ofParty, '民盟明州市委会'));
    expect(await screen([ofSector, ofParty], 'pass')).toEqual({ changed: 2 });
  });

  test('is taken all or none in one step', async () => {
    const [good, done] = [await register(member), await register(member)];
    await screen([done], 'decline');
    await expect(screen([good, done], 'pass')).rejects.toEqual(refused('meeting.speech-step'));
    expect((await read(clerk, (tx) => readSpeech(tx, meeting.id, good))).screened).toBe(0);
  });

  test('becomes a written one when selection ends without it', async () => {
    const id = await register(other);
    const { written } = await write(clerk, (tx) => closeSelection(tx, meeting.id));
    expect(written).toBeGreaterThan(0);
    const { items } = await read(clerk, (tx) => listSpeeches(tx, meeting.id));
    expect(items.find((one) => one.id === id)).toMatchObject({ state: 'written' });
    expect(
      items.filter(
        (one) =>
          one.form === 'oral' && ['registered', 'shortlisted'].includes(one.state) && one.signedAt === null && one.inNameOf !== 'sector',
      ),
    ).toEqual([]);
  });

  test('is longer than the rules allow: refused with the figures', async () => {
    await expect(register(member, { text: '字'.repeat(2_001) })).rejects.toMatchObject({
      code: 'meeting.speech-too-long',
      message: expect.stringContaining('2001'),
    });
    await register(member, { text: `${'字'.repeat(2_000)}\n\n　` });
  });

  test('is nobody else’s business before it is selected', async () => {
    const id = await register(member);
    expect((await read(other, (tx) => listOwnSpeeches(tx, meeting.id))).items.map((one) => one.id)).not.toContain(id);
    const seen = await read(other, (tx) =>
      tables<{ speech: { id: string } }>(tx).selectFrom('speech').select('id').where('id', '=', id).execute(),
    );
    expect(seen).toEqual([]);
    await expect(write(stranger, (tx) => screenSpeeches(tx, meeting.id, { speechIds: [id], outcome: 'pass', words: '' }))).rejects.toEqual(
      refused('meeting.not-found'),
    );
  });
});

describe('the floor', () => {
  const at = (speechId: string) => ({ meetingId: meeting.id, sittingId, speechId });
  const ask = async (seat: TestSeat, intervention: 'turn' | 'interposed' | 'pointOfOrder' = 'turn') => {
    const id = newId();
    await write(seat, (tx) => askForFloor(tx, at(id), { intervention, topic: '' }));
    return id;
  };
  const act = (id: string, what: 'start' | 'pause' | 'resume' | 'end' | 'skip') => write(clerk, (tx) => actOnFloor(tx, at(id), what));
  const floor = (seat: TestSeat) => read(seat, (tx) => readFloor(tx, meeting.id, sittingId));
  const open = (isOpen: boolean) =>
    write(clerk, (tx) => setFloor(tx, meeting.id, sittingId, { open: isOpen, firstSeconds: 180, laterSeconds: 60 }));

  test('takes requests only while it is open and only of those who are due', async () => {
    await open(false);
    await expect(ask(member)).rejects.toEqual(refused('meeting.floor-closed'));
    await open(true);
    const id = await ask(member);
    await expect(ask(member)).rejects.toEqual(refused('meeting.floor-asked'));
    await expect(ask(away)).rejects.toEqual(refused('meeting.not-found'));
    await write(member, (tx) => leaveFloor(tx, at(id)));
    await expect(write(other, (tx) => leaveFloor(tx, at(id)))).rejects.toEqual(refused('meeting.speech-not-found'));
    expect((await floor(member)).next).toEqual([]);
  });

  test('is one person’s at a time; a remark pauses him and his time goes on where it stood', async () => {
    const [first, second] = [await ask(member), await ask(other)];
    await act(first, 'start');
    await expect(act(second, 'start')).rejects.toEqual(refused('meeting.floor-taken'));
    now = new Date(now.getTime() + 30_000);
    const remark = await ask(convenor, 'interposed');
    expect((await floor(other)).next.map((one) => one.id)).toEqual([remark, second]);
    await act(remark, 'start');
    now = new Date(now.getTime() + 20_000);
    const during = await floor(member);
    expect([during.current?.id, during.interrupted?.id, during.interrupted?.paused]).toEqual([remark, first, true]);
    await expect(act(first, 'resume')).rejects.toEqual(refused('meeting.floor-taken'));
    await act(remark, 'end');
    await act(first, 'resume');
    now = new Date(now.getTime() + 10_000);
    await act(first, 'end');
    const after = await floor(clerk);
    expect(after.spoken.map((one) => [one.id, one.seconds])).toEqual([
      [remark, 20],
      [first, 40],
    ]);
    expect(after.balance).toMatchObject([{ name: '教育界', seconds: 60, turns: 2, people: 2 }]);
    await write(clerk, (tx) => limitTurn(tx, at(second), 300));
    expect((await floor(other)).next).toMatchObject([{ id: second, limitSeconds: 300, mine: true }]);
    await act(second, 'skip');
  });

  test('gives less time the second time, and the chair puts people in and in order while it is closed', async () => {
    await open(false);
    await write(clerk, (tx) =>
      addToFloor(tx, meeting.id, sittingId, { attendeeId: attendee.member, intervention: 'turn', topic: '补充一点' }),
    );
    await write(clerk, (tx) => addToFloor(tx, meeting.id, sittingId, { attendeeId: attendee.other, intervention: 'turn', topic: '' }));
    const { next } = await floor(clerk);
    expect(next.map((one) => [one.turn, one.limitSeconds])).toEqual([
      [2, 60],
      [1, 180],
    ]);
    await write(clerk, (tx) => orderFloor(tx, meeting.id, sittingId, [next[1]!.id, next[0]!.id]));
    expect((await floor(clerk)).next.map((one) => one.id)).toEqual([next[1]!.id, next[0]!.id]);
  });

  test('tells the duty ledger of every speech that was held', async () => {
    const given = await database.transact(
      clerk.actor,
      (tx) =>
        tables<{ outbox: { type: string; payload: { form: string; personId: string } } }>(tx)
          .selectFrom('outbox')
          .select('payload')
          .where('type', '=', 'meeting.speech-given')
          .execute(),
      { access: 'worker' },
    );
    const forms = given.map((one) => one.payload.form);
    expect(forms.filter((form) => form === 'floor')).toHaveLength(2);
    expect(forms).toContain('written');
  });
});

describe('a brief', () => {
  const text = {
    groupId: null as string | null,
    sittingId: null,
    title: '教育界小组讨论情况',
    text: '委员们认为，报告实事求是。',
    submit: true,
  };

  test('is written by a convenor, sent back, handed in again and issued; numbers have no gaps', async () => {
    const [id, second] = [newId(), newId()];
    await write(convenor, (tx) => saveBrief(tx, meeting.id, id, { ...text, groupId, revision: 0 }));
    await write(clerk, (tx) => actOnBrief(tx, meeting.id, id, { revision: 1, act: 'sendBack', words: '请补充发言人' }));
    expect(await read(convenor, (tx) => readBrief(tx, meeting.id, id))).toMatchObject({
      state: 'sentBack',
      words: '请补充发言人',
      mayWrite: true,
    });
    await write(convenor, (tx) => saveBrief(tx, meeting.id, id, { ...text, groupId, revision: 2 }));
    await write(clerk, (tx) => actOnBrief(tx, meeting.id, id, { revision: 3, act: 'approve', words: '' }));
    expect(await write(clerk, (tx) => actOnBrief(tx, meeting.id, id, { revision: 4, act: 'issue', words: '' }))).toEqual({ number: 1 });
    await write(clerk, (tx) => saveBrief(tx, meeting.id, second, { ...text, revision: 0 }));
    expect(await write(clerk, (tx) => actOnBrief(tx, meeting.id, second, { revision: 1, act: 'issue', words: '' }))).toEqual({ number: 2 });
    expect((await read(other, (tx) => listBriefs(tx, meeting.id))).items.map((one) => one.number)).toEqual([2, 1]);
    const document = await read(other, (tx) => briefDocument(tx, meeting.id, id));
    expect(document.name).toBe('简报第1期 教育界小组讨论情况.docx');
  });

  test('is nobody’s before it is issued, and written by nobody else', async () => {
    const id = newId();
    await write(convenor, (tx) => saveBrief(tx, meeting.id, id, { ...text, groupId, revision: 0, submit: false }));
    await expect(read(other, (tx) => readBrief(tx, meeting.id, id))).rejects.toEqual(refused('meeting.brief-not-found'));
    await expect(write(other, (tx) => saveBrief(tx, meeting.id, newId(), { ...text, groupId, revision: 0 }))).rejects.toEqual(
      refused('meeting.brief-not-writer'),
    );
    await expect(write(convenor, (tx) => saveBrief(tx, meeting.id, newId(), { ...text, revision: 0 }))).rejects.toEqual(
      refused('meeting.brief-not-writer'),
    );
    await expect(write(convenor, (tx) => saveBrief(tx, meeting.id, id, { ...text, groupId, revision: 0 }))).rejects.toEqual(
      refused('meeting.changed-meanwhile'),
    );
    await expect(write(clerk, (tx) => actOnBrief(tx, meeting.id, id, { revision: 1, act: 'issue', words: '' }))).rejects.toEqual(
      refused('meeting.brief-step'),
    );
    await expect(write(stranger, (tx) => actOnBrief(tx, meeting.id, id, { revision: 1, act: 'approve', words: '' }))).rejects.toEqual(
      refused('meeting.not-found'),
    );
  });
});

describe('the day', () => {
  test('is each person’s own: what he is due at, what waits for him', async () => {
    await send({ attendeeIds: [attendee.member] }, true);
    const day = await read(member, (tx) => readDay(tx, meeting.id, '2026-11-23'));
    expect(day.entries.map((entry) => entry.title)).toEqual(['第一次全体会议']);
    expect(day.days).toHaveLength(5);
    expect(day.toConfirm.length).toBeGreaterThan(0);
    expect(day.tasks.map((task) => task.kind)).toContain('signIn');
    expect((await read(other, (tx) => readDay(tx, meeting.id, '2026-11-23'))).entries.map((entry) => entry.title)).toEqual([
      '第一次全体会议',
      '经济界小组讨论',
    ]);
    const office = await read(clerk, (tx) => readDay(tx, meeting.id, '2026-11-23'));
    expect([office.me, office.entries.length, office.tasks]).toEqual([null, 2, []]);
  });

  test('tells what the doors of the parts tell, though one statement reads it past the walls', async () => {
    await send({ groupIds: [groupId] });
    for (const [seat, id] of [
      [convenor, attendee.convenor],
      [member, attendee.member],
      [other, attendee.other],
    ] as const) {
      const who = { body_id: meeting.bodyId, id, meeting_id: meeting.id };
      await read(seat, async (tx) => {
        const rows = (await myDay(tx, meeting.id, '2026-11-23'))!;
        expect(placesIn(rows)).toEqual(await ownPlaces(tx, who));
        expect(papersIn(rows, tx.now)).toEqual(await ownPapers(tx, who));
        expect(wordsIn(rows)).toEqual(await ownWords(tx, who));
      });
    }
    expect(await read(clerk, (tx) => myDay(tx, meeting.id, '2026-11-23'))).toBeNull();
  });

  test('is never older than the last change, though what is the same for all is kept between readings', async () => {
    const programme = async (seat: TestSeat) => (await read(seat, (tx) => readDay(tx, meeting.id, '2026-11-23'))).entries;
    const change = (hidden: boolean, place: string) =>
      write(clerk, (tx) =>
        tables<WordsTables>(tx).updateTable('sitting').set({ hidden, place }).where('title', '=', '经济界小组讨论').execute(),
      );
    expect((await programme(other)).map((entry) => entry.place)).not.toContain('三号厅');
    await change(false, '三号厅');
    expect((await programme(other)).map((entry) => entry.place)).toContain('三号厅');
    expect((await programme(member)).map((entry) => entry.place)).not.toContain('三号厅');
    await change(true, '三号厅');
    expect((await programme(other)).map((entry) => entry.title)).toEqual(['第一次全体会议']);
    await change(false, '三号厅');
  });

  test('is refused outside the meeting, and to whoever has nothing to do with it', async () => {
    await expect(read(member, (tx) => readDay(tx, meeting.id, '2026-12-01'))).rejects.toEqual(refused('meeting.day-outside'));
    for (const seat of [away, stranger])
      await expect(read(seat, (tx) => readDay(tx, meeting.id, '2026-11-23'))).rejects.toEqual(refused('meeting.not-found'));
  });

  test('stands among one’s meetings of today', async () => {
    expect((await read(member, (tx) => listMyMeetings(tx))).now).toMatchObject([{ id: meeting.id, attends: true }]);
    expect((await read(clerk, (tx) => listMyMeetings(tx))).now).toMatchObject([{ id: meeting.id, attends: false }]);
    expect((await read(away, (tx) => listMyMeetings(tx))).now).toEqual([]);
  });
});

describe('who is no member', () => {
  const kinds = ['nonVoting', 'staff', 'guest', 'observer', 'press'] as const;
  const seats = {} as Record<(typeof kinds)[number], TestSeat>;
  let open: string;
  beforeAll(async () => {
    await making(database, async (tx) => {
      for (const kind of kinds) {
        seats[kind] = await makeMember(tx, city.congress, { name: `参会者${kind}` });
        await makeAttendee(tx, meeting, { seat: seats[kind], category: kind });
      }
      open = await makeSitting(tx, meeting, {
        title: '开幕会',
        dueCategories: ['member', ...kinds],
        startsAt: '2026-11-24T01:00:00.000Z',
        endsAt: '2026-11-24T03:00:00.000Z',
      });
    });
    await write(clerk, (tx) => setFloor(tx, meeting.id, open, { open: true, firstSeconds: 180, laterSeconds: 60 }));
  });
  /** Of which kinds `work` is not refused. */
  const allowed = async (work: (seat: TestSeat) => Promise<unknown>) => {
    const all = await Promise.all(kinds.map(async (kind) => (await work(seats[kind]).then(Boolean, () => false)) && kind));
    return all.filter((kind) => kind !== false);
  };

  test('reads the day’s programme, whatever he is', async () => {
    const days = await Promise.all(kinds.map((kind) => read(seats[kind], (tx) => readDay(tx, meeting.id, '2026-11-24'))));
    expect(days.map((day) => day.entries.map((entry) => entry.title))).toEqual(kinds.map(() => ['开幕会']));
    expect(days.map((day) => day.entries[0]!.floorOpen)).toEqual([true, false, false, false, false]);
  });

  test('speaks on the floor where he attends without a vote, and nobody who watches, reports, serves or is invited does', async () => {
    const at = () => ({ meetingId: meeting.id, sittingId: open, speechId: newId() });
    const ask = (seat: TestSeat) => write(seat, (tx) => askForFloor(tx, at(), { intervention: 'turn', topic: '' }));
    expect(await allowed(ask)).toEqual(['nonVoting']);
    await expect(ask(seats.press)).rejects.toEqual(refused('meeting.floor-listens'));
    expect(await allowed(async (seat) => (await read(seat, (tx) => readFloor(tx, meeting.id, open))).mayAsk)).toEqual(['nonVoting']);
    expect(await allowed((seat) => register(seat))).toEqual([]);
    const past = (seat: TestSeat, form: 'oral' | 'floor') => write(seat, (tx) => putSpeech(tx, seat, form));
    expect(await allowed((seat) => past(seat, 'oral'))).toEqual([]);
    expect(await allowed((seat) => past(seat, 'floor'))).toEqual(['nonVoting']);
  });

  test('reads issued briefs where he works in the session, and nobody else of them, not past the route either', async () => {
    const id = newId();
    const body = { groupId: null, sittingId: null, title: '讨论情况', text: '委员们认为，报告实事求是。', submit: true, revision: 0 };
    await write(clerk, (tx) => saveBrief(tx, meeting.id, id, body));
    await write(clerk, (tx) => actOnBrief(tx, meeting.id, id, { revision: 1, act: 'issue', words: '' }));
    expect(await allowed((seat) => read(seat, (tx) => listBriefs(tx, meeting.id)))).toEqual(['nonVoting', 'staff']);
    expect(await allowed((seat) => read(seat, (tx) => briefDocument(tx, meeting.id, id)))).toEqual(['nonVoting', 'staff']);
    await expect(read(seats.press, (tx) => readBrief(tx, meeting.id, id))).rejects.toEqual(refused('meeting.briefs-inside'));
    const rows = (seat: TestSeat) => read(seat, (tx) => tables<WordsTables>(tx).selectFrom('session_brief').select('id').execute());
    expect(await allowed(async (seat) => (await rows(seat)).length > 0)).toEqual(['nonVoting', 'staff']);
  });

  /** Writes a speech past the rules of the actions. */
  async function putSpeech(tx: Tx, seat: TestSeat, form: 'oral' | 'floor'): Promise<boolean> {
    const db = tables<WordsTables>(tx);
    const { id } = await db.selectFrom('attendee').select('id').where('person_id', '=', seat.personId).executeTakeFirstOrThrow();
    const row = {
      body_id: meeting.bodyId,
      id: newId(),
      meeting_id: meeting.id,
      sitting_id: open,
      attendee_id: id,
      form,
      title: '补充',
      changed_at: now,
    };
    await db
      .insertInto('speech')
      .values({ ...row, state: form === 'oral' ? 'registered' : 'queued' })
      .execute();
    return true;
  }
});
