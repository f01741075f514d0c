import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database, tables } from '#platform/server/database.ts';
import { Dispatcher, systemActor } from '#platform/server/outbox/dispatcher.ts';
import type { PlatformTables } from '#platform/server/tables.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { publishRules } from '#modules/profile/server/index.ts';
import { listTasks as listTasksRoute } from '../../contract/routes.ts';
import type { CaseView } from '../../contract/views.ts';
import { bulkAct, undoBulk } from '../actions/bulk-act.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftSuggestion, makeCast, raiseReport, suggestionForm } from '../factory.ts';
import { saveDraft } from '../actions/save-draft.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { runBulk, turnClocks } from '../jobs.ts';
import { listMatters } from '../queries/list-matters.ts';
import { listTasks } from '../queries/list-tasks.ts';
import { readBoard } from '../queries/read-board.ts';
import { readCase } from '../queries/read-case.ts';
import { matterSubscribers } from '../subscribers.ts';

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let dispatcher: Dispatcher;
let now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  dispatcher = new Dispatcher(database, matterSubscribers, {
    error: (...all: unknown[]) => console.error(...all),
    warn: (...all: unknown[]) => console.error(...all),
  } as never);
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

interface Of {
  readonly bodyId: string;
  readonly matterId: string;
}

const on = (day: string) => {
  now = new Date(`${day}T02:00:00.000Z`);
};
const look = (seat: TestSeat, of: Of): Promise<CaseView> => database.read(seat.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
const by = (of: Of, seat: TestSeat, act: string, input = {}, target?: string) => doAct(database, seat, of, act, input, target);
const everyGround = [
  'personalMatter',
  'forwardedLetter',
  'pendingCase',
  'liveTender',
  'consultation',
  'academic',
  'promotion',
  'noContent',
];
const told = async (personId: string, of: Of) =>
  await database.read(
    systemActor,
    (tx) =>
      tables<PlatformTables>(tx)
        .selectFrom('notification')
        .select(['title', 'words'])
        .where('person_id', '=', personId)
        .where('subject_id', '=', of.matterId)
        .orderBy('id')
        .execute(),
    { access: 'worker' },
  );

async function accepted(): Promise<Of> {
  const of = await draftSuggestion(database, cast);
  await by(of, cast.author, 'submit');
  await by(of, cast.clerk, 'accept', { checked: everyGround });
  return of;
}

async function assigned(mode: 'sole' | 'lead' = 'sole'): Promise<Of & { handling: string; co?: string }> {
  const of = await accepted();
  await by(of, cast.clerk, 'assign', { mode, lead: cast.lead.id, ...(mode === 'lead' ? { co: [cast.co.id] } : {}) });
  const view = await look(cast.clerk, of);
  return { ...of, handling: view.handlings.find((one) => one.role !== 'co')!.id, co: view.handlings.find((one) => one.role === 'co')?.id };
}

describe('numbers', () => {
  test('forty acceptances at once give forty neighbouring numbers', async () => {
    const cases = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const of = await draftSuggestion(database, cast);
        await by(of, cast.author, 'submit');
        return of;
      }),
    );
    const numbers = await Promise.all(
      cases.map(async (of) => Number(/(\d+)号$/.exec((await by(of, cast.clerk, 'accept', { checked: everyGround })).number!)![1])),
    );
    const sorted = numbers.toSorted((one, other) => one - other);
    expect(sorted).toEqual(Array.from({ length: 40 }, (_, index) => sorted[0]! + index));
  });

  test('a refused acceptance uses up no number', async () => {
    const before = (await by(await submitted(), cast.clerk, 'accept', { checked: everyGround })).number!;
    await expect(by(await submitted(), cast.clerk, 'accept', { checked: ['noContent'] })).rejects.toMatchObject({
      code: 'matter.act-blocked',
    });
    const after = (await by(await submitted(), cast.clerk, 'accept', { checked: everyGround })).number!;
    const figure = (number: string) => Number(/(\d+)号$/.exec(number)![1]);
    expect(figure(after)).toBe(figure(before) + 1);
  });

  test('reports are numbered after commit, in a row', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, () => raiseReport(database, cast)));
    await dispatcher.drain();
    const numbers = await Promise.all(cases.map(async (of) => Number((await look(cast.author, of)).matter.shortNumber!.split('-')[1])));
    const sorted = numbers.toSorted((one, other) => one - other);
    expect(sorted).toEqual(Array.from({ length: 12 }, (_, index) => sorted[0]! + index));
  });
});

