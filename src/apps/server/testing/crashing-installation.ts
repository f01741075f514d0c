import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '#platform/server/database.ts';
import { wipePostgres } from '#platform/server/postgres/open-postgres.ts';
import { addressesAt } from '#platform/server/postgres/provide-database.ts';
import { withClient } from '#platform/server/postgres/sql-client.ts';
import { testPhoneSecret } from '#modules/identity/server/factory.ts';

const main = join(import.meta.dirname, '../main.ts');

/** What is killed: the server, every process of its database, or both at once. */
export const killModes = ['server', 'database', 'both'] as const;
export type KillMode = (typeof killModes)[number];

/** A whole installation in a folder of its own, as `npm run serve` would run it, that can be killed at any moment and started again. */
export class CrashingInstallation {
  readonly url: string;
  private readonly dataDir: string;
  private readonly port: number;
  private child: ChildProcess | null = null;
  private said = '';
  private opened: Database | null = null;

  private constructor(dataDir: string, port: number) {
    this.dataDir = dataDir;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<CrashingInstallation> {
    const dataDir = mkdtempSync(join(tmpdir(), 'luzhitong-crash-'));
    chmodSync(dataDir, 0o755);
    const installation = new CrashingInstallation(dataDir, await freePort());
    await installation.restart();
    return installation;
  }

  /** Starts the server, ending first what a kill has left, and returns when it answers. */
  async restart(): Promise<void> {
    await this.endServer();
    this.said = '';
    const env = {
      PATH: process.env['PATH'],
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      DEMO: 'off',
      SECRET: testPhoneSecret,
      LOG_LEVEL: 'error',
    };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (this.said += chunk.toString()));
    this.child = child;
    for (;;) {
      const answers = await fetch(`${this.url}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      );
      if (answers) return;
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server did not start again:\n${this.said}`);
      await pause(20);
    }
  }

  /** Waits, then kills without a word. A server that has lost its database stays up and waits to be started anew. */
  async killAfter(milliseconds: number, mode: KillMode): Promise<void> {
    await pause(milliseconds);
    const database = mode === 'server' ? [] : this.databaseProcesses();
    if (mode !== 'database') this.child?.kill('SIGKILL');
    for (const pid of database) kill(pid);
    if (mode === 'database') {
      await pause(150);
      if (this.child?.exitCode !== null || this.child.signalCode !== null)
        throw new Error(`The server ended with its database:\n${this.said}`);
    }
    await this.closeDatabase();
  }

  /** Rows as a superuser sees them. */
  async rows<Row extends object>(text: string): Promise<Row[]> {
    return await withClient(this.adminUrl(), async (client) => (await client.query<Row>(text)).rows);
  }

  /** The database beside the server, for looking and for factories. */
  database(): Database {
    return (this.opened ??= new Database(addressesAt(this.adminUrl(), testPhoneSecret)));
  }

  /** Returns when every subscriber has handled everything and every audit entry is sealed. */
  async untilHandled(): Promise<void> {
    const waiting = `select (select count(*)::int from subscription s where exists (select from outbox o where (o.txid, o.id) > (s.txid, s.event_id) and s.name <> 'audit.seal'))
      + (select count(*)::int from audit_entry e where not exists (select from audit_seal s where s.body_id = e.body_id and s.entry_id = e.id)) as count`;
    for (const deadline = Date.now() + 60_000; Date.now() < deadline; await pause(100)) {
      if ((await this.rows<{ count: number }>(waiting))[0]!.count === 0) return;
    }
    throw new Error('The subscribers did not come to an end.');
  }

  async remove(): Promise<void> {
    await this.closeDatabase();
    await this.endServer();
    await wipePostgres(this.dataDir);
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  private async endServer(): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  private async closeDatabase(): Promise<void> {
    await this.opened?.close().catch(() => undefined);
    this.opened = null;
  }

  private pidFile(): string[] {
    return readFileSync(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
  }

  private adminUrl(): string {
    const lines = this.pidFile();
    return `postgres://postgres@${encodeURIComponent(lines[4]!)}:${lines[3]}/luzhitong`;
  }

  /** The postmaster and all its backends: each of them leads a process group of its own, so the group alone would not do. */
  private databaseProcesses(): number[] {
    const postmaster = Number(this.pidFile()[0]);
    const children = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === postmaster);
    return [postmaster, ...children.map(Number)];
  }
}

function parentOf(pid: string): number | null {
  try {
    // The command may hold spaces and brackets; what follows its last bracket does not.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return null;
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}
