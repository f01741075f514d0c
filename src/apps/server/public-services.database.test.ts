import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { pino } from 'pino';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nobody } from '#platform/contract/actor.ts';
import { newId } from '#platform/contract/identifiers.ts';
import { Database, tables } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import type { PushMessage, PushOutcome } from '#platform/server/notifications/push.ts';
import { Dispatcher, systemActor } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import { makeMember, making } from '#modules/directory/server/factory.ts';
import type { CaseView } from '#modules/matter/contract/views.ts';
import { matterCitizensModule, matterModule } from '#modules/matter/server/index.ts';
import type { TestCast } from '#modules/matter/server/factory.ts';
import { doAct, draftOf, draftSuggestion, makeCast } from '#modules/matter/server/factory.ts';
import { serverPages } from './pages.ts';

/** What citizens get beside pages: figures that open to lists, photos, pushes, feeds, open data, site maps, cards. */
const checks = { checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'] };
const folder = mkdtempSync(join(tmpdir(), 'luzhitong-public-'));

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let cast: TestCast;
let files: FileRoom;
let now = new Date('2026-03-02T02:00:00.000Z');
let pushed: { endpoint: string; message: PushMessage }[] = [];
let outcome: (endpoint: string) => PushOutcome = () => 'sent';
const on = (day: string, hour = '02') => {
  now = new Date(`${day}T${hour}:00:00.000Z`);
};

const citizens = () =>
  matterCitizensModule({
    files,
    push: {
      publicKey: 'BPublicKeyOfTheTest',
      hosts: ['push.example'],
      send: async (device, message) => {
        pushed.push({ endpoint: device.endpoint, message });
        return outcome(device.endpoint);
      },
    },
  });

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  files = new FileRoom({ settings: { kind: 'folder', path: join(folder, 'files') }, dataDir: folder });
  const modules = [matterModule, citizens()];
  server = await testServer(database, { modules, pages: serverPages(database, modules, { publicUrl: 'http://localhost' }) });
});
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  pushed = [];
  outcome = () => 'sent';
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers });
const post = (url: string, payload: object, headers: Record<string, string> = { 'idempotency-key': newId() }) =>
  server.inject({ method: 'POST', url, payload, headers });

interface Made {
  readonly bodyId: string;
  readonly matterId: string;
  readonly path: string;
  readonly api: string;
}

/** A suggestion that was answered with one promise; photos as they were raised, and a file of the unit's own. */
async function answered(change: Record<string, unknown> = {}): Promise<Made> {
  on('2026-03-02');
  const { author, clerk, lead } = cast;
  const of = await draftSuggestion(database, cast, change);
  const by = (seat: typeof author, act: string, input = {}, target?: string) => doAct(database, seat, of, act, input, target);
  await by(author, 'submit');
  await by(clerk, 'accept', { checked: await groundsOf(of) });
  await by(clerk, 'assign', { mode: 'sole', lead: lead.id });
  const [handling] = await idsOf('handling', of.matterId);
  await by(lead.clerk, 'signFor', { division: '房管处' }, handling);
  const promises = [{ words: '年底前完成二十台加装', dueOn: '2026-12-31' }];
  await by(lead.officer, 'draftReply', { words: '已列入计划。', answerClass: 'planned', promises }, handling);
  await by(lead.officer, 'startSignoff', { head: lead.head.personId }, handling);
  await by(lead.head, 'signOff', {}, handling);
  await by(lead.officer, 'recordContact', { manner: 'meeting', at: '2026-03-01T02:00:00.000Z', words: '当面谈过了' }, handling);
  on('2026-05-20');
  await by(lead.clerk, 'issueReply', { documentNumber: '明建建〔2026〕12号' }, handling);
  return { ...of, path: `/p/matters/${of.bodyId}/${of.matterId}`, api: `/api/public/matters/${of.bodyId}/${of.matterId}` };
}

async function published(change: Record<string, unknown> = {}, input: Record<string, unknown> = {}): Promise<Made> {
  const of = await answered(change);
  await doAct(database, cast.clerk, of, 'publish', { ...checks, ...input });
  return of;
}