async function submitted(): Promise<Of> {
  const of = await draftSuggestion(database, cast);
  await by(of, cast.author, 'submit');
  return of;
}

describe('co-signing', () => {
  test('a changed text must be confirmed anew, and only the version that was seen can be', async () => {
    const of = await draftSuggestion(database, cast);
    const [first] = cast.cosigners;
    await by(of, cast.author, 'invite', { people: [first!.personId] });
    await by(of, first!, 'confirm', { version: 1 });
    await by(of, cast.author, 'revise');
    expect((await look(cast.author, of)).parties[0]).toMatchObject({ state: 'stale' });
    await by(of, cast.author, 'invite', { people: [first!.personId] });
    await expect(by(of, first!, 'confirm', { version: 1 })).rejects.toMatchObject({ code: 'matter.text-changed' });
    await by(of, first!, 'confirm', { version: 2 });
    expect(await by(of, cast.author, 'submit')).toMatchObject({ state: 'screening' });
  });

  test('nobody but the invited can confirm', async () => {
    const of = await draftSuggestion(database, cast);
    await by(of, cast.author, 'invite', { people: [cast.cosigners[0]!.personId] });
    await expect(by(of, cast.cosigners[1]!, 'confirm', { version: 1 })).rejects.toMatchObject({ status: 404 });
  });
});

describe('a draft', () => {
  test("never takes the id of another body's matter", async () => {
    const other = await makeCast(database, '3497');
    const of = await draftSuggestion(database, cast);
    const stolen = database.transact(other.author.actor, (tx) => saveDraft(tx, kindOf('suggestion'), of.matterId, suggestionForm()));
    await expect(stolen).rejects.toMatchObject({ code: 'matter.changed' });
  });
});

describe('assignment', () => {
  test('a unit objects inside its window, its clocks stand still meanwhile and run on where the office refuses', async () => {
    on('2026-03-02');
    const of = await assigned();
    await by(of, cast.lead.clerk, 'object', { reason: '属于交通局的职责' }, of.handling);
    expect((await look(cast.clerk, of)).clocks.find((clock) => clock.clock === 'reply')).toMatchObject({ state: 'waiting' });
    on('2026-03-09');
    await by(of, cast.clerk, 'refuseObjection', { reason: '牵头单位是你局' }, of.handling);
    const running = (await look(cast.clerk, of)).clocks.find((clock) => clock.clock === 'reply')!;
    expect(running).toMatchObject({ state: 'running', dueOn: '2026-06-09' });
    on('2026-03-02');
  });

  test('after the window it is told so', async () => {
    on('2026-03-02');
    const of = await assigned();
    on('2026-03-20');
    await expect(by(of, cast.lead.clerk, 'object', { reason: '不属于本单位' }, of.handling)).rejects.toMatchObject({
      code: 'matter.act-blocked',
    });
    on('2026-03-02');
  });

  test('a reassigned unit sees nothing of the case any more, the new one does', async () => {
    const of = await assigned();
    await by(of, cast.clerk, 'reassign', { unit: cast.third.id, reason: '职责调整' }, of.handling);
    await expect(look(cast.lead.clerk, of)).rejects.toMatchObject({ status: 404 });
    expect((await look(cast.third.clerk, of)).handlings.filter((one) => one.state !== 'ended').map((one) => one.unit.id)).toEqual([
      cast.third.id,
    ]);
  });

  test('a co-handling unit gives its opinion and writes no answer', async () => {
    const of = await assigned('lead');
    await by(of, cast.co.clerk, 'signFor', {}, of.co);
    const offered = (await look(cast.co.clerk, of)).acts.map(({ act }) => act);
    expect(offered).toContain('giveOpinion');
    expect(offered).not.toContain('draftReply');
    await expect(by(of, cast.co.clerk, 'draftReply', { words: '由我局答复。', answerClass: 'A' }, of.co)).rejects.toMatchObject({
      status: 403,
    });
  });

  test('an extension is asked in time, granted, and moves the day; the law bounds it', async () => {
    on('2026-03-02');
    const of = await assigned();
    await by(of, cast.lead.clerk, 'signFor', {}, of.handling);
    await expect(
      by(of, cast.lead.clerk, 'requestExtension', { until: '2026-12-31', reason: '需要招标' }, of.handling),
    ).rejects.toMatchObject({ code: 'matter.day-too-late' });
    await by(of, cast.lead.clerk, 'requestExtension', { until: '2026-08-03', reason: '需要招标' }, of.handling);
    await by(of, cast.clerk, 'grantExtension', {}, of.handling);
    expect((await look(cast.author, of)).clocks.find((clock) => clock.clock === 'reply')).toMatchObject({ dueOn: '2026-08-03' });
  });
});

