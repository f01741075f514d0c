import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document, Packer, Paragraph } from 'docx';
import type { FastifyInstance } from 'fastify';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { Database, tables } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { Dispatcher, systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, fileForm, testServer } from '#platform/server/testing/test-server.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { openPhoneVault } from '#modules/identity/server/index.ts';
import { defaultValue } from '#modules/profile/contract/parameters.ts';
import type { AnswerOf } from '#platform/contract/route.ts';
import type { readIntake, readIntakeRow, RowContent } from '../../contract/intake.ts';
import type { TestCast } from '../factory.ts';
import { doAct, makeCast, suggestionForm } from '../factory.ts';
import { matterModule } from '../index.ts';
import { readCase } from '../queries/read-case.ts';
import type { MatterTables } from '../tables.ts';
import { matterIntakeModule } from './intake-module.ts';
import { takeRowsJob } from './take-rows.ts';

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let cast: TestCast;
let room: FileRoom;
let dispatcher: Dispatcher;
let namesakes: readonly TestSeat[];
let otherClerk: TestSeat;
const dataDir = mkdtempSync(join(tmpdir(), 'luzhitong-intake-'));
const secret = 'x'.repeat(40);
const now = new Date('2026-03-02T02:00:00.000Z');

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  [namesakes, otherClerk] = await making(database, async (tx) => [
    [await makeMember(tx, cast.city.congress, { name: '张伟' }), await makeMember(tx, cast.city.congress, { name: '张伟' })],
    await makeStaff(tx, (await makeCity(tx, '3398')).congress, ['clerk'], { name: '外市办公室' }),
  ]);
  room = new FileRoom({ settings: { kind: 'folder', path: join(dataDir, 'files') }, dataDir });
  const intake = matterIntakeModule({ settings: { publicUrl: 'https://lvzhi.example', secret }, files: room });
  server = await testServer(database, { modules: [matterModule, intake] });
  dispatcher = new Dispatcher(database, [...(matterModule.subscribers ?? []), ...(intake.subscribers ?? [])], {
    error: (...all: unknown[]) => console.error(...all),
    warn: (...all: unknown[]) => console.error(...all),
  } as never);
});

afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
}

async function ask<Body = { code: string; message: string }>(
  actor: Actor,
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: object,
): Promise<Answered<Body>> {
  const answer = await server.inject({
    method,
    url,
    headers: as(actor),
    ...(payload ? { payload } : method === 'GET' ? {} : { payload: {} }),
  });
  return {
    status: answer.statusCode,
    body: (answer.headers['content-type']?.includes('json') ? answer.json() : answer.rawPayload) as Body,
  };
}

async function put<Body = { code: string; message: string }>(
  intakeId: string,
  name: string,
  bytes: Buffer,
  actor = cast.clerk.actor,
): Promise<Answered<Body>> {
  const form = fileForm(name, bytes);
  const answer = await server.inject({
    method: 'POST',
    url: `/api/intake/${intakeId}/files`,
    headers: { ...as(actor), ...form.headers },
    payload: form.payload as Buffer,
  });
  return { status: answer.statusCode, body: answer.json<Body>() };
}

const rows = async <Found extends object>(text: string, values: readonly unknown[] = []) =>
  await withClient(isolated.adminUrl, async (client) => (await client.query<Found>(text, [...values])).rows);

async function scan(seat: TestSeat): Promise<string> {
  const file = await room.prepare('签名页.pdf', async () => Buffer.from(`%PDF-1.4\n% ${newId()}\n%%EOF\n`));
  return await database.transact(
    seat.actor,
    async (tx) => (await room.insert(tx, file, { bodyId: seat.actor.bodyId!, personId: seat.personId, unitId: null })).id,
  );
}

const paper = (change: object = {}) => ({
  form: suggestionForm(),
  author: cast.author.personId,
  signers: [],
  signedOnPaper: false,
  receivedOn: '2026-02-27',
  manner: 'hand',
  scans: [],
  ...change,
});
const enter = async (change: object = {}, matterId = newId(), actor = cast.clerk.actor) => ({
  ...(await ask<{ code: string; message: string; state: string }>(actor, 'POST', `/api/paper/suggestion/${matterId}`, paper(change))),
  matterId,
});