async function offered(of: Made, act: string) {
  const answer = await server.inject({ url: `/api/matters/${of.bodyId}/${of.matterId}`, headers: as(cast.clerk.actor) });
  return answer.json<CaseView>().acts.find((one) => one.act === act)!;
}

async function groundsOf(of: { bodyId: string; matterId: string }): Promise<string[]> {
  const accept = await offered(of as Made, 'accept');
  return accept.fields.find((field) => field.name === 'checked')!.choices!.map((choice) => choice.value);
}

async function idsOf(table: 'handling' | 'commitment', matterId: string): Promise<string[]> {
  return await withClient(isolated.adminUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(`select id from ${table} where matter_id = $1`, [matterId]);
    return rows.map((row) => row.id);
  });
}

/** Stores a picture of its own colour as somebody's loose file. */
async function picture(seat: TestCast['author'], colour: string): Promise<string> {
  const ready = await files.prepare('现场.png', () =>
    sharp({ create: { width: 640, height: 480, channels: 3, background: colour } })
      .png()
      .toBuffer(),
  );
  const owner = { bodyId: cast.city.congress.id, personId: seat.personId, unitId: null };
  return await database.transact(seat.actor, async (tx) => (await files.insert(tx, ready, owner)).id);
}

describe('figures and filters', () => {
  test('every figure is the length of the list that it opens, and sums hold', async () => {
    const kept = await published({ title: '关于加装电梯的建议' });
    await published({ title: '关于疏通河道的建议', field: '生态环境' });
    on('2026-12-10');
    const [promise] = await idsOf('commitment', kept.matterId);
    await doAct(database, cast.lead.officer, kept, 'keepPromise', { outcome: 'kept', words: '二十台全部投入使用。' }, promise);
    await doAct(database, cast.author, kept, 'judgePromise', { verdict: 'kept' }, promise);
    on('2027-01-10');
    const { bodyId } = kept;
    const figures = (await get(`/api/public/figures?body=${bodyId}`)).json<Record<string, never>>() as unknown as {
      total: number;
      promiseStates: Record<string, number>;
      kinds: { kind: string; count: number }[];
      fields: { field: string; count: number }[];
      years: { year: number; count: number }[];
      answers: { answer: string; count: number }[];
      units: { unit: string; count: number }[];
    };
    const lengthOf = async (query: string) =>
      (await get(`/api/public/matters?body=${bodyId}&limit=200&${query}`)).json<{ items: [] }>().items.length;
    expect(await lengthOf('')).toBe(figures.total);
    expect(figures.promiseStates).toMatchObject({ kept: 1, overdue: figures.total - 1 });
    for (const [state, count] of Object.entries(figures.promiseStates)) expect(await lengthOf(`promise=${state}`), state).toBe(count);
    for (const [name, lines] of [
      ['kind', figures.kinds],
      ['field', figures.fields],
      ['year', figures.years],
      ['answer', figures.answers],
    ] as const) {
      expect(
        lines.reduce((sum, line) => sum + line.count, 0),
        name,
      ).toBe(figures.total);
      for (const line of lines) {
        const value = String((line as Record<string, unknown>)[name]);
        expect(await lengthOf(`${name}=${encodeURIComponent(value)}`), `${name}=${value}`).toBe(line.count);
      }
    }
    for (const { unit, count } of figures.units) expect(await lengthOf(`unit=${encodeURIComponent(unit)}`)).toBe(count);
  });

  test('pages go on by plain links, filters kept, nothing twice and nothing left out', async () => {
    for (let made = 0; made < 3; made += 1) await published({ title: `关于第${made}座公园的建议`, field: '社会建设' });
    const seen: string[] = [];
    let next = `/api/public/matters?field=${encodeURIComponent('社会建设')}&limit=2`;
    for (let pages = 0; next && pages < 5; pages += 1) {
      const page = (await get(next)).json<{ items: { id: string }[]; next: string | null }>();
      seen.push(...page.items.map((line) => line.id));
      next = page.next ? `/api/public/matters?field=${encodeURIComponent('社会建设')}&limit=2&cursor=${page.next}` : '';
    }
    expect([seen.length, new Set(seen).size]).toEqual([3, 3]);
    const page = await get(`/p/?field=${encodeURIComponent('社会建设')}`);
    expect(page.body).toContain('共 3 件');
    expect(page.body).toContain('noindex');
  });

  test('ill-formed wishes are refused by the API and passed over by pages', async () => {
    for (const query of ['body=x', 'kind=nothing', 'year=abc', 'promise=maybe', 'limit=9999'])
      expect((await get(`/api/public/matters?${query}`)).statusCode, query).toBe(400);
    for (const query of ['body=x', 'kind=nothing', 'year=abc', 'promise=maybe', 'field=%00', 'words=%F0%9F%98%80'])
      expect((await get(`/p/?${query}`)).statusCode, query).toBe(200);
  });
});

