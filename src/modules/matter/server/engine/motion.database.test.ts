import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Database, tables } from '#platform/server/database.ts';
import { Dispatcher, systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeMember, makeSession, makeStaff, making } from '#modules/directory/server/factory.ts';
import { publishRules } from '#modules/profile/server/index.ts';
import type { CaseView } from '../../contract/views.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftOf, makeCast, motionForm } from '../factory.ts';
import { treatmentReport } from '../documents/treatment-report.ts';
import { listTasks } from '../queries/list-tasks.ts';
import { readCase } from '../queries/read-case.ts';
import { readForm } from '../queries/read-form.ts';
import { matterSubscribers } from '../subscribers.ts';
import type { ActInput } from './act-context.ts';

/** What is special in the life of a motion (DOMAIN §1.2 to §1.5): ten signers, the cut-off, committee, presidium, vote, conversion, leaving. */
let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
/** Twelve deputies besides the author, the first three of them in the author's delegation. */
let fellows: readonly TestSeat[];
let otherCommittee: TestSeat;
let now = new Date();

const beforeCutOff = '2026-03-11T03:00:00.000Z';
const afterCutOff = '2026-03-11T04:00:01.000Z';
const closing = '2026-03-14';

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  const { congress } = cast.city;
  [otherCommittee, ...fellows] = await making(database, async (tx) => {
    await makeSession(tx, congress, { number: 6, opensOn: '2026-03-10', closesOn: closing, motionsUntil: '2026-03-11T04:00:00.000Z' });
    const seats = [await makeStaff(tx, congress, ['committee'], { name: '程越', division: '社会建设工委' })];
    for (let index = 0; index < 12; index += 1)
      seats.push(await makeMember(tx, congress, { name: `代表${index}`, groupId: congress.groupIds[index < 3 ? 0 : 1]! }));
    return seats as [TestSeat, ...TestSeat[]];
  });
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

beforeEach(() => at(beforeCutOff));

const at = (moment: string) => {
  now = new Date(moment);
};

