import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../contract/actor.ts';
import { nobody } from '../../contract/actor.ts';
import type { FileLine } from '../../contract/files.ts';
import { newId } from '../../contract/identifiers.ts';
import { Database } from '../database.ts';
import type { ServerModule } from '../module.ts';
import { platformModule } from '../platform-module.ts';
import { memberActor, officeActor, unitActor } from '../testing/actors.ts';
import type { IsolatedDatabase } from '../testing/database.ts';
import { isolatedDatabase } from '../testing/database.ts';
import { as, fileForm, testServer } from '../testing/test-server.ts';
import { attach, filesOn } from './attach.ts';
import { FileRoom } from './file-room.ts';
import type { FileStore } from './file-store.ts';
import { NoSpace } from './file-store.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF');

let isolated: IsolatedDatabase;
let database: Database;
let admin: pg.Client;
let folder: string;
let files: FileRoom;
let platform: ServerModule;
let server: FastifyInstance;
let now = new Date();
/** Who may read the files of which things. */
const readers = new Map<string, Set<string>>();

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated, clock: () => now });
  admin = new pg.Client({ connectionString: isolated.adminUrl });
  await admin.connect();
  // What a module does in its own migration for those who are not of the office.
  await admin.query(`create policy stored_file_thing on stored_file for select to luzhitong_app using (subject_kind = 'thing')`);
  folder = await mkdtemp(join(tmpdir(), 'luzhitong-files-'));
});
afterAll(async () => {
  await server.close();
  await admin.end();
  await database.close();
  await isolated.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  now = new Date();
  await admin.query('truncate stored_file, request_record');
  await serve();
});

async function serve(
  options: { quota?: { usual: number; of: Record<string, number> }; looseQuota?: number; store?: FileStore } = {},
): Promise<void> {
  await server?.close();
  files = new FileRoom({ settings: { kind: 'folder', path: join(folder, 'kept') }, dataDir: folder, ...options });
  if (options.store) Object.assign(files, { store: options.store });
  const things: ServerModule = {
    name: 'test',
    permissions: {},
    policies: {},
    routes: [],
    fileSubjects: [{ kind: 'thing', mayRead: async (tx, id) => readers.get(id)?.has(tx.actor.personId ?? '') ?? false }],
  };
  platform = platformModule({ modules: [things], files, hub: null, push: null, mayRemindAt: async () => true });
  server = await testServer(database, { modules: [things, platform] });
}

async function upload(actor: Actor, name: string, bytes: Buffer, { query = '', headers = {} } = {}): Promise<LightMyRequestResponse> {
  const form = fileForm(name, bytes);
  return await server.inject({
    method: 'POST',
    url: `/api/files${query}`,
    payload: form.payload,
    headers: { ...as(actor), ...form.headers, ...headers },
  });
}
const get = async (actor: Actor, id: string, rest = '', headers = {}) =>
  await server.inject({ url: `/api/files/${id}${rest}`, headers: { ...as(actor), ...headers } });