describe('a body of the CPPCC', () => {
  test('speaks its own words in its own colour, a collective in its own name, and ratings only once both sides have spoken', async () => {
    const { city } = cast;
    const member = await making(database, (tx) => makeMember(tx, city.cppcc, { name: '乔知语' }));
    const form = {
      title: '云塘路口早市占道',
      category: 'road.manhole',
      words: '早市摊位占了整条非机动车道，学生只能走机动车道。',
      place: { address: '云塘路口', lon: 0.5, lat: 0.5 },
    };
    const { matterId } = await draftOf(database, member, 'concern', form);
    const content = {
      kind: 'proposal',
      number: '第7号',
      title: '关于老年食堂的提案',
      field: '社会建设',
      submittedOn: '2026-03-01',
      author: '教育界',
      situation: '三成食堂就餐不到二十人。',
      analysis: null,
      measures: [],
      units: [{ name: '市民政局', roleLabel: '主办' }],
      replies: [{ unit: '市民政局', words: '已调整布点。', answerClassLabel: '已解决', issuedOn: '2026-05-01' }],
    };
    const rating = { body_id: city.cppcc.id, id: newId(), matter_id: matterId, handling_id: newId(), reply_id: newId(), round: 1 };
    await withClient(isolated.adminUrl, async (client) => {
      const at = '2026-05-20T02:00:00Z';
      for (const [table, row] of [
        ['publication', { body_id: city.cppcc.id, matter_id: matterId, content, search: '', published_at: at, units: [] }],
        ['rating', { ...rating, person_id: member.personId, person_name: '乔知语', overall: 'satisfied', at, side: 'proposer' }],
      ] as const)
        await client.query(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [JSON.stringify(row)]);
    });
    const path = `/p/matters/${city.cppcc.id}/${matterId}`;
    const { body } = await get(path);
    expect(body).toContain('data-body="cppcc"');
    for (const words of ['委员提案', '提案怎么说', '委员提出', '教育界']) expect(body, words).toContain(words);
    expect(body.slice(body.indexOf('<body'))).not.toContain('代表');
    expect(body).not.toContain('<div>委员评价');
    const list = await get(`/p/?body=${city.cppcc.id}`);
    expect(list.body).toContain('委员提案，办得怎么样');
    expect(list.body.slice(list.body.indexOf('<body'))).not.toContain('代表');
    expect((await get(`/api/public/matters?body=${city.cppcc.id}&kind=proposal`)).json<{ items: [] }>().items).toHaveLength(1);
  });
});