describe('an item on paper', () => {
  test('is submitted in the name of its proposer, and history, audit and notices say who entered it', async () => {
    const signer = cast.cosigners[0]!;
    const file = await scan(cast.clerk);
    const made = await enter({ signers: [signer.personId], signedOnPaper: true, scans: [file] });
    expect(made.status).toBe(200);
    expect(made.body).toMatchObject({ state: 'screening' });
    await dispatcher.drain();

    const bodyId = cast.city.congress.id;
    const view = await database.read(cast.clerk.actor, (tx) => readCase(tx, bodyId, made.matterId));
    expect(view.matter.author).toMatchObject({ id: cast.author.personId, name: '林知远' });
    expect(view.matter.signers).toBe(2);
    expect(view.matter.submittedAt).toBe('2026-02-26T16:00:00.000Z');
    expect(view.history.map((line) => line.line)).toEqual(['林知远代表（书面，苏衡录入）提交建议']);
    const [matter] = await rows<{ source: string }>('select source from matter where id = $1', [made.matterId]);
    expect(matter).toEqual({ source: 'paper' });
    const [audit] = await rows<{ person_id: string; detail: object }>(
      `select person_id, detail from audit_entry where subject_id = $1 and act = 'matter.suggestion.enter-paper'`,
      [made.matterId],
    );
    expect(audit).toMatchObject({
      person_id: cast.clerk.personId,
      detail: { enteredFor: cast.author.personId, signers: [signer.personId] },
    });
    const told = await rows<{ person_id: string; title: string }>(
      'select person_id, title from notification where subject_id = $1 and person_id = any($2)',
      [made.matterId, [cast.author.personId, signer.personId]],
    );
    expect(told.filter((one) => one.person_id === cast.author.personId).map((one) => one.title)).toEqual(['已代您录入书面建议']);
    expect(told.filter((one) => one.person_id === signer.personId).map((one) => one.title)).toContain('您联名的书面建议已录入');
    // The normal life goes on.
    const checked = [...defaultValue('inadmissibleGrounds', { kind: 'congress', level: 'city' })];
    expect(await doAct(database, cast.clerk, { bodyId, matterId: made.matterId }, 'accept', { checked })).toMatchObject({
      state: 'accepted',
    });
  });

  test('entered again under the same id is the same matter', async () => {
    const once = await enter();
    const again = await enter({ form: suggestionForm({ title: '关于另一件事情的建议' }) }, once.matterId);
    expect(again.body).toEqual(once.body);
    expect(await rows('select 1 from matter where id = $1', [once.matterId])).toHaveLength(1);
  });

  test.each([
    ['signers without the tick', () => ({ signers: [cast.cosigners[0]!.personId], signedOnPaper: false, scans: [] }), 'intake.signatures'],
    ['signers without a scan', () => ({ signers: [cast.cosigners[0]!.personId], signedOnPaper: true, scans: [] }), 'intake.signatures'],
    ['the proposer among the signers', () => ({ signers: [cast.author.personId], signedOnPaper: true }), 'intake.own-name'],
    ['a day to come', () => ({ receivedOn: '2026-03-03' }), 'intake.received'],
    ['a day long past', () => ({ receivedOn: '2020-01-01' }), 'intake.received'],
    ['a stranger as proposer', () => ({ author: cast.clerk.personId }), 'matter.person-unknown'],
    ['an unfinished form', () => ({ form: { ...suggestionForm(), measures: [] } }), 'matter.act-blocked'],
    ['a form that is none', () => ({ form: { title: '短' } }), 'request.invalid'],
    ['somebody else’s file', () => ({ scans: [newId()] }), 'file.gone'],
  ])('%s is refused and leaves nothing', async (_name, change, code) => {
    const refused = await enter(change());
    expect(refused.body.code).toBe(code);
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(await rows('select 1 from matter where id = $1', [refused.matterId])).toEqual([]);
  });

  test('is entered by an office, for its own body alone', async () => {
    expect((await enter({}, newId(), nobody)).status).toBe(401);
    expect((await enter({}, newId(), cast.author.actor)).status).toBe(403);
    expect((await enter({}, newId(), cast.lead.clerk.actor)).status).toBe(403);
    expect((await enter({}, newId(), otherClerk.actor)).body.code).toBe('matter.person-unknown');
  });

  test('does not take the id of a draft that somebody else keeps', async () => {
    const matterId = newId();
    await ask(cast.author.actor, 'PUT', `/api/drafts/suggestion/${matterId}`, { form: suggestionForm() });
    expect((await enter({ author: cast.cosigners[1]!.personId }, matterId)).body.code).toBe('matter.changed');
  });

  test('that is not his is said by the proposer alone, seen and settled by the office', async () => {
    const { matterId } = await enter();
    const bodyId = cast.city.congress.id;
    const at = `/api/matters/${bodyId}/${matterId}/paper`;
    const words = { words: '这不是我提的，签名不是我的。' };
    expect((await ask(cast.cosigners[0]!.actor, 'POST', `${at}/objection`, words)).status).toBe(404);
    expect((await ask(cast.author.actor, 'POST', `${at}/objection`, { words: '不' })).status).toBe(400);
    expect((await ask(nobody, 'POST', `${at}/objection`, words)).status).toBe(401);
    expect((await ask(cast.clerk.actor, 'POST', `${at}/objection`, words)).status).toBe(403);
    expect((await ask<object>(cast.author.actor, 'GET', at)).body).toMatchObject({ entry: { enteredBy: '苏衡' }, objectionBlocked: null });
    expect((await ask(cast.author.actor, 'POST', `${at}/objection`, words)).status).toBe(200);
    expect((await ask(cast.author.actor, 'POST', `${at}/objection`, words)).body.code).toBe('intake.objected');
    await dispatcher.drain();
    const [told] = await rows<{ title: string }>(
      `select title from notification where subject_id = $1 and person_id = $2 order by id desc`,
      [matterId, cast.clerk.personId],
    );
    expect(told?.title).toBe('提出人对代录的书面件有异议');
    const listed = async (actor: Actor) =>
      (await ask<{ items: { matterId: string }[] }>(actor, 'GET', '/api/paper?objected=true')).body.items.map((one) => one.matterId);
    expect(await listed(cast.clerk.actor)).toContain(matterId);
    expect(await listed(otherClerk.actor)).toEqual([]);
    expect((await ask(otherClerk.actor, 'POST', `${at}/settlement`, { words: '不归我们管' })).status).toBe(404);
    expect((await ask(cast.clerk.actor, 'POST', `${at}/settlement`, { words: '已与代表核对，由其本人撤回。' })).status).toBe(200);
    expect(await listed(cast.clerk.actor)).not.toContain(matterId);
    expect((await ask<{ entry: null }>(cast.cosigners[0]!.actor, 'GET', at)).body).toEqual({ entry: null });
  });
});