async function photo(): Promise<Buffer> {
  return await sharp({ create: { width: 400, height: 200, channels: 3, background: '#b3161d' } })
    .jpeg()
    .withExif({
      IFD0: { Make: 'SecretPhone', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 16/1 26/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 18/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
}

async function hang(actor: Actor, file: FileLine, thing = newId(), ...more: Actor[]): Promise<string> {
  readers.set(thing, new Set([actor, ...more].map((one) => one.personId!)));
  await database.transact(actor, async (tx) => await attach(tx, [file.id], { bodyId: actor.bodyId!, kind: 'thing', id: thing }));
  return thing;
}

const keptFiles = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('a picture', () => {
  it('is kept upright, without place, time and device, with a small one beside it', async () => {
    const deputy = memberActor();
    const original = await photo();
    expect((await sharp(original).metadata()).exif).toBeDefined();
    const file = (await upload(deputy, '现场.jpeg', original)).json<FileLine>();
    expect(file).toMatchObject({ name: '现场.jpg', mediaType: 'image/jpeg', width: 200, height: 400 });
    for (const rest of ['', '/thumbnail']) {
      const response = await get(deputy, file.id, rest);
      expect(response.statusCode).toBe(200);
      const { exif, orientation, format } = await sharp(response.rawPayload).metadata();
      expect({ exif, orientation, format }).toEqual({ exif: undefined, orientation: undefined, format: rest ? 'webp' : 'jpeg' });
      expect(response.rawPayload.includes('SecretPhone')).toBe(false);
    }
  });

  it('is shrunk to what is needed', async () => {
    const large = await sharp({ create: { width: 6000, height: 3000, channels: 3, background: '#fff' } })
      .png()
      .toBuffer();
    expect((await upload(memberActor(), 'a.png', large)).json()).toMatchObject({ width: 2560, height: 1280, mediaType: 'image/png' });
  });

  it('that only pretends to be one is refused, and nothing of it stays', async () => {
    const before = keptFiles();
    expect((await upload(memberActor(), 'a.jpg', (await photo()).subarray(0, 500))).json()).toMatchObject({ code: 'file.damaged' });
    expect((await upload(memberActor(), 'a.jpg', Buffer.from('<script>alert(1)</script>'))).json()).toMatchObject({ code: 'file.type' });
    expect(keptFiles()).toEqual(before);
  });
});

describe('an upload', () => {
  it('is for staff and members of a body, or for a unit that names one', async () => {
    expect((await upload(nobody, 'a.pdf', pdf)).statusCode).toBe(401);
    expect((await upload(memberActor(), 'a.pdf', pdf, { query: `?body=${newId()}` })).json()).toMatchObject({ code: 'file.body' });
    expect((await upload(unitActor(), 'a.pdf', pdf)).json()).toMatchObject({ code: 'file.body' });
    expect((await upload(unitActor(), 'a.pdf', pdf, { query: `?body=${newId()}` })).statusCode).toBe(200);
    expect((await server.inject({ method: 'POST', url: '/api/files', headers: as(memberActor()), payload: {} })).statusCode).toBe(400);
  });

  it('cannot choose where it is kept', async () => {
    const deputy = memberActor();
    const file = (await upload(deputy, '../../../../tmp/evil.pdf', pdf)).json<FileLine>();
    expect(file.name).toBe('evil.pdf');
    expect(keptFiles().every((path) => path.startsWith(folder))).toBe(true);
  });

  it('with the same key and content is done once; with another content it is refused', async () => {
    const deputy = memberActor();
    const headers = { 'idempotency-key': 'upload-0001' };
    const [first, again] = [await upload(deputy, 'a.pdf', pdf, { headers }), await upload(deputy, 'a.pdf', pdf, { headers })];
    expect(again.json()).toEqual(first.json());
    expect((await admin.query('select from stored_file')).rowCount).toBe(1);
    expect((await upload(deputy, 'b.pdf', pdf, { headers })).json()).toMatchObject({ code: 'request.key-reused' });
  });

  it('is refused beyond the body’s space and beyond one’s own loose files', async () => {
    await serve({ quota: { usual: pdf.length * 2, of: {} } });
    const deputy = memberActor();
    expect([(await upload(deputy, 'a.pdf', pdf)).statusCode, (await upload(deputy, 'b.pdf', pdf)).statusCode]).toEqual([200, 200]);
    expect((await upload(officeActor({ bodyId: deputy.bodyId }), 'c.pdf', pdf)).json()).toMatchObject({ code: 'file.quota' });
    expect((await upload(memberActor(), 'c.pdf', pdf)).statusCode).toBe(200);
    const roomy = memberActor();
    await serve({ quota: { usual: 1, of: { [roomy.bodyId!]: pdf.length } } });
    expect((await upload(roomy, 'd.pdf', pdf)).statusCode).toBe(200);
    expect((await upload(memberActor(), 'd.pdf', pdf)).json()).toMatchObject({ code: 'file.quota' });
    await serve({ looseQuota: pdf.length * 2 });
    expect((await upload(deputy, 'c.pdf', pdf)).json()).toMatchObject({ code: 'file.too-many-loose' });
  });

  it('that finds no room says so, and leaves no row and no bytes', async () => {
    const full: FileStore = {
      keep: async () => await Promise.reject(new NoSpace('full')),
      has: async () => false,
      open: async () => await Promise.reject(new Error('none')),
      remove: async () => undefined,
    };
    await serve({ store: full });
    const before = keptFiles();
    const response = await upload(memberActor(), 'a.pdf', pdf);
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([507, 'file.no-space']);
    expect([(await admin.query('select from stored_file')).rowCount, keptFiles()]).toEqual([0, before]);
  });
});

describe('a loose file', () => {
  it('is its uploader’s alone', async () => {
    const deputy = memberActor();
    const file = (await upload(deputy, 'a.pdf', pdf)).json<FileLine>();
    expect((await get(deputy, file.id)).rawPayload.equals(pdf)).toBe(true);
    for (const other of [
      nobody,
      memberActor({ bodyId: deputy.bodyId }),
      officeActor({ bodyId: deputy.bodyId }),
      officeActor(),
      unitActor(),
    ]) {
      expect((await get(other, file.id)).statusCode).toBe(404);
    }
  });

  it('can be discarded by its uploader, and goes by itself after two days, with its bytes', async () => {
    const [deputy, other] = [memberActor(), memberActor()];
    const [one, two] = [
      (await upload(deputy, 'a.pdf', pdf)).json<FileLine>(),
      (
        await upload(
          deputy,
          'b.png',
          await sharp({ create: { width: 9, height: 9, channels: 3, background: '#123' } })
            .png()
            .toBuffer(),
        )
      ).json<FileLine>(),
    ];
    const discard = async (actor: Actor) =>
      (await server.inject({ method: 'DELETE', url: `/api/files/${one.id}`, headers: as(actor), payload: {} })).statusCode;
    expect([await discard(other), await discard(deputy), (await get(deputy, one.id)).statusCode]).toEqual([404, 200, 404]);
    await sweepAfter(2.5);
    expect((await get(deputy, two.id)).statusCode).toBe(404);
    await sweepAfter(1.5);
    expect((await admin.query('select from stored_file')).rowCount).toBe(0);
    expect(keptFiles().filter((path) => path.includes(deputy.bodyId!))).toEqual([]);
  });

  it('leaves bytes that another file still needs', async () => {
    const deputy = memberActor();
    const [one, two] = [(await upload(deputy, 'a.pdf', pdf)).json<FileLine>(), (await upload(deputy, 'b.pdf', pdf)).json<FileLine>()];
    await hang(deputy, two);
    await sweepAfter(2.5);
    await sweepAfter(1.5);
    expect([(await get(deputy, one.id)).statusCode, (await get(deputy, two.id)).rawPayload.equals(pdf)]).toEqual([404, true]);
  });
});

async function sweepAfter(days: number): Promise<void> {
  now = new Date(now.getTime() + days * 86_400_000);
  const sweep = platform.jobs!.find((job) => job.name === 'file.sweep')!;
  await sweep.handle(database, {}, { id: newId(), signal: new AbortController().signal });
}

describe('a file on a thing', () => {
  it('is read by whom the module lets read it, from any body or none, and by nobody else', async () => {
    const deputy = memberActor();
    const [officer, stranger] = [unitActor(), officeActor()];
    const file = (await upload(deputy, '情况说明.pdf', pdf)).json<FileLine>();
    await hang(deputy, file, newId(), officer);
    expect((await get(officer, file.id)).rawPayload.equals(pdf)).toBe(true);
    for (const other of [stranger, nobody, officeActor({ bodyId: deputy.bodyId })])
      expect((await get(other, file.id)).statusCode).toBe(404);
  });

  it('is hidden by row-level security from other bodies even where the module would show it', async () => {
    await admin.query('drop policy stored_file_thing on stored_file');
    const deputy = memberActor();
    const stranger = officeActor();
    const file = (await upload(deputy, 'a.pdf', pdf)).json<FileLine>();
    await hang(deputy, file, newId(), stranger);
    expect((await get(stranger, file.id)).statusCode).toBe(404);
    await admin.query(`create policy stored_file_thing on stored_file for select to luzhitong_app using (subject_kind = 'thing')`);
  });

  it('is listed with it, and cannot be hung elsewhere or discarded', async () => {
    const deputy = memberActor();
    const file = (await upload(deputy, 'a.pdf', pdf)).json<FileLine>();
    const thing = await hang(deputy, file);
    await hang(deputy, file, thing);
    expect(await database.read(deputy, async (tx) => await filesOn(tx, { bodyId: deputy.bodyId!, kind: 'thing', ids: [thing] }))).toEqual(
      new Map([[thing, [file]]]),
    );
    await expect(hang(deputy, file, newId())).rejects.toMatchObject({ code: 'file.gone' });
    expect(
      (await server.inject({ method: 'DELETE', url: `/api/files/${file.id}`, headers: as(deputy), payload: {} })).json(),
    ).toMatchObject({ code: 'file.attached' });
  });

  it('must be the actor’s own and of the same body', async () => {
    const [deputy, other] = [memberActor(), memberActor()];
    const file = (await upload(deputy, 'a.pdf', pdf)).json<FileLine>();
    const to = (bodyId: string) => ({ bodyId, kind: 'thing', id: newId() });
    await expect(database.transact(other, async (tx) => await attach(tx, [file.id], to(deputy.bodyId!)))).rejects.toMatchObject({
      code: 'file.gone',
    });
    await expect(database.transact(deputy, async (tx) => await attach(tx, [file.id], to(newId())))).rejects.toMatchObject({
      code: 'file.gone',
    });
    await expect(database.transact(deputy, async (tx) => await attach(tx, [newId()], to(deputy.bodyId!)))).rejects.toMatchObject({
      code: 'file.gone',
    });
  });
});

describe('a download', () => {
  it('names itself in Chinese and runs nothing', async () => {
    const deputy = memberActor();
    const file = (await upload(deputy, '关于停车的建议%22附件%22.pdf', pdf)).json<FileLine>();
    const { headers } = await get(deputy, file.id);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[ -~]+\.pdf"; filename\*=UTF-8''/);
    expect(headers['content-disposition']).toContain(encodeURIComponent('关于停车的建议_附件_.pdf'));
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-type': 'application/pdf',
      'cache-control': 'private, no-cache',
    });
    expect(headers['content-security-policy']).toContain(`default-src 'none'`);
    const png = (
      await upload(
        deputy,
        'a.png',
        await sharp({ create: { width: 9, height: 9, channels: 3, background: '#fff' } })
          .png()
          .toBuffer(),
      )
    ).json<FileLine>();
    const shown = await get(deputy, png.id, '?inline=1');
    expect(shown.headers['content-disposition']).toMatch(/^inline/);
    expect(shown.headers['content-security-policy']).toContain('sandbox');
  });

  it('gives parts, and tells unchanged ones apart', async () => {
    const deputy = memberActor();
    const file = (await upload(deputy, 'a.pdf', pdf)).json<FileLine>();
    const part = await get(deputy, file.id, '', { range: 'bytes=5-9' });
    expect([part.statusCode, part.headers['content-range'], part.body]).toEqual([
      206,
      `bytes 5-9/${pdf.length}`,
      pdf.toString().slice(5, 10),
    ]);
    expect((await get(deputy, file.id, '', { range: 'bytes=-5' })).body).toBe('%%EOF');
    expect((await get(deputy, file.id, '', { range: `bytes=${pdf.length}-` })).statusCode).toBe(416);
    const { etag } = part.headers;
    expect((await get(deputy, file.id, '', { 'if-none-match': etag })).statusCode).toBe(304);
    expect((await get(deputy, file.id, '', { range: 'bytes=0-1', 'if-range': '"other"' })).statusCode).toBe(200);
  });

  it('of what is no id, or no file, is not found', async () => {
    for (const id of ['..%2F..%2Fetc%2Fpasswd', 'x', newId()]) expect((await get(memberActor(), id)).statusCode).toBe(404);
  });

  it('whose bytes are lost says so', async () => {
    const deputy = memberActor();
    const file = (await upload(deputy, 'a.pdf', Buffer.concat([pdf, Buffer.from('\n% lost')]))).json<FileLine>();
    for (const path of keptFiles().filter((one) => one.includes(deputy.bodyId!))) {
      expect(readFileSync(path).includes('% lost')).toBe(true);
      rmSync(path);
    }
    expect((await get(deputy, file.id)).json()).toMatchObject({ code: 'file.unavailable' });
  });
});