describe('photos', () => {
  test('only what the office ticked, under the matter, as long as it is published', async () => {
    const [shown, hidden, loose] = [
      await picture(cast.author, '#b3161d'),
      await picture(cast.author, '#0f5ba8'),
      await picture(cast.author, '#0a7f50'),
    ];
    const of = await answered({ files: [shown, hidden] });
    const other = await published({ title: '关于别的事的建议' });
    const { fields } = await offered(of, 'publish');
    const choices = fields.find((field) => field.name === 'photos')!.choices!;
    expect(new Set(choices.map((choice) => choice.picture))).toEqual(new Set([shown, hidden]));
    expect(choices[0]!.label).toBe('提出时（3月2日）');

    await expect(doAct(database, cast.clerk, of, 'publish', { ...checks, photos: [loose] })).rejects.toThrow('公开的照片');
    await expect(doAct(database, cast.clerk, of, 'publish', { ...checks, photos: ['nonsense'] })).rejects.toThrow('公开的照片');
    await doAct(database, cast.clerk, of, 'publish', { ...checks, photos: [shown] });

    const page = await get(of.path);
    expect(page.body).toContain(`${of.api}/photos/${shown}?size=small`);
    expect(page.body).not.toContain(hidden);
    const whole = await get(`${of.api}/photos/${shown}`);
    expect([whole.statusCode, whole.headers['content-type']]).toEqual([200, 'image/png']);
    expect((await sharp(whole.rawPayload).metadata()).exif).toBeUndefined();
    expect((await get(`${of.api}/photos/${shown}?size=small`)).headers['content-type']).toBe('image/webp');
    expect((await get(`${of.api}/photos/${shown}`, { 'if-none-match': String(whole.headers['etag']) })).statusCode).toBe(304);

    const closed = [
      `${of.api}/photos/${hidden}`,
      `${of.api}/photos/${loose}`,
      `${of.api}/photos/${newId()}`,
      `${other.api}/photos/${shown}`,
      `/api/public/matters/${cast.city.cppcc.id}/${of.matterId}/photos/${shown}`,
      `/api/files/${shown}`,
      `/api/files/${shown}/thumbnail`,
    ];
    for (const address of closed) expect((await get(address)).statusCode, address).toBe(404);
    // Whoever may see the case gets no more here than a citizen.
    expect((await get(`${of.api}/photos/${hidden}`, as(cast.clerk.actor))).statusCode).toBe(404);

    const again = await offered(of, 'publish');
    expect(again.fields.find((field) => field.name === 'photos')!.initial).toEqual([shown]);
    await doAct(database, cast.clerk, of, 'unpublish', { reason: '照片里能认出人。' });
    expect((await get(`${of.api}/photos/${shown}`)).statusCode).toBe(404);
  });

  test('what was rewritten for publication stays so when it is published again; a phone number does not get out at all', async () => {
    const anew = {
      reply: '已与某户居民说明。',
      situation: '某小区情况，写得长一些。',
      analysis: '某户不同意。',
      measures: ['某小区先行试点。'],
    };
    const of = await answered({ title: '关于隐去姓名的建议' });
    const withPhone = { ...checks, ...anew, measures: ['请与居民代表 13800000000 联系。'] };
    await expect(doAct(database, cast.clerk, of, 'publish', withPhone)).rejects.toThrow('公开的建议里有手机号');
    await doAct(database, cast.clerk, of, 'publish', { ...checks, ...anew });
    expect((await get(of.path)).body).toContain('某户不同意。');
    const { fields } = await offered(of, 'publish');
    const initial = Object.fromEntries(fields.map((field) => [field.name, field.initial]));
    expect(initial).toMatchObject(anew);
  });
});

