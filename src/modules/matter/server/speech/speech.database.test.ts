import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Database } from '#platform/server/database.ts';
import { FileRoom } from '#platform/server/files/file-room.ts';
import { drainJobs } from '#platform/server/jobs/job-runner.ts';
import { Dispatcher } from '#platform/server/outbox/dispatcher.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { httpTranscriber } from '#platform/server/speech/transcriber.ts';
import { isolatedDatabase, type IsolatedDatabase } from '#platform/server/testing/database.ts';
import type { TestSeat } from '#modules/directory/server/factory.ts';
import { doAct, makeCast, raiseReport, type TestCast } from '../factory.ts';
import { editTranscript, transcriptOf } from './edit-transcript.ts';
import { matterSpeechModule } from './speech-module.ts';

const spoken = Buffer.from('\u001aEß£ a recording, as far as the service is concerned');
const folder = mkdtempSync(join(tmpdir(), 'speech-'));
/** What the service does with the next call, and what it was sent. */
const service: {
  answer: (response: ServerResponse) => void;
  calls: { key: string | undefined; type: string | undefined; body: Buffer }[];
} = {
  answer: () => undefined,
  calls: [],
};

let isolated: IsolatedDatabase;
let database: Database;
let cast: TestCast;
let http: Server;
let speech: ReturnType<typeof matterSpeechModule>;
let dispatcher: Dispatcher;
let files: FileRoom;

