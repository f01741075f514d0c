import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '#platform/server/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { promiseCourse } from '../../contract/promise-words.ts';
import type { CaseView } from '../../contract/views.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftSuggestion, makeCast, raiseReport } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const look = (seat: TestSeat, of: { bodyId: string; matterId: string }): Promise<CaseView> =>
  database.read(seat.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
const grounds = (view: CaseView) =>
  view.acts
    .find((act) => act.act === 'accept')!
    .fields.find((field) => field.name === 'checked')!
    .choices!.map((choice) => choice.value);
const on = (day: string) => {
  now = new Date(`${day}T02:00:00.000Z`);
};

describe('a suggestion, from two co-signers to a promise kept', () => {
  test('runs its whole life', async () => {
    on('2026-03-02');
    const of = await draftSuggestion(database, cast);
    const { author, cosigners, clerk, lead, co } = cast;
    const by = (seat: TestSeat, act: string, input = {}, target?: string) => doAct(database, seat, of, act, input, target);

    await by(author, 'invite', { people: cosigners.map((seat) => seat.personId) });
    await expect(by(author, 'submit')).rejects.toMatchObject({ code: 'matter.act-blocked' });
    await by(cosigners[0]!, 'confirm', { version: 1 });
    await by(cosigners[1]!, 'confirm', { version: 1 });
    expect(await by(author, 'submit')).toMatchObject({ state: 'screening' });

    const screening = await look(clerk, of);
    expect(screening.matter.signers).toBe(3);
    await expect(by(clerk, 'accept', { checked: ['noContent'] })).rejects.toMatchObject({ code: 'matter.act-blocked' });
    expect(await by(clerk, 'accept', { checked: grounds(screening) })).toMatchObject({
      state: 'accepted',
      number: '第十六届第五次会议闭会第1号',
    });
    expect(await by(clerk, 'assign', { mode: 'lead', lead: lead.id, co: [co.id] })).toMatchObject({ state: 'handling' });

    const assigned = await look(author, of);
    expect(assigned.clocks.find((clock) => clock.clock === 'reply')).toMatchObject({
      dueOn: '2026-06-02',
      state: 'running',
      principal: true,
    });
    const [leading, assisting] = ['lead', 'co'].map((role) => assigned.handlings.find((one) => one.role === role)!.id);
    await by(lead.clerk, 'signFor', { division: '房管处' }, leading);
    await by(co.clerk, 'signFor', {}, assisting);
    await by(co.clerk, 'giveOpinion', { words: '同意对加装电梯管线迁改给予补助，已列入年度预算草案。' }, assisting);
    expect((await look(author, of)).handlings.find((one) => one.role === 'co')!.opinion?.words).toContain('管线迁改');

    await by(
      lead.officer,
      'draftReply',
      {
        words: '您提出的建议收悉。现答复如下。',
        answerClass: 'planned',
        promises: [{ words: '年底前完成二十台加装', dueOn: '2026-12-31' }],
      },
      leading,
    );
    expect((await look(clerk, of)).handlings.find((one) => one.role === 'lead')!.replies).toEqual([]);
    await by(lead.officer, 'startSignoff', { head: lead.head.personId }, leading);
    await by(lead.head, 'signOff', {}, leading);
    await expect(by(lead.clerk, 'issueReply', {}, leading)).rejects.toMatchObject({ code: 'matter.act-blocked' });
    await by(
      lead.officer,
      'recordContact',
      { manner: 'meeting', at: '2026-03-01T02:00:00.000Z', words: '在社区当面听取了意见。' },
      leading,
    );
    on('2026-05-20');
    expect(await by(lead.clerk, 'issueReply', { documentNumber: '明建建〔2026〕12号' }, leading)).toMatchObject({ state: 'replied' });

    const rated = { overall: 'dissatisfied', attitude: 'satisfied', result: 'dissatisfied', reason: '只说列入计划，没有说钱从哪里来。' };
    expect(await by(author, 'rate', rated, leading)).toMatchObject({ state: 'rehandling' });
    expect((await look(lead.officer, of)).clocks.find((clock) => clock.clock === 'redo')).toMatchObject({ dueOn: '2026-06-22' });
    await by(lead.officer, 'draftReply', { words: '关于资金来源，补充答复如下。', answerClass: 'solved', promises: [] }, leading);
    await by(lead.officer, 'startSignoff', { head: lead.head.personId }, leading);
    await by(lead.head, 'signOff', {}, leading);
    expect(await by(lead.clerk, 'issueReply', {}, leading)).toMatchObject({ state: 'replied' });
    expect(await by(author, 'rate', { ...rated, overall: 'satisfied', result: 'satisfied', reason: undefined }, leading)).toMatchObject({
      state: 'closed',
    });

    on('2026-12-10');
    const promise = (await look(author, of)).commitments[0]!;
    await by(lead.officer, 'keepPromise', { outcome: 'kept', words: '二十台电梯全部投入使用。' }, promise.id);
    await by(author, 'judgePromise', { verdict: 'notKept', words: '还有三台没有通电。' }, promise.id);
    on('2026-12-15');
    await by(lead.officer, 'keepPromise', { outcome: 'kept', words: '三台已通电。' }, promise.id);
    await by(author, 'judgePromise', { verdict: 'kept' }, promise.id);
    await by(clerk, 'publish', { checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'] });
    const done = await look(author, of);
    expect(done.commitments[0]).toMatchObject({ state: 'judged', verdict: 'kept' });
    expect(promiseCourse(done.commitments[0]!).map(({ head, words }) => [head, words])).toEqual([
      ['报告', '二十台电梯全部投入使用。'],
      [`${author.name}评价：没有做到`, '还有三台没有通电。'],
      ['报告', '三台已通电。'],
      [`${author.name}评价：按期兑现`, null],
    ]);
    expect(done.matter.published).toBe(true);
    expect(done.clocks.filter((clock) => clock.metAt === null)).toEqual([]);
    expect(done.history.map((entry) => entry.act)).toContain('issueReply');
  });
});

describe('a report, reopened once', () => {
  test('goes to the grid and back', async () => {
    on('2026-03-04');
    const of = await raiseReport(database, cast);
    const { author, dutyDesk, gridWorker } = cast;
    const by = (seat: TestSeat, act: string, input = {}, target?: string) => doAct(database, seat, of, act, input, target);
    const first = await look(author, of);
    expect(first.matter).toMatchObject({ state: 'received', place: '云塘路118号门前' });
    const handling = first.handlings[0]!.id;
    const offered = (await look(dutyDesk, of)).acts.find((act) => act.act === 'dispatch')!;
    expect(offered.fields[0]!.choices!.map((choice) => choice.value)).toContain(gridWorker.personId);
    expect(await by(dutyDesk, 'dispatch', { worker: gridWorker.personId }, handling)).toMatchObject({ state: 'handling' });
    await by(gridWorker, 'arrive', { words: '已围挡' }, handling);
    expect(await by(gridWorker, 'answer', { words: '井盖已经换好，路灯已报修。', answerClass: 'done' }, handling)).toMatchObject({
      state: 'replied',
    });
    expect(await by(author, 'rate', { overall: 'dissatisfied', reason: '路灯还是不亮' }, handling)).toMatchObject({ state: 'rehandling' });
    await by(dutyDesk, 'dispatch', { worker: gridWorker.personId }, handling);
    await by(gridWorker, 'answer', { words: '路灯修好了。', answerClass: 'done' }, handling);
    expect(await by(author, 'rate', { overall: 'satisfied' }, handling)).toMatchObject({ state: 'closed' });
    const done = await look(author, of);
    expect(done.handlings[0]!.ratings.map((rating) => rating.overall)).toEqual(['dissatisfied', 'satisfied']);
    expect(done.clocks.filter((clock) => clock.metAt === null)).toEqual([]);
  });
});
