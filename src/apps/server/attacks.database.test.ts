import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/contract/identifiers.ts';
import { fileForm } from '#platform/server/testing/test-server.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { makeMember, makeStaff, making } from '#modules/directory/server/factory.ts';
import { newKey, signInForTest } from '#modules/identity/server/factory.ts';
import { openTables } from '#modules/matter/contract/open-data.ts';
import type { TestCast } from '#modules/matter/server/factory.ts';
import { doAct, makeCast, reportForm, suggestionForm } from '#modules/matter/server/factory.ts';
import { defaultValue } from '#modules/profile/contract/parameters.ts';
import type { ComposedServer } from './testing/composed-server.ts';
import { composedOrigin, composedServer } from './testing/composed-server.ts';
import { call, realInput } from './testing/outside-calls.ts';
import type { Records } from './testing/planted-city.ts';

/** What somebody would try who means harm, against the composed server: nothing runs, nothing is believed, nothing is told. */
let composed: ComposedServer;
let cast: TestCast;
let dist: string;
const scripts = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'-alert(1)-'`,
  '</title><svg onload=alert(1)>',
  'javascript:alert(1)',
  '<!--<script>',
];
const attack = scripts.join(' ');

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'luzhitong-attacks-'));
  dist = join(folder, 'dist');
  for (const terminal of ['mobile', 'desk', 'screen']) {
    mkdirSync(join(dist, terminal, 'assets'), { recursive: true });
    writeFileSync(join(dist, terminal, 'index.html'), '<!doctype html><title>履职通</title>');
  }
  writeFileSync(join(folder, 'secrets.json'), 'top secret');
  writeFileSync(join(dist, 'secrets.json'), 'top secret');
  composed = await composedServer({ dist });
  cast = await makeCast(composed.database);
});
afterAll(async () => {
  await composed.close();
  rmSync(join(dist, '..'), { recursive: true });
});

const as = async (seat: TestSeat) => ({ ...(await signInForTest(composed.database, seat.accountId, seat.actor)), ...newKey() });
const post = async (seat: TestSeat, url: string, payload: object, headers: Record<string, string> = {}) =>
  await composed.server.inject({ method: 'POST', url, headers: { ...(await as(seat)), ...headers }, payload });
const get = async (url: string, seat?: TestSeat): Promise<LightMyRequestResponse> =>
  await composed.server.inject({ url, headers: seat ? await as(seat) : {} });

/** A suggestion whose every text is an attack, from the draft to the published reply. */
async function publishAttack(words: string): Promise<{ bodyId: string; matterId: string }> {
  const of = { bodyId: cast.city.congress.id, matterId: newId() };
  const { author, clerk, lead } = cast;
  const by = (seat: TestSeat, act: string, input = {}, target?: string) => doAct(composed.database, seat, of, act, input, target);
  const form = suggestionForm({
    title: words.slice(0, 70),
    situation: `${words} 情况说明得足够长才行。`,
    analysis: `${words} 原因分析。`,
    measures: [words],
    contactWish: words,
  });
  const stored = await composed.server.inject({
    method: 'PUT',
    url: `/api/drafts/suggestion/${of.matterId}`,
    headers: await as(author),
    payload: { form },
  });
  expect(stored.statusCode).toBe(200);
  await by(author, 'submit');
  await by(clerk, 'accept', { checked: [...defaultValue('inadmissibleGrounds', { kind: 'congress', level: 'city' })] });
  await by(clerk, 'assign', { mode: 'sole', lead: lead.id, words });
  const share = (await get(`/api/matters/${of.bodyId}/${of.matterId}`, clerk)).json<{ handlings: { id: string }[] }>().handlings[0]!.id;
  await by(lead.clerk, 'signFor', {}, share);
  await by(lead.officer, 'recordContact', { manner: 'phone', at: '2026-01-05T02:00:00.000Z', place: words, people: words, words }, share);
  await by(
    lead.officer,
    'draftReply',
    { words, answerClass: 'planned', promises: [{ words: words.slice(0, 400), dueOn: '2027-12-31' }], contactName: words.slice(0, 90) },
    share,
  );
  await by(lead.officer, 'startSignoff', { head: lead.head.personId }, share);
  await by(lead.head, 'signOff', { words }, share);
  await by(lead.clerk, 'issueReply', { documentNumber: words.slice(0, 60) }, share);
  await by(author, 'message', { words });
  await by(clerk, 'publish', { checked: ['noSecret', 'noPrivacy', 'noReprisal', 'consent'] });
  return of;
}

describe('a page', () => {
  test('shows attacks as words, in every text that a citizen can come to read', async () => {
    const of = await publishAttack(attack);
    const seen = new Set<string>();
    const waiting = [
      '/p/',
      `/p/${of.bodyId}/${of.matterId}`,
      `/p/?words=${encodeURIComponent(attack)}`,
      `/p/nowhere/${encodeURIComponent(attack)}`,
    ];
    let shown = 0;
    for (let path = waiting.pop(); path !== undefined && seen.size < 60; path = waiting.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const page = await get(path);
      if (page.headers.location) waiting.push(page.headers.location);
      if (!String(page.headers['content-type']).includes('html')) continue;
      for (const [, link] of page.payload.matchAll(/href="([^"]+)"/g))
        if (link!.startsWith('/p/')) waiting.push(link!.replaceAll('&amp;', '&').replace(/#.*/, ''));
      expect(page.payload, path).not.toMatch(/<script>alert|<img src=x|<svg onload|<!--<script/);
      expect(page.payload, path).not.toMatch(/(href|src|action)="?\s*javascript:/i);
      if (page.payload.includes('&lt;script&gt;alert(1)')) shown += 1;
      const policy = String(page.headers['content-security-policy']);
      expect(policy, path).toMatch(/script-src 'none'|script-src 'self'|default-src 'none'/);
      expect(policy, path).not.toMatch(/script-src[^;]*'unsafe|script-src[^;]*\*/);
    }
    expect(shown, 'the attacks were on some page').toBeGreaterThan(1);
  });

  test('of a terminal runs no script but ours, and no other site frames it', async () => {
    for (const path of ['/m/', '/desk/', '/screen/', '/desk/matters/x']) {
      const { headers } = await composed.server.inject({ url: path, headers: { accept: 'text/html' } });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain(`script-src 'self';`);
      expect(policy).toContain(`object-src 'none'`);
      expect(policy).toContain(`frame-ancestors 'self'`);
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });

  test('answers that carry attacks are never taken for pages', async () => {
    const answer = await get(`/api/matters?words=${encodeURIComponent('alert')}`, cast.clerk);
    expect(answer.headers['content-type']).toContain('application/json');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const refusal = await get(`/api/${encodeURIComponent(attack)}`);
    expect(refusal.payload).not.toContain('script');
  });
});

describe('a sheet', () => {
  test('holds formulas as words', async () => {
    const formulas = [
      '=HYPERLINK("http://evil.example","x")',
      '+1+1',
      '-1+1',
      '@SUM(A1)',
      `=cmd|' /C calc'!A0`,
      '\t=1+1',
      '\r=1+1',
      '＝1+1',
    ];
    for (const formula of formulas) {
      const url = `/api/raise/report/${newId()}`;
      expect(
        (
          await post(cast.author, url, {
            form: reportForm({ title: formula, words: `${formula} 井盖缺失`, place: { address: formula, lon: 0.5, lat: 0.5 } }),
          })
        ).statusCode,
      ).toBe(200);
    }
    expectOnlyText((await get('/api/matters.xlsx?kind=report', cast.clerk)).rawPayload, 40, ['=HYPERLINK', '@SUM', '=cmd']);
  });

  test("of a CPPCC's year holds names that are formulas as words", async () => {
    const { cppcc } = cast.city;
    const [author, editor] = await making(composed.database, async (tx) => [
      await makeMember(tx, cppcc, { name: '=HYPERLINK("http://evil.example","x")' }),
      await makeStaff(tx, cppcc, ['clerk'], { name: '纪闻' }),
    ]);
    expect((await post(author, `/api/raise/sentiment/${newId()}`, { form: sentimentForm('=1+1 基层反映夜间断电') })).statusCode).toBe(200);
    const year = new Date().getFullYear();
    expectOnlyText((await get(`/api/bulletin-years/${year}/list.xlsx`, editor)).rawPayload, 8, ['=HYPERLINK']);
    expectOnlyText((await get('/api/matters.xlsx?kind=sentiment', editor)).rawPayload, 8, ['=1+1']);
  });

  test('of open data, which is CSV, has no cell that a spreadsheet would run', async () => {
    const { bodyId } = await publishAttack(`=cmd|' /C calc'!A0 +1-1@SUM(A1) 公开加装电梯的情况`);
    const year = new Date().getFullYear();
    let shown = 0;
    for (const table of Object.keys(openTables)) {
      const sheet = await get(`/api/public/open/${bodyId}/${year}/csv/${table}`);
      expect(sheet.statusCode, table).toBe(200);
      const cells = sheet.payload.replace(/^\uFEFF/, '').split(/[,\r\n]+/);
      expect(
        cells.filter((cell) => /^"?[=+\-@\t]/.test(cell) && !/^-?\d/.test(cell)),
        table,
      ).toEqual([]);
      if (sheet.payload.includes("'=cmd")) shown += 1;
    }
    expect(shown, 'the formula was in some table').toBeGreaterThan(0);
  });

  /** Every cell is a text or a number, and the formulas are there as they were typed. */
  function expectOnlyText(sheet: Buffer, least: number, typed: readonly string[]): void {
    const files = Object.fromEntries(Object.entries(unzipSync(sheet)).map(([name, bytes]) => [name, strFromU8(bytes)]));
    const cells = Object.entries(files)
      .filter(([name]) => name.includes('worksheets/'))
      .map(([, xml]) => xml)
      .join('');
    expect(cells).not.toMatch(/<f[ >]/);
    const sorts = [...cells.matchAll(/<c ([^>]*)>/g)].map(([, attributes]) => /\bt="(\w+)"/.exec(attributes!)?.[1] ?? 'n');
    expect(sorts.length).toBeGreaterThan(least);
    // Shared or inline text, or a number; `str` would be the result of a formula.
    expect(sorts.filter((sort) => !['s', 'inlineStr', 'n'].includes(sort))).toEqual([]);
    const said = Object.values(files).join('');
    for (const formula of typed) expect(said).toContain(formula);
  }
});

const sentimentForm = (title: string) => ({
  title,
  raisedBy: 'people',
  field: '城建交通',
  words: `${title}，充电桩运营方在夜里十一点后统一断电，外卖骑手和夜班工人无法充电，转而飞线充电，隐患很大，请规范。`,
  urgency: 'ordinary',
});

describe('a document', () => {
  test('of the editor’s desk holds attacks as words', async () => {
    const { cppcc } = cast.city;
    const [author, editor] = await making(composed.database, async (tx) => [
      await makeMember(tx, cppcc, { name: '乔知语' }),
      await makeStaff(tx, cppcc, ['clerk'], { name: '纪闻' }),
    ]);
    const [sentiment, bulletin] = [newId(), newId()];
    expect((await post(author, `/api/raise/sentiment/${sentiment}`, { form: sentimentForm(attack.slice(0, 78)) })).statusCode).toBe(200);
    const written = {
      revision: 0,
      form: 'single',
      title: attack.slice(0, 78),
      words: attack,
      addressees: ['<w:br/>'],
      matters: [sentiment],
    };
    const saved = await composed.server.inject({
      method: 'PUT',
      url: `/api/bulletins/${bulletin}`,
      headers: await as(editor),
      payload: written,
    });
    expect(saved.statusCode).toBe(200);
    expect((await post(editor, `/api/bulletins/${bulletin}/issue`, { revision: 1, signer: '<script>' })).statusCode).toBe(200);
    const document = await get(`/api/bulletins/${bulletin}/document.docx`, editor);
    const text = strFromU8(unzipSync(document.rawPayload)['word/document.xml']!);
    expect(text).toContain('&lt;script&gt;alert(1)');
    expect(text).not.toMatch(/<script|<img|<svg|addressees"><w:br/);
  });
});

describe('what an office takes in', () => {
  const wordTypes =
    '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const word = (document: Uint8Array, more: Record<string, Uint8Array> = {}) =>
    Buffer.from(zipSync({ '[Content_Types].xml': strToU8(wordTypes), 'word/document.xml': document, ...more }, { level: 9 }));
  const paragraph = (words: string, head = '') =>
    strToU8(
      `<?xml version="1.0"?>${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>${words}</w:t></w:r></w:p></w:body></w:document>`,
    );
  const laughs = `<!DOCTYPE a [<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${String.fromCodePoint(98 + index)} "${`&${String.fromCodePoint(97 + index)};`.repeat(10)}">`).join('')}]>`;
  const foreign = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';

  const hostile: readonly (readonly ['docx' | 'excel', string, () => Buffer])[] = [
    ['docx', '../../../../etc/passwd.docx', () => word(paragraph(attack.replaceAll('<', '&lt;').replaceAll('&', '&amp;')))],
    ['docx', 'page.docx', () => Buffer.from('<html><script>alert(1)</script></html>')],
    ['docx', 'laughs.docx', () => word(paragraph('&j;', laughs))],
    ['docx', 'foreign.docx', () => word(paragraph('&x;', foreign))],
    ['docx', 'macro.docx', () => word(paragraph('建议'), { 'word/vbaProject.bin': strToU8('x') })],
    ['docx', 'bomb.docx', () => word(new Uint8Array(150_000_000))],
    [
      'docx',
      'outside.zip',
      () => Buffer.from(zipSync({ '../../outside.docx': word(paragraph('建议')), '/etc/cron.d/x.docx': strToU8('x') })),
    ],
    [
      'docx',
      'many.zip',
      () => Buffer.from(zipSync(Object.fromEntries(Array.from({ length: 6_000 }, (_, index) => [`${index}.docx`, strToU8('x')])))),
    ],
    ['docx', 'nested.zip', () => Buffer.from(zipSync({ 'a.zip': zipSync({ 'b.docx': word(paragraph('建议')) }) }))],
    ['docx', 'bomb.zip', () => Buffer.from(zipSync({ 'a.docx': new Uint8Array(150_000_000) }, { level: 9 }))],
    ['excel', 'formulas.xlsx', () => word(paragraph('=1+1'))],
    ['excel', 'bomb.xlsx', () => Buffer.from(zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(150_000_000) }, { level: 9 }))],
    ['excel', 'empty.xlsx', () => Buffer.alloc(0)],
  ];

  test.each(hostile)('as %s: %s harms nobody', async (source, name, bytes) => {
    const batch = (await post(cast.clerk, '/api/intake', { kind: 'suggestion', source, name: '一批' })).json<{ intakeId: string }>()
      .intakeId;
    const form = fileForm(name, bytes());
    const begun = performance.now();
    const answer = await composed.server.inject({
      method: 'POST',
      url: `/api/intake/${batch}/files`,
      headers: { ...(await as(cast.clerk)), ...form.headers },
      payload: form.payload as Buffer,
    });
    expect(answer.statusCode, answer.payload.slice(0, 200)).toBeLessThan(500);
    expect(performance.now() - begun).toBeLessThan(20_000);
    const told = answer.payload + (await get(`/api/intake/${batch}`, cast.clerk)).payload;
    expect(told).not.toMatch(/root:|node_modules|(哈){60}/);
    expect(existsSync(join(dist, '..', 'outside.docx')) || existsSync('/etc/cron.d/x.docx')).toBe(false);
    // The server still answers, and nothing was raised.
    expect((await get('/api/intake', cast.clerk)).statusCode).toBe(200);
  });
});