describe('merging', () => {
  test('keeps every voice: whoever raised the merged one is told of the reply, and it can be undone', async () => {
    const [target, other] = [await assigned(), await submittedBy(cast.cosigners[0]!)];
    await by(other, cast.clerk, 'mergeInto', { into: target.matterId, reason: '内容相同' });
    await by(target, cast.lead.clerk, 'signFor', {}, target.handling);
    await reply(target);
    await dispatcher.drain();
    expect((await told(cast.cosigners[0]!.personId, target)).map((one) => one.title)).toContain('答复来了');
    expect(await by(other, cast.clerk, 'unmerge', { reason: '诉求并不相同' })).toMatchObject({ state: 'screening' });
  });

  test('not into itself, nor into one that is gone', async () => {
    const of = await submitted();
    await expect(by(of, cast.clerk, 'mergeInto', { into: of.matterId, reason: '内容相同' })).rejects.toMatchObject({
      code: 'matter.merge-itself',
    });
  });
});

async function submittedBy(seat: TestSeat): Promise<Of> {
  const of = await draftSuggestion(database, { ...cast, author: seat });
  await by(of, seat, 'submit');
  return of;
}

async function reply(of: Of & { handling: string }, change = {}): Promise<void> {
  await by(
    of,
    cast.lead.officer,
    'recordContact',
    { manner: 'phone', at: new Date(now.getTime() - 3_600_000).toISOString(), words: '电话沟通了办理思路。' },
    of.handling,
  );
  await by(of, cast.lead.officer, 'draftReply', { words: '您提出的建议收悉。现答复如下。', answerClass: 'solved', ...change }, of.handling);
  await by(of, cast.lead.officer, 'startSignoff', { head: cast.lead.head.personId }, of.handling);
  await by(of, cast.lead.head, 'signOff', {}, of.handling);
  await by(of, cast.lead.clerk, 'issueReply', {}, of.handling);
}

describe('withdrawal', () => {
  test('where the rules want all signers to agree, it waits for them', async () => {
    const own = await makeCast(database, '3498');
    await database.transact(
      systemActor,
      (tx) =>
        publishRules(tx, own.city.congress.id, {
          validFrom: '2026-01-01',
          departures: { withdrawalRule: 'allSignersAgree' },
          note: '试行',
          publishedBy: '岳简',
        }),
      { access: 'worker' },
    );
    const of = await draftSuggestion(database, own);
    const act = (seat: TestSeat, name: string, input = {}) => doAct(database, seat, of, name, input);
    await act(own.author, 'invite', { people: [own.cosigners[0]!.personId] });
    await act(own.cosigners[0]!, 'confirm', { version: 1 });
    await act(own.author, 'submit');
    await expect(act(own.author, 'withdraw', { reason: '情况有变化' })).rejects.toMatchObject({ code: 'matter.act-blocked' });
    await act(own.cosigners[0]!, 'agreeWithdrawal');
    expect(await act(own.author, 'withdraw', { reason: '情况有变化' })).toMatchObject({ state: 'withdrawn' });
  });
});

describe('time', () => {
  test('clocks turn due soon, overdue and back into lists; each turn once', async () => {
    on('2026-03-02');
    const of = await assigned();
    const states: (string | undefined)[] = [];
    for (const day of ['2026-05-20', '2026-05-28', '2026-06-03', '2026-07-20']) {
      on(day);
      await turnClocks.handle(database, {}, { id: newId(), signal: new AbortController().signal });
      const task = (await database.read(cast.lead.clerk.actor, (tx) => listTasks(tx, { limit: 200, officer: 'any' } as never))).items.find(
        (one) => one.matter.id === of.matterId && one.clock.clock === 'reply',
      );
      states.push(task?.clock.state);
    }
    expect(states).toEqual(['running', 'dueSoon', 'overdue', 'veryOverdue']);
    const [task] = (await database.read(cast.lead.clerk.actor, (tx) => listTasks(tx, { limit: 1, officer: 'any' } as never))).items;
    expect(listTasksRoute.answer.shape.items.element.parse(JSON.parse(JSON.stringify(task))).clock.task).not.toBe('');
    on('2026-03-02');
  });
});