describe('following one matter', () => {
  const keys = { p256dh: 'A'.repeat(87), auth: 'A'.repeat(24) };
  const endpoint = (name: string) => `https://push.example/${name}`;
  const follow = (of: Made, name: string) => post(`${of.api}/follow`, { endpoint: endpoint(name), keys });

  async function tell(): Promise<void> {
    const module = citizens();
    await new Dispatcher(database, [...module.subscribers!], pino({ level: 'silent' })).drain();
  }

  /** Runs what was enqueued, as the job runner would; returns what failed. */
  async function run(): Promise<string[]> {
    const [job] = citizens().jobs!;
    const failed: string[] = [];
    const { rows } = await database.read(
      systemActor,
      async (tx) =>
        await sql<{
          data: unknown;
          start_after: Date;
        }>`select data, start_after from boss.job_common where name = 'matter.tell-citizens' and state = 'created' order by created_on`.execute(
          tables(tx),
        ),
      { access: 'worker' },
    );
    for (const row of rows)
      await job!
        .handle(database, job!.data.parse(row.data), { id: newId(), signal: new AbortController().signal })
        .catch((error: Error) => failed.push(error.message));
    return failed;
  }

  test('is told of what citizens can read, in those words, once, until it is taken back', async () => {
    await tell();
    const of = await published({ title: '关于护学岗的建议' });
    expect((await follow(of, 'a')).json()).toEqual({ done: true });
    expect((await follow(of, 'a')).statusCode).toBe(200);
    await tell();
    expect(await run()).toEqual([]);
    pushed = [];
    const [promise] = await idsOf('commitment', of.matterId);
    const [handling] = await idsOf('handling', of.matterId);
    on('2026-12-10');
    await doAct(database, cast.clerk, of, 'note', { words: '内部记录一二三' });
    await doAct(database, cast.author, of, 'message', { words: '留言四五六' });
    await doAct(database, cast.lead.officer, of, 'keepPromise', { outcome: 'kept', words: '已经上岗。' }, promise);
    await tell();
    expect(await run()).toEqual([]);
    await run();
    const mine = pushed.filter((one) => one.endpoint === endpoint('a') && one.message.words.includes('单位说已做到'));
    expect(mine).toHaveLength(1);
    expect(mine[0]!.message).toMatchObject({ title: '关于护学岗的建议', link: of.path.slice(2), urgent: false });
    expect(JSON.stringify(pushed)).not.toMatch(/内部记录|留言/);

    expect((await post(`${of.api}/unfollow`, { endpoint: endpoint('a') })).json()).toEqual({ done: true });
    expect((await post(`${of.api}/unfollow`, { endpoint: endpoint('a') })).statusCode).toBe(200);
    pushed = [];
    await doAct(database, cast.author, of, 'judgePromise', { verdict: 'kept' }, promise);
    await tell();
    await run();
    expect(pushed.filter((one) => one.endpoint === endpoint('a'))).toEqual([]);
    expect(handling).toBeDefined();
  });

  test('a browser that is gone is forgotten, one that was busy is told later, and the others not again', async () => {
    const of = await published({ title: '关于候船棚的建议' });
    // Nobody follows yet, so of the publication nobody is told.
    await tell();
    for (const name of ['gone', 'busy', 'well']) await follow(of, name);
    const [promise] = await idsOf('commitment', of.matterId);
    await doAct(database, cast.lead.officer, of, 'keepPromise', { outcome: 'kept', words: '已经修好。' }, promise);
    await tell();
    outcome = (address) => (address.endsWith('gone') ? 'gone' : address.endsWith('busy') ? 'later' : 'sent');
    expect((await run()).some((words) => words.includes('1 push services'))).toBe(true);
    pushed = [];
    outcome = () => 'sent';
    expect(await run()).toEqual([]);
    expect(pushed.filter((one) => ['gone', 'busy', 'well'].some((name) => one.endpoint.endsWith(name))).map((one) => one.endpoint)).toEqual(
      [endpoint('busy')],
    );
  });

  test('nothing is told of what was withdrawn, and nobody follows what is not published', async () => {
    const of = await published({ title: '关于撤下的建议' });
    await follow(of, 'w');
    const [promise] = await idsOf('commitment', of.matterId);
    await doAct(database, cast.lead.officer, of, 'keepPromise', { outcome: 'kept', words: '已经办好。' }, promise);
    await doAct(database, cast.clerk, of, 'unpublish', { reason: '有个人信息，先撤下。' });
    await tell();
    pushed = [];
    await run();
    expect(pushed.filter((one) => one.endpoint === endpoint('w'))).toEqual([]);
    const unpublished = await answered({ title: '关于还没公开的建议' });
    expect((await follow(of, 'x')).statusCode).toBe(404);
    expect((await follow(unpublished, 'x')).statusCode).toBe(404);
    expect(
      (await post(`/api/public/matters/${cast.city.cppcc.id}/${of.matterId}/follow`, { endpoint: endpoint('x'), keys })).statusCode,
    ).toBe(404);
  });

  test('addresses of our choice only: no server is made to call anything else', async () => {
    const of = await published({ title: '关于地址的建议' });
    for (const address of [
      'https://push.example.evil.test/x',
      'https://localhost/x',
      'https://push.example:8443/x',
      'https://u@push.example/x',
    ])
      expect((await post(`${of.api}/follow`, { endpoint: address, keys })).statusCode, address).toBe(422);
    expect((await post(`${of.api}/follow`, { endpoint: 'http://push.example/x', keys })).statusCode).toBe(400);
    expect((await post(`${of.api}/follow`, { endpoint: endpoint('y'), keys }, {})).statusCode).toBe(400);
    expect((await get('/api/public/push-key')).json()).toEqual({ publicKey: 'BPublicKeyOfTheTest' });
  });

  test('requests read no address, and cannot write one past the published', async () => {
    const of = await published({ title: '关于墙的建议' });
    await follow(of, 'wall');
    const refused = await database
      .read(nobody, async (tx) => await sql`select * from publication_follow`.execute(tables(tx)))
      .then(
        () => 'read',
        (error: { code?: string }) => error.code,
      );
    expect(refused).toBe('42501');
    const columns = await withClient(isolated.adminUrl, async (client) => {
      const { rows } = await client.query<Record<string, unknown>>(`select * from publication_follow where endpoint = $1`, [
        endpoint('wall'),
      ]);
      return Object.keys(rows[0]!);
    });
    expect(columns).toEqual(['body_id', 'matter_id', 'id', 'endpoint', 'keys', 'made_at', 'told_event']);
  });
});

