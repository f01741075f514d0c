import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '#platform/server/database.ts';
import { wipePostgres } from '#platform/server/postgres/open-postgres.ts';
import { addressesAt } from '#platform/server/postgres/provide-database.ts';

const main = join(import.meta.dirname, '../../../../apps/server/main.ts');

/** A server with a database of its own in a temporary folder, which can be killed at any moment and started again. */
export class OwnServer {
  readonly url: string;
  readonly secret = randomBytes(32).toString('hex');
  private readonly dataDir: string;
  private readonly port: number;
  private child: ChildProcess | null = null;
  private opened: Database | null = null;

  private constructor(dataDir: string, port: number) {
    this.dataDir = dataDir;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<OwnServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'luzhitong-simulation-'));
    // PostgreSQL refuses to run as root and runs as another user, who has to get in.
    chmodSync(dataDir, 0o755);
    const server = new OwnServer(dataDir, await freePort());
    await server.restart();
    return server;
  }

  /** Starts the server and returns when it answers. */
  async restart(): Promise<void> {
    let said = '';
    const env = {
      PATH: process.env['PATH'],
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      DEMO: 'off',
      SECRET: this.secret,
      LOG_LEVEL: 'error',
    };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    this.child = child;
    for (;;) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`服务没有启动成功：\n${said}`);
      await pause(20);
    }
  }

  /** Ends the server without a word: the signal is sent before this returns. */
  async kill(): Promise<void> {
    const { child } = this;
    this.child = null;
    const isThere = child && child.exitCode === null && child.signalCode === null;
    const gone = isThere ? once(child, 'exit') : Promise.resolve();
    if (isThere) child.kill('SIGKILL');
    await Promise.all([gone, this.leaveDatabase()]);
  }

  /** The database beside the server, for laying the meeting out and for looking at the end. */
  database(): Database {
    return (this.opened ??= new Database(addressesAt(this.adminUrl(), this.secret)));
  }

  async remove(): Promise<void> {
    await this.kill();
    await wipePostgres(this.dataDir);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Closes what {@link database} opened. */
  async leaveDatabase(): Promise<void> {
    await this.opened?.close().catch(() => undefined);
    this.opened = null;
  }

  private adminUrl(): string {
    const lines = readFileSync(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
    return `postgres://postgres@${encodeURIComponent(lines[4]!)}:${lines[3]}/luzhitong`;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}
