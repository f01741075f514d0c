import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database, tables } from '#platform/server/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import type { CaseView } from '../../contract/views.ts';
import { raiseMatter } from '../actions/raise-matter.ts';
import { saveDraft } from '../actions/save-draft.ts';
import type { TestCast } from '../factory.ts';
import { doAct, makeCast } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';
import type { MatterTables } from '../tables.ts';
import type { ActInput } from './act-context.ts';

/** The lives of the CPPCC's kinds as its people live them: 提案 with ratings from both sides, 社情民意 to the leader's desk, 委员议事. */
let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let member: TestSeat;
let fellows: readonly TestSeat[];
let clerk: TestSeat;
let now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  [member, clerk, ...fellows] = (await making(database, async (tx) => [
    await makeMember(tx, cast.city.cppcc, { name: '乔知语' }),
    await makeStaff(tx, cast.city.cppcc, ['clerk', 'officeLeader'], { name: '纪闻' }),
    await makeMember(tx, cast.city.cppcc, { name: '贺兰舟' }),
    await makeMember(tx, cast.city.cppcc, { name: '陶然' }),
  ])) as [TestSeat, TestSeat, ...TestSeat[]];
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

interface Of {
  readonly bodyId: string;
  readonly matterId: string;
}
const look = (seat: TestSeat, of: Of): Promise<CaseView> => database.read(seat.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
const actor =
  (of: Of) =>
  (seat: TestSeat, act: string, input: ActInput = {}, target?: string) =>
    doAct(database, seat, of, act, input, target);
const on = (day: string) => {
  now = new Date(`${day}T02:00:00.000Z`);
};

async function begin(kind: string, form: ActInput): Promise<Of> {
  const matterId = newId();
  await database.transact(member.actor, (tx) => saveDraft(tx, kindOf(kind), matterId, form));
  return { bodyId: cast.city.cppcc.id, matterId };
}

async function raise(kind: string, form: ActInput): Promise<Of> {
  const matterId = newId();
  await database.transact(member.actor, (tx) => raiseMatter(tx, kindOf(kind), matterId, form));
  return { bodyId: cast.city.cppcc.id, matterId };
}

const proposalForm: ActInput = {
  title: '关于完善社区老年食堂运行机制的提案',
  raisedBy: 'people',
  field: '社会建设',
  situation: '全市建成老年食堂一百二十家，其中三成每天就餐不到二十人，靠补贴维持，冬天送餐要一个多小时。',
  analysis: '布点跟着场地走，没有跟着老人走。',
  measures: ['按老年人口密度调整布点', '补贴与实际就餐人次挂钩'],
  openness: 'open',
};
const sentimentForm: ActInput = {
  title: '基层反映电动自行车充电桩夜间断电',
  raisedBy: 'people',
  field: '城建交通',
  words:
    '多个小区反映，充电桩运营方在夜里十一点后统一断电，外卖骑手和夜班工人无法充电，转而飞线充电，隐患很大。建议明确公共充电设施夜间服务要求。',
  urgency: 'urgent',
};
const concernForm: ActInput = {
  title: '云塘路口早市占道',
  category: 'road.manhole',
  words: '每天早上六点到八点，早市摊位占了整条非机动车道，学生骑车上学只能走机动车道。',
  wish: '把早市移到旁边空地，定时开闭。',
  place: { address: '云塘路口', lon: 0.5, lat: 0.5 },
};

/** A proposal that has been filed and given to a lead and two co-handlers. */
async function assigned(): Promise<{ of: Of; leading: string; assisting: string[] }> {
  const of = await begin('proposal', proposalForm);
  const by = actor(of);
  await by(member, 'invite', { people: fellows.map((seat) => seat.personId) });
  for (const seat of fellows) await by(seat, 'confirm', { version: 1 });
  await by(member, 'submit');
  const checked = (await look(clerk, of)).acts.find((act) => act.act === 'accept')!.fields[0]!.choices!.map((one) => one.value);
  expect(checked).toHaveLength(10);
  await by(clerk, 'accept', { checked });
  await by(clerk, 'assign', { mode: 'lead', lead: cast.lead.id, co: [cast.co.id, cast.third.id] });
  const view = await look(member, of);
  const of1 = (unit: string) => view.handlings.find((one) => one.unit.id === unit)!.id;
  return { of, leading: of1(cast.lead.id), assisting: [of1(cast.co.id), of1(cast.third.id)] };
}

/** The lead answers, after it has consulted. */
async function reply(of: Of, leading: string): Promise<void> {
  const by = actor(of);
  const { lead } = cast;
  await by(lead.officer, 'draftReply', { words: '您提出的提案收悉，现答复如下。', answerClass: 'solved', promises: [] }, leading);
  await by(lead.officer, 'startSignoff', { head: lead.head.personId }, leading);
  await by(lead.head, 'signOff', {}, leading);
  await by(lead.clerk, 'issueReply', {}, leading);
}

/** The frozen text as it is stored has the fingerprint that was taken of it. */
async function expectProof(matterId: string): Promise<void> {
  const text = await database.read(member.actor, (tx) =>
    tables<MatterTables>(tx).selectFrom('matter_text').selectAll().where('matter_id', '=', matterId).executeTakeFirstOrThrow(),
  );
  const proof = createHash('sha256').update(text.title).update('\n').update(JSON.stringify(text.form)).digest('hex');
  expect(text.fingerprint.toString('hex')).toBe(proof);
}

const good = { overall: 'satisfied', organisation: 18, consultation: 23, effect: 36, answer: 14 };
const ofProposal = { science: 18, seriousness: 18, feasibility: 22, form: 14, weight: 16 };

describe('a proposal', () => {
  test('is consulted, answered and rated back to back', async () => {
    on('2026-03-02');
    const { of, leading, assisting } = await assigned();
    const by = actor(of);
    await by(cast.lead.clerk, 'signFor', {}, leading);
    for (const [index, unit] of [cast.co, cast.third].entries()) {
      await by(unit.clerk, 'signFor', {}, assisting[index]);
      await by(unit.clerk, 'giveOpinion', { words: '赞成按人口密度调整布点，我单位负责相应部分。' }, assisting[index]);
      expect((await look(member, of)).handlings.filter((one) => one.opinion !== null)).toHaveLength(index + 1);
    }
    const consultation = {
      phase: 'before',
      manner: 'meeting',
      at: '2026-03-01T02:00:00.000Z',
      people: '乔知语、社区代表',
      words: '在老年食堂听取意见，就布点达成一致。',
    };
    await by(cast.lead.officer, 'recordContact', consultation, leading);
    expect((await look(member, of)).records[0]).toMatchObject({
      act: 'recordContact',
      content: [{ label: '在哪个阶段', value: '办理前' }, {}, {}, {}, {}],
    });
    await reply(of, leading);

    await by(member, 'rate', good, leading);
    await expect(by(member, 'rate', good, leading)).rejects.toMatchObject({ code: 'matter.act-blocked' });
    const unseen = (await look(cast.lead.officer, of)).handlings.find((one) => one.id === leading)!;
    expect(unseen.ratings, 'the unit does not see the score before it has given its own').toEqual([]);
    expect((await look(cast.lead.officer, of)).matter.rating).toBeNull();
    expect((await look(cast.lead.officer, of)).history.at(-1), 'nor in the line that says so').toMatchObject({
      act: 'rate',
      organisation: expect.stringMatching(/\D/),
    });
    expect((await look(member, of)).handlings.find((one) => one.id === leading)!.ratings).toMatchObject([{ sealed: true, score: 91 }]);

    expect(await by(cast.lead.officer, 'rateProposal', ofProposal, leading)).toMatchObject({ state: 'closed' });
    for (const seat of [member, cast.lead.officer, clerk]) {
      const ratings = (await look(seat, of)).handlings.find((one) => one.id === leading)!.ratings;
      expect(ratings).toMatchObject([
        { side: 'proposer', score: 91, sealed: false },
        { side: 'handler', score: 88, sealed: false },
      ]);
    }
    expect((await look(member, of)).matter.rating).toBe('满意');
    expect((await look(member, of)).clocks.filter((clock) => clock.metAt === null)).toEqual([]);
  });

  test('is handled again where the score is under the pass mark, though the unit spoke first', async () => {
    on('2026-03-02');
    const { of, leading } = await assigned();
    const by = actor(of);
    await by(cast.lead.clerk, 'signFor', {}, leading);
    await by(
      cast.lead.officer,
      'recordContact',
      { phase: 'during', manner: 'phone', at: '2026-03-01T02:00:00.000Z', words: '电话沟通了办理思路。' },
      leading,
    );
    const draft = { words: '现答复如下。', answerClass: 'solved', promises: [], missingOpinions: '会办单位意见未到，另行补充。' };
    await by(cast.lead.officer, 'draftReply', draft, leading);
    await by(cast.lead.officer, 'startSignoff', { head: cast.lead.head.personId }, leading);
    await by(cast.lead.head, 'signOff', {}, leading);
    await by(cast.lead.clerk, 'issueReply', {}, leading);
    expect(await by(cast.lead.officer, 'rateProposal', ofProposal, leading)).toMatchObject({ state: 'replied' });
    const low = { overall: 'basicallySatisfied', organisation: 8, consultation: 12, effect: 15, answer: 6 };
    expect(await by(member, 'rate', low, leading)).toMatchObject({ state: 'rehandling' });
    expect((await look(member, of)).clocks.some((clock) => clock.clock === 'redo' && clock.metAt === null)).toBe(true);
  });

  test('that is no proposal becomes a public-sentiment report of the same people', async () => {
    on('2026-03-02');
    const of = await raise('proposal', proposalForm);
    await actor(of)(clerk, 'toSentiment', { reason: '属于情况反映，作社情民意报送更快。' });
    const before = await look(member, of);
    expect(before.matter.state).toBe('converted');
    const [became] = before.became;
    expect(became).toMatchObject({ kind: 'sentiment', state: 'submitted' });
    const after = await look(member, { bodyId: of.bodyId, matterId: became!.id });
    expect(after.origin?.matter.id).toBe(of.matterId);
    expect(after.origin?.history.map((one) => one.act)).toEqual(['submit', 'toSentiment']);
    expect(after.text.find((one) => one.name === 'words')!.value).toContain('补贴与实际就餐人次挂钩');
    expect(after.clocks.find((clock) => clock.clock === 'edit')).toBeDefined();
    for (const matterId of [of.matterId, became!.id]) await expectProof(matterId);
  });
});

describe('a proposal that speaks of two things', () => {
  test('becomes two with the same people, and the first goes on', async () => {
    on('2026-03-02');
    const of = await begin('proposal', proposalForm);
    const by = actor(of);
    await by(member, 'invite', { people: [fellows[0]!.personId] });
    await by(fellows[0]!, 'confirm', { version: 1 });
    await by(member, 'submit');
    await by(clerk, 'split', {
      title: '关于改善老年食堂冬季送餐的提案',
      situation: '冬天送餐要一个多小时，到家已经凉了，独居老人只能用微波炉再热一遍。',
      measures: ['给送餐员配保温箱'],
      reason: '布点和送餐是两件事，分别由不同部门办理。',
    });
    const first = await look(member, of);
    expect(first.matter.state).toBe('screening');
    const second = await look(fellows[0]!, { bodyId: of.bodyId, matterId: first.became[0]!.id });
    expect(second.matter).toMatchObject({ kind: 'proposal', state: 'screening', signers: 2, title: '关于改善老年食堂冬季送餐的提案' });
    expect(second.text.find((one) => one.name === 'measures')!.value).toEqual(['给送餐员配保温箱']);
    expect(second.origin?.matter.id).toBe(of.matterId);
  });
});

describe('a public-sentiment report', () => {
  test('goes up to a leader and its author sees each step', async () => {
    on('2026-03-02');
    const of = await raise('sentiment', sentimentForm);
    const by = actor(of);
    expect((await look(clerk, of)).clocks.find((clock) => clock.clock === 'edit')).toMatchObject({ dueOn: '2026-03-03' });
    await by(clerk, 'edit', {
      editedTitle: '建议规范公共充电设施夜间服务',
      editedWords: '多个小区反映充电桩夜间断电，建议明确夜间服务要求。',
    });
    expect((await look(member, of)).text.find((one) => one.name === 'title')!.value).toBe(sentimentForm.title);
    await by(clerk, 'use', { form: 'compiled', bulletin: '明州政协信息 2026 年第 8 期', addressees: '市委、市政府' });
    await by(clerk, 'adopt', { level: 'provincialCppcc', form: 'single', on: '2026-03-01' });
    expect(
      await by(clerk, 'instruct', { level: 'own', leader: '市政府分管副市长', on: '2026-03-02', words: '请市消防救援支队牵头研究。' }),
    ).toMatchObject({ state: 'followed' });
    expect(await by(clerk, 'followUp', { organisation: '市消防救援支队', words: '已出台夜间服务规范。' })).toMatchObject({
      state: 'closed',
    });
    const told = await look(member, of);
    expect(told.records.map((one) => one.act)).toEqual(['use', 'adopt', 'instruct', 'followUp']);
    expect(told.history.map((one) => one.line).join('\n')).toContain('上级政协单篇采用');
    await expect(look(fellows[0]!, of), 'nobody else reads it').rejects.toMatchObject({ code: 'matter.not-found' });
  });

  test('becomes a draft proposal that its author completes', async () => {
    on('2026-03-02');
    const of = await raise('sentiment', sentimentForm);
    await actor(of)(clerk, 'toProposal', { title: '关于规范公共充电设施夜间服务的提案', reason: '涉及多个部门，宜作提案办理。' });
    const [became] = (await look(member, of)).became;
    expect(became).toMatchObject({ kind: 'proposal', state: 'draft', title: '关于规范公共充电设施夜间服务的提案' });
  });
});

describe('a concern of a member', () => {
  test('is consulted about before it is handled, and rated', async () => {
    on('2026-03-02');
    const of = await raise('concern', concernForm);
    const by = actor(of);
    await by(clerk, 'accept', { level: 'township', words: '街道、市场办、学校、摊贩代表' });
    const unit = cast.city.grassroots.id;
    await expect(by(clerk, 'assign', { mode: 'sole', lead: unit })).rejects.toMatchObject({ code: 'matter.act-blocked' });
    await by(clerk, 'recordConsultation', {
      level: 'township',
      at: '2026-03-02T01:00:00.000Z',
      place: '云塘街道协商议事室',
      people: '乔知语、街道、学校、摊贩代表',
      words: '各方谈了占道的原因和各自的难处，形成了一致意见。',
      outcome: '早市移到路口东侧空地，六点至八点开放。',
    });
    expect(await by(clerk, 'assign', { mode: 'sole', lead: cast.lead.id })).toMatchObject({ state: 'handling' });
    const handling = (await look(member, of)).handlings[0]!.id;
    await by(cast.lead.clerk, 'signFor', {}, handling);
    await by(cast.lead.officer, 'answer', { words: '早市已移到东侧空地。', answerClass: 'done' }, handling);
    expect(await by(member, 'rate', { overall: 'satisfied' }, handling)).toMatchObject({ state: 'closed' });
    expect((await look(member, of)).clocks.filter((clock) => clock.metAt === null)).toEqual([]);
  });
});
