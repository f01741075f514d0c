import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { default as Pdf } from 'pdfkit';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#platform/contract/actor.ts';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import type { Method } from '#platform/contract/route.ts';
import { Database } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { bodyParagraph, officialDocument, titleLine } from '#platform/server/documents/official-format.ts';
import { platformModule } from '#platform/server/platform-module.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, fileForm, testServer } from '#platform/server/testing/test-server.ts';
import type { TestCity, TestSeat } from '#modules/directory/server/factory.ts';
import { makeCity, makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import type { OfficePaper, OwnPaper, PaperNote, PaperTexts, PaperView } from '../../contract/papers/paper.ts';
import { readerHeader } from '../../contract/papers/routes.ts';
import { makeAttendees, makeGroup, makeMeeting, makeSitting } from '../factory.ts';
import { converterOf } from './convert-document.ts';
import { finished, makePdf } from './make-pdf.ts';
import { meetingPapersModule } from './module.ts';
import { paperSubscribers } from './notices.ts';
import { readPdf } from './read-pdf.ts';
import { stampPdf } from './stamp-pdf.ts';

/** Papers of a meeting: who gets them, what a device may take and keep, that notes are nobody's but their writer's. */
const soffice = converterOf('auto');
let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
let server: FastifyInstance;
let folder: string;
let files: FileRoom;
let now = new Date('2026-11-23T02:00:00.000Z');
let city: TestCity;
const seats = {} as Record<'office' | 'member' | 'second' | 'outsider' | 'otherOffice' | 'unit', TestSeat>;
let meetingId: string;
let groupId: string;
let sittingId: string;
let ownAttendee: string;
let otherMeeting: string;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  folder = await mkdtemp(join(tmpdir(), 'luzhitong-papers-'));
  files = new FileRoom({ settings: { kind: 'folder', path: join(folder, 'kept') }, dataDir: folder });
  await making(database, async (tx) => {
    city = await makeCity(tx);
    seats.office = await makeStaff(tx, city.congress, ['clerk'], { name: '会务甲' });
    seats.member = await makeMember(tx, city.congress, { name: '林知远' });
    seats.second = await makeMember(tx, city.congress, { name: '顾明' });
    seats.outsider = await makeMember(tx, city.congress, { name: '不参会' });
    seats.otherOffice = await makeStaff(tx, city.cppcc, ['clerk'], { name: '别家会务' });
    seats.unit = await makeStaff(tx, city.unit, ['unitOfficer'], { name: '列席局长' });
    const meeting = await makeMeeting(tx, city.congress, { rules: { paperDays: 7 } });
    meetingId = meeting.id;
    groupId = await makeGroup(tx, meeting);
    sittingId = await makeSitting(tx, meeting);
    const made = await makeAttendees(tx, meeting, [
      { seat: seats.member, groupId, certificateNumber: '0012' },
      { seat: seats.second, groupId: await makeGroup(tx, meeting, { name: '第二代表团', position: 1 }) },
      { seat: seats.unit, category: 'nonVoting' },
    ]);
    ownAttendee = made[0]!.id;
    otherMeeting = (await makeMeeting(tx, city.cppcc, {})).id;
  });
  const papers = meetingPapersModule({
    files,
    raised: async () => [],
    settings: { publicUrl: 'http://localhost', secret: 'x'.repeat(40), officeConverter: 'auto' },
  });
  const platform = platformModule({ files, push: null, hub: null, modules: [papers], mayRemindAt: async () => true });
  server = await testServer(database, { modules: [platform, papers] });
});

afterAll(async () => {
  await server.close();
  await admin.end();
  await database.close();
  await isolated.drop();
  rmSync(folder, { recursive: true });
});

async function ask(actor: Actor, method: Method, url: string, body?: object, headers: Record<string, string> = {}) {
  const answer = await server.inject({ method, url, headers: { ...as(actor), ...headers }, ...(body ? { payload: body } : {}) });
  return { status: answer.statusCode, body: answer.body, raw: answer.rawPayload, headers: answer.headers, json: answer.json.bind(answer) };
}
const path = (rest = '') => `/api/meetings/${meetingId}/${rest}`;