interface Of {
  readonly bodyId: string;
  readonly matterId: string;
}
const look = (seat: TestSeat, of: Of): Promise<CaseView> => database.read(seat.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
const by = (of: Of, seat: TestSeat, act: string, input: ActInput = {}, target?: string) => doAct(database, seat, of, act, input, target);
const offered = async (of: Of, seat: TestSeat) => (await look(seat, of)).acts;
const blocked = (words: string) => ({ code: 'matter.act-blocked', message: expect.stringContaining(words) as string });

/** A draft that `count` of the fellows have confirmed. */
async function signed(count: number, form: ActInput = {}): Promise<Of> {
  const of = await draftOf(database, cast.author, 'motion', motionForm(form));
  const people = fellows.slice(0, count);
  await by(of, cast.author, 'invite', { people: people.map((one) => one.personId) });
  for (const one of people) await by(of, one, 'confirm', { version: 1 });
  return of;
}

async function filed(count = 9): Promise<Of> {
  const of = await signed(count);
  await by(of, cast.author, 'submit');
  return of;
}

async function referred(count = 9): Promise<Of> {
  const of = await filed(count);
  await by(of, cast.clerk, 'register', { committee: '城建环资工委' });
  return of;
}

async function hear(of: Of): Promise<void> {
  await by(of, cast.committee, 'recordHearing', {
    manner: 'meeting',
    at: now.toISOString(),
    people: '林知远',
    words: '代表希望尽快立法。',
  });
}

async function beforePresidium(count = 9): Promise<Of> {
  const of = await referred(count);
  await hear(of);
  await by(of, cast.committee, 'opine', { treatment: 'notMotion', reason: '属于政府职责范围，不需要大会审议决定。' });
  return of;
}

const decision = { meeting: '主席团第二次会议', decidedOn: '2026-03-11', reason: '按委员会的处理意见办理。' };
const decide = (of: Of, input: ActInput) => by(of, cast.officeLeader, 'decide', { ...decision, ...input });

describe('signers', () => {
  test('one short of ten is refused with how many are missing, ten are enough', async () => {
    const of = await signed(8);
    await expect(by(of, cast.author, 'submit')).rejects.toMatchObject(blocked('还差 1 人'));
    expect((await look(cast.author, of)).signing).toEqual({ signed: 9, needed: 10 });
    await by(of, cast.author, 'invite', { people: [fellows[8]!.personId] });
    await by(of, fellows[8]!, 'confirm', { version: 1 });
    expect(await by(of, cast.author, 'submit')).toMatchObject({ state: 'registering' });
  });

  test('one who leaves is not counted; with nine left the motion ends, with ten it goes on', async () => {
    const of = await referred(10);
    expect(await by(of, fellows[0]!, 'leave', { reason: '情况有变化' })).toMatchObject({ state: 'committeeOpinion' });
    expect(await by(of, fellows[1]!, 'leave', { reason: '情况有变化' })).toMatchObject({ state: 'withdrawn' });
    expect((await look(cast.author, of)).clocks.filter((clock) => clock.metAt === null)).toEqual([]);
  });

  test('a delegation files where the rules allow it, by its head, with more than half of its members', async () => {
    const own = await makeCast(database, '3497');
    const { congress } = own.city;
    const [head, ...members] = await making(database, async (tx) => {
      const group = { groupId: congress.groupIds[2]! };
      const seats = [await makeMember(tx, congress, { ...group, name: '团长甲', positions: ['第三代表团团长'] })];
      for (let index = 0; index < 4; index += 1) seats.push(await makeMember(tx, congress, { ...group, name: `团员${index}` }));
      return seats as [TestSeat, ...TestSeat[]];
    });
    const draft = (seat: TestSeat) => draftOf(database, seat, 'motion', motionForm({ raisedBy: 'delegation' }));
    await expect(by(await draft(head), head, 'submit')).rejects.toMatchObject(blocked('没有允许'));
    expect((await database.read(head.actor, (tx) => readForm(tx, 'motion'))).fields.map((field) => field.name)).not.toContain('raisedBy');
    await database.transact(
      systemActor,
      (tx) =>
        publishRules(tx, congress.id, {
          validFrom: '2026-01-01',
          departures: { motionByDelegation: true },
          note: '试行',
          publishedBy: '岳简',
        }),
      { access: 'worker' },
    );
    await expect(by(await draft(members[0]!), members[0]!, 'submit')).rejects.toMatchObject(blocked('要由团长提交'));
    const of = await draft(head);
    await by(of, head, 'invite', { people: members.map((one) => one.personId) });
    await by(of, members[0]!, 'confirm', { version: 1 });
    await expect(by(of, head, 'submit')).rejects.toMatchObject(blocked('还差 1 人'));
    await by(of, members[1]!, 'confirm', { version: 1 });
    await by(of, head, 'uninvite', { people: [members[2]!.personId, members[3]!.personId] });
    await by(of, head, 'submit');
    expect((await look(head, of)).collective).toBe('第三代表团');
  });
});

describe('the cut-off', () => {
  test('the form says until when, and what happens afterwards', async () => {
    const form = () => database.read(cast.author.actor, (tx) => readForm(tx, 'motion'));
    expect(await form()).toMatchObject({ takenUntil: '2026-03-11T04:00:00.000Z', signersNeeded: 10, answerBy: null });
    at(afterCutOff);
    const late = await form();
    expect(late.takenUntil).toBeNull();
    expect(late.notes.join()).toContain('闭会期间');
  });

  test('in time it is numbered in the session that takes it, which had not opened yet', async () => {
    at('2026-03-02T02:00:00.000Z');
    const of = await filed();
    expect((await by(of, cast.clerk, 'register', { committee: '城建环资工委' })).number).toMatch(/^第十六届第六次会议第\d+号$/);
  });

  test('late it goes to a committee within 15 days, which answers in 30, and waits for a session', async () => {
    at(afterCutOff);
    const of = await filed();
    const dueOf = async (clock: string) => (await look(cast.clerk, of)).clocks.find((one) => one.clock === clock)?.dueOn;
    expect((await look(cast.author, of)).matter.state).toBe('registeringLate');
    expect(await dueOf('forward')).toBe('2026-03-26');
    expect((await by(of, cast.clerk, 'forward', { committee: '城建环资工委' })).number).toContain('闭会');
    expect(await dueOf('lateOpinion')).toBe('2026-04-10');
    await hear(of);
    await by(of, cast.committee, 'opineLate', { treatment: 'onAgenda', reason: '事关公共安全，建议列入下次会议议程。' });
    at('2026-04-01T02:00:00.000Z');
    await expect(by(of, cast.clerk, 'placeBeforeSession')).rejects.toMatchObject(blocked('还没有登记下次会议'));
    at('2026-03-12T02:00:00.000Z');
    expect(await by(of, cast.clerk, 'placeBeforeSession')).toMatchObject({ state: 'presidium' });
  });
});

describe('the committee', () => {
  test('hears the proposers before it gives its opinion', async () => {
    const of = await referred();
    const opinion = { treatment: 'onAgenda', reason: '事关公共安全，建议列入议程。' };
    await expect(by(of, cast.committee, 'opine', opinion)).rejects.toMatchObject(blocked('第 50 条'));
    await hear(of);
    expect(await by(of, cast.committee, 'opine', opinion)).toMatchObject({ state: 'presidium' });
    const [hearing] = (await look(cast.author, of)).records;
    expect(hearing).toMatchObject({ act: 'recordHearing' });
    expect(hearing!.content.find((field) => field.name === 'manner')).toMatchObject({ label: '方式', value: '座谈' });
  });

  test('sees and is told of its own cases only', async () => {
    const of = await referred();
    const tasks = async (seat: TestSeat) =>
      (await database.read(seat.actor, (tx) => listTasks(tx, { limit: 200, officer: 'any' } as never))).items.map((one) => one.matter.id);
    expect(await tasks(cast.committee)).toContain(of.matterId);
    expect(await tasks(otherCommittee)).not.toContain(of.matterId);
    expect((await offered(of, otherCommittee)).map((one) => one.act)).not.toContain('recordHearing');
    const quiet = { error: () => undefined, warn: () => undefined };
    await new Dispatcher(database, matterSubscribers, quiet as never).drain();
    const told = async (seat: TestSeat) =>
      await database.read(
        systemActor,
        (tx) =>
          tables<PlatformTables>(tx)
            .selectFrom('notification')
            .select('title')
            .where('person_id', '=', seat.personId)
            .where('subject_id', '=', of.matterId)
            .execute(),
        { access: 'worker' },
      );
    expect((await told(cast.committee)).map((one) => one.title)).toEqual(['新交议案']);
    expect(await told(otherCommittee)).toEqual([]);
  });
});

describe('the presidium', () => {
  test('not a motion: more than half and ten proposers bring it before the presidium again, until four hours before its last meeting', async () => {
    const of = await beforePresidium(12);
    await decide(of, { decision: 'notMotion', lastPresidium: '2026-03-13T08:00:00.000Z' });
    await expect(by(of, cast.clerk, 'convertToSuggestion', { title: '关于制定电梯安全条例的建议' })).rejects.toMatchObject(blocked('复议'));
    const sponsors = [cast.author, ...fellows];
    for (const one of sponsors.slice(0, 9))
      expect(await by(of, one, 'askReconsideration', { reason: '事关全市安全' })).toMatchObject({ state: 'notMotion' });
    await expect(by(of, sponsors[8]!, 'askReconsideration', { reason: '事关全市安全' })).rejects.toMatchObject(blocked('已经提出复议'));
    expect(await by(of, sponsors[9]!, 'askReconsideration', { reason: '事关全市安全' })).toMatchObject({ state: 'presidium' });
    await decide(of, { decision: 'notMotion', lastPresidium: '2026-03-13T08:00:00.000Z' });
    at('2026-03-13T04:00:01.000Z');
    await expect(by(of, sponsors[0]!, 'askReconsideration', { reason: '事关全市安全' })).rejects.toMatchObject(blocked('已经过了'));
    expect(await by(of, cast.clerk, 'convertToSuggestion', { title: '关于制定电梯安全条例的建议' })).toMatchObject({ state: 'converted' });
  });

  test('not on the agenda: the committee reviews it within three months of the closing', async () => {
    const of = await beforePresidium();
    await decide(of, { decision: 'notOnAgenda', committee: '城建环资工委' });
    expect((await look(cast.author, of)).clocks.find((one) => one.clock === 'review')).toMatchObject({
      startedOn: closing,
      dueOn: '2026-06-15',
    });
  });
});

describe('on the agenda', () => {
  const vote = {
    at: beforeCutOff,
    method: 'keypad',
    total: 500,
    present: 480,
    approve: 250,
    oppose: 200,
    abstain: 20,
    notCast: 10,
    outcome: 'adopted',
  };

  async function putToVote(): Promise<Of> {
    const of = await beforePresidium();
    await decide(of, { decision: 'onAgenda' });
    await by(of, cast.author, 'explain', { at: now.toISOString(), speaker: '林知远', words: '说明立法必要性。' });
    const report = { proposal: 'adopt', words: '建议提请大会表决通过。' };
    await expect(by(of, cast.committee, 'report', report)).rejects.toMatchObject(blocked('审议意见'));
    await by(of, cast.clerk, 'recordDeliberation', { delegation: '第一代表团', at: now.toISOString(), words: '一致赞成立法。' });
    await by(of, cast.committee, 'report', report);
    await by(of, cast.officeLeader, 'putToVote', { meeting: '主席团第三次会议', decision: 'submit' });
    return of;
  }

  test('half of all deputies do not carry it, one more does', async () => {
    const of = await putToVote();
    await expect(by(of, cast.clerk, 'recordVote', vote)).rejects.toMatchObject(blocked('251'));
    await expect(by(of, cast.clerk, 'recordVote', { ...vote, approve: 251 })).rejects.toMatchObject(blocked('不符'));
    expect(await by(of, cast.clerk, 'recordVote', { ...vote, approve: 251, oppose: 199 })).toMatchObject({ state: 'adopted' });
  });

  test('the lead deputy asks, the presidium agrees, and it ends before the vote', async () => {
    const of = await putToVote();
    expect((await offered(of, cast.officeLeader)).map((one) => one.act)).not.toContain('allowWithdrawal');
    await by(of, cast.author, 'askWithdrawal', { reason: '草案还要完善' });
    await expect(by(of, cast.author, 'askWithdrawal', { reason: '草案还要完善' })).rejects.toMatchObject(blocked('正在等'));
    expect(await by(of, cast.officeLeader, 'allowWithdrawal', { meeting: '主席团第三次会议' })).toMatchObject({ state: 'withdrawn' });
  });

  test('ten who insist go on under a new lead; nine do not, even where one would lead them', async () => {
    const insisting = async (count: number) => {
      const of = await referred(count);
      expect((await offered(of, fellows[1]!)).map((one) => one.act)).not.toContain('takeLead');
      await by(of, cast.author, 'askWithdrawal', { reason: '草案还要完善' });
      await by(of, fellows[1]!, 'takeLead', { words: '电梯安全等不得。' });
      await expect(by(of, fellows[2]!, 'takeLead')).rejects.toMatchObject(blocked('已经愿意接任领衔'));
      return { of, state: (await by(of, cast.officeLeader, 'allowWithdrawal', { meeting: '主席团第三次会议' })).state };
    };
    expect((await insisting(9)).state).toBe('withdrawn');
    const { of, state } = await insisting(10);
    expect(state).toBe('committeeOpinion');
    const view = await look(fellows[1]!, of);
    expect(view.matter.author).toMatchObject({ id: fellows[1]!.personId });
    expect(view.parties.map((one) => one.person.id)).not.toContain(fellows[1]!.personId);
    expect(view.history.at(-1)!.line).toContain('其余 10 人坚持提出，由代表1领衔继续审议');
    // It is his now, and no longer the former lead's.
    expect((await offered(of, fellows[1]!)).map((one) => one.act)).toContain('askWithdrawal');
    expect((await offered(of, cast.author)).map((one) => one.act)).not.toContain('askWithdrawal');
  });
});

describe('conversion', () => {
  test('keeps signers, files and story; the number stays behind and the next motion gets the next one', async () => {
    const of = await beforePresidium();
    const before = (await look(cast.author, of)).matter.number!;
    await decide(of, { decision: 'notMotion', lastPresidium: '2026-03-10T08:00:00.000Z' });
    await by(of, cast.clerk, 'convertToSuggestion', { title: '关于制定电梯安全条例的建议' });
    const old = await look(cast.author, of);
    const [became] = old.became;
    expect(became).toMatchObject({ kind: 'suggestion', state: 'screening', number: null });
    const made = await look(cast.author, { bodyId: of.bodyId, matterId: became!.id });
    expect(made.parties.map((one) => one.person.id).toSorted()).toEqual(
      fellows
        .slice(0, 9)
        .map((one) => one.personId)
        .toSorted(),
    );
    expect(made.origin?.matter.id).toBe(of.matterId);
    expect(made.origin?.history.length).toBe(old.history.length);
    expect(made.text.find((field) => field.name === 'measures')?.value).toHaveLength(3);
    expect(old.matter.number).toBe(before);
    const next = (await look(cast.author, await referred())).matter.number!;
    const figure = (number: string) => Number(/(\d+)号$/.exec(number)![1]);
    expect(figure(next)).toBe(figure(before) + 1);
    const made2 = await by({ bodyId: of.bodyId, matterId: became!.id }, cast.clerk, 'accept', {
      checked: ['personalMatter', 'forwardedLetter', 'pendingCase', 'liveTender', 'consultation', 'academic', 'promotion', 'noContent'],
    });
    expect(made2).toMatchObject({ state: 'accepted' });
  });
});

describe('after the session', () => {
  async function handedOver(): Promise<Of & { handling: string }> {
    const of = await beforePresidium();
    await decide(of, { decision: 'notOnAgenda', committee: '城建环资工委' });
    await by(of, cast.committee, 'consult', { units: [cast.lead.id], words: '请就立法时机提出意见。' });
    await expect(by(of, cast.committee, 'consult', { units: [cast.co.id], words: '请就资金提出意见。' })).rejects.toMatchObject(
      blocked('收齐'),
    );
    const answer = { unit: cast.lead.id, answeredOn: '2026-03-11', words: '赞成明年立法。' };
    await by(of, cast.committee, 'recordAnswer', { ...answer, complete: 'all' });
    await by(of, cast.committee, 'submitReview', { proposal: 'hand', words: '建议交有关机关办理。' });
    const standing = { meeting: '第三十次会议', decidedOn: '2026-03-11', reason: '同意委员会意见。' };
    await by(of, cast.officeLeader, 'decideStanding', { ...standing, decision: 'hand' });
    await by(of, cast.clerk, 'assign', { mode: 'sole', lead: cast.lead.id });
    return { ...of, handling: (await look(cast.clerk, of)).handlings[0]!.id };
  }

  test('a body carries it out, reports within three months, again within one where the report is refused, and it is reported to the congress', async () => {
    const of = await handedOver();
    const dueOf = async (clock: string) => (await look(cast.clerk, of)).clocks.find((one) => one.clock === clock && !one.metAt)?.dueOn;
    expect(await dueOf('reply')).toBe('2026-06-11');
    const meeting = '第三十一次会议';
    await by(of, cast.lead.clerk, 'signFor', {}, of.handling);
    await by(of, cast.lead.clerk, 'reportExecution', { words: '已经完成调研和起草工作。' }, of.handling);
    await by(of, cast.officeLeader, 'rejectReport', { meeting, reason: '没有写明资金安排' }, of.handling);
    expect(await dueOf('redo')).toBe('2026-04-13');
    await by(of, cast.lead.clerk, 'reportExecution', { words: '已补充资金安排，并完成起草。' }, of.handling);
    expect(await by(of, cast.officeLeader, 'approveReport', { meeting }, of.handling)).toMatchObject({ state: 'reporting' });
    const report = { meeting: '第七次会议', decidedOn: '2026-03-11', words: '已列入立法计划。' };
    expect(await by(of, cast.clerk, 'reportToSession', report)).toMatchObject({ state: 'closed' });
  });

  test('the report on the treatment of all motions is a document that every deputy may read', async () => {
    await beforePresidium();
    const { name, bytes } = await database.read(cast.author.actor, (tx) => treatmentReport(tx, { kind: 'motion' }));
    expect(name).toContain('代表议案处理意见');
    expect(bytes.subarray(0, 2).toString()).toBe('PK');
  });
});