describe('bulk', () => {
  test('waits for its undo window, then acts case by case; a case that cannot says why', async () => {
    on('2026-03-02');
    const [one, two, done] = [await submitted(), await submitted(), await accepted()];
    const targets = [one, two, done].map(({ bodyId, matterId }) => ({ bodyId, matterId }));
    const batch = await database.transact(cast.clerk.actor, (tx) =>
      bulkAct(tx, { kind: 'suggestion', act: 'accept', input: { checked: everyGround }, targets }),
    );
    const run = () =>
      runBulk.handle(
        database,
        { bodyId: cast.city.congress.id, batchId: batch.batchId },
        { id: newId(), signal: new AbortController().signal },
      );
    await run();
    expect((await look(cast.clerk, one)).matter.state).toBe('screening');
    now = new Date(now.getTime() + 60_000);
    await run();
    await run();
    expect((await look(cast.clerk, one)).matter.state).toBe('accepted');
    expect((await look(cast.clerk, two)).matter.state).toBe('accepted');
    expect((await look(cast.clerk, done)).revision).toBe(2);
  });

  test('undone in time it leaves nothing', async () => {
    const of = await submitted();
    const batch = await database.transact(cast.clerk.actor, (tx) =>
      bulkAct(tx, { kind: 'suggestion', act: 'accept', input: { checked: everyGround }, targets: [of] }),
    );
    await database.transact(cast.clerk.actor, (tx) => undoBulk(tx, batch.batchId));
    now = new Date(now.getTime() + 60_000);
    await runBulk.handle(
      database,
      { bodyId: cast.city.congress.id, batchId: batch.batchId },
      { id: newId(), signal: new AbortController().signal },
    );
    expect((await look(cast.clerk, of)).matter.state).toBe('screening');
    on('2026-03-02');
  });
});

describe('board and lists', () => {
  test('the board adds up and equals what the lists hold', async () => {
    await dispatcher.drain();
    const board = await database.read(cast.clerk.actor, (tx) => readBoard(tx, {}));
    expect(board.total.raised).toBe(board.total.closed + board.total.open);
    const { running, soon, overdue, veryOverdue, waiting } = board.marks;
    expect(running + soon + overdue + veryOverdue + waiting).toBe(board.total.open);
    expect(board.stages.reduce((sum, one) => sum + one.count, 0)).toBe(board.total.raised);
    const listed = await everything();
    expect(listed.length).toBe(board.total.raised);
    expect(listed.filter((line) => line.mark !== 'done' && line.mark !== 'closed').length).toBe(board.total.open);
  });

  test('pages by keyset: every row once, in order', async () => {
    const listed = await everything();
    expect(new Set(listed.map((line) => line.id)).size).toBe(listed.length);
    expect(listed.map((line) => line.changedAt)).toEqual(
      listed
        .map((line) => line.changedAt)
        .toSorted()
        .toReversed(),
    );
  });

  test('finds by words and by number', async () => {
    const of = await accepted();
    const { shortNumber } = (await look(cast.clerk, of)).matter;
    const found = (words: string) =>
      database.read(cast.clerk.actor, (tx) => listMatters(tx, { view: 'body', order: 'changed', limit: 50, words } as never));
    expect((await found('加装电梯')).items.length).toBeGreaterThan(0);
    expect((await found(shortNumber!)).items.map((line) => line.id)).toEqual([of.matterId]);
    expect((await found('没有这样的词语组合')).items).toEqual([]);
  });
});

async function everything() {
  const lines = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await database.read(cast.clerk.actor, (tx) =>
      listMatters(tx, { view: 'body', order: 'changed', limit: 7, ...(cursor ? { cursor } : {}) } as never),
    );
    lines.push(...page.items);
    cursor = page.next;
  }
  return lines;
}