const document = async (...lines: string[]) =>
  await Packer.toBuffer(new Document({ sections: [{ children: lines.map((line) => new Paragraph(line)) }] }));
const suggestion = async (author: string, title = '关于建设社区口袋公园的建议', ...more: string[]) =>
  await document(
    title,
    `领衔代表：${author}`,
    ...more,
    '一、基本情况',
    '青禾社区建成二十多年，公共绿地少，老人孩子没有活动的地方。',
    '二、原因分析',
    '零星地块权属分散，没有统一规划。',
    '三、建议',
    '1.把零星地块统一纳入口袋公园建设计划。',
    '2.建立居民参与设计的办法。',
  );

type Batch = AnswerOf<typeof readIntake>;
type Row = AnswerOf<typeof readIntakeRow>;

const open = async (source: 'docx' | 'excel' = 'docx', actor = cast.clerk.actor) =>
  (await ask<{ intakeId: string }>(actor, 'POST', '/api/intake', { kind: 'suggestion', source, name: '春季会议交来' })).body.intakeId;
const batch = async (id: string) => (await ask<Batch>(cast.clerk.actor, 'GET', `/api/intake/${id}`)).body;
const row = async (id: string, rowId: string) => (await ask<Row>(cast.clerk.actor, 'GET', `/api/intake/${id}/rows/${rowId}`)).body;
const mend = async (id: string, of: Row, content: Partial<RowContent>, confirm = true) =>
  await ask<{ code: string; state: string; doubts: Row['doubts'] }>(cast.clerk.actor, 'PUT', `/api/intake/${id}/rows/${of.id}`, {
    revision: of.revision,
    content: { ...of.content, ...content },
    confirm,
  });
