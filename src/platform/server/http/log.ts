import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { destination, multistream, pino, stdSerializers } from 'pino';
import type { Settings } from '../settings.ts';

export type { Logger };

/**
 * The log of a process: JSON lines on standard output, for whatever collects them. Beside the embedded database, where somebody looks at the
 * terminal, they go to `server.log` in the data folder, and only warnings to the terminal. Never write names, phone numbers, addresses,
 * contents or bodies of requests: ids and codes are enough to find the rest in the audit log.
 */
export function openLog(settings: Pick<Settings, 'logLevel' | 'dataDir' | 'database'>, name: 'server' | 'worker' | 'cli'): Logger {
  const options = { level: settings.logLevel, serializers, base: { pid: process.pid, name } };
  // A command talks to its operator in words; only what goes wrong is worth a line.
  if (name === 'cli') return pino({ ...options, level: 'warn' }, destination({ dest: 2, sync: true }));
  if (settings.database.kind === 'external') return pino(options, gathered(1));
  mkdirSync(settings.dataDir, { recursive: true });
  const path = join(settings.dataDir, `${name}.log`);
  setAside(path);
  // The terminal's lines may go to a file on the same full disk.
  process.stderr.on('error', () => undefined);
  const level = settings.logLevel === 'silent' ? 'fatal' : settings.logLevel;
  return pino(
    options,
    multistream([
      { level, stream: gathered(openSync(path, 'a')) },
      { level: 'error', stream: process.stderr },
    ]),
  );
}

const gatherMilliseconds = 200;

/** How many bytes of lines wait for a disk that takes none; what comes on top is lost. */
const mostWaiting = 2 * 2 ** 20;

/**
 * Lines leave together: each by itself is a call into the kernel, dearer than most of what a request does. What waits leaves at the process's end.
 * A full disk ends the log, never the process: the lines wait, and leave once there is room.
 */
export function gathered(file: number): ReturnType<typeof destination> {
  const lines = destination({ dest: file, sync: false, minLength: 8_192, maxLength: mostWaiting });
  lines.on('error', () => undefined);
  setInterval(() => lines.flush(), gatherMilliseconds).unref();
  process.on('exit', () => {
    try {
      lines.flushSync();
    } catch {
      // There is nowhere to say so.
    }
  });
  return lines;
}

/** Errors without what PostgreSQL adds about the row, because its values are people's data. */
export const serializers = {
  err: (error: Error): unknown => {
    const {
      detail: _detail,
      where: _where,
      hint: _hint,
      internalQuery: _query,
      ...rest
    } = stdSerializers.err(error) as unknown as Record<string, unknown>;
    return rest;
  },
};

const largest = 20_000_000;

function setAside(path: string): void {
  const { size } = statSync(path, { throwIfNoEntry: false }) ?? { size: 0 };
  if (size > largest) renameSync(path, `${path}.1`);
}
