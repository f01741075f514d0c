import { AwsClient } from 'aws4fetch';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FileSettings } from '../settings.ts';
import type { ByteRange, FileStore } from './file-store.ts';
import { BytesMissing, NoSpace } from './file-store.ts';

type BucketSettings = Extract<FileSettings, { kind: 's3' }>;

/** Files in an S3 bucket, or anything that speaks its language (path-style addresses, signature version 4). */
export class BucketStore implements FileStore {
  private readonly client: AwsClient;
  private readonly base: string;

  constructor({ endpoint, bucket, prefix, region, accessKey, secretKey }: BucketSettings) {
    this.client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, service: 's3', region, retries: 3 });
    this.base = [endpoint, bucket, prefix].filter(Boolean).join('/');
  }

  async keep(key: string, bytes: Buffer): Promise<void> {
    if (await this.has(key)) return;
    // The signed hash makes the bucket refuse bytes that were damaged on the way.
    const headers = { 'x-amz-content-sha256': createHash('sha256').update(bytes).digest('hex'), 'content-length': String(bytes.length) };
    const response = await this.client.fetch(this.address(key), { method: 'PUT', headers, body: new Uint8Array(bytes) });
    const words = await response.text();
    if (response.status === 507 || /<Code>(QuotaExceeded|EntityTooLarge|XMinioStorageFull)</.test(words))
      throw new NoSpace(words.slice(0, 300));
    if (!response.ok) throw new Error(`the bucket refused ${key}: ${response.status} ${words.slice(0, 300)}`);
  }

  async has(key: string): Promise<boolean> {
    const response = await this.client.fetch(this.address(key), { method: 'HEAD' });
    if (response.ok) return true;
    if (response.status === 404) return false;
    throw new Error(`the bucket did not tell of ${key}: ${response.status}`);
  }

  async open(key: string, range?: ByteRange): Promise<Readable> {
    const headers: Record<string, string> = range ? { range: `bytes=${range.start}-${range.end}` } : {};
    const response = await this.client.fetch(this.address(key), { headers });
    if (response.status === 404) throw new BytesMissing(key);
    if (!response.ok || !response.body) throw new Error(`the bucket did not give ${key}: ${response.status}`);
    return Readable.fromWeb(response.body);
  }

  async remove(key: string): Promise<void> {
    const response = await this.client.fetch(this.address(key), { method: 'DELETE' });
    await response.body?.cancel();
    if (!response.ok && response.status !== 404) throw new Error(`the bucket did not remove ${key}: ${response.status}`);
  }

  private address(key: string): string {
    return `${this.base}/${key}`;
  }
}