const confirmed = async (id: string, rowId: string, form: object = {}) => {
  const of = await row(id, rowId);
  return await mend(id, of, { form: { ...of.content.form, field: '城建交通', ...form } });
};
const take = async (id: string, signal = new AbortController().signal) =>
  await takeRowsJob(room).handle(database, { bodyId: cast.city.congress.id, intakeId: id }, { id: newId(), signal });

describe('a batch of documents', () => {
  test('is read, confirmed row by row and taken in once', async () => {
    const id = await open();
    const bytes = await suggestion('林知远', '关于建设社区口袋公园的建议');
    const put1 = await put<{ added: number }>(id, '建议.docx', bytes);
    expect(put1).toEqual({ status: 200, body: { added: 1, repeated: 0, refused: [] } });
    expect((await put<object>(id, '同一份.docx', bytes)).body).toEqual({ added: 0, repeated: 1, refused: [] });
    const [line] = (await batch(id)).rows;
    const of = await row(id, line!.id);
    expect(of.content).toMatchObject({
      author: cast.author.personId,
      receivedOn: '2026-03-02',
      form: { title: '关于建设社区口袋公园的建议', measures: ['把零星地块统一纳入口袋公园建设计划。', '建立居民参与设计的办法。'] },
    });
    expect(of.original.find((one) => one.as === 'author')?.words).toBe('领衔代表：林知远');
    expect((await mend(id, of, { form: { ...of.content.form, field: undefined } })).body).toMatchObject({ code: 'intake.doubts' });
    expect((await confirmed(id, line!.id)).body.state).toBe('confirmed');
    expect((await ask(cast.clerk.actor, 'POST', `/api/intake/${id}/take`)).body).toEqual({ waiting: 1 });
    await take(id);
    await ask(cast.clerk.actor, 'POST', `/api/intake/${id}/take`);
    await take(id);
    const done = await batch(id);
    expect(done).toMatchObject({ state: 'open', counts: { taken: 1, confirmed: 0, open: 0 } });
    const matters = await rows<{ id: string; state: string }>(
      `select m.id, m.state from matter m join intake_row r on r.matter_id = m.id where r.batch_id = $1`,
      [id],
    );
    expect(matters).toEqual([{ id: of.matterId, state: 'screening' }]);
    const view = await database.read(cast.clerk.actor, (tx) => readCase(tx, cast.city.congress.id, of.matterId));
    expect(view.history.flatMap((entry) => entry.files).map((file) => file.name)).toEqual(['建议.docx']);
    expect((await mend(id, await row(id, line!.id), {})).body.code).toBe('intake.row-taken');
  });

  test('that is stopped in between goes on where it stopped, and doubles nothing', async () => {
    const id = await open();
    const pack = Object.fromEntries(
      await Promise.all(
        Array.from(
          { length: 5 },
          async (_, index) =>
            [`${index}.docx`, await suggestion('周晓岚', `关于第${'一二三四五'[index]}座人行天桥加装顶棚的建议`)] as const,
        ),
      ),
    );
    expect((await put<object>(id, '一包.zip', Buffer.from(zipSync(pack)))).body).toEqual({ added: 5, repeated: 0, refused: [] });
    for (const line of (await batch(id)).rows) expect((await confirmed(id, line.id)).status).toBe(200);
    await ask(cast.clerk.actor, 'POST', `/api/intake/${id}/take`);
    const stop = new AbortController();
    const halted = {
      transact: async (...all: Parameters<Database['transact']>) => {
        const result = await database.transact(...all);
        const [taken] = await rows<{ n: number }>(`select count(*)::int as n from intake_row where batch_id = $1 and state = 'taken'`, [
          id,
        ]);
        if (taken!.n >= 2) stop.abort();
        return result;
      },
    } as Database;
    const run = { id: newId(), signal: stop.signal };
    await expect(takeRowsJob(room).handle(halted, { bodyId: cast.city.congress.id, intakeId: id }, run)).rejects.toThrow('stopped');
    expect((await batch(id)).counts).toMatchObject({ taken: 2, confirmed: 3 });
    await Promise.all([take(id), take(id)]);
    expect(await batch(id)).toMatchObject({ state: 'open', counts: { taken: 5, confirmed: 0 } });
    expect(await rows(`select 1 from matter where title like '关于第%座人行天桥%'`)).toHaveLength(5);
  });

  test('says what is doubtful: namesakes, unknown people, what is in the system or in the batch already', async () => {
    await enter({ form: suggestionForm({ title: '关于加快老旧小区加装电梯的建议' }), author: cast.cosigners[1]!.personId });
    const id = await open();
    await put(id, '甲.docx', await suggestion('张伟'));
    await put(id, '乙.docx', await suggestion('查无此人', '关于乙的建议', '联名代表：林知远、张伟、无名氏等6人'));
    await put(id, '丙.docx', await suggestion('顾明', '关于加快既有小区加装电梯的建议'));
    await put(id, '丁.docx', await suggestion('顾明', '关于加快小区加装电梯的建议'));
    const lines = (await batch(id)).rows;
    const codes = await Promise.all(lines.map(async (line) => (await row(id, line.id)).doubts.map((one) => one.code)));
    expect(codes[0]).toContain('namesakes');
    expect(codes[1]).toEqual(
      expect.arrayContaining(['proposerUnknown', 'signerNamesakes', 'signerUnknown', 'signerCount', 'signaturesUnchecked']),
    );
    expect(codes[2]).toEqual(expect.arrayContaining(['similar', 'sameInBatch']));
    const of = await row(id, lines[0]!.id);
    expect(of.people.map((one) => one.id).toSorted()).toEqual(namesakes.map((one) => one.personId).toSorted());
    expect((await mend(id, of, { author: namesakes[1]!.personId, form: { ...of.content.form, field: '城建交通' } })).body.state).toBe(
      'confirmed',
    );
    expect((await mend(id, of, {})).body.code).toBe('matter.changed');
  });

  test('a row that the engine refuses goes back to the office with the reason, the others go in', async () => {
    const id = await open();
    await put(id, '一.docx', await suggestion('周晓岚', '关于治理河道返黑返臭的建议'));
    await put(id, '二.docx', await suggestion('周晓岚', '关于补种行道树的建议'));
    const lines = (await batch(id)).rows;
    for (const line of lines) await confirmed(id, line.id);
    await rows(`update intake_row set content = jsonb_set(content, '{author}', to_jsonb($2::text)) where id = $1`, [
      lines[0]!.id,
      cast.clerk.personId,
    ]);
    await ask(cast.clerk.actor, 'POST', `/api/intake/${id}/take`);
    await take(id);
    const after = await batch(id);
    expect(after.rows.map((line) => line.state)).toEqual(['open', 'taken']);
    expect(after.rows[0]!.refusal).toContain('不属于本级的代表');
  });

  test('bad files are told apart in words, and leave a row each where they came among others', async () => {
    const id = await open();
    const old = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600)]);
    const pack = zipSync({ '好.docx': await suggestion('顾明', '关于增设公共厕所的建议'), '旧.doc': old, '坏.docx': strToU8('nothing') });
    const mixed = (await put<{ added: number; refused: { name: string; reason: string }[] }>(id, '一包.zip', Buffer.from(pack))).body;
    expect(mixed.added).toBe(1);
    expect(mixed.refused.map((one) => one.name).toSorted()).toEqual(['坏.docx', '旧.doc'].toSorted());
    expect(mixed.refused.find((one) => one.name === '旧.doc')!.reason).toContain('另存为“.docx”');
    expect((await batch(id)).counts).toMatchObject({ open: 1, refused: 2 });
    const bomb = await put(id, '大.zip', Buffer.from(zipSync({ 'a.docx': new Uint8Array(50 * 2 ** 20) }, { level: 9 })));
    expect(bomb).toMatchObject({ status: 400, body: { code: 'intake.file' } });
    const huge = await put(id, '巨.docx', Buffer.alloc(21 * 2 ** 20, 1));
    expect(huge).toMatchObject({ status: 413, body: { code: 'intake.too-large' } });
    expect(huge.body.message).toContain('20 MB');
    const gone = await server.inject({ method: 'POST', url: `/api/intake/${id}/files`, headers: as(cast.clerk.actor), payload: {} });
    expect(gone.json()).toMatchObject({ code: 'intake.absent' });
  });

  test('200 MB are refused in words, soon and without keeping them', async () => {
    const id = await open();
    const begun = performance.now();
    const huge = await put(id, '巨.zip', Buffer.alloc(200 * 2 ** 20, 1));
    expect(huge).toMatchObject({ status: 413, body: { code: 'intake.too-large' } });
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  test('belongs to its body’s office alone', async () => {
    const id = await open();
    await put(id, '甲.docx', await suggestion('顾明', '关于增设儿童乐园的建议'));
    const [line] = (await batch(id)).rows;
    for (const [actor, status] of [
      [nobody, 401],
      [cast.author.actor, 403],
      [cast.lead.clerk.actor, 403],
      [otherClerk.actor, 404],
    ] as const) {
      expect((await ask(actor, 'GET', `/api/intake/${id}`)).status).toBe(status);
      expect((await ask(actor, 'GET', `/api/intake/${id}/rows/${line!.id}`)).status).toBe(status);
      expect((await ask(actor, 'POST', `/api/intake/${id}/take`)).status).toBe(status);
      expect((await ask(actor, 'POST', `/api/intake/${id}/close`)).status).toBe(status);
      expect((await ask(actor, 'POST', `/api/intake/${id}/rows/${line!.id}/aside`, { aside: true })).status).toBe(status);
      expect((await put(id, '乙.docx', await suggestion('顾明'), actor)).status).toBe(status);
    }
    expect((await ask<{ items: unknown[] }>(otherClerk.actor, 'GET', '/api/intake')).body.items).toEqual([]);
    expect((await ask(cast.clerk.actor, 'POST', `/api/intake/${id}/close`)).status).toBe(200);
    expect((await put(id, '乙.docx', await suggestion('顾明'))).body.code).toBe('intake.closed');
  });
});