describe('open data', () => {
  test('JSON and CSV hold what the pages hold, and nothing that was withdrawn', async () => {
    const of = await published({
      title: '=HYPERLINK("http://evil.test","点我")的建议',
      situation: '-2+3 青禾社区，“逗号”, "引号"\n换行。',
    });
    const gone = await published({ title: '关于金丝雀八八八的建议' });
    await doAct(database, cast.clerk, gone, 'unpublish', { reason: '有个人信息，先撤下。' });
    const base = `/api/public/open/${of.bodyId}/2026`;
    const json = await get(`${base}/matters.json`);
    expect(json.headers['content-disposition']).toContain('attachment');
    const document = json.json<{
      licence: string;
      updatedAt: string;
      publisher: string;
      matters: { id: string; title: string; promises: { standing: string }[] }[];
    }>();
    const { total } = (await get(`/api/public/figures?body=${of.bodyId}`)).json<{ total: number }>();
    expect(document.matters).toHaveLength(total);
    expect(document).toMatchObject({ licence: '知识共享 署名 4.0 国际（CC BY 4.0）', publisher: cast.city.congress.name });
    expect(document.matters.find((one) => one.id === of.matterId)!.promises[0]!.standing).toBe('正在做');

    for (const table of ['matters', 'replies', 'promises']) {
      const csv = await get(`${base}/csv/${table}`);
      expect(csv.headers['content-type']).toContain('text/csv');
      expect([...csv.rawPayload.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(csv.body).not.toContain('金丝雀八八八');
      expect(csv.body.split('\r\n').length).toBeGreaterThanOrEqual(total);
    }
    const { body: csv } = await get(`${base}/csv/matters`);
    expect(csv).toContain(`"'=HYPERLINK(""http://evil.test"",""点我"")的建议"`);
    expect(csv).toContain(`"'-2+3 青禾社区`);
    expect(csv).not.toMatch(/(^|,|\r\n)"?[=+\-@]/);
    expect(json.body).not.toContain('金丝雀八八八');
  });

  test('nothing for a body or a year without any, and none for what is no year', async () => {
    expect((await get(`/api/public/open/${cast.city.congress.id}/2019/matters.json`)).statusCode).toBe(404);
    expect((await get(`/api/public/open/${cast.city.county.id}/2026/csv/matters`)).statusCode).toBe(404);
    expect((await get(`/api/public/open/${cast.city.congress.id}/2026/csv/people`)).statusCode).toBe(404);
    expect((await get(`/api/public/open/x/y/matters.json`)).statusCode).toBe(404);
  });

  test('the page tells what every column means', async () => {
    const page = await get('/p/open');
    expect(page.body).toContain('数据字典');
    for (const heading of ['承诺数', '最初期限', '办理结果']) expect(page.body).toContain(`<th scope="row">${heading}</th>`);
    expect(page.body).toContain(`/api/public/open/${cast.city.congress.id}/2026/matters.json`);
  });
});

describe('for programs', () => {
  test('feeds of a matter, of a body and of a search', async () => {
    const of = await published({ title: '关于青石巷路灯的建议' });
    const [promise] = await idsOf('commitment', of.matterId);
    on('2026-09-01');
    await doAct(database, cast.lead.officer, of, 'keepPromise', { outcome: 'later', words: '灯杆已到货。', dueOn: '2027-02-01' }, promise);
    const feed = await get(`${of.path}/feed.xml`);
    expect(feed.headers['content-type']).toContain('application/atom+xml');
    expect(feed.body).toContain('灯杆已到货');
    expect(feed.body).toMatch(/<updated>2026-05-20|<updated>2026-09/);
    const search = await get(`/p/feed.xml?words=${encodeURIComponent('路灯')}&body=${of.bodyId}`);
    expect(search.body.match(/<entry>/g)).toHaveLength(1);
    expect(search.body).toContain('含“路灯”');
    await doAct(database, cast.clerk, of, 'unpublish', { reason: '先撤下再核对。' });
    expect((await get(`${of.path}/feed.xml`)).statusCode).toBe(404);
  });

  test('site maps name every published page and are named to robots', async () => {
    const of = await published({ title: '关于地图的建议' });
    expect((await get('/robots.txt')).body).toContain('Sitemap: http://localhost/p/sitemap.xml');
    const index = await get('/p/sitemap.xml');
    const maps = [...index.body.matchAll(/<loc>http:\/\/localhost([^<]+)<\/loc>/g)].map(([, path]) => path!);
    const pages = (await Promise.all(maps.map((path) => get(path)))).map((one) => one.body).join('');
    expect(pages).toContain(`<loc>http://localhost${of.path}</loc>`);
    const { total } = (await get('/api/public/figures')).json<{ total: number }>();
    expect(pages.match(/<loc>[^<]*\/matters\//g)).toHaveLength(total);
  });

  test('a card of its own for each matter, gone with it', async () => {
    const of = await published({ title: '关于一个题目长到一行绝对写不下、两行也写不下、要写到第三行去、最后只好省略的事情的建议建议建议' });
    const card = await get(`${of.path}/card.png`);
    // On a machine without Chinese letters the terminal's own mark stands in for it.
    const shown = card.statusCode === 302 ? { width: 1200, height: 630, format: 'png' } : await sharp(card.rawPayload).metadata();
    expect(shown).toMatchObject({ width: 1200, height: 630, format: 'png' });
    expect(card.rawPayload.length).toBeLessThan(120_000);
    expect((await get(of.path)).body).toContain(`<meta property="og:image" content="http://localhost${of.path}/card.png">`);
    await doAct(database, cast.clerk, of, 'unpublish', { reason: '先撤下再核对。' });
    expect((await get(`${of.path}/card.png`)).statusCode).toBe(404);
  });

  test('only the page of a matter may run a script, and that one of ours', async () => {
    const of = await published({ title: '关于脚本的建议' });
    const page = await get(of.path);
    expect(String(page.headers['content-security-policy'])).toContain(`script-src 'self'`);
    expect(page.body.match(/<script/g)).toHaveLength(1);
    const [, script] = /<script src="(\/p\/matter\.[0-9a-f]{12}\.js)" defer>/.exec(page.body)!;
    expect((await get(script!)).headers['cache-control']).toContain('immutable');
    expect((await get('/p/service-worker.js')).headers['content-type']).toContain('javascript');
    for (const place of ['/p/', '/p/open', '/p/nowhere'])
      expect(String((await get(place)).headers['content-security-policy']), place).not.toContain('script-src');
  });
});
