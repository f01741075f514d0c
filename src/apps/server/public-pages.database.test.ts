import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nobody } from '#platform/contract/actor.ts';
import { Database, tables } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { isolatedDatabase } from '#platform/server/testing/database.ts';
import type { IsolatedDatabase } from '#platform/server/testing/database.ts';
import { as, testServer } from '#platform/server/testing/test-server.ts';
import type { CaseView } from '#modules/matter/contract/views.ts';
import { matterCitizensModule, matterModule } from '#modules/matter/server/index.ts';
import type { TestCast } from '#modules/matter/server/factory.ts';
import { doAct, draftSuggestion, makeCast } from '#modules/matter/server/factory.ts';
import { serverPages } from './pages.ts';

/** Stands in everything that was never published. */
const canary = '金丝雀七三九一';
const checks = { checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'] };

let isolated: IsolatedDatabase;
let database: Database;
let server: FastifyInstance;
let cast: TestCast;
let files: FileRoom;
const folder = mkdtempSync(join(tmpdir(), 'luzhitong-public-'));
let now = new Date('2026-03-02T02:00:00.000Z');
const on = (day: string) => {
  now = new Date(`${day}T02:00:00.000Z`);
};

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  cast = await makeCast(database);
  files = new FileRoom({ settings: { kind: 'folder', path: join(folder, 'files') }, dataDir: folder });
  const modules = [
    matterModule,
    matterCitizensModule({ files, push: { publicKey: 'BPushKey', hosts: ['push.example'], send: async () => 'sent' } }),
  ];
  server = await testServer(database, { modules, pages: serverPages(database, modules, { publicUrl: 'http://localhost' }) });
});
afterAll(async () => {
  await server.close();
  await database.close();
  await isolated.drop();
  rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}) => server.inject({ url, headers: { accept: 'text/html', ...headers } });

/** A suggestion with one answer and one promise; `until` says how far it goes. */
async function suggestion(
  change: Record<string, unknown>,
  until: 'assigned' | 'replied' | 'published',
): Promise<{ bodyId: string; matterId: string; path: string }> {
  on('2026-03-02');
  const { author, cosigners, clerk, lead } = cast;
  const of = await draftSuggestion(database, cast, change);
  const by = (seat: typeof author, act: string, input = {}, target?: string) => doAct(database, seat, of, act, input, target);
  await by(author, 'invite', { people: cosigners.map((seat) => seat.personId) });
  for (const seat of cosigners) await by(seat, 'confirm', { version: 1 });
  await by(author, 'submit');
  await by(clerk, 'accept', { checked: await groundsOf(of) });
  await by(clerk, 'assign', { mode: 'sole', lead: lead.id });
  const path = `/p/matters/${of.bodyId}/${of.matterId}`;
  if (until === 'assigned') return { ...of, path };
  const [handling] = await idsOf('handling', of.matterId);
  await by(lead.clerk, 'signFor', { division: '房管处' }, handling);
  await by(
    lead.officer,
    'draftReply',
    {
      words: '您提出的建议收悉。我局已列入计划。',
      answerClass: 'planned',
      promises: [{ words: '年底前完成二十台加装', dueOn: '2026-12-31' }],
    },
    handling,
  );
  await by(lead.officer, 'startSignoff', { head: lead.head.personId }, handling);
  await by(lead.head, 'signOff', {}, handling);
  await by(lead.officer, 'recordContact', { manner: 'meeting', at: '2026-03-01T02:00:00.000Z', words: `${canary}面商` }, handling);
  on('2026-05-20');
  await by(lead.clerk, 'issueReply', { documentNumber: '明建建〔2026〕12号' }, handling);
  if (until === 'published') await by(clerk, 'publish', checks);
  return { ...of, path };
}

/** What the office has to tick before it accepts. */
async function groundsOf(of: { bodyId: string; matterId: string }): Promise<string[]> {
  const answer = await server.inject({ url: `/api/matters/${of.bodyId}/${of.matterId}`, headers: as(cast.clerk.actor) });
  const accept = answer.json<CaseView>().acts.find((act) => act.act === 'accept')!;
  return accept.fields.find((field) => field.name === 'checked')!.choices!.map((choice) => choice.value);
}

async function idsOf(table: 'handling' | 'commitment', matterId: string): Promise<string[]> {
  return await withClient(isolated.adminUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(`select id from ${table} where matter_id = $1`, [matterId]);
    return rows.map((row) => row.id);
  });
}

