import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../contract/identifiers.ts';
import { BucketStore } from './bucket-store.ts';
import { BytesMissing, NoSpace } from './file-store.ts';

/** As much of S3 as the store uses: it keeps what it is given, and remembers how it was asked. */
const kept = new Map<string, Buffer>();
const asked: { method: string; path: string; headers: IncomingMessage['headers'] }[] = [];
let full = false;
let server: Server;
let store: BucketStore;

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = '', url = '', headers } = request;
  asked.push({ method, path: url, headers });
  const bytes = kept.get(url);
  if (method === 'PUT') {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (full) return void response.writeHead(403).end('<Error><Code>QuotaExceeded</Code></Error>');
    kept.set(url, Buffer.concat(chunks));
    return void response.end();
  }
  if (method === 'DELETE') return void response.writeHead(kept.delete(url) ? 204 : 404).end();
  if (!bytes) return void response.writeHead(404).end();
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? [];
  const part = start === undefined ? bytes : bytes.subarray(Number(start), Number(end) + 1);
  return void response.writeHead(start === undefined ? 200 : 206).end(method === 'HEAD' ? undefined : part);
}

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  store = new BucketStore({
    kind: 's3',
    bucket: 'files',
    prefix: 'luzhitong',
    endpoint: `http://127.0.0.1:${port}`,
    region: 'auto',
    accessKey: 'key',
    secretKey: 'secret',
  });
});
afterAll(() => server.close());

const bytes = Buffer.from('内容');
const keyFor = () => `${newId()}/${createHash('sha256').update(bytes).digest('hex')}`;

describe('a bucket', () => {
  it('keeps, tells, gives in whole or part, and removes', async () => {
    const key = keyFor();
    expect(await store.has(key)).toBe(false);
    await store.keep(key, bytes);
    expect(await store.has(key)).toBe(true);
    expect(await text(await store.open(key))).toBe('内容');
    expect(await text(await store.open(key, { start: 0, end: 2 }))).toBe('内');
    await store.remove(key);
    await store.remove(key);
    await expect(store.open(key)).rejects.toBeInstanceOf(BytesMissing);
  });

  it('is asked at its own path, signed, with the hash of what is sent', async () => {
    const key = keyFor();
    await store.keep(key, bytes);
    const put = asked.findLast((request) => request.method === 'PUT')!;
    expect(put.path).toBe(`/files/luzhitong/${key}`);
    expect(put.headers.authorization).toMatch(
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/auto\/s3\/aws4_request, SignedHeaders=.*x-amz-content-sha256.*, Signature=[0-9a-f]{64}$/,
    );
    expect(put.headers['x-amz-content-sha256']).toBe(createHash('sha256').update(bytes).digest('hex'));
  });

  it('is not written to again where the content lies already', async () => {
    const key = keyFor();
    await store.keep(key, bytes);
    const before = asked.length;
    await store.keep(key, bytes);
    expect(asked.slice(before).map((request) => request.method)).toEqual(['HEAD']);
  });

  it('says when it is full', async () => {
    full = true;
    await expect(store.keep(keyFor(), bytes)).rejects.toBeInstanceOf(NoSpace);
    full = false;
  });
});