beforeAll(async () => {
  isolated = await isolatedDatabase();
  database = new Database({ ...isolated });
  cast = await makeCast(database);
  files = new FileRoom({ settings: { kind: 'folder', path: join(folder, 'files') }, dataDir: folder });
  http = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1/audio/transcriptions`;
  speech = matterSpeechModule({ files, transcriber: httpTranscriber({ kind: 'http', url, key: 'the key' }, 300) });
  const log = { error: console.error, warn: console.warn } as never;
  dispatcher = new Dispatcher(database, speech.subscribers!, log);
});
afterAll(async () => {
  http.closeAllConnections();
  http.close();
  await database.close();
  await isolated.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  service.calls = [];
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  service.calls.push({ key: request.headers.authorization, type: request.headers['content-type'], body: await buffer(request) });
  service.answer(response);
}

const says = (text: string) => (response: ServerResponse) =>
  void response.setHeader('content-type', 'application/json').end(JSON.stringify({ text }));
const fails = (response: ServerResponse) => void response.writeHead(503).end('busy');
const hangs = () => undefined;

/** A report with a recording, told to whoever listens. */
async function spokenReport(): Promise<{ bodyId: string; matterId: string }> {
  const owner = { bodyId: cast.city.congress.id, personId: cast.author.personId, unitId: null };
  const file = {
    name: '语音.webm',
    mediaType: 'audio/webm',
    bytes: spoken,
    thumbnail: null,
    width: null,
    height: null,
    sha256: createHash('sha256').update(spoken).digest(),
  };
  const { id } = await database.transact(cast.author.actor, (tx) => files.insert(tx, file, owner));
  const report = await raiseReport(database, cast, { voice: id });
  await dispatcher.drain();
  return report;
}

const look = (of: { bodyId: string; matterId: string }, seat: TestSeat = cast.author) =>
  database.read(seat.actor, (tx) => transcriptOf(tx, of));
const edit = (of: { bodyId: string; matterId: string }, words: string, seat: TestSeat = cast.author) =>
  database.transact(seat.actor, (tx) => editTranscript(tx, of, words));
const work = () => drainJobs(database, isolated.workerUrl, speech.jobs!);
/** Lets the pause before the next try pass. */
const wait = () =>
  withClient(isolated.adminUrl, (client) =>
    client.query(`update boss.job_common set start_after = now() where name = 'matter.transcribe' and state = 'retry'`),
  );
const handlingOf = (matterId: string) =>
  withClient(isolated.adminUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>('select id from handling where matter_id = $1', [matterId]);
    return rows[0]!.id;
  });

describe('the recording of a report', () => {
  test('goes to the service with its key, and its words stand beside it for all who see the case', async () => {
    const report = await spokenReport();
    expect(await look(report)).toMatchObject({ state: 'waiting', words: '', mayEdit: false });
    service.answer = says('云塘路一百一十八号门前，窨井盖没有了。');
    expect(await work()).toBe(1);
    const [call] = service.calls;
    expect(call!.key).toBe('Bearer the key');
    expect(call!.type).toMatch(/^multipart\/form-data/);
    expect(call!.body.includes(spoken)).toBe(true);
    const told = { state: 'done', words: '云塘路一百一十八号门前，窨井盖没有了。', edited: false };
    expect(await look(report)).toEqual({ ...told, mayEdit: true });
    expect(await look(report, cast.dutyDesk)).toEqual({ ...told, mayEdit: false });
    await expect(look(report, cast.co.clerk)).rejects.toThrow('没有找到');
  });

  test('is tried again after a failure and after a silence, and once done not again', async () => {
    const report = await spokenReport();
    service.answer = fails;
    await expect(work()).rejects.toThrow('503');
    await wait();
    service.answer = hangs;
    await expect(work()).rejects.toThrow('timeout');
    expect(await look(report)).toMatchObject({ state: 'waiting' });
    await wait();
    service.answer = says('好了');
    expect(await work()).toBe(1);
    expect(await look(report)).toMatchObject({ state: 'done', words: '好了' });
    expect(service.calls.length).toBe(3);
    expect(await work()).toBe(0);
  });

  test('that the service never understands is said to be so, and its author may write the words', async () => {
    const report = await spokenReport();
    service.answer = fails;
    for (let index = 1; index < 8; index += 1) {
      await expect(work()).rejects.toThrow('503');
      await wait();
    }
    expect(await work()).toBe(1);
    expect(await look(report)).toMatchObject({ state: 'failed', words: '', mayEdit: true });
    await edit(report, '窨井盖没有了');
    expect(await look(report)).toMatchObject({ state: 'failed', words: '窨井盖没有了', edited: true });
  });

  test.each([
    ['no JSON', 'JSON', (response: ServerResponse) => void response.end('<html>')],
    ['something else', 'expected string', (response: ServerResponse) => void response.end('{"words":"?"}')],
    [
      'another address',
      'fetch failed',
      (response: ServerResponse) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    ],
  ])('is not taken for understood where the service answers with %s', async (_, refusal, answer) => {
    const report = await spokenReport();
    service.answer = answer;
    await expect(work()).rejects.toThrow(refusal);
    expect(await look(report)).toMatchObject({ state: 'waiting' });
    await wait();
    service.answer = says('好');
    await work();
  });
});

describe('the words', () => {
  test('are put right by the author alone, until somebody is sent out; what the machine gave is kept', async () => {
    const report = await spokenReport();
    service.answer = says('晕井盖没有了');
    await work();
    await expect(edit(report, '别的', cast.dutyDesk)).rejects.toThrow('没有可以校改的转写');
    await edit(report, '窨井盖没有了');
    expect(await look(report, cast.dutyDesk)).toEqual({ state: 'done', words: '窨井盖没有了', edited: true, mayEdit: false });
    const kept = await withClient(isolated.adminUrl, (client) =>
      client.query('select machine_words from matter_transcript where matter_id = $1', [report.matterId]),
    );
    expect(kept.rows).toEqual([{ machine_words: '晕井盖没有了' }]);
    await doAct(database, cast.dutyDesk, report, 'dispatch', { worker: cast.gridWorker.personId }, await handlingOf(report.matterId));
    expect(await look(report)).toMatchObject({ mayEdit: false });
    await expect(edit(report, '又改')).rejects.toThrow('已经派人处置');
  });

  test('are never asked for where there is no recording, or no service', async () => {
    const silent = await raiseReport(database, cast);
    await dispatcher.drain();
    expect(await look(silent)).toBeNull();
    const none = matterSpeechModule({ files, transcriber: null });
    expect([none.subscribers, none.jobs]).toEqual([undefined, undefined]);
  });
});