async function pdfOf(...pages: string[]): Promise<Buffer> {
  const document = new Pdf({ size: 'A4', autoFirstPage: false });
  for (const words of pages) document.addPage().text(words);
  return await finished(document);
}

async function uploaded(actor: Actor, bytes: Buffer, name = 'report.pdf'): Promise<string> {
  const form = fileForm(name, bytes);
  const answer = await server.inject({ method: 'POST', url: '/api/files', ...form, headers: { ...as(actor), ...form.headers } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<{ id: string }>().id;
}

const usual = { class: 'internal', agendaItemId: null, sittingId: null, groupIds: [] as string[], categories: ['member'] };
async function paper(fields: object = {}, pages: string[] = ['Report alpha one', 'Report beta two']): Promise<OfficePaper> {
  const fileId = await uploaded(seats.office.actor, await pdfOf(...pages));
  const answer = await ask(seats.office.actor, 'POST', path('papers'), { fileIds: [fileId], title: '工作报告', ...usual, ...fields });
  expect(answer.status, answer.body).toBe(200);
  return answer.json<OfficePaper>();
}
async function issued(fields: object = {}, pages?: string[]): Promise<OfficePaper> {
  const made = await paper(fields, pages);
  expect((await ask(seats.office.actor, 'POST', path('papers/issue'), { ids: [made.id] })).status).toBe(200);
  return made;
}
const ownList = async (seat: TestSeat) => (await ask(seat.actor, 'GET', path('own-papers'))).json<{ papers: OwnPaper[] }>().papers;
const own = async (seat: TestSeat, id: string) => (await ownList(seat)).find((one) => one.id === id);

describe('taking papers in', () => {
  test('a PDF is counted and read page by page', async () => {
    const made = await paper();
    expect(made).toMatchObject({ title: '工作报告', state: 'draft', version: 1, pages: 2, count: { due: 2, read: 0 } });
    const texts = (await ask(seats.office.actor, 'GET', path(`papers/${made.id}/versions/1/texts`))).json<PaperTexts>();
    expect(texts.pages.map((text) => text.trim())).toEqual(['Report alpha one', 'Report beta two']);
    expect(texts.sizes[0]!.map(Math.round)).toEqual([595, 842]);
  });

  test('a picture becomes a page', async () => {
    const picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#a33' } })
      .png()
      .toBuffer();
    const fileId = await uploaded(seats.office.actor, picture, '3. 选举办法.png');
    const made = (await ask(seats.office.actor, 'POST', path('papers'), { fileIds: [fileId], ...usual })).json<OfficePaper>();
    expect(made).toMatchObject({ title: '选举办法', pages: 1 });
    const bytes = await ask(seats.office.actor, 'GET', path(`papers/${made.id}/versions/1/file`));
    expect(bytes.raw.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('several pictures become one paper, a page each in their order, without what a camera wrote into them', async () => {
    const place = { IFD0: { Copyright: 'secret-place', Make: 'secret-camera' } };
    const picture = (width: number, height: number, background: string) =>
      sharp({ create: { width, height, channels: 3, background } })
        .jpeg()
        .withExif(place)
        .toBuffer();
    const [upright, lying] = [await picture(2_500, 3_300, '#a33'), await picture(900, 600, '#3a3')];
    expect(upright.includes('secret-camera')).toBe(true);
    const ids = [await uploaded(seats.office.actor, upright, '扫描1.jpg'), await uploaded(seats.office.actor, lying, '扫描2.jpg')];
    const sent = as(seats.office.actor);
    const add = (fileIds: string[], headers = {}) =>
      ask(seats.office.actor, 'POST', path('papers'), { fileIds, title: '签名表', ...usual }, headers);
    const made = (await add(ids.toReversed(), sent)).json<OfficePaper>();
    // Whoever lost the answer asks again with the same key.
    expect((await add(ids.toReversed(), sent)).json()).toEqual(made);
    expect(made).toMatchObject({ title: '签名表', pages: 2 });
    const texts = (await ask(seats.office.actor, 'GET', path(`papers/${made.id}/versions/1/texts`))).json<PaperTexts>();
    expect(texts.sizes.map((size) => size.map(Math.round))).toEqual([
      [842, 595],
      [595, 842],
    ]);
    const { raw } = await ask(seats.office.actor, 'GET', path(`papers/${made.id}/versions/1/file`));
    expect(raw.includes('secret')).toBe(false);
    expect(raw.length).toBeLessThan(200_000);
    // The pictures themselves are not kept beside it.
    expect((await add(ids)).json()).toMatchObject({ code: 'file.gone' });
    const mixed = [await uploaded(seats.office.actor, lying), await uploaded(seats.office.actor, await pdfOf('x'))];
    expect((await add(mixed)).json()).toMatchObject({ code: 'meeting.paper-pictures' });
  });

  test.skipIf(!soffice)('a docx becomes pages with text (left out where the machine has no soffice)', async () => {
    const docx = await officialDocument({
      title: '决定',
      creator: '',
      children: [titleLine('关于召开会议的决定'), bodyParagraph('会期五天。')],
    });
    const fileId = await uploaded(seats.office.actor, docx, '关于召开会议的决定.docx');
    const made = (await ask(seats.office.actor, 'POST', path('papers'), { fileIds: [fileId], ...usual })).json<OfficePaper>();
    expect(made).toMatchObject({ title: '关于召开会议的决定', pages: 1 });
    const texts = (await ask(seats.office.actor, 'GET', path(`papers/${made.id}/versions/1/texts`))).json<PaperTexts>();
    expect(texts.pages[0]).toContain('会期五天。');
    const bytes = await ask(seats.office.actor, 'GET', path(`papers/${made.id}/versions/1/file`));
    expect(bytes.raw.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('where there is no LibreOffice one is told to bring a PDF', async () => {
    const mediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const attempt = makePdf([{ mediaType, bytes: async () => Buffer.from('PK') }], null);
    await expect(attempt).rejects.toMatchObject({ code: 'meeting.paper-no-converter' });
  });

  test('the same submission twice makes one paper', async () => {
    const fileId = await uploaded(seats.office.actor, await pdfOf('once'));
    const headers = { ...as(seats.office.actor) };
    const send = () =>
      server.inject({ method: 'POST', url: path('papers'), headers, payload: { fileIds: [fileId], title: '只有一份', ...usual } });
    const [one, two] = [await send(), await send()];
    expect(two.json()).toEqual(one.json());
  });

  test('a hostile or broken PDF is refused and the server goes on', async () => {
    const fileId = await uploaded(
      seats.office.actor,
      Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF'),
    );
    const answer = await ask(seats.office.actor, 'POST', path('papers'), { fileIds: [fileId], ...usual });
    expect(answer.json()).toMatchObject({ code: 'meeting.paper-unreadable' });
    const many = await pdfOf(...Array.from({ length: 40 }, (_, index) => `page ${index}`));
    await expect(readPdf(many, { milliseconds: 1, memory: 2 ** 30, pages: 100 })).rejects.toMatchObject({
      code: 'meeting.paper-unreadable',
    });
    await expect(readPdf(many, { milliseconds: 30_000, memory: 2 ** 30, pages: 10 })).rejects.toMatchObject({
      code: 'meeting.paper-too-long',
    });
    expect((await ask(seats.office.actor, 'GET', path('papers'))).status).toBe(200);
  });

  test('what is no file of mine, or no place of this meeting, is refused', async () => {
    expect((await ask(seats.office.actor, 'POST', path('papers'), { fileIds: [newId()], ...usual })).json()).toMatchObject({
      code: 'file.gone',
    });
    const fileId = await uploaded(seats.office.actor, await pdfOf('x'));
    const answer = await ask(seats.office.actor, 'POST', path('papers'), { fileIds: [fileId], ...usual, sittingId: newId() });
    expect(answer.json()).toMatchObject({ code: 'meeting.paper-place' });
  });
});

describe('who gets a paper', () => {
  test('nobody before it is issued; then those whom it is for, and no others', async () => {
    const draft = await paper({ groupIds: [groupId], sittingId });
    expect(await own(seats.member, draft.id)).toBeUndefined();
    await ask(seats.office.actor, 'POST', path('papers/issue'), { ids: [draft.id] });
    expect(await own(seats.member, draft.id)).toMatchObject({ title: '工作报告', version: 1, sittingId, closed: false, reading: null });
    expect(await own(seats.second, draft.id)).toBeUndefined();
    expect(await own(seats.unit, draft.id)).toBeUndefined();
    const file = path(`papers/${draft.id}/versions/1/file`);
    const statuses = await Promise.all(
      [seats.member, seats.second, seats.unit, seats.outsider, seats.otherOffice].map(
        async (seat) => (await ask(seat.actor, 'GET', file)).status,
      ),
    );
    expect(statuses).toEqual([200, 404, 404, 404, 404]);
    expect((await ask(nobody, 'GET', file)).status).toBe(401);
  });

  test('also somebody of another organisation who attends', async () => {
    const made = await issued({ categories: ['nonVoting'] });
    expect(await own(seats.unit, made.id)).toBeDefined();
    expect((await ask(seats.unit.actor, 'GET', path(`papers/${made.id}/versions/1/file`))).status).toBe(200);
  });

  test('of press and spectators nobody gets what is not public, whoever asks for it and however', async () => {
    const file = { fileIds: [await uploaded(seats.office.actor, await pdfOf('Report alpha'))], title: '预算草案', ...usual };
    expect((await ask(seats.office.actor, 'POST', path('papers'), { ...file, categories: ['member', 'press'] })).body).toContain(
      'meeting.paper-outside',
    );
    const open = await issued({ class: 'public', categories: ['member', 'press', 'observer'] });
    expect((await ask(seats.office.actor, 'PATCH', path(`papers/${open.id}`), { class: 'internal' })).body).toContain(
      'meeting.paper-outside',
    );
    await expect(admin.query("update paper set class = 'returned' where id = $1", [open.id])).rejects.toThrow('paper_outside');
  });

  test('the general download of files is no way around', async () => {
    const made = await issued();
    const { rows } = await admin.query<{ file_id: string }>('select file_id from paper_version where paper_id = $1', [made.id]);
    for (const seat of [seats.member, seats.office])
      expect((await ask(seat.actor, 'GET', `/api/files/${rows[0]!.file_id}`)).status).toBe(404);
  });

  test('the office alone changes papers, and only those of its own meetings', async () => {
    const made = await paper();
    const change = (actor: Actor, url: string) => ask(actor, 'PATCH', url, { title: '改名' });
    expect((await change(seats.member.actor, path(`papers/${made.id}`))).status).toBe(403);
    expect((await change(nobody, path(`papers/${made.id}`))).status).toBe(401);
    expect((await change(seats.otherOffice.actor, path(`papers/${made.id}`))).status).toBe(404);
    expect((await change(seats.otherOffice.actor, `/api/meetings/${otherMeeting}/papers/${made.id}`)).status).toBe(404);
    expect((await ask(seats.office.actor, 'PATCH', path(`papers/${made.id}`), { title: '' })).status).toBe(400);
    expect((await change(seats.office.actor, path(`papers/${made.id}`))).status).toBe(200);
  });

  test('a withdrawn one is gone, a draft can be thrown away, an issued one cannot', async () => {
    const [draft, out] = [await paper(), await issued()];
    expect((await ask(seats.office.actor, 'DELETE', path(`papers/${out.id}`))).status).toBe(409);
    expect((await ask(seats.office.actor, 'DELETE', path(`papers/${draft.id}`))).status).toBe(200);
    expect((await ask(seats.office.actor, 'POST', path(`papers/${out.id}/withdraw`), { words: '数据有误' })).status).toBe(200);
    expect(await own(seats.member, out.id)).toBeUndefined();
    expect((await ask(seats.member.actor, 'GET', path(`papers/${out.id}/versions/1/file`))).status).toBe(404);
  });

  test('an order names every paper of the meeting', async () => {
    const all = (await ask(seats.office.actor, 'GET', path('papers'))).json<{ papers: OfficePaper[] }>().papers.map((one) => one.id);
    expect((await ask(seats.office.actor, 'PUT', path('paper-order'), { ids: all.slice(1) })).status).toBe(409);
    expect((await ask(seats.office.actor, 'PUT', path('paper-order'), { ids: all.toReversed() })).status).toBe(200);
    const after = (await ask(seats.office.actor, 'GET', path('papers'))).json<{ papers: OfficePaper[]; due: object }>();
    expect(after.papers.map((one) => one.id)).toEqual(all.toReversed());
    expect(after.due).toEqual({ on: '2026-11-15', daysAhead: 7, missed: true });
  });
});

const asReader = { [readerHeader]: '1' };

describe('a download', () => {
  test('goes on where it was cut off', async () => {
    const made = await issued();
    const file = path(`papers/${made.id}/versions/1/file`);
    const whole = (await ask(seats.member.actor, 'GET', file, undefined, asReader)).raw;
    const part = await ask(seats.member.actor, 'GET', file, undefined, { ...asReader, range: `bytes=100-199` });
    expect(part.status).toBe(206);
    expect(part.headers['content-range']).toBe(`bytes 100-199/${whole.length}`);
    expect(part.raw.equals(whole.subarray(100, 200))).toBe(true);
    expect(part.headers['cache-control']).toBe('no-store');
  });

  test('past the reader, which puts the name of who reads on the pages, is for public papers alone', async () => {
    const [open, internal] = [await issued({ class: 'public' }), await issued()];
    const get = async (id: string, dest: string) =>
      (await ask(seats.member.actor, 'GET', path(`papers/${id}/versions/1/file`), undefined, { 'sec-fetch-dest': dest })).status;
    expect([await get(open.id, 'document'), await get(internal.id, 'document'), await get(internal.id, 'iframe')]).toEqual([200, 403, 403]);
    expect(await get(internal.id, 'empty')).toBe(200);
  });

  test('that leaves the reader has the name of who took it and the time on each page, and nobody else’s', async () => {
    const internal = await issued({ title: '内部报告' }, ['Alpha', 'Beta', 'Gamma']);
    const [returned, open] = [await issued({ class: 'returned' }), await issued({ class: 'public' })];
    const file = (id: string) => path(`papers/${id}/versions/1/file`);
    const taken = async (seat: TestSeat, id: string) => await ask(seat.actor, 'GET', file(id));
    const words = async (raw: Buffer) => (await readPdf(raw)).texts;
    const names = ['林知远', '顾明', '会务甲'];
    for (const [seat, id, name] of [
      [seats.member, internal.id, '林知远'],
      [seats.second, internal.id, '顾明'],
      [seats.office, returned.id, '会务甲'],
    ] as const) {
      const texts = await words((await taken(seat, id)).raw);
      expect(texts).toHaveLength(id === internal.id ? 3 : 2);
      for (const text of texts) {
        expect(names.filter((one) => text.includes(one))).toEqual([name]);
        expect(text).toContain('2026-11-23 10:00');
      }
      expect(texts[0]).toContain(id === internal.id ? 'Alpha' : 'Report alpha one');
    }
    // A second click gets the same file, also in parts.
    const [once, again] = [await taken(seats.member, internal.id), await taken(seats.member, internal.id)];
    expect(again.raw.equals(once.raw)).toBe(true);
    const part = await ask(seats.member.actor, 'GET', file(internal.id), undefined, { range: 'bytes=10-19' });
    expect(part.raw.equals(once.raw.subarray(10, 20))).toBe(true);
    // What must be returned leaves for the office alone; what is public, and what the reader draws over, is as it is.
    expect((await taken(seats.member, returned.id)).json()).toMatchObject({ code: 'meeting.paper-inside' });
    expect(names.filter((one) => String(once.raw).includes(one))).toEqual([]);
    for (const raw of [
      (await taken(seats.member, open.id)).raw,
      (await ask(seats.member.actor, 'GET', file(returned.id), undefined, asReader)).raw,
    ])
      expect((await words(raw)).map((text) => text.trim())).toEqual(['Report alpha one', 'Report beta two']);
  });

  test('never goes out without the words where they cannot be written', async () => {
    const bytes = await pdfOf('one', 'two');
    const words = { across: '林知远', line: '林知远' };
    const refused = { code: 'meeting.paper-not-stamped' };
    await expect(stampPdf(bytes, 3, words)).rejects.toMatchObject(refused);
    await expect(stampPdf(bytes.subarray(0, 40), 2, words)).rejects.toMatchObject(refused);
    await expect(stampPdf(bytes, 2, words, { milliseconds: 1, memory: 2 ** 30 })).rejects.toMatchObject(refused);
  });

  test('of what must be returned ends with the meeting; the office still reads it', async () => {
    const made = await issued({ class: 'returned' });
    const file = path(`papers/${made.id}/versions/1/file`);
    expect(await own(seats.member, made.id)).toMatchObject({ until: '2026-11-26T15:59:59.999Z', closed: false });
    now = new Date('2026-11-27T00:00:00.000Z');
    expect((await ask(seats.member.actor, 'GET', file)).json()).toMatchObject({ code: 'meeting.paper-returned' });
    expect((await ask(seats.member.actor, 'GET', path(`papers/${made.id}/versions/1/texts`))).status).toBe(410);
    expect(await own(seats.member, made.id)).toMatchObject({ closed: true });
    expect((await ask(seats.office.actor, 'GET', file)).status).toBe(200);
    now = new Date('2026-11-23T02:00:00.000Z');
  });
});

describe('a new version', () => {
  test('replaces the old one, says what changed, and tells which pages moved', async () => {
    const made = await issued({}, ['Alpha chapter about water and roads', 'Beta chapter about schools and clinics']);
    await ask(seats.member.actor, 'POST', path('paper-readings'), {
      readings: [{ paperId: made.id, version: 1, openedAt: '2026-11-23T01:00:00.000Z', page: 2 }],
    });
    const fileId = await uploaded(
      seats.office.actor,
      await pdfOf('A wholly new page', 'Alpha chapter about water and roads', 'Beta chapter about schools and parks'),
    );
    const proposal = await ask(seats.office.actor, 'POST', path(`papers/${made.id}/comparison`), { fileIds: [fileId] });
    expect(proposal.json()).toEqual({
      pages: 3,
      changed: [3],
      added: [1],
      removed: [],
      words: '第 3 页有改动，新增第 1 页（原 2 页，现 3 页）。',
    });
    const added = await ask(seats.office.actor, 'POST', path(`papers/${made.id}/versions`), {
      fileIds: [fileId],
      changeWords: '更正学校数据',
    });
    expect(added.json()).toEqual({ version: 2 });
    const view = (await ask(seats.member.actor, 'GET', path(`papers/${made.id}`))).json<PaperView>();
    expect(view).toMatchObject({ version: 2, reader: { name: '林知远', certificateNumber: '0012', attends: true } });
    expect(view.versions[1]).toMatchObject({ changeWords: '更正学校数据', pageMap: [2, -3], pages: 3 });
    expect((await ask(seats.member.actor, 'GET', path(`papers/${made.id}/versions/1/file`))).json()).toMatchObject({
      code: 'meeting.paper-older',
    });
    // Having read the old one counts no longer.
    const counts = (await ask(seats.office.actor, 'GET', path(`papers/${made.id}/reader-counts`))).json<{
      total: object;
      groups: object[];
    }>();
    expect(counts.total).toEqual({ due: 2, downloaded: 0, read: 0, returned: 0 });
    const older = await ask(seats.office.actor, 'GET', path(`papers/${made.id}/readers?state=older`));
    expect(older.json<{ items: object[] }>().items).toMatchObject([{ name: '林知远', version: 1 }]);
  });
});

describe('readings', () => {
  test('say the furthest of what devices told, in whatever order it comes', async () => {
    const made = await issued();
    const report = (reading: object) =>
      ask(seats.member.actor, 'POST', path('paper-readings'), { readings: [{ paperId: made.id, version: 1, ...reading }] });
    await report({ openedAt: '2026-11-23T01:30:00.000Z', lastReadAt: '2026-11-23T01:40:00.000Z', page: 2, furthestPage: 2 });
    await report({
      downloadedAt: '2026-11-23T01:00:00.000Z',
      openedAt: '2026-11-23T01:10:00.000Z',
      lastReadAt: '2026-11-23T01:20:00.000Z',
      page: 1,
      furthestPage: 1,
    });
    await report({ lastReadAt: '2030-01-01T00:00:00.000Z', page: 2 });
    expect((await own(seats.member, made.id))!.reading).toEqual({
      version: 1,
      downloadedAt: '2026-11-23T01:00:00.000Z',
      openedAt: '2026-11-23T01:10:00.000Z',
      lastReadAt: now.toISOString(),
      page: 2,
      furthestPage: 2,
      returnedAt: null,
    });
    await report({ returnedAt: '2026-11-23T01:50:00.000Z' });
    const readers = (await ask(seats.office.actor, 'GET', path(`papers/${made.id}/readers?limit=1`))).json<{
      items: object[];
      next: string;
    }>();
    expect(readers.items).toMatchObject([{ name: '林知远', groupName: '第一代表团', returnedAt: '2026-11-23T01:50:00.000Z' }]);
    const rest = await ask(seats.office.actor, 'GET', path(`papers/${made.id}/readers?limit=1&cursor=${readers.next}`));
    expect(rest.json()).toMatchObject({ items: [{ name: '顾明', openedAt: null }], next: null });
  });

  test('are refused of somebody who does not attend', async () => {
    const made = await issued();
    const body = { readings: [{ paperId: made.id, version: 1, openedAt: now.toISOString() }] };
    expect((await ask(seats.office.actor, 'POST', path('paper-readings'), body)).json()).toMatchObject({ code: 'meeting.not-attending' });
    expect((await ask(seats.outsider.actor, 'POST', path('paper-readings'), body)).status).toBe(404);
  });

  test('reminding tells those who have not read it, once, and nobody else', async () => {
    const made = await issued();
    await ask(seats.member.actor, 'POST', path('paper-readings'), {
      readings: [{ paperId: made.id, version: 1, openedAt: now.toISOString() }],
    });
    const answer = await ask(seats.office.actor, 'POST', path(`papers/${made.id}/reminders`), {});
    expect(answer.json()).toEqual({ people: 1 });
    await handleEvents();
    await handleEvents();
    const { rows } = await admin.query<{ person_id: string }>(
      `select person_id from notification where kind = 'meeting.paper-unread' and subject_id = $1`,
      [made.id],
    );
    expect(rows).toEqual([{ person_id: seats.second.personId }]);
    await ask(seats.second.actor, 'POST', path('paper-readings'), {
      readings: [{ paperId: made.id, version: 1, openedAt: now.toISOString() }],
    });
    expect((await ask(seats.office.actor, 'POST', path(`papers/${made.id}/reminders`), {})).json()).toMatchObject({
      code: 'meeting.paper-all-read',
    });
  });
});

async function handleEvents(): Promise<void> {
  const { rows } = await admin.query<{ body_id: string; id: string; type: string; subject: string; payload: unknown }>(
    `select body_id, id, type, subject, payload from outbox where type like 'meeting.%paper%'`,
  );
  const events = rows.map((row) => ({
    ...row,
    bodyId: row.body_id,
    topics: [],
    at: now,
    actor: { personId: null, name: '', organisationId: null, seatId: null },
  }));
  await making(database, async (tx) => {
    for (const subscriber of paperSubscribers)
      await subscriber.handle(
        tx,
        events.filter((event) => subscriber.listensTo.includes(event.type)),
      );
  });
}

describe('notes', () => {
  const noteOn = (paperId: string, words: string, changedAt = now.toISOString(), id = newId()): PaperNote => ({
    id,
    paperId,
    version: 1,
    page: 1,
    kind: 'text',
    content: { words, x: 0.2, y: 0.3 },
    changedAt,
    deleted: false,
  });
  const write = (actor: Actor, notes: PaperNote[]) => ask(actor, 'POST', path('paper-notes'), { notes });
  const read = async (actor: Actor) => (await ask(actor, 'GET', path('paper-notes'))).json<{ items: PaperNote[] }>().items;

  test('are nobody’s but their writer’s: not through a route, not past it', async () => {
    const made = await issued();
    expect((await write(seats.member.actor, [noteOn(made.id, '想在小组会上问')])).json()).toEqual({ newer: [], refused: [] });
    expect(await read(seats.member.actor)).toMatchObject([{ content: { words: '想在小组会上问' } }]);
    expect(await read(seats.second.actor)).toEqual([]);
    expect((await ask(seats.office.actor, 'GET', path('paper-notes'))).json()).toMatchObject({ code: 'meeting.not-attending' });
    // Behind the routes: whoever else asks the table sees no row, the office neither.
    for (const seat of [seats.second, seats.office, seats.otherOffice]) {
      const seen = await database.read(seat.actor, async (tx) => (await tx.run('select * from paper_note', [])).rows);
      expect(seen).toEqual([]);
    }
    // And nobody writes one in his name.
    const forged = database.transact(seats.second.actor, async (tx) =>
      tx.run(
        `insert into paper_note (body_id, attendee_id, meeting_id, id, paper_id, version, page, kind, content, changed_at, stored_at)
        values ($1, $2, $3, $4, $5, 1, 1, 'bookmark', '{}', now(), now())`,
        [city.congress.id, ownAttendee, meetingId, newId(), made.id],
      ),
    );
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });

  test('of two devices the later writing wins, whichever comes first', async () => {
    const made = await issued();
    const id = newId();
    await write(seats.member.actor, [noteOn(made.id, '晚写的', '2026-11-23T01:10:00.000Z', id)]);
    const late = await write(seats.member.actor, [noteOn(made.id, '早写的', '2026-11-23T01:00:00.000Z', id)]);
    expect(late.json()).toMatchObject({ newer: [{ id, content: { words: '晚写的' } }] });
    const gone = { ...noteOn(made.id, '晚写的', '2026-11-23T01:20:00.000Z', id), deleted: true };
    await write(seats.member.actor, [gone]);
    expect((await read(seats.member.actor)).find((note) => note.id === id)).toMatchObject({
      deleted: true,
      content: { words: '（已删除）' },
    });
    expect(await own(seats.member, made.id)).toMatchObject({ notes: 0 });
  });

  test('on a paper that is not mine are not kept', async () => {
    const mine = await issued();
    const other = await issued({ categories: ['staff'] });
    const [kept, foreign] = [noteOn(mine.id, '我的'), noteOn(other.id, '不该有')];
    expect((await write(seats.member.actor, [kept, foreign])).json()).toEqual({ newer: [], refused: [foreign.id] });
  });

  test('come page by page, and later only what is new', async () => {
    const first = (await ask(seats.member.actor, 'GET', path('paper-notes?limit=1'))).json<{ items: PaperNote[]; next: string }>();
    const second = (await ask(seats.member.actor, 'GET', path(`paper-notes?limit=1&cursor=${first.next}`))).json<{ items: PaperNote[] }>();
    expect(second.items[0]!.id).not.toBe(first.items[0]!.id);
    const since = new Date(now.getTime() + 600_000).toISOString();
    expect((await ask(seats.member.actor, 'GET', path(`paper-notes?since=${since}`))).json()).toMatchObject({ items: [], next: null });
  });
});