describe('what citizens read', () => {
  test('a published suggestion: promises first, then words, answer and course', async () => {
    const { path } = await suggestion({ title: '关于加快既有住宅加装电梯的建议' }, 'published');
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    const order = [
      '关于加快既有住宅加装电梯的建议',
      '一项承诺，还没有兑现的',
      '答应了什么，做到了没有',
      '年底前完成二十台加装',
      '正在做',
      '建议怎么说',
      '六百二十户居民',
      '部门怎么答复',
      '我局已列入计划',
      '办到哪一步',
      '代表提出',
      '交给部门办理',
      '部门正式答复',
    ];
    const main = answer.body.slice(answer.body.indexOf('<main'));
    const places = order.map((words) => main.indexOf(words));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(answer.body).toContain('data-body="congress"');
    expect(answer.body).not.toContain(canary);
    expect(answer.body).toContain('<meta name="robots" content="index, follow">');
    expect(answer.body).toContain(`<link rel="canonical" href="http://localhost${path}">`);
    expect(answer.body).toContain('<meta property="og:title" content="关于加快既有住宅加装电梯的建议">');
    expect(Buffer.byteLength(answer.body)).toBeLessThan(40_000);
  });

  test('promises as the ledger has them now', async () => {
    const { path, bodyId, matterId } = await suggestion({ title: '关于增设云塘路口护学岗的建议' }, 'published');
    const [promise] = await idsOf('commitment', matterId);
    on('2026-12-10');
    const by = (seat: typeof cast.author, act: string, input: Record<string, unknown>) =>
      doAct(database, seat, { bodyId, matterId }, act, input, promise);
    await by(cast.lead.officer, 'keepPromise', { outcome: 'kept', words: '二十台电梯全部投入使用。' });
    expect((await get(path)).body).toContain('单位说已做到');
    await by(cast.author, 'judgePromise', { verdict: 'notKept', words: '还有三台没有通电。' });
    const broken = await get(path);
    expect(broken.body).toContain('没有做到');
    // What the deputy wrote to the unit is theirs.
    expect(broken.body).not.toContain('还有三台没有通电');
    await by(cast.lead.officer, 'keepPromise', { outcome: 'kept', words: '三台已通电。' });
    await by(cast.author, 'judgePromise', { verdict: 'kept' });
    const kept = await get(path);
    expect(kept.body).toContain('承诺已经兑现');
    expect(kept.body).toContain('12月10日做完，提前 21 天');
    expect((await get('/p/')).body).toContain('承诺已兑现');
  });

  test('nothing of what is not published, or no longer', async () => {
    const secret = await suggestion(
      { title: `关于${canary}标题的建议`, situation: `${canary}正文，这里写着还没有公开的情况，影响六百户居民。` },
      'replied',
    );
    const gone = await suggestion({ title: `关于${canary}撤下的建议` }, 'published');
    expect((await get(gone.path)).body).toContain(canary);
    expect((await get('/p/')).body).toContain(canary);
    await doAct(database, cast.clerk, gone, 'unpublish', { reason: '发现有个人信息，先行撤下。' });
    const places = [
      '/p/',
      `/p/?body=${secret.bodyId}`,
      `/p/?words=${encodeURIComponent(canary)}`,
      '/p/feed.xml',
      `/p/feed.xml?body=${secret.bodyId}`,
      secret.path,
      gone.path,
      '/api/public/matters',
      '/api/public/bodies',
    ];
    for (const place of places) {
      const answer = await get(place);
      // The searched words themselves stand in the search field.
      expect(
        place.includes('words=')
          ? answer.body.replaceAll(canary, (_, at: number) => (/value="$|“$/.test(answer.body.slice(0, at)) ? '' : canary))
          : answer.body,
        place,
      ).not.toContain(canary);
    }
    expect([(await get(secret.path)).statusCode, (await get(gone.path)).statusCode]).toEqual([404, 404]);
    expect((await get(gone.path)).headers['cache-control']).toBe('no-store');
  });

  test('nothing behind the page either: row-level security hands citizens no unpublished row', async () => {
    const { bodyId, matterId } = await suggestion({ title: '关于修缮码头候船棚的建议' }, 'replied');
    const seen = await database.read(nobody, async (tx) => {
      const db = tables<Record<string, never>>(tx);
      const counts = [
        sql`select * from published_ledger(array[${bodyId}]::uuid[], array[${matterId}]::uuid[])`,
        sql`select * from published_courses(array[${bodyId}]::uuid[], array[${matterId}]::uuid[])`,
        sql`select * from published_photo(${bodyId}, ${matterId}, ${matterId})`,
        sql`select 1 from matter`,
        sql`select 1 from reply`,
        sql`select 1 from commitment`,
        sql`select 1 from publication where withdrawn_at is not null`,
        sql`select * from wall_latest(8)`,
        sql`select id from screen`,
      ];
      return await Promise.all(counts.map(async (query) => (await query.execute(db)).rows.length));
    });
    expect(seen).toEqual(seen.map(() => 0));
  });

  test('only the title and a summary where the deputy wished so', async () => {
    const { path } = await suggestion(
      {
        title: '关于规范小区充电桩的建议',
        openness: 'summary',
        situation: `${canary}，充电桩长期被占用，居民意见很大，多次反映没有结果。`,
      },
      'published',
    );
    const answer = await get(path);
    expect(answer.body).toContain('只公开标题和答复摘要');
    expect(answer.body).not.toContain(canary);
  });
});

describe('the list', () => {
  test('is of one body or all, found by words, and goes on by a cursor', async () => {
    await suggestion({ title: '关于疏通青禾河道的建议' }, 'published');
    const all = await get('/p/');
    expect(all.body).toContain('关于疏通青禾河道的建议');
    expect(all.body).toContain('data-body="unit"');
    const own = await get(`/p/?body=${cast.city.congress.id}`);
    expect(own.body).toContain('data-body="congress"');
    const found = await get(`/p/?words=${encodeURIComponent('河道')}`);
    expect(found.body).toContain('关于疏通青禾河道的建议');
    expect(found.body).not.toContain('关于加快既有住宅加装电梯的建议');
    expect(found.body).toContain('noindex');
    expect((await get(`/p/?words=${encodeURIComponent('不存在的词语啊')}`)).body).toContain('没有找到');
    expect((await get(`/p/?body=${cast.city.cppcc.id}`)).body).toContain('还没有公开');
    const numbered = await get(`/p/?words=${encodeURIComponent('闭1号')}`);
    expect(numbered.body).toContain('关于加快既有住宅加装电梯的建议');
  });

  test('shows words as words, whatever they are', async () => {
    const hostile = `"><script>alert(1)</script>`;
    const { path } = await suggestion({ title: `关于<b>粗体</b>${hostile}的建议` }, 'published');
    for (const place of [path, '/p/', '/p/feed.xml', `/p/?words=${encodeURIComponent(hostile)}`])
      expect((await get(place)).body, place).not.toContain('<script>');
  });

  test('takes broken addresses kindly', async () => {
    expect((await get('/p/?cursor=nonsense')).statusCode).toBe(400);
    expect((await get('/p/?body=nonsense')).statusCode).toBe(200);
    expect((await get('/p/?words=a&words=b')).statusCode).toBe(200);
    for (const place of ['/p/nothing', '/p/matters/x/y', `/p/matters/${cast.city.congress.id}/${cast.city.cppcc.id}`]) {
      const answer = await get(place);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).toContain('没有找到这一页');
      expect(answer.headers['content-type']).toContain('text/html');
    }
  });
});

describe('how pages are sent', () => {
  test('under a policy that allows no script', async () => {
    const policy = String((await get('/p/')).headers['content-security-policy']);
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('script-src');
    const { body } = await get('/p/');
    expect(body).not.toMatch(/<script|\sstyle=|\son\w+=/);
  });

  test('with a tag that saves sending an unchanged page, and no cookie', async () => {
    const first = await get('/p/');
    expect(first.headers['set-cookie']).toBeUndefined();
    expect(first.headers['cache-control']).toBe('public, no-cache');
    const again = await get('/p/', { 'if-none-match': String(first.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('with one style sheet in the page, which its policy knows by its hash, and all of it in less than 60 kB packed', async () => {
    for (const place of ['/p/', '/p/open', (await suggestion({ title: '关于重量的建议' }, 'published')).path]) {
      const { body, headers } = await get(place);
      const [, sheet] = /<style>([^<]*)<\/style>/.exec(body)!;
      expect(String(headers['content-security-policy'])).toContain(
        `style-src 'sha256-${createHash('sha256').update(sheet!).digest('base64')}'`,
      );
      expect(body).not.toContain('<link rel="stylesheet"');
      expect(gzipSync(body).length, place).toBeLessThan(20_000);
    }
  });

  test('in large letters where the address says so, and everywhere from there', async () => {
    for (const wish of ['size=elder', 'uiStyle=elder']) {
      const { body } = await get(`/p/?${wish}`);
      expect(body).toContain('data-size="elder"');
      const links = [...body.matchAll(/<a [^>]*href="(\/p\/[^"]*)"/g)]
        .map(([, link]) => link!)
        .filter((link) => !link.includes('feed.xml'));
      expect(links.filter((link) => !link.includes('size=elder'))).toEqual(['/p/']);
    }
  });

  test('as a feed that a program can read', async () => {
    const feed = await get('/p/feed.xml');
    expect(feed.headers['content-type']).toContain('application/atom+xml');
    expect(feed.body.match(/<entry>/g)!.length).toBe(feed.body.match(/<\/entry>/g)!.length);
    expect(feed.body).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
  });

  test('to robots, with the working terminals kept out', async () => {
    expect((await get('/robots.txt')).body).toContain('Disallow: /api/');
  });
});
