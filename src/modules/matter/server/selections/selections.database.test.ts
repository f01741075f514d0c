import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database } from '#platform/server/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeStaff, making } from '#modules/directory/server/factory.ts';
import type { TestCast } from '../factory.ts';
import { doAct, draftSuggestion, makeCast } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';
import { advanceSelection, openSelection, saveEntry } from './change-selection.ts';
import { listKeyItems } from './list-key-items.ts';
import { listCandidates, readSelection } from './read-selection.ts';

/** Choosing key items keeps its promises: by the body's share and in its steps; what is published stands on the cases, with their people told. */
let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let committee: TestSeat;
const now = new Date('2026-03-02T02:00:00.000Z');
const matters: string[] = [];

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  committee = await making(database, (tx) => makeStaff(tx, cast.city.congress, ['committee'], { name: '委员会干部' }));
  for (let count = 0; count < 3; count += 1) {
    const of = await draftSuggestion(database, cast, { title: `关于加装电梯的第${count + 1}件建议` });
    await doAct(database, cast.author, of, 'submit');
    const view = await database.read(cast.clerk.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
    const checked = view.acts.find((act) => act.act === 'accept')!.fields[0]!.choices!.map((one) => one.value);
    await doAct(database, cast.clerk, of, 'accept', { checked });
    await doAct(
      database,
      cast.clerk,
      of,
      'assign',
      count === 0 ? { mode: 'lead', lead: cast.lead.id, co: [cast.co.id, cast.third.id] } : { mode: 'sole', lead: cast.lead.id },
    );
    matters.push(of.matterId);
  }
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const entry = {
  stage: 'chosen' as const,
  grounds: ['crossCutting' as const],
  score: 92,
  words: '群众反映集中',
  leader: null,
  committee: '城建环资工委',
};
const advance = async (id: string, to: 'shortlisted' | 'deliberating' | 'published') =>
  await database.transact(
    cast.officeLeader.actor,
    async (tx) => await advanceSelection(tx, id, { to, revision: (await readSelection(tx, id)).revision }),
  );

describe('a selection of key items', () => {
  test('lists by rule, keeps the share, and publishes onto the cases', async () => {
    const id = newId();
    const write = <Answer>(work: Parameters<typeof database.transact<Answer>>[1]) => database.transact(cast.clerk.actor, work);
    await write((tx) => openSelection(tx, id, { kind: 'suggestion', purpose: 'key', year: 2026, title: '2026 年重点督办建议' }));
    const { items } = await database.read(cast.clerk.actor, (tx) => listCandidates(tx, id, { limit: 30 }));
    expect(items.map((one) => one.grounds)).toEqual([['crossCutting'], [], []]);
    await expect(advance(id, 'shortlisted')).rejects.toMatchObject({ code: 'matter.selection-blocked' });
    await write((tx) => saveEntry(tx, id, matters[0]!, entry));
    await write((tx) => saveEntry(tx, id, matters[1]!, entry));
    expect((await database.read(cast.clerk.actor, (tx) => listCandidates(tx, id, { limit: 30 }))).items).toHaveLength(1);
    await advance(id, 'shortlisted');
    await advance(id, 'deliberating');
    await expect(advance(id, 'published'), 'one of three may be chosen').rejects.toMatchObject({
      message: expect.stringContaining('请减去 1 件'),
    });
    await write((tx) => saveEntry(tx, id, matters[1]!, { ...entry, stage: 'dropped' }));
    expect(await advance(id, 'published')).toMatchObject({ state: 'published', entries: { chosen: 1 } });
    await expect(write((tx) => saveEntry(tx, id, matters[1]!, entry))).rejects.toMatchObject({ code: 'matter.selection-closed' });
    const chosen = await database.read(cast.author.actor, (tx) => readCase(tx, cast.city.congress.id, matters[0]!));
    expect(chosen.key).toMatchObject({ committee: '城建环资工委', reason: '涉及三个以上单位。群众反映集中' });
  });

  test('a negotiation puts its promises into the ledger before any reply', async () => {
    const of = { bodyId: cast.city.congress.id, matterId: matters[0]! };
    const view = await database.read(cast.lead.clerk.actor, (tx) => readCase(tx, of.bodyId, of.matterId));
    const handling = view.handlings.find((one) => one.unit.id === cast.lead.id)!.id;
    await doAct(database, cast.lead.clerk, of, 'signFor', {}, handling);
    const meeting = {
      at: '2026-03-01T02:00:00.000Z',
      place: '青禾社区',
      people: '副市长、林知远代表、住建局',
      words: '在青禾社区现场办公，听取代表和居民意见。',
      outcome: '六月底前完成二十台电梯的管线迁改。',
      promises: [{ words: '六月底前完成二十台管线迁改', dueOn: '2026-06-30' }],
    };
    await doAct(database, committee, of, 'negotiate', meeting, handling);
    const [item] = (await database.read(committee.actor, (tx) => listKeyItems(tx, { limit: 30 }))).items;
    expect(item).toMatchObject({ committee: '城建环资工委', meetings: [{ place: '青禾社区', outcome: meeting.outcome }] });
    expect(item!.commitments).toMatchObject([{ words: '六月底前完成二十台管线迁改', dueOn: '2026-06-30', state: 'open' }]);
    expect(item!.clock?.clock).toBe('reply');
  });

  test('is not there for another body, and a case that is no key item takes no such meeting', async () => {
    const stranger = await making(database, (tx) => makeStaff(tx, cast.city.cppcc, ['officeLeader'], { name: '政协干部' }));
    expect((await database.read(stranger.actor, (tx) => listKeyItems(tx, { limit: 30 }))).items).toEqual([]);
    const of = { bodyId: cast.city.congress.id, matterId: matters[2]! };
    const handling = (await database.read(cast.lead.clerk.actor, (tx) => readCase(tx, of.bodyId, of.matterId))).handlings[0]!.id;
    await doAct(database, cast.lead.clerk, of, 'signFor', {}, handling);
    const meeting = {
      at: '2026-03-01T02:00:00.000Z',
      place: '某处',
      people: '若干人',
      words: '协商纪要写在这里，十个字以上。',
      outcome: '达成一致',
    };
    await expect(doAct(database, cast.lead.clerk, of, 'negotiate', meeting, handling)).rejects.toMatchObject({
      code: 'matter.act-blocked',
    });
  });
});
