import { Writable } from 'node:stream';
import { existsSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { type FastifyBaseLogger, fastify } from 'fastify';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { gathered } from './http/log.ts';
import { answerFailures } from './http/register.ts';
import { isOutOfSpace, spaceLeft } from './outage.ts';

/** A full disk, and a database that is away, are told as such and do not fill the log; nothing of them ends the process. */
const broken = (code: string, message = 'x', syscall?: string) => Object.assign(new Error(message), { code, syscall });

test.each([
  ['a full disk', broken('53100', 'could not extend file'), 503, 'server.no-space', /没有保存/],
  ['a database that starts', broken('57P03'), 503, 'server.unavailable', /稍后再试/],
  ['a database that crashed', broken('57P02'), 503, 'server.unavailable', /稍后再试/],
  ['too many connections', broken('53300'), 503, 'server.unavailable', /稍后再试/],
  ['a refused connection', broken('ECONNREFUSED'), 503, 'server.unavailable', /稍后再试/],
  ['no socket', broken('ENOENT', 'x', 'connect'), 503, 'server.unavailable', /稍后再试/],
  ['a connection that broke', new Error('Connection terminated unexpectedly'), 503, 'server.unavailable', /稍后再试/],
  ['a file that is not there', broken('ENOENT', 'x', 'open'), 500, 'server.failed', /编号/],
])('%s is answered in Chinese with a code of its own', async (_, error, status, code, words) => {
  const lines: string[] = [];
  const log = pino({ level: 'error' }, new Writable({ write: (line, _encoding, done) => done(void lines.push(String(line))) }));
  const loggerInstance: FastifyBaseLogger = log;
  const server = fastify({ loggerInstance });
  answerFailures(server);
  server.get('/', async () => {
    throw error;
  });
  for (let times = 0; times < 3; times += 1) {
    const answer = await server.inject('/');
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toMatchObject({ code, message: expect.stringMatching(words) });
  }
  expect(lines.length).toBeLessThanOrEqual(status === 503 ? 1 : 3);
  await server.close();
});

test('what the database lacked is told for a while', async () => {
  isOutOfSpace(broken('53100'));
  expect(await spaceLeft(tmpdir())).toBe('full');
});

test.skipIf(!existsSync('/dev/full'))('a log that finds no room goes on without its lines', async () => {
  const lines = gathered(openSync('/dev/full', 'w'));
  const log = pino({ level: 'info' }, lines);
  const failed = new Promise((resolve) => lines.once('error', resolve));
  for (let count = 0; count < 200; count += 1) log.info({ filler: 'x'.repeat(100) }, 'line');
  expect(await failed).toMatchObject({ code: 'ENOSPC' });
  log.info('still here');
});