describe('a write from elsewhere', () => {
  test('is refused by every route, whoever is signed in', async () => {
    const headers = await as(cast.clerk);
    const records = new Proxy<Records>({}, { get: () => newId() });
    for (const { route } of composed.modules.flatMap((module) => module.routes).filter((one) => one.route.method !== 'GET')) {
      const input = realInput(records, route);
      const elsewhere: readonly Record<string, string>[] = [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: `${composedOrigin}.evil.example` },
        { 'sec-fetch-site': 'cross-site' },
      ];
      for (const foreign of elsewhere) {
        const answer = await call(composed, { headers: { ...headers, ...foreign } }, route, input);
        expect([answer.statusCode, answer.json<{ code: string }>().code], `${route.id} ${JSON.stringify(foreign)}`).toEqual([
          403,
          'request.forgery',
        ]);
      }
    }
  });

  test('as a form, or without a key, does nothing', async () => {
    const url = `/api/raise/report/${newId()}`;
    const headers = await as(cast.author);
    const { 'idempotency-key': _, ...keyless } = headers;
    expect((await composed.server.inject({ method: 'POST', url, headers: keyless, payload: { form: reportForm() } })).statusCode).toBe(400);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await composed.server.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': type },
        payload: JSON.stringify({ form: reportForm() }),
      });
      expect(answer.statusCode, type).toBeGreaterThanOrEqual(400);
      expect(answer.statusCode, type).toBeLessThan(500);
    }
    expect((await get(`/api/matters/${cast.city.congress.id}/${url.split('/').at(-1)}`, cast.author)).statusCode).toBe(404);
  });

  test('from our own page is taken', async () => {
    const answer = await post(
      cast.author,
      `/api/raise/report/${newId()}`,
      { form: reportForm() },
      { origin: composedOrigin, 'sec-fetch-site': 'same-origin' },
    );
    expect(answer.statusCode).toBe(200);
  });
});

