import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from './database.ts';
import { freePort } from './free-port.ts';
import { wipePostgres } from './postgres/open-postgres.ts';
import { addressesAt } from './postgres/provide-database.ts';

interface InstallationOptions {
  /** The file that starts the server. */
  readonly main: string;
  readonly secret: string;
}

/**
 * A whole installation in a temporary folder of its own, server and embedded PostgreSQL, as `npm run serve` would run it. It can be killed at any
 * moment and started again. {@link remove} it at the end.
 */
export class Installation {
  readonly url: string;
  readonly secret: string;
  private readonly main: string;
  private readonly dataDir: string;
  private readonly port: number;
  private child: ChildProcess | null = null;
  private printed = '';
  private opened: Database | null = null;

  private constructor(options: InstallationOptions, dataDir: string, port: number) {
    this.secret = options.secret;
    this.main = options.main;
    this.dataDir = dataDir;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Makes an empty one, without demo data, and returns when it answers. */
  static async start(options: InstallationOptions): Promise<Installation> {
    const dataDir = mkdtempSync(join(tmpdir(), 'luzhitong-installation-'));
    // PostgreSQL refuses to run as root and runs as another user, who has to get in.
    chmodSync(dataDir, 0o755);
    const installation = new Installation(options, dataDir, await freePort());
    await installation.restart();
    return installation;
  }

  /** Starts the server, ending first what is left of it, and returns when it answers. Throws with what it printed where it ends instead. */
  async restart(): Promise<void> {
    await this.kill();
    this.printed = '';
    const env = {
      PATH: process.env['PATH'],
      DATA_DIR: this.dataDir,
      PORT: String(this.port),
      DEMO: 'off',
      SECRET: this.secret,
      LOG_LEVEL: 'error',
    };
    const child = spawn(process.execPath, [this.main], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk: Buffer) => (this.printed += chunk.toString()));
    this.child = child;
    for (;;) {
      const answer = await fetch(`${this.url}/readyz`).catch(() => null);
      await answer?.arrayBuffer();
      if (answer?.ok) return;
      if (!this.isRunning) throw new Error(`服务没有启动成功：\n${this.printed}`);
      await pause(20);
    }
  }

  /** Whether the server's process is there. */
  get isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What the server has printed since it was started last. */
  get said(): string {
    return this.printed;
  }

  /** Ends the server without a word: the signal is sent before this returns. What {@link database} opened is closed. */
  async kill(): Promise<void> {
    const { child, isRunning } = this;
    const gone = isRunning ? once(child!, 'exit') : Promise.resolve();
    if (isRunning) child!.kill('SIGKILL');
    await Promise.all([gone, this.leaveDatabase()]);
  }

  /** The database beside the server: for laying out what it shall find, and for looking. */
  database(): Database {
    return (this.opened ??= new Database(addressesAt(this.adminUrl(), this.secret)));
  }

  /** Closes what {@link database} opened. */
  async leaveDatabase(): Promise<void> {
    await this.opened?.close().catch(() => undefined);
    this.opened = null;
  }

  /** Where its PostgreSQL takes the superuser. */
  adminUrl(): string {
    const { socketDir, port } = this.postmaster();
    return `postgres://postgres@${encodeURIComponent(socketDir)}:${port}/luzhitong`;
  }

  /** The server process of its PostgreSQL, as that wrote it down. */
  postmaster(): { readonly pid: number; readonly port: number; readonly socketDir: string } {
    const lines = readFileSync(join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), socketDir: lines[4]! };
  }

  /** Ends it and leaves nothing behind. */
  async remove(): Promise<void> {
    await this.kill();
    await wipePostgres(this.dataDir);
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}
