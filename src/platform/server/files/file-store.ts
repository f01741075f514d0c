import type { Readable } from 'node:stream';

/** A part of a file, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** The place has no room left for the bytes. */
export class NoSpace extends Error {}

/** The bytes that a row promises are not there. */
export class BytesMissing extends Error {}

/** Where the bytes of files lie, by keys that name their content. */
export interface FileStore {
  /** Keeps `bytes` under `key`: wholly or not at all, and safe from a power cut when it resolves. Keeping the same again does nothing. */
  keep(key: string, bytes: Buffer): Promise<void>;
  has(key: string): Promise<boolean>;
  /** Opens the bytes, or a part of them. Throws {@link BytesMissing}. */
  open(key: string, range?: ByteRange): Promise<Readable>;
  /** Removes the bytes; where there are none, nothing. */
  remove(key: string): Promise<void>;
}