describe('an address', () => {
  const elsewhere = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/%0d%0aLocation: https://evil.example',
    '\thttps://evil.example',
    'https:evil.example',
    '/m/\r\nSet-Cookie: a=b',
  ];

  test('given as the way back leads nowhere but here', async () => {
    for (const wanted of elsewhere) {
      for (const step of ['start', 'callback']) {
        const answer = await get(`/api/identity/providers/oidc/${step}?returnTo=${encodeURIComponent(wanted)}`);
        const { location } = answer.headers;
        expect(location !== undefined || answer.statusCode >= 400, wanted).toBe(true);
        expect(new URL(location ?? '/', composedOrigin).origin, wanted).toBe(composedOrigin);
        expect(String(answer.headers['set-cookie'] ?? ''), wanted).not.toContain('a=b');
      }
    }
  });

  test('leads out of no folder', async () => {
    const ways = ['..', '%2e%2e', '..%2f', '%2e%2e%2f', '..%5c', '%252e%252e', '....//', '/%c0%ae%c0%ae/'];
    for (const base of ['/m', '/desk', '/desk/assets', '/screen', '/p', '/api/files']) {
      for (const way of ways) {
        for (const depth of [1, 2, 3]) {
          for (const name of ['secrets.json', 'package.json', 'etc/passwd']) {
            const answer = await composed.server.inject({ url: `${base}/${`${way}/`.repeat(depth)}${name}` });
            expect(answer.payload, `${base} ${way} ${name}`).not.toMatch(/top secret|"dependencies"|root:/);
            expect(answer.statusCode).toBeLessThan(500);
          }
        }
      }
    }
  });

  test('of a request that is no HTTP is answered shortly', async () => {
    const address = new URL(await composed.server.listen({ port: 0, host: '127.0.0.1' }));
    for (const bytes of [
      'GET / HTTP/1.1\r\nHost: a\r\nBad Header: \x00\r\n\r\n',
      'GARBAGE\r\n\r\n',
      `GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      'POST /api/codes HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    ]) {
      const answer = await raw(Number(address.port), bytes);
      expect(answer.slice(0, 12)).toMatch(/^HTTP\/1\.1 4|^$/);
      expect(answer).not.toMatch(/node_modules|at \w+ \(/);
    }
  });
});

async function raw(port: number, bytes: string): Promise<string> {
  return await new Promise((resolve) => {
    let said = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket
      .on('data', (chunk) => (said += chunk.toString()))
      .on('close', () => resolve(said))
      .on('error', () => resolve(said));
    setTimeout(() => socket.destroy(), 1_500).unref();
  });
}

describe('a file', () => {
  const upload = async (name: string, bytes: Buffer) => {
    const form = fileForm(name, bytes);
    return await composed.server.inject({
      method: 'POST',
      url: '/api/files',
      headers: { ...(await as(cast.author)), ...form.headers },
      payload: form.payload as Buffer,
    });
  };
  const pdf = Buffer.from('%PDF-1.4\n%%EOF\n');

  test('that pretends to be something else is refused', async () => {
    const macro = Buffer.from(
      zipSync({
        '[Content_Types].xml': strToU8('<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'),
        'word/vbaProject.bin': strToU8('x'),
        'word/document.xml': strToU8('<x/>'),
      }),
    );
    const disguised: readonly (readonly [string, Buffer])[] = [
      ['photo.jpg', Buffer.from('<html><script>alert(1)</script></html>')],
      ['photo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
      ['letter.pdf', Buffer.from('MZ\x90\x00 this program cannot be run')],
      ['page.html', Buffer.from('<html></html>')],
      ['plan.svg', Buffer.from('<svg onload="alert(1)"/>')],
      ['run.sh', Buffer.from('#!/bin/sh\nrm -rf /\n')],
      ['empty.pdf', Buffer.alloc(0)],
      ['archive.docx', Buffer.from(zipSync({ 'a.txt': strToU8('x') }))],
      ['letter.docx', macro],
    ];
    for (const [name, bytes] of disguised) {
      const answer = await upload(name, bytes);
      const refused = answer.statusCode >= 400 && answer.statusCode < 500;
      // What is taken in all the same was made harmless: the macro is gone.
      const kept = refused
        ? []
        : Object.keys(unzipSync((await get(`/api/files/${answer.json<{ id: string }>().id}`, cast.author)).rawPayload));
      expect({ name, harmless: refused || (name === 'letter.docx' && !kept.includes('word/vbaProject.bin')) }).toEqual({
        name,
        harmless: true,
      });
    }
  });

  test('carries no header of its own in its name, and is never a page', async () => {
    for (const name of [
      'a%0d%0aSet-Cookie: x=1.pdf',
      'a\u2028b\u0085.pdf',
      `a';filename*=UTF-8''evil.html;x.pdf`,
      '../../../../etc/passwd.pdf',
      'a%22; filename=%22evil.html.pdf',
      '<script>.pdf',
      '履职通'.repeat(60) + '.pdf',
    ]) {
      const stored = await upload(name, pdf);
      expect(stored.statusCode, name).toBe(200);
      const file = await get(`/api/files/${stored.json<{ id: string }>().id}?inline=1`, cast.author);
      const told = String(file.headers['content-disposition']);
      expect(told, name).not.toMatch(/[\r\n]/);
      expect(told.match(/filename="[^"\\\r\n]*"; filename\*=UTF-8''[\w%.~!$&+^`|#-]+$/), `${name}: ${told}`).not.toBeNull();
      expect(file.headers['set-cookie']).toBeUndefined();
      expect(file.headers['content-type']).toBe('application/pdf');
      expect(file.headers['x-content-type-options']).toBe('nosniff');
      expect(String(file.headers['content-security-policy'])).toContain(`default-src 'none'`);
    }
  });

  test('that is too large is refused while it comes, and so is any other body', async () => {
    const large = await post(cast.author, `/api/raise/report/${newId()}`, { form: reportForm({ words: 'x'.repeat(3_000_000) }) });
    expect([large.statusCode, large.json<{ code: string }>().code]).toEqual([413, 'request.too-large']);
    const bomb = Buffer.from(
      zipSync(
        {
          '[Content_Types].xml': strToU8(
            '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
          ),
          'word/document.xml': new Uint8Array(200_000_000),
        },
        { level: 9 },
      ),
    );
    const begun = performance.now();
    const answer = await upload('bomb.docx', bomb);
    expect(answer.statusCode).toBeLessThan(500);
    expect(performance.now() - begun).toBeLessThan(20_000);
  });
});

