import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { Database } from '#platform/server/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { kindOf } from '../../contract/kinds/index.ts';
import { raiseMatter } from '../actions/raise-matter.ts';
import { bulletinDocument } from '../documents/bulletin-document.ts';
import { doAct } from '../factory.ts';
import { readCase } from '../queries/read-case.ts';
import { dropBulletin, issueBulletin, saveBulletin } from './change-bulletin.ts';
import { listBulletins, listEditions, readBulletin } from './read-bulletin.ts';
import { readBulletinYear } from './read-bulletin-year.ts';

/** The editor's desk keeps its promises: all of a bulletin goes out or nothing, numbers have no gaps, authors see each step, nobody else sees drafts. */
let isolated: IsolatedDatabase;
let database: Database;
let city: TestCity;
let author: TestSeat;
let editor: TestSeat;
let stranger: TestSeat;
const now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  [city, author, editor, stranger] = await making<[TestCity, TestSeat, TestSeat, TestSeat]>(database, async (tx) => {
    const made = await makeCity(tx);
    return [
      made,
      await makeMember(tx, made.cppcc, { name: '乔知语' }),
      await makeStaff(tx, made.cppcc, ['clerk'], { name: '纪闻' }),
      await makeStaff(tx, made.congress, ['clerk'], { name: '别家干部' }),
    ];
  });
});

afterAll(async () => {
  await database.close();
  await isolated.drop();
});

const write = <Answer>(seat: TestSeat, work: Parameters<typeof database.transact<Answer>>[1]) => database.transact(seat.actor, work);
const read = <Answer>(seat: TestSeat, work: Parameters<typeof database.read<Answer>>[1]) => database.read(seat.actor, work);

async function raise(title: string): Promise<string> {
  const id = newId();
  const form = {
    title,
    raisedBy: 'people',
    field: '城建交通',
    words: '情况、分析和建议，都写在这里，写到四十个字以上才算写完整，所以再多写一些内容来凑够字数。',
    urgency: 'ordinary',
  };
  await write(author, (tx) => raiseMatter(tx, kindOf('sentiment'), id, form));
  return id;
}

const text = {
  form: 'compiled' as const,
  title: '关于公共充电设施的几点反映',
  words: '一是夜间断电。\n二是收费不一。',
  addressees: ['市委', '市政府'],
};
let first: string;
let second: string;
beforeEach(async () => {
  [first, second] = [await raise('基层反映充电桩夜间断电'), await raise('基层反映充电收费不一')];
});

describe('a bulletin', () => {
  test('weaves several reports, is numbered, and every author sees it', async () => {
    const id = newId();
    await write(editor, (tx) => saveBulletin(tx, id, { ...text, revision: 0, matters: [first, second] }));
    const drafted = await read(editor, (tx) => readBulletin(tx, id));
    expect(drafted).toMatchObject({ number: null, state: 'draft', revision: 1 });
    expect(drafted.matters.map((one) => one.original.title)).toEqual(['基层反映充电桩夜间断电', '基层反映充电收费不一']);
    const issued = await write(editor, (tx) => issueBulletin(tx, id, { revision: 1, signer: '秘书长' }));
    const bodyId = city.cppcc.id;
    for (const matterId of [first, second]) {
      const view = await read(author, (tx) => readCase(tx, bodyId, matterId));
      expect(view.matter.state).toBe('used');
      expect(view.history.at(-1)!.line).toBe(`综合采用：${issued.name}，报送市委、市政府`);
    }
    const next = newId();
    await write(editor, (tx) => saveBulletin(tx, next, { ...text, form: 'single', revision: 0, matters: [first] }));
    expect((await write(editor, (tx) => issueBulletin(tx, next, { revision: 1, signer: '秘书长' }))).number).toBe(issued.number + 1);
    const document = await read(editor, (tx) => bulletinDocument(tx, id));
    expect(document.name).toBe(`${issued.name}.docx`);
    expect(document.bytes.subarray(0, 2).toString()).toBe('PK');
    const year = await read(editor, (tx) => readBulletinYear(tx, 2026));
    expect(year.items.find((one) => one.author === '乔知语')).toMatchObject({ compiled: 2, single: 1 });
  });

  test('goes out whole or not at all', async () => {
    const id = newId();
    await write(editor, (tx) => saveBulletin(tx, id, { ...text, revision: 0, matters: [first, second] }));
    await doAct(database, editor, { bodyId: city.cppcc.id, matterId: second }, 'keep', { reason: '内容重复，留存备查。' });
    const before = (await read(editor, (tx) => listBulletins(tx, { limit: 30, state: 'issued' }))).items.length;
    await expect(write(editor, (tx) => issueBulletin(tx, id, { revision: 1, signer: '秘书长' }))).rejects.toMatchObject({
      code: 'matter.bulletin-matter',
    });
    expect((await read(author, (tx) => readCase(tx, city.cppcc.id, first))).matter.state).toBe('submitted');
    expect((await read(editor, (tx) => listBulletins(tx, { limit: 30, state: 'issued' }))).items).toHaveLength(before);
  });

  test('is not changed behind somebody, nor after it went out', async () => {
    const id = newId();
    await write(editor, (tx) => saveBulletin(tx, id, { ...text, revision: 0, matters: [first] }));
    await write(editor, (tx) => saveBulletin(tx, id, { ...text, title: '另一个标题', revision: 1, matters: [first] }));
    await expect(write(editor, (tx) => saveBulletin(tx, id, { ...text, revision: 1, matters: [first] }))).rejects.toMatchObject({
      code: 'matter.bulletin-changed',
    });
    await write(editor, (tx) => issueBulletin(tx, id, { revision: 2, signer: '秘书长' }));
    await expect(write(editor, (tx) => saveBulletin(tx, id, { ...text, revision: 3, matters: [first] }))).rejects.toMatchObject({
      code: 'matter.bulletin-issued',
    });
    await expect(write(editor, (tx) => dropBulletin(tx, id))).rejects.toMatchObject({ code: 'matter.bulletin-issued' });
  });

  test('is nobody else’s business, and takes nobody else’s matters', async () => {
    const id = newId();
    await write(editor, (tx) => saveBulletin(tx, id, { ...text, revision: 0, matters: [first] }));
    await doAct(database, editor, { bodyId: city.cppcc.id, matterId: first }, 'edit', {
      editedTitle: '编辑后的标题',
      editedWords: '编辑后的正文，写够二十个字才能保存，所以再写一些。',
    });
    expect((await read(editor, (tx) => listEditions(tx, city.cppcc.id, first))).items).toHaveLength(1);
    for (const seat of [author, stranger])
      await expect(read(seat, (tx) => readBulletin(tx, id))).rejects.toMatchObject({ code: 'matter.bulletin-not-found' });
    expect((await read(author, (tx) => listEditions(tx, city.cppcc.id, first))).items).toEqual([]);
    await expect(read(stranger, (tx) => listEditions(tx, city.cppcc.id, first))).rejects.toMatchObject({ code: 'matter.not-found' });
    await expect(write(stranger, (tx) => saveBulletin(tx, newId(), { ...text, revision: 0, matters: [first] }))).rejects.toMatchObject({
      code: 'matter.not-found',
    });
  });
});