describe('a batch from Excel', () => {
  const sheet = async (...lines: (string | number | Date)[][]) =>
    await writeXlsxFile(
      lines.map((line) =>
        line.map((value) => ({
          value,
          type: value instanceof Date ? Date : typeof value === 'number' ? Number : String,
          ...(value instanceof Date ? { format: 'yyyy-mm-dd' } : {}),
        })),
      ) as never,
    ).toBuffer();
  const head = ['标题*', '类别*', '情况*', '分析*', '建议*', '是否公开*', '提出人*', '联名人', '提出时间'];

  test('takes the template filled in, in any order of columns', async () => {
    const template = await ask<Buffer>(cast.clerk.actor, 'GET', '/api/intake/template.xlsx?kind=suggestion');
    expect(template.status).toBe(200);
    expect(Object.keys(unzipSync(template.body)).some((name) => name.includes('sheet2'))).toBe(true);
    const id = await open('excel');
    const line = [
      '关于修缮村道的建议',
      '农业农村',
      '村道破损三年，雨天积水，学生上学要绕行两公里。',
      '养护经费没有列入预算，责任不清。',
      '1.列入预算\n2.明确责任单位',
      '同意全文公开',
      '林知远',
      '周晓岚、顾明',
      '2026-02-10',
    ];
    const added = await put<object>(id, '名单.xlsx', await sheet(head, line));
    expect(added).toEqual({ status: 200, body: { added: 1, repeated: 0, refused: [] } });
    const of = await row(id, (await batch(id)).rows[0]!.id);
    expect(of.content).toMatchObject({
      author: cast.author.personId,
      signers: cast.cosigners.map((one) => one.personId),
      receivedOn: '2026-02-10',
      form: { field: '农业农村', openness: 'open', measures: ['列入预算', '明确责任单位'] },
    });
    expect(of.doubts.map((one) => one.code)).toEqual(['signaturesUnchecked']);
    expect((await mend(id, of, { signaturesChecked: true })).body.state).toBe('confirmed');
  });

  test.each([
    ['a sheet without the headings', async () => await sheet(['甲', '乙'], ['1', '2']), '缺少'],
    ['a sheet without rows', async () => await sheet(head), '没有内容'],
    ['no Excel file', async () => Buffer.from('a,b,c'), 'xlsx'],
  ])('%s is refused in words', async (_name, bytes, words) => {
    const refused = await put(await open('excel'), '名单.xlsx', await bytes());
    expect(refused).toMatchObject({ status: 400, body: { code: 'intake.file' } });
    expect(refused.body.message).toContain(words);
  });
});