describe('the log', () => {
  test('holds one line an event, whatever was sent, and nothing that people said or are', async () => {
    const line = 'x\r\n{"level":60,"msg":"forged"}';
    const phone = '13912345678';
    await get(`/api/matters?words=${encodeURIComponent(`${line} ${phone}`)}`, cast.clerk);
    await get(`/api/files/${encodeURIComponent(line)}`, cast.clerk);
    await composed.server.inject({
      method: 'POST',
      url: '/api/identity/sign-in/password',
      headers: { ...newKey(), 'user-agent': line.replaceAll(/[\r\n]/g, ' '), 'x-forwarded-for': '198.51.100.7' },
      payload: { phone, password: 'Geheim-7391-Kennwort' },
    });
    await composed.server.inject({ method: 'POST', url: '/api/identity/codes', headers: newKey(), payload: { phone: cast.author.phone } });
    await post(cast.author, `/api/raise/report/${newId()}`, { form: reportForm({ words: `内容不入日志 ${line}` }) });
    const headers = await as(cast.author);
    await composed.server.inject({ url: '/api/me', headers });
    const all = composed.logged.join('');
    expect(composed.logged.length).toBeGreaterThan(50);
    for (const one of composed.logged) {
      expect(one.trimEnd().split('\n')).toHaveLength(1);
      expect((JSON.parse(one) as { msg: string }).msg).not.toBe('forged');
    }
    for (const secret of [
      phone,
      cast.author.phone,
      'Geheim-7391',
      '198.51.100.7',
      '内容不入日志',
      String(headers['cookie']).split('=')[1]!,
      cast.author.name,
      '井盖缺失',
    ])
      expect(all, secret).not.toContain(secret);
  });
});