describe('letters and labels of a selection', () => {
  let assigned: string;
  let screening: string;
  beforeAll(async () => {
    assigned = (await enter({ form: suggestionForm({ title: '关于整治占道停车<script>的建议' }) })).matterId;
    screening = (await enter({ form: suggestionForm({ title: '关于增加公交班次的建议' }) })).matterId;
    const of = { bodyId: cast.city.congress.id, matterId: assigned };
    await doAct(database, cast.clerk, of, 'accept', {
      checked: [...defaultValue('inadmissibleGrounds', { kind: 'congress', level: 'city' })],
    });
    await doAct(database, cast.clerk, of, 'assign', { mode: 'lead', lead: cast.lead.id, co: [cast.co.id] });
  });
  const letters = (letter: string, form: string, matters = [assigned, screening], actor = cast.clerk.actor) =>
    ask<Buffer>(actor, 'POST', '/api/letters', { letter, matters, on: '2026-03-02', as: form });
  const textOf = (bytes: Buffer) =>
    Buffer.from(unzipSync(bytes)['word/document.xml']!)
      .toString()
      .replaceAll(/<[^>]+>/g, '');

  test('an assignment letter for each unit, with its list, and what makes none is told', async () => {
    const preview = await ask<{ letters: { to: string; matters: number; rows: string[][] }[]; without: { matterId: string }[] }>(
      cast.clerk.actor,
      'POST',
      '/api/letters/preview',
      { letter: 'assignment', matters: [assigned, screening], on: '2026-03-02' },
    );
    expect(preview.body.letters.map((one) => [one.to, one.matters])).toHaveLength(2);
    expect(preview.body.letters[0]!.rows[0]).toContain('关于整治占道停车<script>的建议');
    expect(preview.body.without.map((one) => one.matterId)).toEqual([screening]);
    const one = await letters('assignment', 'one');
    expect(one.status).toBe(200);
    const text = textOf(one.body);
    expect(text).toContain('关于交办建议的函');
    expect(text.match(/关于交办建议的函/g)).toHaveLength(2);
    const each = unzipSync((await letters('assignment', 'each')).body);
    expect(Object.keys(each)).toHaveLength(3);
    expect(Object.keys(each).filter((name) => name.endsWith('.docx'))).toHaveLength(2);
    expect(await rows(`select 1 from audit_entry where act = 'matter.make-letters' and person_id = $1`, [cast.clerk.personId])).not.toEqual(
      [],
    );
  });

  test('a letter for each proposer; none where nothing is due or answered', async () => {
    expect(textOf((await letters('notice', 'one')).body)).toContain('林知远代表：');
    expect(
      (await ask(cast.clerk.actor, 'POST', '/api/letters', { letter: 'cover', matters: [assigned], on: '2026-03-02', as: 'one' })).body
        .code,
    ).toBe('letters.none');
    expect(
      (await ask(cast.clerk.actor, 'POST', '/api/letters', { letter: 'urging', matters: [assigned], on: '2026-03-02', as: 'one' })).body
        .code,
    ).toBe('letters.none');
  });

  test('words are edited in versions, with known fillings only', async () => {
    const read = async (actor = cast.clerk.actor) =>
      (
        await ask<{ items: { letter: string; version: number; words: Record<string, string> }[] }>(actor, 'GET', '/api/letter-templates')
      ).body.items.find((one) => one.letter === 'notice')!;
    const { words, version } = await read();
    const save = (change: object, of = version, actor = cast.clerk.actor) =>
      ask<{ code: string; version: number }>(actor, 'PUT', '/api/letter-templates/notice', { version: of, words: { ...words, ...change } });
    expect((await save({ text: '{proposer}{nobody}您好，请看清单。\n{list}' })).body.code).toBe('letters.filling');
    expect((await save({ signature: '代表工作委员会办公室' })).body.version).toBe(version + 1);
    expect((await save({ signature: '别人' })).body.code).toBe('matter.changed');
    expect((await read()).words.signature).toBe('代表工作委员会办公室');
    expect((await read(otherClerk.actor)).version).toBe(0);
    expect(textOf((await letters('notice', 'one')).body)).toContain('代表工作委员会办公室');
    expect((await save({}, 1, cast.author.actor)).status).toBe(403);
  });

  test('labels stand where the sheet is cut, escaped, with a code that opens the case', async () => {
    const labels = async (of: string, sheet: string, used = 0, actor = cast.clerk.actor) =>
      await ask<Buffer>(actor, 'POST', '/api/labels', { of, sheet, used, matters: [assigned, screening] });
    const page = String((await labels('files', '2x7', 1)).body);
    expect(page).toContain('left:106.25mm;top:15.15mm');
    expect(page).toContain('占道停车&lt;script&gt;的建议');
    expect(page).not.toContain('<script');
    expect(page).toContain('<path d="M');
    expect(String((await labels('units', '3x8')).body)).toContain('left:70mm;top:0.5mm');
    expect(String((await labels('proposers', '3x8')).body)).toContain('林知远 代表 收');
    // Where to, for those of whom it is known.
    await withClient(isolated.adminUrl, async (client) => {
      const sealed = openPhoneVault(secret).seal('明州市云津区云塘路118号');
      await client.query(
        `insert into person_private (person_id, postal_address_sealed) values ($1, $2)
          on conflict (person_id) do update set postal_address_sealed = excluded.postal_address_sealed`,
        [cast.author.personId, sealed],
      );
      await client.query('update organisation set postal_address = $2 where id = $1', [cast.lead.id, '明州市云津区府前路1号']);
    });
    expect(String((await labels('proposers', '3x8')).body)).toContain('<p class="line">明州市云津区云塘路118号</p>');
    expect(String((await labels('units', '3x8')).body)).toContain('<p class="line">明州市云津区府前路1号</p>');
  });

  test('are the own office’s alone', async () => {
    expect((await letters('notice', 'one', [assigned], nobody as never)).status).toBe(401);
    expect((await letters('notice', 'one', [assigned], cast.author.actor as never)).status).toBe(403);
    const foreign = await ask(otherClerk.actor, 'POST', '/api/letters', {
      letter: 'notice',
      matters: [assigned],
      on: '2026-03-02',
      as: 'one',
    });
    expect(foreign).toMatchObject({ status: 409, body: { code: 'letters.none' } });
    expect(
      (await ask(otherClerk.actor, 'POST', '/api/labels', { of: 'files', sheet: '3x8', used: 0, matters: [assigned] })).body.code,
    ).toBe('letters.none');
    expect(
      (await ask(cast.clerk.actor, 'POST', '/api/letters', { letter: 'notice', matters: [], on: '2026-03-02', as: 'one' })).status,
    ).toBe(400);
  });
});

test('nothing of a batch is written for a body that the office is not of', async () => {
  const count = async () =>
    (
      await database.read(
        systemActor,
        (tx) => tables<MatterTables>(tx).selectFrom('matter').select('id').where('body_id', '=', otherClerk.actor.bodyId).execute(),
        { access: 'worker' },
      )
    ).length;
  expect(await count()).toBe(0);
});
